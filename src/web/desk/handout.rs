//! Handouts for the owners of a meeting (draaiboek en hand-outs): the run sheet, and what parents will find once it is out.

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use crate::documents::handout::{Compose, Terms};
use crate::language::{Lang, Language};
use crate::store;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, SeeMeeting};
use crate::web::handout::{self, Around, Asked};
use crate::web::page::Page;
use crate::web::{App, paths};

/// `/desk/meetings/{id}/{kind}`, and the same with `.pdf` or `.png`; with `?taal=`
pub async fn show(
    proof: Allowed<SeeMeeting>,
    State(app): State<App>,
    Path((_, file)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let asked = Asked::parse(&file)?.by(&headers);
    let wanted = wanted(query.as_deref().unwrap_or_default());
    let (id, word) = (&proof.meeting.head.id, asked.kind.word);
    let around = |language: Lang| Around {
        page: Page::new(&app, language, |language| format!("{}?taal={language}", paths::of_meeting(id, word))),
        file: format!("{}.{}?taal={language}", paths::of_meeting(id, word), asked.kind.format.suffix()),
        back: paths::meeting(id),
        is_hidden: true,
        is_for_staff: true,
    };
    let mut response = match asked.kind.compose {
        Compose::Facilitator(compose) => {
            let language = wanted.unwrap_or_else(|| proof.viewer.language());
            let briefing = handout::briefing(&app, &proof.meeting, language);
            handout::answer(&proof, &app, &asked, compose(&briefing), around(language)).await?
        }
        Compose::Owners(compose) => {
            let language = wanted.unwrap_or_else(|| proof.viewer.language());
            let terms = terms(&proof, &app, language).await?;
            handout::answer(&proof, &app, &asked, compose(&terms), around(language)).await?
        }
        Compose::Parents(compose) => {
            let language = wanted.unwrap_or_else(Language::dutch);
            let head = proof.meeting.head.clone();
            let senders = app.database.read(move |db| store::logo::senders(db, &head)).await?;
            let evening = handout::evening(&app, &proof.meeting, senders, (asked.kind, language))?;
            handout::answer(&proof, &app, &asked, compose(&evening), around(language)).await?
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The written language that `taal` names; anything else is as if nothing was asked.
fn wanted(query: &str) -> Option<Lang> {
    let (_, code) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "taal")?;
    Language::written().find(|language| language.code == code)
}

/// What the two owners agreed, with both their names.
async fn terms(proof: &Allowed<SeeMeeting>, app: &App, language: Lang) -> Result<Terms, Failure> {
    let (support, host) = (proof.meeting.head.support_id.clone(), proof.meeting.head.host_id.clone());
    let (support, host) = app
        .database
        .read(move |db| Ok((store::organisation::find(db, &support)?, store::organisation::find(db, &host)?)))
        .await?;
    Ok(handout::terms(app, &proof.meeting, [support.name, host.name], language))
}
