//! A browser without a screen: keeps cookies, follows redirects, fills forms by their labels, presses buttons by their text.

mod form;

use std::collections::BTreeMap;
use std::convert::Infallible;

use aantafel::web::App;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

use crate::world::PASSWORD;

use form::fields_of;
pub use form::{BOUNDARY, Form, multipart};

pub struct Browser {
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    pub page: Page,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    pub address: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Browser {
    pub fn new(app: App) -> Self {
        let nothing =
            Page { address: String::new(), status: StatusCode::OK, headers: HeaderMap::new(), bytes: Vec::new() };
        Self { router: app.into_router(), cookies: BTreeMap::new(), page: nothing }
    }

    /// One that speaks to a planner that listens there.
    pub fn over(address: &str) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
        let address = address.to_owned();
        let forward = tower::service_fn(move |mut request: Request<Body>| {
            let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
            *request.uri_mut() = format!("http://{address}{path}").parse().expect("an address");
            let answer = client.request(request);
            async move { Ok::<_, Infallible>(answer.await.expect("the planner answers").map(Body::new)) }
        });
        let nothing =
            Page { address: String::new(), status: StatusCode::OK, headers: HeaderMap::new(), bytes: Vec::new() };
        let router = axum::Router::new().fallback_service(forward);
        Self { router, cookies: BTreeMap::new(), page: nothing }
    }

    /// Puts something around the planner, as a front door would.
    pub fn route_through(&mut self, around: impl FnOnce(axum::Router) -> axum::Router) {
        self.router = around(std::mem::take(&mut self.router));
    }

    /// Signs in with the form, as a person does.
    pub async fn sign_in(&mut self, email: &str) {
        self.open("/desk/aanmelden").await;
        let form =
            self.page.form("Meld aan").fill(&self.page, "E-mailadres", email).fill(&self.page, "Wachtwoord", PASSWORD);
        self.send(form).await;
        assert_eq!(self.page.status, StatusCode::OK, "{email} signs in: {}", self.page.text());
        assert!(!self.page.text().contains("passen niet bij elkaar"), "{email} has this password");
    }

    /// Goes to an address and on, where it sends us.
    pub async fn open(&mut self, address: &str) -> &Page {
        self.request(Method::GET, address, None, &[]).await;
        self.follow().await
    }

    /// Goes to an address and stays, whatever it says.
    pub async fn get(&mut self, address: &str, headers: &[(&str, &str)]) -> &Page {
        self.request(Method::GET, address, None, headers).await
    }

    /// Presses the button of a form.
    pub async fn send(&mut self, form: Form) -> &Page {
        self.post(&form.action, &form.fields).await;
        self.follow().await
    }

    /// Sends fields and stays.
    pub async fn post(&mut self, address: &str, fields: &[(String, String)]) -> &Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            body.append_pair(name, value);
        }
        self.request(Method::POST, address, Some(body.finish()), &[]).await
    }

    /// Sends fields and files (field, name and bytes of each) and stays.
    pub async fn post_files(&mut self, form: &Form, files: &[(&str, &str, &[u8])]) -> &Page {
        self.post_files_with(form, files, &[]).await
    }

    pub async fn post_files_with(
        &mut self,
        form: &Form,
        files: &[(&str, &str, &[u8])],
        headers: &[(&str, &str)],
    ) -> &Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = [&[("content-type", kind.as_str())], headers].concat();
        self.ask(Method::POST, &form.action, Some(multipart(&form.fields, files)), &headers).await
    }

    /// Presses the button of a form in which files were chosen.
    pub async fn send_files(&mut self, form: Form, files: &[(&str, &str, &[u8])]) -> &Page {
        self.post_files(&form, files).await;
        self.follow().await
    }

    pub async fn request(
        &mut self,
        method: Method,
        address: &str,
        body: Option<String>,
        headers: &[(&str, &str)],
    ) -> &Page {
        self.ask(method, address, body.map(String::into_bytes), headers).await
    }

    async fn ask(&mut self, method: Method, address: &str, body: Option<Vec<u8>>, headers: &[(&str, &str)]) -> &Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(method).uri(address).header(header::HOST, "127.0.0.1:8080");
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.map_or_else(Body::empty, Body::from)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie is ASCII");
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        self.page = Page { address: address.to_owned(), status: parts.status, headers: parts.headers, bytes };
        &self.page
    }

    async fn follow(&mut self) -> &Page {
        for _ in 0..5 {
            if !self.page.status.is_redirection() {
                break;
            }
            let to = self.page.header("location").to_owned();
            self.request(Method::GET, &to, None, &[]).await;
        }
        &self.page
    }

    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }
}

impl Page {
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What a person reads in `<main>` (or everything, when there is none), with single spaces.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html());
        let main = html.select(&selector("main")).next();
        let words: Vec<&str> = match main {
            Some(main) => main.text().collect(),
            None => html.root_element().text().collect(),
        };
        words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The form that holds the button with this text.
    pub fn form(&self, button: &str) -> Form {
        let html = Html::parse_document(&self.html());
        let found = html
            .select(&selector("form"))
            .find(|form| form.select(&selector("button")).any(|own| own.text().collect::<String>().trim() == button));
        let Some(form) = found else {
            panic!("no form with a button {button:?} on {}:\n{}", self.address, self.text())
        };
        let action = form.value().attr("action").unwrap_or(&self.address).to_owned();
        Form { action, fields: fields_of(form) }
    }

    /// Every form of the page, for those whose buttons say the same.
    pub fn forms(&self) -> Vec<Form> {
        let html = Html::parse_document(&self.html());
        let form = |form: ElementRef<'_>| {
            let action = form.value().attr("action").unwrap_or(&self.address).to_owned();
            Form { action, fields: fields_of(form) }
        };
        html.select(&selector("form")).map(form).collect()
    }

    /// The addresses of all links in the page.
    pub fn links(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        html.select(&selector("a[href]")).filter_map(|link| link.value().attr("href").map(str::to_owned)).collect()
    }

    /// The values of all elements that a selector finds, as text.
    pub fn all(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        html.select(&selector(css)).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
    }

    pub fn has(&self, css: &str) -> bool {
        Html::parse_document(&self.html()).select(&selector(css)).next().is_some()
    }

    /// The name of the field under a label.
    fn field(&self, label: &str) -> String {
        let html = Html::parse_document(&self.html());
        let found = html.select(&selector("label")).find(|own| own.text().collect::<String>().trim() == label);
        let Some(found) = found else { panic!("no label {label:?} on {}", self.address) };
        match found.value().attr("for") {
            Some(id) => {
                let field =
                    html.select(&selector(&format!("[id='{id}']"))).next().expect("a label points at its field");
                field.value().attr("name").expect("a field has a name").to_owned()
            }
            None => {
                let field = found.select(&selector("input")).next().expect("a label holds its field");
                field.value().attr("name").expect("a field has a name").to_owned()
            }
        }
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}
