//! Rows of a spreadsheet (werkblad): read as they come off the clipboard, and written as a sheet in which no cell reckons.

use crate::domain::season::{MOST_COLUMNS, MOST_HEADS};
use crate::domain::text::CleanText;

/// More than any season, and less than would keep us busy.
pub const MOST_BYTES: usize = 64 * 1024;

/// A row with its cells, clean; by its number one finds it in the sheet, also below rows with nothing in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    pub cells: Vec<String>,
}

/// Each row that has anything in it. Spreadsheets put tabs on the clipboard; a CSV file has semicolons or commas.
pub fn read(text: &str) -> Vec<Line> {
    // The reader passes over a line without anything, and a sheet counts it.
    let mark = char::from(delimiter(text)).to_string();
    let lines: Vec<&str> = text.lines().map(|line| if line.is_empty() { mark.as_str() } else { line }).collect();
    let lines = lines.join("\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(lines.as_bytes());
    // A row that cannot be read does not come up: the text is UTF-8, and rows may be of any length.
    let rows = reader.records().filter_map(Result::ok);
    let cells = |row: csv::StringRecord| -> Vec<String> {
        let mut cells: Vec<String> =
            row.iter().take(MOST_COLUMNS).map(|cell| CleanText::line(cell).into_string()).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        cells
    };
    let lines = rows.map(cells).zip(1..).map(|(cells, number)| Line { number, cells });
    lines.filter(|line| !line.cells.is_empty()).collect()
}

fn delimiter(text: &str) -> u8 {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(MOST_HEADS);
    // What stands between quotes is inside a cell.
    let outside: Vec<String> = lines.map(|line| line.split('"').step_by(2).collect()).collect();
    let marks = |line: &str| line.matches(['\t', ';', ',']).count();
    // On top may stand what the sheet is called, with a comma in it or without.
    let has = |least: usize| outside.iter().find(|line| marks(line) >= least);
    let tabbed = || outside.iter().find(|line| line.contains('\t'));
    let first = tabbed().or_else(|| has(2)).or_else(|| has(1)).map_or("", String::as_str);
    [b'\t', b';'].into_iter().find(|mark| first.contains(char::from(*mark))).unwrap_or(b',')
}

/// A file that spreadsheets open by themselves: with semicolons, as where the comma is in the numbers, and marked as UTF-8.
pub fn write(rows: &[Vec<String>]) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).expect("memory takes every row");
    }
    writer.flush().expect("memory takes every row");
    drop(writer);
    bytes
}

/// A cell that begins so is a formula, and a formula can do anything; behind an apostrophe it is text.
fn harmless(cell: &str) -> String {
    let is_formula =
        cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        super::read(text).into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn a_row_has_the_number_that_it_has_in_the_sheet() {
        let numbers = |text: &str| super::read(text).into_iter().map(|line| line.number).collect::<Vec<_>>();
        for text in ["Datum\tNaam\n\t\n1-5\ta\n\n\n2-5\tb\n", "Datum;Naam\r\n\r\n1-5;a\r\n;;\r\n\r\n2-5;b"] {
            assert_eq!(numbers(text), [1, 3, 6], "{text:?}");
        }
        // A cell of more lines is one row, also with an empty line in it.
        assert_eq!(numbers("Datum\tNaam\n1-5\t\"twee\n\nregels\"\n\n2-5\tb"), [1, 2, 4]);
        assert_eq!(read("1-5\t\"twee\n\nregels\""), [["1-5", "twee regels"]]);
    }

    #[test]
    fn rows_are_read_from_a_clipboard_and_from_both_kinds_of_csv() {
        let expected = [["12-5-2027", "De Brug, zaal \"2\"", "Utrecht"]];
        for text in [
            "12-5-2027\t\"De Brug, zaal \"\"2\"\"\"\tUtrecht\r\n",
            "\u{feff}12-5-2027;\"De Brug, zaal \"\"2\"\"\";Utrecht;;\n\n;;\n",
            "12-5-2027,\"De Brug, zaal \"\"2\"\"\",Utrecht",
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(read("een\t\"twee\nregels\"\tdrie"), [["een", "twee regels", "drie"]]);
        assert_eq!(read("\"a;b\",c"), [["a;b", "c"]]);
        // What it is called on top says nothing of how its cells are parted.
        for (title, mark) in [("Planning", "\t"), ("Planning, voorjaar", ";"), ("Planning", ","), ("A, b, c", "\t")] {
            let read = read(&format!("{title}\n\nDatum{mark}Plek{mark}Zaal"));
            assert_eq!(read.last().unwrap(), &["Datum", "Plek", "Zaal"], "{title}");
        }
        assert_eq!(read("Planning\nDatum;Met"), [vec!["Planning"], vec!["Datum", "Met"]]);
    }

    #[test]
    fn what_is_pasted_cannot_break_the_reader() {
        for text in [
            "",
            "\n\n",
            "\"",
            "\"\"\"",
            "\t\t\t",
            "a\"b\tc",
            "\u{0}\u{202e}",
            &"\t".repeat(60_000),
            &"x,".repeat(30_000),
        ] {
            assert!(read(text).iter().all(|row| row.len() <= MOST_COLUMNS));
        }
        assert_eq!(read("a\u{0}b\u{202e}c\td"), [["abc", "d"]]);
    }

    #[test]
    fn no_cell_of_a_written_sheet_reckons_and_it_reads_back() {
        let rows = [
            vec!["Datum".to_owned(), "Plek; \"De Brug\"".to_owned()],
            vec!["=cmd|' /C calc'!A0".to_owned(), "-1".to_owned()],
        ];
        let text = String::from_utf8(write(&rows)).unwrap();
        assert!(text.starts_with('\u{feff}') && text.contains("'=cmd") && text.contains("'-1"), "{text}");
        assert!(!text.contains("\n=") && !text.contains(";=") && !text.contains(";-"));
        assert_eq!(read(&text)[0], rows[0]);
    }
}
