//! One field of an evening's form: what was typed, or what is not right with it.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::meeting::{Meeting, MeetingId, OwnTitle};
use crate::domain::neutral::loaded_word;
use crate::domain::plan::{hours_of, is_too_far};
use crate::domain::typed;
use crate::language::Language;
use crate::web::form::Form;
use crate::web::wrong::{Wrong, Wrongs};

/// Date and hours on a Dutch wall clock; an evening may run past midnight.
pub fn check_hours(
    form: &Form,
    wall: NaiveDateTime,
    meeting: Option<&Meeting>,
    wrongs: &mut Wrongs,
) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let hours = hours(form, wrongs);
    let Some(date) = typed::date(form.typed("date")) else {
        wrongs.add("date", Wrong::Date);
        return None;
    };
    let (from, until) = hours?;
    let (starts, ends) = hours_of(date, from, until)?;
    let is_unchanged = meeting.is_some_and(|meeting| meeting.plan.starts_at == starts);
    if starts <= wall && !is_unchanged {
        wrongs.add("date", Wrong::InThePast);
    } else if is_too_far(starts, wall) {
        wrongs.add("date", Wrong::TooFar);
    }
    Some((starts, ends))
}

/// From when until when, on whatever day.
pub fn hours(form: &Form, wrongs: &mut Wrongs) -> Option<(NaiveTime, NaiveTime)> {
    let mut hour = |name: &'static str| {
        let time = typed::time(form.typed(name));
        if time.is_none() {
            wrongs.add(name, Wrong::Time);
        }
        time
    };
    let (from, until) = (hour("from"), hour("until"));
    let (from, until) = from.zip(until)?;
    if hours_of(NaiveDate::default(), from, until).is_none() {
        wrongs.add("until", Wrong::Length);
        return None;
    }
    Some((from, until))
}

pub fn check_titles(id: &MeetingId, form: &Form, wrongs: &mut Wrongs) -> Vec<OwnTitle> {
    let mut titles = Vec::new();
    for language in Language::written() {
        let title = form.line(&format!("own_title_{language}"));
        let reader = form.line(&format!("own_title_{language}_reader"));
        if title.is_empty() {
            continue;
        }
        if title.length() > 60 {
            wrongs.add("own_title", Wrong::TooLong(60));
        } else if let Some(word) = loaded_word(title.as_str()) {
            wrongs.add("own_title", Wrong::LoadedWord(word));
        } else if reader.is_empty() {
            wrongs.add("own_title", Wrong::NeedsReader(language.own_name));
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

pub fn number(form: &Form, name: &'static str, range: RangeInclusive<i32>, wrongs: &mut Wrongs) -> Option<i32> {
    let number = typed::number(form.typed(name)).filter(|number| range.contains(number));
    if number.is_none() {
        wrongs.add(name, Wrong::Number(*range.start(), *range.end()));
    }
    number
}

pub fn code<T: FromStr>(form: &Form, name: &'static str, wrongs: &mut Wrongs) -> Option<T> {
    let value = form.typed(name).parse().ok();
    if value.is_none() {
        wrongs.add(name, Wrong::Choose);
    }
    value
}
