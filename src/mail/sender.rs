//! The mail server (SMTP): one connection a message, with an end to its patience.

use std::time::Duration;

use lettre::transport::smtp::Error;
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
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            // What it says of a wrong address can hold the password.
            .map_err(|_| WrongServer("it is not the address of a mail server".to_owned()))?
            .timeout(Some(PATIENCE))
            .build();
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
            Ok(Err(cause)) => Err(trouble(&cause)),
            Err(_) => Err(Trouble::TimedOut),
        }
    }
}

fn trouble(cause: &Error) -> Trouble {
    match cause {
        cause if cause.is_transient() => Trouble::Deferred,
        cause if cause.is_permanent() => Trouble::Refused,
        cause if cause.is_timeout() => Trouble::TimedOut,
        cause if cause.is_response() => Trouble::Garbled,
        _ => Trouble::Unreachable,
    }
}
