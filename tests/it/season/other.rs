//! With another organisation (andere organisatie) than the evening that a row is like: who comes, and what was agreed, stays there.

use super::*;

#[tokio::test]
async fn people_and_notes_of_one_organisation_are_not_told_to_another() {
    let world = World::new();
    let source = source(&world);
    let secret = (meeting::note.eq("Saba heeft de sleutel"), meeting::line_one.eq("Vraag naar Saba"));
    let write =
        |db: &mut store::Db| Ok(diesel::update(meeting::table.find(&source.head.id)).set(secret).execute(db)?);
    world.database().write_now(write).unwrap();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        (HOST, "10 mei 2028", "", "eigen"),
        (OTHER_HOST, "11 mei 2028", "", "ander"),
        (OTHER_HOST, "12 mei 2028", "Wij halen taart", "met notitie"),
    ]
    .map(|(host, date, note, name)| format!("{host}\t{date}\t{note}\tSeizoen {name}"));
    let rows = format!("organisatie\tdatum\topmerking\tnaam\n{}", rows.join("\n"));
    paste(&mut worker, &rows, source.head.id.as_str()).await;
    let form = table(&worker);
    make(&mut worker, form).await;
    let made = made(&world);
    assert_eq!(made.len(), 3, "{}", worker.page.text());
    let of = |name: &str| made.iter().find(|own| own.plan.working_title.ends_with(name)).expect("it was made");
    let own = of("eigen");
    assert_eq!(own.people.len(), source.people.len(), "with the same organisation all goes along");
    assert_eq!((own.plan.note.as_str(), own.plan.line_one.as_str()), ("Saba heeft de sleutel", "Vraag naar Saba"));
    for (name, note) in [("ander", ""), ("met notitie", "Wij halen taart")] {
        let other = of(name);
        assert_ne!(other.head.host_id, source.head.host_id);
        assert!(other.people.is_empty(), "{:?}", other.people);
        assert_eq!((other.plan.note.as_str(), other.plan.line_one.as_str()), (note, ""));
    }
}
