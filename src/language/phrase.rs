//! One sentence of the interface: plain, with named gaps, or with a form per plural category of the language.

use std::fmt::{self, Display};

use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};
use serde::Deserialize;

use super::Lang;

/// The plural rules are CLDR's, through icu: Arabic has six forms, Dutch two.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Written")]
pub struct Phrase {
    other: String,
    forms: Vec<(PluralCategory, String)>,
}

/// How a phrase file writes it: a sentence, or a table of forms.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    Plural(Forms),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

impl From<Written> for Phrase {
    fn from(written: Written) -> Self {
        match written {
            Written::Plain(other) => Self { other, forms: Vec::new() },
            Written::Plural(Forms { zero, one, two, few, many, other }) => {
                use PluralCategory::{Few, Many, One, Two, Zero};
                let forms = [(Zero, zero), (One, one), (Two, two), (Few, few), (Many, many)];
                let forms = forms.into_iter().filter_map(|(category, form)| Some((category, form?))).collect();
                Self { other, forms }
            }
        }
    }
}

impl Phrase {
    pub fn as_str(&self) -> &str {
        &self.other
    }

    /// Fills the gaps `{name}`. In right-to-left text each value is isolated, so that it cannot turn what stands around it.
    pub fn with(&self, values: &[(&str, &dyn Display)]) -> String {
        fill(&self.other, values)
    }

    /// The one gap of the phrase, whatever its name.
    pub fn of(&self, value: impl Display) -> String {
        let name = gaps(&self.other).next().unwrap_or_default();
        fill(&self.other, &[(name, &value)])
    }

    /// The form for a number; `{n}` is the number.
    pub fn count(&self, language: Lang, n: impl Number) -> String {
        let n = n.number();
        let category = rules(language).category_for(n);
        let form = self.forms.iter().find(|(own, _)| *own == category).map_or(&self.other, |(_, form)| form);
        fill(form, &[("n", &n)])
    }

    /// Every form, for tests that read them all.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(|(_, form)| form.as_str()).chain([self.other.as_str()])
    }

    pub fn has_plural(&self) -> bool {
        !self.forms.is_empty()
    }
}

/// What can be counted: whole numbers, and references to them, which is what templates have.
pub trait Number {
    fn number(self) -> i64;
}

macro_rules! numbers {
    ($($type:ty),+) => { $(
        impl Number for $type {
            fn number(self) -> i64 {
                i64::from(self)
            }
        }
    )+ };
}

numbers!(i64, i32, u16, u32);

impl<T: Number + Copy> Number for &T {
    fn number(self) -> i64 {
        (*self).number()
    }
}

impl Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.other)
    }
}

/// The names between braces.
pub fn gaps(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

fn fill(text: &str, values: &[(&str, &dyn Display)]) -> String {
    let is_rtl = text.chars().any(|c| ('\u{590}'..='\u{8ff}').contains(&c));
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(own, _)| *own == name);
        debug_assert!(value.is_some(), "the phrase {text:?} has a gap {name:?} that nothing fills");
        if let Some((_, value)) = value {
            out.push_str(&if is_rtl { format!("\u{2068}{value}\u{2069}") } else { value.to_string() });
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Made anew each time: the rules are compiled in, and borrowing them costs nothing worth keeping.
fn rules(language: Lang) -> PluralRules {
    let locale: icu_locale_core::Locale = language.code.parse().expect("the codes of LANGUAGES are BCP 47");
    PluralRules::try_new(locale.into(), PluralRuleType::Cardinal.into()).expect("the rules are compiled in")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[derive(Deserialize)]
    struct File {
        phrase: Phrase,
    }

    fn phrase(toml: &str) -> Phrase {
        toml::from_str::<File>(toml).expect("a phrase").phrase
    }

    #[test]
    fn arabic_counts_in_six_forms_and_dutch_in_two() {
        let counted = phrase("phrase = { zero = 'z', one = 'o', two = 't', few = 'f', many = 'm', other = 'x{n}' }");
        let arabic = Language::find("ar").expect("Arabic");
        let said: Vec<_> = [0, 1, 2, 3, 11, 100].map(|n| counted.count(arabic, n)).into();
        assert_eq!(said, ["z", "o", "t", "f", "m", "x100"]);
        assert_eq!(counted.count(Language::dutch(), 2), "x2");
        assert_eq!(counted.count(Language::dutch(), 1), "o");
    }

    #[test]
    fn a_value_in_arabic_text_is_isolated_and_in_dutch_text_is_not() {
        assert_eq!(phrase("phrase = 'في {place}'").of("Utrecht"), "في \u{2068}Utrecht\u{2069}");
        assert_eq!(phrase("phrase = 'In {place}.'").of("Utrecht"), "In Utrecht.");
    }
}
