//! What speaks: routes, guards, pages and forms. One file a noun, split by whom it is for.

pub mod address;
mod assessment;
mod assets;
mod availability;
mod beside;
pub mod board;
pub mod cache;
pub mod clearing;
mod colleague;
mod cost;
mod deed;
pub mod desk;
mod difference;
pub mod digest;
pub mod entry;
mod erasure;
mod export;
mod failure;
mod feed;
pub mod form;
pub mod guard;
mod handed;
pub mod handout;
pub mod headers;
mod hearers;
mod heavy;
pub mod host;
mod logo;
mod page;
mod password;
pub mod paths;
mod plan;
mod problem;
pub mod profile;
pub mod public;
pub mod record;
mod reference;
pub mod routes;
mod second_step;
pub mod server;
mod sign_ins;
pub mod submission;
mod task;
pub mod telling;
pub mod token;
pub mod told;
mod viewer;
mod wrong;

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use crate::clock::Clock;
use crate::config::{self, Config};
use crate::store::{self, Database, Db};

pub use failure::Failure;
pub use reference::Reference;

/// Longer bodies than any form of ours has.
const MOST_BODY: usize = 64 * 1024;

/// What every handler may use. Cloning shares it.
#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub database: Database,
    pub clock: Clock,
    pub config: Config,
    pub keys: Keys,
    pub cache: cache::Cache,
    reference: reference::Kept,
    /// The meetings of feeds, as texts.
    written: public::feed::Written,
    /// Printing is heavy: as many at once as there are cores.
    pub heavy: Semaphore,
    /// Trying a password is heavy too; with places of its own, so that nobody who prints keeps others from signing in.
    pub passwords: Semaphore,
    is_demo: bool,
}

/// Made once and kept in the database, so that all instances share them.
pub struct Keys {
    pub form: Vec<u8>,
    pub address: Vec<u8>,
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Takes keys and reference tables from the database.
    pub async fn open(database: Database, clock: Clock, config: Config) -> Result<Self, store::Error> {
        let (form, address) = (clock.chance::<32>(), clock.chance::<32>());
        let (keys, is_demo) = database
            .write(move |db| {
                let keys = Keys {
                    form: store::server_key::find_or_keep(db, "form", &form)?,
                    address: store::server_key::find_or_keep(db, "address", &address)?,
                };
                Ok((keys, store::organisation::any_demo(db)?))
            })
            .await?;
        let reference = reference::Kept::load(&database).await?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let (heavy, passwords) = (Semaphore::new(cores), Semaphore::new(cores));
        let (cache, written) = (cache::Cache::default(), public::feed::Written::default());
        Ok(Self(Arc::new(Parts {
            database,
            clock,
            config,
            keys,
            cache,
            reference,
            written,
            heavy,
            passwords,
            is_demo,
        })))
    }

    /// Kits, holidays, days and contacts as they were a second ago at most.
    pub fn reference(&self) -> Arc<Reference> {
        self.reference.current()
    }

    /// A write whose effect this instance shows at once.
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Db) -> Result<T, store::Error> + Clone + Send + 'static,
    ) -> Result<T, store::Error> {
        let done = self.database.write(work).await;
        self.cache.forget();
        done
    }

    /// Looks whether another instance changed something; what was kept of it is then forgotten.
    pub async fn look_around(&self) -> Result<(), store::Error> {
        if self.reference.look_around(&self.database).await? {
            self.cache.forget();
        }
        Ok(())
    }

    /// The whole planner as a service, with every layer around it.
    pub fn into_router(self) -> axum::Router {
        let router = routes::all()
            .into_router()
            .layer(middleware::from_fn_with_state(self.clone(), cache::layer))
            .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                Failure::broken("a handler panicked").into_response()
            }))
            .layer(DefaultBodyLimit::max(MOST_BODY))
            .layer(CsrfLayer::new())
            .layer(middleware::from_fn_with_state(self.clone(), failure::page))
            .layer(middleware::from_fn_with_state(self.clone(), only_on_this_machine));
        let is_https = self.config.is_https();
        headers::protect(router.with_state(self), is_https)
    }
}

/// Asks the database once a second, for as long as the planner runs.
pub async fn keep_looking_around(app: App) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Err(cause) = app.look_around().await {
            tracing::warn!(%cause, "could not look for changes by other instances");
        }
    }
}

/// The demo world has passwords that were printed: it answers to this machine alone.
async fn only_on_this_machine(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).or_else(|| request.uri().host());
    if app.is_demo && !host.is_some_and(config::is_loopback_host) {
        return (StatusCode::FORBIDDEN, "This planner holds demo accounts and answers on this machine only.\n")
            .into_response();
    }
    next.run(request).await
}
