//! The sentences of the desk (bureau): for those who work with it all day.

use std::sync::LazyLock;

use serde::Deserialize;

use super::read;
use crate::language::Language;
use crate::language::phrase::Phrase;

phrases! {
    /// The desk: Dutch and English.
    Desk {
        menu: MenuPhrases {
            name home meetings kits organisation public sign_out other_language other_language_code partners
            applications waiting told
        }
        sign_in: SignInPhrases { title intro email password button wrong too_often parents hosts }
        home: HomePhrases {
            title nothing_waits waiting look_and_agree plan all next holidays_running_out contacts_unconfirmed overdue due host_pages
        }
        waits: WaitsPhrases { agree agree_to_change release other_date call_me publish }
        list: ListPhrases { title past_title coming past empty when what with state holiday waits }
        form: FormPhrases {
            new_title edit_title look_again differences what theirs yours is_out what_and_who when where_ choose
            region_unknown for_whom notes acknowledge create save back
        }
        hint: HintPhrases { region region_filled childcare_places parents_question note cancel_reason override_because }
        problem: DeskProblemPhrases { changed_meanwhile sent_before see_made }
        refusal: RefusalPhrases { wrong_state in_the_past not_agreed room_taken needs_trained costs_agreed needs_reason parents_invited proposal_changed name_known
            email_known too_often }
        state: StatePhrases { reported }
        next: NextPhrases { draft place agree wait_for_other publish open invite held cancelled }
        agreement: AgreementPhrases { none given withdrawn }
        material: MaterialPhrases { date place audience lines costs undone other_date }
        show: ShowPhrases {
            next agreement yes no_yes agree propose publish hold edit copy cancel cancel_reason cancelled_because
            override_because override_label needs_trained newer_version past_review own_title print language page
            no_local_contact link is_public is_link_only not_out make_public show_place show_organisation
            save_visibility host_opens facts owners themes_too_long no_place partly_dutch
        }
        organisation: OrganisationPhrases {
            feed feed_text edit edit_title edit_intro stored stored_hint
        }
        kit: KitPhrases {
            intro reviewed not_reviewed nobody_yet reviewed_by next_review minutes version source_rows for_parents
            for_professionals never_to_parents never
        }
        translation: TranslationPhrases {
            title intro caption legend_good legend_some legend_none legend_stop edit_intro all
            state_missing state_outdated state_unread state_machine state_translated state_read
            state_approved state_source noun_title noun_goal noun_public_title noun_section noun_tip
            noun_agenda noun_material noun_never noun_information noun_question noun_approach
            noun_law noun_safety_step noun_figure group_title group_goal group_public_title
            group_agenda group_material group_never for_parents for_facilitator for_professional
            law_hint was now you written checked tick_read tick_still tick_approved own_hint save
            save_all others changed_meanwhile no_glyph rule_place rule_figure rule_safety
            rule_threat rule_long_law rule_loaded rule_never file_title file_text file_get
            file_choose file_put file_needed file_broken file_doctype file_other_kind file_nameless
            file_languages file_too_many file_other_kit file_other_version file_other_language
            file_other_source file_same file_brought file_strays
        }
        kit_version: KitVersionPhrases {
            versions versions_text draft newest old is_old to_newest begin go_on change draft_title
            draft_intro ready not_ready missing no_text breaks_rule no_tips too_many_sections texts
            texts_intro is_new changed look structure reviewed_by reviewed_by_hint reviewed_on
            next_review review_whole review_day review_past agenda removed removed_hint added
            added_hint new_text new_section new_audience new_kind never_to_parents release_title
            release_text release discard
        }
        made_for: MadeForPhrases { parents facilitators school_staff care_workers }
        application: DeskApplicationPhrases {
            title intro empty waiting waiting_title decided organisation place since state contact languages communities filled_in
            wish no_wish admit_title admit_text admit_button admit_email region_hint decline_title decline_because
            decline_hint decline_button was_admitted was_declined because somebody decided_meanwhile to_partner
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
            second_step_required second_step_how second_step_here second_step_by_hand second_step_then qr_alternative
            code code_or_recovery code_wrong switch_on switch_off recovery recovery_text recovery_left
            recovery_new digest digest_tick save own_traces own_traces_open done_ended done_digest
            done_password done_feed_ended done_feed_once
        }
        partner: DeskPartnerPhrases {
            title intro empty contact no_contact stored stored_hint not_right admitted_by since meetings no_meetings
            both one none agreement history earlier no_history plan entry
        }
        outbox: DeskOutboxPhrases {
            title lead no_server none to subject made state waiting sent parked unreachable timed_out deferred
            refused not_let_in garbled wrong_address too_old next_try calendar calendar_text overtaken retry masked preview
            send_on send_on_text back tries
        }
        task: DeskTaskPhrases {
            title what whose due state done_on found open overdue past not_needed tick untick change save
            needed due_hint due_problem at_42 at_14 at_2 green amber red all_done still stale
        }
        record: DeskRecordPhrases {
            title
        }
        proposal: DeskProposalPhrases {
            title menu waiting none who place wishes open adopted declined withdrawn proposed_on of_whom asked expected
            for_whom take_over other_date is_past decline decline_reason decline_hint declined_because made to_meeting
            lead working_title other_partner look host_knows
        }
        change: DeskChangePhrases {
            title intro what was becomes who owners nobody calendars parents page waits agreed release override_label drop look agree next_wait next_agree next_release preview
        }
        cost: DeskCostPhrases {
            title intro nothing fill_in change who amount due due_on not_needed
            municipality nobody fee food room childcare interpreter
        }
        reply: DeskReplyPhrases {
            title intro make made send scan other_date other_date_empty call_me call_me_text phone phone_hint spoke_with spoke_on note by_link by_phone by_phone_unnamed undo spoke_in_future spoke_long_ago
        }
        series: DeskSeriesPhrases {
            title intro again again_text other_date next_year make next_year_lead next_year_moved next_year_unknown number every look
            hint create choose taken busy twice skipped
        }
        draft: DeskDraftPhrases {
            title intro made new others empty discard_new keep discard_chosen discard_this sure_title sure discard stay
            nothing back propose_new propose_chosen propose_title propose_sure propose_yes propose_not propose_later propose_nothing
            propose_changed propose_costs propose_see propose_choose propose_no_server no_draft
        }
        season: DeskSeasonPhrases {
            thrown_away title intro paste paste_other rows rows_hint read like like_hint like_none like_gone of_like example
            example_hint sheet next_year next_year_text whole chosen chosen_hint pick unknown unused mend row part
            remove look make make_hint off wrong heed heed_rows nothing too_many too_long none_on none_found date_wrong
            weekday_wrong hours_wrong organisation_unknown organisation_near no_such_day language_near language_unknown audience_unknown
            kit_unknown too_many_kits too_many_languages same_room todo todo_all first unfinished columns column left_out read_again read_again_hint costs
            begin end yes no words interpreter_how childcare_how fill fill_all kit_near food_unknown
            interpreter_unknown childcare_many childcare_unknown taken organisation_many food_which
            own_room own_place place_taken same_place own_then row_then rows_then elsewhere ready ready_heed ready_tick close rows_close own_close venue_later see_rows seen_by_partner see open_taken
            date_needed interpreter_known interpreter_asked interpreter_new interpreter_others interpreter_phone interpreter_phone_note no_headings
            municipality_unknown municipality_near municipality_taken interpreters interpreters_hint interpreter_row fill_in_all two_towns
        }
        season_column: SeasonColumnPhrases {
            date hours municipality venue room organisation languages audience kits title food interpreter childcare province
            region note
        }
        suggestion: DeskSuggestionPhrases {
            title intro what change find partner_hint weekdays weekdays_hint lead period period_hint
            first last backwards kits kits_hint place place_hint as_partner as_place with_whom
            person_label person_hint nobody asked asked_person best best_hint spread plan tick together together_hint none fell why cut span
            room_free school_holiday public_day feast hour
            too_soon too_soon_until outside room_taken room_not_free own_evening own_then public_evening public_then public_close another
            person
            person_then away away_then beside others others_better others_further
        }
        availability: DeskAvailabilityPhrases { title }
        board: DeskBoardPhrases {
            title intro region all_regions look print as_of gaps gaps_title no_gaps nobody_asks more_gaps quiet wish plan
            look_at_wish gap footer unprintable
        }
        set: DeskSetPhrases {
            title alone this choose hint save offer offer_hint offer_button when lead other_partner missing_mothers missing_fathers
            missing_parents_together plan_mothers plan_fathers plan_parents_together incomplete
        }
        job: DeskJobPhrases { title intro last next never removed rows late what why how_long who }
        erasure: DeskErasurePhrases {
            title what what_text file erase erase_text contact_text sure tick sign_in_again button
        }
        done: DonePhrases {
            texts kit_released kit_discarded
            message_waiting created changed proposed proposed_all agreed published cancelled held opened
            change_staged change_agreed change_dropped moved phone_noted phone_undone adopted
            declined organisation_changed application_declined task costs set series discarded upkeep contact
            feed_ended feed_once
        }
        upkeep: DeskUpkeepPhrases {
            title mend intro holidays last_summer no_summer running_out days days_until contacts
            unconfirmed all_confirmed effect_title effect_intro meanwhile impossible changes same
            what was becomes nothing_yet gone left_out evenings no_evenings more others no_others
            unusual compare compared compared_on compared_day compared_needed nothing save again
            back
        }
        correction: DeskCorrectionPhrases {
            look contact_intro data where_ sheets kits languages pages nowhere nothing_printed
            evenings reprint no_evenings others untried again_printable recent none_yet was_is new_ gone
            changed compared confirmed more year_gone near
        }
        school_year: DeskSchoolYearPhrases {
            intro kind unknown compared never_compared change remove earlier add add_text by_hand
            file_title file_text file_where file file_look refused of edit_intro first_day last_day
            kind_of_date fixed advice now meanwhile look both_days no_day not_from_saturday
            not_until_sunday wrong_length wrong_month overlap summer_jumps summers_not_three on_line
            file_needed file_broken file_shape file_kind file_encoding file_many file_unknown
            file_over file_empty file_day file_region file_year file_twice
        }
        day_edition: DeskDayPhrases {
            intro public of_communities day coming none_coming add last_year edition newest
            first_day last_day uncertainty_days uncertain_hint uncertain uncertain_range no_day
            ends_before too_long other_year far twice meanwhile now look
        }
        contact: DeskContactPhrases {
            intro near near_text near_none near_add near_new national name value hours for_whom
            confirmed_at for_parents for_practical for_professionals never_confirmed opvoedsteun
            leerplicht kind person street phone languages hours_hint number address cost free
            normal_rate abroad_rate internet note_nl note_hint confirm confirmed_on confirmed_day
            not_an_address no_hours phone_or_address meanwhile field now yours save
        }
        told: DeskToldPhrases { title professionals step_1 step_2 step_3 step_4 step_5 abroad }
        pack: DeskPackPhrases { title text make renew once link pin made_on over }
        kept: DeskKeptPhrases {
            seen_owners seen_coordinators seen_self seen_organisation seen_nobody people people_why
            people_long names names_why names_long meeting_names meeting_names_why
            meeting_names_long answers answers_why answers_long attempts attempts_why attempts_long
            sign_ins sign_ins_why sign_ins_long links links_why links_long submissions
            submissions_why submissions_long applications applications_why applications_long availability availability_why availability_long
            messages messages_why messages_long accounts accounts_why accounts_long packs packs_why
            packs_long
        }
    }
}

static DESK: LazyLock<[Desk; 2]> = LazyLock::new(|| [read("desk.nl"), read("desk.en")]);

pub fn of(language: &Language) -> &'static Desk {
    &DESK[usize::from(language.code == "en")]
}
