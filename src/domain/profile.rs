//! What an organisation says about itself (gegevens van een organisatie): the same fields when it asks to take part and afterwards.

use diesel::prelude::*;

use super::list::Codes;
use crate::schema::organisation;

/// Everything that an organisation may correct of itself. Its region is confirmed by who lets it in.
#[derive(Clone, Debug, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = organisation)]
pub struct Profile {
    pub name: String,
    pub name_key: String,
    pub province: String,
    pub municipality: String,
    pub languages: Codes,
    /// Of the organisation, for the days that count; never of a person.
    pub communities: Codes,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
}
