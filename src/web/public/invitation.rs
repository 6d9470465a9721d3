//! A meeting for those who were invited (uitnodiging): its page, and the file for a phone's calendar.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::face::{self, Face, Opened};
use crate::documents::calendar::{self, Entry};
use crate::documents::handout::Kind;
use crate::domain::logo::Emblem;
use crate::domain::meeting::Meeting;
use crate::domain::person::Duty;
use crate::language::{Lang, Phrase, date_in_words, time};
use crate::web::failure::Failure;
use crate::web::guard::{Allowed, Anyone};
use crate::web::page::{self, Page};
use crate::web::{App, Reference, cache, paths};

/// `/{lang}/m/{key}` and `/{lang}/m/{key}.ics`
pub async fn show(
    _: Allowed<Anyone>,
    State(app): State<App>,
    Path((code, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let language = super::written(&code)?;
    let (key, is_calendar) = file.strip_suffix(".ics").map_or((file.as_str(), false), |key| (key, true));
    let opened = face::open(&app, key).await?;
    let face = Face::of_meeting(&opened.meeting, &app.reference(), language);
    let is_public = face.is_public;
    let mut response = if is_calendar {
        file_of(&app, &face, face.entry(&app))?
    } else {
        page::public(&Show::new(&app, opened, face))?
    };
    response.extensions_mut().insert(cache::Public);
    Ok(if is_public { response } else { face::keep_private(response) })
}

/// The file's name tells the day and nothing else: it stays behind among a phone's downloads.
pub(in crate::web) fn file_of(app: &App, face: &Face, entry: Option<Entry>) -> Result<Response, Failure> {
    let entry = entry.ok_or_else(|| Failure::broken("a meeting that no calendar can hold"))?;
    let response = face::as_calendar(app, Some(face.changed_at), calendar::one(&entry));
    let name = format!("attachment; filename=\"bijeenkomst-{}.ics\"", face.starts_at.date());
    let name = HeaderValue::try_from(name).expect("a date fits a header");
    Ok(([(header::CONTENT_DISPOSITION, name)], response).into_response())
}

#[derive(Template)]
#[template(path = "invitation/show.html")]
struct Show {
    page: Page,
    face: Face,
    organisation: Option<String>,
    emblems: Vec<Emblem>,
    /// The organisers' own words, as they were written.
    lines: Vec<String>,
    is_for_parents: bool,
    is_over: bool,
    /// Neither cancelled nor over.
    is_ahead: bool,
    facts: Vec<(&'static Phrase, String)>,
    handouts: Vec<(&'static Phrase, String)>,
    calendar: String,
    share_text: String,
    /// Where the same is to be had as an image.
    picture: Option<String>,
    /// What to say on top of a meeting that moved.
    moved: Vec<String>,
}

impl Show {
    fn new(app: &App, Opened { meeting, senders }: Opened, face: Face) -> Self {
        let page = Page::new(app, face.language, |language| face.page(language));
        let is_over = meeting.is_over(app.clock.wall());
        Self {
            organisation: senders.organisation,
            emblems: senders.emblems,
            lines: meeting.plan.lines(),
            is_for_parents: meeting.plan.audience.is_parents(),
            is_over,
            is_ahead: !is_over && !face.is_cancelled,
            facts: facts(&meeting, face.language),
            handouts: handouts(&meeting, &face, &app.reference()),
            calendar: paths::invitation_calendar(face.language, &face.key),
            share_text: share_text(&page.base_url, &face),
            picture: meeting.plan.audience.is_parents().then(|| paths::picture(face.language, &face.key)),
            moved: moved(&face),
            page,
            face,
        }
    }
}

/// When and where it was first; only what really differs.
pub(in crate::web) fn moved(face: &Face) -> Vec<String> {
    let Some(moved) = &face.moved else { return Vec::new() };
    let t = &face.language.phrases().meeting;
    let when = (moved.from != face.starts_at).then(|| {
        let (date, hour) = (date_in_words(face.language, moved.from.date()), time(face.language, moved.from.time()));
        t.moved_from.with(&[("date", &date), ("hours", &hour)])
    });
    let place = moved.from_place.as_ref().map(|place| t.moved_from_place.of(place));
    when.into_iter().chain(place).collect()
}

/// What is said in a few words of our own, so in the reader's language.
pub(in crate::web) fn facts(meeting: &Meeting, language: Lang) -> Vec<(&'static Phrase, String)> {
    let (plan, t) = (&meeting.plan, language.phrases());
    let word = |phrase: Option<&Phrase>| phrase.map(ToString::to_string).unwrap_or_default();
    let childcare = match plan.childcare_places {
        ..=0 => t.meeting.childcare_no.to_string(),
        places => t.meeting.childcare_yes.count(language, places),
    };
    let mut facts = vec![(&t.meeting.for_whom, word(t.audience.by_code(plan.audience.code())))];
    if plan.audience.is_parents() {
        facts.push((&t.meeting.school_phase, word(t.school_phase.by_code(plan.school_phase.code()))));
        facts.push((&t.meeting.childcare, childcare));
    }
    facts.push((&t.meeting.food, word(t.food.by_code(plan.food.code()))));
    if meeting.with_duty(Duty::Interpreter).next().is_some() {
        facts.push((&t.meeting.interpreter, t.meeting.interpreter_yes.to_string()));
    }
    facts
}

/// Parents' sheets belong to meetings for parents alone; tips only where a kit has them.
pub(in crate::web) fn handouts(
    meeting: &Meeting,
    face: &Face,
    reference: &Reference,
) -> Vec<(&'static Phrase, String)> {
    if !meeting.plan.audience.is_parents() {
        return Vec::new();
    }
    let t = &face.language.phrases().meeting;
    let mut kits = meeting.kits.iter().filter_map(|kit| reference.kit(&kit.slug, kit.pinned_version));
    let of = |kind, read, pdf| {
        let (page, file) =
            (paths::handout(face.language, &face.key, kind), paths::handout_pdf(face.language, &face.key, kind));
        [(read, page), (pdf, file)]
    };
    let tips = kits.any(|kit| kit.is_for_parents()).then(|| of("tips", &t.read_tips, &t.tips_pdf));
    let more = ["tips-groot", "tweetalig"].into_iter().filter_map(Kind::find);
    let more = more.filter(|kind| tips.is_some() && kind.is_made_in(face.language));
    let more = more
        .map(|kind| ((kind.title)(face.language.phrases()), paths::handout_pdf(face.language, &face.key, kind.word)));
    let flyer = of("flyer", &t.flyer_page, &t.flyer_pdf);
    tips.iter().flatten().cloned().chain(more).chain(flyer).collect()
}

/// What a visitor copies into a message: neutral, as everything on the page. The address has a line of its own, without
/// isolates around it, because messengers would take them for a part of the link.
pub(in crate::web) fn share_text(base_url: &str, face: &Face) -> String {
    let t = &face.language.phrases().meeting;
    let place = match &face.place {
        Some(place) => place.in_one_line(),
        // The sentence first: it says which way the line runs.
        None => format!("{} ({})", t.place_withheld, face.municipality),
    };
    let (title, date, hours) = (&face.title.text, face.date(), face.hours());
    let said = t.share_text.with(&[("title", title), ("date", &date), ("hours", &hours), ("place", &place)]);
    format!("{said}\n{base_url}{}", face.page(face.language))
}
