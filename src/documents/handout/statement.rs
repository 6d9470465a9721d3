//! The statement (afspraak): what two organisations agreed about an evening, who pays what, and room to sign.

use chrono::{NaiveDate, NaiveDateTime};

use super::block::{Block, Format, Line, Sheet, Span};
use super::evening::Place;
use super::{Compose, Handout, Kind, Refusal, line};
use crate::domain::cost::{Cost, CostItem, Payer};
use crate::domain::kit::Said;
use crate::domain::meeting::{Manner, Side};
use crate::domain::text::{Owners, Parents};
use crate::language::{Lang, Phrase, date_in_words, euros};

pub(super) const KIND: Kind = Kind {
    word: "afspraak",
    title: |phrases| &phrases.statement.title,
    format: Format::A4,
    is_large_print: false,
    is_beside_dutch: false,
    has_contacts: false,
    compose: Compose::Owners(compose),
};

/// What was agreed, gathered by the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    pub language: Lang,
    pub title: Said<Parents>,
    /// Europe/Amsterdam, as on a wall clock.
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub place: Place,
    pub support: String,
    pub host: String,
    pub costs: Vec<Cost>,
    /// How and when each side said yes; `None`: not yet, or not any more.
    pub yeses: [(Side, Option<(Manner, NaiveDate)>); 2],
    pub is_cancelled: bool,
}

impl Terms {
    fn owner(&self, side: Side) -> &str {
        match side {
            Side::Support => &self.support,
            Side::Host => &self.host,
        }
    }
}

fn compose(terms: &Terms) -> Result<Handout<Owners>, Refusal> {
    let language = terms.language;
    let phrases = language.phrases();
    let t = &phrases.statement;
    let title = line::said(&terms.title, language);
    let heading = |text: &Phrase| Block::Heading { level: 2, text: line::plain(text) };
    let mut blocks =
        vec![Block::Heading { level: 1, text: line::joined_by([line::plain(&t.title), title.clone()], ": ") }];
    if terms.is_cancelled {
        blocks.push(Block::Note(vec![Span::Bold(t.cancelled.to_string())]));
    }
    let date = line::plain(date_in_words(language, terms.starts_at.date()));
    let hours = line::hours(terms.starts_at, terms.ends_at, language);
    blocks.extend([
        heading(&t.between),
        Block::Facts(vec![
            (line::plain(&t.support), line::typed(&terms.support, language)),
            (line::plain(&t.host), line::typed(&terms.host, language)),
        ]),
        heading(&t.evening),
        Block::Facts(vec![
            (line::plain(&phrases.meeting.when), line::join([date, hours], language)),
            (line::plain(&phrases.meeting.where_), line::place(&terms.place, language)),
        ]),
        heading(&t.costs),
    ]);
    blocks.push(match terms.costs[..] {
        [] => Block::Paragraph(line::plain(&t.no_costs)),
        _ => costs(terms),
    });
    blocks.extend([heading(&t.agreed), Block::List(terms.yeses.iter().map(|yes| said_yes(terms, yes)).collect())]);
    blocks.push(heading(&t.sign));
    for side in Side::ALL {
        let name = line::typed(terms.owner(*side), language);
        blocks.push(Block::Heading { level: 3, text: line::joined_by([line::plain(&t.sign_for), name], " ") });
        let room = || vec![Span::Ltr("_".repeat(32))];
        let fields = [&t.sign_name, &t.sign_date, &t.signature];
        blocks.push(Block::Facts(fields.map(|field| (line::plain(field), room())).to_vec()));
    }
    let footer = line::fill(&phrases.handout.footer, &[("title", title)]);
    let day = Some(terms.starts_at.date());
    Ok(Handout::new(&KIND, language, terms.title.text.as_str(), day, vec![Sheet { blocks, footer }]))
}

/// A row for each item, and their sum when there is more than one.
fn costs(terms: &Terms) -> Block {
    let language = terms.language;
    let t = &language.phrases().statement;
    let row = |cost: &Cost| {
        let payer = match cost.payer {
            Payer::Support => line::typed(&terms.support, language),
            Payer::Host => line::typed(&terms.host, language),
            Payer::Municipality => line::plain(&t.municipality),
            Payer::Free => line::plain(&t.free),
        };
        let due = cost.due_on.map(|day| line::plain(date_in_words(language, day))).unwrap_or_default();
        vec![line::plain(item(cost.item, language)), payer, amount(cost.cents, language), due]
    };
    let mut rows: Vec<Vec<Line>> = terms.costs.iter().map(row).collect();
    if rows.len() > 1 {
        let sum: i64 = terms.costs.iter().map(|cost| i64::from(cost.cents)).sum();
        rows.push(vec![vec![Span::Bold(t.total.to_string())], Line::new(), amount(sum, language), Line::new()]);
    }
    Block::Table { header: [&t.item, &t.payer, &t.amount, &t.due].map(line::plain).to_vec(), rows }
}

fn item(item: CostItem, language: Lang) -> &'static Phrase {
    let t = &language.phrases().statement;
    match item {
        CostItem::Fee => &t.fee,
        CostItem::Food => &t.food,
        CostItem::Room => &t.room,
        CostItem::Childcare => &t.childcare,
        CostItem::Interpreter => &t.interpreter,
    }
}

/// One piece that reads from left to right.
fn amount(cents: impl Into<i64>, language: Lang) -> Line {
    vec![Span::Ltr(euros(cents, language))]
}

fn said_yes(terms: &Terms, (side, yes): &(Side, Option<(Manner, NaiveDate)>)) -> Line {
    let language = terms.language;
    let t = &language.phrases().statement;
    let organisation = line::typed(terms.owner(*side), language);
    let Some((manner, day)) = yes else { return line::fill(&t.not_yet, &[("organisation", organisation)]) };
    let phrase = match manner {
        Manner::SignedIn => &t.signed_in,
        Manner::Link => &t.link,
        Manner::Phone => &t.phone,
    };
    let date = line::plain(date_in_words(language, *day));
    line::fill(phrase, &[("organisation", organisation), ("date", date)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::MeetingId;
    use crate::domain::text::Text;
    use crate::language::Language;

    fn terms(language: Lang) -> Terms {
        let cost = |item, payer, cents, due_on: Option<&str>| Cost {
            meeting_id: MeetingId::new(0, [0; 10]),
            item,
            payer,
            cents,
            due_on: due_on.map(|day| day.parse().unwrap()),
        };
        Terms {
            language,
            title: Said {
                text: Text::new("Ouderavond: opgroeien in twee culturen"),
                language: Language::dutch(),
                is_read: true,
            },
            starts_at: "2027-05-20T19:30:00".parse().unwrap(),
            ends_at: "2027-05-20T21:30:00".parse().unwrap(),
            place: Place { venue: "De Brug".to_owned(), municipality: "Utrecht".to_owned(), ..Place::default() },
            support: "Opvoedpunt Utrecht".to_owned(),
            host: "جمعية المائدة".to_owned(),
            costs: vec![
                cost(CostItem::Fee, Payer::Municipality, 12_550, Some("2027-06-01")),
                cost(CostItem::Food, Payer::Support, 8_005, None),
                cost(CostItem::Room, Payer::Free, 0, None),
            ],
            yeses: [
                (Side::Support, Some((Manner::SignedIn, "2027-04-01".parse().unwrap()))),
                (Side::Host, Some((Manner::Phone, "2027-04-02".parse().unwrap()))),
            ],
            is_cancelled: false,
        }
    }

    fn words(handout: &Handout<Owners>) -> String {
        format!("{:?}", handout.sheets())
    }

    #[test]
    fn it_says_who_pays_what_and_who_said_yes_how() {
        let said = words(&compose(&terms(Language::dutch())).unwrap());
        for part in
            ["€\u{a0}125,50", "€\u{a0}80,05", "€\u{a0}205,55", "De gemeente", "dinsdag 1 juni 2027", "aan de telefoon"]
        {
            assert!(said.replace("\\u{a0}", "\u{a0}").contains(part), "{part}: {said}");
        }
    }

    #[test]
    fn amounts_read_from_left_to_right_in_every_language_and_it_prints() {
        for language in Language::written() {
            let handout = compose(&terms(language)).unwrap();
            let ltr = Span::Ltr(euros(12_550, language));
            assert!(words(&handout).contains(&format!("{ltr:?}")), "{language}");
            assert!(handout.print().is_ok_and(|bytes| bytes.starts_with(b"%PDF")), "{language}");
            assert_eq!(handout.file_name(), format!("afspraak-2027-05-20-{language}.pdf"));
        }
    }

    #[test]
    fn without_costs_and_without_a_yes_it_says_so() {
        let mut bare = terms(Language::dutch());
        bare.costs.clear();
        bare.yeses[1].1 = None;
        let said = words(&compose(&bare).unwrap());
        assert!(said.contains("niets over kosten") && said.contains("nog geen ja gezegd"), "{said}");
    }
}
