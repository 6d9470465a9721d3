//! The page of a season (bladzijde): the rows with what is not right, or what is still to be filled in, and where to begin.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::again::Offer;
use super::alike::{Alike, alike};
use super::card::Card;
use super::interpreter::{self, Unknown};
use super::pasted::Heading;
use super::{Season, pasted, row, sheet, theme};
use crate::documents;
use crate::domain::season::{Column, MOST_ROWS};
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::page::{self, DeskPage};
use crate::web::plan::{Choice, Choices, Planning};
use crate::web::viewer::Viewer;

#[derive(Template)]
#[template(path = "season/new.html")]
struct New {
    page: DeskPage,
    form: Form,
    problems: Problems,
    cards: Vec<Card>,
    /// Columns of which we ask what they hold, and what that can be.
    asked: Vec<Heading>,
    places: Vec<Choice>,
    is_headless: bool,
    /// Whom nobody knows.
    interpreters: Vec<Unknown>,
    /// Somebody would be in two places.
    is_twice: bool,
    /// What is in the way of each row, a line for each, as the page shows it: a tick is for that.
    clashes: Vec<String>,
    /// The summer after the next is not known.
    has_unknown: bool,
    /// There was nothing to begin from.
    is_empty: bool,
    is_first: bool,
    /// The rows were mended already.
    is_again: bool,
    /// What the same form made before.
    made: Option<String>,
    offer: Offer,
    headings: Vec<String>,
    example: Vec<Vec<String>>,
    organisations: Vec<String>,
    /// "K01 Opvoeden in twee culturen".
    themes: Vec<String>,
    choices: Choices,
    most: usize,
}

/// A column that is still to be filled in, at the first look.
struct Todo {
    label: String,
    href: String,
    /// "alle rijen", "rij 1, 3".
    rows: String,
}

impl New {
    fn has_problems(&self) -> bool {
        self.cards.iter().any(|card| card.has_problems)
    }

    fn alike(&self) -> Vec<Alike<'_>> {
        alike(&self.cards)
    }

    /// Rows with something to mind, which may be shut.
    fn warned(&self) -> i64 {
        let number = self.cards.iter().filter(|card| card.is_to_heed()).count();
        i64::try_from(number).unwrap_or(i64::MAX)
    }

    /// "2, 3, 5": rows that ask the same people again within a few days.
    fn close(&self) -> String {
        let numbers = self.cards.iter().filter(|card| card.is_close).map(|card| card.number.to_string());
        numbers.collect::<Vec<_>>().join(", ")
    }

    /// What was probably meant, in all rows.
    fn offers(&self) -> usize {
        self.cards.iter().flat_map(|card| &card.cells).filter(|cell| cell.offers.len() == 1).count()
    }

    /// Which rows of the paste these are, in their order.
    fn from(&self) -> String {
        let from = self.cards.iter().map(|card| card.from.map_or_else(String::new, |from| from.to_string()));
        from.collect::<Vec<_>>().join(",")
    }

    /// Headings whose columns are left out.
    fn unused(&self) -> String {
        let left_out = self.asked.iter().filter(|heading| heading.is_left_out());
        left_out.map(|heading| heading.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn has_costs(&self) -> bool {
        self.asked.iter().any(|heading| heading.is_left_out() && heading.is_of_costs())
    }

    fn todo(&self) -> Vec<Todo> {
        let d = &self.page.d.season;
        let one = |column: &Column| {
            let label = sheet::label(*column, self.page.language);
            let is_open = |card: &&Card| card.cells.iter().any(|cell| cell.todo.is_some() && cell.label == label);
            let open: Vec<&Card> = self.cards.iter().filter(is_open).collect();
            let first = open.first()?;
            let numbers = open.iter().map(|card| card.number.to_string()).collect::<Vec<_>>().join(", ");
            let is_all = open.len() == self.cards.len() && open.len() > 1;
            Some(Todo {
                href: format!("#cell-{}-{column}", first.at),
                rows: if is_all { d.todo_all.to_string() } else { d.row.of(numbers) },
                label,
            })
        };
        Column::ALL.iter().filter_map(one).collect()
    }
}

pub(super) async fn page_of(
    app: &App,
    viewer: &Viewer,
    planning: &Planning,
    season: Season,
    made: Option<String>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "meetings");
    let language = page.language;
    let Season { mut form, problems, asked, is_headless, looked, is_first, is_empty } = season;
    // What was pasted goes along with the table, so that it can be pasted again.
    let pasted = form.typed("rows");
    let is_kept = looked.is_empty() || pasted.len() <= documents::season::MOST_BYTES;
    let pasted = if is_kept { row::shown(pasted) } else { String::new() };
    form.set("rows", pasted);
    let new = New {
        is_twice: looked.iter().any(|one| one.is_to_acknowledge()),
        clashes: looked.iter().map(|one| one.clashes().join("\n")).filter(|of_row| !of_row.is_empty()).collect(),
        has_unknown: looked.iter().any(|one| one.next_year.is_some() && one.row.cell(Column::Date).is_empty()),
        cards: looked.iter().enumerate().map(|(at, one)| Card::of(at, one, is_first, language)).collect(),
        interpreters: interpreter::unknown(&looked, &form),
        asked,
        is_headless,
        places: pasted::choices(language),
        is_empty,
        is_first,
        is_again: form.is_ticked("row"),
        offer: Offer::load(app, viewer).await?,
        headings: sheet::headings(language),
        example: sheet::example(app, planning, viewer),
        organisations: planning.partners.iter().map(|partner| partner.name.clone()).collect(),
        themes: planning.reference.kits().map(|kit| theme::label(kit, language)).collect(),
        choices: planning.choices(language),
        most: MOST_ROWS,
        made,
        page,
        form,
        problems,
    };
    let mut response = page::desk(&new)?;
    *response.status_mut() = status;
    Ok(response)
}
