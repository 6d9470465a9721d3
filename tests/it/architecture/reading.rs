//! A source file as the architecture sees it: what it uses, what it names, what it mounts.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use syn::visit::{self, Visit};

/// What stands in one file.
#[derive(Clone, Debug)]
pub struct Source {
    /// From the root of the project.
    pub path: String,
    pub text: String,
    /// Every path with more than one part, relative ones made absolute.
    pub paths: Vec<Vec<String>>,
    pub methods: Vec<String>,
    /// Of modules, types, functions and constants.
    pub names: Vec<String>,
    /// Method and handler of every route.
    pub mounted: Vec<(String, Vec<String>)>,
    /// Outside tests.
    pub unwraps: usize,
}

impl Source {
    pub fn read(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|cause| panic!("{path}: {cause}"));
        let module = module_of(path);
        let name = Path::new(path).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let source = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            paths: Vec::new(),
            methods: Vec::new(),
            names: vec![name],
            mounted: Vec::new(),
            unwraps: 0,
        };
        let is_test = module.iter().any(|part| part == "tests") || path.starts_with("tests/");
        let mut reader = Reader { source, module, is_test };
        reader.visit_file(&file);
        reader.source
    }

    /// "web" of src/web/desk/kit.rs, "clock" of src/clock.rs.
    pub fn room(&self) -> String {
        self.place().split('/').next().unwrap_or_default().to_owned()
    }

    /// "web/desk/kit" of src/web/desk/kit.rs.
    pub fn place(&self) -> String {
        self.path.trim_start_matches("src/").trim_end_matches(".rs").to_owned()
    }

    /// Rooms of ours, whatever the way to them.
    pub fn rooms_used(&self) -> BTreeSet<String> {
        let ours = self.paths.iter().filter(|path| path.len() > 1 && ["crate", "aantafel"].contains(&path[0].as_str()));
        ours.map(|path| path[1].clone()).filter(|room| is_a_room(room)).collect()
    }

    pub fn crates_used(&self) -> BTreeSet<&str> {
        self.paths.iter().map(|path| path[0].as_str()).collect()
    }
}

/// Ours, read once.
pub fn all_sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| sources_in("src"));
    &SOURCES
}

pub fn sources_in(folder: &str) -> Vec<Source> {
    let mut files = files_in(folder);
    files.retain(|path| path.ends_with(".rs"));
    assert!(files.len() > 5, "{folder} holds more than {files:?}");
    files.iter().map(|path| Source::read(path, &text_of(path))).collect()
}

/// Every file under a folder, from the root of the project.
pub fn files_in(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap_or_else(|cause| panic!("{folder}: {cause}"));
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry.expect("a folder can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files.extend(files_in(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

pub fn text_of(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

/// "MeetingManager" and "meeting_manager" are both "meeting", "manager".
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || (c.is_uppercase() && words.last().is_some_and(|word| word.ends_with(char::is_lowercase))) {
            words.push(String::new());
        }
        if c != '_' {
            words.last_mut().expect("never empty").extend(c.to_lowercase());
        }
    }
    words
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder right under src; macros that crates export stand beside them.
fn is_a_room(name: &str) -> bool {
    let src = root().join("src");
    src.join(name).is_dir() || src.join(format!("{name}.rs")).is_file()
}

fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    let parts = inner.split('/').filter(|part| !["lib", "main"].contains(part));
    std::iter::once("crate").chain(parts).map(str::to_owned).collect()
}

struct Reader {
    source: Source,
    module: Vec<String>,
    is_test: bool,
}

impl Reader {
    fn note(&mut self, path: Vec<String>) {
        let mut absolute = match path.first().map(String::as_str) {
            Some("self" | "super") => self.module.clone(),
            _ => Vec::new(),
        };
        for part in path {
            match part.as_str() {
                "self" => {}
                "super" => drop(absolute.pop()),
                _ => absolute.push(part),
            }
        }
        if absolute.len() > 1 {
            self.source.paths.push(absolute);
        }
    }

    fn note_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.note_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.note(with(&name.ident)),
            syn::UseTree::Rename(name) => self.note(with(&name.ident)),
            syn::UseTree::Glob(_) => self.note([before, &["*".to_owned()]].concat()),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.note_tree(before, tree)),
        }
    }

    /// What a macro is given was not parsed: its paths are found by their colons.
    fn note_tokens(&mut self, tokens: &str) {
        let text = tokens.replace(" ::", "::").replace(":: ", "::");
        for word in text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            let parts: Vec<String> = word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
            if parts.len() > 1 {
                self.note(parts);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.note_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.note(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, macro_: &'ast syn::Macro) {
        self.note_tokens(&macro_.tokens.to_string());
        visit::visit_macro(self, macro_);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.note_tokens(&list.tokens.to_string());
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let was = self.is_test;
        self.source.names.push(item.ident.to_string());
        self.module.push(item.ident.to_string());
        self.is_test |= item.ident == "tests";
        visit::visit_item_mod(self, item);
        self.is_test = was;
        self.module.pop();
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let method = call.method.to_string();
        if let (true, [syn::Expr::Lit(_), syn::Expr::Path(handler)]) =
            (call.turbofish.is_some(), &call.args.iter().cloned().collect::<Vec<_>>()[..])
        {
            let handler = handler.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.source.mounted.push((method.clone(), handler));
        }
        if method == "unwrap" && !self.is_test {
            self.source.unwraps += 1;
        }
        self.source.methods.push(method);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.source.names.push(item.sig.ident.to_string());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.source.names.push(item.sig.ident.to_string());
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.source.names.push(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.source.names.push(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.source.names.push(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }
}
