//! The sheets of a meeting (printen): those of each language, and how much of them is still in Dutch.

use std::fmt::Display;

use super::view::own_and_others;
use crate::domain::meeting::Meeting;
use crate::language::{Lang, Language};
use crate::web::Reference;
use crate::web::handout::offered::{self, Offer};
use crate::web::page::DeskPage;

pub struct Prints {
    pub language: Lang,
    pub offers: Vec<Offer>,
    /// How many of the texts for parents were not translated, or may not be printed before somebody read them.
    pub dutch: Option<String>,
}

impl Prints {
    /// In Dutch and the languages of the evening, and in the others.
    pub fn of(meeting: &Meeting, reference: &Reference, page: &DeskPage) -> [Vec<Self>; 2] {
        let of_kits = |language| {
            let kits = meeting.kits.iter().filter_map(|own| reference.kit(&own.slug, own.pinned_version));
            kits.map(|kit| kit.in_dutch(language)).fold((0, 0), |(dutch, all), (own, of)| (dutch + own, all + of))
        };
        let all = Language::written().map(|language| {
            let (dutch, texts): (usize, usize) = of_kits(language);
            let is_told = dutch > 0 && meeting.plan.audience.is_parents();
            let said = [("dutch", &dutch as &dyn Display), ("all", &texts)];
            let dutch = is_told.then(|| page.d.show.partly_dutch.with(&said));
            Self { language, offers: offered::on_desk(meeting, language, page.t), dutch }
        });
        own_and_others(meeting, all, |one| one.language)
    }
}
