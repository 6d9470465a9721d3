//! Every sentence, one struct field each: a typo in a template does not compile, and a missing sentence does not load.

use std::sync::LazyLock;

use serde::Deserialize;

use super::phrase::Phrase;
use super::{LANGUAGES, Language};

/// Declares the sections of a phrase file and their sentences.
macro_rules! phrases {
    ($(#[$meta:meta])* $name:ident { $($section:ident: $type:ident { $($field:ident)+ })+ }) => {
        $(#[$meta])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(pub $section: $type),+ }

        impl $name {
            /// Every sentence with its name, for tests that read them all.
            pub fn each(&self) -> Vec<(String, &Phrase)> {
                let mut all = Vec::new();
                $(all.extend(self.$section.each().into_iter().map(|(field, phrase)| (format!("{}.{field}", stringify!($section)), phrase)));)+
                all
            }
        }

        $(
            #[derive(Debug, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $type { $(pub $field: Phrase),+ }

            impl $type {
                /// The sentence with this name: for values that have a code.
                pub fn by_code(&self, code: &str) -> Option<&Phrase> {
                    self.each().into_iter().find(|(field, _)| *field == code).map(|(_, phrase)| phrase)
                }

                fn each(&self) -> Vec<(&'static str, &Phrase)> {
                    vec![$((stringify!($field), &self.$field)),+]
                }
            }
        )+
    };
}

phrases! {
    /// The parents' pages and handouts: in every written language.
    Phrases {
        site: SitePhrases {
            name skip languages agenda practical desk code_line
        }
        agenda: AgendaPhrases {
            title intro place spoken any show found none later earlier calendar calendar_hint cancelled filter
        }
        meeting: MeetingPhrases {
            when hours where_ place_withheld room languages for_whom school_phase childcare childcare_yes childcare_no
            food interpreter interpreter_yes just_come organisation add calendar_hint handouts read_tips tips_pdf
            flyer_page flyer_pdf share share_hint share_text cancelled over ask_organisation all_meetings other_languages
        }
        audience: AudiencePhrases {
            parents_together mothers fathers blended_families facilitators school_staff care_workers
        }
        school_phase: SchoolPhasePhrases { all group_7_8 first_years ages_14_18 }
        food: FoodPhrases { none drinks snacks meal_halal meal_vegetarian meal_fasting }
        handout: HandoutPhrases {
            tips flyer run_sheet unread in_dutch ask_facilitator contacts contacts_stale qr_tips qr_meeting qr_alternative
            walk_in languages_spoken checked_on never_checked footer page_of as_pdf back no_tips
        }
        run_sheet: RunSheetPhrases {
            title agenda from until part minutes questions approach materials readiness parents_question people
            facilitator interpreter childcare law law_hint goal none kit
        }
        readiness: ReadinessPhrases {
            room date_check facilitators interpreter childcare food invitations print quiet_room evaluation
        }
        practical: PracticalPhrases {
            title intro leave history from_abroad not_from_abroad call web back
        }
        contact: ContactPhrases {
            alarm alarm_note veilig_thuis veilig_thuis_note kindertelefoon kindertelefoon_note fier_chat fier_chat_note
            nlww_phone nlww_phone_note nlww_whatsapp nlww_whatsapp_note
        }
        date: DatePhrases { long short }
        weekday: WeekdayPhrases { mon tue wed thu fri sat sun }
        month: MonthPhrases { jan feb mar apr may jun jul aug sep oct nov dec }
        failure: FailurePhrases {
            stale stale_text
            not_found not_found_text refused refused_text too_much too_much_text busy busy_text broken broken_text
        }
    }
}

static PHRASES: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
    [
        ("nl", include_str!("../../templates/phrases/nl.toml")),
        ("en", include_str!("../../templates/phrases/en.toml")),
        ("ar", include_str!("../../templates/phrases/ar.toml")),
        ("ti", include_str!("../../templates/phrases/ti.toml")),
    ]
    .into_iter()
    .zip(Language::written())
    .map(|((code, file), language)| {
        assert_eq!(code, language.code, "the phrase files stand in the order of LANGUAGES");
        read(code, file)
    })
    .collect()
});

/// A phrase file is part of the program: one that does not fit is a mistake of ours, found by the first test.
fn read<T: serde::de::DeserializeOwned>(code: &str, file: &str) -> T {
    toml::from_str(file).unwrap_or_else(|cause| panic!("phrases of {code}: {cause}"))
}

pub fn of(language: &Language) -> &'static Phrases {
    let at = LANGUAGES.iter().filter(|own| own.is_written).position(|own| own.code == language.code);
    &PHRASES[at.unwrap_or(0)]
}

phrases! {
    /// The desk: Dutch and English.
    Desk {
        done: DonePhrases { created }
    }
}

static DESK: LazyLock<[Desk; 2]> = LazyLock::new(|| {
    [
        read("desk.nl", include_str!("../../templates/phrases/desk.nl.toml")),
        read("desk.en", include_str!("../../templates/phrases/desk.en.toml")),
    ]
});

pub fn desk_of(language: &Language) -> &'static Desk {
    &DESK[usize::from(language.code == "en")]
}
