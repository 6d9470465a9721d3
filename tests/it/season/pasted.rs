//! Sheets as people have them (werkbladen): headings we do not know, none at all, hours in two columns, and the paste given back.

use super::*;

/// What each cell of the first row holds, but for what is empty.
fn cells(browser: &Browser, columns: &[&str]) -> Vec<String> {
    let form = table(browser);
    columns.iter().map(|column| form.value(&format!("cell-0-{column}")).to_owned()).collect()
}

#[tokio::test]
async fn what_was_pasted_is_given_back_as_it_was_typed_also_after_mending() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let pasted = format!("Datum\tWie\tOrganisatie\n\"31-2-2028\"\tvaders\t{HOST}\n10-5-2028\t\tKoffiekring");
    paste(&mut worker, &pasted, "").await;
    assert_eq!(worker.page.form("Lees de rijen").value("rows").replace("\r\n", "\n"), pasted);
    let form = table(&worker).set("cell-0-date", "11-5-2028");
    worker.send(form).await;
    assert_eq!(worker.page.form("Lees de rijen").value("rows").replace("\r\n", "\n"), pasted, "mended or not");
    assert_eq!(table(&worker).value("cell-0-date"), "11-5-2028");
}

#[tokio::test]
async fn a_column_that_is_not_known_is_asked_for_and_read_as_was_said() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = format!("Datum\tRaadsel\tKosten\tOrganisatie\tUur\n10-5-2028\tHet Zonnehuis\t45\t{HOST}\t10:00-12:00");
    paste(&mut worker, &rows, "").await;
    let said = worker.page.all("#columns").concat();
    assert!(said.contains("Ze doen niet mee: Raadsel, Kosten"), "{said}");
    assert!(said.contains("Wie wat betaalt"), "costs have their own place: {said}");
    let form = worker.page.form("Lees de rijen opnieuw");
    assert_eq!((form.value("place-1"), form.value("place-2")), ("", ""));
    worker.send(form.clone().set("place-1", "venue").set("place-2", "../x")).await;
    assert_eq!(cells(&worker, &["date", "venue", "hours"]), ["10-5-2028", "Het Zonnehuis", "10:00-12:00"]);
    let said = worker.page.all("#columns").concat();
    assert!(said.contains("Ze doen niet mee: Kosten"), "{said}");
    assert_eq!(worker.page.form("Lees de rijen opnieuw").value("place-1"), "venue", "and can be changed");
    // What another column had already is asked for there.
    worker.send(form.set("place-1", "date")).await;
    assert_eq!(cells(&worker, &["date"]), ["Het Zonnehuis"]);
    assert!(worker.page.has("#place-0"), "{}", worker.page.text());
}

#[tokio::test]
async fn rows_without_headings_may_have_begin_and_end_in_two_columns() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (begin, end) in [("10:00", "12:00"), ("10.00 uur", "12.00 uur"), ("1000", "1200")] {
        let row = right_row().replace("10:00-12:00", &format!("{begin}\t{end}"));
        paste(&mut worker, &[row.clone(), row.replace("10 mei", "17 mei")].join("\n"), "").await;
        assert_eq!(worker.page.status, StatusCode::OK, "{begin}: {}", worker.page.text());
        let found = cells(&worker, &["municipality", "venue", "room", "organisation", "kits"]);
        assert_eq!(found, ["Utrecht", "Het Zonnehuis", "3", HOST, "K01"], "{begin}");
        assert!(!worker.page.has("#columns"));
    }
    let form = table(&worker);
    make(&mut worker, form).await;
    let made = made(&world);
    let hours: Vec<String> = made.iter().map(|own| own.plan.ends_at.format("%H:%M").to_string()).collect();
    assert_eq!(hours, ["12:00", "12:00"], "{}", worker.page.text());
}

#[tokio::test]
async fn rows_without_headings_in_another_order_are_guessed_and_the_rest_is_asked() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [10, 17].map(|day| format!("{HOST}\tvaders\tk2\t{day} mei 2028\tHet Zonnehuis\t19:30\t21:30\tnl en ti"));
    paste(&mut worker, &rows.join("\n"), "").await;
    let columns = ["organisation", "audience", "kits", "date", "hours", "languages", "venue"];
    assert_eq!(cells(&worker, &columns), [HOST, "vaders", "k2", "10 mei 2028", "19:30-21:30", "nl en ti", ""]);
    let form = worker.page.form("Lees de rijen opnieuw");
    assert_eq!((form.value("place-0"), form.value("place-4"), form.value("place-5")), ("organisation", "", "begin"));
    worker.send(form.set("place-4", "venue")).await;
    assert_eq!(cells(&worker, &columns)[6], "Het Zonnehuis", "{}", worker.page.text());
    // Names that mean nothing to us above rows with dates are no evening.
    paste(&mut worker, &format!("Alfa\tBeta\n{HOST}\t10-5-2028\n{HOST}\t17-5-2028"), "").await;
    assert_eq!(worker.page.all("ol.season > li").len(), 2);
    assert_eq!(cells(&worker, &["organisation", "date"]), [HOST, "10-5-2028"]);
    assert!(worker.page.text().contains("Kolom \"Alfa\""), "{}", worker.page.text());
}

#[tokio::test]
async fn where_an_evening_is_may_be_a_town_or_a_building() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (place, expected) in [("Utrecht", ["Utrecht", ""]), ("De Brug", ["", "De Brug"])] {
        paste(&mut worker, &format!("Wanneer\tWaar\tMet wie\n10-5-2028\t{place}\t{HOST}"), "").await;
        assert_eq!(cells(&worker, &["municipality", "venue"]), expected, "{place}");
    }
}

#[tokio::test]
async fn what_stands_beyond_the_known_columns_is_asked_for_and_a_guess_gives_way_to_a_sure_name() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let row = format!("{}\tkoffie\tja\t8\tUtrecht\tMidden\tneem stoelen mee", right_row());
    paste(&mut worker, &row, "").await;
    let said = worker.page.all("#columns").concat();
    assert!(said.contains("neem stoelen mee") && said.contains("blijft staan"), "{said}");
    assert_eq!(cells(&worker, &["date", "childcare"]), ["wo 10 mei 2028", "8"]);
    paste(&mut worker, &format!("Datum\tWie\tDoelgroep\tMet\n9-6\tSamira\tvaders\t{HOST}"), "").await;
    assert_eq!(cells(&worker, &["date", "audience"]), ["9-6", "vaders"]);
    assert!(!worker.page.has("#cell-0-date-problem") && worker.page.has("#place-1"), "{}", worker.page.text());
    // The hours are in one column or in two.
    let rows = format!("Datum\tTijd\tRaadsel\tMet\n10-5-2028\t10:00-12:00\t13:00\t{HOST}");
    paste(&mut worker, &rows, "").await;
    let form = worker.page.form("Lees de rijen opnieuw");
    worker.send(form.set("place-2", "begin")).await;
    assert_eq!(cells(&worker, &["hours"]), ["13:00"]);
    assert!(worker.page.has("#place-1"), "{}", worker.page.text());
}

#[tokio::test]
async fn of_two_columns_that_want_one_place_the_answer_that_was_given_last_has_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = format!("Datum\tAlfa\tBeta\tMet\n10-5-2028\tHet Zonnehuis\tDe Kade\t{HOST}");
    for (first, last, expected) in [(2, 1, "Het Zonnehuis"), (1, 2, "De Kade")] {
        paste(&mut worker, &rows, "").await;
        let form = worker.page.form("Lees de rijen opnieuw");
        worker.send(form.set(&format!("place-{first}"), "venue")).await;
        let form = worker.page.form("Lees de rijen opnieuw");
        worker.send(form.set(&format!("place-{last}"), "venue")).await;
        assert_eq!(cells(&worker, &["venue"]), [expected], "the other answer was older");
        let form = worker.page.form("Lees de rijen opnieuw");
        assert_eq!(form.value(&format!("place-{last}")), "venue");
        assert_eq!(form.value(&format!("place-{first}")), "", "and is asked anew");
    }
}

#[tokio::test]
async fn a_row_is_called_by_its_number_in_the_sheet_also_below_empty_rows() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let row = |day: u32| format!("{day}-5-2028\t{HOST}\tHet Zonnehuis\tK01\t10:00-12:00");
    let sheet = format!("Datum\tMet\tPlek\tThema\tTijd\n\n{}\n\t\t\n{}\n{}\nTotaal\t3", row(10), row(32), row(10));
    let numbers = |worker: &Browser| {
        let lines = worker.page.all("ol.season .season-line").into_iter();
        lines.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    paste(&mut worker, &sheet, "").await;
    assert_eq!(numbers(&worker), ["Rij 3", "Rij 5", "Rij 6"]);
    assert!(worker.page.text().contains("Rij 5, Datum"), "{}", worker.page.text());
    assert!(worker.page.all("#cell-0-hours-problem").concat().starts_with("Rij 6 is dan op dezelfde plek"));
    // Also when it was looked at again, and one was taken away.
    let form = table(&worker).set("remove", "0").set("cell-2-date", "11-5-2028");
    worker.send(form).await;
    assert_eq!(numbers(&worker), ["Rij 5", "Rij 6"], "{}", worker.page.text());
    // Without headings the first is the first.
    paste(&mut worker, &format!("{}\n\n{}", right_row(), right_row().replace("10 mei", "17 mei")), "").await;
    assert_eq!(numbers(&worker), ["Rij 1", "Rij 3"]);
}

#[tokio::test]
async fn a_paste_without_headings_that_is_not_understood_says_so_before_it_asks() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let told = "We zien geen rij met kopjes. Zet bovenaan een rij met Datum, Tijd, Gemeente, Plek";
    let headless = format!("{HOST}\tiets\t10-5-2028\n{HOST}\tanders\t17-5-2028");
    for (rows, is_told) in [(headless.clone(), true), (format!("Met\tRaadsel\tDatum\n{headless}"), false)] {
        paste(&mut worker, &rows, "").await;
        let said = worker.page.all("#columns p");
        assert_eq!(said.first().is_some_and(|first| first.starts_with(told)), is_told, "{said:?}");
        assert!(worker.page.has("#columns[open]"));
    }
    paste(&mut worker, &right_row(), "").await;
    assert!(!worker.page.text().contains("We zien geen rij met kopjes"), "it is understood");
}

#[tokio::test]
async fn a_column_of_weekdays_is_passed_over_and_the_date_is_the_column_that_is_called_so() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let told = |worker: &Browser| cells(worker, &["date", "venue", "organisation"]);
    for name in ["Dag", "Day", "Weekdag", "Raadsel", ""] {
        for (first, last) in [(name, "Datum"), ("Datum", name)] {
            let date = |own: &str| if own == "Datum" { "10-5-2028" } else { "wo" };
            let (one, other) = (date(first), date(last));
            let rows = format!("{first}\t{last}\tPlek\tMet\n{one}\t{other}\tDe Brug\t{HOST}");
            paste(&mut worker, &rows, "").await;
            assert_eq!(told(&worker), ["10-5-2028", "De Brug", HOST], "{rows}");
            assert!(!worker.page.has("#columns"), "nothing is asked of it: {rows}");
        }
    }
    // A day that is a date is the date, when nothing is called so.
    paste(&mut worker, &format!("Dag\tPlek\tMet\n10-5-2028\tDe Brug\t{HOST}"), "").await;
    assert_eq!(told(&worker), ["10-5-2028", "De Brug", HOST]);
    // Also where nothing has a name.
    paste(&mut worker, &format!("wo\t{}\nwo\t{}", right_row(), right_row().replace("10 mei", "17 mei")), "").await;
    assert_eq!(told(&worker), ["wo 10 mei 2028", "Het Zonnehuis", HOST]);
    assert!(!worker.page.has("#columns"));
}

#[tokio::test]
async fn what_the_sheet_is_called_above_its_headings_is_passed_over_and_counts_in_the_numbers() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (above, number) in [("Planning voorjaar 2028", 3), ("Planning voorjaar 2028\n", 4), ("A\n\t\nB\n", 6)] {
        let rows = format!("{above}\nDatum\tPlek\tMet\tRaadsel\n10-5-2028\tDe Brug\t{HOST}\tx");
        paste(&mut worker, &rows, "").await;
        assert_eq!(cells(&worker, &["date", "venue", "organisation"]), ["10-5-2028", "De Brug", HOST], "{above:?}");
        let lines = worker.page.all("ol.season .season-line");
        assert!(lines.len() == 1 && lines[0].starts_with(&format!("Rij {number}:")), "{lines:?}");
        assert!(worker.page.text().contains("Kolom \"Raadsel\""), "{}", worker.page.text());
    }
    // Without headings all columns are asked for, also those with nothing in the first row.
    let rows = format!("Planning voorjaar 2028\n{HOST}\t\t10-5-2028\tiets\n{HOST}\tanders\tvolgt\tmeer\tlast");
    paste(&mut worker, &rows, "").await;
    let asked = worker.page.all("#columns label");
    for (at, name) in [HOST, "anders", "10-5-2028", "iets", "last"].into_iter().enumerate() {
        assert!(worker.page.has(&format!("#place-{at}")), "{name}: {asked:?}");
        assert_eq!(asked.get(at).map(String::as_str), Some(format!("Kolom \"{name}\"").as_str()));
    }
    assert_eq!(worker.page.all("ol.season > li").len(), 2, "what it is called is no evening");
}
