//! What many rows have alike (gelijk), what is understood of a cell, and a sheet that comes twice.

use super::*;

#[tokio::test]
async fn the_same_trouble_in_many_rows_is_told_once_with_their_numbers_and_answered_once() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let row = |day: u32, host: &str| format!("{day}-5-2028\tHet Zonnehuis\t{day}\t{host}\tK01\tSeizoen {day}\n");
    let rows: Vec<String> =
        [(9, "koffiekring jebenna"), (10, HOST), (11, "koffiekring jebenna"), (12, "Niemand Kent Ons")]
            .map(|(day, host)| row(day, host))
            .into();
    let text = format!(
        "Datum\tPlek\tZaal\tOrganisatie\tThema\tNaam\n{}31-2-2028\tHet Zonnehuis\t9\t{HOST}\tK01\tx",
        rows.concat()
    );
    paste(&mut worker, &text, "").await;
    let said = worker.page.all(".note-stop li");
    let told = "Rij 2, 4, Organisatie: Deze naam kennen we niet. Bedoelt u Koffiekring De Jebena?";
    assert_eq!(said.iter().filter(|line| line.contains(told)).count(), 1, "{said:?}");
    assert_eq!(said.len(), 3, "that, another name and a date: {said:?}");
    for at in [0, 2, 3] {
        assert!(worker.page.has(&format!("#cell-{at}-organisation-problem")), "the cell keeps its mark: {at}");
    }
    assert_eq!(worker.page.all(".alike").len(), 1);
    assert!(worker.page.has(&format!(".alike button[value='0,2/organisation/{HOST}']")), "{}", worker.page.html());
    let form = table(&worker).set("fill", &format!("0,2/organisation/{HOST}"));
    worker.send(form).await;
    let form = table(&worker);
    let hosts: Vec<&str> = (0..4).map(|at| form.value(&format!("cell-{at}-organisation"))).collect();
    assert_eq!(hosts, [HOST, HOST, HOST, "Niemand Kent Ons"]);
    // Beside another word each cell has an answer of its own.
    let row = |day: u32, spoken: &str| format!("{day}-5-2028\tDe Kade\t{HOST}\tK01\t{spoken}\n");
    let rows = [row(9, "nl, Arabich"), row(10, "Arabich")].concat();
    paste(&mut worker, &format!("Datum\tPlek\tOrganisatie\tThema\tTaal\n{rows}"), "").await;
    assert!(worker.page.text().contains("Rij 2, 3, Talen: De taal Arabich"), "{}", worker.page.text());
    assert!(!worker.page.has(".alike") && worker.page.has("button[value='0/languages/nl, Arabisch']"));
}

#[tokio::test]
async fn hours_in_words_are_taken_and_the_row_says_which() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (typed, said) in
        [("half acht tot half tien", "19.30–21.30"), ("7.30-9.30 pm", "19.30–21.30"), ("7-9", "19.00–21.00")]
    {
        paste(&mut worker, &right_row().replace("10:00-12:00", typed), "").await;
        assert_eq!(worker.page.status, StatusCode::OK, "{typed}: {}", worker.page.text());
        let taken = worker.page.all("#cell-0-hours-taken").concat();
        assert!(taken.contains(said), "{typed}: {taken}");
        assert!(worker.page.all(".season-line").concat().contains(said), "{typed}");
    }
    paste(&mut worker, &right_row(), "").await;
    assert!(!worker.page.has("#cell-0-hours-taken"), "what stands as it is, is not said again");
    paste(&mut worker, &right_row().replace("10:00-12:00", "half dertien"), "").await;
    assert!(worker.page.has("#cell-0-hours-problem"));
    let form = table(&worker).set("cell-0-hours", "half acht tot half tien");
    make(&mut worker, form).await;
    let hours = made(&world)[0].plan.starts_at.time().to_string();
    assert_eq!(hours, "19:30:00");
}

#[tokio::test]
async fn themes_that_take_longer_than_the_evening_are_told_softly_as_on_the_evening_itself() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let told = "duren samen";
    paste(&mut worker, &right_row(), "").await;
    assert!(!worker.page.text().contains(told), "{}", worker.page.text());
    paste(&mut worker, &right_row().replace("K01", "K01, K02"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK);
    let said = worker.page.all("#row-0 .note-quiet").concat();
    assert!(said.contains(told) && worker.page.has("#row-0 details[open]"), "{said}");
    let form = table(&worker);
    make(&mut worker, form).await;
    let own = &made(&world)[0];
    worker.open(&format!("/desk/meetings/{}", own.head.id)).await;
    assert!(worker.page.text().contains(&said[said.find("Deze").unwrap()..said.find(told).unwrap()]), "{said}");
}

#[tokio::test]
async fn not_applicable_is_nothing_and_grandmothers_are_told_whom_they_were_taken_for() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    paste(&mut worker, &right_row().replace("\t3\t", "\tn.v.t.\t").replace("Moeders", "Oma's"), "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(worker.page.all("#cell-0-audience-taken").concat().contains("Moeders"), "{}", worker.page.text());
    let form = table(&worker);
    make(&mut worker, form).await;
    let own = &made(&world)[0];
    assert_eq!((own.plan.room.as_str(), own.plan.audience.code()), ("", "mothers"));
}

#[tokio::test]
async fn a_sheet_that_comes_twice_makes_no_second_drafts_unsaid() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows: String = (9..15).map(|day| right_row().replace("wo 10 mei", &format!("{day} mei")) + "\n").collect();
    paste(&mut worker, &rows, "").await;
    let form = table(&worker);
    make(&mut worker, form.clone()).await;
    assert!(worker.page.text().contains("De avonden zijn gemaakt"), "{}", worker.page.text());
    let whole = made(&world).len();
    assert_eq!(whole, 6);
    // Back, and the same button once more.
    make(&mut worker, form.clone()).await;
    assert_eq!((worker.page.status, made(&world).len()), (StatusCode::OK, whole), "{}", worker.page.text());
    assert!(worker.page.text().contains("De avonden zijn gemaakt"), "{}", worker.page.text());
    // Back, with another word in a cell: it is said that they are there, with where.
    make(&mut worker, form.clone().set("cell-0-title", "Seizoen anders")).await;
    assert_eq!((worker.page.status, made(&world).len()), (StatusCode::CONFLICT, whole));
    assert!(worker.page.has(".note-warn[role=alert] a"), "{}", worker.page.text());
    // The same sheet anew, in a room and without one, and with the tick that it is known.
    for rows in [rows.clone(), rows.replace("\t3\t", "\t\t"), rows.replace("Het Zonnehuis\t3", "Elders\t")] {
        paste(&mut worker, &rows, "").await;
        let is_told = worker.page.all(".season .problem, .season .note").concat();
        assert!(is_told.contains("U heeft") || is_told.contains("U bent hier dan al"), "{}", worker.page.text());
        let form = worker.page.form("Maak alle avonden");
        make(&mut worker, form).await;
        assert_eq!((worker.page.status, made(&world).len()), (StatusCode::UNPROCESSABLE_ENTITY, whole), "{rows}");
    }
}
