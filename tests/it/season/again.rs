//! Next year (volgend jaar): the weeks before the holiday stay, and what is in the way is passed over and told.

use aantafel::domain::holiday::HolidayKind;
use aantafel::domain::season::school_year;
use aantafel::domain::series::obstacle;
use aantafel::domain::suggestion::Almanac;
use chrono::Datelike;

use super::*;

#[tokio::test]
async fn a_whole_season_keeps_its_weeks_before_the_holiday_and_keeps_off_holidays_and_public_days() {
    let world = World::new();
    let read = |db: &mut store::Db| Ok((store::holiday::known(db)?, store::day::all(db)?));
    let (holidays, days) = world.database().read_now(read).unwrap();
    let almanac = Almanac { holidays: &holidays, days: &days, weekly: &[] };
    let mut own = world.meetings_of("werker@demo");
    own.retain(|own| own.head.state != State::Cancelled && school_year(own.plan.starts_at.date()) == 2026);
    assert!(own.len() > 3);
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(PAGE).await;
    let whole = worker.page.links().into_iter().find(|link| link.contains("seizoen=2026")).expect("the season");
    worker.open(&whole).await;
    assert_eq!(worker.page.status, StatusCode::OK, "{}", worker.page.text());
    let form = worker.page.form("Maak alle avonden");
    let rows: Vec<&str> = form.fields.iter().filter(|(name, _)| name == "row").map(|(_, at)| at.as_str()).collect();
    assert_eq!(rows.len(), own.len(), "{}", worker.page.text());
    let cards = worker.page.all("ol.season > li");
    let date = |at: &&str| NaiveDate::parse_from_str(form.value(&format!("cell-{at}-date")), "%d-%m-%Y").unwrap();
    assert!(rows.iter().map(date).is_sorted(), "in order of the new dates");
    for (at, card) in rows.iter().zip(&cards) {
        let like = form.value(&format!("like-{at}"));
        let before = own.iter().find(|own| own.head.id.as_str() == like).expect("one of them");
        let date = NaiveDate::parse_from_str(form.value(&format!("cell-{at}-date")), "%d-%m-%Y").unwrap();
        let was = before.plan.starts_at.date();
        let summer = |after| holidays.next(before.plan.region, after, HolidayKind::Summer).unwrap().first_day;
        let kept = summer(was.max(world.clock.today()));
        let aside = (summer(kept) - date) - (kept - was);
        assert_eq!((date.weekday(), aside.num_days() % 7), (was.weekday(), 0), "{was} {date}");
        assert_eq!(aside.num_days() != 0, card.contains("maar dan kan het niet"), "{was} {date}: {card}");
        let hours =
            [before.plan.starts_at, before.plan.ends_at].map(|at| at - chrono::Duration::days((was - date).num_days()));
        assert_eq!(obstacle((hours[0], hours[1]), before.plan.region, &almanac), None, "{date}");
        assert_eq!(form.value(&format!("cell-{at}-hours"))[..5], before.plan.starts_at.format("%H:%M").to_string());
    }
}

#[tokio::test]
async fn a_few_that_were_ticked_are_made_for_next_year() {
    let world = World::new();
    let source = series::set_on(&world, &source(&world), "2027-05-12");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open("/desk/meetings").await;
    let pick = worker.page.form("Neem mee naar volgend jaar");
    assert_eq!(pick.action, PAGE);
    assert!(worker.page.has(&format!("input[name='van'][value='{}']", source.head.id)));
    worker.open(&format!("{PAGE}?van={}", source.head.id)).await;
    let form = table(&worker);
    // The summer holiday of the middle begins on 17 July 2027 and on 8 July 2028.
    // As many days before it is 3 May: in the May holiday, as is the week before.
    assert_eq!((form.value("cell-0-date"), form.value("cell-0-title")), ("10-05-2028", "De reeks"));
    assert!(worker.page.text().contains("3 mei 2028, maar dan kan het niet"), "{}", worker.page.text());
    make(&mut worker, form).await;
    let is_next = |own: &Meeting| own.plan.working_title == "De reeks" && own.head.state == State::Draft;
    let next = world.meeting("werker@demo", is_next);
    assert_eq!(next.plan.starts_at.time(), source.plan.starts_at.time(), "the wall clock stays");
    assert_eq!(
        (next.plan.starts_at.date().to_string().as_str(), next.people.len()),
        ("2028-05-10", source.people.len())
    );
}

#[tokio::test]
async fn when_the_summer_after_is_not_known_the_page_says_so_and_asks_for_a_date() {
    let world = World::new();
    let source = series::set_on(&world, &source(&world), "2029-05-10");
    let write = |db: &mut store::Db| {
        use aantafel::schema::holiday;
        let late = holiday::table.filter(holiday::first_day.gt("2030-01-01".parse::<NaiveDate>().unwrap()));
        Ok(diesel::delete(late).execute(db)?)
    };
    world.database().write_now(write).unwrap();
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("{PAGE}?van={}", source.head.id)).await;
    let said = worker.page.text();
    assert!(said.contains("kennen we de zomervakantie van het jaar erna nog niet"), "{said}");
    assert!(worker.page.has("#cell-0-date-todo") && table(&worker).value("cell-0-date").is_empty());
}

#[tokio::test]
async fn a_school_year_that_nobody_has_is_a_blank_page_and_no_trouble() {
    let world = World::new();
    let mut worker = world.signed_in("werker@demo").await;
    for year in ["-200000", "262143", "999999999999", "2027.5", "nu", ""] {
        worker.open(&format!("{PAGE}?seizoen={year}")).await;
        assert_eq!(worker.page.status, StatusCode::OK, "{year}");
        assert!(worker.page.has("[name=rows]") && worker.page.all("ol.season > li").is_empty(), "{year}");
    }
}

#[tokio::test]
async fn a_series_passes_over_ascension_day_and_a_copy_keeps_off_it() {
    let world = World::new();
    let source = source(&world);
    let of_series = series::set_on(&world, &source, "2028-05-18");
    let mut worker = world.signed_in("werker@demo").await;
    worker.open(&format!("/desk/meetings/{}/reeks?aantal=2&weken=1", of_series.head.id)).await;
    let said = worker.page.text();
    assert!(said.contains("25 mei 2028: overgeslagen, want het is Hemelvaartsdag"), "{said}");
    let form = worker.page.form("Maak deze avonden");
    let dates: Vec<&str> =
        form.fields.iter().filter(|(name, _)| name == "datum").map(|(_, date)| date.as_str()).collect();
    assert_eq!(dates, ["2028-06-01", "2028-06-08"]);
    // 44 days before the summer of 2027; 44 days before that of 2028 is Ascension Day.
    let copied = series::set_on(&world, &source, "2027-06-03");
    worker.open(&format!("/desk/meetings/{}/copy?jaar=volgend", copied.head.id)).await;
    let said = worker.page.text();
    assert!(said.contains("25 mei 2028, maar dan kan het niet") && said.contains("Hemelvaartsdag"), "{said}");
    assert_eq!(worker.page.form("Maak de bijeenkomst").value("date"), "2028-05-18");
}
