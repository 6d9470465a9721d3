//! Files that are no files of holidays (vreemde bestanden): refused with the line and the reason, in a sentence, never broken.

use super::*;

/// What a file is refused with, and that nothing came of it.
async fn refused(world: &World, browser: &mut Browser, bytes: &[u8]) -> String {
    let before = holidays(world);
    let page = send_file(browser, bytes).await;
    assert_eq!(page.status.as_u16(), 422, "{}", page.text());
    assert_eq!(holidays(world), before);
    page.all("main .note-stop li").join(" | ")
}

#[tokio::test]
async fn a_wrong_row_of_a_file_is_told_with_its_line_and_why() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let with = |at: usize, row: Row| {
        let mut rows = NEXT.to_vec();
        rows[at] = row;
        file(&rows)
    };
    for (text, said) in [
        // A day as somebody reads it who forgets that Dutch midnight is the evening before in UTC.
        (
            with(4, (NEXT[4].0, "zuid", "2031-07-04", "2031-08-16")),
            "Regel 20: Zomervakantie Zuid, 2030-2031: begint op vrijdag",
        ),
        (
            with(1, (NEXT[1].0, "zuid", NEXT[1].2, "2031-02-04T23:00:00.000Z")),
            "Regel 8: Kerstvakantie Zuid, 2030-2031: duurt 47 dagen",
        ),
        (with(0, (NEXT[0].0, "oost", NEXT[0].2, NEXT[0].3)), "Regel 4: oost is geen regio"),
        (with(0, (NEXT[0].0, "zuid", "18 oktober", NEXT[0].3)), "Regel 4: 18 oktober is geen dag"),
        (with(2, ("Herfstvakantie", "zuid", NEXT[1].2, NEXT[1].3)), "Regel 12: Deze vakantie stond al op regel 4"),
        (file(&NEXT).replace("2030-2031", "2030-2033"), "Regel 1: 2030-2033 is geen schooljaar"),
        (file(&NEXT).replace("2030-2031", "2010-2011").replace("203", "201"), "Schooljaren die voorbij zijn"),
    ] {
        let shown = refused(&world, &mut coordinator, text.as_bytes()).await;
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let unknown = with(0, ("Sneeuwvakantie", "zuid", NEXT[0].2, NEXT[0].3));
    let page = send_file(&mut coordinator, unknown.as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Regel 4: Sneeuwvakantie kennen we niet, en is overgeslagen."), "{}", page.text());
}

#[tokio::test]
async fn a_hostile_file_is_refused_in_a_sentence() {
    let world = World::new();
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let good = file(&NEXT);
    let files: [(Vec<u8>, &str); 8] = [
        (Vec::new(), "Kies eerst een bestand"),
        ("[".repeat(500_000).into_bytes(), "regel 1"),
        (format!("{{\"x\": {}", "{\"x\":".repeat(150_000)).into_bytes(), "regel 1"),
        (good.as_bytes()[..good.len() / 2].to_vec(), "geen JSON, of het is niet heel"),
        (good.replace("\"2031-07-04T22:00:00.000Z\"", "20310704").into_bytes(), "Op regel 20 staat iets anders"),
        (b"{\"content\": {}}".to_vec(), "Op regel 1 staat iets anders"),
        (b"{}".to_vec(), "geen bestand met schoolvakanties"),
        (vec![0xff, 0xfe, 0x5b, 0x00], "kunnen we niet lezen"),
    ];
    for (bytes, said) in files {
        let shown = refused(&world, &mut coordinator, &bytes).await;
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let huge = format!("{}{}", good, " ".repeat(2_000_000));
    let page = send_file(&mut coordinator, huge.as_bytes()).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
    let named = file(&[("Zomervakantie\\u003cb\\u003e", "zuid<script>", NEXT[4].2, NEXT[4].3)]);
    let shown = refused(&world, &mut coordinator, named.as_bytes()).await;
    assert!(shown.contains("zuid<script> is geen regio"), "as text: {shown}");
}

#[tokio::test]
async fn what_somebody_writes_into_the_hidden_fields_is_checked_like_everything_else() {
    let world = World::new();
    let before = holidays(&world);
    let mut coordinator = world.signed_in("coordinator@demo").await;
    let form = moved(&mut coordinator, YEAR, "zomer-noord", "2027-07-03", "2027-08-15").await;
    let page = coordinator.send(form).await.clone();
    for (name, value) in [
        ("row", "2026-2027 zomer noord 2027-07-04 2027-08-15 vast"),
        ("row", "2026-2027 zomer noord 0001-01-01 9999-12-31 vast"),
        ("row", "2026-2027 zomer noord -9999-01-01 2027-08-15 vast"),
        ("row", "niets"),
        ("gone", "niets"),
        ("year", "niets"),
        ("sheet", "niets"),
        ("seen", "niets"),
    ] {
        let page = coordinator.send(page.form(SAVE).set(name, value)).await.clone();
        assert!(!page.status.is_server_error(), "{name} {value}");
        assert_eq!(holidays(&world), before, "{name} {value}");
    }
    coordinator.send(page.form(SAVE)).await;
    assert_ne!(holidays(&world), before, "and as it stood there, it is saved");
}
