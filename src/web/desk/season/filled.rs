//! A row as the form of an evening (ingevuld): its cells, and for what is empty the evening that it is like.

mod place;

use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

use super::interpreter::Interpreter;
use super::row::Row;
use super::{spoken, theme, title};
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::season::{self, Column, MOST_PARTS, Names, NotADate, parts, plain};
use crate::language::{Lang, Language, Phrases, date_in_words};
use crate::web::App;
use crate::web::desk::meeting::view::hours as hours_in_words;
use crate::web::form::{Form, Problems};
use crate::web::plan::{self, Planning};
use crate::web::viewer::Viewer;

/// So many of a list are offered where nothing tells which.
pub(super) const MOST_LIKELY: usize = 3;

/// What is not right with the cells of a row, by the code of the column, and what was probably meant.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    pub problems: Problems,
    /// The whole cell as it would be, or what it may be.
    pub offers: BTreeMap<Column, Vec<String>>,
    /// What a cell was taken for, where that is not what it says.
    pub taken: BTreeMap<Column, String>,
    /// Who is named to interpret and known by nobody.
    pub interpreter: Option<String>,
}

impl Remarks {
    pub fn add(&mut self, column: Column, sentence: impl ToString) {
        self.problems.add(column.code(), sentence);
    }

    pub fn offer(&mut self, column: Column, sentence: impl ToString, cell: impl Into<String>) {
        self.offer_each(column, sentence, vec![cell.into()]);
    }

    pub fn offer_each(&mut self, column: Column, sentence: impl ToString, cells: Vec<String>) {
        if self.problems.of(column.code()).is_none() {
            self.offers.insert(column, cells);
        }
        self.add(column, sentence);
    }
}

/// What a row is read with.
pub struct Reading<'a> {
    pub app: &'a App,
    pub viewer: &'a Viewer,
    pub planning: &'a Planning,
    /// Whom one's own organisation knows, where a row names one.
    pub interpreters: Vec<Interpreter>,
    /// Of whom it was said that they are independent, by the keys of their names.
    pub independent: HashSet<String>,
    pub(super) names: OnceLock<theme::Names<'a>>,
    pub(super) partners: OnceLock<Names>,
    /// As they are written, by their plain letters.
    pub(super) towns: OnceLock<BTreeMap<String, String>>,
}

impl<'a> Reading<'a> {
    pub fn new(app: &'a App, viewer: &'a Viewer, planning: &'a Planning) -> Self {
        let (names, partners, towns) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { app, viewer, planning, interpreters: Vec::new(), independent: HashSet::new(), names, partners, towns }
    }
}

impl Reading<'_> {
    pub fn fill(&self, row: &Row, source: Option<&Meeting>) -> (Form, Remarks) {
        let mut form = source.map_or_else(|| self.planning.blank(), plan::of_meeting);
        let mut remarks = Remarks::default();
        self.without_open(row, &mut form);
        form.set("parents_question", "");
        form.set("acknowledged", "yes");
        let partner = self.partner(row, &mut remarks);
        let is_same = partner.zip(source).is_some_and(|(partner, source)| source.side_of(&partner.id).is_some());
        if !is_same {
            // Who comes to the evening of one organisation, and what was agreed with it, is not told to another.
            plan::without_people(&mut form);
            for_others(&mut form);
            form.set("note", "");
        }
        form.set("partner", partner.map_or_else(String::new, |partner| partner.id.to_string()));
        self.date(row, &mut form, &mut remarks);
        self.hours(row, &mut form, &mut remarks);
        self.place(row, &mut form, &mut remarks, source, partner);
        let is_of_partner = !is_same || row.is_open(Column::Languages);
        self.languages(row, &mut form, &mut remarks, partner.filter(|_| is_of_partner));
        self.audience(row, &mut form, &mut remarks);
        self.kits(row, &mut form, &mut remarks);
        self.food(row, &mut form, &mut remarks);
        self.childcare(row, &mut form, &mut remarks);
        if !row.cell(Column::Note).is_empty() {
            form.set("note", row.cell(Column::Note));
        }
        self.interpreter(row, &mut form, &mut remarks, partner);
        if source.is_some_and(|source| source.plan.audience.code() != form.typed("audience")) {
            for_others(&mut form);
        }
        let with = title::With { partner, like: source.filter(|_| is_same && !row.is_open(Column::Title)) };
        form.set("working_title", title::of(row, &form, &with, &self.planning.reference, self.language()));
        self.say_open(row, &form, &mut remarks);
        (form, remarks)
    }

    pub(super) fn language(&self) -> Lang {
        self.viewer.desk_language()
    }

    fn date(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        let (typed, language) = (row.cell(Column::Date), self.language());
        let d = &language.desk().season;
        form.set("date", "");
        match season::date(typed, self.app.clock.today()) {
            Ok(date) => form.set("date", date.format("%Y-%m-%d").to_string()),
            Err(_) if typed.is_empty() => remarks.add(Column::Date, &d.date_needed),
            Err(NotADate::Unreadable) => remarks.add(Column::Date, &d.date_wrong),
            Err(NotADate::NoSuchDay) => remarks.add(Column::Date, &d.no_such_day),
            Err(NotADate::OtherWeekday(date)) => {
                remarks.add(Column::Date, d.weekday_wrong.of(date_in_words(language, date)));
            }
        }
    }

    /// With only a beginning it lasts as long as the one it is like.
    fn hours(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        let typed = row.cell(Column::Hours);
        if typed.is_empty() {
            return;
        }
        let Some((from, until)) = season::hours(typed) else {
            remarks.add(Column::Hours, &self.language().desk().season.hours_wrong);
            return;
        };
        let time = |name| crate::domain::typed::time(form.typed(name));
        let usual = time("from").zip(time("until")).map(|(from, until)| until - from);
        let is_said = season::says_hours(typed, (from, until));
        let until = until.or_else(|| usual.map(|usual| from + usual));
        if let Some(until) = until.as_ref().filter(|_| !is_said) {
            let said = hours_in_words(&from, until, self.language());
            remarks.taken.insert(Column::Hours, self.language().desk().season.taken.of(said));
        }
        form.set("from", from.format("%H:%M").to_string());
        form.set("until", until.map_or_else(String::new, |until| until.format("%H:%M").to_string()));
    }

    /// `other` is whose languages are spoken when the cell is empty: a partner whom the evening it is like was not with.
    fn languages(&self, row: &Row, form: &mut Form, remarks: &mut Remarks, other: Option<&Organisation>) {
        let typed = row.cell(Column::Languages);
        if let Some(other) = other.filter(|_| typed.is_empty()) {
            let own = other.languages().into_iter().filter(|own| !own.is_dutch());
            form.set_all("languages", [Language::dutch()].into_iter().chain(own).map(|own| own.code));
        }
        if typed.is_empty() {
            return;
        }
        let mut spoken: Vec<&str> = Vec::new();
        let parts = parts(typed);
        if parts.len() > MOST_PARTS {
            remarks.add(Column::Languages, self.language().desk().season.too_many_languages.of(MOST_PARTS));
            return;
        }
        for (at, part) in parts.into_iter().enumerate() {
            let Some(found) = spoken::of(part) else {
                match spoken::meant(part, self.language()) {
                    Some((sentence, name)) => {
                        remarks.offer(Column::Languages, sentence, season::replaced(typed, at..at + 1, name));
                    }
                    None => remarks.add(Column::Languages, spoken::unknown(part, self.language())),
                }
                continue;
            };
            spoken.push(found.code);
        }
        form.set_all("languages", spoken.into_iter());
    }
}

/// What parents read in the organisers' own words was written for the people of the evening that it is like.
fn for_others(form: &mut Form) {
    without_own_titles(form);
    form.set("line_one", "");
    form.set("line_two", "");
}

/// A name at the end of a question, which has its own mark.
pub(super) fn as_asked(name: &str) -> &str {
    name.trim_end_matches(['?', '.', ' '])
}

pub(super) fn without_own_titles(form: &mut Form) {
    for language in Language::written() {
        form.set(&format!("own_title_{language}"), "");
    }
}

/// What a value is called: its code, and its name in Dutch and English.
pub(super) fn named<T: std::fmt::Display>(
    value: T,
    phrase: &dyn Fn(&'static Phrases, &str) -> Option<&'static crate::language::Phrase>,
) -> Vec<String> {
    let code = value.to_string();
    let languages = ["nl", "en"].into_iter().filter_map(Language::find);
    let names = languages.filter_map(|language| phrase(language.phrases(), &code)).map(|name| plain(name.as_str()));
    names.chain([plain(&code)]).collect()
}
