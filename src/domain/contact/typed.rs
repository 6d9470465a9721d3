//! What a coordinator types of a contact (getypt): a number that can be dialled, an address that can be opened.

use super::Channel;
use crate::domain::kit::rule;
use crate::domain::neutral::loaded_word;
use crate::domain::typed::western_digits;

/// 112 has three digits; a number abroad has fifteen at most (E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 3..=15;
const LONGEST_ADDRESS: usize = 120;

impl Channel {
    /// The value as it is kept, in Western digits; None when nobody can dial or open it.
    pub fn read(self, typed: &str) -> Option<String> {
        match self {
            Self::Phone | Self::Whatsapp => phone(typed),
            Self::Web => web(typed),
        }
    }
}

/// A number that can be dialled.
pub fn phone(typed: &str) -> Option<String> {
    let phone = western_digits(typed.trim());
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    let is_whole = DIGITS.contains(&digits) && phone.chars().all(|c| c.is_ascii_digit() || "+ -()".contains(c));
    (is_whole && phone.rfind('+').unwrap_or(0) == 0).then_some(phone)
}

/// An address under https, of a host with a name.
fn web(typed: &str) -> Option<String> {
    let address = typed.trim();
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !part.starts_with('-')
    };
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"'\\".contains(&byte));
    let is_host = host.contains('.') && host.split('.').all(is_name);
    (is_plain && is_host && address.len() <= LONGEST_ADDRESS).then(|| address.to_owned())
}

/// Why a note cannot stand where parents may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    Loaded(&'static str),
    Rule(rule::Broken),
}

/// What parents may not read in a note beside a number (domain facts 4.2).
pub fn unfit_for_parents(note: &str) -> Option<Unfit> {
    let frightens = || rule::frightens(&note.to_lowercase()).map(Unfit::Rule);
    loaded_word(note).map(Unfit::Loaded).or_else(frightens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_can_be_dialled_and_an_address_opened_or_they_are_not_taken() {
        for right in ["112", "0800-2000", " +31 247 247 247 ", "(030) 000 00 01", "٠٨٠٠-٢٠٠٠"] {
            assert!(Channel::Phone.read(right).is_some(), "{right}");
        }
        assert_eq!(Channel::Phone.read("٠٨٠٠-٢٠٠٠").as_deref(), Some("0800-2000"));
        for wrong in ["", "12", "bel 112", "0800 2000 ext 3", "1234567890123456", "0+31", "0800\n2000"] {
            assert_eq!(Channel::Whatsapp.read(wrong), None, "{wrong:?}");
        }
        for right in ["https://www.veiligthuis.nl", "https://example.org/chat?x=1"] {
            assert_eq!(Channel::Web.read(right).as_deref(), Some(right));
        }
        for wrong in [
            "",
            "http://example.org",
            "https://",
            "https://example",
            "javascript:alert(1)",
            "https://a b.nl",
            "https://.nl",
            "https://x.nl/\"><b",
            "https://user@x.nl",
        ] {
            assert_eq!(Channel::Web.read(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_note_that_parents_may_read_frightens_nobody() {
        assert_eq!(unfit_for_parents("Advies, ook anoniem. Dag en nacht."), None);
        assert!(matches!(unfit_for_parents("Meldpunt achterlating"), Some(Unfit::Loaded(_))));
        assert!(matches!(unfit_for_parents("U krijgt een boete"), Some(Unfit::Rule(_))));
    }
}
