//! The sentences of the board (bord), the same for the desk and for a host.

use serde::Deserialize;

use crate::language::Phrase;

section! {
    BoardPhrases {
        season describe moves legend today school table caption week week_number weeks others nothing summer
    }
}
