//! What can be pasted to break a season (kwaadwillig): formulas, marks of direction, far too much, and other people's things.

use aantafel::schema::organisation;

use super::*;

#[tokio::test]
async fn a_cell_that_looks_like_a_formula_is_text_on_the_page_in_the_evening_and_in_the_sheet() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let formula = "=cmd|' /C calc'!A0<script>";
    paste(&mut worker, &right_row().replace("\t3\t", &format!("\t{formula}\t")), "").await;
    assert!(!worker.page.html().contains("A0<script>"));
    let form = table(&worker);
    assert_eq!(form.value("cell-0-room"), formula);
    make(&mut worker, form).await;
    assert_eq!(made(&world).first().unwrap_or_else(|| panic!("{}", worker.page.text())).plan.room, formula);
    let name = "=HYPERLINK(\"http://x\")";
    let id = world.organisation_of("gastvrouw@demo");
    let row = (organisation::name.eq(name), organisation::name_key.eq("0"));
    let write = |db: &mut store::Db| Ok(diesel::update(organisation::table.find(&id)).set(row).execute(db)?);
    world.database().write_now(write).unwrap();
    worker.open(&format!("{PAGE}/voorbeeld.csv")).await;
    let sheet = worker.page.html();
    assert_eq!(worker.page.header("content-type"), "text/csv; charset=utf-8");
    assert!(sheet.contains("Datum;Tijd;Gemeente;Plek;Zaal;Organisatie;Talen;Voor wie;Thema's"), "{sheet}");
    assert!(sheet.contains("'=HYPERLINK") && !sheet.contains(";=") && !sheet.contains(";\"="), "{sheet}");
    // It is read back as it is, but for the apostrophe.
    paste(&mut worker, &sheet.replace("'=HYPERLINK", "=HYPERLINK"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
}

#[tokio::test]
async fn nothing_that_is_pasted_breaks_the_page() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let wide = "x\t".repeat(10_000);
    let many = format!("{}\n", right_row()).repeat(61);
    let longest = "9".repeat(60_000);
    for rows in [
        "",
        "\n \n\t\t",
        "\"",
        "\"\"\"\t\"",
        "\u{0}\u{202e}12-5-2028\u{2066}\tKoffiekring",
        "datum",
        "datum;datum;organisatie;organisatie\n;;;",
        "Date,Hours\n99999999999999-1-1,99999999:99",
        "\u{660}\u{661}-\u{661}-\u{662}\tx",
        "{{ 7*7 }}\t${7}\t<img src=x onerror=alert(1)>",
        "-2147483648\t--\t00:00-00:00",
        &wide,
        &many,
        &longest,
        &"\u{1f469}\u{200d}".repeat(9_000),
    ] {
        worker.open(PAGE).await;
        let form = worker.page.form("Lees de rijen").set("rows", rows);
        worker.post_files(&form, &[]).await;
        let begin: String = rows.chars().take(30).collect();
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{begin:?}");
        assert!(!worker.page.html().contains("<img src=x") && !worker.page.html().contains('\u{202e}'), "{begin:?}");
        assert!(worker.page.has(".problem"), "{begin:?} {}", worker.page.text());
    }
    worker.open(PAGE).await;
    let form = worker.page.form("Lees de rijen");
    let kilobytes = |number: usize| form.clone().set("rows", &"a b\t".repeat(number * 256));
    worker.post_files(&kilobytes(100), &[]).await;
    assert!(worker.page.text().contains("Dit is te veel tekst"), "{}", worker.page.text());
    worker.post_files(&kilobytes(1_100), &[]).await;
    assert_eq!(worker.page.status, StatusCode::PAYLOAD_TOO_LARGE);
    for at in ["9999999999999999999999", "x", "-1", "../0", "0"] {
        let form = form.clone().add("row", at).add(&format!("cell-{at}-date"), "12-5-2028").set("make", "yes");
        let status = worker.post(&form.action, &form.fields).await.status;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
    }
    for query in ["van=x&van=&seizoen=x", "seizoen=99999999999", "seizoen=2147483647", "seizoen=-2147483648", "%ff=%00"]
    {
        assert_eq!(worker.open(&format!("{PAGE}?{query}")).await.status, StatusCode::OK, "{query}");
    }
    assert!(made(&world).is_empty());
}

#[tokio::test]
async fn a_cell_of_nothing_but_separators_is_answered() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let cells = ["a,".repeat(30_000), ",".repeat(60_000), "K01,".repeat(15_000), "nl en ".repeat(10_000)];
    for cell in &cells {
        let begin: String = cell.chars().take(9).collect();
        for row in [
            right_row().replace("\tK01\t", &format!("\t{cell}\t")),
            right_row().replace("Nederlands en Tigrinya", cell),
        ] {
            worker.open(PAGE).await;
            let form = worker.page.form("Lees de rijen").set("rows", &row);
            worker.post_files(&form, &[]).await;
            assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{begin}");
        }
        paste(&mut worker, &right_row(), "").await;
        let form = table(&worker).set("cell-0-kits", cell);
        worker.post_files(&form, &[]).await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{begin}");
        assert!(worker.page.has("#cell-0-kits-problem"), "{begin}: {}", worker.page.text());
    }
    worker.open(PAGE).await;
    let form = worker.page.form("Lees de rijen").set("rows", &format!("Datum\tWaar\n{}", "a\n".repeat(30_000)));
    worker.post_files(&form, &[]).await;
    assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(worker.page.text().contains("Dit zijn 30000 rijen."), "{}", worker.page.text());
}

#[tokio::test]
async fn sixty_rows_are_taken_and_come_back() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let first: NaiveDate = "2028-01-01".parse().unwrap();
    let row = |day| right_row().replace("wo 10 mei 2028", &(first + Days::new(day)).to_string());
    paste(&mut worker, &(0..60).map(row).collect::<Vec<_>>().join("\n"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    let form = table(&worker).set("make", "yes");
    worker.send_files(form, &[]).await;
    assert!(worker.page.text().contains("De avonden zijn gemaakt"), "{}", worker.page.text());
    assert_eq!(made(&world).len(), 60);
}

#[tokio::test]
async fn whoever_is_not_to_plan_with_is_not_named_and_others_meetings_are_not_taken_over() {
    let world = World::new();
    let id = world.organisation_of("gast.turks@demo");
    let write = |db: &mut store::Db| {
        let hidden = diesel::update(organisation::table.find(&id)).set(organisation::is_admitted.eq(false));
        Ok(hidden.execute(db)?)
    };
    let mut worker = world.signed_in("werker@demo").await;
    let near = right_row().replace(HOST, "Oudervereniging de Tulpentuinn");
    paste(&mut worker, &near, "").await;
    assert!(worker.page.text().contains("Bedoelt u Oudervereniging De Tulpentuin?"), "the broken variant names it");
    world.database().write_now(write).unwrap();
    for (typed, name) in [
        ("Oudervereniging de Tulpentuinn", OTHER_HOST),
        ("Opvoedsteunpunt Het Noorderlich", "Opvoedsteunpunt Het Noorderlicht"),
    ] {
        paste(&mut worker, &right_row().replace(HOST, typed), "").await;
        assert!(worker.page.has("#cell-0-organisation-problem"));
        assert!(!worker.page.html().contains(name), "{name}");
    }
    let theirs = take_room(&world, "2027-05-19 10:00", "elders");
    worker.open(&format!("{PAGE}?van={}", theirs.head.id)).await;
    assert!(worker.page.text().contains("Er zijn geen avonden om mee te nemen"));
    assert!(!worker.page.html().contains(&theirs.plan.working_title));
    paste(&mut worker, &right_row(), theirs.head.id.as_str()).await;
    let said = worker.page.text();
    assert!(said.contains("De avond waarvan u overneemt is er niet"), "{said}");
    assert!(!worker.page.html().contains(&theirs.plan.working_title));
    let form = table(&worker).set("like", theirs.head.id.as_str());
    make(&mut worker, form).await;
    assert!(made(&world).is_empty());
}
