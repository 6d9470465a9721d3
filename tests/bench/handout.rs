//! A tips sheet of two pages, Dutch and Arabic, rendered anew each time, against Typst with its caches warm.

use std::process::Command;
use std::time::Duration;

use aantafel::documents::handout::block::{Block, Sheet, Span};
use aantafel::documents::handout::{Compose, Contacts, Evening, Kind};
use aantafel::documents::pdf::{self, Document};
use aantafel::domain::meeting::Standing;
use aantafel::domain::plan::{Food, MeetingAudience, SchoolPhase};
use aantafel::language::{Lang, Language};
use aantafel::seed;
use chrono::NaiveDate;

use super::markup::Paper;
use super::{Table, cpu_per_call, millis, times};

pub fn measure(table: &mut Table) {
    let (dutch, arabic) = (Language::dutch(), Language::find("ar").expect("Arabic"));
    let mut sheets = tips(dutch);
    let other = tips(arabic);
    let kind = Kind::find("tips").expect("tips");
    sheets.extend(
        other
            .into_iter()
            .map(|sheet| Sheet { footer: sheet.footer, blocks: vec![Block::InLanguage(arabic, sheet.blocks)] }),
    );
    let paper = Paper { language: dutch, format: kind.format, is_large_print: kind.is_large_print, sheets: &sheets };
    let typst = paper.typst();
    let bytes = std::cell::Cell::new(0);
    let render = |title: &str| {
        let document = Document {
            title,
            language: dutch,
            format: kind.format,
            sheets: &sheets,
            is_large_print: kind.is_large_print,
        };
        bytes.set(pdf::render(&document).expect("every character has a glyph").len());
    };
    let ours = cpu_per_call(300, |number| render(&format!("Tips {number}")));
    // New letters in each document: the kept font subsets do not fit.
    let mut fresh = sheets.clone();
    let unlike = cpu_per_call(100, |number| {
        if number > 0 {
            fresh[0].blocks.pop();
        }
        fresh[0].blocks.push(Block::Paragraph(vec![Span::Plain(letters(number))]));
        let document =
            Document { title: "Tips", language: dutch, format: kind.format, sheets: &fresh, is_large_print: false };
        pdf::render(&document).expect("every character has a glyph");
    });
    let warm = typst_time(&typst);
    let said = warm.map_or_else(|| "not installed".to_owned(), millis);
    let ratio = warm.map_or_else(|| "-".to_owned(), |warm| times(ours.as_secs_f64(), warm.as_secs_f64()));
    table.row("tips sheet, nl + ar, 2 sheets: CPU", millis(ours), format!("warm Typst: {said}"), ratio);
    table.row("the same, other letters each time: CPU", millis(unlike), "-".to_owned(), "-".to_owned());
    table.row("the same: size", format!("{} kB", bytes.get() / 1000), "goal 150 kB".to_owned(), "-".to_owned());
}

fn letters(number: u32) -> String {
    (0..12).filter_map(|at| char::from_u32(0x100 + (number * 7 + at * 5) % 0x7e)).collect()
}

fn tips(language: Lang) -> Vec<Sheet> {
    let kits = seed::kits().expect("the kits load");
    let kit = kits.iter().find(|kit| kit.contents.code == "K01").expect("K01");
    let reference = seed::reference::shipped().expect("the sheets load");
    let local = seed::reference::shipped_local_contacts().expect("the sheets load");
    let day = NaiveDate::from_ymd_opt(2027, 5, 20).expect("a day");
    let evening = Evening {
        language,
        title: kit.public_title(0, language).expect("a title"),
        starts_at: day.and_hms_opt(19, 30, 0).expect("a time"),
        ends_at: day.and_hms_opt(21, 30, 0).expect("a time"),
        place: None,
        municipality: "Utrecht".to_owned(),
        spoken: vec![language],
        audience: MeetingAudience::ParentsTogether,
        school_phase: SchoolPhase::All,
        childcare_places: 0,
        food: Food::Drinks,
        has_interpreter: false,
        organisation: None,
        standing: Standing::Stands,
        kits: vec![kit.for_parents(language).expect("a kit for parents")],
        kits_in_dutch: Vec::new(),
        emblems: Vec::new(),
        lines: Vec::new(),
        contacts: Contacts::for_parents(&reference.contacts, &local, "Utrecht", day),
        address_of_page: format!("https://aantafel.example/{language}/m/k7f3q2"),
        address_of_handout: format!("https://aantafel.example/{language}/m/k7f3q2/tips"),
    };
    let Compose::Parents(compose) = Kind::find("tips").expect("tips").compose else {
        unreachable!("tips are for parents")
    };
    compose(&evening).expect("nothing is stale").sheets().to_vec()
}

/// CPU time of one warm compilation, by the script beside this file; None where Typst cannot be had.
fn typst_time(source: &str) -> Option<Duration> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/typst.sh");
    let file = std::env::temp_dir().join(format!("aantafel-{}.typ", std::process::id()));
    std::fs::write(&file, source).ok()?;
    let output = Command::new("sh").arg(script).arg(&file).output().ok()?;
    let _ = std::fs::remove_file(&file);
    let seconds: f64 = String::from_utf8_lossy(&output.stdout).trim().lines().last()?.parse().ok()?;
    Some(Duration::from_secs_f64(seconds))
}
