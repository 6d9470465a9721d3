//! What an evening of a season is called when nobody named it (werktitel): after the one it is like, if it is for the same people.

use super::row::Row;
use crate::domain::meeting::Meeting;
use crate::domain::organisation::Organisation;
use crate::domain::plan::MeetingAudience;
use crate::domain::season::Column;
use crate::domain::text::LONGEST_LINE;
use crate::language::{Lang, Language};
use crate::web::Reference;
use crate::web::form::Form;
use crate::web::plan::KIT_FIELDS;

/// With whom it is, and the evening with the same organisation that it is like.
pub struct With<'a> {
    pub partner: Option<&'a Organisation>,
    pub like: Option<&'a Meeting>,
}

/// Once audience and kits are known. "Moeders: praten met je kind" is no name for an evening of fathers.
pub fn of(row: &Row, form: &Form, with: &With<'_>, reference: &Reference, language: Lang) -> String {
    let typed = row.cell(Column::Title);
    let audience: Option<MeetingAudience> = form.typed("audience").parse().ok();
    if !typed.is_empty() {
        return typed.to_owned();
    }
    let like = with.like.map(|like| (like.plan.audience, like.plan.working_title.as_str()));
    if let Some((own, title)) = like.filter(|(_, title)| !title.is_empty()) {
        match audience {
            Some(audience) if audience != own => {
                if let Some(said) = renamed(title, own, audience, language) {
                    return said;
                }
            }
            _ => return title.to_owned(),
        }
    }
    let kit = reference.kit(form.typed(KIT_FIELDS[0]), None);
    match (audience.filter(|audience| *audience != MeetingAudience::ParentsTogether), kit) {
        (Some(audience), Some(kit)) => after(name(audience, language), &kit.title(language)),
        (None, Some(kit)) if with.partner.is_some() => {
            about(&kit.title(language), with.partner.map_or("", |partner| partner.name.as_str()))
        }
        _ => {
            let partner = with.partner.map_or("-", |partner| partner.name.as_str());
            language.desk().proposal.working_title.of(partner)
        }
    }
}

/// "Veilig op reis, Koffiekring De Linde". Of a long theme its beginning is enough.
fn about(theme: &str, partner: &str) -> String {
    let theme = theme.split(": ").next().unwrap_or(theme).trim_end_matches(['?', '.', '!']);
    let whole = format!("{theme}, {partner}");
    if whole.chars().count() > LONGEST_LINE { theme.to_owned() } else { whole }
}

/// "Vaders: praten met je kind". A theme may have a colon of its own, and two in one title read badly.
fn after(audience: &str, theme: &str) -> String {
    let theme = theme.split_once(": ").map_or_else(|| theme.to_owned(), |(first, rest)| format!("{first}, {rest}"));
    format!("{audience}: {theme}")
}

/// The title with the name of one audience before it, with that of another instead.
fn renamed(title: &str, own: MeetingAudience, other: MeetingAudience, language: Lang) -> Option<String> {
    let names = ["nl", "en"].into_iter().filter_map(Language::find).map(|language| name(own, language));
    let rest = names.into_iter().find_map(|name| {
        let begin = title.get(..name.len()).filter(|begin| begin.to_lowercase() == name.to_lowercase())?;
        title.strip_prefix(begin)
    })?;
    // "Moeders en vaders" begins alike, and is another name.
    let is_apart = rest.starts_with([':', ',']) || rest.starts_with(" -");
    is_apart.then(|| format!("{}{rest}", name(other, language)))
}

fn name(audience: MeetingAudience, language: Lang) -> &'static str {
    language.phrases().audience.by_code(audience.code()).map_or("", |name| name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_made_has_one_colon() {
        let said = after("Vaders", "Met vakantie en weer terug: wat zegt de wet?");
        assert_eq!(said, "Vaders: Met vakantie en weer terug, wat zegt de wet?");
        assert_eq!(after("Vaders", "Praten met je kind"), "Vaders: Praten met je kind");
    }

    #[test]
    fn an_evening_for_all_parents_is_called_after_its_theme_and_with_whom_it_is() {
        assert_eq!(about("Veilig op reis", "Koffiekring De Linde"), "Veilig op reis, Koffiekring De Linde");
        assert_eq!(about("Puberteit: wat verandert er?", "De Linde"), "Puberteit, De Linde");
        assert_eq!(about("Wat zegt de wet?", "De Linde"), "Wat zegt de wet, De Linde");
        assert_eq!(about("Veilig op reis", &"x".repeat(120)), "Veilig op reis");
    }

    #[test]
    fn a_title_that_begins_with_its_audience_is_renamed_and_another_is_not() {
        use MeetingAudience::{Fathers, Mothers};
        let renamed = |title| renamed(title, Mothers, Fathers, Language::dutch());
        assert_eq!(renamed("Moeders: praten met je kind").as_deref(), Some("Vaders: praten met je kind"));
        assert_eq!(renamed("mothers, second evening").as_deref(), Some("Vaders, second evening"));
        for other in ["Moeders en vaders samen", "Moedersprache: iets", "Praten met moeders", "", "Moeders", "é"] {
            assert_eq!(renamed(other), None, "{other}");
        }
    }
}
