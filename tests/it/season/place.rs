//! Where an evening is (plek): a building and its town in one cell, a town that nobody said, and one that nobody knows.

use super::*;

fn cell<'a>(form: &'a Form, column: &str) -> &'a str {
    form.value(&format!("cell-0-{column}"))
}

#[tokio::test]
async fn a_building_and_its_town_may_stand_in_one_cell() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for typed in
        ["De Brug, Nijmegen", "Nijmegen, De Brug", "De Brug (Nijmegen)", "De Brug in Nijmegen", "De Brug - nijmegen"]
    {
        for heading in ["Plek", "Gemeente"] {
            paste(&mut worker, &format!("Datum\tMet\t{heading}\n10-5-2028\t{HOST}\t{typed}"), "").await;
            let form = table(&worker);
            assert_eq!(cell(&form, "municipality").to_lowercase(), "nijmegen", "{heading}: {typed}");
            assert_eq!(cell(&form, "venue"), "De Brug", "{heading}: {typed}");
            assert!(!worker.page.has("#cell-0-municipality-taken"), "{heading}: {typed}");
            assert!(!worker.page.has("#cell-0-province-problem"), "we know its province: {}", worker.page.text());
            assert!(worker.page.has("#cell-0-region-problem"), "and have its region confirmed");
        }
    }
    // Also where it is mended; a town that was said stays, and what is no town is all building.
    let form = table(&worker);
    worker.send(form.clone().set("cell-0-municipality", "").set("cell-0-venue", "Het Honk, Tiel")).await;
    let mended = table(&worker);
    assert_eq!((cell(&mended, "municipality"), cell(&mended, "venue")), ("Tiel", "Het Honk"));
    for (town, venue) in [("Utrecht", "Het Honk, Tiel"), ("", "Het Honk, zaal boven"), ("", "Tiel, Nijmegen")] {
        worker.send(form.clone().set("cell-0-municipality", town).set("cell-0-venue", venue)).await;
        let mended = table(&worker);
        assert_eq!((cell(&mended, "municipality"), cell(&mended, "venue")), (town, venue));
    }
}

#[tokio::test]
async fn a_town_that_nobody_said_is_the_partners_and_the_row_says_so() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let taken = |worker: &Browser| worker.page.all("#cell-0-municipality-taken");
    let rows = format!("Datum\tMet\tPlek\tThema\n10-5-2028\t{HOST}\tDe Brug\tK01");
    paste(&mut worker, &rows, "").await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert_eq!(taken(&worker), [format!("Geen gemeente ingevuld. Wij nemen Utrecht, van {HOST}.")]);
    assert!(worker.page.has("#row-0 details[open]"), "what is said is seen");
    // Not where it is said, nor where it is that of the evening that the row is like.
    let form = table(&worker);
    worker.send(form.set("cell-0-municipality", "Utrecht")).await;
    assert!(taken(&worker).is_empty());
    paste(&mut worker, &rows, source(&world).head.id.as_str()).await;
    assert!(taken(&worker).is_empty(), "{}", worker.page.text());
}

#[tokio::test]
async fn a_town_that_nobody_knows_is_named_and_a_near_one_is_offered() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let said = |worker: &Browser| worker.page.all("#cell-0-municipality-problem").concat();
    paste(&mut worker, &right_row().replace("\tUtrecht\t", "\tZeist\t"), "").await;
    let unknown = "Gemeente Zeist kennen we niet. Schrijf de provincie erbij, of verbeter de gemeente.";
    assert_eq!(said(&worker), unknown);
    let form = table(&worker);
    worker.send(form.clone().set("cell-0-province", "utrecht")).await;
    assert_eq!(said(&worker), "", "the province was added");
    worker.send(form.set("cell-0-municipality", "Nijmege")).await;
    assert!(said(&worker).contains("Nijmege kennen we niet. Bedoelt u Nijmegen?"), "{}", worker.page.text());
    let offered = worker.page.all("#row-0 .cells button[name=fill]");
    assert_eq!(offered, ["Vul in: Nijmegen"]);
    let form = table(&worker);
    worker.send(form.set("fill", "0/municipality/Nijmegen")).await;
    assert_eq!((said(&worker), cell(&table(&worker), "municipality")), (String::new(), "Nijmegen"));
}

#[tokio::test]
async fn two_towns_in_one_cell_are_asked_and_a_town_with_its_province_is_taken() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (heading, column) in [("Plek", "venue"), ("Gemeente", "municipality")] {
        paste(&mut worker, &format!("Datum\tMet\t{heading}\tThema\n10-5-2028\t{HOST}\tTiel, Utrecht\tK01"), "").await;
        assert_eq!(worker.page.status, StatusCode::UNPROCESSABLE_ENTITY, "{heading}");
        let said = worker.page.all(&format!("#cell-0-{column}-problem")).concat();
        assert!(said.contains("Tiel, Utrecht: dit zijn twee gemeenten"), "{heading}: {}", worker.page.text());
        for town in ["Tiel", "Utrecht"] {
            assert!(worker.page.has(&format!("button[value='0/{column}/{town}']")), "{heading}: {town}");
        }
        let form = table(&worker).set("fill", &format!("0/{column}/Tiel"));
        worker.send(form).await;
        let form = table(&worker);
        assert_eq!((cell(&form, "municipality"), cell(&form, "venue")), ("Tiel", ""), "{heading}");
        paste(&mut worker, &format!("Datum\tMet\t{heading}\tThema\n10-5-2028\t{HOST}\tTiel, gelderland\tK01"), "")
            .await;
        let form = table(&worker);
        let read = ["municipality", "province", "venue"].map(|column| cell(&form, column));
        assert_eq!(read, ["Tiel", "Gelderland", ""], "{heading}");
    }
}
