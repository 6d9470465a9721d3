//! What is wrong with a field (fout), before it is a sentence: desk and host's room check the same, each says it in its own words.

use super::form::Problems;
use crate::domain::clash::OwnEvening;
use crate::domain::detail::{PersonalDetail, personal_detail};
use crate::domain::region::Region;
use crate::domain::text::CleanText;
use chrono::NaiveDate;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    Needed,
    /// With the most characters it may have.
    TooLong(usize),
    Detail(PersonalDetail),
    /// With the word that does not fit where parents read.
    LoadedWord(&'static str),
    /// The same, with a word that a theme of the evening never uses before parents.
    NeverWord(String),
    WebAddress,
    Choose,
    ChoosePartner,
    ChooseLanguage,
    ChooseKit,
    KitTwice,
    KitNotForParents,
    ChooseTitle,
    TitleOfKit,
    /// With the language of the title that nobody read.
    NeedsReader(&'static str),
    /// With the least and the most.
    Number(i32, i32),
    Date,
    Time,
    Length,
    InThePast,
    TooFar,
    /// The one that is suggested.
    ConfirmRegion(Region),
    /// With how the regions run there.
    MixedRegion(String),
    Phone,
    InterpreterFamily,
    ChildcareAdult,
    /// With who is elsewhere at that time.
    PeopleTwice(String),
    /// With one's own evenings at that time.
    HostTwice(Vec<OwnEvening>),
    /// With who said that they cannot then.
    PeopleAway(String),
    RoomAway,
    ChoosePayer,
    Amount,
    FreeCostsNothing,
}

/// A line or a text of somebody: there when it is needed, not too long, and nothing about a person.
pub fn text(text: &CleanText, is_needed: bool, longest: usize, today: NaiveDate) -> Option<Wrong> {
    if is_needed && text.is_empty() {
        Some(Wrong::Needed)
    } else if text.length() > longest {
        Some(Wrong::TooLong(longest))
    } else {
        personal_detail(text.as_str(), today).map(Wrong::Detail)
    }
}

/// What is wrong, beside which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrongs(Vec<(&'static str, Wrong)>);

impl Wrongs {
    pub fn add(&mut self, field: &'static str, wrong: Wrong) {
        self.0.push((field, wrong));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn any(&self, is_such: impl Fn(&Wrong) -> bool) -> bool {
        self.0.iter().any(|(_, wrong)| is_such(wrong))
    }

    /// As sentences; the first trouble of a field is the one that is told.
    pub fn in_words(&self, say: impl Fn(&Wrong) -> String) -> Problems {
        let mut problems = Problems::default();
        self.0.iter().for_each(|(field, wrong)| problems.add(field, say(wrong)));
        problems
    }
}
