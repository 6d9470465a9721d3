//! Forms that carry a file (bestanden): the token is the only way in, limits hold, and no body is trouble of ours.

use aantafel::web::App;
use aantafel::web::form::{self, Form};
use aantafel::web::guard::{Allowed, Visitor};
use aantafel::web::routes::Routes;
use axum::body::Body;
use axum::http::{Request, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::browser::{BOUNDARY, multipart};
use crate::world::World;

const KIND: &str = "multipart/form-data; boundary=----between-the-parts";

/// Says what came in.
async fn create(_: Allowed<Visitor>, form: Form) -> String {
    let files = form.files().map(|(field, file)| format!("{field}:{}:{}", file.name, file.bytes.len()));
    let words: Vec<String> = form.each().map(|(name, value)| format!("{name}={value}")).chain(files).collect();
    words.join(" ")
}

/// Two addresses: one whose form takes files, and one whose form does not.
struct Door {
    router: axum::Router,
    token: String,
    _world: World,
}

impl Door {
    async fn new() -> Self {
        let world = World::new();
        let app: App = world.instance().await;
        let routes = Routes::default().upload::<Visitor, _, _>("/file", create).post::<Visitor, _, _>("/words", create);
        let token = form::token_for(&app, None);
        Self { router: routes.into_router().with_state(app), token, _world: world }
    }

    async fn send(&self, address: &str, kind: &[u8], body: Vec<u8>) -> (u16, String) {
        let request = Request::post(address).header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    fn fields(&self) -> Vec<(String, String)> {
        vec![("form_token".to_owned(), self.token.clone()), ("note".to_owned(), "Één regel".to_owned())]
    }

    async fn with_files(&self, files: &[(&str, &str, &[u8])]) -> (u16, String) {
        self.send("/file", KIND.as_bytes(), multipart(&self.fields(), files)).await
    }
}

#[tokio::test]
async fn a_form_brings_its_words_and_its_file_and_the_token_is_the_only_way_in() {
    let door = Door::new().await;
    let file: (&str, &str, &[u8]) = ("logo", "plaatje.png", b"\x89PNG\r\n--not the end\0");
    assert_eq!(door.with_files(&[file]).await, (200, "note=Één regel logo:plaatje.png:20".to_owned()));
    for token in ["", "abc", &door.token.to_uppercase()] {
        let fields = [("form_token".to_owned(), token.to_owned())];
        let (status, said) = door.send("/file", KIND.as_bytes(), multipart(&fields, &[file])).await;
        assert_eq!((status, said.as_str()), (403, ""), "{token}");
    }
    let (status, _) = door.send("/file", KIND.as_bytes(), multipart(&[], &[file])).await;
    assert_eq!(status, 403, "no token at all");
    let token = door.token.as_bytes();
    let (status, _) = door.send("/file", KIND.as_bytes(), multipart(&[], &[("form_token", "t", token)])).await;
    assert_eq!(status, 403, "a file is no token");
    let typed = format!("form_token={}&note=x", door.token);
    let (status, said) = door.send("/file", b"application/x-www-form-urlencoded", typed.into_bytes()).await;
    assert_eq!((status, said.as_str()), (200, "note=x"), "without a file it is a form like any other");
}

#[tokio::test]
async fn only_a_form_that_takes_files_may_be_large_and_it_has_an_end_too() {
    let door = Door::new().await;
    let large = vec![b'x'; 900 * 1024];
    assert_eq!(door.with_files(&[("logo", "a.png", &large)]).await.0, 200);
    let too_large = vec![b'x'; 1024 * 1024];
    assert_eq!(door.with_files(&[("logo", "a.png", &too_large)]).await.0, 413);
    let endless = vec![b'x'; 20 * 1024 * 1024];
    assert_eq!(door.with_files(&[("logo", "a.png", &endless)]).await.0, 413);
    let (status, _) = door.send("/words", KIND.as_bytes(), multipart(&door.fields(), &[])).await;
    assert_eq!(status, 400, "a form that takes no files has no such body");
    let words = |length: usize| format!("form_token={}&note={}", door.token, "x".repeat(length)).into_bytes();
    for address in ["/file", "/words"] {
        let kind = b"application/x-www-form-urlencoded";
        assert_eq!(door.send(address, kind, words(60 * 1024)).await.0, 200, "{address}");
        assert_eq!(door.send(address, kind, words(64 * 1024)).await.0, 413, "{address}: words stay short");
    }
    let mut many = door.fields();
    many.extend((0..1300).map(|number| (format!("f{number}"), String::new())));
    assert_eq!(door.send("/file", KIND.as_bytes(), multipart(&many, &[])).await.0, 413, "too many fields");
    let file: (&str, &str, &[u8]) = ("logo", "a.png", b"x");
    assert_eq!(door.with_files(&[file; 5]).await.0, 413, "too many files");
}

#[tokio::test]
async fn odd_files_and_odd_bodies_are_taken_or_refused_and_are_never_trouble_of_ours() {
    let door = Door::new().await;
    let said = async |files: &[(&str, &str, &[u8])]| door.with_files(files).await.1.replace("note=Één regel", "");
    assert_eq!(said(&[("logo", "", b"")]).await, "", "nothing was chosen");
    assert_eq!(said(&[("logo", "leeg.png", b"")]).await, " logo:leeg.png:0");
    assert_eq!(said(&[("logo", "a", b"1"), ("logo", "b", b"22")]).await, " logo:a:1", "the first counts");
    assert_eq!(said(&[("logo", "a", b"1"), ("other", "b", b"22")]).await, " logo:a:1 other:b:2");
    let long = "é".repeat(300);
    assert_eq!(said(&[("logo", &long, b"1")]).await, format!(" logo:{}:1", "é".repeat(60)));
    let turned = "a\u{202e}gnp.exe\0";
    assert!(!said(&[("logo", turned, b"1")]).await.contains(['\u{202e}', '\0']), "a name is cleaned");

    let whole = String::from_utf8(multipart(&door.fields(), &[("logo", "a.png", b"x")])).unwrap();
    let bodies = [
        Vec::new(),
        b"--".to_vec(),
        whole.as_bytes()[..whole.len() / 2].to_vec(),
        whole.as_bytes()[..whole.len() - 6].to_vec(),
        whole.replace("name=\"logo\"", "nome=\"logo\"").into_bytes(),
        whole.replace("form-data; ", "").into_bytes(),
        whole.replace("\r\n", "\n").into_bytes(),
        whole.replace("\r\n\r\n", "\r\n").into_bytes(),
        whole.replace("Één", "\0").into_bytes(),
        whole.replace("Content-Disposition", &"X".repeat(70_000)).into_bytes(),
    ];
    for body in bodies {
        let (status, _) = door.send("/file", KIND.as_bytes(), body.clone()).await;
        assert!(matches!(status, 200 | 400 | 403), "{status}: {}", String::from_utf8_lossy(&body));
    }
    let not_text = [&whole.as_bytes()[..whole.len() / 2], b"\xff\xfe\xc3\x28", &whole.as_bytes()[whole.len() / 2..]];
    assert!(matches!(door.send("/file", KIND.as_bytes(), not_text.concat()).await.0, 200 | 400 | 403));
    for (from, to) in [("a.png", b"\xff\xfe.png".as_slice()), ("Één regel", b"\xff\xfe"), ("\"note\"", b"\"\xff\"")] {
        let (before, after) = whole.split_once(from).unwrap();
        let body = [before.as_bytes(), to, after.as_bytes()].concat();
        let (status, _) = door.send("/file", KIND.as_bytes(), body).await;
        assert!(matches!(status, 200 | 400), "{status}: {from}");
    }
    let long = format!("multipart/form-data; boundary={}", "b".repeat(4000));
    let kinds: [&[u8]; 6] = [
        b"multipart/form-data",
        b"multipart/form-data; boundary=",
        b"multipart/form-data; boundary=\"",
        b"multipart/form-data; boundary=another",
        b"multipart/form-data; boundary=\xff\xfe",
        long.as_bytes(),
    ];
    for kind in kinds {
        let (status, _) = door.send("/file", kind, whole.clone().into_bytes()).await;
        assert!(matches!(status, 400 | 403), "{status}: {}", String::from_utf8_lossy(kind));
    }
    let quoted = format!("multipart/form-data; charset=utf-8; boundary=\"{BOUNDARY}\"");
    assert_eq!(door.send("/file", quoted.as_bytes(), whole.into_bytes()).await.0, 200);
}
