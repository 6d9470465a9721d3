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
    }
}

diesel::table! {
    sign_in (token_hash) {
        token_hash -> Text,
        account_id -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
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
    organisation_feed (token_hash) {
        token_hash -> Text,
        organisation_id -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    kit (slug, version) {
        slug -> Text,
        version -> Integer,
        code -> Text,
        contents -> Text,
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
        account_id -> Text,
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

diesel::joinable!(meeting_kit -> meeting (meeting_id));
diesel::joinable!(sign_in -> account (account_id));
diesel::joinable!(account -> organisation (organisation_id));
diesel::allow_tables_to_appear_in_same_query!(
    server_key,
    revision,
    organisation,
    account,
    sign_in,
    attempt,
    organisation_feed,
    kit,
    kit_text,
    room,
    meeting,
    meeting_kit,
    meeting_title,
    meeting_person,
    agreement,
    holiday,
    holiday_window,
    region_place,
    day,
    weekly_rule,
    contact,
    local_contact
);
