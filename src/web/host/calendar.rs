//! One evening of the host as a file for a phone (agenda): as neutral as that of parents, also before they can find it.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::web::failure::Failure;
use crate::web::guard::{Allowed, HostMeeting};
use crate::web::public::face::Face;
use crate::web::public::invitation;
use crate::web::{App, feed};

/// `/{lang}/wij/{id}/agenda.ics`
pub async fn show(
    allowed: Allowed<HostMeeting>,
    State(app): State<App>,
    Path((code, _)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let face = Face::of_meeting(&allowed.meeting, &app.reference(), language);
    let mut response = invitation::file_of(&app, &face, feed::entry(&app, &face, allowed.meeting.head.state))?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
