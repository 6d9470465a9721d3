//! What a correction does (gevolg), shown before anything is kept: row by row, and for the evenings that are planned.

use askama::Template;
use axum::response::Response;

use super::proposed::{Changed, Findings, Proposed};
use crate::domain::day::{Community, Day};
use crate::domain::upkeep::{Calendar, Judged, consequence};
use crate::domain::warning::Evening;
use crate::language::{Lang, date_in_words};
use crate::store;
use crate::store::meeting::Coming;
use crate::web::assessment::Assessment;
use crate::web::failure::Failure;
use crate::web::form::{Form, Problems};
use crate::web::page::{self, DeskPage};
use crate::web::viewer::Viewer;
use crate::web::{App, Reference, paths};

/// More evenings than these nobody reads; the rest is told as a number.
const MOST_SHOWN: usize = 40;

/// What stands around it: what was typed on this page, and what a file brought besides.
#[derive(Default)]
pub struct Around {
    pub form: Form,
    pub problems: Problems,
    pub is_changed_meanwhile: bool,
    /// What of a file was left out.
    pub left_out: Vec<String>,
}

#[derive(Template)]
#[template(path = "upkeep/effect.html")]
struct Show {
    page: DeskPage,
    around: Around,
    title: String,
    carried: Vec<(&'static str, String)>,
    changes: Vec<Changed>,
    findings: Findings,
    touched: Vec<Touched>,
    /// Of one's own evenings, those that are not listed.
    more: i64,
    /// Evenings of others: their number and nothing else.
    others: i64,
    may_be_compared: bool,
    home: &'static str,
    form_page: Option<String>,
}

/// One evening of one's own that is judged otherwise.
struct Touched {
    href: String,
    title: String,
    date: String,
    was: Assessment,
    becomes: Assessment,
}

pub async fn page(app: &App, viewer: &Viewer, proposed: &Proposed, mut around: Around) -> Result<Response, Failure> {
    let page = DeskPage::of(app, viewer, "upkeep");
    let (scope, from) = (viewer.scope.clone(), app.clock.today().and_hms_opt(0, 0, 0).expect("midnight is a time"));
    let coming = app.database.read(move |db| store::meeting::coming(db, &scope, from)).await?;
    let reference = app.reference();
    let (mut touched, more, others) = touched(&coming, proposed, &reference, page.language);
    touched.truncate(MOST_SHOWN);
    if around.form.typed("compared_on").is_empty() {
        around.form.set("compared_on", app.clock.today().to_string());
    }
    page::desk(&Show {
        title: match proposed {
            Proposed::Holidays { .. } => page.d.upkeep.holidays.to_string(),
            Proposed::Day(_) => page.d.upkeep.days.to_string(),
        },
        carried: proposed.carry(&reference),
        changes: proposed.changes(&reference, page.language),
        findings: proposed.findings(&reference, page.d),
        touched,
        more,
        others,
        may_be_compared: matches!(proposed, Proposed::Holidays { school_years, .. } if !school_years.is_empty()),
        home: proposed.home(),
        form_page: proposed.form(&reference),
        around,
        page,
    })
}

/// One's own evenings that are judged otherwise, how many of them are too many to list, and how many are others'.
fn touched(coming: &[Coming], proposed: &Proposed, reference: &Reference, language: Lang) -> (Vec<Touched>, i64, i64) {
    let (holidays, days) = proposed.after(reference);
    let (known, holidays) = (reference.holidays.as_said(), holidays.as_said());
    let (days_known, days) = (without_source(&reference.days), without_source(&days));
    let before = Calendar { holidays: &known, days: &days_known, weekly: &reference.weekly };
    let after = Calendar { holidays: &holidays, days: &days, weekly: &reference.weekly };
    let (mut own, mut more, mut others) = (Vec::new(), 0, 0);
    for one in coming {
        let communities: Vec<Community> = one.communities.iter().filter_map(|code| code.parse().ok()).collect();
        let evening =
            Evening { starts: one.starts_at, ends: one.ends_at, region: one.region, communities: &communities };
        let kits: Vec<_> = one.kits.iter().filter_map(|slug| Some(reference.kit(slug, None)?.windows())).collect();
        let Some((was, becomes)) = consequence(&evening, &kits, before, after) else { continue };
        match &one.own {
            None => others += 1,
            Some(_) if own.len() == MOST_SHOWN => more += 1,
            Some((id, title)) => {
                let said = |judged: &Judged| Assessment::said(&judged.judgement, &judged.warnings, reference, language);
                let (was, becomes) = apart(said(&was), said(&becomes));
                own.push(Touched {
                    href: paths::meeting(id),
                    title: title.clone(),
                    date: date_in_words(language, one.starts_at.date()),
                    was,
                    becomes,
                });
            }
        }
    }
    (own, more, others)
}

/// Warnings that stay the same need not be read twice.
fn apart(mut was: Assessment, mut becomes: Assessment) -> (Assessment, Assessment) {
    let before = was.warnings.clone();
    was.warnings.retain(|said| !becomes.warnings.contains(said));
    becomes.warnings.retain(|said| !before.contains(said));
    (was, becomes)
}

fn without_source(days: &[Day]) -> Vec<Day> {
    days.iter().map(|day| Day { source: String::new(), ..day.clone() }).collect()
}
