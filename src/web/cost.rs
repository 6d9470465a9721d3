//! Who pays what and when (kosten), as the desk and the host's room share it: the form, what is wrong with it, and keeping it.

use chrono::{Datelike, NaiveDate};

use super::form::Form;
use super::guard::Owned;
use super::wrong::{Wrong, Wrongs};
use super::{App, deed};
use crate::domain::cost::{self, Cost, CostItem, Payer};
use crate::domain::meeting::{Meeting, MeetingId};
use crate::domain::typed;
use crate::language::{Lang, euros};
use crate::store;

/// The fields of each item: who pays, how much, and by when.
pub const FIELDS: [(CostItem, [&str; 3]); 5] = [
    (CostItem::Fee, ["fee_payer", "fee_amount", "fee_due"]),
    (CostItem::Food, ["food_payer", "food_amount", "food_due"]),
    (CostItem::Room, ["room_payer", "room_amount", "room_due"]),
    (CostItem::Childcare, ["childcare_payer", "childcare_amount", "childcare_due"]),
    (CostItem::Interpreter, ["interpreter_payer", "interpreter_amount", "interpreter_due"]),
];

/// The costs, sorted as the store sorts them; they count only when nothing is wrong.
pub fn check(id: &MeetingId, form: &Form) -> (Vec<Cost>, Wrongs) {
    let (mut costs, mut wrongs) = (Vec::new(), Wrongs::default());
    for (item, [payer_field, amount_field, due_field]) in FIELDS {
        let (typed_payer, typed_amount) = (form.typed(payer_field), form.typed(amount_field).trim());
        let typed_due = form.typed(due_field).trim();
        if typed_payer.is_empty() {
            if !typed_amount.is_empty() || !typed_due.is_empty() {
                wrongs.add(payer_field, Wrong::ChoosePayer);
            }
            continue;
        }
        let Ok(payer) = typed_payer.parse::<Payer>() else {
            wrongs.add(payer_field, Wrong::Choose);
            continue;
        };
        let cents = match (payer, cost::cents(typed_amount)) {
            (Payer::Free, None | Some(0)) if typed_amount.is_empty() || cost::cents(typed_amount) == Some(0) => 0,
            (Payer::Free, _) => {
                wrongs.add(amount_field, Wrong::FreeCostsNothing);
                continue;
            }
            (_, Some(cents)) => cents,
            (_, None) => {
                wrongs.add(amount_field, Wrong::Amount);
                continue;
            }
        };
        let due_on = typed::date(typed_due);
        let is_year = |due: NaiveDate| (2000..2100).contains(&due.year());
        if !typed_due.is_empty() && !due_on.is_some_and(is_year) {
            wrongs.add(due_field, Wrong::Date);
            continue;
        }
        costs.push(Cost { meeting_id: id.clone(), item, payer, cents, due_on });
    }
    costs.sort_by_key(|cost| cost.item.code());
    (costs, wrongs)
}

/// The form as the meeting has it.
pub fn of_meeting(meeting: &Meeting, language: Lang) -> Form {
    let mut form = Form::of([("version", meeting.head.version.to_string())]);
    for (item, [payer, amount, due]) in FIELDS {
        let Some(cost) = meeting.costs.iter().find(|cost| cost.item == item) else { continue };
        form.set(payer, cost.payer.code());
        if cost.payer != Payer::Free {
            form.set(amount, bare(&euros(cost.cents, language)));
        }
        form.set(due, cost.due_on.map_or_else(String::new, |due| due.format("%Y-%m-%d").to_string()));
    }
    form
}

/// An amount without its sign, as it can be typed.
fn bare(amount: &str) -> String {
    amount.chars().filter(|c| c.is_ascii_digit() || [',', '.'].contains(c)).collect()
}

/// Keeps what was agreed, if nobody changed the meeting since `version`.
pub async fn settle(app: &App, owned: &Owned, version: i32, costs: Vec<Cost>) -> Result<(), store::Error> {
    let (side, now) = (owned.side, app.clock.utc());
    deed::change(app, owned, version, move |meeting| meeting.settle_costs(side, costs, now)).await.map(|_| ())
}
