//! Evenings that a search found (gevonden avonden): those that were ticked, as the rows of a season.

use chrono::NaiveDate;

use super::row::{Row, Table, in_figures};
use crate::domain::season::{Column, MOST_ROWS};
use crate::domain::typed;
use crate::language::{Lang, Language};
use crate::web::Reference;
use crate::web::form::Form;
use crate::web::plan::Planning;

/// The days that were ticked, and what the search was for.
pub struct Found {
    days: Vec<NaiveDate>,
    wish: Form,
}

impl Found {
    /// None: no day was ticked.
    pub fn of(query: Option<&str>) -> Option<Self> {
        let wish = Form::of_query(query);
        // The search has the best first; a season is in order of time.
        let mut days: Vec<NaiveDate> = wish.all("dag").filter_map(typed::date).collect();
        days.sort_unstable();
        days.dedup();
        days.truncate(MOST_ROWS);
        (!days.is_empty()).then_some(Self { days, wish })
    }

    /// One row for each day; what is not known is left empty, and the look at the rows says so.
    pub fn rows(&self, planning: &Planning, reference: &Reference, language: Lang) -> Table {
        let typed = |name: &str| self.wish.line(name).into_string();
        let partner = planning.partners.iter().find(|partner| partner.id.as_str() == self.wish.typed("partner"));
        let names = language.phrases();
        let spoken = self.wish.all("languages").filter_map(Language::find);
        let spoken: Vec<&str> = spoken.map(|spoken| spoken.staff_name(language)).collect();
        let kits = self.wish.all("kits").filter_map(|slug| reference.kit(slug, None));
        let kits: Vec<&str> = kits.map(|kit| kit.contents.code.as_str()).collect();
        let named = |phrase: Option<&crate::language::Phrase>| phrase.map_or_else(String::new, ToString::to_string);
        let cells = [
            (Column::Hours, format!("{}-{}", typed("from"), typed("until"))),
            (Column::Municipality, typed("municipality")),
            (Column::Venue, typed("venue")),
            (Column::Room, typed("room")),
            (Column::Organisation, partner.map_or_else(String::new, |partner| partner.name.clone())),
            (Column::Languages, spoken.join(", ")),
            (Column::Audience, named(names.audience.by_code(self.wish.typed("audience")))),
            (Column::Kits, kits.join(", ")),
            (Column::Province, typed("province")),
            (Column::Region, named(names.region.by_code(self.wish.typed("region")))),
        ];
        let row = |day: &NaiveDate| {
            let mut row = Row::blank();
            row.set(Column::Date, in_figures(*day));
            cells
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .for_each(|(column, value)| row.set(*column, value.clone()));
            row
        };
        Table { rows: self.days.iter().map(row).collect(), ..Table::default() }
    }
}
