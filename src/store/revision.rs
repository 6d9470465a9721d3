//! Numbers that grow with every change a public page could show, so that caches know when to forget.

use diesel::prelude::*;

use super::{Db, Error};
use crate::schema::revision;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revisions {
    /// Of meetings and organisations.
    pub public: i64,
    /// Of kits, holidays, days and contacts.
    pub reference: i64,
}

const PUBLIC: &str = "public";
const REFERENCE: &str = "reference";

pub fn current(db: &mut Db) -> Result<Revisions, Error> {
    let rows: Vec<(String, i64)> = revision::table.select((revision::name, revision::number)).load(db)?;
    let of = |wanted| rows.iter().find(|(name, _)| name == wanted).map_or(0, |(_, number)| *number);
    Ok(Revisions { public: of(PUBLIC), reference: of(REFERENCE) })
}

pub fn raise(db: &mut Db) -> Result<(), Error> {
    raise_named(db, PUBLIC)
}

pub fn raise_reference(db: &mut Db) -> Result<(), Error> {
    raise_named(db, REFERENCE)
}

fn raise_named(db: &mut Db, name: &str) -> Result<(), Error> {
    diesel::update(revision::table.find(name)).set(revision::number.eq(revision::number + 1)).execute(db)?;
    Ok(())
}
