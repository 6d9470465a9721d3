//! Evenings that come back next year (volgend jaar): a few that were ticked, or a whole school year of them.

use chrono::{Datelike, NaiveDateTime, NaiveTime};

use super::row::{Row, Table};
use crate::domain::meeting::{Meeting, MeetingId, Side};
use crate::domain::season::{MOST_ROWS, days_of, school_year};
use crate::store;
use crate::web::desk::copy::next_year;
use crate::web::failure::Failure;
use crate::web::form::Form;
use crate::web::plan::{Choice, Planning};
use crate::web::viewer::Viewer;
use crate::web::{App, paths};

/// More meetings than these nobody looks through for a year or an evening to take over.
const MOST_LOOKED: i64 = 500;
/// The last so many can be taken over from.
const MOST_SOURCES: usize = 40;

/// What one's own meetings offer: evenings to be like, and school years to take along.
pub struct Offer {
    pub sources: Vec<Choice>,
    /// The address and the name of each.
    pub years: Vec<(String, String)>,
}

impl Offer {
    pub async fn load(app: &App, viewer: &Viewer) -> Result<Self, Failure> {
        let scope = viewer.scope.clone();
        let own = app.database.read(move |db| store::season::own(db, &scope, MOST_LOOKED)).await?;
        let mut years: Vec<i32> = own.iter().map(|(_, starts, _)| school_year(starts.date())).collect();
        years.dedup();
        let in_figures = |date: chrono::NaiveDate| format!("{}-{}-{}", date.day(), date.month(), date.year());
        let source = |(id, starts, title): store::season::Own| Choice {
            value: id.to_string(),
            label: format!("{}: {title}", in_figures(starts.date())),
        };
        let address = |year: i32| paths::filled(paths::SEASON, [("seizoen", year.to_string().as_str())]);
        Ok(Self {
            years: years.into_iter().map(|year| (address(year), format!("{year}-{}", year + 1))).collect(),
            sources: own.into_iter().take(MOST_SOURCES).map(source).collect(),
        })
    }
}

/// What an address asks for.
pub struct Asked {
    ids: Vec<MeetingId>,
    year: Option<i32>,
}

impl Asked {
    /// None: nothing but a blank page.
    pub fn of(query: Option<&str>) -> Option<Self> {
        let asked = Form::of_query(query);
        let ids: Vec<MeetingId> = asked.all("van").filter_map(|id| id.parse().ok()).take(MOST_ROWS).collect();
        // Far years no database can say.
        let year = asked.typed("seizoen").parse().ok().filter(|year| (2000..2100).contains(year));
        (!ids.is_empty() || year.is_some()).then_some(Self { ids, year })
    }

    /// One row for each, on its date in the next year that is known.
    pub async fn rows(self, app: &App, viewer: &Viewer, planning: &Planning) -> Result<Table, Failure> {
        let scope = viewer.scope.clone();
        let period = self
            .year
            .and_then(days_of)
            .map(|(first, end)| (first.and_time(NaiveTime::MIN), end.and_time(NaiveTime::MIN)));
        let most = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
        let meetings = app
            .database
            .read(move |db| {
                let ids = match period {
                    Some(period) => store::season::between(db, &scope, period, most)?,
                    None => self.ids,
                };
                store::season::meetings(db, &scope, &ids)
            })
            .await?;
        let (reference, language) = (app.reference(), viewer.desk_language());
        let side = if viewer.organisation.is_self_organisation() { Side::Host } else { Side::Support };
        let row = |meeting: &Meeting| {
            let partner = planning.partners.iter().find(|partner| partner.id == *meeting.owner(side.other()));
            let next = next_year(app, meeting);
            let starts = next.as_ref().map(|next| next.starts);
            (starts, Row::after(meeting, partner, next.as_ref(), &reference, language))
        };
        let mut dated: Vec<(Option<NaiveDateTime>, Row)> = meetings.iter().map(row).collect();
        // Weeks before the holiday are not days of the year: by the new dates, and what has none comes last.
        dated.sort_by_key(|(starts, _)| (starts.is_none(), *starts));
        let rows = dated.into_iter().map(|(_, row)| row).collect();
        Ok(Table { rows, ..Table::default() })
    }
}
