//! The permission table as a file (tabel): read by the tests, and written anew when asked.

use aantafel::web::routes::Mounted;

use super::ROLES;

const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/expected/permission.txt");
const HEAD: &str = "\
# Who may ask what. A cell says what comes of it: ok, sign-in (303 to the sign-in page) or not-found; ended (403) is a page
# that gives back what was typed into a form and leads to the sign-in page; gone (410) is a link that was used, ran out or never was.
# Three words are for what is one's own, what is another organisation's, and what does not exist; - is not to be had.
# Compared both ways with src/web/routes.rs, and asked. UPDATE_EXPECTED=1 cargo test permission rewrites it: read the difference.
";
/// One line of the file: the route, and a cell for each role.
pub type Row = (String, Vec<String>);

pub fn name_of(route: &Mounted) -> String {
    format!("{} {} {}", route.method, route.path, route.policy)
}

pub fn expected() -> Vec<Row> {
    let text = std::fs::read_to_string(EXPECTED).expect("the table is there");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
    lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(
                words.len(),
                3 + ROLES.len(),
                "a line has method, address, policy and a cell for each role: {line}"
            );
            (words[..3].join(" "), words[3..].iter().map(ToString::to_string).collect())
        })
        .collect()
}

pub fn write(rows: &[Row]) {
    let mut lines = vec![
        ["method", "address", "policy"].into_iter().chain(ROLES.map(|(role, _)| role)).map(str::to_owned).collect(),
    ];
    lines.extend(
        rows.iter().map(|(name, cells)| {
            name.split(' ').map(str::to_owned).chain(cells.iter().cloned()).collect::<Vec<String>>()
        }),
    );
    // Fixed, so that a new row changes no other line.
    let widths = [4, 52, 20, 25, 25, 25, 25, 25];
    let text: String = lines
        .iter()
        .map(|line| {
            let padded: Vec<String> = line.iter().zip(&widths).map(|(word, width)| format!("{word:width$}")).collect();
            format!("{}\n", padded.join("  ").trim_end())
        })
        .collect();
    std::fs::write(EXPECTED, format!("{HEAD}\n{text}")).expect("the table can be written");
}

pub fn is_rewriting() -> bool {
    std::env::var_os("UPDATE_EXPECTED").is_some()
}
