//! For whom an evening is and what it is about (thema): by codes, by names in two languages, and as people say it.

use std::collections::HashMap;

use super::filled::{MOST_LIKELY, Reading, Remarks, as_asked, named, without_own_titles};
use super::row::Row;
use crate::domain::kit::Kit;
use crate::domain::plan::MeetingAudience;
use crate::domain::season::{self, Column, MOST_PARTS, nearest, parts, plain};
use crate::language::{Lang, Language, Phrases};
use crate::web::form::Form;
use crate::web::plan::{KIT_FIELDS, MOST_KITS};

/// A kit as the list beside the table has it: "K02 Puberteit: wat verandert er?".
pub fn label(kit: &Kit, language: Lang) -> String {
    format!("{} {}", kit.contents.code, kit.title(language))
}

/// What every kit is called, in letters alone: reckoned once, because every cell asks for it.
pub struct Names<'a> {
    kits: HashMap<String, &'a Kit>,
    /// So many parts the longest name falls apart into, as cells do.
    most: usize,
}

impl<'a> Names<'a> {
    fn of(kits: impl Iterator<Item = &'a Kit>) -> Self {
        let mut names = Self { kits: HashMap::new(), most: 1 };
        for kit in kits {
            let languages = ["nl", "en"].into_iter().filter_map(Language::find);
            let titles = languages.flat_map(|language| [kit.title(language), label(kit, language)]);
            for name in titles.chain([kit.slug.clone()]) {
                names.most = names.most.max(parts(&name).len());
                names.kits.entry(joined(&name)).or_insert(kit);
            }
        }
        names
    }
}

impl Reading<'_> {
    fn names(&self) -> &Names<'_> {
        self.names.get_or_init(|| Names::of(self.planning.reference.kits()))
    }

    pub(super) fn audience(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        let typed = row.cell(Column::Audience);
        if typed.is_empty() {
            return;
        }
        let (t, d) = (self.language().phrases(), &self.language().desk().season);
        let name = |own: &MeetingAudience| t.audience.by_code(own.code()).map_or_else(String::new, ToString::to_string);
        let Some(found) = audience_of(typed) else {
            let names: Vec<String> = MeetingAudience::ALL.iter().map(name).collect();
            let near = nearest(typed, names.iter().map(String::as_str)).and_then(|at| names.get(at));
            let likely = season::likely_audiences(typed);
            let likely = || likely.iter().take(MOST_LIKELY).map(name).collect();
            let cells = near.map_or_else(likely, |near| vec![near.clone()]);
            return remarks.offer_each(Column::Audience, d.audience_unknown.of(names.join("; ")), cells);
        };
        form.set("audience", found.code());
        if season::is_described(typed) {
            remarks.taken.insert(Column::Audience, d.taken.of(name(&found)));
        }
    }

    /// By code or name; the title goes with them.
    pub(super) fn kits(&self, row: &Row, form: &mut Form, remarks: &mut Remarks) {
        let (typed, language, planning) = (row.cell(Column::Kits), self.language(), self.planning);
        if typed.is_empty() {
            if form.typed(KIT_FIELDS[0]).is_empty() {
                remarks.add(Column::Kits, &language.phrases().problem.choose_kit);
            }
            return;
        }
        if parts(typed).len() > MOST_PARTS {
            remarks.add(Column::Kits, &language.desk().season.too_many_kits);
            return;
        }
        let (mut slugs, mut unknown): (Vec<String>, Vec<(usize, &str)>) = (Vec::new(), Vec::new());
        for found in self.kits_in(typed) {
            match found {
                Ok(kit) => slugs.push(kit.slug.clone()),
                Err(at) => unknown.push(at),
            }
        }
        // Who wrote codes reads what they stand for.
        let is_coded = slugs.iter().any(|slug| !plain(typed).contains(&plain(&self.title_of(slug))));
        if unknown.is_empty() && is_coded && slugs.len() <= MOST_KITS {
            let labels: Vec<String> = slugs
                .iter()
                .filter_map(|slug| planning.reference.kit(slug, None))
                .map(|kit| label(kit, language))
                .collect();
            remarks.taken.insert(Column::Kits, labels.join("; "));
        }
        if !unknown.is_empty() {
            self.unknown_kit(typed, &unknown, slugs.is_empty(), remarks);
        } else if slugs.len() > MOST_KITS {
            remarks.add(Column::Kits, &language.desk().season.too_many_kits);
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

    fn title_of(&self, slug: &str) -> String {
        self.planning.reference.kit(slug, None).map_or_else(String::new, |kit| kit.title(self.language()))
    }

    /// `is_all`: nothing of the cell is known, and it may be one name that was cut at its "en".
    fn unknown_kit(&self, typed: &str, unknown: &[(usize, &str)], is_all: bool, remarks: &mut Remarks) {
        let (d, language) = (&self.language().desk().season, self.language());
        let kits: Vec<&Kit> = self.planning.reference.kits().collect();
        let titles: Vec<String> = kits.iter().map(|kit| kit.title(language)).collect();
        let near = |part: &str| nearest(part, titles.iter().map(String::as_str)).and_then(|at| kits.get(at));
        let meant = |part: &str, kit: &Kit| {
            let name = label(kit, language);
            d.kit_near.with(&[("typed", &as_asked(part)), ("name", &as_asked(&name))])
        };
        if let Some(kit) = near(typed).filter(|_| is_all) {
            remarks.offer(Column::Kits, meant(typed, kit), &kit.contents.code);
            return;
        }
        let Some((first, part)) = unknown.first() else { return };
        let Some(kit) = near(part) else {
            // Of a name that was cut at its "en" the whole tells more.
            let (said, run) = if is_all { (typed, 0..parts(typed).len()) } else { (*part, *first..first + 1) };
            let likely = season::Names::new(titles.iter().map(String::as_str))
                .likely(said)
                .into_iter()
                .filter_map(|at| kits.get(at))
                .take(MOST_LIKELY);
            let cells = likely.map(|kit| season::replaced(typed, run.clone(), &label(kit, language))).collect();
            return remarks.offer_each(Column::Kits, d.kit_unknown.of(as_asked(said)), cells);
        };
        // What follows and means the same one is a piece of its name.
        let is_piece = |(own, (at, part)): &(usize, &(usize, &str))| {
            own == at && near(part).is_some_and(|other| other.slug == kit.slug)
        };
        let pieces = (*first..).zip(unknown).take_while(is_piece).count();
        let cell = season::replaced(typed, *first..first + pieces, &kit.contents.code);
        let said = if is_all && pieces == unknown.len() { typed } else { *part };
        remarks.offer(Column::Kits, meant(said, kit), cell);
    }

    /// A name may hold commas and the word "en": the most parts that are one name together are taken.
    fn kits_in<'a>(&self, typed: &'a str) -> Vec<Result<&Kit, (usize, &'a str)>> {
        let mut found = Vec::new();
        let parts = parts(typed);
        let mut left = &parts[..];
        while let Some((first, rest)) = left.split_first() {
            let joined = (1..=left.len().min(self.names().most)).rev().find_map(|number| {
                let (name, rest) = left.split_at_checked(number)?;
                Some((self.kit_of(&name.join(" "), false)?, rest))
            });
            let (kit, rest) = joined.map_or_else(
                || (self.kit_of(first, true).ok_or((parts.len() - left.len(), *first)), rest),
                |(kit, rest)| (Ok(kit), rest),
            );
            found.push(kit);
            left = rest;
        }
        found
    }

    /// By its slug, a title, or code and title; `has_code` is for a part of a cell, which may begin with the code as lists do.
    pub(super) fn kit_of(&self, part: &str, has_code: bool) -> Option<&Kit> {
        let wanted = joined(part);
        let first = part.split_whitespace().next().map(plain).filter(|_| has_code).unwrap_or_default();
        // "K1" is K01 too.
        let short = first.strip_prefix('k').and_then(|number| number.parse::<u8>().ok());
        let by_code = || {
            let code = format!("K{:02}", short?);
            self.planning.reference.kits().find(|kit| kit.contents.code == code)
        };
        let named = self.names().kits.get(&wanted).copied().or_else(by_code);
        named.filter(|_| !wanted.is_empty())
    }

    /// Whether all that a cell names are themes.
    pub(super) fn is_kits(&self, cell: &str) -> bool {
        let parts = parts(cell);
        parts.len() <= MOST_PARTS && parts.into_iter().all(|part| self.kit_of(part, true).is_some())
    }
}

/// A name without what its parts are joined with.
fn joined(name: &str) -> String {
    plain(&parts(name).join(" "))
}

/// For whom it is, by a name of the list or as people say it.
pub fn audience_of(typed: &str) -> Option<MeetingAudience> {
    let wanted = plain(typed);
    let is_named =
        |own: &&MeetingAudience| named(**own, &|t: &Phrases, code| t.audience.by_code(code)).contains(&wanted);
    MeetingAudience::ALL.iter().find(is_named).copied().or_else(|| season::audience(typed))
}
