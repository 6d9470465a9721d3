//! A real Chromium on a phone: chromedriver on a free port, sessions that know nothing of each other, all ended with the test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::{Request, Response, header};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use http_body_util::BodyExt;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

const BROWSER: &str = "/usr/bin/chromium";
/// A phone of which many are sold.
pub const PHONE: (u32, u32) = (390, 844);
/// The narrowest on which a page may not need sideways scrolling (WCAG 1.4.10).
pub const NARROW: (u32, u32) = (320, 844);

/// The driver; ends with the test, and its browsers with it.
pub struct Chromium {
    driver: Child,
    address: String,
}

impl Chromium {
    /// Nothing when this machine has no Chromium.
    pub fn start() -> Option<Self> {
        if !Path::new(BROWSER).exists() {
            return None;
        }
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let said = BufReader::new(driver.stdout.take().expect("its output is ours"));
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let port = line.split_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>();
            Some(port.expect("chromedriver names its port"))
        });
        let Some(port) = port else {
            let _ = driver.kill();
            panic!("chromedriver does not start");
        };
        Some(Self { driver, address: format!("http://127.0.0.1:{port}") })
    }

    /// A browser of its own, with an empty profile, for somebody who reads this language.
    pub async fn person(&self, reads: &str, runs_scripts: bool) -> Person {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let folder = format!("--user-data-dir={}", profile.path().display());
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--hide-scrollbars",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            &folder,
        ];
        let scripts = if runs_scripts { 1 } else { 2 };
        let wanted = json!({"goog:chromeOptions": {
            "binary": BROWSER,
            "args": flags,
            "prefs": {
                "intl.accept_languages": reads,
                "profile.managed_default_content_settings.javascript": scripts,
            },
        }});
        let Value::Object(wanted) = wanted else { unreachable!("capabilities are an object") };
        let mut builder = fantoccini::ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(wanted).connect(&self.address).await.expect("a browser opens");
        let session = client.session_id().await.expect("the driver answers").expect("a session has a name");
        let person = Person {
            client,
            commands: format!("{}/session/{session}/goog/cdp/execute", self.address),
            _profile: profile,
        };
        person.hold(PHONE).await;
        person
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Asked to end, it ends its browsers too; killed, it would leave them.
        let _ = Command::new("kill").arg(self.driver.id().to_string()).status();
        let _ = self.driver.wait();
    }
}

/// Somebody with a phone: reads labels and buttons.
pub struct Person {
    client: Client,
    commands: String,
    _profile: tempfile::TempDir,
}

impl Person {
    /// Takes a device of this size.
    pub async fn hold(&self, (width, height): (u32, u32)) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    pub async fn open(&self, address: &str) {
        self.client.goto(address).await.expect("the address can be opened");
    }

    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("a page has an address").to_string()
    }

    /// Fills the field under this label: text, date, time or choice.
    pub async fn fill(&self, label: &str, value: &str) {
        let label = self.one(&format!("//label[normalize-space()=\"{label}\"]")).await;
        let id = label.attr("for").await.expect("the page answers").expect("a label points at its field");
        self.fill_field(&id, value).await;
    }

    pub async fn fill_field(&self, id: &str, value: &str) {
        let field = self.one(&format!("//*[@id=\"{id}\"]")).await;
        let tag = field.tag_name().await.expect("the page answers");
        let kind = field.attr("type").await.expect("the page answers").unwrap_or_default();
        if tag == "select" {
            let choice = format!(".//option[contains(normalize-space(), \"{value}\") or @value=\"{value}\"]");
            let choice =
                field.find(Locator::XPath(&choice)).await.unwrap_or_else(|_| panic!("no choice {value:?} in {id}"));
            choice.click().await.expect("a choice can be made");
        } else if matches!(kind.as_str(), "date" | "time") {
            // Which keys a picker takes depends on the machine's locale.
            let script = "document.getElementById(arguments[0]).value = arguments[1]";
            self.client.execute(script, vec![json!(id), json!(value)]).await.expect("the picker takes a value");
        } else {
            field.clear().await.expect("a field can be emptied");
            field.send_keys(value).await.expect("a field takes keys");
        }
    }

    /// Ticks the box (or presses the radio button) whose label holds these words, inside a part of the page.
    pub async fn tick(&self, part: &str, words: &str) {
        self.one(&format!("//*[@id=\"{part}\"]//label[contains(., \"{words}\")]/input"))
            .await
            .click()
            .await
            .expect("a box");
    }

    /// Presses the button or follows the link with this text, and waits for the page that comes.
    pub async fn press(&self, text: &str) {
        let found =
            self.one(&format!("//button[normalize-space()=\"{text}\"] | //a[normalize-space()=\"{text}\"]")).await;
        self.knows("window.isOld = true").await;
        found.click().await.unwrap_or_else(|cause| panic!("{text:?} cannot be pressed: {cause}"));
        let patience = Instant::now() + Duration::from_secs(20);
        let is_new = "return !window.isOld && document.readyState === 'complete'";
        // While one page goes and the next comes there is no page to ask.
        while self.client.execute(is_new, vec![]).await.ok() != Some(Value::Bool(true)) {
            assert!(Instant::now() < patience, "{text:?} leads nowhere");
        }
    }

    /// Opens the part of the page under this heading.
    pub async fn unfold(&self, heading: &str) {
        let found = self.one(&format!("//summary[normalize-space()=\"{heading}\"]")).await;
        found.click().await.unwrap_or_else(|cause| panic!("{heading:?} does not open: {cause}"));
    }

    /// Every address that the page links, whole.
    pub async fn links(&self) -> Vec<String> {
        let script = "return Array.from(document.links, link => link.href)";
        let links = self.client.execute(script, vec![]).await.expect("the page answers");
        serde_json::from_value(links).expect("addresses are text")
    }

    /// What the person reads on the page.
    pub async fn reads(&self) -> String {
        self.one("//main").await.text().await.expect("the page answers")
    }

    pub async fn heading(&self) -> String {
        self.one("//h1").await.text().await.expect("the page answers")
    }

    /// Something that the page knows of itself, as JavaScript says it.
    pub async fn knows(&self, expression: &str) -> Value {
        self.client.execute(&format!("return {expression}"), vec![]).await.expect("the page answers")
    }

    /// How many cookies the browser keeps for the page.
    pub async fn cookies(&self) -> usize {
        self.client.get_all_cookies().await.expect("the browser answers").len()
    }

    /// How much wider than the screen the page is, in pixels.
    pub async fn sideways(&self) -> i64 {
        let widths =
            self.knows("[document.scrollingElement.scrollWidth, window.innerWidth, visualViewport.width]").await;
        let width = |at: usize| widths[at].as_f64().expect("a width") as i64;
        width(0) - width(1).min(width(2))
    }

    /// A picture of the page from its top, at most this high.
    pub async fn picture(&self, most: u32) -> Vec<u8> {
        let width = self.knows("window.innerWidth").await;
        let height =
            self.knows("document.documentElement.scrollHeight").await.as_u64().expect("a height").min(most.into());
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let wanted = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let taken = self.command("Page.captureScreenshot", wanted).await;
        from_base64(taken["data"].as_str().expect("a picture"))
    }

    pub async fn leave(self) {
        self.client.close().await.expect("the browser closes");
    }

    async fn one(&self, path: &str) -> Element {
        match self.client.find(Locator::XPath(path)).await {
            Ok(found) => found,
            Err(_) => {
                panic!("no {path} on {}:\n{}", self.address().await, self.client.source().await.unwrap_or_default())
            }
        }
    }

    /// A command of the browser's own that WebDriver does not know.
    async fn command(&self, name: &str, given: Value) -> Value {
        let body = json!({"cmd": name, "params": given}).to_string();
        let request = Request::post(&self.commands).header(header::CONTENT_TYPE, "application/json");
        let answer = send(request.body(Body::from(body)).expect("a request")).await;
        let answer: Value = serde_json::from_slice(answer.body()).expect("chromedriver speaks JSON");
        assert!(answer["value"].get("error").is_none(), "{name}: {answer}");
        answer["value"].clone()
    }
}

/// Fetches an address as a program without a cookie does.
pub async fn fetch(address: &str) -> Response<Bytes> {
    send(Request::get(address).body(Body::empty()).expect("a request")).await
}

async fn send(request: Request<Body>) -> Response<Bytes> {
    let client = hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http();
    let (parts, body) = client.request(request).await.expect("an answer").into_parts();
    Response::from_parts(parts, body.collect().await.expect("a whole answer").to_bytes())
}

/// RFC 4648, as much of it as a picture needs.
fn from_base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u32> = text.bytes().filter(|byte| *byte != b'=').map(value).collect();
    let bytes = digits.chunks(4).flat_map(|group| {
        let bits = group.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - group.len()));
        let [_, bytes @ ..] = bits.to_be_bytes();
        bytes.into_iter().take(group.len() - 1)
    });
    bytes.collect()
}
