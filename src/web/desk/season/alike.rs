//! The same trouble in several rows (gelijk): told once with the numbers of the rows, and answered once where an answer can be chosen.

use super::card::{Card, Cell};

/// What is not right with a column of some rows.
pub struct Alike<'a> {
    /// Where the first of them is.
    pub href: String,
    /// "2, 5, 8".
    pub rows: String,
    /// The column; empty: all of the row.
    pub label: &'a str,
    pub sentence: &'a str,
    /// What may be meant in each of them, where they all say the same: what the button sends, and what it fills in.
    pub answers: Vec<(String, &'a str)>,
}

/// One column of the rows in which the same is said of it.
struct Found<'a> {
    href: String,
    numbers: Vec<String>,
    sentence: &'a str,
    cells: Vec<(usize, &'a Cell)>,
}

/// In the order in which they stand on the page.
pub fn alike(cards: &[Card]) -> Vec<Alike<'_>> {
    let mut all: Vec<Found<'_>> = Vec::new();
    for card in cards.iter().filter(|card| card.has_problems) {
        let of_row = card.problem.as_deref().map(|sentence| (sentence, format!("#row-{}", card.at), None));
        let of_cell = |cell: &'_ Cell| format!("#{}", cell.name);
        let of_cells =
            card.cells.iter().filter_map(|cell| Some((cell.problem.as_deref()?, of_cell(cell), Some((card.at, cell)))));
        for (sentence, href, cell) in of_row.into_iter().chain(of_cells) {
            let label = label(cell.map(|(_, cell)| cell));
            let is_same = |own: &&mut Found<'_>| own.sentence == sentence && own.label() == label;
            match all.iter_mut().find(is_same) {
                Some(own) => {
                    own.numbers.push(card.number.to_string());
                    own.cells.extend(cell);
                }
                None => all.push(Found {
                    href,
                    numbers: vec![card.number.to_string()],
                    sentence,
                    cells: cell.into_iter().collect(),
                }),
            }
        }
    }
    all.into_iter().map(Found::told).collect()
}

fn label(cell: Option<&Cell>) -> &str {
    cell.map_or("", |cell| cell.label.as_str())
}

impl<'a> Found<'a> {
    fn label(&self) -> &'a str {
        self.cells.first().map_or("", |(_, cell)| cell.label.as_str())
    }

    fn told(self) -> Alike<'a> {
        let rows: Vec<String> = self.cells.iter().map(|(at, _)| at.to_string()).collect();
        let first = self.cells.first().map(|(_, cell)| *cell);
        // Where something else is written beside it, each has an answer of its own.
        let is_same = |cell: &Cell| first.is_some_and(|first| first.value == cell.value && first.offers == cell.offers);
        let is_for_all = rows.len() > 1 && self.cells.iter().all(|(_, cell)| is_same(cell));
        let offers = first.filter(|_| is_for_all).map(|cell| (cell, &cell.offers));
        let answers = offers.into_iter().flat_map(|(cell, offers)| offers.iter().map(move |offer| (cell, offer)));
        Alike {
            answers: answers.map(|(cell, offer)| (cell.filled_in(&rows.join(","), offer), offer.as_str())).collect(),
            rows: self.numbers.join(", "),
            label: self.label(),
            sentence: self.sentence,
            href: self.href,
        }
    }
}
