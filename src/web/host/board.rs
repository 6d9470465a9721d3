//! The board of a host (bord): her own evenings in the weeks to the summer, and from each good week one step to a proposal.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use super::page::{self, HostPage};
use crate::domain::board::{Asked, Board, Period, Planned, Wished, years};
use crate::domain::meeting::MeetingId;
use crate::domain::organisation::OrganisationId;
use crate::domain::suggestion::USUAL_LEAD_DAYS;
use crate::language::{Lang, date_in_words, time};
use crate::store;
use crate::web::board::month::Month;
use crate::web::board::scale;
use crate::web::board::shown::{Looking, MeetingShown, Row, Shown, Voice};
use crate::web::board::sign::{Sign, WISHED_BADGE, state_badge, state_name};
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::guard::{Allowed, SeeHostPages};
use crate::web::plan::Choice;
use crate::web::public::face::Face;
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// More open proposals no host has.
const MOST_OPEN: i64 = 100;

#[derive(Template)]
#[template(path = "host/board.html")]
struct Show {
    page: HostPage,
    form: Form,
    problems: Problems,
    summers: Vec<Choice>,
    shown: Shown,
    signs: Vec<(Sign, String)>,
}

impl Show {
    fn has_good_time(&self) -> bool {
        self.shown.rows.iter().any(Row::has_offer)
    }

    /// Where the good time begins: the page leads there from its top.
    fn is_first_good(&self, month: &Month<'_>) -> bool {
        month.rows.iter().any(|row| row.is_first_good)
    }
}

/// `/{lang}/wij/bord`: to the next summer, or to a later one that is known.
pub async fn show(
    allowed: Allowed<SeeHostPages>,
    State(app): State<App>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let form = Form::of_query(query.as_deref());
    let page = HostPage::of(&app, &allowed, language, "home", |language| paths::host_page(language, "bord"));
    let known = years(app.clock.today(), &app.reference().holidays);
    let year = form.typed("zomer").parse().ok().filter(|year| known.contains(year));
    page::show(&Show {
        form,
        problems: Problems::default(),
        summers: known.iter().map(|year| Choice { value: year.to_string(), label: year.to_string() }).collect(),
        shown: look(&app, &allowed, year, language).await?,
        signs: Sign::all(&page.t.board.wished, |state| state_name(state, language).to_owned()),
        page,
    })
}

/// Her own region, and each other one in which she has an evening. As many queries for one evening as for many.
async fn look(app: &App, viewer: &Viewer, year: Option<i32>, language: Lang) -> Result<Shown, Failure> {
    let (own, reference, today) = (&viewer.organisation, app.reference(), app.clock.today());
    let mut period = Period::of(today, year, &[own.region], &reference.holidays);
    let (from, until) = period.days();
    let moments = (from.and_time(NaiveTime::MIN), until.and_time(NaiveTime::MIN));
    let scope = viewer.scope.clone();
    let read = app.database.read(move |db| {
        let evenings = store::meeting::between(db, &scope, moments)?;
        let open = store::proposal::open(db, &scope, MOST_OPEN)?;
        let partners: Vec<_> = open.iter().map(|open| open.head.support_id.clone()).collect();
        Ok((evenings, open, store::organisation::named(db, &partners)?))
    });
    let (evenings, open, partners) = read.await?;
    let wishes: Vec<Wished> =
        open.iter().flat_map(|open| Wished::of(open, own.region, &reference.places, today)).collect();
    wishes.iter().for_each(|wish| period.also(wish.region, &reference.holidays));
    evenings.iter().for_each(|evening| period.also(evening.plan.region, &reference.holidays));
    // The feasts of her own community count wherever she meets.
    let regions = period.seasons.iter().map(|(region, _)| *region);
    let asked = regions.map(|region| Asked { region, ..Asked::partner(own.clone()) }).collect();
    let planned = evenings.iter().map(|evening| Planned::of(&evening.head, &evening.plan)).collect();
    let board = Board::of(&period, planned, asked, &reference.holidays, &reference.days);
    let board = board.with_wishes(wishes);
    let face = |evening| Face::of_listed(evening, &reference, language);
    let faces = evenings.iter().map(|evening| (evening.head.id.clone(), face(evening))).collect();
    let looking = Looking { language, today, width: scale::PAGE };
    Ok(Shown::of(&board, looking, &Hostess { language, today, faces, partners }))
}

/// How a host's page speaks of her evenings: by the title that parents see.
struct Hostess {
    language: Lang,
    today: NaiveDate,
    faces: HashMap<MeetingId, Face>,
    /// Of whom she asks a day.
    partners: HashMap<OrganisationId, String>,
}

impl Voice for Hostess {
    fn meeting(&self, one: &Planned) -> MeetingShown {
        let (language, face) = (self.language, &self.faces[&one.id]);
        let t = language.phrases();
        MeetingShown {
            href: paths::host_meeting(language, &one.id),
            day: one.starts_at.day(),
            when: format!("{}{}{}", face.date(), language.script.comma(), face.hours()),
            title: face.title.text.as_str().to_owned(),
            written_in: (face.title.language.code != language.code).then_some(face.title.language),
            sign: Sign::of(one.state),
            state: state_name(one.state, language).to_owned(),
            badge: state_badge(one.state),
            place: one.municipality.clone(),
            // She knows which languages she speaks.
            about: t.audience.by_code(one.audience.code()).map_or_else(String::new, ToString::to_string),
        }
    }

    fn wish(&self, one: &Wished) -> MeetingShown {
        let (language, t) = (self.language, self.language.phrases());
        let [from, until] = [one.starts_at, one.ends_at].map(|moment| time(language, moment.time()));
        let hours = t.meeting.hours.with(&[("from", &from), ("until", &until)]);
        MeetingShown {
            href: paths::host_page(language, &format!("voorstel/{}", one.proposal_id)),
            day: one.starts_at.day(),
            when: format!("{}{}{hours}", date_in_words(language, one.starts_at.date()), language.script.comma()),
            title: t.proposal.with_whom.of(self.partners.get(&one.support_id).map_or("", String::as_str)),
            written_in: None,
            sign: Sign::WISHED,
            state: t.board.wished.to_string(),
            badge: WISHED_BADGE,
            place: one.municipality.clone(),
            about: String::new(),
        }
    }

    fn wishes(&self) -> String {
        format!("{}#proposals", paths::host(self.language))
    }

    fn offer(&self, first: NaiveDate, last: NaiveDate) -> Option<String> {
        let soonest = self.today + TimeDelta::days(USUAL_LEAD_DAYS.into());
        let days = [first, last].map(|day| day.format("%Y-%m-%d").to_string());
        let fields = ["first", "last"].into_iter().zip(days.iter().map(String::as_str));
        (soonest <= last).then(|| paths::filled(&paths::host_page(self.language, "avonden"), fields))
    }
}
