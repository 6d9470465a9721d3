//! Scopes (reikwijdte): what the store gives of an organisation's rows is asked for with a scope, and a scope is proven.

use std::path::Path;

use super::reading::all_sources;

/// Files whose rows are an organisation's own.
const OWN_ROWS: [&str; 15] = [
    "src/store/clash.rs",
    "src/store/meeting.rs",
    "src/store/meeting/coming.rs",
    "src/store/meeting/listed.rs",
    "src/store/meeting/hosted.rs",
    "src/store/announcement.rs",
    "src/store/answer_link.rs",
    "src/store/application.rs",
    "src/store/availability/limit.rs",
    "src/store/availability/mod.rs",
    "src/store/meeting_set.rs",
    "src/store/outbox.rs",
    "src/store/proposal.rs",
    "src/store/record.rs",
    "src/store/task.rs",
];

/// What asks without a scope, and why it may.
const WITHOUT: &[(&str, &str)] = &[
    ("src/store/meeting.rs put", "the rows name their owners themselves, and the foreign keys hold them to it"),
    ("src/store/meeting.rs claim_room", "answers only whether a room is free"),
    ("src/store/meeting.rs is_room_taken", "answers only whether a room is free"),
    ("src/store/meeting.rs forget_people", "a job that takes away"),
    ("src/store/announcement.rs follow", "in the transaction of a change that was asked for with a scope"),
    ("src/store/announcement.rs forget_names", "a job that takes away"),
    ("src/store/answer_link.rs find", "the link is the proof, and makes the scope"),
    ("src/store/answer_link.rs take", "the link is the proof"),
    ("src/store/record.rs forget_names", "a job that takes away"),
    ("src/store/record.rs forget_names_of", "an account that leaves takes its name along"),
    ("src/store/task.rs overdue_of_everybody", "the daily job that tells each organisation its own"),
    ("src/store/application.rs add", "anybody may apply; nothing is read"),
    ("src/store/application.rs put", "anybody may apply; nothing is read"),
    ("src/store/availability/mod.rs windows", "of a row that was asked for with a scope"),
    ("src/store/availability/mod.rs add_windows", "to a row that was asked for with a scope, in one transaction"),
    ("src/store/availability/mod.rs remove_window", "of a row that was asked for with a scope, in one transaction"),
    ("src/store/availability/mod.rs busy", "of a row that was asked for with a scope"),
    (
        "src/store/availability/mod.rs replace_busy",
        "of a row that was asked for with a scope, or of one that is read again",
    ),
    ("src/store/availability/mod.rs note_import", "of a row that was asked for with a scope, in one transaction"),
    ("src/store/availability/mod.rs forget", "an account that leaves takes its times along"),
    ("src/store/outbox.rs put", "the row names its organisation itself; nothing is read"),
    ("src/store/outbox.rs put_asked", "somebody who is not in yet asks, or nobody; no row is told of"),
    ("src/store/outbox.rs readers", "whom a deed is told to, in the transaction of the deed"),
    ("src/store/outbox.rs readers_of", "whom a deed is told to, in the transaction of the deed"),
    ("src/store/outbox.rs digest_readers", "the daily job that tells each organisation its own"),
    ("src/store/outbox.rs count", "a number for the doctor"),
    ("src/store/outbox.rs any_due", "the sender, which has no viewer"),
    ("src/store/outbox.rs claim", "the sender, which has no viewer"),
    ("src/store/outbox.rs sent", "the sender, which has no viewer"),
    ("src/store/outbox.rs failed", "the sender, which has no viewer"),
    ("src/store/outbox.rs park", "the sender, which has no viewer"),
    ("src/store/outbox.rs is_overtaken", "the sender, which has no viewer"),
    ("src/store/record.rs told", "names beside rows that were asked for with a scope"),
];

/// Public functions of the store that take no scope, as "file name".
fn unscoped(path: &str, text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("the source can be read");
    let has_scope = |function: &syn::ItemFn| {
        function.sig.inputs.iter().any(|input| {
            let syn::FnArg::Typed(argument) = input else { return false };
            let syn::Type::Reference(reference) = &*argument.ty else { return false };
            let syn::Type::Path(kind) = &*reference.elem else { return false };
            kind.path.segments.last().is_some_and(|last| last.ident == "Scope")
        })
    };
    file.items
        .iter()
        .filter_map(|item| match item {
            syn::Item::Fn(function) if !matches!(function.vis, syn::Visibility::Inherited) => Some(function),
            _ => None,
        })
        .filter(|function| !has_scope(function))
        .map(|function| format!("{path} {}", function.sig.ident))
        .collect()
}

#[test]
fn an_organisations_rows_are_asked_for_with_a_scope() {
    let mut wrong = Vec::new();
    for path in OWN_ROWS {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path);
        wrong.extend(unscoped(path, &text));
    }
    let is_known = |found: &String| WITHOUT.iter().any(|(known, _)| known == found);
    let unknown: Vec<_> = wrong.iter().filter(|found| !is_known(found)).collect();
    assert!(unknown.is_empty(), "take a &Scope, or say in WITHOUT why not: {unknown:#?}");
    let planted = "pub fn all(db: &mut Db) -> Vec<Meeting> { x } fn own(db: &mut Db) {} pub fn one(scope: &Scope) {}";
    assert_eq!(unscoped("x.rs", planted), ["x.rs all"], "what is planted is found");
}

#[test]
fn only_the_store_proves_a_scope_and_no_page_goes_without() {
    for source in all_sources() {
        let is_store = source.path.starts_with("src/store/");
        assert!(is_store || !source.text.contains("Scope::proven"), "{} proves a scope", source.path);
        let is_page = source.path.starts_with("src/web/");
        assert!(!is_page || !source.text.contains("without_viewer"), "{} asks without a viewer", source.path);
    }
}
