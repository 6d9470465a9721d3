//! For whom, about what, and what is seen to (verzorging): in people's own words, kept where a single plan keeps it.

use aantafel::domain::plan::{Food, MeetingAudience};
use aantafel::domain::task::TaskItem;

use super::*;

const HEADINGS: &str = "Datum\tTijd\tGemeente\tPlek\tZaal\tMet wie\tTaal\tWie\tOnderwerp\tEten\tTolk\tOppas\tNaam";

fn row(day: u32, cells: [&str; 5]) -> String {
    let [audience, theme, food, interpreter, childcare] = cells;
    let care = format!("{audience}\t{theme}\t{food}\t{interpreter}\t{childcare}");
    format!("{day}-5-2028\t10:00-12:00\tUtrecht\tHet Zonnehuis\t{day}\t{HOST}\tnl, ti\t{care}\tSeizoen {day}")
}

async fn read(browser: &mut Browser, rows: &[String]) {
    paste(browser, &format!("{HEADINGS}\n{}", rows.join("\n")), "").await;
}

#[tokio::test]
async fn food_interpreter_and_childcare_of_a_row_are_those_of_the_evening_and_of_its_list() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        row(10, ["", "K01", "Halal maaltijd", "ja", "max. 8 kinderen"]),
        row(11, ["", "K01", "geen", "nee", "nee"]),
        row(12, ["", "K01", "", "", ""]),
        row(15, ["", "K01", "", "Tigrinya", ""]).replace("nl, ti", "nl"),
        row(16, ["", "K01", "", "", ""]).replace("nl, ti", "nl"),
    ];
    read(&mut worker, &rows).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(!worker.page.has("#columns"), "every heading is known");
    assert!(
        worker.page.has("#cell-2-food[placeholder='Koffie en thee']")
            && worker.page.has("#cell-2-interpreter[placeholder=ja]")
    );
    let form = table(&worker);
    make(&mut worker, form).await;
    let (made, scope) = (made(&world), world.scope_of("werker@demo"));
    let kept = |own: &Meeting| {
        let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, own)).unwrap();
        let needs = |item| list.iter().any(|task| task.item == item && task.is_needed);
        let needs = [TaskItem::Food, TaskItem::Interpreter, TaskItem::Childcare].map(needs);
        (own.plan.food, own.plan.childcare_places, needs)
    };
    let expected = [
        (Food::MealHalal, 8, [true, true, true]),
        (Food::None, 0, [false, false, false]),
        (Food::Drinks, 0, [true, true, false]),
        (Food::Drinks, 0, [true, true, false]),
        (Food::Drinks, 0, [true, false, false]),
    ];
    assert_eq!(made.iter().map(kept).collect::<Vec<_>>(), expected, "{}", worker.page.text());
}

#[tokio::test]
async fn what_a_row_says_goes_before_the_list_of_the_evening_that_it_is_like() {
    let world = World::new();
    let source = source(&world);
    // Its list says that nobody sees to the food.
    let mut worker = series::changed_list(&world, &source).await;
    let rows = [row(10, ["", "", "vega", "nee", "6"]), row(11, ["", "", "", "", ""])];
    paste(&mut worker, &format!("{HEADINGS}\n{}", rows.join("\n")), source.head.id.as_str()).await;
    let form = table(&worker);
    make(&mut worker, form).await;
    let made = made(&world);
    assert_eq!(made.len(), 2, "{}", worker.page.text());
    let scope = world.scope_of("werker@demo");
    let needs = |own: &Meeting, item| {
        let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, own)).unwrap();
        list.iter().any(|task| task.item == item && task.is_needed)
    };
    assert!(needs(&made[0], TaskItem::Food) && !needs(&made[1], TaskItem::Food));
    assert!(!needs(&made[0], TaskItem::Interpreter) && needs(&made[0], TaskItem::Childcare));
    assert_eq!((made[0].plan.food, made[0].plan.childcare_places), (Food::MealVegetarian, 6));
    assert_eq!((made[1].plan.food, made[1].plan.childcare_places), (source.plan.food, source.plan.childcare_places));
}

#[tokio::test]
async fn an_interpreter_of_whom_nothing_is_known_is_still_to_be_found() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = format!("Datum\tMet\tTaal\tThema\tNaam\tTolk\n10-5-2028\t{HOST}\tNederlands\tK01\tSeizoen 1\ttbd");
    paste(&mut worker, &rows, source(&world).head.id.as_str()).await;
    let taken = worker.page.all("#cell-0-interpreter-taken");
    assert_eq!(taken, ["Nog niet bekend. In het concept staat nu: ja"], "{}", worker.page.text());
    let form = table(&worker);
    make(&mut worker, form).await;
    let made = made(&world);
    assert_eq!(made.len(), 1, "{}", worker.page.text());
    assert!(!TaskItem::Interpreter.is_asked(&made[0].plan), "one language asks for none by itself");
    let scope = world.scope_of("werker@demo");
    let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, &made[0])).unwrap();
    assert!(list.iter().any(|task| task.item == TaskItem::Interpreter && task.is_open()));
}

#[tokio::test]
async fn a_meal_that_does_not_fit_the_fast_is_told_at_its_row() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let unfit = "Deze maaltijd past niet bij de vasten van die dag";
    // A Wednesday, on which the community of this host fasts.
    for (food, is_told) in [("halal", true), ("vastenmaaltijd", false), ("koffie", false)] {
        read(&mut worker, &[row(14, ["", "K01", food, "", ""]).replace("14-5", "14-6")]).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
        assert_eq!(worker.page.text().contains(unfit), is_told, "{food}: {}", worker.page.text());
        assert_eq!(worker.page.all("ol.season summary").concat().contains("Let op"), is_told, "{food}");
    }
}

#[tokio::test]
async fn what_is_no_food_no_yes_and_no_number_is_asked_back() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    read(&mut worker, &[row(10, ["", "K01", "", "", ""])]).await;
    let form = table(&worker);
    for (column, typed) in [
        ("food", "ja"),
        ("food", "€ 45"),
        ("interpreter", "misschien Haile"),
        ("childcare", "misschien"),
        ("childcare", "ja"),
        ("childcare", "101"),
        ("childcare", "6-8"),
        ("childcare", "kinderen tot 12 jaar"),
        ("childcare", "€ 45"),
        ("childcare", "ja, zaal 2"),
    ] {
        let cell = format!("cell-0-{column}");
        make(&mut worker, form.clone().set(&cell, typed)).await;
        assert!(worker.page.has(&format!("#{cell}-problem")), "{column} {typed}: {}", worker.page.text());
        assert_eq!(table(&worker).value(&cell), typed, "what was typed stays");
    }
    assert!(made(&world).is_empty());
}

#[tokio::test]
async fn an_interpreter_who_is_named_is_needed() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let told = "kennen we nog niet";
    let typed = [("Saba T.", true), ("ja, Samira", true), ("ja, Tigrinya", false), ("yes", false), (",", false)];
    for (cell, is_told) in typed {
        read(&mut worker, &[row(10, ["", "K01", "", cell, ""])]).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{cell}: {}", worker.page.text());
        assert_eq!(worker.page.text().contains(told), is_told, "{cell}: {}", worker.page.text());
    }
    // Only Dutch is spoken: without a word of it nobody looks for one.
    let rows = [(10, "Saba T."), (11, ","), (12, "ja, Tigrinya")];
    let rows = rows.map(|(day, cell)| row(day, ["", "K01", "", cell, ""]).replace("nl, ti", "nl"));
    read(&mut worker, &rows).await;
    let form = table(&worker);
    make(&mut worker, form).await;
    let (made, scope) = (made(&world), world.scope_of("werker@demo"));
    let needs = |own: &Meeting| {
        let list = world.database().read_now(|db| store::task::of_meeting(db, &scope, own)).unwrap();
        list.iter().any(|task| task.item == TaskItem::Interpreter && task.is_needed)
    };
    assert_eq!(made.iter().map(needs).collect::<Vec<_>>(), [true, false, true], "{}", worker.page.text());
}

#[tokio::test]
async fn what_is_offered_replaces_the_part_that_was_meant_and_the_whole_of_a_cut_name() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for (cell, offered) in [
        ("vrienden en sociale media", "K03"),
        ("K01, vrienden en sociale media", "K01, K03"),
        ("K01 Opvoeden in twee culturen, Opvoeden in twee cultuur", "K01 Opvoeden in twee culturen, K01"),
    ] {
        read(&mut worker, &[row(10, ["", cell, "", "", ""])]).await;
        assert!(worker.page.has(&format!("button[value='0/kits/{offered}']")), "{cell}: {}", worker.page.text());
    }
    read(&mut worker, &[row(10, ["", "K01", "", "", ""]).replace("nl, ti", "Arabisch, Arabis")]).await;
    assert!(worker.page.has("button[value='0/languages/Arabisch, Arabisch']"), "{}", worker.page.text());
}

#[tokio::test]
async fn themes_and_audiences_are_known_as_people_write_them_and_offered_in_a_list() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        row(10, ["alleen vaders", "Vrienden, uitgaan en sociale media", "", "", ""]),
        row(
            11,
            [
                " MOEDERS en Vaders",
                "K01 Opvoeden in twee culturen, Vrienden, uitgaan en sociale media en k2",
                "",
                "",
                "",
            ],
        ),
        row(12, ["Mothers", "Raising children in two cultures", "", "", ""]),
    ];
    read(&mut worker, &rows).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    assert!(worker.page.has("datalist#kits option[value='K01 Opvoeden in twee culturen']"));
    assert!(worker.page.has("#cell-0-kits[list=kits]") && worker.page.has("#cell-0-audience[list=audiences]"));
    assert!(worker.page.all(".season-words li").contains(&"K01 Opvoeden in twee culturen".to_owned()));
    let form = table(&worker);
    make(&mut worker, form).await;
    let made = made(&world);
    let of = |own: &Meeting| (own.plan.audience, own.kits.iter().map(|kit| kit.slug.clone()).collect::<Vec<_>>());
    let (friends, cultures) = ("vrienden-uitgaan-sociale-media", "opvoeden-in-twee-culturen");
    let expected = [
        (MeetingAudience::Fathers, vec![friends.to_owned()]),
        (MeetingAudience::ParentsTogether, vec![cultures.to_owned(), friends.to_owned(), "puberteit".to_owned()]),
        (MeetingAudience::Mothers, vec![cultures.to_owned()]),
    ];
    assert_eq!(made.iter().map(of).collect::<Vec<_>>(), expected, "{}", worker.page.text());
}

#[tokio::test]
async fn a_row_opens_where_an_interpreter_is_named_or_an_organisation_guessed_and_else_stays_shut() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    let rows = [
        row(10, ["", "K01", "", "Saba T.", ""]),
        row(11, ["", "K01", "", "", ""]).replace(HOST, "Jebena"),
        row(12, ["", "K01", "", "ja", "8"]),
        row(15, ["", "K01", "", "Tigrinya", ""]),
    ];
    read(&mut worker, &rows).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    let is_open = |at: usize| worker.page.has(&format!("#row-{at} details[open]"));
    assert_eq!([0, 1, 2, 3].map(is_open), [true, true, false, false], "{}", worker.page.text());
}
