//! A crowd of clients on the loopback interface: so many connections, each asking again as soon as it was answered.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Requests a second that were answered with 200, over `time`.
pub async fn requests_per_second(address: SocketAddr, path: &str, connections: usize, time: Duration) -> f64 {
    let answered = Arc::new(AtomicU64::new(0));
    let request: Arc<[u8]> = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").into_bytes().into();
    let began = Instant::now();
    let clients: Vec<_> = (0..connections)
        .map(|_| {
            let (answered, request) = (answered.clone(), request.clone());
            tokio::spawn(async move {
                let mut stream = connect(address).await;
                let mut buffer = vec![0; 64 * 1024];
                while began.elapsed() < time {
                    if ask(&mut stream, &request, &mut buffer).await {
                        answered.fetch_add(1, Ordering::Relaxed);
                    } else {
                        stream = connect(address).await;
                    }
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("a client ends");
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate")]
    let answered = answered.load(Ordering::Relaxed) as f64;
    answered / began.elapsed().as_secs_f64()
}

async fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).await.expect("the server listens");
    stream.set_nodelay(true).expect("an open socket");
    stream
}

/// One request and its whole answer; false when the server closed the connection.
async fn ask(stream: &mut TcpStream, request: &[u8], buffer: &mut Vec<u8>) -> bool {
    if stream.write_all(request).await.is_err() {
        return false;
    }
    let mut read = 0;
    loop {
        if read == buffer.len() {
            buffer.resize(read * 2, 0);
        }
        let Ok(more) = stream.read(&mut buffer[read..]).await else { return false };
        if more == 0 {
            return false;
        }
        read += more;
        let Some(head) = buffer[..read].windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let text = String::from_utf8_lossy(&buffer[..head]).to_ascii_lowercase();
        let length: usize = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .and_then(|length| length.trim().parse().ok())
            .unwrap_or(0);
        if read >= head + 4 + length {
            assert!(text.starts_with("http/1.1 200"), "{text}");
            return true;
        }
    }
}
