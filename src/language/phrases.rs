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

                /// The names in the order of the declaration.
                pub fn names(&self) -> Vec<&'static str> {
                    vec![$(stringify!($field)),+]
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
        site: SitePhrases { name skip languages agenda practical desk code_line join privacy accessibility }
        agenda: AgendaPhrases {
            title intro place spoken any show found none later earlier calendar calendar_hint cancelled filter
        }
        meeting: MeetingPhrases {
            when hours where_ place_withheld room languages for_whom school_phase childcare childcare_yes childcare_no
            food interpreter interpreter_yes just_come organisation add calendar_hint handouts read_tips tips_pdf
            flyer_page flyer_pdf share share_hint share_text cancelled over ask_organisation all_meetings other_languages moved moved_from moved_from_place
        }
        audience: AudiencePhrases {
            parents_together mothers fathers blended_families facilitators school_staff care_workers
        }
        school_phase: SchoolPhasePhrases { all group_7_8 first_years ages_14_18 }
        food: FoodPhrases { none drinks snacks meal_halal meal_vegetarian meal_fasting }
        handout: HandoutPhrases {
            tips flyer run_sheet unread in_dutch ask_facilitator contacts contacts_stale qr_tips qr_meeting qr_alternative
            walk_in languages_spoken checked_on never_checked footer page_of as_pdf back no_tips not_printable
        }
        run_sheet: RunSheetPhrases {
            title agenda from until part minutes questions approach materials readiness parents_question people
            facilitator interpreter childcare law law_hint goal none kit
        }
        readiness: ReadinessPhrases {
            room date_check facilitators interpreter childcare food invitations print quiet_room
            evaluation disclosure_contact
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
            wait_start wait_change wait_message coming nothing_coming propose proposals open told_hint desk back
            simple organisation since
        }
        host_done: HostDonePhrases {
            agreed replied undone opened cancelled dropped told untold proposed withdrawn saved
        }
        answer: AnswerPhrases {
            title message asks changed thanks thanks_agreed thanks_other_date thanks_call_me gone gone_text
        }
        evening: EveningPhrases {
            next agree_text agree other_date other_date_label other_date_hint other_date_send call_me call_me_text
            asked_other_date asked_call phone_noted phone_undo change_text change_mine change_agreed was becomes
            wait_other wait_publish is_out is_told is_over is_off to_message reason overridden who_agreed yes not_yet
            said_yes said_by_phone ended costs costs_agree no_costs due parents_question partner visible visible_text
            is_public shows_place shows_organisation keep link cancel cancel_label cancel_hint cancel_send history
            statement is_fixed
        }
        cost_item: CostItemPhrases {
            fee food room childcare interpreter
        }
        material: HostMaterialPhrases {
            date place audience costs undone
        }
        refusal: HostRefusalPhrases {
            wrong_state changed needs_reason other
        }
        problem: HostProblemPhrases {
            needed choose too_long number date time length citizen_number birth_date phone_number email
            choose_language contact_way not_a_phone not_an_email loaded_word name_known other_words changed_meanwhile
        }
        announcement: AnnouncementPhrases {
            title intro none invited moved cancelled moved_text cancelled_text send copy tick untick told_on not_told
        }
        proposal: HostProposalPhrases {
            title intro partner first_date more_dates day from until spoken for_whom expected province municipality
            venue question question_hint send date_twice with_whom sent_on open adopted declined withdrawn to_evening
            withdraw people dates
        }
        payer: PayerPhrases {
            other own municipality free
        }
        told: ToldPhrases {
            title intro listen secrecy family tonight advice danger write nothing_kept numbers knot
            knot_note
        }
        profile: ProfilePhrases {
            name province municipality languages communities communities_hint contact_name contact_phone contact_email
            contact_hint choose
        }
        community: CommunityPhrases {
            muslim shia orthodox_tewahedo coptic syriac west_african_church iranian afghan kurdish hindu
        }
        privacy: PrivacyPhrases {
            title intro parents parents_text organisers organisers_text cookie_text never never_text limits
            limits_text kept who who_text rights rights_text complaint leads
        }
        accessibility: AccessibilityPhrases {
            title intro goal goal_text tested tested_text gaps gap_pdf gap_language report report_text
        }
        message: MessagePhrases {
            title hello admitted declined invited sign_in_link proposed agreed phone_yes yes_ended changed other_date call_me
            published opened change_staged change_agreed change_dropped moved cancelled wish_made wish_adopted
            wish_declined wish_withdrawn overdue by when where_ was becomes next_answer next_look next_publish
            next_again next_release next_tell next_reply next_call next_undo next_begin next_ask next_sign_in next_tasks
            next_wish open_meeting open_link open_desk not_asked late_line no_digest sender
        }
        pack: PackPhrases { title intro pin open wrong too_often again until paper }
        task_item: TaskItemPhrases {
            room date_check facilitators interpreter childcare food invitations print
            disclosure_contact quiet_room evaluation
        }
        record: RecordPhrases {
            title empty named someone_of someone date place audience costs undone proposed
            meeting_created meeting_changed meeting_changed_what agreed agreed_by_link
            agreed_by_phone phone_undone yes_ended yes_ended_what other_date_asked call_asked
            published overridden opened opened_public opened_link_only change_staged
            change_staged_what change_agreed change_dropped moved moved_what cancelled held
            parents_told parents_told_what costs_changed task_changed task_changed_what task_done
            task_done_what answer_link_made pack_made set_changed proposal_made proposal_adopted
            proposal_declined proposal_withdrawn application_admitted application_declined
            organisation_changed colleague_invited role_changed account_switched_off
            account_switched_on account_left link_renewed second_step_changed
        }
        statement: StatementPhrases {
            title between support host evening costs item payer amount due fee food room childcare
            interpreter municipality free total no_costs agreed signed_in link phone not_yet
            cancelled sign sign_for sign_name sign_date signature
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
        menu: MenuPhrases {
            name home meetings kits organisation public sign_out other_language other_language_code partners
            applications waiting
        }
        sign_in: SignInPhrases { title intro email password button wrong too_often parents }
        home: HomePhrases {
            title nothing_waits waiting look_and_agree plan all next holidays_running_out contacts_unconfirmed overdue due
        }
        waits: WaitsPhrases { agree agree_to_change release other_date call_me publish }
        list: ListPhrases { title past_title coming past empty when what with state holiday waits }
        form: FormPhrases {
            new_title edit_title look_again differences what theirs yours is_out what_and_who when where_
            what_we_know nothing_known look themes no_kit choose region_unknown own_title own_title_in read_by
            for_whom people notes acknowledge create save back
        }
        plan: PlanPhrases {
            partner working_title date from until province municipality venue room address region languages audience
            school_phase capacity childcare_places food kit title parents_question note
        }
        hint: HintPhrases {
            working_title region title own_title childcare_places people parents_question note cancel_reason
            override_because
        }
        people: PeoplePhrases {
            facilitator_1 facilitator_2 interpreter childcare name organisation phone trained independent_yes
            independent_no adult certificate
        }
        problem: ProblemPhrases {
            title_of_kit kit_not_for_parents
            needed too_long choose choose_partner choose_language choose_kit kit_twice choose_title date time length
            in_the_past too_far number confirm_region mixed_region needs_reader loaded_word phone interpreter_family
            childcare_adult people_twice host_twice citizen_number birth_date phone_number email changed_meanwhile sent_before
            see_made
        }
        refusal: RefusalPhrases { wrong_state in_the_past not_agreed room_taken needs_trained costs_agreed needs_reason proposal_changed name_known
            email_known too_often }
        state: StatePhrases { draft proposed agreed published held reported cancelled }
        next: NextPhrases { draft agree wait_for_other publish open invite held cancelled }
        agreement: AgreementPhrases { none given withdrawn }
        material: MaterialPhrases { date place audience costs undone }
        show: ShowPhrases {
            next agreement yes no_yes agree propose publish hold edit copy cancel cancel_reason cancelled_because
            override_because override_label needs_trained newer_version past_review own_title print language page
            no_local_contact link is_public is_link_only not_out make_public show_place show_organisation
            save_visibility host_opens facts owners
        }
        organisation: OrganisationPhrases {
            feed feed_text feed_once feed_since feed_make feed_renew edit edit_title edit_intro stored stored_hint
            nothing
        }
        kit: KitPhrases {
            intro reviewed not_reviewed nobody_yet reviewed_by next_review minutes version source_rows for_parents
            for_professionals never_to_parents never
        }
        made_for: MadeForPhrases { parents facilitators school_staff care_workers }
        region: RegionPhrases { noord midden zuid }
        holiday: HolidayPhrases { herfst kerst voorjaar mei mei_adviesweek zomer }
        colour: ColourPhrases { good late too_late outside }
        assessment: AssessmentPhrases {
            weeks days weeks_before weeks_days_before after no_holiday in_window too_early window_closed
            past_last_day call_first school_start in_holiday no_holiday_known school_holiday fast weekly sunset food
            day_on day_evening_before day_may_be uncertain
        }
        effect: EffectPhrases { no_meeting no_evening avoid avoid_evening catering info }
        application: DeskApplicationPhrases {
            title intro empty waiting decided organisation place since state contact languages communities filled_in
            wish no_wish admit_title admit_text admit_button admit_email region_hint decline_title decline_because
            decline_hint decline_button was_admitted was_declined because somebody decided_meanwhile to_partner
            done_declined
        }
        application_state: ApplicationStatePhrases { waiting admitted declined }
        colleague: DeskColleaguePhrases {
            title intro worker host coordinator reader you off invited no_email role change_role
            switch_off switch_on new_link invite invite_text name email email_hint language send
            email_needed email_wrong email_taken only_a_name changed_meanwhile last_coordinator
            last_host leave leave_text leave_button handed handed_text handed_message handed_letter
            handed_print back hosts hosts_text hosts_none hosts_make done_role done_off done_on
        }
        security: DeskSecurityPhrases {
            title intro where_ where_text unknown_device this_one since seen end end_all end_all_text
            password old_password change_password change_password_text no_password choose_password
            wrong_password second_step second_step_on second_step_off second_step_open
            second_step_required second_step_how second_step_by_hand second_step_then qr_alternative
            code code_or_recovery code_wrong switch_on switch_off recovery recovery_text recovery_left
            recovery_new digest digest_tick save own_traces own_traces_open done_ended done_digest
            done_password
        }
        partner: DeskPartnerPhrases {
            title intro empty contact no_contact stored stored_hint not_right admitted_by since meetings no_meetings
            both one none agreement history no_history plan entry
        }
        outbox: DeskOutboxPhrases {
            title lead no_server none to subject made state waiting sent parked unreachable timed_out deferred
            refused garbled wrong_address too_old next_try calendar calendar_text overtaken retry masked preview
            send_on send_on_text back tries
        }
        task: DeskTaskPhrases {
            title what whose due state done_on open overdue not_needed tick untick change save
            needed due_hint due_problem at_42 at_14 at_2 green amber red all_done still stale
        }
        record: DeskRecordPhrases {
            title
        }
        proposal: DeskProposalPhrases {
            title menu waiting none who place wishes open adopted declined withdrawn proposed_on of_whom asked expected
            for_whom take_over other_date is_past decline decline_reason decline_hint declined_because made to_meeting
            lead working_title other_partner look
        }
        change: DeskChangePhrases {
            title intro what was becomes who owners nobody calendars parents page waits agreed release override_label drop look agree next_wait next_agree next_release preview
        }
        cost: DeskCostPhrases {
            title intro nothing fill_in change who amount due due_on not_needed choose_payer amount_wrong
            free_costs_nothing municipality nobody fee food room childcare interpreter
        }
        reply: DeskReplyPhrases {
            title intro make made send scan other_date other_date_empty call_me call_me_text phone phone_hint spoke_with spoke_on note by_link by_phone by_phone_unnamed undo spoke_in_future
        }
        series: DeskSeriesPhrases {
            title intro again again_text other_date next_year make next_year_lead next_year_unknown number every look
            hint create choose taken twice skipped
        }
        set: DeskSetPhrases {
            title alone this choose hint save when lead other_partner missing_mothers missing_fathers
            missing_parents_together plan_mothers plan_fathers plan_parents_together incomplete
        }
        job: DeskJobPhrases { title intro last next never removed rows late what why how_long who }
        erasure: DeskErasurePhrases {
            title what what_text file erase erase_text contact_text sure tick sign_in_again button
        }
        done: DonePhrases {
            message_waiting created changed proposed agreed published cancelled held opened
            change_staged change_agreed change_dropped moved phone_noted phone_undone adopted
            declined organisation_changed application_declined task costs set series
        }
        told: DeskToldPhrases { title professionals step_1 step_2 step_3 step_4 step_5 abroad }
        pack: DeskPackPhrases { title text make renew once link pin made_on over }
        kept: DeskKeptPhrases {
            seen_owners seen_coordinators seen_self seen_organisation seen_nobody people people_why
            people_long names names_why names_long meeting_names meeting_names_why
            meeting_names_long answers answers_why answers_long attempts attempts_why attempts_long
            sign_ins sign_ins_why sign_ins_long links links_why links_long submissions
            submissions_why submissions_long applications applications_why applications_long
            messages messages_why messages_long accounts accounts_why accounts_long packs packs_why
            packs_long
        }
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
