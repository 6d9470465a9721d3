//! The form of one school year (schooljaar): a first and a last day for every holiday in every region.

use std::collections::BTreeMap;

use super::said;
use crate::domain::holiday::{Correction, Holiday, HolidayKey, HolidayKind, KindOfDate};
use crate::domain::region::Region;
use crate::domain::typed;
use crate::language::{Desk, Lang};
use crate::web::form::Form;

/// One kind of holiday.
pub struct Group {
    pub heading: String,
    pub rows: Vec<Row>,
}

/// In one region, as it was typed.
pub struct Row {
    pub region: String,
    /// Ends the names of its fields: "zomer-noord".
    pub name: String,
    pub first: String,
    pub last: String,
    pub kind_of_date: String,
    pub troubles: Vec<String>,
    /// What somebody else made of it meanwhile.
    pub now: Option<String>,
}

/// What is wrong with what was typed: by row, and with the school year.
#[derive(Default)]
pub struct Troubles {
    rows: BTreeMap<String, Vec<String>>,
    now: BTreeMap<String, String>,
    pub is_changed_meanwhile: bool,
}

impl Troubles {
    /// Somebody else changed this school year since the form was opened.
    pub fn meanwhile(known: &[Holiday], year: &str, form: &Form, language: Lang) -> Self {
        let now = keys(year).filter_map(|key| {
            let own = known.iter().find(|row| row.key() == key);
            let is_same = own.is_some_and(|own| {
                typed::date(form.typed(&field("first", &key))) == Some(own.first_day)
                    && typed::date(form.typed(&field("last", &key))) == Some(own.last_day)
                    && form.typed(&field("kind", &key)) == own.kind_of_date.code()
            });
            let is_empty_too = own.is_none() && form.typed(&field("first", &key)).is_empty();
            let nothing = || language.desk().school_year.unknown.to_string();
            (!is_same && !is_empty_too).then(|| (name(&key), own.map_or_else(nothing, |own| said::days(own, language))))
        });
        Self { now: now.collect(), is_changed_meanwhile: true, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && !self.is_changed_meanwhile
    }

    /// Each with the name of its row.
    pub fn each(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().flat_map(|(name, said)| said.iter().map(move |one| (name.as_str(), one.as_str())))
    }

    fn add(&mut self, key: &HolidayKey, sentence: String) {
        self.rows.entry(name(key)).or_default().push(sentence);
    }
}

/// Every row that a school year may have.
fn keys(year: &str) -> impl Iterator<Item = HolidayKey> {
    let of = move |kind: HolidayKind| {
        Region::ALL.iter().map(move |region| HolidayKey { school_year: year.to_owned(), kind, region: *region })
    };
    HolidayKind::ALL.iter().flat_map(move |kind| of(*kind))
}

fn name(key: &HolidayKey) -> String {
    format!("{}-{}", key.kind, key.region)
}

fn field(what: &str, key: &HolidayKey) -> String {
    format!("{what}-{}", name(key))
}

/// The form with what is known.
pub fn filled(known: &[Holiday], year: &str) -> Form {
    let mut form = Form::default();
    for key in keys(year) {
        let own = known.iter().find(|row| row.key() == key);
        set(&mut form, &key, own);
    }
    form
}

/// The form as it was typed, from the rows that the page of its effects carried.
pub fn typed_before(known: &[Holiday], year: &str, carried: &Form) -> Form {
    let mut form = filled(known, year);
    for row in carried.all("row").filter_map(|line| Holiday::of_line(line, "")).filter(|row| row.school_year == year) {
        set(&mut form, &row.key(), Some(&row));
    }
    let gone = carried.all("gone").filter_map(|key| key.parse::<HolidayKey>().ok());
    gone.filter(|key| key.school_year == year).for_each(|key| set(&mut form, &key, None));
    form
}

fn set(form: &mut Form, key: &HolidayKey, row: Option<&Holiday>) {
    form.set(&field("first", key), row.map_or_else(String::new, |row| row.first_day.to_string()));
    form.set(&field("last", key), row.map_or_else(String::new, |row| row.last_day.to_string()));
    let kind_of_date = row.map_or_else(|| key.kind.usual_kind_of_date(), |row| row.kind_of_date);
    form.set(&field("kind", key), kind_of_date.code());
}

pub fn groups(form: &Form, troubles: &Troubles, language: Lang) -> Vec<Group> {
    let row = |kind: HolidayKind, region: Region| {
        let key = HolidayKey { school_year: String::new(), kind, region };
        let typed = |what: &str| form.typed(&field(what, &key)).to_owned();
        Row {
            region: said::region(region, language),
            first: typed("first"),
            last: typed("last"),
            kind_of_date: typed("kind"),
            troubles: troubles.rows.get(&name(&key)).cloned().unwrap_or_default(),
            now: troubles.now.get(&name(&key)).cloned(),
            name: name(&key),
        }
    };
    let group = |kind: &HolidayKind| Group {
        heading: said::kind(*kind, language),
        rows: Region::ALL.iter().map(|region| row(*kind, *region)).collect(),
    };
    HolidayKind::ALL.iter().map(group).collect()
}

/// What must change for the school year to be as it was typed; an empty row is a holiday that is not known.
pub fn read(
    form: &Form,
    year: &str,
    known: &[Holiday],
    source: &str,
    d: &'static Desk,
) -> Result<Correction, Troubles> {
    let (mut wanted, mut removed, mut troubles) = (Vec::new(), Vec::new(), Troubles::default());
    for key in keys(year) {
        let [first, last] = ["first", "last"].map(|what| form.typed(&field(what, &key)).trim());
        let kind_of_date: Option<KindOfDate> = form.typed(&field("kind", &key)).parse().ok();
        match (first.is_empty(), last.is_empty(), typed::date(first), typed::date(last), kind_of_date) {
            (true, true, ..) => removed.push(key),
            (false, false, Some(first_day), Some(last_day), Some(kind_of_date)) => {
                let HolidayKey { school_year, kind, region } = key;
                let source = source.to_owned();
                wanted.push(Holiday {
                    school_year,
                    kind,
                    region,
                    first_day,
                    last_day,
                    kind_of_date,
                    source,
                    verified_on: None,
                });
            }
            (true, ..) | (_, true, ..) => troubles.add(&key, d.school_year.both_days.to_string()),
            _ => troubles.add(&key, d.school_year.no_day.to_string()),
        }
    }
    let correction = Correction::between(known, wanted, removed);
    for found in correction.findings(known).0 {
        let sentence = said::implausible(&found, d);
        found.about().iter().filter(|key| key.school_year == year).for_each(|key| troubles.add(key, sentence.clone()));
    }
    if troubles.is_empty() { Ok(correction) } else { Err(troubles) }
}
