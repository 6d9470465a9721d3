//! What is seen to on an evening (verzorging): food and places for children, where a single plan keeps them.

use super::filled::{MOST_LIKELY, Reading, Remarks, named};
use super::interpreter::needs_interpreter;
use super::row::Row;
use crate::domain::plan::{Food, Plan};
use crate::domain::season::{self, Column, plain};
use crate::domain::task::TaskItem;
use crate::language::Phrases;
use crate::web::form::Form;

/// So many places are offered where only "ja" was written.
const USUAL_PLACES: &str = "10";

/// What a row says of the readiness list in so many words; the rest is as usual, or as the evening that it is like has it.
pub fn needs(row: &Row, plan: &Plan) -> Vec<(TaskItem, bool)> {
    let said = |column| !row.cell(column).is_empty();
    let needs = [
        (Column::Interpreter, TaskItem::Interpreter, needs_interpreter(row)),
        (Column::Food, TaskItem::Food, said(Column::Food).then_some(plan.food != Food::None)),
        (Column::Childcare, TaskItem::Childcare, said(Column::Childcare).then_some(plan.childcare_places > 0)),
    ];
    // What is not known yet is still to be found out, whatever the list of the other evening has.
    let is_open = |column| row.is_open(column).then_some(true);
    let needs = needs.into_iter().map(|(column, item, said)| (item, is_open(column).or(said)));
    needs.filter_map(|(item, is_needed)| Some((item, is_needed?))).collect()
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
                let (t, d) = (self.language().phrases(), &self.language().desk().season);
                let name = |own: &Food| t.food.by_code(own.code()).map_or_else(String::new, ToString::to_string);
                let names: Vec<String> = Food::ALL.iter().map(name).collect();
                let likely = season::likely_foods(typed).iter().take(MOST_LIKELY).map(name).collect();
                remarks.offer_each(Column::Food, d.food_unknown.of(names.join("; ")), likely);
            }
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
