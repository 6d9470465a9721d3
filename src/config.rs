//! The settings: flags and environment, each with its default; a wrong one stops the start with one line.

use std::net::{IpAddr, SocketAddr};

/// What `serve` runs with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub listen: SocketAddr,
    pub database_url: String,
    /// Scheme and host as parents type it, without a slash at the end.
    pub base_url: String,
    /// Addresses whose X-Forwarded-For is believed, as written.
    pub trusted_proxies: String,
    pub demo_password: Option<String>,
    /// Starts without the demo world.
    pub is_empty: bool,
    /// The mail server with its user and password; without one messages wait on the desk.
    pub smtp_url: Option<String>,
    /// The address that messages come from.
    pub mail_from: String,
    /// Coordinators take a second step when they sign in.
    pub is_second_step_required: bool,
}

pub const DEFAULT_LISTEN: &str = "127.0.0.1:8080";
pub const DEFAULT_DATABASE_URL: &str = "aantafel.db";

/// Stands in calendar entries while no mail goes out.
const NO_SENDER: &str = "aantafel@localhost";

/// A setting that cannot be used: its name, what is wrong, and the remedy.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{name}={value:?} cannot be used: {remedy}")]
pub struct WrongSetting {
    pub name: &'static str,
    pub value: String,
    pub remedy: &'static str,
}

impl Config {
    /// Checks the settings as they were written.
    pub fn check(
        listen: &str,
        database_url: &str,
        base_url: Option<&str>,
        trusted_proxies: &str,
        demo_password: Option<&str>,
        is_empty: bool,
    ) -> Result<Self, WrongSetting> {
        let wrong = |name, value: &str, remedy| WrongSetting { name, value: value.to_owned(), remedy };
        let listen: SocketAddr = listen
            .parse()
            .map_err(|_| wrong("LISTEN", listen, "write an address and a port, such as 127.0.0.1:8080 or [::]:8080"))?;
        if database_url.trim().is_empty() {
            return Err(wrong("DATABASE_URL", database_url, "write the path of a file, or postgres://user@host/name"));
        }
        let is_other_scheme = database_url.contains("://")
            && !["postgres://", "postgresql://", "sqlite://"].iter().any(|scheme| database_url.starts_with(scheme));
        if is_other_scheme {
            return Err(wrong("DATABASE_URL", database_url, "only a file path or postgres://user@host/name is known"));
        }
        let base_url = match base_url {
            Some(text) => text.trim_end_matches('/').to_owned(),
            None => format!("http://{listen}"),
        };
        if !is_base_url(&base_url) {
            return Err(wrong("BASE_URL", &base_url, "write scheme and host only, such as https://aantafel.example"));
        }
        if demo_password.is_some_and(|password| password.chars().count() < 8) {
            return Err(wrong("DEMO_PASSWORD", "...", "take at least 8 characters"));
        }
        Ok(Self {
            listen,
            database_url: database_url.to_owned(),
            base_url,
            trusted_proxies: trusted_proxies.to_owned(),
            demo_password: demo_password.map(str::to_owned),
            is_empty,
            is_second_step_required: false,
            smtp_url: None,
            mail_from: NO_SENDER.to_owned(),
        })
    }

    /// Takes the settings of the mail, once the others are right.
    pub fn with_mail(self, smtp_url: Option<&str>, mail_from: Option<&str>) -> Result<Self, WrongSetting> {
        let wrong = |name, value: &str, remedy| WrongSetting { name, value: value.to_owned(), remedy };
        let [smtp_url, mail_from] =
            [smtp_url, mail_from].map(|text| text.map(str::trim).filter(|text| !text.is_empty()));
        if smtp_url.is_some_and(|url| !is_smtp_url(url)) {
            let remedy = "write smtp://user:password@host:587?tls=required or smtps://user:password@host";
            return Err(wrong("SMTP_URL", "...", remedy));
        }
        if mail_from.is_some_and(|address| !is_mail_address(address)) {
            let remedy = "write one address that exists, such as post@aantafel.example";
            return Err(wrong("MAIL_FROM", mail_from.unwrap_or_default(), remedy));
        }
        if smtp_url.is_some() && mail_from.is_none() {
            return Err(wrong("MAIL_FROM", "", "with SMTP_URL it is needed: the address that messages come from"));
        }
        let mail_from = mail_from.unwrap_or(NO_SENDER).to_owned();
        Ok(Self { smtp_url: smtp_url.map(str::to_owned), mail_from, ..self })
    }

    pub fn requiring_second_step(self, is_second_step_required: bool) -> Self {
        Self { is_second_step_required, ..self }
    }

    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Host and port of the base address.
    pub fn host(&self) -> &str {
        self.base_url.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whether nobody outside this machine can reach it: only then the demo world belongs here.
    pub fn is_loopback(&self) -> bool {
        self.listen.ip().is_loopback() && is_loopback_host(self.host())
    }
}

/// Whether a Host header or address names this machine itself.
pub fn is_loopback_host(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or(rest, |(name, _)| name),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn is_base_url(text: &str) -> bool {
    let Some(host) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c))
}

/// Scheme, host, and no option but `tls`. Without TLS a password, and every message, is read by whoever is on the way: only
/// to this machine itself.
fn is_smtp_url(text: &str) -> bool {
    let (is_wrapped, rest) = match (text.strip_prefix("smtps://"), text.strip_prefix("smtp://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return false,
    };
    let (place, option) = rest.split_once('?').map_or((rest, None), |(place, option)| (place, Some(option)));
    let host = place.rsplit('@').next().unwrap_or_default().trim_end_matches('/');
    let has_tls = is_wrapped || matches!(option, Some("tls=required" | "tls=opportunistic"));
    let is_known = option.is_none_or(|option| ["tls=required", "tls=opportunistic"].contains(&option));
    // Whoever stands in between takes STARTTLS out of the offer, and reads the password.
    let may_be_read = option == Some("tls=opportunistic") && place.contains('@');
    !host.is_empty()
        && !text.contains(char::is_whitespace)
        && is_known
        && ((has_tls && !may_be_read) || is_loopback_host(host))
}

/// Plain ASCII: it stands in calendar entries too.
fn is_mail_address(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(c);
    let mut halves = text.split('@');
    let (name, host) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    !name.is_empty() && !host.is_empty() && halves.next().is_none() && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(listen: &str, database: &str, base: Option<&str>) -> Result<Config, WrongSetting> {
        Config::check(listen, database, base, "", None, false)
    }

    #[test]
    fn a_wrong_setting_is_named_with_its_remedy() {
        let said = |done: Result<Config, WrongSetting>| done.expect_err("a refusal").to_string();
        assert!(
            said(check("8080", "a.db", None))
                .starts_with("LISTEN=\"8080\" cannot be used: write an address and a port")
        );
        assert!(said(check(DEFAULT_LISTEN, "mysql://x", None)).starts_with("DATABASE_URL="));
        assert!(said(check(DEFAULT_LISTEN, "a.db", Some("aantafel.example"))).starts_with("BASE_URL="));
    }

    #[test]
    fn the_mail_server_needs_a_sender_and_its_password_is_not_printed() {
        let mail = |url, from| check(DEFAULT_LISTEN, "a.db", None).expect("settings").with_mail(url, from);
        assert_eq!(mail(None, None).expect("settings").smtp_url, None);
        assert!(mail(Some("smtp://u:p@mail.example:587?tls=required"), Some("post@a.example")).is_ok());
        assert!(mail(Some("smtp://127.0.0.1:2525"), Some("post@a.example")).is_ok(), "this machine alone");
        assert!(mail(Some(""), None).expect("an empty one is none").smtp_url.is_none());
        let said = |url, from| mail(url, from).expect_err("a refusal").to_string();
        let secret = said(Some("http://user:geheim@mail.example"), Some("post@a.example"));
        assert!(secret.starts_with("SMTP_URL=") && !secret.contains("geheim"), "{secret}");
        assert!(said(Some("smtp://mail.example?tls=none"), Some("post@a.example")).starts_with("SMTP_URL="));
        assert!(said(Some("smtp://u:p@mail.example"), Some("post@a.example")).starts_with("SMTP_URL="), "no TLS");
        assert!(mail(Some("smtp://mail.example?tls=opportunistic"), Some("post@a.example")).is_ok());
        let may_be_read = said(Some("smtp://u:p@mail.example?tls=opportunistic"), Some("post@a.example"));
        assert!(may_be_read.starts_with("SMTP_URL="), "a password goes under TLS only");
        assert!(said(Some("smtps://mail.example"), None).starts_with("MAIL_FROM="));
        assert!(said(Some("smtps://mail.example"), Some("Post <post@a.example>")).starts_with("MAIL_FROM="));
    }

    #[test]
    fn the_demo_world_belongs_on_a_loopback_address_only() {
        assert!(check(DEFAULT_LISTEN, "a.db", None).expect("settings").is_loopback());
        assert!(check("[::1]:9000", "a.db", None).expect("settings").is_loopback());
        assert!(!check("0.0.0.0:8080", "a.db", None).expect("settings").is_loopback());
        assert!(!check(DEFAULT_LISTEN, "a.db", Some("https://aantafel.example/")).expect("settings").is_loopback());
    }
}
