//! Each kind of paper beside Typst, WeasyPrint and Chromium on the same words, and how the work grows with the pages.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use aantafel::documents::handout::block::{Block, Format, Sheet};
use aantafel::documents::handout::{Briefing, Compose, Contacts, Evening, KINDS, Kind, Place, Terms};
use aantafel::documents::pdf::{self, Document};
use aantafel::domain::cost::{Cost, CostItem, Payer};
use aantafel::domain::kit::Kit;
use aantafel::domain::meeting::{Manner, MeetingId, Side, Standing};
use aantafel::domain::person::Duty;
use aantafel::domain::plan::{Food, MeetingAudience, SchoolPhase};
use aantafel::language::{Lang, Language};
use aantafel::seed;
use chrono::NaiveDate;

use super::markup::Paper;
use super::{Table, cpu_per_call, millis};

/// Of one script that runs to the right, one that runs to the left, and one that is of neither.
const LANGUAGES: [&str; 3] = ["nl", "ar", "ti"];

/// Milliseconds of processor time, by the script beside this file; those that it could not install are missing.
type Others = HashMap<String, HashMap<String, f64>>;

pub fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ours: Vec<(String, Duration)> = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.format != Format::Phone) {
        for language in LANGUAGES.map(|code| Language::find(code).expect("a language")) {
            let Some(sheets) = sheets(kind, language) else { continue };
            let name = format!("{}-{language}", kind.word);
            let render = |title: &str| {
                let (format, is_large_print) = (kind.format, kind.is_large_print);
                let document = Document { title, language, format, sheets: &sheets, is_large_print };
                pdf::render(&document).expect("every character has a glyph").len()
            };
            let time = cpu_per_call(200, |number| {
                render(&format!("Tips {number}"));
            });
            let paper = Paper { language, format: kind.format, is_large_print: kind.is_large_print, sheets: &sheets };
            write(folder.path(), &format!("{name}.typ"), &paper.typst());
            write(folder.path(), &format!("{name}.html"), &paper.html(FONTS));
            eprintln!("{name}: {}", millis(time));
            ours.push((name, time));
        }
    }
    let others = others(folder.path());
    for kind in KINDS.iter().filter(|kind| kind.format != Format::Phone) {
        row(table, kind, &ours, &others);
    }
    growth(table);
}

const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/documents/pdf/fonts");

fn write(folder: &Path, name: &str, said: &str) {
    std::fs::write(folder.join(name), said).expect("a file can be written");
}

/// The mean over the languages that the kind is made in.
#[expect(clippy::cast_precision_loss, reason = "a mean of a few")]
fn row(table: &mut Table, kind: &Kind, ours: &[(String, Duration)], others: &Others) {
    let own: Vec<_> =
        ours.iter().filter(|(name, _)| name.rsplit_once('-').is_some_and(|(word, _)| word == kind.word)).collect();
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len() as f64;
    let our = mean(&own.iter().map(|(_, time)| time.as_secs_f64() * 1000.0).collect::<Vec<_>>());
    let said = ["typst", "weasyprint", "chromium"].map(|program| {
        let times: Vec<f64> = own.iter().filter_map(|(name, _)| others.get(program)?.get(name).copied()).collect();
        (times.len() == own.len()).then(|| mean(&times))
    });
    let time = |time: Option<f64>| time.map_or_else(|| "-".to_owned(), |time| format!("{time:.1}"));
    let ratio = |time: Option<f64>| time.map_or_else(|| "-".to_owned(), |time| format!("{:.1}x", time / our));
    table.row(
        &format!("{}: CPU ms", kind.word),
        format!("{our:.1}"),
        format!("{} / {} / {}", time(said[0]), time(said[1]), time(said[2])),
        format!("{} / {} / {}", ratio(said[0]), ratio(said[1]), ratio(said[2])),
    );
}

fn others(folder: &Path) -> Others {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bench/papers.py");
    let output = Command::new("python3").arg(script).arg(folder).arg(FONTS).output().expect("python3 runs");
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// One sheet of more and more tips, and with what power of its pages the work grows.
#[expect(clippy::cast_precision_loss, reason = "a few hundred pages")]
fn growth(table: &mut Table) {
    let kind = Kind::find("tips").expect("tips");
    let arabic = Language::find("ar").expect("Arabic");
    let tips: Vec<Block> = sheets(kind, arabic).expect("tips").remove(0).blocks;
    let mut points = Vec::new();
    for times in [1, 4, 12, 25, 60, 120, 250] {
        let blocks: Vec<Block> = std::iter::repeat_n(tips.clone(), times).flatten().collect();
        let sheets = [Sheet { blocks, footer: Vec::new() }];
        let document =
            Document { title: "Tips", language: arabic, format: kind.format, sheets: &sheets, is_large_print: false };
        let bytes = pdf::render(&document).expect("every character has a glyph");
        let pages = lopdf::Document::load_mem(&bytes).expect("a PDF").get_pages().len();
        let time = cpu_per_call(if times > 50 { 4 } else { 20 }, |_| drop(pdf::render(&document)));
        points.push((pages as f64, time.as_secs_f64() * 1000.0));
    }
    let logs: Vec<(f64, f64)> =
        points.iter().filter(|(pages, _)| *pages >= 4.0).map(|(pages, time)| (pages.ln(), time.ln())).collect();
    let middle = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (middle(|point| point.0), middle(|point| point.1));
    let slope = logs.iter().map(|(a, b)| (a - x) * (b - y)).sum::<f64>()
        / logs.iter().map(|(a, _)| (a - x).powi(2)).sum::<f64>();
    let said: Vec<String> = points.iter().map(|(pages, time)| format!("{pages}: {time:.1}")).collect();
    table.row(
        "tips in Arabic on more and more pages: CPU ms",
        said.join(", "),
        "goal: power 1".into(),
        format!("power {slope:.2}"),
    );
}

fn sheets(kind: &Kind, language: Lang) -> Option<Vec<Sheet>> {
    let kits = seed::kits().expect("the kits load");
    let kit = kits.iter().find(|kit| kit.contents.code == "K01").expect("K01");
    match kind.compose {
        Compose::Parents(compose) => compose(&evening(kit, language)).ok().map(|handout| handout.sheets().to_vec()),
        Compose::Facilitator(compose) => {
            Some(compose(&briefing(kit, language)).expect("nothing is stale").sheets().to_vec())
        }
        Compose::Owners(compose) => Some(compose(&terms(kit, language)).expect("never refused").sheets().to_vec()),
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 5, 20).expect("a day")
}

fn place() -> Place {
    let [venue, room, address, municipality] =
        ["Buurthuis De Brug", "Grote zaal", "Lindeplein 0", "Utrecht"].map(str::to_owned);
    Place { venue, room, address, municipality }
}

fn evening(kit: &Kit, language: Lang) -> Evening {
    let reference = seed::reference::shipped().expect("the sheets load");
    let local = seed::reference::shipped_local_contacts().expect("the sheets load");
    Evening {
        language,
        title: kit.public_title(0, language).expect("a title"),
        starts_at: day().and_hms_opt(19, 30, 0).expect("a time"),
        ends_at: day().and_hms_opt(21, 30, 0).expect("a time"),
        place: Some(place()),
        municipality: "Utrecht".to_owned(),
        spoken: vec![Language::dutch(), language],
        audience: MeetingAudience::ParentsTogether,
        school_phase: SchoolPhase::All,
        childcare_places: 8,
        food: Food::Drinks,
        has_interpreter: true,
        organisation: Some("Koffiekring De Jebena".to_owned()),
        emblems: Vec::new(),
        lines: Vec::new(),
        standing: Standing::Stands,
        kits: vec![kit.for_parents(language).expect("a kit for parents")],
        kits_in_dutch: vec![kit.for_parents(Language::dutch()).expect("a kit for parents")],
        contacts: Contacts::for_parents(&reference.contacts, &local, "Utrecht", day()),
        address_of_page: format!("https://aantafel.example/{language}/m/k7f3q2"),
        address_of_handout: format!("https://aantafel.example/{language}/m/k7f3q2/tips"),
    }
}

fn briefing(kit: &Kit, language: Lang) -> Briefing {
    let reference = seed::reference::shipped().expect("the sheets load");
    let Evening { title, starts_at, ends_at, spoken, audience, .. } = evening(kit, language);
    Briefing {
        language,
        title,
        starts_at,
        ends_at,
        place: place(),
        kits: vec![kit.for_facilitator(language, &spoken)],
        spoken,
        audience,
        people: vec![(Duty::Facilitator, "Marijke Voorbeeld".to_owned()), (Duty::Interpreter, "Saba T.".to_owned())],
        has_childcare: true,
        parents_question: "Hoe praat ik met mijn dochter?".to_owned(),
        standing: Standing::Stands,
        advice: Contacts::for_advice(&reference.contacts, day()),
    }
}

fn terms(kit: &Kit, language: Lang) -> Terms {
    let Evening { title, starts_at, ends_at, .. } = evening(kit, language);
    let cost =
        |item, payer, cents| Cost { meeting_id: MeetingId::new(0, [0; 10]), item, payer, cents, due_on: Some(day()) };
    Terms {
        language,
        title,
        starts_at,
        ends_at,
        place: place(),
        support: "Opvoedsteunpunt De Lindeboom".to_owned(),
        host: "Koffiekring De Jebena".to_owned(),
        costs: vec![cost(CostItem::Fee, Payer::Municipality, 17_550), cost(CostItem::Food, Payer::Support, 8_005)],
        yeses: [(Side::Support, Some((Manner::SignedIn, day()))), (Side::Host, Some((Manner::Link, day())))],
        is_cancelled: false,
    }
}
