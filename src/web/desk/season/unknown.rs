//! Cells in which somebody wrote that nothing is known yet (nog open): there the evening has what is usual, and the row says what.

use super::filled::{Reading, Remarks, without_own_titles};
use super::row::Row;
use crate::domain::season::Column;
use crate::language::Language;
use crate::web::form::Form;

/// What a column fills in the form of an evening. Of the place the cells beside it count too, and a date is never taken over.
fn fields(column: Column) -> &'static [&'static str] {
    match column {
        Column::Hours => &["from", "until"],
        Column::Languages => &["languages"],
        Column::Audience => &["audience"],
        Column::Kits => &["kit_1", "kit_2", "kit_3", "kit_4", "title"],
        Column::Food => &["food"],
        Column::Interpreter => {
            &["interpreter_name", "interpreter_organisation", "interpreter_phone", "interpreter_independent"]
        }
        Column::Childcare => &[
            "childcare_places",
            "childcare_name",
            "childcare_organisation",
            "childcare_phone",
            "childcare_certificate",
            "childcare_adult",
        ],
        Column::Note => &["note"],
        Column::Date
        | Column::Municipality
        | Column::Venue
        | Column::Room
        | Column::Organisation
        | Column::Title
        | Column::Province
        | Column::Region => &[],
    }
}

impl Reading<'_> {
    /// Where nothing is known yet, nothing is taken over: the form has what it would have without an evening to be like.
    pub(super) fn without_open(&self, row: &Row, form: &mut Form) {
        let usual = self.planning.blank();
        for column in Column::ALL.iter().filter(|column| row.is_open(**column)) {
            for field in fields(*column) {
                form.set_all(field, usual.all(field));
            }
            if *column == Column::Kits {
                without_own_titles(form);
            }
        }
    }

    /// What a draft cannot do without is said beside the cell; what it can is left empty.
    pub(super) fn say_open(&self, row: &Row, form: &Form, remarks: &mut Remarks) {
        for column in Column::ALL.iter().filter(|column| row.is_open(**column)) {
            let usual = self.usual(*column, form);
            if !usual.is_empty() && remarks.problems.of(column.code()).is_none() {
                remarks.taken.insert(*column, self.language().desk().season.open_taken.of(usual));
            }
        }
    }

    fn usual(&self, column: Column, form: &Form) -> String {
        let (d, t) = (&self.language().desk().season, self.language().phrases());
        let named = |phrase: Option<&crate::language::Phrase>| phrase.map_or_else(String::new, ToString::to_string);
        match column {
            Column::Hours => format!("{}-{}", form.typed("from"), form.typed("until")),
            Column::Municipality => form.typed("municipality").to_owned(),
            Column::Languages => {
                let spoken = form.all("languages").filter_map(Language::find);
                spoken.map(|own| own.staff_name(self.language())).collect::<Vec<_>>().join(", ")
            }
            Column::Audience => named(t.audience.by_code(form.typed("audience"))),
            Column::Title => form.typed("working_title").to_owned(),
            Column::Food => named(t.food.by_code(form.typed("food"))),
            Column::Interpreter => d.yes.to_string(),
            Column::Childcare => Some(form.typed("childcare_places"))
                .filter(|places| *places != "0")
                .map_or_else(|| d.no.to_string(), str::to_owned),
            Column::Province => form.typed("province").to_owned(),
            Column::Region => named(t.region.by_code(form.typed("region"))),
            Column::Date | Column::Venue | Column::Room | Column::Organisation | Column::Kits | Column::Note => {
                String::new()
            }
        }
    }
}
