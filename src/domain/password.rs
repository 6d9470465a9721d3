//! Passwords (wachtwoorden): kept as argon2id, 19 MiB and two passes, the least that OWASP's cheat sheet asks.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};

/// Shorter ones are guessed.
pub const SHORTEST: usize = 12;

/// The text to keep. Takes some 30 ms: never inside a transaction.
pub fn hash(password: &str, salt: [u8; 16]) -> String {
    let kept: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    kept.expect("the parameters are argon2's own").to_string()
}

/// Whether this is the password. Nobody's hash takes as long as somebody's, so that the time tells nothing.
pub fn is_right(kept: Option<&str>, password: &str) -> bool {
    let nobody = || hash("", [0; 16]);
    let Some(kept) = kept else {
        nobody();
        return false;
    };
    PasswordHash::new(kept).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_opens() {
        let kept = hash("een lange zin om te onthouden", [7; 16]);
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right(Some(&kept), "een lange zin om te onthouden"));
        assert!(!is_right(Some(&kept), "een lange zin om te vergeten"));
        assert!(!is_right(None, "") && !is_right(Some("not a hash"), ""));
    }
}
