//! What a draft of a kit is made of, as a form (opbouw): who looked at it, how long each part takes, which tips it has.

use crate::domain::kit::version::{NewTip, Structure};
use crate::domain::kit::{Kit, TipAudience, TipKind};
use crate::domain::text::LONGEST_LINE;
use crate::domain::typed;
use crate::web::desk::translation::{LONGEST as LONGEST_TIP, broken_in_words};
use crate::web::form::{Form, Problems};
use crate::web::viewer::Viewer;
use crate::web::{App, problem};

/// An evening is not longer than a day.
const MOST_MINUTES: u16 = 600;

/// The form with what the draft is made of.
pub(super) fn filled(draft: &Kit) -> Form {
    let contents = &draft.contents;
    let mut form = Form::of([
        ("revision", draft.revision.to_string()),
        ("reviewed_by", contents.reviewed_by.clone()),
        ("reviewed_on", contents.reviewed_on.clone()),
        ("next_review", contents.next_review.to_string()),
    ]);
    contents.agenda.iter().for_each(|item| form.set(&format!("minutes-{}", item.id), item.minutes.to_string()));
    form
}

/// What was typed, as another structure; or what is wrong with it.
pub(super) fn read(app: &App, viewer: &Viewer, draft: &Kit, form: &Form) -> Result<Structure, Problems> {
    let (d, t) = (viewer.desk_language().desk(), viewer.desk_language().phrases());
    let (mut problems, today) = (Problems::default(), app.clock.today());
    let reviewed_by = form.line("reviewed_by");
    problem::check(&mut problems, "reviewed_by", &reviewed_by, (false, LONGEST_LINE), t, today);
    let day = |name: &str| typed::date(form.typed(name));
    let reviewed_on = day("reviewed_on");
    if reviewed_by.is_empty() != form.line("reviewed_on").is_empty() {
        problems.add("reviewed_on", &d.kit_version.review_whole);
    } else if !reviewed_by.is_empty() && reviewed_on.is_none_or(|day| day > today) {
        problems.add("reviewed_on", &d.kit_version.review_day);
    }
    let next_review = day("next_review").filter(|day| *day > today);
    if next_review.is_none() {
        problems.add("next_review", &d.kit_version.review_past);
    }
    let minutes = draft.contents.agenda.iter().map(|item| {
        let minutes = typed::number(form.typed(&format!("minutes-{}", item.id)))?;
        u16::try_from(minutes).ok().filter(|minutes| (1..=MOST_MINUTES).contains(minutes))
    });
    let minutes: Option<Vec<u16>> = minutes.collect();
    if minutes.is_none() {
        problems.add("agenda", t.problem.number.with(&[("least", &1), ("most", &MOST_MINUTES)]));
    }
    let removed = form.all("removed").map(str::to_owned).collect();
    let added = match added(app, viewer, draft, form) {
        Ok(added) => added,
        Err((field, sentence)) => {
            problems.add(field, sentence);
            None
        }
    };
    match (next_review, minutes) {
        (Some(next_review), Some(minutes)) if problems.is_empty() => {
            let reviewed_by = reviewed_by.into_string();
            Ok(Structure { reviewed_by, reviewed_on, next_review, minutes, removed, added })
        }
        _ => Err(problems),
    }
}

/// The tip that is added, when something was typed for it.
fn added(app: &App, viewer: &Viewer, draft: &Kit, form: &Form) -> Result<Option<NewTip>, (&'static str, String)> {
    let (d, t) = (viewer.desk_language().desk(), viewer.desk_language().phrases());
    let text = form.line("new_text");
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(sentence) = problem::text_problem(&text, LONGEST_TIP, t, app.clock.today()) {
        return Err(("new_text", sentence));
    }
    let choose = |field| (field, t.problem.choose.to_string());
    let section = draft.contents.sections.iter().find(|section| section.id == form.typed("new_section"));
    let new = NewTip {
        section: section.ok_or(choose("new_section"))?.id.clone(),
        audience: form.typed("new_audience").parse().map_err(|_| choose("new_audience"))?,
        kind: form.typed("new_kind").parse().map_err(|_| choose("new_kind"))?,
        text: text.into_string(),
    };
    let is_never = matches!(new.kind, TipKind::SafetyStep | TipKind::Figure) && new.audience == TipAudience::Parents;
    if is_never {
        return Err(("new_kind", d.kit_version.never_to_parents.to_string()));
    }
    match draft.broken_by(&new) {
        Some(broken) => Err(("new_text", broken_in_words(&broken, d))),
        None => Ok(Some(new)),
    }
}
