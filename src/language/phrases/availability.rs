//! The sentences of when somebody can come (beschikbaarheid): for the desk and for hosts.

use serde::Deserialize;

use crate::language::phrase::Phrase;

section! {
    AvailabilityPhrases {
        title intro private always room_always week week_hint weekdays add remove days days_hint kind can cannot
        first last hours_hint calendar calendar_text file put imported times until not_understood file_remove url
        url_hint subscribe masked read_at not_read unsubscribe rooms rooms_text add_room room_remove room_remove_text
        back choose_day same_hours backwards too_far too_many file_needed file_large file_other file_broken file_many
        url_wrong span moment line done_added done_removed done_read done_file_removed done_subscribed
        done_unsubscribed done_room done_room_removed trouble_not_found trouble_not_let_in trouble_unreachable
        trouble_timed_out trouble_not_public trouble_not_trusted trouble_sent_on trouble_too_large
        trouble_not_a_calendar trouble_too_many left_out left_more wish_away
        wish_minded
    }
}
