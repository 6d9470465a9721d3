//! Templates, phrases and seeds (sjablonen): none forgotten, none that brings in a script, a style or a stranger's file.

use aantafel::language::{LANGUAGES, Language};

use super::reading::{files_in, text_of};

/// Marks in a template that let something in, each with why it may not stand there.
const MARKS: [(&str, &str); 6] = [
    ("|safe", "what was typed would come out as markup"),
    ("| safe", "what was typed would come out as markup"),
    ("escape(", "escaping is the engine's work"),
    ("<script", "pages work without scripts, and the header refuses them"),
    ("<style", "style stands in style.css; the header refuses it elsewhere"),
    ("<iframe", "nothing of others stands in our pages"),
];

/// What is wrong with a template.
fn faults(name: &str, text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let mut faults: Vec<String> = MARKS
        .iter()
        .filter(|(mark, _)| text.contains(mark))
        .map(|(mark, why)| format!("{name}: {mark}: {why}"))
        .collect();
    let attributes =
        text.split(|c: char| c.is_whitespace() || c == '"' || c == '}').filter_map(|word| word.split_once('='));
    for (attribute, _) in attributes {
        let is_listener = attribute
            .strip_prefix("on")
            .is_some_and(|rest| rest.len() > 2 && rest.chars().all(|c| c.is_ascii_lowercase()));
        if is_listener || attribute == "style" {
            faults.push(format!("{name}: {attribute}= does not work under our headers"));
        }
    }
    let loads = ["src=\"", "srcset=\"", "<link ", "@import", "url(", "action=\"", "<use "];
    for (mark, at) in loads.iter().flat_map(|mark| text.match_indices(mark).map(move |(at, _)| (mark, at))) {
        let until = text[at..].find('>').unwrap_or(text.len() - at);
        let loaded = &text[at..at + until.min(300)];
        if loaded.contains("http:") || loaded.contains("https:") || loaded.contains("\"//") || loaded.contains("(//") {
            faults.push(format!("{name}: {mark} takes something from elsewhere"));
        }
    }
    faults
}

#[test]
fn no_template_lets_in_a_script_a_style_or_a_file_from_elsewhere() {
    let faults: Vec<String> = files_in("templates").iter().flat_map(|path| faults(path, &text_of(path))).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn what_is_planted_in_a_template_is_found() {
    let planted = [
        "{{ title|safe }}",
        "<p style=\"color: red\">",
        "<body onload=\"x()\">",
        "<SCRIPT>",
        "<img src=\"https://elsewhere.example/x.png\">",
        "<link rel=\"stylesheet\" href=\"//elsewhere.example/x.css\">",
        "@import 'https://elsewhere.example/x.css';",
        "p { background: url(https://elsewhere.example/x.png) }",
        "<form action=\"https://elsewhere.example/\">",
    ];
    for text in planted {
        assert!(!faults("planted", text).is_empty(), "{text}");
    }
    let right =
        "<a href=\"https://112.nl\">112</a><img src=\"/assets/icon.svg\"><p class=\"on\" lang=\"nl\">{% if one == 1 %}";
    assert_eq!(faults("right", right), Vec::<String>::new());
}

#[test]
fn no_template_is_forgotten() {
    let mut readers: Vec<(String, String)> =
        files_in("src").into_iter().filter(|path| path.ends_with(".rs")).map(read).collect();
    readers.extend(files_in("templates").into_iter().filter(|path| path.ends_with(".html")).map(read));
    for path in files_in("templates") {
        let name = path.trim_start_matches("templates/");
        // Phrases are read by the name of their folder; the test below counts them.
        if !name.starts_with("phrases/") {
            let is_read = readers.iter().any(|(reader, text)| *reader != path && text.contains(&format!("{name}\"")));
            assert!(is_read, "{path} is an orphan: no Rust file and no other template names it");
        }
    }
}

#[test]
fn every_written_language_has_its_phrases_and_no_other_has() {
    let written: Vec<&str> = Language::written().map(|language| language.code).collect();
    let mut expected: Vec<String> = written.iter().map(|code| format!("templates/phrases/{code}.toml")).collect();
    expected.extend(["nl", "en"].map(|code| format!("templates/phrases/desk.{code}.toml")));
    expected.sort();
    assert_eq!(files_in("templates/phrases"), expected);
}

#[test]
fn every_kit_is_there_in_dutch_and_two_in_every_written_language() {
    let files = files_in("seed-data/kits");
    let kits: std::collections::BTreeSet<&str> = files.iter().filter_map(|path| path.split('/').nth(2)).collect();
    assert_eq!(kits.len(), 12, "twelve kits: {kits:?}");
    let has = |kit: &str, file: &str| files.contains(&format!("seed-data/kits/{kit}/{file}.toml"));
    for kit in &kits {
        assert!(has(kit, "kit") && has(kit, "nl"), "{kit} has its contents and its Dutch texts");
    }
    for kit in ["opvoeden-in-twee-culturen", "met-vakantie-en-weer-terug"] {
        for language in Language::written() {
            assert!(has(kit, language.code), "{kit} in {}", language.own_name);
        }
    }
    for path in &files {
        let name = path.rsplit('/').next().and_then(|file| file.strip_suffix(".toml")).unwrap_or_default();
        let is_known = name == "kit" || LANGUAGES.iter().any(|language| language.code == name);
        assert!(is_known, "{path} is in no language of ours, so nobody reads it");
    }
}

#[test]
fn the_expected_folder_holds_only_what_a_test_reads() {
    let tests: Vec<String> = ["tests", "src"]
        .into_iter()
        .flat_map(files_in)
        .filter(|path| path.ends_with(".rs"))
        .map(|path| text_of(&path))
        .collect();
    // The pictures of papers are counted by the test that draws them.
    let is_picture_of_paper = |path: &String| path.starts_with("tests/it/expected/handout/");
    for path in files_in("tests/it/expected").into_iter().filter(|path| !is_picture_of_paper(path)) {
        let name = path.trim_start_matches("tests/it/expected/");
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        // "flyer-nl.txt" may be read as "flyer-{code}.txt", and "desk.png" as "desk".
        let of_a_language = stem.rsplit_once('-').map(|(stem, _)| format!("\"{stem}-{{"));
        let ways =
            [Some(format!("expected/{name}")), Some(format!("\"{name}\"")), Some(format!("\"{stem}\"")), of_a_language];
        let is_read = tests.iter().any(|text| ways.iter().flatten().any(|way| text.contains(way)));
        assert!(is_read, "{path}: no test reads it");
    }
}

fn read(path: String) -> (String, String) {
    let text = text_of(&path);
    (path, text)
}
