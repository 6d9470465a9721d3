//! The sentences of somebody's own calendar (eigen agenda): how it comes onto a phone, and what is said in it.

use serde::Deserialize;

use crate::language::phrase::Phrase;

section! {
    OwnFeedPhrases { lead first first_1 first_2 lost apple not_agreed }
}
