//! Whom parents can call (contacten): near home first, and only numbers that are for parents and were tried lately.

use chrono::NaiveDate;

use super::Refusal;
use super::block::{Block, ContactLine, Line, Span};
use super::line;
use crate::domain::contact::{Channel, Contact, Hours, LocalContact, LocalContactKind, OpeningHours};
use crate::domain::day::Weekday;
use crate::language::{Lang, Language, Phrase, date_in_words, time};

const ALARM: &str = "alarm";
/// Its name says what it is about; beside it stands what it is for.
const KNOT: &str = "lkha";
/// In this order.
pub const FOR_ADVICE: [&str; 3] = [ALARM, "veilig_thuis", KNOT];

/// The contacts of a handout, and the day on which it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Contacts {
    near: Vec<LocalContact>,
    national: Vec<Contact>,
    today: NaiveDate,
}

impl Contacts {
    /// Takes those for parents and leaves the rest: parenting support in the municipality, and national phone numbers that
    /// have a sentence in every language.
    pub fn for_parents(national: &[Contact], local: &[LocalContact], municipality: &str, today: NaiveDate) -> Self {
        let mut national: Vec<_> = national.iter().filter(|contact| is_for_parents(contact)).cloned().collect();
        national.sort_by_key(|contact| contact.place);
        let is_near = |contact: &&LocalContact| is_near_for_parents(contact) && contact.is_in(municipality);
        Self { near: local.iter().filter(is_near).cloned().collect(), national, today }
    }

    /// Those whom somebody of the evening calls when something was told.
    pub fn for_advice(national: &[Contact], today: NaiveDate) -> Self {
        let found = FOR_ADVICE.iter().filter_map(|key| national.iter().find(|contact| contact.key == *key));
        Self { near: Vec::new(), national: found.cloned().collect(), today }
    }

    /// The number in danger.
    pub(super) fn alarm(&self) -> Option<&str> {
        self.national.iter().find(|contact| contact.key == ALARM).map(|contact| contact.value.as_str())
    }

    /// All of them, or none: parents cannot see which number of a sheet is the old one.
    pub(super) fn lines(&self, language: Lang) -> Result<Vec<ContactLine>, Refusal> {
        let is_stale = self.near.iter().any(|contact| contact.is_stale(self.today))
            || self.national.iter().any(|contact| contact.is_stale(self.today));
        if is_stale {
            return Err(Refusal::StaleContact);
        }
        let near = self.near.iter().map(|contact| near_home(contact, language));
        Ok(near.chain(self.national.iter().map(|contact| national(contact, language))).collect())
    }

    /// "Nummers gecontroleerd op ...", by the one that was tried longest ago.
    pub(super) fn checked(&self, language: Lang) -> Line {
        let phrases = &language.phrases().handout;
        let near = self.near.iter().map(|contact| contact.confirmed_on);
        let oldest = near.chain(self.national.iter().map(|contact| contact.confirmed_on)).min();
        match oldest {
            Some(Some(day)) => line::fill(&phrases.checked_on, &[("date", line::plain(date_in_words(language, day)))]),
            Some(None) => line::plain(&phrases.never_checked),
            None => Line::new(),
        }
    }
}

/// A phone number that has a sentence in every language.
pub(super) fn is_for_parents(contact: &Contact) -> bool {
    let is_phone = contact.for_parents && contact.channel == Channel::Phone;
    is_phone && Language::dutch().phrases().contact.by_code(&contact.key).is_some()
}

pub(super) fn is_near_for_parents(contact: &LocalContact) -> bool {
    contact.kind == LocalContactKind::ParentingSupport
}

/// The blocks that end a sheet: a heading and the numbers.
pub(super) fn blocks(lines: Vec<ContactLine>, language: Lang) -> Vec<Block> {
    headed(&language.phrases().handout.contacts, lines)
}

pub(super) fn headed(heading: &Phrase, lines: Vec<ContactLine>) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let text = line::plain(heading);
    vec![Block::Heading { level: 2, text }, Block::Contacts(lines)]
}

pub(super) fn national(contact: &Contact, language: Lang) -> ContactLine {
    if contact.key == KNOT {
        let told = &language.phrases().told;
        let (name, note) = (line::plain(&told.knot), line::plain(&told.knot_note));
        return ContactLine { name, value: contact.value.clone(), note };
    }
    let phrases = &language.phrases().contact;
    let named = |code: &str| phrases.by_code(code).map(line::plain).unwrap_or_default();
    let name = named(&contact.key);
    ContactLine { name, value: contact.value.clone(), note: named(&format!("{}_note", contact.key)) }
}

pub(super) fn near_home(contact: &LocalContact, language: Lang) -> ContactLine {
    let phrases = &language.phrases().handout;
    let hours = opening_hours(&contact.hours, language);
    let spoken: Vec<Lang> = contact.languages.iter().filter_map(Language::find).collect();
    let gap = |phrase: &Phrase, name: &'static str, value: Line| {
        if value.is_empty() { Line::new() } else { line::fill(phrase, &[(name, value)]) }
    };
    let walk_in = gap(&phrases.walk_in, "hours", hours);
    let languages = gap(&phrases.languages_spoken, "languages", line::own_names(&spoken, language));
    let has_phone = !contact.phone.trim().is_empty();
    let value = if has_phone { contact.phone.clone() } else { contact.address.clone() };
    // Without a phone number the address itself is what is printed large.
    let place = line::street(if has_phone { &contact.address } else { "" }, &contact.municipality);
    ContactLine {
        name: line::typed(&contact.name, language),
        value,
        note: line::joined_by([place, walk_in, languages], " · "),
    }
}

/// "dinsdag 09.30-11.30, donderdag 13.00-15.00"; empty when always or not known.
fn opening_hours(hours: &OpeningHours, language: Lang) -> Line {
    line::join(hours.hours().iter().map(|part| part_of_week(part, language)), language)
}

fn part_of_week(part: &Hours, language: Lang) -> Line {
    let clock = format!("{}-{}", time(language, part.from), time(language, part.until));
    let days = part.days.chunk_by(|one, next| *one as usize + 1 == *next as usize).map(|run| match run {
        [first, _, .., last] => format!("{} – {}", weekday(*first, language), weekday(*last, language)),
        few => few.iter().map(|day| weekday(*day, language).to_string()).collect::<Vec<_>>().join(" + "),
    });
    let mut line = line::plain(days.collect::<Vec<_>>().join(" + "));
    line.extend([Span::Plain(" ".to_owned()), Span::Ltr(clock)]);
    line
}

fn weekday(day: Weekday, language: Lang) -> &'static Phrase {
    let names = &language.phrases().weekday;
    match day {
        Weekday::Monday => &names.mon,
        Weekday::Tuesday => &names.tue,
        Weekday::Wednesday => &names.wed,
        Weekday::Thursday => &names.thu,
        Weekday::Friday => &names.fri,
        Weekday::Saturday => &names.sat,
        Weekday::Sunday => &names.sun,
    }
}
