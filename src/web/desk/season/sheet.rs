//! The sheet to begin with (werkblad): the names of the columns, and rows that show how they are filled in.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{NaiveDate, TimeDelta};

use super::row::in_figures;
use crate::documents;
use crate::domain::holiday::HolidayKind;
use crate::domain::plan::{Food, MeetingAudience};
use crate::domain::season::Column;
use crate::language::{Lang, Language};
use crate::web::App;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, PlanMeeting};
use crate::web::plan::Planning;
use crate::web::viewer::Viewer;

/// What a sheet usually has; the others may be added.
const COLUMNS: [Column; 13] = [
    Column::Date,
    Column::Hours,
    Column::Municipality,
    Column::Venue,
    Column::Room,
    Column::Organisation,
    Column::Languages,
    Column::Audience,
    Column::Kits,
    Column::Title,
    Column::Food,
    Column::Interpreter,
    Column::Childcare,
];
/// In the middle of the weeks in which an evening is best.
const BEFORE_SUMMER: TimeDelta = TimeDelta::days(52);

/// `/desk/seizoen/voorbeeld.csv`
pub async fn show(allowed: Allowed<PlanMeeting>, State(app): State<App>) -> Result<Response, Failure> {
    let planning = Planning::load(&app, &allowed, None).await?;
    let language = allowed.desk_language();
    let mut rows = vec![headings(language)];
    rows.extend(example(&app, &planning, &allowed).into_iter().take(1));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"seizoen.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, documents::season::write(&rows)).into_response())
}

pub fn headings(language: Lang) -> Vec<String> {
    COLUMNS.iter().map(|column| label(*column, language)).collect()
}

/// The heading of a column.
pub fn label(column: Column, language: Lang) -> String {
    language.desk().season_column.by_code(column.code()).map_or_else(String::new, ToString::to_string)
}

/// Rows as they could be, with the first organisations that one can plan with.
pub fn example(app: &App, planning: &Planning, viewer: &Viewer) -> Vec<Vec<String>> {
    let (language, reference) = (viewer.desk_language(), app.reference());
    let today = app.clock.today();
    let summer = reference.holidays.next(viewer.organisation.region, today, HolidayKind::Summer);
    let first: NaiveDate = summer.map_or(today + BEFORE_SUMMER, |summer| summer.first_day - BEFORE_SUMMER);
    let audience = language.phrases().audience.by_code(MeetingAudience::Mothers.code());
    let kit = reference.kits().next().map_or_else(String::new, |kit| kit.contents.code.clone());
    let food = language.phrases().food.by_code(Food::Drinks.code()).map_or_else(String::new, ToString::to_string);
    let yes = language.desk().season.yes.to_string();
    let row = |(week, partner): (i64, &crate::domain::organisation::Organisation)| {
        let spoken = partner.languages().into_iter().filter(|own| !own.is_dutch());
        let spoken: Vec<&str> =
            [Language::dutch()].into_iter().chain(spoken).map(|own| own.staff_name(language)).collect();
        vec![
            in_figures(first + TimeDelta::weeks(week)),
            "19:30-21:30".to_owned(),
            partner.municipality.clone(),
            "De Brug".to_owned(),
            (week + 1).to_string(),
            partner.name.clone(),
            spoken.join(", "),
            audience.map_or_else(String::new, ToString::to_string),
            kit.clone(),
            String::new(),
            food.clone(),
            yes.clone(),
            "8".to_owned(),
        ]
    };
    (0..).zip(planning.partners.iter().take(2)).map(row).collect()
}
