//! The board's drawing on paper (tekening op papier): what the page shows, box by box; and what its signs mean.

use super::drawing::{Drawing, Piece};
use super::scale::{LETTER, PAPER};
use super::sign::Sign;
use crate::documents::handout::figure::{Figure, Part, Tone};

/// Letters of the page's drawing, in tenths.
const SIZE: i32 = 120;
const SMALL: i32 = 110;
/// From one row of the legend to the next.
const ROW: f64 = 28.0;

/// One region, with what a screen reader says of it.
pub fn of(drawing: &Drawing, alternative: &str) -> Figure {
    let (field, mut parts) = (drawing.field, Vec::new());
    let across = |x: f64, width: f64| [x, field.0, width, field.1 - field.0].map(tenths);
    parts.extend(drawing.free.iter().map(|(x, width)| Part::Away { place: across(*x, *width) }));
    let windows = drawing.ribbon.iter().filter(|piece| piece.tone == Tone::Good);
    parts.extend(windows.map(|piece| Part::Window { place: across(piece.x, piece.width) }));
    for (line, x, name) in &drawing.months {
        parts.push(Part::Rule { x: tenths(*line), top: 0, bottom: tenths(field.1), is_today: false });
        parts.push(words(name, [*x, 14.0], SIZE, (true, false)));
    }
    for piece in &drawing.ribbon {
        parts.push(boxed(piece));
        parts.push(words(&piece.text, [piece.text_x, piece.y + 13.5], SIZE, (true, true)));
    }
    parts.extend(drawing.weeks.iter().map(|(x, number)| words(number, [*x, 33.0], SMALL, (false, true))));
    let today = |x| Part::Rule { x: tenths(x), top: tenths(20.0), bottom: tenths(field.1), is_today: true };
    parts.extend(drawing.today.map(today));
    for piece in &drawing.gaps {
        parts.push(boxed(piece));
        parts.push(words(&piece.text, [piece.text_x, piece.y + 15.0], SIZE, (false, false)));
    }
    for mark in &drawing.marks {
        parts.push(sign(&mark.sign, [mark.x, mark.y]));
        parts.push(words(&mark.day, [mark.x, mark.y + 23.0], SIZE, (true, true)));
    }
    parts.extend(drawing.more.iter().map(|(x, y, number)| words(number, [*x, *y], SIZE, (true, true))));
    for piece in &drawing.days {
        parts.push(boxed(piece));
        parts.push(words(&piece.text, [piece.text_x, piece.y + piece.height / 2.0 + 4.0], SIZE, (false, false)));
    }
    figure(alternative.to_owned(), [drawing.width, drawing.height], parts)
}

/// What the signs and boxes mean, in as many rows as that takes.
pub fn legend(title: &str, signs: &[(Sign, String)], boxes: &[(Tone, String)], today: &str) -> Figure {
    let (mut parts, mut at) = (Vec::new(), [0.0, 13.0]);
    let mut room_for = |name: &str| {
        let width = 34.0 + LETTER * name.chars().count() as f64 + 20.0;
        if at[0] > 0.0 && at[0] + width > PAPER {
            at = [0.0, at[1] + ROW];
        }
        let [x, y] = at;
        at[0] += width;
        [x, y]
    };
    for (shape, name) in signs {
        let [x, y] = room_for(name);
        parts.push(sign(shape, [x + 13.0, y]));
        parts.push(words(name, [x + 32.0, y + 4.0], SIZE, (false, false)));
    }
    for (tone, name) in boxes {
        let [x, y] = room_for(name);
        let height = match tone {
            Tone::Note => 4.0,
            Tone::Gap => 18.0,
            _ => 12.0,
        };
        parts.push(Part::Box { tone: *tone, place: [x + 1.0, y - height / 2.0, 24.0, height].map(tenths) });
        parts.push(words(name, [x + 32.0, y + 4.0], SIZE, (false, false)));
    }
    let [x, y] = room_for(today);
    parts.push(Part::Rule { x: tenths(x + 13.0), top: tenths(y - 12.0), bottom: tenths(y + 12.0), is_today: true });
    parts.push(words(today, [x + 32.0, y + 4.0], SIZE, (false, false)));
    let names = signs.iter().map(|(_, name)| name).chain(boxes.iter().map(|(_, name)| name)).map(String::as_str);
    let names: Vec<&str> = names.chain([today]).collect();
    let height = at[1] + 13.0;
    figure(format!("{title}: {}", names.join(", ")), [PAPER, height], parts)
}

fn figure(alternative: String, [width, height]: [f64; 2], mut parts: Vec<Part>) -> Figure {
    parts.retain(|part| !matches!(part, Part::Words { text, .. } if text.is_empty()));
    Figure { alternative, width: tenths(width), height: tenths(height), parts }
}

fn boxed(piece: &Piece) -> Part {
    Part::Box { tone: piece.tone, place: [piece.x, piece.y, piece.width, piece.height].map(tenths) }
}

fn sign(sign: &Sign, at: [f64; 2]) -> Part {
    Part::Sign { state: sign.state, at: at.map(tenths) }
}

fn words(text: &str, at: [f64; 2], size: i32, (is_bold, is_middle): (bool, bool)) -> Part {
    Part::Words { text: text.to_owned(), at: at.map(tenths), size, is_bold, is_middle }
}

fn tenths(number: f64) -> i32 {
    (number * 10.0).round() as i32
}
