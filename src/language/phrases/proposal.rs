//! The sentences of a host's proposals (voorstellen): the form, what became of them, and the news of that.

use serde::Deserialize;

use crate::language::phrase::Phrase;

section! {
    HostProposalPhrases {
        title intro partner first_date more_dates day from until spoken for_whom expected province municipality
        venue question question_hint send date_twice with_whom sent_on open adopted declined withdrawn to_evening
        withdraw people dates planned news news_adopted news_other_day news_declined
        news_taken plan_made told_when_firm another_day
    }
}
