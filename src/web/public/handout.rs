//! Parents' handouts (hand-outs voor ouders): the page and the PDF that codes on paper point at.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::face::{self, Opened};
use crate::documents::handout::Compose;
use crate::domain::meeting::Visibility;
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::handout::{self, Around, Asked};
use crate::web::page::Page;
use crate::web::{App, cache, paths};

/// `/{lang}/m/{key}/{kind}`, and the same with `.pdf` or `.png`
pub async fn show(
    proof: Allowed<Anyone>,
    State(app): State<App>,
    Path((code, key, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let asked = Asked::parse(&file)?.by(&headers);
    let Compose::Parents(compose) = asked.kind.compose else { return Err(Failure::NotFound) };
    let Opened { meeting, senders } = face::open(&app, &key).await?;
    let evening = handout::evening(&app, &meeting, senders, (asked.kind, language))?;
    let is_hidden = meeting.head.visibility == Visibility::LinkOnly;
    let key = paths::key(&meeting.head);
    let around = Around {
        page: Page::new(&app, language, |language| paths::handout(language, key, asked.kind.word)),
        file: format!("{}.{}", paths::handout(language, key, asked.kind.word), asked.kind.format.suffix()),
        back: paths::invitation(language, key),
        is_hidden,
        is_for_staff: false,
    };
    let mut response = handout::answer(&proof, &app, &asked, compose(&evening), around).await?;
    response.extensions_mut().insert(cache::Public);
    Ok(if is_hidden { face::keep_private(response) } else { response })
}
