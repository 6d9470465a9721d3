//! Reads `seed-data/kits/<slug>/`: the structure from `kit.toml`, the texts from a file per language.

use std::collections::HashMap;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::domain::kit::translation::hash_of;
use crate::domain::kit::{Contents, Kit, KitText, TextState};
use crate::language::LANGUAGES;

static KITS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/seed-data/kits");

/// A kit that cannot be read, or whose texts do not fit its structure.
#[derive(Debug, thiserror::Error)]
#[error("seed-data/kits/{file}: {reason}")]
pub struct BadKit {
    file: String,
    reason: String,
}

/// The texts of one language, as in `<lang>.toml`. A translation may hold what parents read and nothing else; where it
/// is silent, staff read the Dutch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    #[serde(default = "source")]
    state: TextState,
    title: Option<String>,
    goal: Option<String>,
    #[serde(default)]
    never: Vec<String>,
    public_titles: Vec<String>,
    #[serde(default)]
    sections: HashMap<String, String>,
    #[serde(default)]
    agenda: HashMap<String, String>,
    #[serde(default)]
    tips: HashMap<String, String>,
    #[serde(default)]
    materials: HashMap<String, String>,
}

fn source() -> TextState {
    TextState::Source
}

/// Every kit that is shipped, in all its languages, by code.
pub fn shipped() -> Result<Vec<Kit>, BadKit> {
    let mut kits = KITS.dirs().map(read).collect::<Result<Vec<_>, _>>()?;
    kits.sort_by(|a, b| a.contents.code.cmp(&b.contents.code));
    Ok(kits)
}

fn read(folder: &Dir<'_>) -> Result<Kit, BadKit> {
    let slug = folder.path().to_string_lossy().into_owned();
    let contents: Contents = parse(folder, &slug, "kit.toml")?.ok_or_else(|| bad(&slug, "kit.toml", "is missing"))?;
    let dutch: Texts = parse(folder, &slug, "nl.toml")?.ok_or_else(|| bad(&slug, "nl.toml", "is missing"))?;
    let leading = by_key(&dutch);
    check_ids(&slug, &contents, &leading)?;
    let hashes: HashMap<&String, String> = leading.iter().map(|(key, text)| (key, hash_of(text))).collect();
    let mut texts = HashMap::new();
    for language in LANGUAGES.iter() {
        let file = format!("{language}.toml");
        let Some(words) = parse::<Texts>(folder, &slug, &file)? else { continue };
        let own = by_key(&words);
        if let Some(stray) = own.keys().find(|key| !leading.contains_key(*key)) {
            return Err(bad(&slug, &file, &format!("has a text {stray:?} that the Dutch file does not have")));
        }
        for (key, text) in own {
            let source_hash = hashes.get(&key).cloned().unwrap_or_default();
            texts.insert(
                (language.code.to_owned(), key),
                KitText { text, state: words.state, source_hash, ..KitText::default() },
            );
        }
    }
    Ok(Kit::new(slug, contents, texts))
}

fn parse<T: serde::de::DeserializeOwned>(folder: &Dir<'_>, slug: &str, file: &str) -> Result<Option<T>, BadKit> {
    let Some(found) = folder.get_file(folder.path().join(file)) else { return Ok(None) };
    let text = found.contents_utf8().ok_or_else(|| bad(slug, file, "is not UTF-8"))?;
    toml::from_str(text).map(Some).map_err(|cause| bad(slug, file, &cause.to_string()))
}

fn by_key(texts: &Texts) -> HashMap<String, String> {
    let numbered = |noun: &'static str, list: &[String]| -> Vec<(String, String)> {
        list.iter().enumerate().map(|(number, text)| (format!("{noun}/{number}"), text.clone())).collect()
    };
    let named = |noun: &'static str, table: &HashMap<String, String>| -> Vec<(String, String)> {
        table.iter().map(|(id, text)| (format!("{noun}/{id}"), text.clone())).collect()
    };
    let of_staff = [("title", &texts.title), ("goal", &texts.goal)];
    of_staff
        .into_iter()
        .filter_map(|(noun, text)| Some((noun.to_owned(), text.clone()?)))
        .chain(numbered("never", &texts.never))
        .chain(numbered("public_title", &texts.public_titles))
        .chain(named("section", &texts.sections))
        .chain(named("agenda", &texts.agenda))
        .chain(named("tip", &texts.tips))
        .chain(named("material", &texts.materials))
        .collect()
}

/// Every id has a Dutch text, and every tip a section.
fn check_ids(slug: &str, contents: &Contents, leading: &HashMap<String, String>) -> Result<(), BadKit> {
    let staff = ["title", "goal"].map(str::to_owned).into_iter();
    let ids = contents
        .sections
        .iter()
        .map(|section| format!("section/{}", section.id))
        .chain(contents.agenda.iter().map(|item| format!("agenda/{}", item.id)))
        .chain(contents.tips.iter().map(|tip| format!("tip/{}", tip.id)))
        .chain(contents.materials.iter().map(|material| format!("material/{}", material.id)))
        .chain(staff);
    for id in ids {
        if !leading.contains_key(&id) {
            return Err(bad(slug, "nl.toml", &format!("has no text for {id:?}")));
        }
    }
    for tip in &contents.tips {
        if !contents.sections.iter().any(|section| section.id == tip.section) {
            return Err(bad(slug, "kit.toml", &format!("tip {:?} stands in a section that is not there", tip.id)));
        }
    }
    let minutes: u16 = contents.agenda.iter().map(|item| item.minutes).sum();
    if minutes == contents.minutes {
        Ok(())
    } else {
        Err(bad(slug, "kit.toml", &format!("the agenda adds up to {minutes} minutes, not {}", contents.minutes)))
    }
}

fn bad(slug: &str, file: &str, reason: &str) -> BadKit {
    BadKit { file: format!("{slug}/{file}"), reason: reason.to_owned() }
}
