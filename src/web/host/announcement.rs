//! The ready messages for parents (bericht voor ouders): a text in each language of the evening, and a tick when it was sent on.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::meeting::Done;
use super::page::{self, HostPage};
use crate::clock;
use crate::domain::announcement::{Announcement, AnnouncementKind};
use crate::domain::kit::Said;
use crate::domain::meeting::Meeting;
use crate::domain::record::{Deed, Note};
use crate::domain::text::Parents;
use crate::language::{Lang, Language, Phrase, day_and_month};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, HostMeeting, Owned};
use crate::web::handed::to_app;
use crate::web::public::face::Face;
use crate::web::public::invitation;
use crate::web::{App, Reference, paths};

#[derive(Template)]
#[template(path = "host/announcement.html")]
struct Index {
    page: HostPage,
    title: Said<Parents>,
    what: Option<&'static Phrase>,
    lines: Vec<Line>,
    action: String,
    back: String,
    /// The evening moved since the page was opened.
    problem: Option<&'static Phrase>,
}

/// The message in one language.
struct Line {
    language: Lang,
    sequence: i32,
    text: String,
    /// Opens the app on her own phone, and asks nobody on the way.
    send: String,
    /// The same as an image.
    picture: String,
    told: Option<String>,
}

/// `/{lang}/wij/{id}/bericht`
pub async fn index(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    page_of(&app, &allowed, language, None, done.gedaan).await
}

async fn page_of(
    app: &App,
    owned: &Owned,
    language: Lang,
    problem: Option<&'static Phrase>,
    done: Option<String>,
) -> Result<Response, Failure> {
    let (scope, meeting, reference) = (owned.viewer.scope.clone(), &owned.meeting, app.reference());
    let id = meeting.head.id.clone();
    let all = app.database.read(move |db| store::announcement::of_meeting(db, &scope, &id)).await?;
    // Those of an earlier number were told, and are history.
    let newest = all.first().map(|message| message.sequence);
    let current = all.iter().filter(|message| Some(message.sequence) == newest);
    let of = |message: &Announcement| {
        let own = Language::written().find(|own| own.code == message.language)?;
        let text = text(message.kind, meeting, &reference, &app.config.base_url, own);
        let told = message
            .told_at
            .map(|at| language.phrases().announcement.told_on.of(day_and_month(language, clock::day_of(at))));
        let picture = paths::picture(own, paths::key(&meeting.head));
        Some(Line { language: own, sequence: message.sequence, send: to_app(&text), text, picture, told })
    };
    let address = |language| paths::host_of_meeting(language, &meeting.head.id, "bericht");
    let mut page = HostPage::of(app, &owned.viewer, language, "home", address);
    page.done = done;
    let kind = all.first().map(|message| message.kind);
    page::show(&Index {
        title: Face::of_meeting(meeting, &reference, language).title,
        what: kind.and_then(|kind| language.phrases().announcement.by_code(kind.code())),
        lines: current.filter_map(of).collect(),
        action: address(language),
        back: paths::host_meeting(language, &meeting.head.id),
        problem,
        page,
    })
}

/// Ticks that the message in one language was sent on, or takes the tick away.
pub async fn update(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let owned = allowed.into_proof();
    let sequence: i32 = form.typed("sequence").parse().map_err(|_| Failure::Refused)?;
    let (own, is_told) = (super::written(form.typed("language"))?, form.typed("told") == "yes");
    let (scope, pen, id) = (owned.viewer.scope.clone(), owned.viewer.pen(&app), owned.meeting.head.id.clone());
    let told = app.write(move |db| {
        let is_there = store::announcement::tell(db, &scope, (&id, sequence, own.code), is_told.then(|| pen.now()))?;
        if is_there && is_told {
            pen.write(db, Some(&id), &Note::with(Deed::ParentsTold, own.code))?;
        }
        Ok(is_there)
    });
    if !told.await? {
        // The evening moved: what she sent on is not what stands here now.
        let problem = Some(&language.phrases().refusal.changed);
        let mut response = page_of(&app, &owned, language, problem, None).await?;
        *response.status_mut() = StatusCode::CONFLICT;
        return Ok(response);
    }
    let page = paths::host_of_meeting(language, &owned.meeting.head.id, "bericht");
    let done = if is_told { "told" } else { "untold" };
    Ok(Redirect::to(&format!("{page}?gedaan={done}")).into_response())
}

/// Made from what parents may see, so it says nothing that the public page does not.
fn text(kind: AnnouncementKind, meeting: &Meeting, reference: &Reference, base_url: &str, language: Lang) -> String {
    let face = Face::of_meeting(meeting, reference, language);
    let t = &language.phrases().announcement;
    let address = format!("{base_url}{}", face.page(language));
    match kind {
        AnnouncementKind::Invited => invitation::share_text(base_url, &face),
        AnnouncementKind::Moved => {
            let whole = invitation::share_text(base_url, &face);
            let moved = invitation::moved(&face).join("\n");
            format!("{}\n{moved}\n{whole}", t.moved_text)
        }
        AnnouncementKind::Cancelled => {
            let (title, date, hours) = (&face.title.text, face.date(), face.hours());
            let said = t.cancelled_text.with(&[("title", title), ("date", &date), ("hours", &hours)]);
            format!("{said}\n{address}")
        }
    }
}
