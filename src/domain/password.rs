//! Passwords (wachtwoorden): kept as argon2id, 19 MiB and two passes, the least that OWASP's cheat sheet asks.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};

/// Shorter ones are guessed.
pub const SHORTEST: usize = 12;
/// Longer ones are no safer, and hashing them costs.
const LONGEST: usize = 200;

/// The commonest long passwords, and the ends that are put behind a short one; compared without capitals, spaces and marks.
const COMMON: [&str; 60] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789123",
    "123123123123",
    "112233445566",
    "111222333444",
    "0987654321098",
    "121212121212",
    "123454321234",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "qwertyuiopas",
    "qwertyuiopasdf",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwerty123456",
    "qwertyqwerty",
    "qazwsxedcrfv",
    "asdfghjklzxc",
    "zxcvbnmasdfg",
    "azertyuiopqs",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcd12345678",
    "abc123abc123",
    "a1b2c3d4e5f6",
    "aabbccddeeff",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "mypassword123",
    "wachtwoord12",
    "wachtwoord123",
    "wachtwoord1234",
    "wachtwoord2026",
    "wachtwoord2027",
    "mijnwachtwoord",
    "welkom123456",
    "welkomwelkom",
    "welkom012345",
    "welkom2026welkom",
    "geheimgeheim",
    "geheim123456",
    "nederland123",
    "nederland2026",
    "voetbal12345",
    "ajaxamsterdam",
    "feyenoord123",
    "feyenoord1908",
    "iloveyou1234",
    "iloveyouiloveyou",
    "letmein12345",
    "administrator",
    "adminadmin123",
    "changeme1234",
    "sinterklaas1",
];

/// Why a new password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    /// On the list, or a few characters over and over.
    Common,
    /// Little more than one's own name, address or organisation.
    Own,
}

/// What is wrong with a new password. `own` is what anybody who knows the account would try.
pub fn weakness(password: &str, own: &[&str]) -> Option<Weakness> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(Weakness::TooShort);
    }
    if length > LONGEST {
        return Some(Weakness::TooLong);
    }
    let bare = bare(password);
    let different: std::collections::BTreeSet<char> = password.chars().collect();
    if different.len() < 5 || COMMON.contains(&bare.as_str()) || is_in_a_row(&bare) {
        return Some(Weakness::Common);
    }
    // The longest first: the whole name, then its parts.
    let parts = |text: &&str| text.split(|c: char| !c.is_alphanumeric()).map(self::bare).collect::<Vec<_>>();
    let mut known: Vec<String> = own.iter().map(|text| self::bare(text)).chain(own.iter().flat_map(parts)).collect();
    known.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let mut rest = bare;
    for word in known.iter().filter(|word| word.chars().count() >= 3) {
        rest = rest.replace(word.as_str(), "");
    }
    (rest.chars().count() < 6).then_some(Weakness::Own)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Each character the one after the one before it.
fn is_in_a_row(text: &str) -> bool {
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    codes.len() > 1
        && (codes.windows(2).all(|two| two[1] == two[0] + 1) || codes.windows(2).all(|two| two[0] == two[1] + 1))
}

/// The text to keep. Takes some 30 ms: never inside a transaction.
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    let kept: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    kept.expect("the parameters are argon2's own").to_string()
}

/// Nobody's: made with the same parameters as everybody's, so that trying a password on it takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$+DMg0Hsxx2CZGOKL/waFFg82zXwGXdCIU5N1SN6XKPQ";

/// Whether this is the password. Who has none, or is not there, takes one trial like everybody, so that the time tells
/// nothing.
pub fn is_right(kept: Option<&str>, password: &str) -> bool {
    let argon2 = Argon2::default();
    after_one_trial(kept, |kept| argon2.verify_password(password.as_bytes(), kept).is_ok())
}

/// Tries once, by its type at most, whoever it is.
fn after_one_trial(kept: Option<&str>, fits: impl FnOnce(&PasswordHash) -> bool) -> bool {
    let nobodys = PasswordHash::new(NOBODYS).expect("our own hash can be read");
    let own = kept.and_then(|kept| PasswordHash::new(kept).ok());
    fits(own.as_ref().unwrap_or(&nobodys)) && own.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_would_try_is_no_password() {
        let own = ["Fatima el Idrissi", "fatima@moskee.example", "Stichting Moeders"];
        for (password, weakness_of_it) in [
            ("kort", Weakness::TooShort),
            ("Wachtwoord 123", Weakness::Common),
            ("aaaaaaaaaaaaaaaa", Weakness::Common),
            ("abcdefghijklmnop", Weakness::Common),
            ("fatimafatima2026", Weakness::Own),
            ("Fatima el Idrissi 1", Weakness::Own),
            ("Stichting-Moeders1", Weakness::Own),
        ] {
            assert_eq!(weakness(password, &own), Some(weakness_of_it), "{password}");
        }
        assert_eq!(weakness(&"ab1c2 ".repeat(40), &own), Some(Weakness::TooLong));
        for fine in ["een lange zin om te onthouden", "paars-fiets-tuin-7", "ኣብ ጣውላ ኮፍ ኢልና"] {
            assert_eq!(weakness(fine, &own), None, "{fine}");
        }
    }

    #[test]
    fn only_the_right_password_opens() {
        let kept = hash("een lange zin om te onthouden", [7; 16]);
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right(Some(&kept), "een lange zin om te onthouden"));
        assert!(!is_right(Some(&kept), "een lange zin om te vergeten"));
        assert!(!is_right(None, "") && !is_right(Some("not a hash"), ""));
    }

    #[test]
    fn an_unknown_account_costs_one_trial_with_the_same_parameters_as_a_known_one() {
        assert_eq!(hash("", [0; 16]), NOBODYS, "the parameters of today");
        let known = hash("een lange zin om te onthouden", [7; 16]);
        let all = [Some(known.as_str()), Some("not a hash"), None];
        assert_eq!(all.map(|kept| trials(kept, |kept, fits| after_one_trial(kept, fits))), [1, 1, 1]);
        // Who answers at once when there is nothing to compare with, tells who is there.
        let hasty = |kept: Option<&str>, fits: &mut dyn FnMut(&PasswordHash) -> bool| {
            kept.and_then(|kept| PasswordHash::new(kept).ok()).is_some_and(|kept| fits(&kept))
        };
        assert_eq!(all.map(|kept| trials(kept, hasty)), [1, 0, 0], "this test would see it");
    }

    /// How often a rule tries a password, every time in vain.
    fn trials(
        kept: Option<&str>,
        rule: impl FnOnce(Option<&str>, &mut dyn FnMut(&PasswordHash) -> bool) -> bool,
    ) -> usize {
        let mut number = 0;
        let is_right = rule(kept, &mut |_| {
            number += 1;
            false
        });
        assert!(!is_right);
        number
    }
}
