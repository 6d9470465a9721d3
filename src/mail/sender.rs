//! The mail server (SMTP): one connection a message, with an end to its patience.

use std::time::Duration;

use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::Category;
use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::envelope;
use crate::domain::message::{Message, Trouble};

/// No message takes longer than this, whatever the server does.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends over one server, from one address.
#[derive(Clone)]
pub struct Sender {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
    patience: Duration,
}

/// The address of the server cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("SMTP_URL cannot be used: {0}; write smtp://user:password@host:587?tls=required")]
pub struct WrongServer(String);

impl Sender {
    /// `url` is lettre's: `smtps://` for TLS from the start, `?tls=required` for STARTTLS; user and password in it.
    pub fn new(url: &str, from: &str) -> Result<Self, WrongServer> {
        Ok(Self { server: server(url)?.timeout(Some(PATIENCE)).build(), from: from.to_owned(), patience: PATIENCE })
    }

    /// By STARTTLS, with one more certificate that is believed, for tests of a server that made its own.
    pub fn trusting(url: &str, from: &str, host: &str, certificate: &[u8]) -> Result<Self, WrongServer> {
        let wrong = |_| WrongServer("its certificate cannot be read".to_owned());
        let believed = TlsParameters::builder(host.to_owned());
        let believed = believed.add_root_certificate(Certificate::from_pem(certificate).map_err(wrong)?);
        let server = server(url)?.tls(Tls::Required(believed.build().map_err(wrong)?)).timeout(Some(PATIENCE)).build();
        Ok(Self { server, from: from.to_owned(), patience: PATIENCE })
    }

    /// With less patience, for tests of servers that hang.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    pub async fn send(&self, message: &Message) -> Result<(), Trouble> {
        let written = envelope::write(message, &self.from).ok_or(Trouble::WrongAddress)?;
        match tokio::time::timeout(self.patience, self.server.send(written)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(cause)) if may_be_final(&cause) => Err(self.refusal().await),
            Ok(Err(cause)) => Err(trouble(&cause)),
            Err(_) => Err(Trouble::TimedOut),
        }
    }

    /// The message was refused for good, unless the server does not even greet us or take our password: that it says with
    /// the same numbers, so it is asked once more without a message.
    async fn refusal(&self) -> Trouble {
        match tokio::time::timeout(self.patience, self.server.test_connection()).await {
            Ok(Ok(_)) => Trouble::Refused,
            Ok(Err(cause)) => trouble(&cause),
            Err(_) => Trouble::TimedOut,
        }
    }
}

fn server(url: &str) -> Result<AsyncSmtpTransportBuilder, WrongServer> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
        // What it says of a wrong address can hold the password.
        .map_err(|_| WrongServer("it is not the address of a mail server".to_owned()))
}

fn trouble(cause: &Error) -> Trouble {
    match cause {
        cause if cause.is_transient() => Trouble::Deferred,
        cause if cause.is_permanent() => Trouble::NotLetIn,
        cause if cause.is_timeout() => Trouble::TimedOut,
        cause if cause.is_response() => Trouble::Garbled,
        _ => Trouble::Unreachable,
    }
}

/// Whether it can be the message, or its reader, that is refused for good.
///
/// Only 55x tells of mail; 50x tells of our commands, 52x and 53x of our right to be there (RFC 5321, RFC 4954). Servers
/// that say more (RFC 3463) put 5.7 before what their rules forbid us, 5.5 before our mistakes, and 5.1.7 and 5.1.8 before
/// a sender's address that they do not take.
fn may_be_final(cause: &Error) -> bool {
    let is_of_mail = cause.is_permanent() && cause.status().is_some_and(|code| code.category == Category::MailSystem);
    let said = std::error::Error::source(cause).map(ToString::to_string).unwrap_or_default();
    is_of_mail && !["5.7.", "5.5.", "5.1.7", "5.1.8"].iter().any(|about_us| said.trim_start().starts_with(about_us))
}
