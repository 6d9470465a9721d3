//! Reads what comes out as a stranger does: walks from link to link, and opens pages, PDFs and calendars.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::process::Command;

use aantafel::documents::handout::{Compose, KINDS};
use aantafel::domain::feed::Holder;
use aantafel::domain::meeting::{Meeting, Visibility};
use aantafel::language::{Lang, Language};
use aantafel::store;
use aantafel::web::{paths, token};
use lopdf::{Document, Object};
use scraper::{ElementRef, Html, Node, Selector};
use tokio::sync::OnceCell;

use crate::browser::{Browser, Page};
use crate::world::{World, skipped};

/// Scheme and host of the planner in every test.
pub const BASE: &str = "http://127.0.0.1:8080";

/// One answer, with all that a person or a program can read in it.
pub struct Output {
    pub page: Page,
    /// Text and attributes of a page, lines of a calendar, text of a PDF.
    pub said: String,
    pub paper: Option<Paper>,
}

/// A PDF as a stranger's program sees it.
pub struct Paper {
    pub title: String,
    pub language: String,
    pub text: String,
    /// The values of its properties: Info and XMP.
    pub properties: Vec<String>,
}

impl Output {
    fn new(page: Page) -> Self {
        let kind = page.header("content-type").to_owned();
        let paper = (kind == "application/pdf").then(|| paper(&page.bytes));
        let said = match &paper {
            Some(paper) => format!("{} {}", paper.text, paper.properties.join(" ")),
            None if kind.starts_with("text/html") => said_in(&page.html()),
            None => page.html().replace("\r\n ", "").replace("\\n", " ").replace('\\', ""),
        };
        Self { page, said, paper }
    }

    pub fn is_page(&self) -> bool {
        self.page.header("content-type").starts_with("text/html")
    }

    pub fn is_calendar(&self) -> bool {
        self.page.header("content-type").starts_with("text/calendar")
    }

    pub fn title(&self) -> String {
        match &self.paper {
            Some(paper) => paper.title.clone(),
            None => self.page.all("title").concat(),
        }
    }

    /// As a phone names the download.
    pub fn file_name(&self) -> &str {
        self.page.header("content-disposition").split('"').nth(1).unwrap_or_default()
    }
}

/// All that a parent or a stranger can get of the demo world: made once, read by many tests.
pub async fn everything() -> &'static [Output] {
    static EVERYTHING: OnceCell<Vec<Output>> = OnceCell::const_new();
    EVERYTHING.get_or_init(|| async { walk(&World::new()).await }).await
}

/// From `/`, from the addresses that only some people have, and from those that lead nowhere.
async fn walk(world: &World) -> Vec<Output> {
    let mut from = vec!["/".to_owned(), "/desk/aanmelden".to_owned(), "/desk".to_owned()];
    from.extend(["/robots.txt", "/.well-known/security.txt", "/livez", "/agenda/geheim.ics"].map(str::to_owned));
    for language in Language::written() {
        let of = |rest: &str| format!("/{language}/{rest}");
        from.extend(["m/zzzzzz", "m/zzzzzz/tips", "m/zzzzzz.ics", "nergens"].map(of));
        from.extend(["?gemeente=Utrecht&taal=ti", "?vanaf=2027-05-01", "agenda.ics?gemeente=Utrecht"].map(of));
    }
    from.extend(published(world).iter().flat_map(addresses));
    from.extend(feeds(world));
    from.extend(sheets(world));
    walk_from(&mut world.browser().await, from, |address| !address.starts_with("/desk")).await
}

/// Every meeting that is out, of every organisation.
pub fn published(world: &World) -> Vec<Meeting> {
    let workers = ["werker@demo", "werker.groningen@demo", "werker.eindhoven@demo"];
    let all = workers.iter().flat_map(|email| world.meetings_of(email));
    all.filter(Meeting::is_out).collect()
}

/// A meeting's page and file in every language, by its code when it is public, and by its secret.
pub fn addresses(meeting: &Meeting) -> Vec<String> {
    let is_public = meeting.head.visibility == Visibility::Public;
    let keys = [Some(&meeting.head.secret), is_public.then_some(&meeting.head.code)];
    let of = |key: &String| {
        let both = |language| [paths::invitation(language, key), paths::invitation_calendar(language, key)];
        Language::written().flat_map(both).collect::<Vec<_>>()
    };
    keys.into_iter().flatten().flat_map(of).collect()
}

/// Every kind for parents in every language, whether a page leads to it or not; of one meeting or another.
fn sheets(world: &World) -> Vec<String> {
    let meetings = published(world);
    let meetings = meetings.iter().filter(|meeting| meeting.plan.audience.is_parents()).cycle();
    let kinds = KINDS.iter().filter(|kind| matches!(kind.compose, Compose::Parents(_)));
    let all = kinds.flat_map(|kind| Language::written().map(move |language| (kind.word, language)));
    all.zip(meetings).map(|((word, own), of)| paths::handout(own, paths::key(&of.head), word)).collect()
}

/// A fresh secret feed for each organisation that has an account here, and for that account.
pub fn feeds(world: &World) -> Vec<String> {
    let both = |email| [Holder::organisation(&world.organisation_of(email)), Holder::person(&world.account_of(email))];
    let made = |holder: Holder| {
        let secret = token::hash(&format!("{holder:?}"));
        let renew = |db: &mut store::Db| store::feed::renew(db, &holder, &token::hash(&secret), world.clock.utc());
        world.database().write_now(renew).expect("a feed can be made");
        paths::feed(&secret)
    };
    let owners = ["werker@demo", "gastvrouw@demo", "gast.arabisch@demo", "gast.somali@demo", "gast.engels@demo"];
    owners.into_iter().flat_map(both).map(made).collect()
}

/// Opens these addresses and every link behind them that `goes_on` lets through, each once; of the PDFs some.
pub async fn walk_from(browser: &mut Browser, from: Vec<String>, goes_on: impl Fn(&str) -> bool) -> Vec<Output> {
    let mut seen: BTreeSet<String> = from.iter().cloned().collect();
    let mut ahead: VecDeque<String> = from.into();
    let mut printed = Printed::default();
    let mut outputs = Vec::new();
    while let Some(address) = ahead.pop_front() {
        let page = browser.get(&address, &[]).await.clone();
        let mut links = if page.header("content-type").starts_with("text/html") { page.links() } else { Vec::new() };
        links.push(page.header("location").to_owned());
        for link in links.iter().filter_map(|link| own(link)).filter(|link| goes_on(link)) {
            if printed.takes(link) && seen.insert(link.to_owned()) {
                ahead.push_back(link.to_owned());
            }
        }
        outputs.push(Output::new(page));
    }
    outputs
}

/// Which PDFs and pictures are opened: of each the Dutch one and one other, every language in its turn. The sheet's page is
/// opened in all of them, and `handout` sees to it that a PDF says what its page says.
#[derive(Default)]
struct Printed(BTreeMap<String, Lang>);

impl Printed {
    fn takes(&mut self, link: &str) -> bool {
        let of_address = |link: &str| {
            link.trim_start_matches('/').split_once('/').map(|(code, sheet)| (code.to_owned(), sheet.to_owned()))
        };
        let of_query = link.split_once("?taal=").map(|(sheet, code)| (code.to_owned(), sheet.to_owned()));
        let is_drawn = |sheet: &str| sheet.ends_with(".pdf") || sheet.ends_with(".png");
        let Some((code, sheet)) = of_query.or_else(|| of_address(link)).filter(|(_, sheet)| is_drawn(sheet)) else {
            return true;
        };
        let others: Vec<Lang> = Language::written().filter(|language| !language.is_dutch()).collect();
        // PDFs and pictures go round apart, so that each language has its turn with both.
        let is_picture = |sheet: &String| sheet.ends_with(".png");
        let alike = self.0.keys().filter(|known| is_picture(known) == is_picture(&sheet)).count();
        let turn = others[alike % others.len()];
        let own = *self.0.entry(sheet).or_insert(turn);
        Language::find(&code).is_none_or(|language| language.is_dutch() || language == own)
    }
}

/// The path of a link of ours.
fn own(link: &str) -> Option<&str> {
    let path = link.strip_prefix(BASE).or_else(|| link.strip_prefix("webcal://127.0.0.1:8080")).unwrap_or(link);
    let path = path.split('#').next().unwrap_or_default();
    path.starts_with('/').then_some(path)
}

/// Every text and every attribute of a page: also what only a screen reader or a program sees.
fn said_in(html: &str) -> String {
    let html = Html::parse_document(html);
    let mut said = String::new();
    for node in html.tree.nodes() {
        match node.value() {
            Node::Text(text) => said.push_str(text),
            Node::Comment(comment) => said.push_str(comment),
            Node::Element(element) => element.attrs().for_each(|(_, value)| said.push_str(&format!(" {value} "))),
            _ => {}
        }
        said.push(' ');
    }
    said
}

pub fn paper(bytes: &[u8]) -> Paper {
    let file = Document::load_mem(bytes).expect("a PDF");
    let catalog = file.catalog().expect("a PDF has a catalogue");
    let words = |object: &Object| lopdf::decode_text_string(object).unwrap_or_default();
    let info = file.trailer.get(b"Info").and_then(Object::as_reference).and_then(|id| file.get_dictionary(id));
    let info = info.expect("a PDF has properties");
    let mut properties: Vec<String> = info.iter().map(|(_, value)| words(value)).collect();
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference).and_then(|id| file.get_object(id));
    if let Ok(Object::Stream(stream)) = metadata {
        let xmp = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        properties.push(String::from_utf8_lossy(&xmp).into_owned());
    }
    Paper {
        title: info.get(b"Title").map(words).unwrap_or_default(),
        language: catalog.get(b"Lang").map(words).unwrap_or_default(),
        text: pdf_text(bytes).unwrap_or_else(|| {
            let pages: Vec<u32> = file.get_pages().into_keys().collect();
            file.extract_text(&pages).unwrap_or_default()
        }),
        properties,
    }
}

/// What pdftotext reads, without the marks that it sets for direction. `None`: it is not on this machine.
pub fn pdf_text(bytes: &[u8]) -> Option<String> {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), bytes).expect("the file can be written");
    let Ok(output) = Command::new("pdftotext").arg(file.path()).arg("-").output() else {
        skipped("pdftotext is not installed");
        return None;
    };
    assert!(output.status.success(), "pdftotext: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).chars().filter(|c| !is_mark(*c)).collect())
}

/// Marks for direction and width that nobody sees.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{61c}' | '\u{feff}' | '\u{ad}')
}

/// Letters and signs alone: how lines were broken does not count.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect()
}

/// The sentences of a page's sheets that its PDF does not hold.
pub fn missing(page: &Page, text: &str, language: Lang) -> Vec<String> {
    // A hyphen at the end of a line is taken for a broken word, so none counts.
    let bare = |text: &str| squeezed(text).replace('-', "");
    let text = if language.is_rtl() { text.chars().filter(|c| c.is_alphanumeric()).collect() } else { bare(text) };
    let html = Html::parse_document(&page.html());
    let parts = "article.sheet :is(h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption strong, figcaption a)";
    let parts = Selector::parse(parts).expect("a selector");
    let is_leaf = |element: &ElementRef<'_>| element.select(&parts).next().is_none();
    let said = |element: ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    let sentences: BTreeSet<String> = html.select(&parts).filter(is_leaf).map(said).collect();
    assert!(sentences.len() > 6, "{}: {sentences:?}", page.address);
    let has_columns = page.has(".sheet .tip .number") || page.has(".sheet .contacts .lead");
    let of = |sentence: &str| if has_columns { words(sentence, language) } else { pieces(sentence, language) };
    let holds = |sentence: &String| of(sentence).iter().all(|piece| text.contains(&bare(piece)));
    sentences.into_iter().filter(|sentence| !holds(sentence)).collect()
}

/// Programs read two columns side by side as they like: of those, each word counts.
fn words(sentence: &str, language: Lang) -> Vec<String> {
    let kept = |c: &char| c.is_alphanumeric() || !language.is_rtl();
    sentence.split([' ', '\u{a0}', '-']).map(|word| word.chars().filter(kept).collect()).collect()
}

/// Programs differ over the order of a line that runs both ways: of it, each stretch between two signs that runs one way
/// counts, and each word that runs the other.
fn pieces(sentence: &str, language: Lang) -> Vec<String> {
    if !language.is_rtl() {
        return vec![sentence.to_owned()];
    }
    let is_rtl = |word: &str| word.chars().any(|c| ('\u{590}'..='\u{8ff}').contains(&c));
    let mut pieces = vec![String::new()];
    for word in sentence.split_whitespace() {
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        match pieces.last_mut() {
            Some(last) if is_rtl(last) && is_rtl(&letters) => last.push_str(&letters),
            _ => pieces.push(letters),
        }
        if word.ends_with(|c: char| !c.is_alphanumeric()) {
            pieces.push(String::new());
        }
    }
    pieces
}

/// Compares with a file in `tests/it/expected`; UPDATE_EXPECTED=1 writes it anew.
pub fn assert_expected(name: &str, said: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/expected").join(name);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, said).expect("the expected text can be written");
    }
    let expected = std::fs::read_to_string(&file).expect("the expected text is there; UPDATE_EXPECTED=1 writes it");
    assert_eq!(said, expected, "{name} changed; look at it, then write it anew with UPDATE_EXPECTED=1");
}
