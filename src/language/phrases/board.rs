//! The sentences of the board (bord), and the names of states, for the desk and for a host.

use serde::Deserialize;

use crate::language::Phrase;

section! {
    BoardPhrases {
        title intro season describe moves legend today school table caption week week_number weeks others nothing summer
        draft proposed agreed published held all_weeks wished to_good mind others_wished
    }
}
