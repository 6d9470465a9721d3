//! What people write (woorden): a part of a name, nothing yet, a meal without its kind, a remark, and cells that were mended.

use super::*;

#[tokio::test]
async fn an_organisation_is_known_by_words_of_its_own_and_asked_for_when_there_are_several() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    paste(&mut worker, &right_row().replace(HOST, "Tulpentuin"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert_eq!(worker.page.all("#cell-0-organisation-taken"), [format!("Dit is {OTHER_HOST}.")]);
    assert_eq!(table(&worker).value("cell-0-organisation"), "Tulpentuin", "what was typed stays");
    let form = table(&worker);
    make(&mut worker, form).await;
    let other = world.organisation_of("gast.turks@demo");
    let hosts: Vec<bool> = made(&world).iter().map(|own| own.head.host_id == other).collect();
    assert_eq!(hosts, [true], "{}", worker.page.text());
    // With another of that name it is asked.
    let id = world.organisation_of("gastvrouw@demo");
    let write = |db: &mut store::Db| {
        use aantafel::schema::organisation;
        let named = (organisation::name.eq("Tulpentuin Oost"), organisation::name_key.eq("tulpentuin oost"));
        Ok(diesel::update(organisation::table.find(&id)).set(named).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    paste(&mut worker, &right_row().replace(HOST, "Tulpentuin").replace("wo 10 mei", "17 mei"), "").await;
    assert!(worker.page.has("#cell-0-organisation-problem"), "{}", worker.page.text());
    for name in [OTHER_HOST, "Tulpentuin Oost"] {
        assert!(worker.page.has(&format!("button[name=fill][value='0/organisation/{name}']")), "{name}");
    }
    let form = table(&worker).set("fill", "all");
    worker.send(form).await;
    assert_eq!(table(&worker).value("cell-0-organisation"), "Tulpentuin", "nobody chooses among them");
}

#[tokio::test]
async fn what_is_not_known_yet_is_no_error_and_a_remark_is_kept_for_both() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let headings = "Datum\tTijd\tGemeente\tPlek\tZaal\tMet\tTaal\tWie\tThema\tNaam\tEten\tTolk\tOppas\tOpmerking";
    let row = format!(
        "10-5-2028\t??\tn.n.b.\tDe Kade\tvolgt\t{HOST}\tnog niet bekend\t?\tK01\tvolgt\tn.n.b.\t??\tvolgt\tstoelen meenemen"
    );
    paste(&mut worker, &format!("{headings}\n{row}"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(!worker.page.has("#columns"), "every heading is known");
    assert_eq!(table(&worker).value("cell-0-room"), "volgt", "what was typed stays");
    let form = table(&worker);
    make(&mut worker, form).await;
    let date: NaiveDate = "2028-05-10".parse().unwrap();
    let made = world.meeting("werker@demo", |own| own.plan.starts_at.date() == date);
    assert_eq!((made.plan.room.as_str(), made.plan.note.as_str()), ("", "stoelen meenemen"));
    assert_eq!(made.plan.working_title, format!("Opvoeden in twee culturen, {HOST}"));
    // A number of somebody is refused beside its cell.
    let row = row.replace("stoelen meenemen", "bel 0612345678").replace("10-5", "17-5");
    paste(&mut worker, &format!("{headings}\n{row}"), "").await;
    assert!(worker.page.has("#cell-0-note-problem"), "{}", worker.page.text());
    assert!(!worker.page.text().contains("??."), "{}", worker.page.text());
}

#[tokio::test]
async fn a_meal_is_asked_which_and_a_code_and_a_question_read_well() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows =
        |food: &str, theme: &str| format!("Datum\tMet\tPlek\tThema\tEten\n10-5-2028\t{HOST}\tDe Kade\t{theme}\t{food}");
    for food in ["soep", "samen", "warm eten"] {
        paste(&mut worker, &rows(food, "K01"), "").await;
        assert!(worker.page.has("#cell-0-food-problem"), "{food}: {}", worker.page.text());
        assert_eq!(worker.page.all("button[name=fill]").len(), 4, "{food}");
    }
    let form = table(&worker).set("fill", "0/food/Een maaltijd, halal");
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert_eq!(worker.page.all("#cell-0-kits-taken"), ["K01 Opvoeden in twee culturen"], "what the code stands for");
    // Names of themes end with a question mark of their own.
    paste(&mut worker, &rows("koffie", "puberteit wat verandert err"), "").await;
    let said = worker.page.all("#cell-0-kits-problem").concat();
    assert!(said.contains("Bedoelt u K02") && said.ends_with("verandert er?") && !said.contains("??"), "{said}");
    paste(&mut worker, &rows("koffie", "vrienden en sociale media"), "").await;
    let said = worker.page.all("#cell-0-kits-problem").concat();
    assert!(said.contains("Het thema vrienden en sociale media kennen we niet"), "all that is meant: {said}");
}

#[tokio::test]
async fn cells_that_were_mended_stay_when_a_column_is_answered() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let row = |day: u32| format!("{day}-5-2028\tHet Zonnehuis\t{HOST}\tK01\tUtrecht");
    let rows = format!("Datum\tRaadsel\tOrganisatie\tThema\tGemeente\n{}\n{}\n{}", row(32), row(17), row(18));
    paste(&mut worker, &rows, "").await;
    let form = table(&worker).set("cell-0-date", "10-5-2028").set("cell-1-venue", "De Kade").set("remove", "2");
    worker.send(form).await;
    assert!(worker.page.has("#columns"), "it is still asked");
    let form = table(&worker).set("cell-0-title", "Seizoen 1").set("place-1", "venue").set("make", "yes");
    worker.send(form).await;
    assert!(made(&world).is_empty(), "what the answer makes of the rows is seen first");
    let form = table(&worker);
    let cell = |at: usize, column: &str| form.value(&format!("cell-{at}-{column}")).to_owned();
    assert_eq!([cell(0, "date"), cell(0, "title")], ["10-5-2028", "Seizoen 1"], "mended");
    assert_eq!([cell(0, "venue"), cell(1, "venue")], ["Het Zonnehuis", "De Kade"], "untouched, and mended");
    assert_eq!(cell(2, "date"), "", "what was taken away stays away");
    // And back: the answer is taken back, the mended cells stay.
    worker.send(form.set("place-1", "")).await;
    let form = table(&worker);
    assert_eq!([form.value("cell-0-venue"), form.value("cell-1-venue")], ["", "De Kade"]);
    worker.send(form.set("remove", "0").set("place-1", "room")).await;
    let form = table(&worker);
    assert_eq!(
        [form.value("cell-0-date"), form.value("cell-0-room")],
        ["17-5-2028", "Het Zonnehuis"],
        "each its own row"
    );
}

#[tokio::test]
async fn a_row_of_sums_is_no_evening() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    paste(&mut worker, &format!("{}\nTotaal\t1 avond\t€ 640", right_row()), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(worker.page.has("#row-0") && !worker.page.has("#row-1"), "{}", worker.page.text());
}

#[tokio::test]
async fn a_date_that_is_open_is_told_what_to_do_and_unknown_words_have_the_likeliest_beside_them() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = |date: &str, audience: &str, food: &str| {
        format!("Datum\tMet\tPlek\tThema\tWie\tEten\n{date}\t{HOST}\tDe Kade\tK01\t{audience}\t{food}")
    };
    paste(&mut worker, &rows("n.n.b.", "", ""), "").await;
    let said = worker.page.all("#cell-0-date-problem").concat();
    assert!(said.contains("heeft een datum nodig") && said.contains("plan hem later"), "{said}");
    for (audience, expected) in [("alleenstaande moeders", "Moeders"), ("Eritrese ouders", "Vaders en moeders samen")] {
        paste(&mut worker, &rows("10-5-2028", audience, ""), "").await;
        assert_eq!(worker.page.status, StatusCode::OK, "{audience}: {}", worker.page.text());
        assert_eq!(worker.page.all("#cell-0-audience-taken"), [format!("Dit is {expected}.")]);
    }
    paste(&mut worker, &rows("10-5-2028", "koningen en vaders", "tapas"), "").await;
    let offered = |column: &str| {
        let form = |name: &&str| worker.page.has(&format!("button[value='0/{column}/{name}']"));
        let names = ["Vaders", "Vaders en moeders samen", "Moeders", "Hulpverleners", "Koffie en thee", "Geen eten"];
        names.into_iter().filter(form).collect::<Vec<_>>()
    };
    assert_eq!(offered("audience"), ["Vaders", "Vaders en moeders samen", "Moeders"], "{}", worker.page.html());
    assert!(offered("food").contains(&"Koffie en thee"), "{}", worker.page.html());
    assert_eq!(worker.page.all("button[name=fill]").len(), 6, "three for each, and none is filled in unasked");
}
