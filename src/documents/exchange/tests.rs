//! What is written comes back; what translators' programs do to a file does not hurt; what is no such file is refused.

use proptest::prelude::*;

use super::*;

fn exchange(units: Vec<Unit>) -> Exchange {
    let language = Language::find("ar").expect("Arabic");
    Exchange { slug: "puberteit".to_owned(), version: 3, language, units }
}

fn unit(source: &str, target: Option<&str>) -> Unit {
    let target = target.map(str::to_owned);
    Unit {
        key: "tip/k02-lijf".to_owned(),
        note: "Tip".to_owned(),
        source: source.to_owned(),
        target,
        state: Some(TextState::Machine),
    }
}

proptest! {
    #[test]
    fn what_is_written_comes_back_word_for_word(source in "[^\\p{Cc}]{0,60}", target in proptest::option::of("[^\\p{Cc}]{1,60}")) {
        let written = exchange(vec![unit(&source, target.as_deref()), unit("b", None)]);
        prop_assert_eq!(read(&write(&written)), Ok(written));
    }

    #[test]
    fn nothing_makes_the_reader_stumble(bytes in "(<|>|&|;|\"|/|xliff|file|unit|target|!DOCTYPE|[a-z ]|\u{0}){0,60}") {
        let _ = read(bytes.as_bytes());
    }
}

#[test]
fn each_state_comes_back_but_for_the_dutch_one() {
    for state in [TextState::Machine, TextState::Translated, TextState::Read, TextState::Approved] {
        let written = exchange(vec![Unit { state: Some(state), ..unit("a", Some("b")) }]);
        assert_eq!(read(&write(&written)), Ok(written));
    }
}

#[test]
fn a_file_that_went_through_a_translators_program_is_read() {
    let file = "\u{feff}<?xml version='1.0'?>\n<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"nl\" \
        trgLang=\"ar\"><x:file id=\"f\" original=\"puberteit/3\"><x:skeleton/><x:unit name=\"tip/a\" id=\"9\"><mda:metadata xmlns:mda=\"m\"/>\
        <x:segment><x:source>Een &amp; twee.</x:source><x:target><![CDATA[و]]>&#x627;</x:target></x:segment>\
        <x:segment><x:source> Drie.</x:source><x:target> ت</x:target></x:segment></x:unit></x:file></x:xliff>";
    let read = read(file.as_bytes()).expect("a file");
    assert_eq!((read.slug.as_str(), read.version), ("puberteit", 3));
    assert_eq!(read.units.len(), 1);
    assert_eq!((read.units[0].source.as_str(), read.units[0].target.as_deref()), ("Een & twee. Drie.", Some("وا ت")));
}

#[test]
fn what_is_no_such_file_is_refused_with_a_reason() {
    let whole = String::from_utf8(write(&exchange(vec![unit("a", None)]))).expect("UTF-8");
    let with = |from: &str, to: &str| read(whole.replace(from, to).as_bytes());
    assert_eq!(read(b"PK\x03\x04\xff"), Err(Unreadable::Encoding));
    assert_eq!(read(b""), Err(Unreadable::OtherKind));
    assert_eq!(read(b"key;nl;ar\n"), Err(Unreadable::OtherKind));
    assert_eq!(with("version=\"2.1\"", "version=\"1.2\""), Err(Unreadable::OtherKind));
    assert_eq!(with("trgLang=\"ar\"", "trgLang=\"xx\""), Err(Unreadable::OtherLanguages));
    assert_eq!(with("trgLang=\"ar\"", "trgLang=\"nl\""), Err(Unreadable::OtherLanguages));
    assert_eq!(with("srcLang=\"nl\"", "srcLang=\"en\""), Err(Unreadable::OtherLanguages));
    assert_eq!(with("puberteit/3", "puberteit"), Err(Unreadable::Nameless));
    assert_eq!(with("</unit>", "</eenheid>"), Err(Unreadable::Broken(11)));
    assert_eq!(with("<source>a", "<source>&bom;"), Err(Unreadable::Broken(9)));
    for cut in ["</unit>", "</file>", "</xliff>", "nit>"] {
        let at = whole.find(cut).expect("a tag");
        assert!(matches!(read(&whole.as_bytes()[..at]), Err(Unreadable::Broken(_))), "cut off before {cut}");
    }
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xliff version=\"2.1\">&b;</xliff>";
    assert_eq!(read(bomb.as_bytes()), Err(Unreadable::DocumentType));
    assert_eq!(read(&write(&exchange(vec![unit("a", None); MOST_UNITS + 1]))), Err(Unreadable::TooMany));
}
