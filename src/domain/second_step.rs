//! The second step at sign-in (tweede stap): a code from an app (TOTP, RFC 6238), or one of ten recovery codes.

use totp_rs::{Builder, Secret, Totp};

use super::typed::western_digits;

/// Recovery codes that are made at a time.
pub const RECOVERY_CODES: usize = 10;
/// No letters or digits that look alike on paper.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";

/// The secret as apps take it, in base32: 160 bits, as RFC 4226 asks.
pub fn secret_text(secret: [u8; 20]) -> String {
    Secret::from(secret).to_base32()
}

/// What the QR code holds (otpauth).
pub fn address(secret: &str, name: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    format!("otpauth://totp/{}:{}?secret={secret}&issuer={}", encoded(ISSUER), encoded(name), encoded(ISSUER))
}

const ISSUER: &str = "Aan Tafel";

/// The time step that a code belongs to, if it is a code of now, or of half a minute ago or ahead.
pub fn step_of(secret: &str, typed: &str, unix_seconds: i64) -> Option<i64> {
    let totp = totp(secret)?;
    let now = u64::try_from(unix_seconds).ok()?;
    totp.check(&digits(typed), now).and_then(|step| i64::try_from(step).ok())
}

fn totp(secret: &str) -> Option<Totp> {
    Builder::new().with_secret(Secret::try_from_base32(secret).ok()?).build().ok()
}

/// Spaces between the digits are how apps show them; a phone can have other digits than Western ones.
fn digits(typed: &str) -> String {
    western_digits(typed).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Eighty bits, four by four: `k7fq-m2xp-9ar4-hb6t`.
pub fn recovery_code(chance: [u8; 16]) -> String {
    let letters: Vec<char> = chance.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// As it is hashed: small letters, nothing between.
pub fn bare(typed: &str) -> String {
    western_digits(typed).chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether this is written as a recovery code, not as a code of the app.
pub fn looks_like_recovery(typed: &str) -> bool {
    bare(typed).len() == 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_app_is_known_for_a_minute_and_a_half() {
        // RFC 6238, appendix B, with the last six of its eight digits.
        let secret = secret_text(*b"12345678901234567890");
        assert_eq!(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(step_of(&secret, "287 082", 59), Some(1));
        assert_eq!(step_of(&secret, "287082", 89), Some(1), "a slow hand");
        assert_eq!(step_of(&secret, "287082", 90), None);
        assert_eq!(step_of(&secret, "٢٨٧ ٠٨٢", 59), Some(1), "on an Arabic keyboard");
        assert_eq!(step_of(&secret, "۲۸۷۰۸۲", 59), Some(1), "on a Persian keyboard");
        for wrong in ["", "287083", "28708", "abcdef", "2870822", "²87082"] {
            assert_eq!(step_of(&secret, wrong, 59), None, "{wrong}");
        }
        assert_eq!(step_of("not base32!", "287082", 59), None);
    }

    #[test]
    fn a_recovery_code_may_be_typed_in_capitals_and_with_spaces() {
        let code = recovery_code([7; 16]);
        assert_eq!(code.len(), 19);
        assert_eq!(bare(&code.to_uppercase().replace('-', " ")), bare(&code));
        assert_eq!(bare("k٧fq-m۲xp"), "k7fqm2xp");
        assert!(looks_like_recovery(&code) && !looks_like_recovery("287 082"));
    }

    #[test]
    fn the_address_for_the_app_has_no_open_spaces() {
        let address = address("ABC", "Samira de Wit");
        assert_eq!(address, "otpauth://totp/Aan%20Tafel:Samira%20de%20Wit?secret=ABC&issuer=Aan%20Tafel");
    }
}
