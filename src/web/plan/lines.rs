//! The organisers' own lines on flyer and poster (eigen regels): printed as they are written, so guarded before they are kept.

use chrono::NaiveDate;

use super::{KIT_FIELDS, Planning};
use crate::domain::detail::is_web_address;
use crate::domain::neutral::loaded_word;
use crate::domain::text::CleanText;
use crate::web::form::Form;
use crate::web::wrong::{self, Wrong, Wrongs};

/// As long as a title: it stands in one or two lines of a flyer.
const LONGEST: usize = 60;

impl Planning {
    pub(super) fn check_lines(&self, form: &Form, today: NaiveDate, wrongs: &mut Wrongs) -> [String; 2] {
        ["line_one", "line_two"].map(|name| {
            let line = form.line(name);
            if let Some(wrong) = self.wrong_line(form, &line, today) {
                wrongs.add(name, wrong);
            }
            line.into_string()
        })
    }

    fn wrong_line(&self, form: &Form, line: &CleanText, today: NaiveDate) -> Option<Wrong> {
        let text = line.as_str();
        wrong::text(line, false, LONGEST, today)
            .or_else(|| is_web_address(text).then_some(Wrong::WebAddress))
            .or_else(|| loaded_word(text).map(Wrong::LoadedWord))
            .or_else(|| self.never_word(form, text).map(Wrong::NeverWord))
    }

    /// A word that one of the evening's themes never says to parents.
    fn never_word(&self, form: &Form, text: &str) -> Option<String> {
        let text = text.to_lowercase();
        let kits = KIT_FIELDS.iter().filter_map(|field| self.reference.kit(form.typed(field), None));
        kits.flat_map(|kit| &kit.contents.never_words).find(|word| text.contains(&word.to_lowercase())).cloned()
    }
}
