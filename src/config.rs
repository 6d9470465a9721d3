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
}

pub const DEFAULT_LISTEN: &str = "127.0.0.1:8080";
pub const DEFAULT_DATABASE_URL: &str = "aantafel.db";

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
        })
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
    fn the_demo_world_belongs_on_a_loopback_address_only() {
        assert!(check(DEFAULT_LISTEN, "a.db", None).expect("settings").is_loopback());
        assert!(check("[::1]:9000", "a.db", None).expect("settings").is_loopback());
        assert!(!check("0.0.0.0:8080", "a.db", None).expect("settings").is_loopback());
        assert!(!check(DEFAULT_LISTEN, "a.db", Some("https://aantafel.example/")).expect("settings").is_loopback());
    }
}
