//! Every sentence, one struct field each: a typo in a template does not compile, and a missing sentence does not load.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::phrase::Phrase;
use super::{LANGUAGES, Language};

#[macro_use]
mod declare;
mod availability;
mod board;
mod desk;
mod own_feed;
mod proposal;

use availability::AvailabilityPhrases;
use board::BoardPhrases;
pub use desk::{Desk, DeskPartnerPhrases, of as desk_of};
use own_feed::OwnFeedPhrases;
use proposal::HostProposalPhrases;

phrases! {
    /// The parents' pages and handouts: in every written language.
    Phrases {
        site: SitePhrases { name skip languages agenda practical desk code_line join privacy accessibility }
        agenda: AgendaPhrases {
            title intro place spoken any show found none later earlier calendar calendar_hint cancelled filter
        }
        feed: FeedPhrases { name title text once since used never make renew end }
        own_feed: OwnFeedPhrases
        explanation: ExplanationPhrases {
            title link intro shared look_first one one_1 one_2 one_3 one_app list list_text list_filter address apple_1
            apple_2 google_1 google_2 google_3 google_late outlook_1 outlook_2 outlook_3 android_1 android_2
            thunderbird_1 thunderbird_2 stop
        }
        meeting: MeetingPhrases {
            when hours where_ place_withheld room languages for_whom school_phase childcare childcare_yes childcare_no
            food interpreter interpreter_yes just_come organisation add calendar_hint handouts read_tips tips_pdf
            flyer_page flyer_pdf share share_hint share_text cancelled not_agreed over ask_organisation all_meetings moved moved_from moved_from_place
        }
        audience: AudiencePhrases { parents_together mothers fathers blended_families facilitators school_staff care_workers }
        school_phase: SchoolPhasePhrases { all group_7_8 first_years ages_14_18 }
        food: FoodPhrases { none drinks snacks meal_halal meal_vegetarian meal_fasting }
        handout: HandoutPhrases {
            tips flyer picture run_sheet unread in_dutch ask_facilitator contacts contacts_stale qr_tips qr_meeting qr_alternative
            walk_in languages_spoken checked_on never_checked footer as_pdf as_picture back no_tips not_printable poster
            tips_large bilingual bilingual_large only_dutch cards no_cards evaluation facilitator_card
            volunteer_card
        }
        run_sheet: RunSheetPhrases {
            title agenda from until part minutes questions approach materials readiness parents_question people
            facilitator interpreter childcare law law_hint partly_dutch goal none kit
        }
        evaluation: EvaluationPhrases {
            title intro no_name welcome understood mattered ask good middle bad good_face middle_face bad_face
        }
        readiness: ReadinessPhrases {
            room date_check facilitators interpreter childcare food invitations print quiet_room
            evaluation disclosure_contact
        }
        practical: PracticalPhrases { title intro leave history from_abroad not_from_abroad back }
        contact: ContactPhrases {
            alarm alarm_note veilig_thuis veilig_thuis_note kindertelefoon kindertelefoon_note fier_chat fier_chat_note
            nlww_phone nlww_phone_note nlww_whatsapp nlww_whatsapp_note
        }
        date: DatePhrases { long short }
        weekday: WeekdayPhrases { mon tue wed thu fri sat sun }
        month: MonthPhrases { jan feb mar apr may jun jul aug sep oct nov dec }
        number: NumberPhrases { time money }
        failure: FailurePhrases {
            stale stale_text typed ended ended_text ended_copy ended_link
            not_found not_found_text refused refused_text too_much too_much_text busy busy_text broken broken_text code
        }
        join: JoinPhrases {
            title intro how step_1 step_2 step_3 look_again about contact wish wish_label wish_hint button kept
            leave_empty too_fast too_often sent_before thanks_title thanks thanks_next thanks_link
        }
        entry: EntryPhrases {
            title sign_in intro you_are go_in not_you keep_link dead dead_text by_link by_link_text
            email send_link sent no_email by_password password button wrong too_often email_needed
            code_title code_text code code_button too_late code_wrong new_password_title new_password_text
            new_password save_password skip_password password_short password_long password_common
            password_own message letter_title letter_greeting letter_text letter_steps letter_until
            letter_secret qr_alternative
        }
        host: HostPhrases {
            title menu menu_home menu_proposal menu_told menu_organisation sign_out waiting nothing_waits wait_agree
            wait_start wait_change wait_message wait_task coming nothing_coming propose proposals open told_hint desk back
            simple organisation since rest
        }
        host_done: HostDonePhrases {
            agreed replied undone opened cancelled dropped told untold proposed withdrawn saved ready unready ended
            changed change_staged change_dropped costs password role off on feed_ended feed_once
        }
        ready: ReadyPhrases { title none all_done theirs due done_on found overdue tick untick }
        account: AccountPhrases {
            title where_ where_text unknown_device this_one since seen end end_all end_all_text digest digest_tick more
        }
        colleague: ColleaguePhrases {
            title intro you invited new_link invite invite_text name language email email_hint send only_a_name
            email_taken handed handed_text message scan more host reader off role role_text change_role switch_off
            switch_off_text switch_on last_host changed_meanwhile
        }
        answer: AnswerPhrases {
            title message asks changed thanks thanks_agreed thanks_other_date thanks_call_me gone gone_text
        }
        evening: EveningPhrases {
            next agree_text draft_text agree other_date other_date_label other_date_hint other_date_send call_me call_me_text
            asked_other_date asked_call phone_noted phone_undo change_text change_mine change_agreed was becomes
            wait_other wait_publish is_out is_told is_over is_off to_message reason overridden who_agreed yes not_yet
            said_yes said_by_phone ended costs costs_agree no_costs due parents_question partner visible visible_text
            is_public shows_place shows_organisation keep link cancel cancel_label cancel_hint cancel_send history
            statement is_fixed place_first no_place interpreter_needed
        }
        region: RegionPhrases { noord midden zuid }
        plan: PlanPhrases {
            date from until province municipality venue room address region languages audience school_phase capacity
            childcare_places food line_one line_two parents_question note partner working_title kit title
        }
        plan_form: PlanFormPhrases {
            date_fits nothing_known look themes working_title_hint venue_hint no_kit title_hint own_title own_title_hint
            own_title_in read_by people people_hint lines_hint
        }
        person: PersonPhrases {
            facilitator_1 facilitator_2 interpreter childcare name organisation phone trained independent_yes
            independent_no adult certificate
        }
        assessment: AssessmentPhrases {
            weeks days weeks_before weeks_days_before after no_holiday in_window too_early window_closed past_last_day
            call_first school_start in_holiday no_holiday_known school_holiday fast weekly sunset food day_on
            day_evening_before day_may_be uncertain food_unfit mind
        }
        colour: ColourPhrases { good late too_late outside }
        effect: EffectPhrases {
            no_meeting no_evening avoid avoid_evening catering info
        }
        holiday: HolidayPhrases {
            herfst kerst voorjaar mei mei_adviesweek zomer
        }
        day: DayPhrases {
            nativity_fast nl_nieuwjaar genna_lidet timkat nl_carnaval great_lent ramadan great_lent_syriac
            laylat_al_qadr chaharshanbe_suri eid_al_fitr newroz nowruz nl_goede_vrijdag nl_pasen orthodox_good_friday
            orthodox_easter orthodox_ascension orthodox_pentecost nl_koningsdag nl_dodenherdenking nl_bevrijdingsdag
            nl_hemelvaart nl_pinksteren eid_al_adha apostles_fast islamic_new_year muharram_evenings ashura mawlid
            enkutatash meskel diwali nl_sinterklaas yalda nl_kerst nl_oudjaar
        }
        weekly_rule: WeeklyRulePhrases {
            fri_midday sun_morning sat_morning_lessons wed_afternoon ramadan_iftar ramadan_daytime maghrib
            orthodox_fast_days halal_food
        }
        change: HostChangePhrases {
            title lead is_out is_theirs is_own more region_unknown region_hint childcare_hint acknowledge told
            told_owners told_parents
            told_page drop
        }
        cost: HostCostPhrases {
            change intro who amount due not_needed choose_payer amount_wrong free_costs_nothing
        }
        own: HostOwnPhrases {
            title file_text file old_password change_password change_text no_password needs_email wrong_password leave
            leave_text leave_button last_host changed_meanwhile erase erase_text contact_text sure tick sign_in_again step
            step_on step_off step_open step_how step_here step_by_hand step_then step_qr code_or_recovery switch_on
            switch_off recovery recovery_text recovery_left recovery_new
        }
        cost_item: CostItemPhrases {
            fee food room childcare interpreter
        }
        material: HostMaterialPhrases {
            date place audience lines costs undone other_date
        }
        refusal: HostRefusalPhrases {
            wrong_state changed needs_reason other room_taken costs_agreed needs_trained parents_invited
        }
        problem: HostProblemPhrases {
            needed choose too_long number date time length citizen_number birth_date phone_number email
            choose_language contact_way not_a_phone not_an_email loaded_word name_known other_words changed_meanwhile
            in_the_past too_far confirm_region mixed_region people_twice host_twice people_away
            room_away choose_partner choose_kit kit_twice kit_not_for_parents choose_title title_of_kit needs_reader
            interpreter_family childcare_adult web_address
        }
        announcement: AnnouncementPhrases {
            title intro none invited moved cancelled moved_text cancelled_text send copy tick untick told_on not_told
        }
        proposal: HostProposalPhrases
        payer: PayerPhrases { other own municipality free }
        card: CardPhrases { family abroad expert profession }
        board: BoardPhrases
        evenings: EveningsPhrases {
            title intro change days every_day find propose too_many none middle no_feast before_sunset after_sunset
            quiet_week another then close near near_hint
        }
        availability: AvailabilityPhrases
        told: ToldPhrases {
            title intro listen secrecy family tonight advice danger write nothing_kept numbers knot
            knot_note
        }
        logo: LogoPhrases { title intro label hint button take_away choose other_kind size broken }
        profile: ProfilePhrases {
            name province municipality languages communities communities_hint contact_name contact_phone contact_email
            contact_hint choose differences what theirs yours
        }
        community: CommunityPhrases {
            muslim shia orthodox_tewahedo coptic syriac west_african_church iranian afghan kurdish hindu
        }
        privacy: PrivacyPhrases {
            title intro parents parents_text organisers organisers_text cookie_text never never_text limits
            limits_text kept who who_text rights rights_text complaint leads
        }
        kept: KeptPhrases {
            people people_long names names_long meeting_names meeting_names_long answers answers_long attempts
            attempts_long sign_ins sign_ins_long links links_long submissions submissions_long applications
            applications_long messages messages_long accounts accounts_long packs packs_long availability
            availability_long organisation organisation_long
        }
        accessibility: AccessibilityPhrases {
            title intro goal goal_text tested tested_text gaps gap_pdf gap_language report report_text
        }
        message: MessagePhrases {
            title hello admitted declined invited sign_in_link proposed proposed_together agreed phone_yes yes_ended changed
            other_date call_me published opened change_staged change_agreed change_dropped moved cancelled wish_made wish_adopted
            wish_declined wish_withdrawn overdue by when where_ was becomes next_answer next_look next_publish
            next_again next_release next_tell next_reply next_call next_undo next_begin next_ask next_sign_in next_tasks
            next_wish open_meeting open_link open_desk not_asked late_line no_digest digest_switch sender
        }
        pack: PackPhrases { title intro pin open wrong too_often again until paper }
        task_item: TaskItemPhrases {
            room date_check facilitators interpreter childcare food invitations print
            disclosure_contact quiet_room evaluation
        }
        record: RecordPhrases {
            title empty named someone_of someone date place audience lines costs proposed
            meeting_created meeting_changed meeting_changed_what agreed agreed_by_link
            agreed_by_phone phone_undone yes_ended yes_ended_what yes_ended_other_date yes_ended_undone
            other_date_asked call_asked published overridden opened opened_public opened_link_only change_staged
            change_staged_what change_agreed change_agreed_by_phone change_dropped moved moved_what cancelled held
            parents_told parents_told_what costs_changed draft_discarded draft_discarded_what task_changed
            task_changed_what task_done task_done_what answer_link_made pack_made set_changed proposal_made proposal_adopted
            proposal_declined proposal_withdrawn application_admitted application_declined
            organisation_changed colleague_invited role_changed account_switched_off
            account_switched_on account_left link_renewed second_step_changed texts_written texts_written_what texts_read
            texts_read_what kit_begun kit_released kit_discarded holidays_kept days_kept contacts_kept
        }
        statement: StatementPhrases {
            title between support host evening costs item payer amount due fee food room childcare
            interpreter municipality free total no_costs agreed signed_in link phone not_yet
            cancelled sign sign_for sign_name sign_date signature
        }
        loaded: LoadedPhrases { stems }
    }
}

/// Each in the file of its code; a row of [`LANGUAGES`] that is written finds its file here.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/phrases");

static PHRASES: LazyLock<Vec<Phrases>> =
    LazyLock::new(|| Language::written().map(|language| read(language.code)).collect());

/// A phrase file is part of the program: one that does not fit is a mistake of ours, found by the first test.
fn read<T: DeserializeOwned>(name: &str) -> T {
    let file = FILES.get_file(format!("{name}.toml")).and_then(|file| file.contents_utf8());
    parse(name, file.unwrap_or_default()).unwrap_or_else(|missing| panic!("{missing}"))
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|cause| format!("templates/phrases/{name}.toml: {cause}"))
}

pub fn of(language: &Language) -> &'static Phrases {
    let at = LANGUAGES.iter().filter(|own| own.is_written).position(|own| own.code == language.code);
    &PHRASES[at.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_lacks_a_sentence_or_a_section_is_named_with_what_it_lacks() {
        let whole = FILES.get_file("ku.toml").and_then(|file| file.contents_utf8()).expect("Kurmanji");
        assert!(parse::<Phrases>("ku", whole).is_ok());
        let without = |what: &str| {
            let lines = whole.lines().filter(|line| !line.starts_with(what)).collect::<Vec<_>>().join("\n");
            parse::<Phrases>("ku", &lines).expect_err("something is missing")
        };
        let sentence = without("parents_together =");
        assert!(
            ["phrases/ku.toml", "[audience]", "`parents_together`"].iter().all(|part| sentence.contains(part)),
            "{sentence}"
        );
        let section = without("[region]");
        assert!(["phrases/ku.toml", "`region`"].iter().all(|part| section.contains(part)), "{section}");
        assert!(parse::<Phrases>("kmr", "").is_err_and(|missing| missing.contains("phrases/kmr.toml")));
    }
}
