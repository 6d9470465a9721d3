//! The front door, asked over real sockets by clients of every temper.

mod crowd;

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use aantafel::web::server::{Limits, TrustedProxies, serve, serve_until_signal};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crowd::{CEILING, CHILD, Server, Temper, answer, ask, child, connect, eventually, house, open, open_body};
use crowd::{resident_kib, short, status};

#[test]
fn slow_clients_are_closed_while_another_is_served() {
    for temper in [Temper::Idle, Temper::DripsHeaders, Temper::DripsBody, Temper::StaysAfterAnAnswer] {
        let server = Server::start(short());
        let mut crowd = temper.crowd(server.address, 30);
        let (closed, served) =
            crowd.watch(CEILING, || status(&ask(server.address, "GET / HTTP/1.1\r\nHost: x")) == 200);
        assert_eq!(closed, 30, "{temper:?}");
        assert!(served.0 > 0 && served.0 == served.1, "{temper:?}: served {} of {}", served.0, served.1);
    }
}

/// The control: were the door taken away, the test above would fail.
#[test]
fn the_bare_server_would_keep_them_all() {
    for temper in [Temper::Idle, Temper::DripsHeaders, Temper::DripsBody] {
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move { axum::serve(listener, house()).await });
        let (closed, _) = temper.crowd(address, 30).watch(Duration::from_millis(1_500), || true);
        assert_eq!(closed, 0, "{temper:?}");
        runtime.shutdown_background();
    }
}

#[test]
fn a_client_that_never_reads_is_cut_at_the_end_of_its_lifetime() {
    let server = Server::start(Limits { lifetime: Duration::from_secs(1), ..Limits::default() });
    let mut client = connect(server.address);
    client.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    assert!(eventually(|| client.take_error().unwrap().is_some()));
}

#[test]
fn a_busy_client_gets_whole_answers_and_is_told_when_its_connection_is_old() {
    let server = Server::start(Limits { lifetime: Duration::from_secs(4), ..Limits::default() });
    let mut client = connect(server.address);
    let mut answers = Vec::new();
    while answers.last().is_none_or(|answer: &String| answer.ends_with("slow")) {
        drop(client.write_all(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"));
        answers.push(answer(&mut client));
    }
    let [.., before, last, none] = &answers[..] else { panic!("{answers:?}") };
    assert!(!before.contains("connection: close") && last.contains("connection: close"), "{answers:?}");
    assert_eq!(none, "");
}

#[test]
fn what_is_too_long_or_double_tongued_is_refused_with_the_guarding_headers() {
    let server = Server::start(Limits::default());
    let long = |count| "x".repeat(count);
    for (wanted, head) in [
        (414, format!("GET /{} HTTP/1.1\r\nHost: x", long(8 * 1024))),
        (414, format!("GET /?{} HTTP/1.1\r\nHost: x", long(8 * 1024))),
        (411, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked".to_owned()),
        (411, "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1".to_owned()),
        (400, "GET / HTTP/1.1\r\nAccept: */*".to_owned()),
        (400, "GET / HTTP/1.1\r\nHost: x\r\nHost: y".to_owned()),
    ] {
        let answer = ask(server.address, &head);
        assert_eq!(status(&answer), wanted, "{head}");
        assert!(answer.contains("content-security-policy: default-src 'none'"), "{answer}");
    }
    for (wanted, head) in [
        (431, format!("GET / HTTP/1.1\r\nHost: x\r\nCookie: {}", long(17 * 1024))),
        (431, format!("GET / HTTP/1.1\r\nHost: x{}", "\r\nA: b".repeat(101))),
        (431, format!("GET /{} HTTP/1.1\r\nHost: x", long(70 * 1024))),
        (400, "GET / HTTP/1.1\r\nHost: x\r\nA : b".to_owned()),
        (400, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2".to_owned()),
        (400, "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip".to_owned()),
    ] {
        assert_eq!(status(&ask(server.address, &head)), wanted, "{:.80}", head);
    }
    assert_eq!(status(&ask(server.address, &format!("GET /{} HTTP/1.1\r\nHost: x", long(8_000)))), 200);
}

#[test]
fn a_client_that_is_still_sending_can_read_its_refusal() {
    let server = Server::start(Limits::default());
    let mut client = connect(server.address);
    client.write_all(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 800000\r\n\r\n").unwrap();
    for _ in 0..8 {
        client.write_all(&[b'x'; 100_000]).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(status(&answer(&mut client)), 200);
}

#[test]
fn one_address_gets_its_share_of_connections_and_a_trusted_proxy_more() {
    let limits = Limits { connections_per_address: 5, header_time: CEILING, ..Limits::default() };
    let server = Server::start(limits.clone());
    let mut crowd = Temper::Idle.crowd(server.address, 5);
    assert!(eventually(|| ask(server.address, "GET / HTTP/1.1\r\nHost: x").is_empty()));
    assert_eq!(crowd.closed(), 0);
    drop(crowd);
    assert!(eventually(|| status(&ask(server.address, "GET / HTTP/1.1\r\nHost: x")) == 200));

    let server = Server::start_behind(limits, "127.0.0.1");
    let mut crowd = Temper::Idle.crowd(server.address, 20);
    assert_eq!(status(&ask(server.address, "GET / HTTP/1.1\r\nHost: x")), 200);
    assert_eq!(crowd.closed(), 0);
}

#[test]
fn a_full_house_lets_the_next_one_in_when_somebody_leaves() {
    let server = Server::start(Limits { connections: 3, header_time: CEILING, ..Limits::default() });
    let crowd = Temper::Idle.crowd(server.address, 3);
    let mut waiting = connect(server.address);
    waiting.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    waiting.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert!(waiting.peek(&mut [0]).is_err(), "a fourth was let in");
    waiting.set_read_timeout(Some(CEILING)).unwrap();
    drop(crowd);
    assert_eq!(status(&answer(&mut waiting)), 200);
}

#[test]
fn a_forwarded_address_is_believed_from_a_trusted_proxy_only() {
    for (proxies, lines, wanted) in [
        ("", "X-Forwarded-For: 6.6.6.6", "127.0.0.1 0"),
        ("10.0.0.0/8", "X-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6", "127.0.0.1 0"),
        ("127.0.0.0/8", "X-Forwarded-For: 6.6.6.6, 192.0.2.7", "192.0.2.7 1"),
        ("127.0.0.1,10.0.0.0/8", "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.1.2.3", "192.0.2.7 1"),
        ("127.0.0.1,10.0.0.0/8", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 192.0.2.7,10.1.2.3", "192.0.2.7 2"),
        ("127.0.0.1", "X-Forwarded-For: [2001:db8::7]:4711", "2001:db8::7 1"),
        ("::ffff:127.0.0.1", "X-Forwarded-For: ::ffff:192.0.2.7", "192.0.2.7 1"),
        ("127.0.0.1,10.0.0.0/8", "X-Forwarded-For: 6.6.6.6, nonsense, 10.1.2.3", "10.1.2.3 1"),
        ("127.0.0.1", "Accept: */*", "127.0.0.1 0"),
    ] {
        let server = Server::start_behind(Limits::default(), proxies);
        let answer = ask(server.address, &format!("GET /who HTTP/1.1\r\nHost: x\r\n{lines}"));
        assert!(answer.ends_with(&format!("\r\n\r\n{wanted}")), "{proxies} {lines}: {answer}");
    }
}

#[test]
fn a_wrong_piece_of_the_proxy_list_is_named() {
    for (list, piece) in [
        ("10.0.0.0/8, x", "x"),
        ("10.0.0.0/33", "10.0.0.0/33"),
        ("0.0.0.0/0", "0.0.0.0/0"),
        ("::1,", ""),
        ("a/8", "a/8"),
    ] {
        let error = list.parse::<TrustedProxies>().unwrap_err();
        assert_eq!(error.piece, piece);
        assert!(error.to_string().contains(&format!("{piece:?}")));
    }
    assert_eq!(" ".parse(), Ok(TrustedProxies::default()));
}

#[test]
fn a_panic_costs_one_connection() {
    let server = Server::start(Limits::default());
    assert_eq!(ask(server.address, "GET /panic HTTP/1.1\r\nHost: x"), "");
    assert_eq!(status(&ask(server.address, "GET / HTTP/1.1\r\nHost: x")), 200);
}

#[test]
fn a_stop_answers_what_is_under_way_and_closes_the_idle() {
    let server = Server::start(Limits { header_time: CEILING * 2, ..Limits::default() });
    let mut under_way: Vec<_> = (0..20).map(|_| open(server.address, "/slow")).collect();
    let mut idle = Temper::StaysAfterAnAnswer.crowd(server.address, 5);
    let stopped = Instant::now();
    server.stop.send(()).unwrap();
    assert!(under_way.iter_mut().all(|client| answer(client).ends_with("slow")));
    server.runtime.block_on(server.serving).unwrap().unwrap();
    assert!(eventually(|| idle.closed() == 5));
    assert!(stopped.elapsed() < Duration::from_secs(10), "it waited for the grace to pass");
    assert!(TcpStream::connect(server.address).is_err());
}

#[test]
fn a_stop_still_lets_in_who_was_at_the_door() {
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let mut at_the_door: Vec<_> = (0..20).map(|_| open(address, "/")).collect();
    let stopped = std::future::ready(());
    runtime.block_on(serve(listener, house(), Limits::default(), TrustedProxies::default(), stopped)).unwrap();
    assert!(at_the_door.iter_mut().all(|client| status(&answer(client)) == 200));
}

#[test]
fn a_stop_does_not_wait_for_ever() {
    let server = Server::start(Limits { grace: Duration::from_millis(500), ..Limits::default() });
    let mut client = open(server.address, "/endless");
    server.stop.send(()).unwrap();
    server.runtime.block_on(server.serving).unwrap().unwrap();
    assert_eq!(answer(&mut client), "");
}

#[test]
fn the_first_signal_waits_and_the_second_does_not() {
    let (mut child, address) = child("1024");
    assert_eq!(status(&ask(address, "GET / HTTP/1.1\r\nHost: x")), 200);
    let mut client = open(address, "/endless");
    let signal = format!("kill -TERM {}", child.id());
    assert!(Command::new("sh").args(["-c", &signal]).status().unwrap().success());
    assert!(eventually(|| TcpStream::connect(address).is_err()));
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "the first signal cut a request");
    assert!(Command::new("sh").args(["-c", &signal]).status().unwrap().success());
    assert!(eventually(|| child.try_wait().unwrap().is_some()));
    assert!(child.wait().unwrap().success());
    assert_eq!(answer(&mut client), "");
}

#[test]
fn a_body_sent_byte_by_byte_takes_little_memory() {
    let (mut child, address) = child("1024");
    let mut crowd: Vec<_> = (0..8).map(|_| open_body(address, 9_000)).collect();
    let before = resident_kib(&child);
    for _ in 0..2_000 {
        crowd.iter_mut().for_each(|client| client.write_all(b"x").unwrap());
        std::thread::sleep(Duration::from_micros(500));
    }
    let grown = resident_kib(&child).saturating_sub(before);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(grown < 16 * 1024, "{grown} KiB for 16 KB of bodies");
}

#[test]
fn want_of_file_handles_is_outlived() {
    let (mut child, address) = child("40");
    let crowd = Temper::Idle.crowd(address, 80);
    std::thread::sleep(Duration::from_millis(500));
    drop(crowd);
    assert!(eventually(|| status(&ask(address, "GET / HTTP/1.1\r\nHost: x")) == 200));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Does nothing by itself: the tests above run it in a process of its own.
#[test]
fn a_server_of_its_own() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let limits =
        Limits { grace: CEILING * 3, request_time: CEILING * 3, header_time: CEILING * 3, ..Limits::default() };
    Runtime::new().unwrap().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("\nlistens at {}", listener.local_addr().unwrap());
        serve_until_signal(listener, house(), limits, TrustedProxies::default()).await.unwrap();
    });
}
