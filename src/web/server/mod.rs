//! The front door (voordeur): accepts connections, lets no slow or greedy client hold them, and closes in good order.

mod door;

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

pub use super::address::{ClientAddress, TrustedProxies, UnknownNetwork};
use door::Door;

/// How much one client, and all together, may ask of the server.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Open at once; the next ones wait in the kernel's queue.
    pub connections: usize,
    /// Open at once from one address (an IPv6 /64 counts as one); the next ones are closed unanswered.
    /// Trusted proxies are exempt.
    pub connections_per_address: usize,
    /// From the first byte that may come to the end of the headers; also how long a connection may lie idle.
    pub header_time: Duration,
    /// From the end of the headers to the start of the answer, the request's body included.
    pub request_time: Duration,
    /// Of one connection; new requests are taken for the first three quarters of it.
    pub lifetime: Duration,
    /// Between the call to stop and cutting what is still under way.
    pub grace: Duration,
    /// Of the request line and headers together; more is answered with 431.
    pub header_bytes: usize,
    /// Of the address alone; more is answered with 414.
    pub uri_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 2_000,
            connections_per_address: 200,
            header_time: Duration::from_secs(10),
            request_time: Duration::from_secs(15),
            lifetime: Duration::from_secs(120),
            grace: Duration::from_secs(10),
            header_bytes: 16 * 1024,
            uri_bytes: 8 * 1024,
        }
    }
}

/// Requests that were on their way when the call to stop came are still let in.
const LAST_CALL: Duration = Duration::from_millis(100);

/// Serves until SIGTERM or SIGINT, then stops as [`serve`] does; a second signal ends at once.
///
/// # Errors
/// Those of [`serve`], and when the signals cannot be listened to.
pub async fn serve_until_signal(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    trusted_proxies: TrustedProxies,
) -> io::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (first, stop) = oneshot::channel::<()>();
    let signals = async move {
        either(&mut terminate, &mut interrupt).await;
        tracing::info!("stopping: what is under way is finished first; a second signal ends at once");
        drop(first);
        either(&mut terminate, &mut interrupt).await;
    };
    tokio::select! {
        served = serve(listener, router, limits, trusted_proxies, async { drop(stop.await) }) => served,
        () = signals => Ok(()),
    }
}

/// Serves until `stop` is ready; then idle connections are closed, requests under way are answered, and whatever is
/// left after [`Limits::grace`] is cut. Dropping the future cuts everything at once.
///
/// # Errors
/// When the listener can accept nothing at all; want of file handles is waited out.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    trusted_proxies: TrustedProxies,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let grace = limits.grace;
    let door = Arc::new(Door::new(router, limits, trusted_proxies));
    let (close, closing) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut stop = pin!(async {
        stop.await;
        sleep(LAST_CALL).await;
    });
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = door.accept(&listener) => {
                let (stream, place) = accepted?;
                open.spawn(Arc::clone(&door).attend(stream, place, closing.clone()));
            }
            Some(_) = open.join_next() => {}
        }
    }
    drop(listener);
    close.send_replace(true);
    let all_closed = async { while open.join_next().await.is_some() {} };
    if timeout(grace, all_closed).await.is_err() {
        tracing::warn!(connections = open.len(), "cut at the end of the grace period");
    }
    Ok(())
}

async fn either(terminate: &mut Signal, interrupt: &mut Signal) {
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
