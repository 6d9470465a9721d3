//! Keeping what was typed into the texts of a kit (bewaren): all of it in one transaction, or nothing and why.

use chrono::{NaiveDate, NaiveDateTime};

use super::form::{self, Problems, Typed};
use crate::documents::pdf;
use crate::domain::account::AccountId;
use crate::domain::kit::Kit;
use crate::domain::kit::rule::Broken;
use crate::domain::kit::translation::{KitText, Unit};
use crate::domain::record::{Deed, Note};
use crate::domain::text::CleanText;
use crate::language::{Desk, Lang, Language};
use crate::store::kit::text::{self, Place};
use crate::store::{self, Db};
use crate::web::failure::Failure;
use crate::web::viewer::Viewer;
use crate::web::{App, problem};

/// Longer is no tip.
pub const LONGEST: usize = 400;

/// Which texts are written.
#[derive(Clone)]
pub struct Work {
    kit: Kit,
    language: Lang,
    units: Vec<Unit>,
}

pub enum Kept {
    All,
    /// Something is not right; nothing was kept.
    Nothing(Problems),
}

impl Work {
    /// What parents read, in another language.
    pub fn translation(kit: Kit, language: Lang) -> Self {
        Self { units: kit.units_for_parents(), kit, language }
    }

    /// The Dutch of a draft, for all who read it.
    pub fn source(draft: Kit) -> Self {
        Self { units: draft.units(), kit: draft, language: Language::dutch() }
    }

    fn is_source(&self) -> bool {
        self.language.is_dutch()
    }
}

/// What is to be written over what.
struct Change {
    place: Place,
    before: Option<KitText>,
    text: KitText,
    is_new: bool,
}

/// The day on which somebody writes, and in which language they are told what is wrong.
struct Writer<'a> {
    id: &'a AccountId,
    now: NaiveDateTime,
    today: NaiveDate,
    desk: Lang,
}

pub async fn keep(app: &App, viewer: &Viewer, work: Work, typed: &Typed) -> Result<Kept, Failure> {
    let (own, typed, pen) = (viewer.account.id.clone(), typed.clone(), viewer.pen(app));
    let (desk, today, now) = (viewer.desk_language(), app.clock.today(), app.clock.utc());
    let kept = app
        .write(move |db| {
            let writer = Writer { id: &own, now, today, desk };
            let changes = match changes(db, &work, &typed, &writer)? {
                Ok(changes) => changes,
                Err(problems) => return Ok(Kept::Nothing(problems)),
            };
            for change in &changes {
                let seen = change.before.as_ref().map(|before| before.revision);
                if !text::keep(db, &change.place, seen, &change.text)? {
                    return Err(store::Error::Crossed);
                }
            }
            for (is_new, deed) in [(true, Deed::TextsWritten), (false, Deed::TextsRead)] {
                if changes.iter().any(|change| change.is_new == is_new) {
                    pen.write(db, None, &Note::with(deed, work.language))?;
                }
            }
            if !changes.is_empty() {
                store::revision::raise_reference(db)?;
            }
            Ok(Kept::All)
        })
        .await?;
    app.look_around().await?;
    Ok(kept)
}

/// What somebody typed and ticked, as changes; or what is wrong with it.
fn changes(
    db: &mut Db,
    work: &Work,
    typed: &Typed,
    writer: &Writer<'_>,
) -> Result<Result<Vec<Change>, Problems>, store::Error> {
    let (mut changes, mut problems) = (Vec::new(), Problems::default());
    let (d, t) = (writer.desk.desk(), writer.desk.phrases());
    for unit in &work.units {
        let Some(words) = typed.texts.get(&unit.key) else { continue };
        let place = Place::new(&work.kit, work.language.code, &unit.key);
        let before = text::find(db, &place)?;
        let dutch = text::find(db, &Place::new(&work.kit, Language::dutch().code, &unit.key))?.unwrap_or_default();
        let seen = typed.seen.get(&unit.key).map_or("", String::as_str);
        let is_touched = !is_as_seen(seen, words);
        let is_same = before.as_ref().is_some_and(|before| CleanText::line(&before.text) == *words);
        if !is_touched || is_same {
            // What was ticked counts only over the words that were read.
            let confirmed = before.as_ref().filter(|_| is_same && typed.ticked.contains(&unit.key));
            let text = confirmed.and_then(|before| before.confirmed(&dutch, writer.id, writer.now));
            changes.extend(text.map(|text| Change { place, before, text, is_new: false }));
            continue;
        }
        if seen != form::seen(before.as_ref()) {
            problems.add_conflict(&unit.key, d.translation.changed_meanwhile.to_string());
        } else if words.is_empty() {
            problems.add(&unit.key, t.problem.needed.to_string());
        } else if let Some(sentence) = wrong(work, unit, words, writer) {
            problems.add(&unit.key, sentence);
        } else {
            let words = words.as_str().to_owned();
            let text = match work.is_source() {
                true => KitText::source(words, before.as_ref(), writer.id, writer.now),
                false => KitText::translation(words, &dutch, before.as_ref(), writer.id, writer.now),
            };
            changes.push(Change { place, before, text, is_new: true });
        }
    }
    Ok(if problems.is_empty() { Ok(changes) } else { Err(problems) })
}

/// Whether the words are those that stood in the field when the page was opened.
fn is_as_seen(seen: &str, words: &CleanText) -> bool {
    match seen.split_once(' ') {
        Some((_, hash)) => hash == crate::domain::kit::translation::hash_of(words.as_str()),
        None => words.is_empty(),
    }
}

/// What is wrong with a text of a kit, in the writer's language.
fn wrong(work: &Work, unit: &Unit, words: &CleanText, writer: &Writer<'_>) -> Option<String> {
    let (d, t) = (writer.desk.desk(), writer.desk.phrases());
    problem::text_problem(words, LONGEST, t, writer.today)
        .or_else(|| work.kit.broken_rule(unit, words.as_str()).map(|broken| broken_in_words(&broken, d)))
        .or_else(|| {
            let missing = pdf::check(work.language, words.as_str()).err()?.character;
            let code = format!("U+{:04X}", u32::from(missing));
            Some(d.translation.no_glyph.with(&[("letter", &missing), ("code", &code)]))
        })
}

/// Why parents may not read it.
pub fn broken_in_words(broken: &Broken, d: &Desk) -> String {
    let t = &d.translation;
    match broken {
        Broken::Place(word) => t.rule_place.of(word),
        Broken::Figure => t.rule_figure.to_string(),
        Broken::Safety(word) => t.rule_safety.of(word),
        Broken::Threat(word) => t.rule_threat.of(word),
        Broken::LongLaw(most) => t.rule_long_law.of(most),
        Broken::Loaded(word) => t.rule_loaded.of(word),
        Broken::Never(word) => t.rule_never.of(word),
    }
}
