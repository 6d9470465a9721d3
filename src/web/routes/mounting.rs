//! How a route is mounted (ophangen): never without its policy, and a POST never without a checked form.

use axum::handler::Handler;
use axum::{middleware, routing};

use super::{BeginsWith, EndsInForm};
use crate::web::guard::Policy;
use crate::web::{App, form};

/// One line of the permission table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mounted {
    pub method: &'static str,
    pub path: &'static str,
    pub policy: &'static str,
}

/// The mounted routes and the table of what was mounted.
#[derive(Default)]
pub struct Routes {
    router: axum::Router<App>,
    table: Vec<Mounted>,
}

impl Routes {
    /// Mounts a handler whose first argument is `Allowed<P>`. One without it does not compile:
    ///
    /// ```compile_fail
    /// async fn naked() {}
    /// aantafel::web::routes::Routes::default().get::<aantafel::web::guard::SeeDesk, _, _>("/desk/x", naked);
    /// ```
    ///
    /// ```compile_fail
    /// use aantafel::web::guard::{Allowed, Anyone, SeeDesk};
    /// async fn weaker(_: Allowed<Anyone>) {}
    /// aantafel::web::routes::Routes::default().get::<SeeDesk, _, _>("/desk/x", weaker);
    /// ```
    ///
    /// ```
    /// use aantafel::web::guard::{Allowed, SeeDesk};
    /// async fn guarded(_: Allowed<SeeDesk>) {}
    /// aantafel::web::routes::Routes::default().get::<SeeDesk, _, _>("/desk/x", guarded);
    /// ```
    #[expect(clippy::disallowed_methods, reason = "this is where routes are mounted")]
    pub fn get<P, H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        P: Policy,
        H: Handler<T, App>,
        T: BeginsWith<P> + 'static,
    {
        self.router = self.router.route(path, routing::get(handler));
        self.table.push(Mounted { method: "GET", path, policy: P::NAME });
        self
    }

    /// Mounts a handler that also ends in a [`form::Form`], whose token was checked. One that does not, does not compile:
    ///
    /// ```compile_fail
    /// use aantafel::web::guard::{Allowed, SeeDesk};
    /// async fn unchecked(_: Allowed<SeeDesk>) {}
    /// aantafel::web::routes::Routes::default().post::<SeeDesk, _, _>("/desk/x", unchecked);
    /// ```
    pub fn post<P, H, T>(self, path: &'static str, handler: H) -> Self
    where
        P: Policy,
        H: Handler<T, App>,
        T: BeginsWith<P> + EndsInForm + 'static,
    {
        self.sent(path, P::NAME, form::Takes::Words, handler)
    }

    /// A POST whose form may carry files: a larger body is read, of the kind that holds them. The form is checked alike:
    ///
    /// ```compile_fail
    /// use aantafel::web::guard::{Allowed, SeeDesk};
    /// async fn unchecked(_: Allowed<SeeDesk>) {}
    /// aantafel::web::routes::Routes::default().upload::<SeeDesk, _, _>("/desk/x", unchecked);
    /// ```
    pub fn upload<P, H, T>(self, path: &'static str, handler: H) -> Self
    where
        P: Policy,
        H: Handler<T, App>,
        T: BeginsWith<P> + EndsInForm + 'static,
    {
        self.sent(path, P::NAME, form::Takes::Files, handler)
    }

    #[expect(clippy::disallowed_methods, reason = "this is where routes are mounted")]
    fn sent<H, T>(mut self, path: &'static str, policy: &'static str, takes: form::Takes, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let receive = middleware::from_fn(move |request, next| form::receive(path, takes, request, next));
        self.router = self.router.route(path, routing::post(handler).route_layer(receive));
        self.table.push(Mounted { method: "POST", path, policy });
        self
    }

    pub fn table(&self) -> &[Mounted] {
        &self.table
    }

    pub fn into_router(self) -> axum::Router<App> {
        self.router
    }
}
