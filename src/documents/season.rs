//! Rows of a spreadsheet (werkblad): read as they come off the clipboard, and written as a sheet in which no cell reckons.

use crate::domain::season::MOST_COLUMNS;
use crate::domain::text::CleanText;

/// More than any season, and less than would keep us busy.
pub const MOST_BYTES: usize = 64 * 1024;

/// The cells of each row that has any, clean. Spreadsheets put tabs on the clipboard; a CSV file has semicolons or commas.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
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
    rows.map(cells).filter(|cells| !cells.is_empty()).collect()
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // What stands between quotes is inside a cell.
    let outside: String = first.split('"').step_by(2).collect();
    [b'\t', b';'].into_iter().find(|mark| outside.contains(char::from(*mark))).unwrap_or(b',')
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
