//! One field of the planner's form: what was typed, or a sentence that says what is not right with it.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::detail::{PersonalDetail, personal_detail};
use crate::domain::meeting::{Meeting, MeetingId, OwnTitle};
use crate::domain::neutral::loaded_word;
use crate::domain::plan::{hours_of, is_too_far};
use crate::domain::text::{CleanText, LONGEST_REASON};
use crate::language::{Desk, Language};
use crate::web::form::{Form, Problems};

pub fn check_text(
    name: &'static str,
    text: &CleanText,
    is_needed: bool,
    longest: usize,
    today: NaiveDate,
    d: &Desk,
    problems: &mut Problems,
) {
    if is_needed && text.is_empty() {
        problems.add(name, &d.problem.needed);
    } else if text.length() > longest {
        problems.add(name, d.problem.too_long.of(longest));
    } else if let Some(detail) = personal_detail(text.as_str(), today) {
        problems.add(name, detail_in_words(d, detail));
    }
}

/// Date and hours on a Dutch wall clock; an evening may run past midnight.
pub fn check_hours(
    form: &Form,
    d: &Desk,
    wall: NaiveDateTime,
    meeting: Option<&Meeting>,
    problems: &mut Problems,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let date = NaiveDate::parse_from_str(form.typed("date"), "%Y-%m-%d")
        .ok()
        .filter(|date| date.format("%Y").to_string().len() == 4);
    let mut hour = |name: &'static str| {
        let time = NaiveTime::parse_from_str(form.typed(name).trim(), "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(form.typed(name).trim(), "%H.%M"));
        if time.is_err() {
            problems.add(name, &d.problem.time);
        }
        time.ok()
    };
    let (from, until) = (hour("from"), hour("until"));
    let Some(date) = date else {
        problems.add("date", &d.problem.date);
        return None;
    };
    let Some((starts, ends)) = hours_of(date, from?, until?) else {
        problems.add("until", &d.problem.length);
        return None;
    };
    let is_unchanged = meeting.is_some_and(|meeting| meeting.plan.starts_at == starts);
    if starts <= wall && !is_unchanged {
        problems.add("date", &d.problem.in_the_past);
    } else if is_too_far(starts, wall) {
        problems.add("date", &d.problem.too_far);
    }
    Some((starts, ends))
}

pub fn check_titles(id: &MeetingId, form: &Form, d: &Desk, problems: &mut Problems) -> Vec<OwnTitle> {
    let mut titles = Vec::new();
    for language in Language::written() {
        let title = form.line(&format!("own_title_{language}"));
        let reader = form.line(&format!("own_title_{language}_reader"));
        if title.is_empty() {
            continue;
        }
        if title.length() > 60 {
            problems.add("own_title", d.problem.too_long.of(60));
        } else if let Some(word) = loaded_word(title.as_str()) {
            problems.add("own_title", d.problem.loaded_word.of(word));
        } else if reader.is_empty() {
            problems.add("own_title", d.problem.needs_reader.of(language.own_name));
        }
        titles.push(OwnTitle {
            meeting_id: id.clone(),
            language: language.code.to_owned(),
            title: title.into_string(),
            read_by: reader.into_string(),
        });
    }
    titles
}

pub fn number(
    form: &Form,
    name: &'static str,
    range: RangeInclusive<i32>,
    d: &Desk,
    problems: &mut Problems,
) -> Option<i32> {
    let number = form.typed(name).trim().parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        problems.add(name, d.problem.number.with(&[("least", range.start()), ("most", range.end())]));
    }
    number
}

pub fn code<T: FromStr>(form: &Form, name: &'static str, d: &Desk, problems: &mut Problems) -> Option<T> {
    let value = form.typed(name).parse().ok();
    if value.is_none() {
        problems.add(name, &d.problem.choose);
    }
    value
}

/// Why a free text is refused: what it seems to hold.
pub fn detail_in_words(d: &Desk, detail: PersonalDetail) -> String {
    let d = &d.problem;
    match detail {
        PersonalDetail::CitizenNumber => d.citizen_number.to_string(),
        PersonalDetail::BirthDate => d.birth_date.to_string(),
        PersonalDetail::PhoneNumber => d.phone_number.to_string(),
        PersonalDetail::Email => d.email.to_string(),
    }
}

/// What is wrong with a reason: too long, or about a person. Nothing of it is cut off in silence.
pub fn reason_problem(reason: &CleanText, d: &Desk, today: NaiveDate) -> Option<String> {
    if reason.length() > LONGEST_REASON {
        return Some(d.problem.too_long.of(LONGEST_REASON));
    }
    personal_detail(reason.as_str(), today).map(|detail| detail_in_words(d, detail))
}
