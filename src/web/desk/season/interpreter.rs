//! Who interprets (tolk): somebody who did so before is put on the evening as the form of one evening does, and any other name in its note.

use super::filled::{Reading, Remarks};
use super::row::Row;
use super::spoken;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::{self, Person};
use crate::domain::season::{self, Column, parts, plain};
use crate::domain::text::key;
use crate::store;
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::viewer::Viewer;

/// Whether the readiness list asks for one; None: as is usual, or as it is for the evening that this one is like.
pub fn needs_interpreter(row: &Row) -> Option<bool> {
    let typed = row.cell(Column::Interpreter);
    // "Tigrinya" is whom they look for, and "Saba T." whom they found.
    let is_needed =
        || season::begins_with_yes(typed) || spoken::is_all(typed) || is_by_phone(typed) || season::is_name(typed);
    season::yes_or_no(typed).or_else(|| is_needed().then_some(true))
}

/// "Telefonische tolk Tigrinya".
fn is_by_phone(typed: &str) -> bool {
    season::is_by_phone(typed, |word| spoken::of(word).is_some())
}

/// Whom a row names: "ja, Samira" names Samira, and "ja, Tigrinya" nobody.
pub fn named(row: &Row) -> Vec<&str> {
    let typed = row.cell(Column::Interpreter);
    if season::yes_or_no(typed).is_some() || needs_interpreter(row) != Some(true) || is_by_phone(typed) {
        return Vec::new();
    }
    let is_name = |part: &&str| {
        season::yes_or_no(part).is_none() && spoken::of(part).is_none() && !is_by_phone(part) && season::is_name(part)
    };
    parts(typed).into_iter().map(season::after_yes).filter(is_name).collect()
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
            Some(true) => self.named_interpreter(&named(row), form, remarks, partner),
            Some(false) => form.set("interpreter_name", ""),
            None if parts(typed).is_empty() => {}
            None => remarks.add(Column::Interpreter, &d.interpreter_unknown),
        }
    }

    /// There is one place for an interpreter: for the first who is known. The note has the others.
    fn named_interpreter(
        &self,
        names: &[&str],
        form: &mut Form,
        remarks: &mut Remarks,
        partner: Option<&Organisation>,
    ) {
        let d = &self.language().desk().season;
        let own = plain(form.typed("interpreter_name"));
        let is_own = |name: &&str| !own.is_empty() && plain(name) == own;
        let known = |name: &&str| self.interpreters.iter().find(|one| one.keys.contains(&key(name)));
        let placed = names.iter().find(|name| is_own(name));
        let found = names.iter().find_map(|name| Some((name, known(name)?))).filter(|_| placed.is_none());
        if let Some((_, found)) = found {
            found.fill(form, partner);
        } else if placed.is_none() {
            form.set("interpreter_name", "");
        }
        let placed = placed.or(found.map(|(name, _)| name));
        let others: Vec<&str> = names.iter().filter(|name| Some(*name) != placed).copied().collect();
        let mut said = Vec::new();
        if placed.is_some() {
            said.push(d.interpreter_known.of(form.typed("interpreter_name")));
        }
        if !others.is_empty() {
            let others = others.join(", ");
            self.note(form, &d.interpreter_note.of(&others));
            said.push(d.interpreter_noted.of(others));
        }
        remarks.taken.insert(Column::Interpreter, said.join(" "));
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
