//! What the page of a meeting shows besides the meeting itself: what must be ready, what happened, the facilitator's folder.

use crate::clock;
use crate::domain::clash::Aside;
use crate::domain::meeting::{Meeting, Side};
use crate::domain::organisation::Organisation;
use crate::language::{Lang, day_and_month};
use crate::store::{self, Scope};
use crate::web::App;
use crate::web::beside::{Beside, Note, Telling};
use crate::web::desk::task::Readiness;
use crate::web::failure::Failure;
use crate::web::record::{self, Line};

pub struct Sections {
    pub readiness: Readiness,
    pub history: Vec<Line>,
    /// Since when there is a folder.
    pub pack_since: Option<String>,
    /// A draft that nobody else had a hand in.
    pub may_discard: bool,
    /// What else is then or close to it, until it is over.
    pub beside: Vec<Note>,
    /// Whether the facilitator can still get one.
    pub may_pack: bool,
}

impl Sections {
    pub async fn load(
        app: &App,
        scope: &Scope,
        meeting: &Meeting,
        [support, host]: [&Organisation; 2],
        language: Lang,
    ) -> Result<Self, Failure> {
        let (scope, own) = (scope.clone(), meeting.clone());
        let hours = (meeting.plan.starts_at, meeting.plan.ends_at);
        let is_ahead = !meeting.is_cancelled() && !meeting.is_over(app.clock.wall());
        let asked = if is_ahead { vec![hours] } else { Vec::new() };
        let (tasks, told, pack, drafts, beside) = app
            .database
            .read(move |db| {
                Ok((
                    store::task::of_meeting(db, &scope, &own)?,
                    store::record::of_meeting(db, &scope, &own.head.id)?,
                    store::pack::since(db, &scope, &own.head.id)?,
                    store::draft::sorted(db, &scope, std::slice::from_ref(&own.head.id))?,
                    Beside::read(db, &scope, &own.head.host_id, &asked, Some(&own.head.id))?,
                ))
            })
            .await?;
        let owners = [(Side::Support, support.name.clone()), (Side::Host, host.name.clone())];
        Ok(Self {
            readiness: Readiness::of(meeting, &tasks, owners, app.clock.today(), language),
            history: record::lines(&told, language),
            pack_since: pack.map(|since| day_and_month(language, clock::day_of(since))),
            may_discard: !drafts.may_go.is_empty(),
            beside: beside.notes((&Aside::of(&host.id, &meeting.plan), &host.name), hours, Telling::DESK, language),
            may_pack: crate::domain::pack::is_open(meeting, app.clock.wall()),
        })
    }
}
