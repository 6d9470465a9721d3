//! The board on paper (bord als PDF): the drawings and words of the page, printed in turn.

use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::gap::{GapShown, Gaps};
use super::{Which, look, page_of};
use crate::documents::handout::board::{Month, Paper, Part, Side};
use crate::documents::handout::figure::{Figure, Tone};
use crate::language::{Lang, date_in_words};
use crate::web::board::shown::{CellShown, MeetingShown, Row, Section, Shown};
use crate::web::board::sign::Sign;
use crate::web::board::{figure, scale};
use crate::web::desk::meeting::view::state_name;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::{App, heavy};

pub async fn show(
    allowed: Allowed<PlanMeeting>,
    State(app): State<App>,
    Query(which): Query<Which>,
) -> Result<Response, Failure> {
    let (language, today) = (allowed.desk_language(), app.clock.today());
    let seen = look(&app, &allowed, &which, scale::PAPER).await?;
    let d = &language.desk().board;
    let paper = Paper {
        language,
        title: d.title.to_string(),
        lead: d.as_of.of(date_in_words(language, today)),
        footer: d.footer.of(&allowed.organisation.name),
        gaps_title: d.gaps_title.to_string(),
        sides: seen.shown.sections.iter().zip(&seen.gaps).map(side).collect(),
        quiet: seen.quiet.clone(),
        legend: legend(language),
        header: header_of(&seen.shown, language),
        months: months(&seen.shown.rows, language),
    };
    match heavy::in_turn(&app, move || paper.print()).await? {
        Ok(bytes) => {
            let mut response = bytes.into_response();
            let name = format!("inline; filename=\"bord-{today}-{language}.pdf\"");
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
            headers
                .insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(name).expect("a day and a code are ASCII"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            Ok(response)
        }
        Err(missing) => page_of(&app, &allowed, &which, seen, Some(d.unprintable.of(missing))),
    }
}

fn side((section, gaps): (&Section, &Gaps)) -> Side {
    let gap = |gap: &GapShown| [gap.place.clone(), gap.languages.clone(), gap.who.clone()];
    Side {
        name: section.name.clone(),
        lines: vec![format!("{}. {}", section.counted, section.season)],
        drawing: figure::of(&section.drawing, &section.described),
        gaps: gaps.lines.iter().map(gap).collect(),
        about_gaps: gaps.about.clone(),
    }
}

/// As on the page.
fn legend(language: Lang) -> Figure {
    let (t, d) = (language.phrases(), language.desk());
    let note = format!("{} {}", t.effect.catering, t.effect.info);
    let boxes = [
        (Tone::Gap, d.board.gap.to_string()),
        (Tone::School, t.board.school.to_string()),
        (Tone::Strong, t.effect.no_meeting.to_string()),
        (Tone::Soft, t.effect.avoid.to_string()),
        (Tone::Note, note),
    ];
    let signs = Sign::all(&t.board.wished, |state| state_name(state, language));
    figure::legend(t.board.legend.as_str(), &signs, &boxes, t.board.today.as_str())
}

fn header_of(shown: &Shown, language: Lang) -> Vec<String> {
    let week = language.phrases().board.week.to_string();
    std::iter::once(week).chain(shown.sections.iter().map(|section| section.name.clone())).collect()
}

/// A table for each month: its header stands on every page that way.
fn months(rows: &[Row], language: Lang) -> Vec<Month> {
    let of_month = |rows: &[Row]| Month {
        name: rows[0].month.clone(),
        rows: rows
            .iter()
            .map(|row| {
                let week = vec![Part::Plain(row.week.clone()), Part::Plain(row.days.clone())];
                std::iter::once(week).chain(row.cells.iter().map(|cell| parts(cell, language))).collect()
            })
            .collect(),
    };
    rows.chunk_by(|one, next| one.month == next.month).map(of_month).collect()
}

fn parts(cell: &CellShown, language: Lang) -> Vec<Part> {
    let time = cell.time.iter().map(|(name, _)| Part::Plain(name.clone()));
    let meeting = |one: &MeetingShown| Part::Meeting {
        when: one.when.clone(),
        title: one.title.clone(),
        state: one.state.clone(),
        place: one.place.clone(),
    };
    let days = cell.minds.iter().chain(&cell.days).cloned().map(Part::Plain);
    let mut parts: Vec<Part> = time.chain(days).collect();
    parts.extend(cell.meetings.iter().map(meeting));
    parts.extend(cell.others.iter().cloned().map(Part::Plain));
    if parts.is_empty() {
        parts.push(Part::Plain(language.phrases().board.nothing.to_string()));
    }
    parts
}
