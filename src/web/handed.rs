//! A link as it is handed over (overhandigd): a text to send on, a code to hold a phone to, a letter to print.

use super::App;
use super::handout::drawing;
use crate::clock;
use crate::domain::account::Account;
use crate::domain::sign_in_link::Purpose;
use crate::language::{Lang, Language, Phrases, date_in_words};

pub struct Handed {
    pub name: String,
    /// Of whom gets it.
    pub language: Lang,
    pub t: &'static Phrases,
    pub address: String,
    pub message: String,
    /// Opens the app on one's own phone, and asks nobody on the way.
    pub send: String,
    pub qr: Option<drawing::Code>,
    pub until: String,
    pub dutch_until: String,
}

const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

impl Handed {
    pub fn new(app: &App, account: Account, path: &str, purpose: Purpose) -> Self {
        let (language, t) = (account.language(), account.language().phrases());
        let address = format!("{}{path}", app.config.base_url);
        let until = clock::wall_of(app.clock.utc() + purpose.lasts()).date();
        // On a line of its own, and bare: a mark of direction behind it would be taken for a part of the address.
        let message = t.entry.message.with(&[("name", &account.name), ("link", &address)]).replace(ISOLATES, "");
        Self {
            send: to_app(&message),
            message,
            qr: drawing::code(&address),
            until: date_in_words(language, until),
            dutch_until: date_in_words(Language::dutch(), until),
            name: account.name,
            language,
            t,
            address,
        }
    }

    /// The letter stands in Dutch too, for who reads along.
    pub fn dutch(&self) -> &'static Phrases {
        Language::dutch().phrases()
    }
}

/// An address that opens WhatsApp with this text, on the phone itself.
pub fn to_app(text: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    format!("whatsapp://send?text={}", encoded.replace('+', "%20"))
}
