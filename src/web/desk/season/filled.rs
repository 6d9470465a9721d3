//! A row as the form of an evening (ingevuld): its cells, and for what is empty the evening that it is like.

use super::row::Row;
use super::{spoken, title};
use crate::domain::kit::Kit;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::plan::MeetingAudience;
use crate::domain::region::{Region, provinces};
use crate::domain::season::{self, Column, NotADate, nearest, parts, plain};
use crate::language::{Lang, Language, Phrases, date_in_words};
use crate::web::App;
use crate::web::form::{Form, Problems};
use crate::web::plan::{self, KIT_FIELDS, MOST_KITS, Planning};
use crate::web::viewer::Viewer;

/// What a row is read with.
pub struct Reading<'a> {
    pub app: &'a App,
    pub viewer: &'a Viewer,
    pub planning: &'a Planning,
}

impl Reading<'_> {
    /// The form, and what is not right with a cell, by the code of its column.
    pub fn fill(&self, row: &Row, source: Option<&Meeting>) -> (Form, Problems) {
        let mut form = source.map_or_else(|| self.planning.blank(), plan::of_meeting);
        let mut problems = Problems::default();
        form.set("parents_question", "");
        form.set("acknowledged", "yes");
        let partner = self.partner(row, &mut problems);
        let is_same = partner.zip(source).is_some_and(|(partner, source)| source.side_of(&partner.id).is_some());
        form.set("partner", partner.map_or_else(String::new, |partner| partner.id.to_string()));
        self.date(row, &mut form, &mut problems);
        self.hours(row, &mut form, &mut problems);
        self.place(row, &mut form, source, partner);
        self.languages(row, &mut form, &mut problems, partner.filter(|_| !is_same));
        self.audience(row, &mut form, &mut problems);
        self.kits(row, &mut form, &mut problems);
        if source.is_some_and(|source| source.plan.audience.code() != form.typed("audience")) {
            for_others(&mut form);
        }
        let with = title::With { partner, like: source.filter(|_| is_same) };
        form.set("working_title", title::of(row, &form, &with, &self.planning.reference, self.language()));
        (form, problems)
    }

    fn language(&self) -> Lang {
        self.viewer.desk_language()
    }

    /// By name among those whom a planner can choose from; no other is named.
    fn partner(&self, row: &Row, problems: &mut Problems) -> Option<&Organisation> {
        let typed = row.cell(Column::Organisation);
        let partners = &self.planning.partners;
        let found = partners.iter().find(|partner| plain(&partner.name) == plain(typed));
        if found.is_none() && !typed.is_empty() {
            let d = &self.language().desk().season;
            let near = nearest(typed, partners.iter().map(|partner| partner.name.as_str()));
            let said = near
                .and_then(|at| partners.get(at))
                .map_or_else(|| d.organisation_unknown.to_string(), |near| d.organisation_near.of(&near.name));
            problems.add(Column::Organisation.code(), said);
        }
        found.filter(|_| !typed.is_empty())
    }

    fn date(&self, row: &Row, form: &mut Form, problems: &mut Problems) {
        let (typed, language) = (row.cell(Column::Date), self.language());
        let d = &language.desk().season;
        form.set("date", "");
        match season::date(typed, self.app.clock.today()) {
            Ok(date) => form.set("date", date.format("%Y-%m-%d").to_string()),
            Err(_) if typed.is_empty() => problems.add(Column::Date.code(), &language.phrases().problem.needed),
            Err(NotADate::Unreadable) => problems.add(Column::Date.code(), &d.date_wrong),
            Err(NotADate::NoSuchDay) => problems.add(Column::Date.code(), &d.no_such_day),
            Err(NotADate::OtherWeekday(date)) => {
                problems.add(Column::Date.code(), d.weekday_wrong.of(date_in_words(language, date)));
            }
        }
    }

    /// With only a beginning it lasts as long as the one it is like.
    fn hours(&self, row: &Row, form: &mut Form, problems: &mut Problems) {
        let typed = row.cell(Column::Hours);
        if typed.is_empty() {
            return;
        }
        let Some((from, until)) = season::hours(typed) else {
            problems.add(Column::Hours.code(), &self.language().desk().season.hours_wrong);
            return;
        };
        let time = |name| crate::domain::typed::time(form.typed(name));
        let usual = time("from").zip(time("until")).map(|(from, until)| until - from);
        let until = until.or_else(|| usual.map(|usual| from + usual));
        form.set("from", from.format("%H:%M").to_string());
        form.set("until", until.map_or_else(String::new, |until| until.format("%H:%M").to_string()));
    }

    /// In another place than the one it is like, nothing of that place holds.
    fn place(&self, row: &Row, form: &mut Form, source: Option<&Meeting>, partner: Option<&Organisation>) {
        let (municipality, venue) = (row.cell(Column::Municipality), row.cell(Column::Venue));
        let is_there = |typed: &str, own: &str| typed.is_empty() || plain(typed) == plain(own);
        let is_same = source.is_some_and(|source| {
            is_there(municipality, &source.plan.municipality) && is_there(venue, &source.plan.venue)
        });
        if !is_same {
            form.set("venue", venue);
            form.set("room", row.cell(Column::Room));
            form.set("address", "");
        } else if !row.cell(Column::Room).is_empty() {
            form.set("room", row.cell(Column::Room));
        }
        let of_source = source.map(|source| (&source.plan.municipality, &source.plan.province, source.plan.region));
        let of = |own: &'_ Organisation| (own.municipality.clone(), own.province.clone(), own.region);
        let known = of_source
            .map(|(municipality, province, region)| (municipality.clone(), province.clone(), region))
            .into_iter()
            .chain(partner.map(of))
            .chain([of(&self.viewer.organisation)])
            .chain(self.planning.partners.iter().map(of))
            .find(|(own, ..)| is_there(municipality, own));
        let (name, province, region) = known.map_or_else(
            || (municipality.to_owned(), String::new(), String::new()),
            |(name, province, region)| (name, province, region.code().to_owned()),
        );
        form.set("municipality", name);
        form.set("province", province);
        form.set("region", region);
        self.province_and_region(row, form);
    }

    /// What was typed goes before what is known of the place.
    fn province_and_region(&self, row: &Row, form: &mut Form) {
        let (province, region) = (row.cell(Column::Province), row.cell(Column::Region));
        if !province.is_empty() {
            let names = provinces(&self.planning.reference.places);
            let found = names.iter().find(|name| plain(name) == plain(province));
            if found.is_none_or(|name| *name != form.typed("province")) {
                form.set("region", "");
            }
            form.set("province", found.map_or(province, |name| *name));
        }
        if !region.is_empty() {
            let is_named =
                |own: &&Region| named(**own, &|t: &Phrases, code| t.region.by_code(code)).contains(&plain(region));
            form.set("region", Region::ALL.iter().find(is_named).map_or("", |own| own.code()));
        }
    }

    /// `other` is whose languages are spoken when the cell is empty: a partner whom the evening it is like was not with.
    fn languages(&self, row: &Row, form: &mut Form, problems: &mut Problems, other: Option<&Organisation>) {
        let typed = row.cell(Column::Languages);
        if let Some(other) = other.filter(|_| typed.is_empty()) {
            let own = other.languages().into_iter().filter(|own| !own.is_dutch());
            form.set_all("languages", [Language::dutch()].into_iter().chain(own).map(|own| own.code));
        }
        if typed.is_empty() {
            return;
        }
        let mut spoken: Vec<&str> = Vec::new();
        for part in parts(typed) {
            match spoken::of(part) {
                Some(found) => spoken.push(found.code),
                None => problems.add(Column::Languages.code(), spoken::unknown(part, self.language())),
            }
        }
        form.set_all("languages", spoken.into_iter());
    }

    fn audience(&self, row: &Row, form: &mut Form, problems: &mut Problems) {
        let typed = row.cell(Column::Audience);
        if typed.is_empty() {
            return;
        }
        let wanted = plain(typed);
        let is_named =
            |own: &&MeetingAudience| named(**own, &|t: &Phrases, code| t.audience.by_code(code)).contains(&wanted);
        let everybody = ["ouders", "parents", "iedereen", "everybody"].contains(&wanted.as_str());
        let found = MeetingAudience::ALL.iter().find(is_named);
        match found.or(everybody.then_some(&MeetingAudience::ParentsTogether)) {
            Some(found) => form.set("audience", found.code()),
            None => {
                let (t, names) = (self.language().phrases(), MeetingAudience::ALL.iter());
                let names: Vec<&str> =
                    names.filter_map(|own| t.audience.by_code(own.code())).map(|name| name.as_str()).collect();
                problems
                    .add(Column::Audience.code(), self.language().desk().season.audience_unknown.of(names.join("; ")));
            }
        }
    }

    /// By code or name; the title goes with them.
    fn kits(&self, row: &Row, form: &mut Form, problems: &mut Problems) {
        let (typed, language) = (row.cell(Column::Kits), self.language());
        if typed.is_empty() {
            if form.typed(KIT_FIELDS[0]).is_empty() {
                problems.add(Column::Kits.code(), &language.phrases().problem.choose_kit);
            }
            return;
        }
        let (mut slugs, mut unknown): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
        // A name may hold a comma: the whole cell is tried first.
        let named = self.kit_of(typed, false).map(|slug| vec![Ok(slug)]);
        let one = |part| self.kit_of(part, true).ok_or(part);
        let each = named.unwrap_or_else(|| parts(typed).into_iter().map(one).collect());
        for found in each {
            match found {
                Ok(slug) => slugs.push(slug),
                Err(part) => unknown.push(part),
            }
        }
        if let Some(part) = unknown.first() {
            problems.add(Column::Kits.code(), language.desk().season.kit_unknown.of(part));
        } else if slugs.len() > MOST_KITS {
            problems.add(Column::Kits.code(), &language.desk().season.too_many_kits);
        }
        for (at, name) in KIT_FIELDS.iter().enumerate() {
            form.set(name, slugs.get(at).cloned().unwrap_or_default());
        }
        let title_kit = form.typed("title").split_once('/').map(|(slug, _)| slug.to_owned()).unwrap_or_default();
        if let Some(first) = slugs.first().filter(|_| !slugs.contains(&title_kit)) {
            form.set("title", format!("{first}/0"));
            without_own_titles(form);
        }
    }

    /// By its slug or a title; `has_code` is for a part of a cell, which may begin with the code as lists do: "K01 Puberteit".
    fn kit_of(&self, part: &str, has_code: bool) -> Option<String> {
        let wanted = plain(part);
        let first = part.split_whitespace().next().map(plain).filter(|_| has_code).unwrap_or_default();
        // "K1" is K01 too.
        let short = first.strip_prefix('k').and_then(|number| number.parse::<u8>().ok());
        let code = short.map_or_else(String::new, |number| format!("K{number:02}"));
        let is_named = |kit: &&Kit| {
            let mut titles = ["nl", "en"].into_iter().filter_map(Language::find).map(|language| kit.title(language));
            kit.contents.code == code || plain(&kit.slug) == wanted || titles.any(|title| plain(&title) == wanted)
        };
        self.planning.reference.kits().find(is_named).map(|kit| kit.slug.clone())
    }
}

/// What parents read in the organisers' own words was written for the people of the evening that it is like.
fn for_others(form: &mut Form) {
    without_own_titles(form);
    form.set("line_one", "");
    form.set("line_two", "");
}

fn without_own_titles(form: &mut Form) {
    for language in Language::written() {
        form.set(&format!("own_title_{language}"), "");
    }
}

/// What a value is called: its code, and its name in Dutch and English.
fn named<T: std::fmt::Display>(
    value: T,
    phrase: &dyn Fn(&'static Phrases, &str) -> Option<&'static crate::language::Phrase>,
) -> Vec<String> {
    let code = value.to_string();
    let languages = ["nl", "en"].into_iter().filter_map(Language::find);
    let names = languages.filter_map(|language| phrase(language.phrases(), &code)).map(|name| plain(name.as_str()));
    names.chain([plain(&code)]).collect()
}
