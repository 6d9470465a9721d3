//! What is missing (gat): who has no evening in the best time, in words, each with the step that plans one.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDateTime};

use crate::domain::board::{Gap, Lane, Planned, Who, Wished};
use crate::domain::organisation::OrganisationId;
use crate::language::{Lang, Language, day_and_month, time, weekday_name};
use crate::web::board::shown::{GapDrawn, Looking, MeetingShown, Voice, many, region_name};
use crate::web::board::sign::{Sign, WISHED_BADGE, state_badge};
use crate::web::desk::meeting::view::state_name;
use crate::web::paths;

/// Where regions stand beside each other, more gaps of one are told by their number.
const MOST_GAPS: usize = 24;

/// The list under one region's drawing.
pub struct Gaps {
    pub lines: Vec<GapShown>,
    /// Why there are none, or how many more.
    pub about: String,
}

pub struct GapShown {
    pub languages: String,
    pub place: String,
    pub who: String,
    pub href: String,
    /// What the link does.
    pub plan: String,
}

/// How the desk speaks of evenings: by their working title, and of what is missing too.
pub struct Staff {
    pub looking: Looking,
    /// A self-organisation plans with a support, not with itself.
    pub is_host: bool,
    /// Of those who wish for a day, and of whom they ask it.
    pub names: HashMap<OrganisationId, String>,
}

impl Voice for Staff {
    fn meeting(&self, one: &Planned) -> MeetingShown {
        let (language, date) = (self.looking.language, one.starts_at.date());
        let spoken: Vec<Lang> = one.languages.iter().filter_map(Language::find).collect();
        MeetingShown {
            href: paths::meeting(&one.id),
            day: date.day(),
            when: moment(one.starts_at, language),
            title: one.working_title.clone(),
            written_in: None,
            sign: Sign::of(one.state),
            state: state_name(one.state, language),
            badge: state_badge(one.state),
            place: one.municipality.clone(),
            about: names(&spoken, language),
        }
    }

    fn wish(&self, one: &Wished) -> MeetingShown {
        let (language, partner) = (self.looking.language, if self.is_host { &one.support_id } else { &one.host_id });
        let (name, d) = (self.names.get(partner).map_or("", String::as_str), &language.desk().proposal);
        MeetingShown {
            href: paths::proposal(&one.proposal_id),
            day: one.starts_at.day(),
            when: moment(one.starts_at, language),
            title: if self.is_host { language.phrases().proposal.with_whom.of(name) } else { d.of_whom.of(name) },
            written_in: None,
            sign: Sign::WISHED,
            state: language.phrases().board.wished.to_string(),
            badge: WISHED_BADGE,
            place: one.municipality.clone(),
            about: names(&one.languages, language),
        }
    }

    fn wishes(&self) -> String {
        paths::PROPOSALS.to_owned()
    }

    fn also_counted(&self, lane: &Lane) -> Option<String> {
        let language = self.looking.language;
        (!lane.gaps.is_empty()).then(|| language.desk().board.gaps.count(language, many(lane.gaps.len())))
    }

    fn gaps(&self, lane: &Lane) -> Vec<GapDrawn> {
        let language = self.looking.language;
        let drawn = |gap: &Gap| {
            let label = format!("{}, {}", gap.asked.municipality, names(&gap.languages, language));
            GapDrawn { title: format!("{}: {label}", language.desk().board.gap), label, href: self.plan(gap, lane) }
        };
        lane.gaps.iter().map(drawn).collect()
    }
}

impl Staff {
    /// In a line what waits in a region that is not shown; nothing, where nothing does.
    pub fn waits(&self, lane: &Lane) -> String {
        let language = self.looking.language;
        let meetings = (lane.number > 0).then(|| language.phrases().agenda.found.count(language, many(lane.number)));
        let said: Vec<String> = meetings.into_iter().chain(self.also_counted(lane)).collect();
        said.join(", ")
    }

    pub fn nothing_in(&self, lane: &Lane) -> String {
        let language = self.looking.language;
        language.desk().board.quiet.of(region_name(lane.region, language))
    }

    pub fn list(&self, lane: &Lane, is_alone: bool) -> Gaps {
        let d = &self.looking.language.desk().board;
        let most = if is_alone { usize::MAX } else { MOST_GAPS };
        Gaps {
            lines: lane.gaps.iter().take(most).map(|gap| self.shown(gap, lane)).collect(),
            about: match lane.gaps.len() {
                0 if lane.season.is_none() => String::new(),
                0 if lane.asking == 0 => d.nobody_asks.to_string(),
                0 => d.no_gaps.to_string(),
                number if number > most => d.more_gaps.of(number - most),
                _ => String::new(),
            },
        }
    }

    fn shown(&self, gap: &Gap, lane: &Lane) -> GapShown {
        let (language, d) = (self.looking.language, &self.looking.language.desk().board);
        let is_wish = matches!(gap.asked.who, Who::Wish(_));
        GapShown {
            languages: names(&gap.languages, language),
            place: gap.asked.municipality.clone(),
            who: if is_wish { d.wish.of(&gap.asked.name) } else { gap.asked.name.clone() },
            href: self.plan(gap, lane),
            plan: match (self.is_host, is_wish) {
                (true, true) => d.look_at_wish.to_string(),
                (true, false) => language.desk().home.plan.to_string(),
                (false, _) => d.plan.to_string(),
            },
        }
    }

    /// A search for evenings in what is left of the window, or for a self-organisation the form itself; both filled in.
    fn plan(&self, gap: &Gap, lane: &Lane) -> String {
        let (asked, today) = (&gap.asked, self.looking.today);
        let mut fields = vec![
            ("province", asked.province.as_str()),
            ("municipality", &asked.municipality),
            ("region", asked.region.code()),
        ];
        if self.is_host {
            if let Who::Wish(head) = &asked.who {
                return paths::proposal(&head.id);
            }
            let spoken = asked.languages.iter().map(|language| ("languages", language.code));
            fields.extend(spoken);
            return paths::filled(&format!("{}/new", paths::MEETINGS), fields);
        }
        fields.push(("partner", asked.host_id.as_str()));
        if let Who::Wish(head) = &asked.who {
            fields.extend([("voorstel", head.id.as_str()), ("audience", head.audience.code()), ("venue", &head.venue)]);
        }
        let days = lane
            .season
            .as_ref()
            .filter(|season| season.closes > today)
            .map(|season| [season.opens.max(today), season.closes].map(|day| day.format("%Y-%m-%d").to_string()));
        if let Some([first, last]) = &days {
            fields.extend([("first", first.as_str()), ("last", last)]);
        }
        paths::filled(paths::SUGGESTIONS, fields)
    }
}

fn moment(starts_at: NaiveDateTime, language: Lang) -> String {
    let (date, hour) = (starts_at.date(), time(language, starts_at.time()));
    format!("{} {} {hour}", weekday_name(language, date), day_and_month(language, date))
}

fn names(spoken: &[Lang], language: Lang) -> String {
    spoken.iter().map(|spoken| spoken.staff_name(language)).collect::<Vec<_>>().join(", ")
}
