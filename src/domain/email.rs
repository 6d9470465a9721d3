//! What an e-mail address looks like (e-mailadres): one rule for whoever types one, and narrower than what a mailer takes.

use super::text::LONGEST_LINE;

/// Whether mail can be sent to it: one name, one host, and nothing with which a header says something else.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_dotted =
        |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let is_strange = |c: char| c.is_control() || c.is_whitespace() || ",;:<>()[]\"\\".contains(c);
    is_dotted(name)
        && is_dotted(host)
        && !host.contains('@')
        && !text.contains(is_strange)
        && text.chars().count() <= LONGEST_LINE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_name_and_one_host() {
        for right in ["saba@example.org", "s.tesfay+1@mail.example.org", "coordinator@demo"] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "",
            "saba",
            "@example.org",
            "saba@",
            "a@b@c",
            "a@b,c",
            "a@b;c@d",
            "a b@c.nl",
            "a@b..nl",
            "a@.nl",
            "<a@b.nl>",
        ] {
            assert!(!is_email(wrong), "{wrong}");
        }
        assert!(!is_email(&format!("{}@example.org", "a".repeat(LONGEST_LINE))));
    }
}
