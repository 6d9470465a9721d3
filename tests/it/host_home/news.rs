//! The answer to a proposal as news (nieuws): a plan is not called an evening yet, and a refusal no success.

use super::*;
use aantafel::store;

#[tokio::test]
async fn the_answer_to_a_proposal_is_news_on_top_and_leads_to_the_evening_until_it_is_old() {
    let world = World::new();
    let (nl, ids) =
        (Language::dutch(), ["01990000-0000-7000-8000-00000000000b", "01990000-0000-7000-8000-00000000000c"]);
    let taken = offer(&world, ID, HOST, WORKER);
    let moved = offer(&world, ids[0], HOST, WORKER);
    let refused = offer(&world, ids[1], HOST, WORKER);
    let mut host = world.signed_in(HOST).await;
    assert!(!host.open("/nl/wij").await.has("#news"), "nobody answered yet");
    let mut worker = world.signed_in(WORKER).await;
    let form = take_over(&mut worker, &taken).await;
    worker.send(form).await;
    let form = take_over(&mut worker, &moved).await.set("date", "2027-06-03").set("note", "andere");
    worker.send(form).await;
    worker.open(&format!("/desk/voorstellen/{}", refused.head.id)).await;
    let form = worker.page.form("Wijs het voorstel af").set("reason", "Onze gespreksleider kan niet.");
    worker.send(form).await;
    let support = world.organisation_of(WORKER);
    let partner = world.database().read_now(|db| store::organisation::find(db, &support)).expect("it is there").name;
    let on = |day: &str| {
        world.meeting(HOST, |own| {
            own.plan.parents_question == crate::proposal::QUESTION && own.plan.starts_at.date().to_string() == day
        })
    };
    for language in Language::written() {
        let t = &language.phrases().proposal;
        let on_day = |evening: &Meeting| date_in_words(language, evening.plan.starts_at.date());
        let page = host.open(&paths::host(language)).await.clone();
        let html = page.html();
        let at = |what: &str| html.find(what).unwrap_or_else(|| panic!("{language}: {what}"));
        assert!(at("id=\"news\"") < at("id=\"waits\"") && at("id=\"news\"") < at("button-big"), "{language}: on top");
        let news = page.all("section[aria-labelledby='news']").concat();
        for (day, other_day) in [("2027-05-20", false), ("2027-06-03", true)] {
            let evening = on(day);
            let date = on_day(&evening);
            // Both are drafts: nobody said yes.
            let plan = match other_day {
                false => format!("{} {}", t.news_taken.of(&partner), t.plan_made.of(&date)),
                true => t.news_other_day.with(&[("partner", &partner), ("date", &date)]),
            };
            let sentence = format!("{plan} {}", t.told_when_firm);
            assert!(news.contains(&sentence), "{language}: {sentence:?} in {news}");
            assert!(!news.contains(&t.planned.of(&date)), "{language}: it is no evening yet: {news}");
            let to = format!(
                "section[aria-labelledby='news'] a[href='{}']",
                paths::host_meeting(language, &evening.head.id)
            );
            assert_eq!(page.all(&to).len(), 1, "{language}: to the evening of {day}");
        }
        let declined = paths::host_page(language, &format!("voorstel/{}", refused.head.id));
        assert!(page.has(&format!("section[aria-labelledby='news'] a[href='{declined}']")), "{language}");
        assert!(news.contains("Onze gespreksleider kan niet."), "{language}: why");
        let [good, quiet] = [".note-good", ".note:not(.note-good)"]
            .map(|note| page.all(&format!("section[aria-labelledby='news'] > {note}")));
        assert_eq!(good.len(), 2, "{language}: {good:?}");
        assert!(quiet.len() == 1 && quiet[0].contains("Onze gespreksleider"), "{language}: no success: {quiet:?}");
    }
    let mut stranger = world.signed_in("gast.turks@demo").await;
    assert!(!stranger.open("/nl/wij").await.has("#news"), "it is hers alone");
    world.clock.advance(chrono::Duration::weeks(3));
    let mut later = world.signed_in(HOST).await;
    assert!(!later.open(&paths::host(nl)).await.has("#news"), "old news is in the list alone");
    assert!(later.page.has("#proposals"));
}

#[tokio::test]
async fn the_news_says_a_day_is_fixed_only_when_both_said_yes_and_is_over_with_the_evening() {
    let world = World::new();
    let proposal = offer(&world, ID, HOST, WORKER);
    let mut worker = world.signed_in(WORKER).await;
    let form = take_over(&mut worker, &proposal).await;
    worker.send(form).await;
    let made = world.meeting(HOST, |meeting| meeting.plan.parents_question == crate::proposal::QUESTION);
    let mut host = world.signed_in(HOST).await;
    for (state, said) in [
        (
            State::Draft,
            ["Er is een plan gemaakt voor donderdag 20 mei 2027.", "Als het plan klaar is, vragen we of u ja zegt."]
                .as_slice(),
        ),
        (State::Proposed, &["Er is een plan gemaakt voor donderdag 20 mei 2027."]),
        (State::Agreed, &["De avond is op donderdag 20 mei 2027."]),
        (State::Published, &["De avond is op donderdag 20 mei 2027."]),
        (State::Held, &[]),
        (State::Cancelled, &[]),
    ] {
        set_state(&world, &made, state);
        let news = host.open("/nl/wij").await.all("section[aria-labelledby='news']").concat();
        let all = [
            "Er is een plan gemaakt voor donderdag 20 mei 2027.",
            "Als het plan klaar is",
            "De avond is op donderdag 20 mei",
        ];
        for one in all {
            assert_eq!(news.contains(one), said.iter().any(|said| said.starts_with(one)), "{state}: {one}: {news}");
        }
        assert_eq!(news.is_empty(), said.is_empty(), "{state}: {news}");
    }
}

#[tokio::test]
async fn after_a_no_she_proposes_another_day_with_all_else_as_she_asked_it() {
    let world = World::new();
    let refused = offer(&world, ID, HOST, WORKER);
    let mut host = world.signed_in(HOST).await;
    let nl = Language::dutch();
    let (page, t) = (paths::host_page(nl, &format!("voorstel/{ID}")), &nl.phrases().proposal);
    let again = format!("/nl/wij/voorstel?opnieuw={ID}");
    assert!(!host.open(&page).await.links().contains(&again), "nobody said no yet");
    let mut worker = world.signed_in(WORKER).await;
    worker.open(&format!("/desk/voorstellen/{ID}")).await;
    let form = worker.page.form("Wijs het voorstel af").set("reason", "Onze gespreksleider kan niet.");
    worker.send(form).await;
    for language in Language::written() {
        let said = host.open(&paths::host_page(language, &format!("voorstel/{ID}"))).await.text();
        assert!(said.contains(language.phrases().proposal.another_day.as_str()), "{language}: {said}");
    }
    assert!(host.open(&page).await.links().contains(&again), "{}", host.page.text());
    host.open(&again).await;
    let form = host.page.form(t.send.as_str());
    for (name, value) in [
        ("partner", refused.head.support_id.as_str()),
        ("audience", "mothers"),
        ("expected", "14"),
        ("province", "Utrecht"),
        ("municipality", "Utrecht"),
        ("venue", "Buurthuis De Kade"),
        ("question", crate::proposal::QUESTION),
        ("date_1", ""),
        ("from_1", "19:30"),
        ("date_2", ""),
    ] {
        assert_eq!(form.value(name), value, "{name}");
    }
    let spoken: Vec<&str> =
        form.fields.iter().filter(|(name, _)| name == "languages").map(|(_, value)| value.as_str()).collect();
    assert!(spoken.len() == 2 && spoken.contains(&"ti") && spoken.contains(&"nl"), "{spoken:?}");
    host.send(form.set("date_1", "2027-06-03")).await;
    assert!(host.page.text().contains(nl.phrases().host_done.proposed.as_str()), "{}", host.page.text());
    // What another organisation asked fills nothing in, as what nobody asked.
    let mut stranger = world.signed_in("gast.turks@demo").await;
    let missing = "01990000-0000-7000-8000-000000000000";
    let filled = |form: crate::browser::Form| {
        form.fields.into_iter().filter(|(name, _)| name != "form_token" && name != "id").collect::<Vec<_>>()
    };
    let theirs = filled(stranger.open(&again).await.form(t.send.as_str()));
    let nobodys = filled(stranger.open(&format!("/nl/wij/voorstel?opnieuw={missing}")).await.form(t.send.as_str()));
    let key = |fields: Vec<(String, String)>| -> Vec<(String, String)> {
        fields.into_iter().filter(|(_, value)| !value.starts_with("0")).collect()
    };
    assert_eq!(key(theirs.clone()), key(nobodys));
    assert!(theirs.iter().all(|(_, value)| value != crate::proposal::QUESTION));
}
