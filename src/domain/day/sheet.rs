//! How a worker writes values in a sheet (rekenblad): ja or nee, a list with commas, gemengd.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::{Community, Weekday};
use crate::domain::list::Codes;
use crate::domain::region::Region;

pub fn yes_no<'de, D: Deserializer<'de>>(cell: D) -> Result<bool, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "ja" => Ok(true),
        "nee" => Ok(false),
        other => Err(D::Error::custom(format!("write ja or nee, not {other:?}"))),
    }
}

/// `gemengd` is no region.
pub fn region_or_mixed<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<Region>, D::Error> {
    match String::deserialize(cell)?.as_str() {
        "gemengd" => Ok(None),
        code => code.parse().map(Some).map_err(D::Error::custom),
    }
}

pub fn communities<'de, D: Deserializer<'de>>(cell: D) -> Result<Codes, D::Error> {
    let codes = list(cell, |code| code.parse().map(Community::code).map_err(|unknown| unknown.to_string()))?;
    if codes.is_empty() { Err(D::Error::custom("name a community, or everyone")) } else { Ok(codes) }
}

pub fn weekdays<'de, D: Deserializer<'de>>(cell: D) -> Result<Codes, D::Error> {
    list(cell, |code| code.parse().map(Weekday::code).map_err(|unknown| unknown.to_string()))
}

/// Language codes; whether they are known is asked where they are shown.
pub fn languages<'de, D: Deserializer<'de>>(cell: D) -> Result<Codes, D::Error> {
    let text = String::deserialize(cell)?;
    Ok(Codes::new(text.split(',').map(str::trim).filter(|code| !code.is_empty())))
}

fn list<'de, D: Deserializer<'de>>(
    cell: D,
    known: impl Fn(&str) -> Result<&'static str, String>,
) -> Result<Codes, D::Error> {
    let text = String::deserialize(cell)?;
    let codes: Result<Vec<_>, _> = text.split(',').map(str::trim).filter(|code| !code.is_empty()).map(known).collect();
    Ok(Codes::new(codes.map_err(D::Error::custom)?))
}
