//! The openbare link (invitation): a short code when a meeting is public, an address that nobody guesses when it is not.

/// No vowels, so no words; no 0, 1, l or o, so nothing to misread aloud.
const ALPHABET: &[u8; 30] = b"23456789bcdfghjkmnpqrstvwxyz#!";
const LETTERS: u8 = 28;
const CODE_LENGTH: usize = 6;
const SECRET_LENGTH: usize = 27;

/// Six characters, as printed under the QR code.
pub fn new_code(chance: [u8; 16]) -> String {
    letters(&chance, CODE_LENGTH)
}

/// 27 of 28 letters: just over 128 bits.
pub fn new_secret(chance: [u8; 64]) -> String {
    letters(&chance, SECRET_LENGTH)
}

/// Takes the bytes that give each letter the same chance, and skips the others.
fn letters(chance: &[u8], length: usize) -> String {
    let fair = 252; // 9 x 28
    let mut out: String = chance
        .iter()
        .filter(|byte| **byte < fair)
        .take(length)
        .map(|byte| char::from(ALPHABET[usize::from(byte % LETTERS)]))
        .collect();
    while out.len() < length {
        out.push(char::from(ALPHABET[usize::from(chance[out.len()] % LETTERS)]));
    }
    out
}

/// What an address may ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Opens a public meeting.
    Code(String),
    /// Opens a meeting whatever its visibility.
    Secret(String),
}

impl Key {
    pub fn parse(text: &str) -> Option<Self> {
        let is_ours = text.bytes().all(|byte| ALPHABET[..usize::from(LETTERS)].contains(&byte));
        match (is_ours, text.len()) {
            (true, CODE_LENGTH) => Some(Self::Code(text.to_owned())),
            (true, SECRET_LENGTH) => Some(Self::Secret(text.to_owned())),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_secrets_are_told_apart_by_their_form_alone() {
        let mut chance = [0; 64];
        for (at, byte) in chance.iter_mut().enumerate() {
            *byte = u8::try_from(at * 7 % 256).expect("a byte");
        }
        assert_eq!(new_code([255; 16]).len(), 6);
        assert!(matches!(Key::parse(&new_code([7; 16])), Some(Key::Code(_))));
        assert!(matches!(Key::parse(&new_secret(chance)), Some(Key::Secret(_))));
        for wrong in ["", "K7F3Q2", "k7f3q", "k7f3qa", "../../", "k7f3q2.ics"] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }
}
