//! Who may come in: a handler's first argument is the proof, so no route can be mounted without a decision.

use std::marker::PhantomData;
use std::ops::Deref;
use std::str::FromStr;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{Method, header};

use super::failure::{self, Failure};
use super::form::{self, AskedOfAnyone};
use super::viewer::Viewer;
use super::{App, paths, routes};
use crate::domain::account::Role;
use crate::domain::meeting::{Meeting, MeetingId, Side};
use crate::domain::message::{Message, MessageId};
use crate::domain::permission::{self, Action, Relation};
use crate::domain::proposal::{Proposal, ProposalId};
use crate::store;

/// Decides over a request before its handler sees it.
pub trait Policy: Send + Sync + 'static {
    /// As it stands in the permission table.
    const NAME: &'static str;
    /// What the decision was made on; the handler goes on with it.
    type Proof: Send;

    fn decide(parts: &mut Parts, app: &App) -> impl Future<Output = Result<Self::Proof, Failure>> + Send;
}

/// Made only by asking the policy.
pub struct Allowed<P: Policy> {
    proof: P::Proof,
    policy: PhantomData<P>,
}

impl<P: Policy> Allowed<P> {
    pub fn into_proof(self) -> P::Proof {
        self.proof
    }
}

impl<P: Policy> Deref for Allowed<P> {
    type Target = P::Proof;

    fn deref(&self) -> &P::Proof {
        &self.proof
    }
}

impl<P: Policy> FromRequestParts<App> for Allowed<P> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let proof = P::decide(parts, app).await?;
        Ok(Self { proof, policy: PhantomData })
    }
}

/// Public pages: nobody is asked who they are, and no cookie is read.
pub struct Anyone;

impl Policy for Anyone {
    const NAME: &'static str = "anyone";
    type Proof = ();

    async fn decide(parts: &mut Parts, _: &App) -> Result<(), Failure> {
        parts.extensions.insert(AskedOfAnyone);
        Ok(())
    }
}

/// The sign-in page: open to all, and glad to know who is there already.
pub struct Visitor;

impl Policy for Visitor {
    const NAME: &'static str = "visitor";
    type Proof = Option<Viewer>;

    async fn decide(parts: &mut Parts, app: &App) -> Result<Option<Viewer>, Failure> {
        Viewer::find(parts, app).await
    }
}

/// A meeting that the viewer owns a side of.
pub struct Owned {
    pub viewer: Viewer,
    pub meeting: Meeting,
    pub side: Side,
}

/// A proposal that the viewer's organisation made, or that is for it.
pub struct Offered {
    pub viewer: Viewer,
    pub proposal: Proposal,
    pub side: Side,
}

/// A message that the viewer's organisation caused.
pub struct Mailed {
    pub viewer: Viewer,
    pub message: Message,
}

/// Declares a policy for an action on one's own desk.
macro_rules! desk_policy {
    ($($name:ident),+ $(,)?) => { $(
        #[doc = concat!("Signed in, and may do [`Action::", stringify!($name), "`].")]
        pub struct $name;

        impl Policy for $name {
            const NAME: &'static str = stringify!($name);
            type Proof = Viewer;

            async fn decide(parts: &mut Parts, app: &App) -> Result<Viewer, Failure> {
                let viewer = signed_in(parts, app).await?;
                if permission::may(viewer.account.role, Relation::None, Action::$name) { Ok(viewer) } else { Err(Failure::NotFound) }
            }
        }
    )+ };
}

/// Declares a policy for an action on the meeting in the address.
macro_rules! meeting_policy {
    ($($name:ident),+ $(,)?) => { $(
        #[doc = concat!("Owns the meeting in the address, and may do [`Action::", stringify!($name), "`] to it.")]
        pub struct $name;

        impl Policy for $name {
            const NAME: &'static str = stringify!($name);
            type Proof = Owned;

            async fn decide(parts: &mut Parts, app: &App) -> Result<Owned, Failure> {
                owned(parts, app, Action::$name).await
            }
        }
    )+ };
}

/// Declares a policy for an action on the proposal in the address.
macro_rules! proposal_policy {
    ($($name:ident),+ $(,)?) => { $(
        #[doc = concat!("Is a side of the proposal in the address, and may do [`Action::", stringify!($name), "`] to it.")]
        pub struct $name;

        impl Policy for $name {
            const NAME: &'static str = stringify!($name);
            type Proof = Offered;

            async fn decide(parts: &mut Parts, app: &App) -> Result<Offered, Failure> {
                offered(parts, app, Action::$name).await
            }
        }
    )+ };
}

/// Declares a policy for an action on the message in the address.
macro_rules! message_policy {
    ($($name:ident),+ $(,)?) => { $(
        #[doc = concat!("Of the organisation that caused the message in the address, and may do [`Action::", stringify!($name), "`] to it.")]
        pub struct $name;

        impl Policy for $name {
            const NAME: &'static str = stringify!($name);
            type Proof = Mailed;

            async fn decide(parts: &mut Parts, app: &App) -> Result<Mailed, Failure> {
                mailed(parts, app, Action::$name).await
            }
        }
    )+ };
}

message_policy!(SeeMessage, SendMessage);
proposal_policy!(SeeProposal, DecideProposal);
desk_policy!(
    SeeDesk,
    SeeHostPages,
    PlanMeeting,
    SeeProposals,
    SeeOutbox,
    ChangeOrganisation,
    ChangeProfile,
    SeePartner,
    DecideApplication,
    LeadColleagues,
    HandOverEntry,
    Translate,
    LeadKits,
    KeepReference
);
desk_policy!(SeeClearing);
meeting_policy!(
    SeeMeeting,
    ChangeMeeting,
    AgreeToMeeting,
    AskAnswer,
    UndoPhoneYes,
    PublishMeeting,
    CancelMeeting,
    OpenMeeting,
    HostMeeting
);

async fn signed_in(parts: &mut Parts, app: &App) -> Result<Viewer, Failure> {
    let is_sent = parts.method == Method::POST;
    let Some(viewer) = Viewer::find(parts, app).await? else {
        // A page can be gone back to; what was typed into a form would be lost on the way.
        return Err(if is_sent {
            sign_in_ended(parts)
        } else {
            Failure::SignInFirst(paths::sign_in_for(asked(parts)))
        });
    };
    let needs_step = app.config.is_second_step_required
        && viewer.account.role == Role::Coordinator
        && !viewer.account.has_second_step();
    if needs_step && !WITHOUT_SECOND_STEP.contains(&parts.uri.path()) {
        return Err(match is_sent {
            true => Failure::StaleForm(form::words(parts)),
            false => Failure::SignInFirst(paths::SECOND_STEP.to_owned()),
        });
    }
    Ok(viewer)
}

fn asked(parts: &Parts) -> &str {
    parts.uri.path_and_query().map_or(paths::DESK, |asked| asked.as_str())
}

/// Said of the address and of what was typed alone: whether what it is about exists was not looked at.
fn sign_in_ended(parts: &Parts) -> Failure {
    let (path, wish) = (parts.uri.path(), parts.headers.get(header::ACCEPT_LANGUAGE));
    let language = failure::language_of(path, wish);
    let pattern = parts.extensions.get().map_or("", |form::SentTo(pattern)| pattern);
    let page = paths::fill(routes::page_of_form(pattern), path, language);
    let way_in = match page.starts_with(paths::DESK) {
        true => paths::sign_in_then(&page),
        false => paths::entry_then(language, &page),
    };
    Failure::SignInEnded { words: form::words(parts), way_in }
}

/// What a coordinator who must still switch the second step on may do.
const WITHOUT_SECOND_STEP: [&str; 3] = [paths::SECOND_STEP, paths::SIGN_OUT, paths::DESK_LANGUAGE];

async fn owned(parts: &mut Parts, app: &App, action: Action) -> Result<Owned, Failure> {
    let viewer = signed_in(parts, app).await?;
    let id: MeetingId = id_of(parts, app).await?;
    let scope = viewer.scope.clone();
    let meeting = app.database.read(move |db| store::meeting::find(db, &id, &scope)).await?;
    let side = meeting.side_of(&viewer.organisation.id).ok_or(Failure::NotFound)?;
    if permission::may(viewer.account.role, side.relation(), action) {
        Ok(Owned { viewer, meeting, side })
    } else {
        Err(Failure::NotFound)
    }
}

async fn offered(parts: &mut Parts, app: &App, action: Action) -> Result<Offered, Failure> {
    let viewer = signed_in(parts, app).await?;
    let id: ProposalId = id_of(parts, app).await?;
    let scope = viewer.scope.clone();
    let proposal = app.database.read(move |db| store::proposal::find(db, &id, &scope)).await?;
    let side = if proposal.head.support_id == viewer.organisation.id { Side::Support } else { Side::Host };
    if permission::may(viewer.account.role, side.relation(), action) {
        Ok(Offered { viewer, proposal, side })
    } else {
        Err(Failure::NotFound)
    }
}

async fn mailed(parts: &mut Parts, app: &App, action: Action) -> Result<Mailed, Failure> {
    let viewer = signed_in(parts, app).await?;
    if !permission::may(viewer.account.role, Relation::None, action) {
        return Err(Failure::NotFound);
    }
    let (id, scope): (MessageId, _) = (id_of(parts, app).await?, viewer.scope.clone());
    let message = app.database.read(move |db| store::outbox::find(db, &scope, &id)).await?;
    Ok(Mailed { viewer, message })
}

/// The identifier in the address; what has no such form is not there.
async fn id_of<T: FromStr>(parts: &mut Parts, app: &App) -> Result<T, Failure> {
    let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Failure::NotFound)?;
    let id = params.iter().find(|(name, _)| *name == "id").and_then(|(_, value)| value.parse().ok());
    id.ok_or(Failure::NotFound)
}
