//! A link for one answer (antwoordlink), made by the worker for the host: to send, to scan, shown once.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::meeting;
use crate::clock;
use crate::domain::answer_link::{AnswerLink, LIFE};
use crate::domain::meeting::Meeting;
use crate::domain::record::{Deed, Note};
use crate::language::{Lang, date_in_words, day_and_month, time};
use crate::store;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::guard::{Allowed, AskAnswer, Owned};
use crate::web::handout::drawing::{self, Code};
use crate::web::page::{self, DeskPage};
use crate::web::{App, paths, token};

#[derive(Template)]
#[template(path = "answer_link/show.html")]
struct Show {
    page: DeskPage,
    meeting: Meeting,
    /// The ready text in each language of the host's people.
    texts: Vec<(Lang, String)>,
    code: Option<Code>,
    until: String,
}

pub async fn create(allowed: Allowed<AskAnswer>, State(app): State<App>, form: Form) -> Result<Response, Failure> {
    let owned = allowed.into_proof();
    let other = owned.side.other();
    if !owned.meeting.may_agree(other) {
        let sentence = owned.viewer.desk_language().desk().refusal.wrong_state.to_string();
        return meeting::refuse(&app, owned, form, "action", sentence).await;
    }
    let Owned { viewer, meeting, .. } = owned;
    let (secret, now) = (token::from_chance(app.clock.chance()), app.clock.utc());
    let row = AnswerLink {
        token_hash: token::hash(&secret),
        meeting_id: meeting.head.id.clone(),
        organisation_id: meeting.owner(other).clone(),
        created_by: Some(viewer.account.id.clone()),
        created_at: now,
        expires_at: now + LIFE,
        used_at: None,
    };
    let (scope, pen, host_id) = (viewer.scope.clone(), viewer.pen(&app), meeting.owner(other).clone());
    let host = app
        .write(move |db| {
            store::answer_link::put(db, &scope, &row)?;
            pen.write(db, Some(&row.meeting_id), &Note::of(Deed::AnswerLinkMade))?;
            store::organisation::find(db, &host_id)
        })
        .await?;
    let page = DeskPage::of(&app, &viewer, "meetings");
    let mut languages: Vec<Lang> = host.languages().into_iter().filter(|language| language.is_written).collect();
    if languages.is_empty() {
        languages.push(page.language);
    }
    let address = |language: Lang| format!("{}{}", app.config.base_url, paths::answer(language, &secret));
    let texts = languages.iter().map(|language| (*language, text(&meeting, language, &address(language)))).collect();
    page::desk(&Show {
        texts,
        code: drawing::code(&address(languages[0])),
        until: day_and_month(page.language, clock::day_of(now + LIFE)),
        page,
        meeting,
    })
}

/// Neutral: no theme, no names. The address has a line of its own, so that messengers make a link of it.
fn text(meeting: &Meeting, language: Lang, address: &str) -> String {
    let plan = meeting.staged.as_ref().map_or(&meeting.plan, |staged| &staged.plan);
    let hours = format!("{}\u{2013}{}", time(language, plan.starts_at.time()), time(language, plan.ends_at.time()));
    let said = language.phrases().answer.message.with(&[
        ("date", &date_in_words(language, plan.starts_at.date())),
        ("hours", &hours),
        ("place", &format!("{}, {}", plan.venue, plan.municipality)),
    ]);
    format!("{said}\n{address}")
}
