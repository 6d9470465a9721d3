//! One connection at the front door: given a place, attended to, and shown out in good order.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, Uri, Version, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use hyper::Request;
use hyper::body::{Body, Frame, Incoming};
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWrite;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::{Limits, TrustedProxies};
use crate::web::{address, headers};

/// hyper refuses a smaller buffer.
const LEAST_BUFFER: usize = 8 * 1024;
/// When the process is out of file handles, trying again at once would only burn the processor.
const BREATH: Duration = Duration::from_millis(250);
/// For the client to read an answer that came before it had sent everything.
const FAREWELL: Duration = Duration::from_secs(1);
const FAREWELL_BYTES: usize = 1024 * 1024;
/// Smaller pieces of a body are copied out of the buffer they arrived in.
const SMALL_PIECE: usize = 4 * 1024;

pub(super) struct Door {
    router: Router,
    limits: Limits,
    trusted_proxies: TrustedProxies,
    http: Builder,
    places: Arc<Semaphore>,
    guests: Guests,
}

/// How many connections each household has open.
type Guests = Arc<Mutex<HashMap<IpAddr, usize>>>;

impl Door {
    pub(super) fn new(router: Router, limits: Limits, trusted_proxies: TrustedProxies) -> Self {
        let mut http = Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits.header_time)
            .max_header_size(limits.header_bytes)
            .max_buf_size(limits.header_bytes.max(LEAST_BUFFER));
        let places = Arc::new(Semaphore::new(limits.connections));
        Self { router, limits, trusted_proxies, http, places, guests: Guests::default() }
    }

    pub(super) async fn accept(&self, listener: &TcpListener) -> io::Result<(TcpStream, Place)> {
        loop {
            let permit = Arc::clone(&self.places).acquire_owned().await.expect("nobody closes the semaphore");
            match listener.accept().await {
                Ok((stream, peer)) => {
                    if let Some(place) = self.place(permit, peer.ip().to_canonical()) {
                        return Ok((stream, place));
                    }
                }
                Err(error) if error.kind() == ErrorKind::InvalidInput => return Err(error),
                Err(error) if is_of_one_client(error.kind()) => {}
                Err(error) => {
                    tracing::warn!(%error, "no connection can be accepted now");
                    sleep(BREATH).await;
                }
            }
        }
    }

    fn place(&self, permit: OwnedSemaphorePermit, peer: IpAddr) -> Option<Place> {
        let household = address::household(peer);
        let mut guests = lock(&self.guests);
        let count = guests.get(&household).copied().unwrap_or(0);
        if count >= self.limits.connections_per_address && !self.trusted_proxies.contains(peer) {
            return None;
        }
        guests.insert(household, count + 1);
        Some(Place { peer, household, guests: Arc::clone(&self.guests), _permit: permit })
    }

    pub(super) async fn attend(self: Arc<Self>, stream: TcpStream, place: Place, mut closing: watch::Receiver<bool>) {
        // An answer's last, small packet does not wait for the acknowledgement of the one before.
        drop(stream.set_nodelay(true));
        let (door, peer) = (Arc::clone(&self), place.peer);
        let answering = service_fn(move |request| Box::pin(Arc::clone(&door).answer(peer, request)));
        let mut connection = self.http.serve_connection(TokioIo::new(stream), answering);

        let lifetime = self.limits.lifetime;
        let mut over = pin!(sleep(lifetime));
        let mut is_leaving = false;
        let mut last_request = pin!(timeout(lifetime * 3 / 4, closing.wait_for(|is_closing| *is_closing)));
        loop {
            tokio::select! {
                biased;
                _ = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break,
                _ = &mut last_request, if !is_leaving => {
                    is_leaving = true;
                    Pin::new(&mut connection).graceful_shutdown();
                }
                () = &mut over => {
                    // Else the kernel would keep what the client does not read, for minutes.
                    drop(connection.into_parts().io.inner().set_zero_linger());
                    return;
                }
            }
        }
        drop(timeout(FAREWELL, farewell(connection.into_parts().io.into_inner())).await);
    }

    async fn answer(self: Arc<Self>, peer: IpAddr, mut request: Request<Incoming>) -> Result<Response, Infallible> {
        if let Some(status) = self.objection(&request) {
            return Ok(refusal(status));
        }
        let client = self.trusted_proxies.client(peer, request.headers());
        self.trusted_proxies.strip(peer, request.headers_mut());
        request.extensions_mut().insert(client);

        // Whoever has a body to send is the likelier to be slow: our own work has shorter limits than this one.
        let late = match request.body().is_end_stream() {
            true => StatusCode::SERVICE_UNAVAILABLE,
            false => StatusCode::REQUEST_TIMEOUT,
        };
        let request = request.map(|body| body.map_frame(compact));
        match timeout(self.limits.request_time, self.router.clone().oneshot(request)).await {
            Ok(answer) => answer,
            Err(_) => Ok(refusal(late)),
        }
    }

    /// What hyper lets through and we do not.
    fn objection(&self, request: &Request<Incoming>) -> Option<StatusCode> {
        let hosts = request.headers().get_all(header::HOST).iter().count();
        if length(request.uri()) > self.limits.uri_bytes {
            Some(StatusCode::URI_TOO_LONG)
        } else if request.headers().contains_key(header::TRANSFER_ENCODING) {
            // hyper hides a Content-Length that stands beside it, on which a proxy may see another request
            // than we do. No browser sends a form in chunks, so we need neither.
            Some(StatusCode::LENGTH_REQUIRED)
        } else if hosts > 1 || (hosts == 0 && request.version() == Version::HTTP_11) {
            Some(StatusCode::BAD_REQUEST)
        } else {
            None
        }
    }
}

/// A connection's seat, given back when it is dropped.
pub(super) struct Place {
    peer: IpAddr,
    household: IpAddr,
    guests: Guests,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut guests = lock(&self.guests);
        match guests.get_mut(&self.household) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(guests.remove(&self.household)),
        }
    }
}

fn lock(guests: &Guests) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
    guests.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_of_one_client(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused)
}

/// A piece keeps all of hyper's read buffer alive: a body sent byte by byte would hold 4 KiB for each byte of it.
fn compact(frame: Frame<Bytes>) -> Frame<Bytes> {
    frame.map_data(|piece| if piece.len() < SMALL_PIECE { Bytes::copy_from_slice(&piece) } else { piece })
}

fn length(uri: &Uri) -> usize {
    let host = uri.authority().map_or(0, |authority| authority.as_str().len());
    host + uri.path_and_query().map_or(0, |path| path.as_str().len())
}

/// An answer made here, outside the router and its layers.
fn refusal(status: StatusCode) -> Response {
    let mut answer = (status, status.canonical_reason().unwrap_or_default()).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    headers::set(headers, false);
    answer
}

/// Closing while the client still sends would reset the connection and lose it the answer: so our side is closed first
/// and what comes is thrown away.
async fn farewell(mut stream: TcpStream) -> io::Result<()> {
    poll_fn(|cx| Pin::new(&mut stream).poll_shutdown(cx)).await?;
    let (mut left, mut waste) = (FAREWELL_BYTES, [0; 4096]);
    while left > 0 {
        stream.readable().await?;
        match stream.try_read(&mut waste) {
            Ok(0) => break,
            Ok(count) => left = left.saturating_sub(count),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
