//! The texts for a translator's program (bestand): fetched as XLIFF, and brought back into the fields, to look at and save.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::form::{Typed, seen};
use super::{Asked, Said, edit_page};
use crate::documents::exchange::{self, Exchange, Unit, Unreadable};
use crate::domain::kit::Kit;
use crate::domain::text::CleanText;
use crate::language::{Desk, Lang, Phrase};
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, Translate};

/// Neutral: "k02-2-ar.xlf".
pub(super) fn file_name(kit: &Kit, language: Lang) -> String {
    format!("{}-{}-{language}.xlf", kit.contents.code.to_lowercase(), kit.contents.version)
}

pub async fn show(
    allowed: Allowed<Translate>,
    State(app): State<App>,
    Path((slug, version, language, file)): Path<(String, i32, String, String)>,
) -> Result<Response, Failure> {
    let Asked { kit, language } = Asked::find(&app, &slug, version, &language).await?;
    let name = file_name(&kit, language);
    if file != name {
        return Err(Failure::NotFound);
    }
    let bytes = exchange::write(&of(&kit, language, allowed.desk_language().desk()));
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/xliff+xml")),
        (header::CONTENT_DISPOSITION, disposition.map_err(Failure::broken)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// Puts what a file says into the fields; nothing is kept before somebody looked and saved.
pub async fn create(
    allowed: Allowed<Translate>,
    State(app): State<App>,
    Path((slug, version, language)): Path<(String, i32, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let asked = Asked::find(&app, &slug, version, &language).await?;
    let viewer = allowed.into_proof();
    let d = viewer.desk_language().desk();
    let taken = match form.file("file").filter(|file| !file.bytes.is_empty()) {
        None => Err(d.translation.file_needed.to_string()),
        Some(file) => exchange::read(&file.bytes).map_err(|wrong| unreadable(&wrong, d)),
    };
    match taken.and_then(|file| fits(&file, &asked, d).map(|()| file)) {
        Err(sentence) => {
            let mut response =
                edit_page(&app, &viewer, &asked, &Typed::default(), Some(Said::Refused(sentence)), None).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Ok(file) => {
            let (typed, said) = brought(&file, &asked, viewer.desk_language());
            edit_page(&app, &viewer, &asked, &typed, Some(Said::Brought(said)), None).await
        }
    }
}

fn of(kit: &Kit, language: Lang, d: &'static Desk) -> Exchange {
    let unit = |unit: crate::domain::kit::translation::Unit| {
        let own = kit.text(language.code, &unit.key);
        let noun = unit.tip.as_ref().map_or(unit.key.split('/').next().unwrap_or_default(), |tip| tip.kind.code());
        Unit {
            note: d.translation.by_code(&format!("noun_{noun}")).map_or("", Phrase::as_str).to_owned(),
            source: kit.text("nl", &unit.key).map(|text| text.text.clone()).unwrap_or_default(),
            target: own.map(|text| text.text.clone()),
            state: own.map(|text| text.state),
            key: unit.key,
        }
    };
    Exchange {
        slug: kit.slug.clone(),
        version: kit.contents.version,
        language,
        units: kit.units_for_parents().into_iter().map(unit).collect(),
    }
}

fn unreadable(wrong: &Unreadable, d: &'static Desk) -> String {
    let t = &d.translation;
    match wrong {
        Unreadable::Broken(line) => t.file_broken.of(line),
        Unreadable::DocumentType => t.file_doctype.to_string(),
        Unreadable::OtherKind | Unreadable::Encoding => t.file_other_kind.to_string(),
        Unreadable::Nameless => t.file_nameless.to_string(),
        Unreadable::OtherLanguages => t.file_languages.to_string(),
        Unreadable::TooMany => t.file_too_many.to_string(),
    }
}

/// A file of another kit, version or language is not taken: its texts belong to other Dutch words.
fn fits(file: &Exchange, asked: &Asked, d: &'static Desk) -> Result<(), String> {
    let t = &d.translation;
    let (kit, here) = (&asked.kit, asked.kit.contents.version);
    if file.slug != kit.slug {
        return Err(t.file_other_kit.with(&[("kit", &CleanText::line(&file.slug).as_str()), ("here", &kit.slug)]));
    }
    if file.version != here {
        return Err(t.file_other_version.with(&[("version", &file.version), ("here", &here)]));
    }
    if file.language.code != asked.language.code {
        return Err(t
            .file_other_language
            .with(&[("language", &file.language.own_name), ("here", &asked.language.own_name)]));
    }
    Ok(())
}

/// The file's texts in the fields, and what to say of them: how many differ, which were made from other Dutch words, and
/// which belong to no text of this version.
fn brought(file: &Exchange, asked: &Asked, desk: Lang) -> (Typed, String) {
    let t = &desk.desk().translation;
    let Asked { kit, language } = asked;
    let mut typed = Typed { is_from_file: true, ..Typed::default() };
    let (mut different, mut strays) = (0_u32, Vec::new());
    let keys: Vec<String> = kit.units_for_parents().into_iter().map(|unit| unit.key).collect();
    for unit in &file.units {
        let Some(target) = unit.target.as_deref().map(CleanText::line).filter(|target| !target.is_empty()) else {
            continue;
        };
        if !keys.contains(&unit.key) {
            strays.push(target.into_string());
            continue;
        }
        let stored = kit.text(language.code, &unit.key);
        if stored.is_some_and(|stored| CleanText::line(&stored.text) == target) {
            continue;
        }
        different += 1;
        let dutch = kit.text("nl", &unit.key).map(|text| CleanText::line(&text.text));
        if dutch.is_some_and(|dutch| dutch != CleanText::line(&unit.source)) {
            typed.problems.add(&unit.key, t.file_other_source.of(CleanText::line(&unit.source).as_str()));
        }
        typed.seen.insert(unit.key.clone(), seen(stored));
        typed.texts.insert(unit.key.clone(), target);
    }
    let mut said = if different == 0 { t.file_same.to_string() } else { t.file_brought.count(desk, different) };
    if !strays.is_empty() {
        said = format!("{said} {}", t.file_strays.of(strays.join(" / ")));
    }
    (typed, said)
}
