//! The tables as diesel sees them; the migrations are the original.

diesel::table! {
    server_key (name) {
        name -> Text,
        value -> Binary,
    }
}

diesel::table! {
    revision (name) {
        name -> Text,
        number -> BigInt,
    }
}

diesel::table! {
    organisation (id) {
        id -> Text,
        kind -> Text,
        name -> Text,
        name_key -> Text,
        province -> Text,
        municipality -> Text,
        region -> Text,
        languages -> Text,
        communities -> Text,
        is_admitted -> Bool,
        is_demo -> Bool,
        created_at -> Timestamp,
        version -> Integer,
        contact_name -> Text,
        contact_phone -> Text,
        contact_email -> Text,
        admitted_by -> Nullable<Text>,
    }
}

diesel::table! {
    organisation_logo (organisation_id) {
        organisation_id -> Text,
        hash -> Text,
        width -> Integer,
        height -> Integer,
        png -> Binary,
        kept_at -> Timestamp,
    }
}

diesel::table! {
    account (id) {
        id -> Text,
        organisation_id -> Text,
        role -> Text,
        name -> Text,
        email -> Text,
        email_key -> Text,
        password_hash -> Nullable<Text>,
        desk_language -> Text,
        is_active -> Bool,
        is_demo -> Bool,
        created_at -> Timestamp,
        version -> Integer,
        used_at -> Nullable<Timestamp>,
        wants_digest -> Bool,
        totp_secret -> Nullable<Text>,
        totp_confirmed_at -> Nullable<Timestamp>,
        totp_step -> Nullable<BigInt>,
    }
}

diesel::table! {
    sign_in (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        device -> Text,
    }
}

diesel::table! {
    attempt (subject, window_start) {
        subject -> Text,
        window_start -> Timestamp,
        number -> Integer,
    }
}

diesel::table! {
    feed (token_hash) {
        token_hash -> Text,
        organisation_id -> Text,
        account_id -> Nullable<Text>,
        created_at -> Timestamp,
        used_on -> Nullable<Date>,
    }
}

diesel::table! {
    departure (meeting_id, sequence) {
        meeting_id -> Text,
        sequence -> Integer,
        left_at -> Timestamp,
        municipality -> Text,
        languages -> Text,
        title_kit -> Text,
        title_number -> Integer,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
    }
}

diesel::table! {
    kit (slug, version) {
        slug -> Text,
        version -> Integer,
        code -> Text,
        contents -> Text,
        stage -> Text,
        is_own -> Bool,
        revision -> Integer,
    }
}

diesel::table! {
    kit_text (slug, version, language, key) {
        slug -> Text,
        version -> Integer,
        language -> Text,
        key -> Text,
        text -> Text,
        state -> Text,
        source_hash -> Text,
        revision -> Integer,
        changed_at -> Nullable<Timestamp>,
        author_id -> Nullable<Text>,
        reader_id -> Nullable<Text>,
        approver_id -> Nullable<Text>,
    }
}

diesel::table! {
    room (key) {
        key -> Text,
        revision -> BigInt,
    }
}

diesel::table! {
    meeting (id) {
        id -> Text,
        version -> Integer,
        state -> Text,
        support_id -> Text,
        host_id -> Text,
        code -> Text,
        secret -> Text,
        visibility -> Text,
        shows_place -> Bool,
        shows_organisation -> Bool,
        sequence -> Integer,
        created_at -> Timestamp,
        changed_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        cancelled_at -> Nullable<Timestamp>,
        cancelled_because -> Nullable<Text>,
        override_because -> Nullable<Text>,
        override_by -> Nullable<Text>,
        working_title -> Text,
        title_kit -> Text,
        title_number -> Integer,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
        venue -> Text,
        room -> Text,
        address -> Text,
        room_key -> Text,
        province -> Text,
        municipality -> Text,
        region -> Text,
        languages -> Text,
        audience -> Text,
        school_phase -> Text,
        capacity -> Integer,
        childcare_places -> Integer,
        food -> Text,
        parents_question -> Text,
        note -> Text,
        line_one -> Text,
        line_two -> Text,
        moved_at -> Nullable<Timestamp>,
        moved_from -> Nullable<Timestamp>,
        moved_from_place -> Nullable<Text>,
    }
}

diesel::table! {
    meeting_kit (meeting_id, position) {
        meeting_id -> Text,
        position -> Integer,
        slug -> Text,
        pinned_version -> Nullable<Integer>,
    }
}

diesel::table! {
    meeting_title (meeting_id, language) {
        meeting_id -> Text,
        language -> Text,
        title -> Text,
        read_by -> Text,
    }
}

diesel::table! {
    meeting_person (meeting_id, position) {
        meeting_id -> Text,
        position -> Integer,
        duty -> Text,
        name -> Text,
        name_key -> Text,
        organisation -> Text,
        phone -> Text,
        is_trained -> Bool,
        is_independent -> Bool,
        has_certificate -> Bool,
    }
}

diesel::table! {
    agreement (meeting_id, organisation_id) {
        meeting_id -> Text,
        organisation_id -> Text,
        manner -> Text,
        account_id -> Nullable<Text>,
        noted_by_organisation -> Nullable<Text>,
        noted_by -> Nullable<Text>,
        spoke_with -> Text,
        spoke_on -> Nullable<Date>,
        agreed_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_because -> Nullable<Text>,
    }
}

diesel::table! {
    holiday (school_year, kind, region) {
        school_year -> Text,
        kind -> Text,
        region -> Text,
        first_day -> Date,
        last_day -> Date,
        kind_of_date -> Text,
        source -> Text,
        verified_on -> Nullable<Date>,
    }
}

diesel::table! {
    holiday_window (kind) {
        kind -> Text,
        weight -> Integer,
        opens_weeks_before -> Integer,
        closes_weeks_before -> Integer,
        too_late_weeks_before -> Integer,
        source -> Text,
    }
}

diesel::table! {
    region_place (level, province, name) {
        level -> Text,
        province -> Text,
        name -> Text,
        region -> Nullable<Text>,
        note -> Text,
        source -> Text,
        verified_on -> Nullable<Date>,
    }
}

diesel::table! {
    day (key, edition) {
        key -> Text,
        edition -> Text,
        name_nl -> Text,
        name_en -> Text,
        first_day -> Date,
        last_day -> Date,
        has_evening_before -> Bool,
        effect -> Text,
        uncertainty_days -> Integer,
        communities -> Text,
        region -> Nullable<Text>,
        source -> Text,
    }
}

diesel::table! {
    weekly_rule (key) {
        key -> Text,
        name_nl -> Text,
        name_en -> Text,
        weekdays -> Text,
        opens -> Nullable<Text>,
        closes -> Nullable<Text>,
        effect -> Text,
        communities -> Text,
        only_during -> Nullable<Text>,
        not_after -> Nullable<Text>,
        not_for_days -> Integer,
        source -> Text,
    }
}

diesel::table! {
    contact (key) {
        key -> Text,
        name_nl -> Text,
        channel -> Text,
        value -> Text,
        hours -> Text,
        cost -> Text,
        note_nl -> Text,
        for_parents -> Bool,
        for_help_page -> Bool,
        for_professionals -> Bool,
        is_also_from_abroad -> Bool,
        place -> Integer,
        source -> Text,
        source_date -> Text,
        confirmed_on -> Nullable<Date>,
    }
}

diesel::table! {
    local_contact (key) {
        key -> Text,
        kind -> Text,
        municipality -> Text,
        name -> Text,
        person -> Text,
        address -> Text,
        hours -> Text,
        phone -> Text,
        languages -> Text,
        source -> Text,
        confirmed_on -> Nullable<Date>,
    }
}

diesel::table! {
    recovery_code (account_id, code_hash) {
        account_id -> Text,
        code_hash -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_link (token_hash) {
        token_hash -> Text,
        account_id -> Nullable<Text>,
        purpose -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        device_hash -> Nullable<Text>,
    }
}

diesel::table! {
    submission (key) {
        key -> Text,
        body_hash -> Text,
        target -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    application (id) {
        id -> Text,
        version -> Integer,
        state -> Text,
        name -> Text,
        name_key -> Text,
        province -> Text,
        municipality -> Text,
        region -> Nullable<Text>,
        languages -> Text,
        communities -> Text,
        contact_name -> Text,
        contact_phone -> Text,
        contact_email -> Text,
        wish -> Text,
        language -> Text,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        declined_because -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
    }
}

diesel::table! {
    proposal (id) {
        id -> Text,
        version -> Integer,
        state -> Text,
        host_id -> Text,
        support_id -> Text,
        account_id -> Text,
        languages -> Text,
        audience -> Text,
        expected -> Integer,
        province -> Text,
        municipality -> Text,
        venue -> Text,
        parents_question -> Text,
        declined_because -> Nullable<Text>,
        meeting_id -> Nullable<Text>,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    proposal_wish (proposal_id, position) {
        proposal_id -> Text,
        position -> Integer,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
    }
}

diesel::table! {
    meeting_owner (meeting_id, organisation_id) {
        meeting_id -> Text,
        organisation_id -> Text,
        side -> Text,
    }
}

diesel::table! {
    meeting_set (id) {
        id -> Text,
        support_id -> Text,
        host_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    meeting_in_set (meeting_id) {
        meeting_id -> Text,
        set_id -> Text,
        support_id -> Text,
        host_id -> Text,
    }
}

diesel::table! {
    meeting_cost (meeting_id, item) {
        meeting_id -> Text,
        item -> Text,
        payer -> Text,
        cents -> Integer,
        due_on -> Nullable<Date>,
    }
}

diesel::table! {
    reply (meeting_id, organisation_id) {
        meeting_id -> Text,
        organisation_id -> Text,
        kind -> Text,
        text -> Text,
        replied_at -> Timestamp,
    }
}

diesel::table! {
    answer_link (token_hash) {
        token_hash -> Text,
        meeting_id -> Text,
        organisation_id -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    staged_change (meeting_id) {
        meeting_id -> Text,
        organisation_id -> Text,
        account_id -> Text,
        plan -> Text,
        staged_at -> Timestamp,
        agreed_at -> Nullable<Timestamp>,
        agreed_manner -> Nullable<Text>,
        spoke_with -> Text,
        spoke_on -> Nullable<Date>,
    }
}

diesel::table! {
    announcement (meeting_id, sequence, language) {
        meeting_id -> Text,
        sequence -> Integer,
        language -> Text,
        kind -> Text,
        told_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    task (meeting_id, item) {
        meeting_id -> Text,
        item -> Text,
        version -> Integer,
        owner_id -> Text,
        days_before -> Integer,
        is_needed -> Bool,
        done_at -> Nullable<Timestamp>,
        done_by -> Nullable<Text>,
    }
}

diesel::table! {
    pack_link (meeting_id) {
        meeting_id -> Text,
        token_hash -> Text,
        pin_hash -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    record (id) {
        id -> Text,
        at -> Timestamp,
        meeting_id -> Nullable<Text>,
        organisation_id -> Nullable<Text>,
        account_id -> Nullable<Text>,
        action -> Text,
        detail -> Text,
    }
}

diesel::table! {
    record_name (record_id) {
        record_id -> Text,
        name -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    job (name) {
        name -> Text,
        last_run -> Nullable<Timestamp>,
        next_run -> Timestamp,
        removed -> BigInt,
    }
}

diesel::table! {
    message (id) {
        id -> Text,
        kind -> Text,
        organisation_id -> Nullable<Text>,
        account_id -> Nullable<Text>,
        meeting_id -> Nullable<Text>,
        number -> Integer,
        to_name -> Text,
        to_address -> Text,
        language -> Text,
        subject -> Text,
        text -> Text,
        html -> Text,
        calendar -> Nullable<Text>,
        calendar_method -> Nullable<Text>,
        message_id -> Text,
        state -> Text,
        tries -> Integer,
        due_at -> Timestamp,
        lease -> Nullable<Text>,
        leased_until -> Nullable<Timestamp>,
        last_trouble -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    upkeep (sheet, key) {
        sheet -> Text,
        key -> Text,
    }
}

diesel::table! {
    availability (id) {
        id -> Text,
        organisation_id -> Text,
        account_id -> Nullable<Text>,
        room_key -> Nullable<Text>,
        municipality -> Text,
        venue -> Text,
        room -> Text,
        imported_at -> Nullable<Timestamp>,
        not_understood -> Integer,
        created_at -> Timestamp,
    }
}

diesel::table! {
    availability_window (id) {
        id -> Text,
        availability_id -> Text,
        kind -> Text,
        weekday -> Nullable<Text>,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
        opens -> Nullable<Time>,
        closes -> Nullable<Time>,
    }
}

diesel::table! {
    busy_time (availability_id, source, starts_at) {
        availability_id -> Text,
        source -> Text,
        starts_at -> Timestamp,
        ends_at -> Timestamp,
    }
}

diesel::table! {
    subscription (availability_id) {
        availability_id -> Text,
        url -> Text,
        etag -> Nullable<Text>,
        last_modified -> Nullable<Text>,
        read_at -> Nullable<Timestamp>,
        not_understood -> Integer,
        next_at -> Timestamp,
        tries -> Integer,
        trouble -> Nullable<Text>,
    }
}

diesel::joinable!(agreement -> meeting (meeting_id));
diesel::joinable!(announcement -> meeting (meeting_id));
diesel::joinable!(departure -> meeting (meeting_id));
diesel::joinable!(meeting_in_set -> meeting (meeting_id));
diesel::joinable!(proposal_wish -> proposal (proposal_id));
diesel::joinable!(record_name -> record (record_id));
diesel::joinable!(sign_in_link -> account (account_id));
diesel::joinable!(meeting_kit -> meeting (meeting_id));
diesel::joinable!(sign_in -> account (account_id));
diesel::joinable!(account -> organisation (organisation_id));
diesel::joinable!(organisation_logo -> organisation (organisation_id));
// Only what one query really names together: all pairs of some forty tables would take the compiler long.
diesel::allow_tables_to_appear_in_same_query!(organisation, account, sign_in, sign_in_link, recovery_code);
diesel::allow_tables_to_appear_in_same_query!(organisation, organisation_logo);
diesel::allow_tables_to_appear_in_same_query!(
    meeting,
    meeting_person,
    meeting_title,
    meeting_kit,
    meeting_owner,
    meeting_in_set,
    agreement,
    announcement,
    departure,
    answer_link,
    task,
    pack_link,
    reply,
    record,
    record_name,
    message
);
diesel::allow_tables_to_appear_in_same_query!(proposal, proposal_wish);
diesel::allow_tables_to_appear_in_same_query!(kit, kit_text);
diesel::allow_tables_to_appear_in_same_query!(availability, availability_window, busy_time, subscription);
