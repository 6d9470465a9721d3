//! Who interprets on an evening (tolk): while somebody must still be found, its host reads so among the facts.

use aantafel::domain::person::Duty;
use aantafel::schema::{meeting_person, task};
use diesel::prelude::*;

use super::*;

#[tokio::test]
async fn a_host_reads_that_an_interpreter_is_needed_and_nobody_was_found_yet() {
    let world = World::new();
    let evening = of_state(&world, State::Agreed);
    assert!(evening.plan.languages.iter().count() > 1, "two languages are spoken");
    let clear = |db: &mut store::Db| {
        let own = meeting_person::meeting_id.eq(&evening.head.id).and(meeting_person::duty.eq(Duty::Interpreter));
        diesel::delete(meeting_person::table.filter(own)).execute(db)?;
        Ok(diesel::delete(task::table.filter(task::meeting_id.eq(&evening.head.id))).execute(db)?)
    };
    world.database().write_now(clear).unwrap();
    let mut host = world.signed_in(HOST).await;
    for language in Language::written() {
        let t = language.phrases();
        open(&mut host, language.code, &evening).await;
        let facts = host.page.all("dl.facts > div");
        let said = facts.iter().filter(|fact| fact.contains(t.evening.interpreter_needed.as_str()));
        let said: Vec<&String> = said.collect();
        assert!(said.len() == 1 && said[0].contains(t.run_sheet.interpreter.as_str()), "{language}: {facts:?}");
    }
    let needed = Language::dutch().phrases().evening.interpreter_needed.as_str();
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&format!("{}/edit", paths::meeting(&evening.head.id))).await;
    let form = worker.page.form("Bewaar").set("interpreter_name", "Selam T.").set("interpreter_independent", "yes");
    worker.send(form.set("acknowledged", "yes")).await;
    assert_eq!(again(&world, &evening).with_duty(Duty::Interpreter).count(), 1, "{}", worker.page.text());
    open(&mut host, "nl", &evening).await;
    assert!(!host.page.text().contains(needed), "{}", host.page.text());
}
