//! What is seen to on an evening (verzorging): food, an interpreter and places for children, where a single plan keeps them.

use super::filled::{Reading, Remarks, named};
use super::row::Row;
use super::spoken;
use crate::domain::plan::{Food, Plan};
use crate::domain::season::{self, Column, parts, plain};
use crate::domain::task::TaskItem;
use crate::language::Phrases;
use crate::web::form::Form;

/// So many places are offered where only "ja" was written.
const USUAL_PLACES: &str = "10";

/// Whether the readiness list asks for one; None: as is usual, or as it is for the evening that this one is like.
pub fn needs_interpreter(row: &Row) -> Option<bool> {
    let typed = row.cell(Column::Interpreter);
    // "Tigrinya" is whom they look for, and "Saba T." whom they found.
    let is_needed = || season::begins_with_yes(typed) || spoken::is_all(typed) || season::is_name(typed);
    season::yes_or_no(typed).or_else(|| is_needed().then_some(true))
}

/// Whether a row names one, who is told at the evening itself: there it is asked whether they are independent.
pub fn names_interpreter(row: &Row) -> bool {
    let typed = row.cell(Column::Interpreter);
    let parts = parts(typed);
    let is_one = |part: &&str| {
        let is_said = season::yes_or_no(part).is_some() || season::begins_with_yes(part) || spoken::of(part).is_some();
        !is_said && season::is_name(part)
    };
    season::yes_or_no(typed).is_none() && needs_interpreter(row) == Some(true) && parts.iter().any(is_one)
}

/// What a row says of the readiness list in so many words; the rest is as usual, or as the evening that it is like has it.
pub fn needs(row: &Row, plan: &Plan) -> Vec<(TaskItem, bool)> {
    let said = |column| !row.cell(column).is_empty();
    let needs = [
        (TaskItem::Interpreter, needs_interpreter(row)),
        (TaskItem::Food, said(Column::Food).then_some(plan.food != Food::None)),
        (TaskItem::Childcare, said(Column::Childcare).then_some(plan.childcare_places > 0)),
    ];
    needs.into_iter().filter_map(|(item, is_needed)| Some((item, is_needed?))).collect()
}

/// By a name of the list or as people say it.
fn food_of(typed: &str) -> Option<Food> {
    let wanted = plain(typed);
    let is_named = |own: &&Food| named(**own, &|t: &Phrases, code| t.food.by_code(code)).contains(&wanted);
    Food::ALL.iter().find(is_named).copied().or_else(|| season::food(typed))
}

/// Whether a cell can only be about food: "nee" may be about anything.
pub fn is_food(cell: &str) -> bool {
    season::yes_or_no(cell).is_none() && food_of(cell).is_some()
}

fn is_same(name: &str, row: &Row) -> bool {
    !name.is_empty() && plain(row.cell(Column::Interpreter)).contains(&plain(name))
}

impl Reading<'_> {
    pub(super) fn food(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        let typed = row.cell(Column::Food);
        if typed.is_empty() {
            return;
        }
        match food_of(typed) {
            Some(found) => form.set("food", found.code()),
            None if season::is_meal(typed) => {
                let (t, d) = (self.language().phrases(), &self.language().desk().season);
                let meals = [Food::Snacks, Food::MealHalal, Food::MealVegetarian, Food::MealFasting];
                let names = meals.iter().filter_map(|own| t.food.by_code(own.code())).map(ToString::to_string);
                remarks.offer_each(Column::Food, &d.food_which, names.collect());
            }
            None => {
                let t = self.language().phrases();
                let names = Food::ALL.iter().filter_map(|own| t.food.by_code(own.code())).map(|name| name.as_str());
                let names = names.collect::<Vec<_>>().join("; ");
                remarks.add(Column::Food, self.language().desk().season.food_unknown.of(names));
            }
        }
    }

    /// Who it is, is told at the evening itself; the one of another evening is not the one who is named here.
    pub(super) fn interpreter(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        match needs_interpreter(row) {
            Some(true) if !names_interpreter(row) => {}
            Some(true) if is_same(form.typed("interpreter_name"), row) => {}
            Some(_) => form.set("interpreter_name", ""),
            None if parts(row.cell(Column::Interpreter)).is_empty() => {}
            None => remarks.add(Column::Interpreter, &self.language().desk().season.interpreter_unknown),
        }
    }

    pub(super) fn childcare(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        let typed = row.cell(Column::Childcare);
        let has_places = season::number(form.typed("childcare_places")).is_some_and(|places| places > 0);
        let d = &self.language().desk().season;
        match (season::places_of_children(typed), season::yes_or_no(typed)) {
            _ if typed.is_empty() => {}
            (Some(0), _) | (None, Some(false)) => {
                form.set("childcare_places", "0");
                form.set("childcare_name", "");
            }
            (Some(places), _) => form.set("childcare_places", places.to_string()),
            (None, Some(true)) if has_places => {}
            (None, Some(true)) => remarks.offer(Column::Childcare, &d.childcare_many, USUAL_PLACES),
            (None, None) => remarks.add(Column::Childcare, &d.childcare_unknown),
        }
    }
}
