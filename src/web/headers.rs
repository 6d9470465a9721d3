//! The headers that guard every answer (beveiligingsheaders), whatever handler or error made it.

use axum::Router;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use tower::util::MapResponseLayer;

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), \
             geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()",
        ),
    ),
];

/// Two years, the least that browsers' preload lists take.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Puts the headers on every answer of the router, errors too: apply it last, around every other layer.
/// A handler's own value stands, as `Referrer-Policy: same-origin` on pages with a form.
/// HSTS is sent only when our own address `is_https`; over plain http it means nothing.
pub fn protect(router: Router, is_https: bool) -> Router {
    router.layer(MapResponseLayer::new(move |mut answer: Response| {
        set(answer.headers_mut(), is_https);
        answer
    }))
}

pub(super) fn set(headers: &mut HeaderMap, is_https: bool) {
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    if is_https {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(HSTS);
    }
    if let Some(text_type) = headers.get(header::CONTENT_TYPE).and_then(with_charset) {
        headers.insert(header::CONTENT_TYPE, text_type);
    }
    // What made the answer is nobody's business.
    headers.remove(header::SERVER);
}

/// A text type that does not say its charset, with it: a browser would guess.
fn with_charset(kind: &HeaderValue) -> Option<HeaderValue> {
    let kind = kind.to_str().ok()?;
    let lowercase = kind.to_ascii_lowercase();
    if !lowercase.starts_with("text/") || lowercase.contains("charset=") {
        return None;
    }
    HeaderValue::try_from(format!("{kind}; charset=utf-8")).ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use axum::response::IntoResponse;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn every_answer_has_the_whole_set_and_names_no_server() {
        for status in [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::NOT_MODIFIED, StatusCode::BAD_GATEWAY] {
            let headers = answer(true, (status, [(header::SERVER, "x/1.0")])).await;
            for (name, value) in ALWAYS {
                assert_eq!(headers.get(&name), Some(&value), "{status} {name}");
            }
            assert_eq!(headers[header::STRICT_TRANSPORT_SECURITY], "max-age=63072000; includeSubDomains");
            assert!(!headers.contains_key(header::SERVER));
        }
    }

    #[tokio::test]
    async fn plain_http_promises_no_https() {
        assert!(!answer(false, "x").await.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[tokio::test]
    async fn a_handlers_own_value_stands() {
        let own = [(header::REFERRER_POLICY, "same-origin"), (header::CONTENT_SECURITY_POLICY, "sandbox")];
        let headers = answer(true, own.clone()).await;
        for (name, value) in own {
            assert_eq!(headers.get_all(name).iter().collect::<Vec<_>>(), [value]);
        }
    }

    #[tokio::test]
    async fn text_says_its_charset_once_and_other_types_do_not() {
        for (given, sent) in [
            ("text/calendar", "text/calendar; charset=utf-8"),
            ("text/calendar; method=PUBLISH", "text/calendar; method=PUBLISH; charset=utf-8"),
            ("text/html; charset=utf-8", "text/html; charset=utf-8"),
            ("application/pdf", "application/pdf"),
        ] {
            assert_eq!(answer(true, [(header::CONTENT_TYPE, given)]).await[header::CONTENT_TYPE], sent);
        }
    }

    async fn answer(is_https: bool, made: impl IntoResponse + Clone + Send + Sync + 'static) -> HeaderMap {
        let router = protect(Router::new().fallback(async move || made.clone()), is_https);
        router.oneshot(Request::new(Body::empty())).await.expect("infallible").headers().clone()
    }
}
