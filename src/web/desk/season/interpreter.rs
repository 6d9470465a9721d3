//! Who interprets (tolk): somebody who did so before is put on the evening, and a new name once it is said that they are no family.

use super::checked::Looked;
use super::filled::{Reading, Remarks};
use super::row::Row;
use super::spoken;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::{self, Person};
use crate::domain::season::{self, Column, parts, plain};
use crate::domain::text::key;
use crate::language::Lang;
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::viewer::Viewer;

/// Whether the readiness list asks for one; None: as is usual, or as it is for the evening that this one is like.
pub fn needs_interpreter(row: &Row) -> Option<bool> {
    let (typed, _) = season::without_phone(row.cell(Column::Interpreter));
    // "Tigrinya" is whom they look for, and "Saba T." whom they found.
    let is_needed =
        || season::begins_with_yes(&typed) || spoken::is_all(&typed) || is_by_phone(&typed) || season::is_name(&typed);
    season::yes_or_no(&typed).or_else(|| is_needed().then_some(true))
}

/// "Telefonische tolk Tigrinya".
fn is_by_phone(typed: &str) -> bool {
    season::is_by_phone(typed, |word| spoken::of(word).is_some())
}

/// Whom a row names: "ja, Samira" names Samira, and "ja, Tigrinya" nobody.
pub fn named(row: &Row) -> Vec<String> {
    let (typed, _) = season::without_phone(row.cell(Column::Interpreter));
    if season::yes_or_no(&typed).is_some() || needs_interpreter(row) != Some(true) || is_by_phone(&typed) {
        return Vec::new();
    }
    let is_name = |part: &&str| {
        season::yes_or_no(part).is_none() && spoken::of(part).is_none() && !is_by_phone(part) && season::is_name(part)
    };
    parts(&typed).into_iter().map(season::after_yes).filter(is_name).map(str::to_owned).collect()
}

/// Somebody who interpreted at an evening of one's own, and was independent of those who came.
pub struct Interpreter {
    person: Person,
    owners: [OrganisationId; 2],
    /// All that the name is written like.
    keys: Vec<String>,
}

/// Those whom one's own organisation knows; nobody is looked for when no row names one.
pub async fn known(app: &App, viewer: &Viewer, rows: &[Row]) -> Result<Vec<Interpreter>, Failure> {
    if rows.iter().all(|row| named(row).is_empty()) {
        return Ok(Vec::new());
    }
    let scope = viewer.scope.clone();
    let read = app
        .database
        .read(move |db| Ok((store::season::interpreters(db, &scope)?, store::availability::colleagues(db, &scope)?)));
    let (mut found, colleagues) = read.await?;
    found.retain(|(person, ..)| person.is_suitable());
    let mut names: Vec<(String, String)> = Vec::new();
    for (person, ..) in &found {
        if !names.iter().any(|(_, known)| *known == person.name_key) {
            names.push((person.name.clone(), person.name_key.clone()));
        }
    }
    // Whoever was there last says how to reach them.
    let one = |(_, keys): (String, Vec<String>)| {
        let (person, support, host) = found.iter().find(|(person, ..)| keys.contains(&person.name_key))?.clone();
        Some(Interpreter { person, owners: [support, host], keys })
    };
    Ok(person::known(names, colleagues.into_iter().map(|(_, name)| name)).into_iter().filter_map(one).collect())
}

impl Reading<'_> {
    /// The one of another evening is not the one who is named here.
    pub(super) fn interpreter(
        &self,
        row: &Row,
        form: &mut Form,
        remarks: &mut Remarks,
        partner: Option<&Organisation>,
    ) {
        let (typed, d) = (row.cell(Column::Interpreter), &self.language().desk().season);
        match needs_interpreter(row) {
            Some(true) if is_by_phone(typed) => {
                form.set("interpreter_name", "");
                self.note(form, d.interpreter_phone_note.as_str());
                remarks.taken.insert(Column::Interpreter, d.interpreter_phone.to_string());
            }
            Some(true) if named(row).is_empty() => {}
            Some(true) => self.named_interpreter(row, form, remarks, partner),
            Some(false) => form.set("interpreter_name", ""),
            None if parts(typed).is_empty() => {}
            None => remarks.add(Column::Interpreter, &d.interpreter_unknown),
        }
    }

    /// There is one place for an interpreter: for the first who is known, or else for the first. Nobody is kept of whom it
    /// is not said that they are independent: the form of one evening keeps no such name either, and a note is kept longer
    /// than the names of people may be.
    fn named_interpreter(&self, row: &Row, form: &mut Form, remarks: &mut Remarks, partner: Option<&Organisation>) {
        let (d, names) = (&self.language().desk().season, named(row));
        let is_there = form.typed("interpreter_independent") == "yes";
        let own = Some(plain(form.typed("interpreter_name"))).filter(|own| is_there && !own.is_empty());
        let own = names.iter().find(|name| own.as_ref().is_some_and(|own| plain(name) == *own));
        let known = |name: &String| self.interpreters.iter().find(|one| one.keys.contains(&key(name)));
        let found = names.iter().find_map(|name| Some((name, known(name)?))).filter(|_| own.is_none());
        let placed = match (own, found) {
            (Some(own), _) => Some(own),
            (None, Some((name, found))) => {
                found.fill(form, partner);
                Some(name)
            }
            (None, None) => None,
        };
        let Some(first) = placed.or(names.first()) else { return };
        let mut said = match placed {
            Some(_) => d.interpreter_known.of(form.typed("interpreter_name")),
            None => {
                remarks.interpreter = Some(first.clone());
                self.new_interpreter(first, form)
            }
        };
        let (_, phone) = season::without_phone(row.cell(Column::Interpreter));
        if !phone.is_empty() && !form.typed("interpreter_name").is_empty() {
            form.set("interpreter_phone", phone);
        }
        let others: Vec<&str> = names.iter().filter(|name| *name != first).map(String::as_str).collect();
        if !others.is_empty() {
            said = format!("{said} {}", d.interpreter_others.of(others.join(", ")));
        }
        remarks.taken.insert(Column::Interpreter, said);
    }

    /// Somebody whom nobody knows: what is said beside the name.
    fn new_interpreter(&self, name: &str, form: &mut Form) -> String {
        let d = &self.language().desk().season;
        let is_independent = self.independent.contains(&key(name));
        for field in ["interpreter_name", "interpreter_organisation", "interpreter_phone", "interpreter_independent"] {
            form.set(field, "");
        }
        if !is_independent {
            return d.interpreter_asked.of(name);
        }
        form.set("interpreter_name", name);
        form.set("interpreter_independent", "yes");
        d.interpreter_new.of(name)
    }

    /// Below what is in it.
    fn note(&self, form: &mut Form, line: &str) {
        let note = form.typed("note").trim_end();
        let is_there = note.lines().any(|own| own == line);
        let whole = if note.is_empty() { line.to_owned() } else { format!("{note}\n{line}") };
        if !is_there {
            form.set("note", whole);
        }
    }
}

impl Interpreter {
    /// As the form of one evening has it. A number goes no further than to those who had it.
    fn fill(&self, form: &mut Form, partner: Option<&Organisation>) {
        let is_same = partner.is_some_and(|partner| self.owners.contains(&partner.id));
        let phone = if is_same { self.person.phone.as_str() } else { "" };
        for (field, value) in [
            ("interpreter_name", self.person.name.as_str()),
            ("interpreter_organisation", self.person.organisation.as_str()),
            ("interpreter_phone", phone),
            ("interpreter_independent", "yes"),
        ] {
            form.set(field, value);
        }
    }
}

/// The ticks for new interpreters, each by the key of its name.
pub const INDEPENDENT: &str = "independent";

/// Somebody whom rows name and nobody knows: asked once for all of them.
pub struct Unknown {
    pub key: String,
    pub name: String,
    /// "1, 3".
    pub rows: String,
    pub is_independent: bool,
}

impl Unknown {
    pub fn label(&self, language: Lang) -> String {
        language.desk().season.interpreter_row.with(&[("name", &self.name), ("rows", &self.rows)])
    }
}

pub fn unknown(looked: &[Looked], form: &Form) -> Vec<Unknown> {
    let mut all: Vec<Unknown> = Vec::new();
    for (at, one) in looked.iter().enumerate().filter(|(_, one)| one.row.is_on) {
        let (Some(name), number) = (&one.interpreter, one.row.number(at)) else { continue };
        let key = key(name);
        match all.iter_mut().find(|own| own.key == key) {
            Some(own) => own.rows = format!("{}, {number}", own.rows),
            None => {
                let is_independent = form.has(INDEPENDENT, &key);
                all.push(Unknown { key, name: name.clone(), rows: number.to_string(), is_independent });
            }
        }
    }
    all
}
