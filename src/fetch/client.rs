//! Asking a server for a calendar (vraag): over TLS, at the very address that was checked, with an end to time and size.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Empty};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::network::Reach;
use crate::documents::calendar::reader::MOST_BYTES;
use crate::domain::availability::{Address, Subscription, Trouble};

/// Name, connection, all that comes and where it sends us on to, together.
const PATIENCE: Duration = Duration::from_secs(20);
const MOST_SENT_ON: usize = 3;
/// Octets of the heads of an answer.
const MOST_HEAD: usize = 32 * 1024;
/// Of what a server wants to hear again.
const LONGEST_TAG: usize = 300;

/// What a server gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The same as the last time.
    Unchanged,
    New {
        bytes: Vec<u8>,
        etag: Option<String>,
        last_modified: Option<String>,
    },
}

/// One step: an answer, or another address.
enum Step {
    Done(Fetched),
    SentOn(Address),
}

#[derive(Clone)]
pub struct Fetcher {
    reach: Reach,
    tls: TlsConnector,
    patience: Duration,
}

impl Fetcher {
    /// Asks machines of the open internet, and believes the certificates that browsers believe.
    pub fn new() -> Self {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        Self::with(Reach::PublicOnly, roots)
    }

    /// As far as this, with one certificate that is believed: for tests of a server that made its own.
    pub fn trusting(reach: Reach, certificate: &[u8]) -> Self {
        let mut roots = RootCertStore::empty();
        let certificate = CertificateDer::from_pem_slice(certificate).expect("the certificate of a test can be read");
        roots.add(certificate).expect("the certificate of a test can be believed");
        Self::with(reach, roots)
    }

    /// With less patience, for tests of servers that hang.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    fn with(reach: Reach, roots: RootCertStore) -> Self {
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("the provider knows the usual versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { reach, tls: TlsConnector::from(Arc::new(config)), patience: PATIENCE }
    }

    pub async fn fetch(&self, row: &Subscription) -> Result<Fetched, Trouble> {
        let asking = async {
            let mut address = Address::parse(&row.url).map_err(|_| Trouble::NotPublic)?;
            for _ in 0..=MOST_SENT_ON {
                match self.ask(&address, row).await? {
                    Step::Done(fetched) => return Ok(fetched),
                    Step::SentOn(next) => address = next,
                }
            }
            Err(Trouble::SentOn)
        };
        tokio::time::timeout(self.patience, asking).await.unwrap_or(Err(Trouble::TimedOut))
    }

    async fn ask(&self, address: &Address, row: &Subscription) -> Result<Step, Trouble> {
        let socket = self.connect(address).await?;
        let name = ServerName::try_from(address.host().to_owned()).map_err(|_| Trouble::NotTrusted)?;
        let secret = self.tls.connect(name, socket).await.map_err(|_| Trouble::NotTrusted)?;
        let (mut sender, connection) = http1::Builder::new()
            .max_buf_size(MOST_HEAD)
            .handshake(TokioIo::new(secret))
            .await
            .map_err(|_| Trouble::Unreachable)?;
        // Ends with the sender, at the end of this function.
        let connection = tokio::spawn(async move { connection.await.is_ok() });
        let answer = sender.send_request(request(address, row)?).await.map_err(|_| Trouble::Unreachable);
        let step = match answer {
            Ok(answer) => step(address, row, answer).await,
            Err(trouble) => Err(trouble),
        };
        connection.abort();
        step
    }

    /// The name is looked up once, and the machines that were found are the ones that are spoken to. One closed machine among
    /// several is one too many.
    async fn connect(&self, address: &Address) -> Result<TcpStream, Trouble> {
        let found = tokio::net::lookup_host((address.host(), address.port())).await;
        let machines: Vec<SocketAddr> = found.map_err(|_| Trouble::Unreachable)?.collect();
        if machines.iter().any(|machine| !self.reach.allows(*machine)) {
            return Err(Trouble::NotPublic);
        }
        TcpStream::connect(machines.as_slice()).await.map_err(|_| Trouble::Unreachable)
    }
}

impl Default for Fetcher {
    fn default() -> Self {
        Self::new()
    }
}

fn request(address: &Address, row: &Subscription) -> Result<Request<Empty<Bytes>>, Trouble> {
    let door = if address.port() == 443 { String::new() } else { format!(":{}", address.port()) };
    let mut request = Request::builder()
        .uri(address.path())
        .header(header::HOST, format!("{}{door}", address.host()))
        .header(header::USER_AGENT, "AanTafel")
        .header(header::ACCEPT, "text/calendar, */*;q=0.1")
        .header(header::ACCEPT_ENCODING, "identity");
    for (name, value) in known(address, row) {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    request.body(Empty::new()).map_err(|_| Trouble::Unreachable)
}

/// What was said of the calendar when it was read before; told only at the address that said it.
fn known(address: &Address, row: &Subscription) -> [(HeaderName, Option<HeaderValue>); 2] {
    let said = |value: &Option<String>| {
        let value = value.as_deref().filter(|_| row.url == address.as_str())?;
        HeaderValue::from_str(value).ok()
    };
    [(header::IF_NONE_MATCH, said(&row.etag)), (header::IF_MODIFIED_SINCE, said(&row.last_modified))]
}

async fn step(address: &Address, row: &Subscription, answer: Response<Incoming>) -> Result<Step, Trouble> {
    let said = |name: HeaderName| {
        let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
        value.filter(|value| value.len() <= LONGEST_TAG).map(str::to_owned)
    };
    match answer.status() {
        StatusCode::OK => {
            // They belong to the address that said them, and only the first is asked with them.
            let own = |name| if row.url == address.as_str() { said(name) } else { None };
            let (etag, last_modified) = (own(header::ETAG), own(header::LAST_MODIFIED));
            let bytes = body(answer.into_body()).await?;
            Ok(Step::Done(Fetched::New { bytes, etag, last_modified }))
        }
        // Only who was asked with a tag may say so.
        StatusCode::NOT_MODIFIED if known(address, row).iter().any(|(_, value)| value.is_some()) => {
            Ok(Step::Done(Fetched::Unchanged))
        }
        StatusCode::NOT_MODIFIED => Err(Trouble::Unreachable),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(Trouble::NotFound),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(Trouble::NotLetIn),
        status if status.is_redirection() => {
            let location = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
            let next = address.sent_on(location.unwrap_or_default()).map_err(|_| Trouble::SentOn)?;
            Ok(Step::SentOn(next))
        }
        _ => Err(Trouble::Unreachable),
    }
}

/// No more of it is kept than a calendar may have.
async fn body(mut body: Incoming) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(|_| Trouble::Unreachable)?.into_data() else { continue };
        if bytes.len() + piece.len() > MOST_BYTES {
            return Err(Trouble::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
