//! The names of days (dagen): of every day and weekly rule of the tables, in every language.

use aantafel::language::Language;
use aantafel::seed;

#[test]
fn every_day_and_weekly_rule_of_the_tables_has_its_name_in_every_language() {
    let shipped = seed::reference::shipped().expect("the shipped tables");
    let named =
        [("nl", true), ("en", false)].map(|(code, is_dutch)| (Language::find(code).expect("written"), is_dutch));
    for (language, is_dutch) in named {
        let t = language.phrases();
        for day in &shipped.days {
            let name = if is_dutch { &day.name_nl } else { &day.name_en };
            assert_eq!(
                t.day.by_code(&day.key).map(|phrase| phrase.as_str()),
                Some(name.as_str()),
                "{language} {}",
                day.key
            );
        }
        for rule in &shipped.weekly_rules {
            let name = if is_dutch { &rule.name_nl } else { &rule.name_en };
            let own = t.weekly_rule.by_code(&rule.key).map(|phrase| phrase.as_str());
            assert_eq!(own, Some(name.as_str()), "{language} {}", rule.key);
        }
    }
}
