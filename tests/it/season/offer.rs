//! What was probably meant (voorstel): a button beside the cell fills it in, and another does so for all rows.

use super::*;

#[tokio::test]
async fn a_name_that_is_nearly_right_is_filled_in_with_a_button() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let wrong = right_row().replace(HOST, "koffiekring jebenna").replace("Tigrinya", "Tigrynia");
    paste(&mut worker, &wrong.replace("K01", "Opvoeden in twee cultuuren"), "").await;
    assert!(worker.page.text().contains("Vul in: Koffiekring De Jebena"), "{}", worker.page.text());
    let button = format!("button[name=fill][value='0/organisation/{HOST}'][formaction='{PAGE}#row-0']");
    assert!(worker.page.has(&button), "{}", worker.page.html());
    let form = table(&worker).set("fill", &format!("0/organisation/{HOST}"));
    worker.send(form).await;
    assert_eq!(table(&worker).value("cell-0-organisation"), HOST);
    assert!(!worker.page.has("#cell-0-organisation-problem") && worker.page.has("#cell-0-languages-problem"));
    let form = table(&worker).set("fill", "all");
    worker.send(form).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    let form = table(&worker);
    let filled = ["languages", "kits"].map(|column| form.value(&format!("cell-0-{column}")).to_owned());
    assert_eq!(filled, ["Nederlands en Tigrinya", "K01"], "only what was wrong in the cell is changed");
    make(&mut worker, form).await;
    assert_eq!(made(&world).len(), 1, "{}", worker.page.text());
}

#[tokio::test]
async fn a_plain_yes_for_childcare_is_offered_a_number_and_what_is_no_offer_changes_nothing() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        format!("Datum\tOrganisatie\tOppas\n10-5-2028\t{HOST}\tja"),
        format!("17-5-2028\t{HOST}\tja"),
        format!("18-5-2028\t{HOST}\tnee"),
    ];
    paste(&mut worker, &rows.join("\n"), "").await;
    assert_eq!(
        worker.page.all("button[name=fill]").len(),
        4,
        "two rows, and both at once, among all or among those alike"
    );
    for fill in ["", "0", "0/childcare", "7/childcare/3", "0/nothing/3", "//", "x/../all"] {
        let form = table(&worker).set("fill", fill);
        worker.send(form).await;
        assert_eq!(table(&worker).value("cell-0-childcare"), "ja", "{fill}");
    }
    let form = table(&worker).set("fill", "all");
    worker.send(form).await;
    let form = table(&worker);
    let cells = [0, 1, 2].map(|at| form.value(&format!("cell-{at}-childcare")).to_owned());
    assert_eq!(cells, ["10", "10", "nee"]);
}

#[tokio::test]
async fn a_theme_in_words_of_ones_own_has_the_likeliest_beside_it() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = format!("datum\torganisatie\tthema\tnaam\n10 mei 2028\t{HOST}\top vakantie en terug\tSeizoen 1");
    paste(&mut worker, &rows, source(&world).head.id.as_str()).await;
    let said = "Dit thema kennen we niet: op vakantie en terug";
    assert!(worker.page.all("#cell-0-kits-problem").concat().starts_with(said), "{}", worker.page.text());
    let theme = "K06 Met vakantie en weer terug: wat zegt de wet?";
    let offers = worker.page.all("button[name=fill]");
    assert_eq!(offers.len(), 2, "two themes have words of it: {offers:?}");
    assert_eq!(offers[0], format!("Vul in: {theme}"), "and this has the most");
    let form = table(&worker).set("fill", &format!("0/kits/{theme}"));
    worker.send(form).await;
    let form = table(&worker);
    assert_eq!(form.value("cell-0-kits"), theme);
    make(&mut worker, form).await;
    let made = made(&world);
    assert_eq!(made.len(), 1, "{}", worker.page.text());
    assert_eq!(made[0].kits.iter().map(|kit| kit.slug.as_str()).collect::<Vec<_>>(), ["met-vakantie-en-weer-terug"]);
}
