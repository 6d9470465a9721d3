//! What the desk shows of meetings: a line of the list, and the page of one.

use askama::Template;

use super::next;
use super::prints::Prints;
use super::sections::Sections;

use crate::domain::Refusal;
use crate::domain::meeting::{Meeting, Side, State, Visibility};
use crate::domain::organisation::Organisation;
use crate::domain::permission::{self, Action};
use crate::domain::person::Duty;
use crate::domain::plan::Plan;
use crate::language::{Desk, Lang, Language, date_in_words, time};
use crate::store;
use crate::web::assessment::Assessment;
use crate::web::board::sign;
pub(in crate::web::desk) use crate::web::board::sign::state_badge;
use crate::web::desk::change;
use crate::web::desk::meeting::yes::{self, Yes};
use crate::web::desk::{cost, meeting_set, task};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::Owned;
use crate::web::page::DeskPage;
use crate::web::{App, paths};

/// What a coordinator or worker must know of the planner itself, and where who keeps it mends it.
pub fn notices(app: &App, language: Lang) -> Vec<(String, &'static str)> {
    let (reference, d, today) = (app.reference(), language.desk(), app.clock.today());
    let mut notices = Vec::new();
    if reference.holidays.is_running_out(today) {
        notices.push((d.home.holidays_running_out.to_string(), paths::HOLIDAYS));
    }
    if reference.contacts.iter().any(|contact| !contact.is_confirmed(today)) {
        notices.push((d.home.contacts_unconfirmed.to_string(), paths::CONTACTS));
    }
    notices
}

/// The page of one meeting.
#[derive(Template)]
#[template(path = "meeting/show.html")]
pub struct Show {
    pub page: DeskPage,
    meeting: Meeting,
    side: Side,
    form: Form,
    problems: Problems,
    date: String,
    hours: String,
    support: Organisation,
    host: Organisation,
    state: String,
    state_badge: &'static str,
    assessment: Assessment,
    /// In the languages of the evening, and in the others; whether somebody wrote it for this evening.
    public_titles: [Vec<(Lang, String, bool)>; 2],
    kits: Vec<KitLine>,
    /// That its themes take longer than the evening lasts.
    too_long: Option<String>,
    yeses: Vec<Yes>,
    addresses: Vec<(Lang, String)>,
    /// In the languages of the evening, and in the others.
    prints: [Vec<Prints>; 2],
    languages: String,
    may: May,
    has_local_contact: bool,
    next_step: String,
    costs: Vec<cost::Line>,
    set: Option<meeting_set::Section>,
    /// What a side answered that is not a yes.
    replies: Vec<String>,
    sections: Sections,
}

/// One attached kit.
pub struct KitLine {
    pub href: String,
    pub name: String,
    pub minutes: u16,
    /// The meeting keeps its version; this one is newer.
    pub is_outdated: bool,
    pub is_past_review: bool,
    pub needs_trained: bool,
}

/// Which buttons there are.
pub struct May {
    pub change: bool,
    pub agree: bool,
    pub publish: bool,
    pub override_rule: bool,
    pub cancel: bool,
    pub hold: bool,
    pub open: bool,
    /// To help the other side to a yes.
    pub ask: bool,
}

impl Show {
    pub async fn of(app: &App, page: DeskPage, owned: Owned, form: Form, problems: Problems) -> Result<Self, Failure> {
        let Owned { viewer, meeting, side } = owned;
        let (support_id, host_id) = (meeting.head.support_id.clone(), meeting.head.host_id.clone());
        let (support, host) = app
            .database
            .read(move |db| Ok((store::organisation::find(db, &support_id)?, store::organisation::find(db, &host_id)?)))
            .await?;
        let (reference, language, d) = (app.reference(), page.language, page.d);
        let slugs: Vec<String> = meeting.kits.iter().map(|kit| kit.slug.clone()).collect();
        let (today, wall) = (app.clock.today(), app.clock.wall());
        let is_new = matches!(page.done.as_deref(), Some("created" | "adopted"));
        let role = viewer.account.role;
        let may = |action, is_time| permission::may(role, side.relation(), action) && is_time;
        let key = paths::key(&meeting.head).to_owned();
        let kits: Vec<KitLine> = meeting
            .kits
            .iter()
            .filter_map(|attached| {
                let kit = reference.kit(&attached.slug, attached.pinned_version)?;
                Some(KitLine {
                    href: paths::kit(&kit.slug),
                    name: format!("{} {}", kit.contents.code, kit.title(language)),
                    minutes: kit.contents.minutes,
                    is_outdated: attached
                        .pinned_version
                        .is_some_and(|pinned| reference.newest(&attached.slug) > Some(pinned)),
                    is_past_review: kit.is_past_review(today),
                    needs_trained: kit.contents.needs_trained_facilitator,
                })
            })
            .collect();
        let public_titles = Language::written().filter_map(|language| {
            if let Some(own) = meeting.titles.iter().find(|own| own.language == language.code) {
                return Some((language, own.title.clone(), true));
            }
            let number = usize::try_from(meeting.plan.title_number).ok()?;
            let said = reference.kit(&meeting.plan.title_kit, None)?.public_title(number, language)?;
            (said.language == language).then(|| (language, said.text.as_str().to_owned(), false))
        });
        let partner = if side == Side::Support { &host.name } else { &support.name };
        Ok(Self {
            date: date_in_words(language, meeting.plan.starts_at.date()),
            hours: hours(&meeting.plan.starts_at.time(), &meeting.plan.ends_at.time(), language),
            state: state_name(meeting.head.state, language),
            state_badge: state_badge(meeting.head.state),
            assessment: Assessment::of(&meeting.plan, &slugs, &host.communities(), &reference, language),
            public_titles: own_and_others(&meeting, public_titles, |(language, ..)| *language),
            too_long: too_long(&meeting.plan, kits.iter().map(|kit| kit.minutes), language),
            kits,
            yeses: [(Side::Support, &support), (Side::Host, &host)]
                .map(|(of, organisation)| yes::in_words(&meeting, (of, side), &organisation.name, d, language))
                .into(),
            addresses: Language::written()
                .map(|language| (language, format!("{}{}", app.config.base_url, paths::invitation(language, &key))))
                .collect(),
            prints: Prints::of(&meeting, &reference, &page),
            languages: meeting
                .plan
                .languages()
                .iter()
                .map(|spoken| spoken.staff_name(language))
                .collect::<Vec<_>>()
                .join(", "),
            may: May {
                change: may(Action::ChangeMeeting, meeting.may_change()),
                agree: may(Action::AgreeToMeeting, meeting.may_agree(side)),
                publish: may(Action::PublishMeeting, meeting.may_publish()),
                override_rule: may(Action::OverrideRule, meeting.may_publish()),
                cancel: may(Action::CancelMeeting, meeting.may_cancel()),
                hold: may(Action::ChangeMeeting, meeting.may_hold(wall)),
                open: may(Action::OpenMeeting, !meeting.is_cancelled()),
                ask: may(Action::AskAnswer, meeting.may_agree(side.other())),
            },
            has_local_contact: reference.local_contacts.iter().any(|contact| contact.is_in(&meeting.plan.municipality)),
            next_step: change::next_step(&meeting, side, d)
                .unwrap_or_else(|| next::next_step(&meeting, side, partner, d)),
            replies: yes::replies(&meeting, &support, &host, d),
            sections: Sections::load(app, &viewer.scope, &meeting, [&support, &host], language).await?,
            set: meeting_set::Section::of(app, &viewer, (&meeting, is_new), language).await?,
            costs: cost::lines(&meeting.costs, &support.name, &host.name, language),
            page,
            meeting,
            side,
            form,
            problems,
            support,
            host,
        })
    }

    fn action(&self, what: &str) -> String {
        paths::of_meeting(&self.meeting.head.id, what)
    }

    fn is_public(&self) -> bool {
        self.meeting.head.visibility == Visibility::Public
    }

    fn people(&self, duty: &Duty) -> Vec<&crate::domain::person::Person> {
        self.meeting.with_duty(*duty).collect()
    }

    fn duties(&self) -> [(Duty, &'static str); 3] {
        let t = &self.page.t.run_sheet;
        [
            (Duty::Facilitator, t.facilitator.as_str()),
            (Duty::Interpreter, t.interpreter.as_str()),
            (Duty::Childcare, t.childcare.as_str()),
        ]
    }

    /// When nobody is named: that nobody is yet, or that nobody has to be.
    fn nobody(&self, duty: &Duty) -> String {
        let is_about = |line: &&task::Line| line.item.duty() == Some(*duty);
        let is_needed = self.sections.readiness.lines.iter().find(is_about).is_none_or(|line| line.is_needed);
        let (none, not_needed) = (&self.page.t.run_sheet.none, &self.page.d.task.not_needed);
        if is_needed { none.to_string() } else { not_needed.to_string() }
    }

    fn food(&self) -> String {
        self.page.t.food.by_code(self.meeting.plan.food.code()).map_or_else(String::new, ToString::to_string)
    }

    fn audience(&self) -> String {
        self.page.t.audience.by_code(self.meeting.plan.audience.code()).map_or_else(String::new, ToString::to_string)
    }

    fn region(&self) -> String {
        self.page.t.region.by_code(self.meeting.plan.region.code()).map_or_else(String::new, ToString::to_string)
    }
}

/// The run sheet holds every minute of every theme: then it would end after the evening does.
pub fn too_long(plan: &Plan, minutes: impl Iterator<Item = u16>, language: Lang) -> Option<String> {
    let (d, t) = (language.desk(), language.phrases());
    let (themes, evening) = (minutes.map(i64::from).sum(), (plan.ends_at - plan.starts_at).num_minutes());
    let said = |minutes: i64| t.run_sheet.minutes.count(language, minutes);
    let lasts = [("themes", &said(themes) as &dyn std::fmt::Display), ("evening", &said(evening))];
    (themes > evening).then(|| d.show.themes_too_long.with(&lasts))
}

pub fn refusal_in_words(d: &Desk, refusal: &Refusal) -> String {
    let r = &d.refusal;
    match refusal {
        Refusal::WrongState => r.wrong_state.to_string(),
        Refusal::InThePast => r.in_the_past.to_string(),
        Refusal::NotAgreed => r.not_agreed.to_string(),
        Refusal::RoomTaken => r.room_taken.to_string(),
        Refusal::ParentsInvited => r.parents_invited.to_string(),
        Refusal::NeedsTrainedFacilitator(kit) => r.needs_trained.of(kit),
        Refusal::CostsAreAgreed => r.costs_agreed.to_string(),
        Refusal::NameKnown => r.name_known.to_string(),
        Refusal::EmailKnown => r.email_known.to_string(),
        Refusal::TooOften => r.too_often.to_string(),
        Refusal::NeedsReason => r.needs_reason.to_string(),
        Refusal::ProposalChanged => r.proposal_changed.to_string(),
    }
}

/// As on a host's pages; only the desk tells apart what was written down afterwards.
pub(in crate::web::desk) fn state_name(state: State, language: Lang) -> String {
    let name = match state {
        State::Reported => language.desk().state.reported.as_str(),
        _ => sign::state_name(state, language),
    };
    name.to_owned()
}

pub fn hours(from: &chrono::NaiveTime, until: &chrono::NaiveTime, language: Lang) -> String {
    format!("{}\u{2013}{}", time(language, *from), time(language, *until))
}

/// What is in Dutch or a language of the evening, and what is in another.
pub(super) fn own_and_others<T>(
    meeting: &Meeting,
    all: impl Iterator<Item = T>,
    language: impl Fn(&T) -> Lang,
) -> [Vec<T>; 2] {
    let spoken = meeting.plan.languages();
    let (own, others) = all.partition(|one| language(one).is_dutch() || spoken.contains(&language(one)));
    [own, others]
}
