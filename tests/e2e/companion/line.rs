//! What stands between a laptop and a server: a line that can be cut, and strangers who answer in
//! the server's place.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What a line does when it has carried as much as it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// It breaks.
    Cut,
    /// It stays open and carries nothing.
    Stall,
}

/// A line to a server. It carries so many bytes of answers.
pub(super) struct Line {
    pub(super) site: String,
    left: Arc<AtomicI64>,
    work: JoinHandle<()>,
}

impl Line {
    /// A line to the server at this address.
    pub(super) async fn to(site: &str, n_bytes: i64, then: Then) -> Self {
        let server = site.strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let left = Arc::new(AtomicI64::new(n_bytes));
        let budget = Arc::clone(&left);
        let work = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(carry(client, server, Arc::clone(&budget), then));
            }
        });
        Self { site, left, work }
    }

    /// How many bytes of answers it may still carry.
    pub(super) fn left(&self) -> i64 {
        self.left.load(Ordering::SeqCst)
    }

    /// Lets it carry so many bytes more.
    pub(super) fn allow(&self, n_bytes: i64) {
        self.left.store(n_bytes, Ordering::SeqCst);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn carry(client: TcpStream, server: TcpStream, left: Arc<AtomicI64>, then: Then) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let up = tokio::spawn(async move {
        drop(tokio::io::copy(&mut from_client, &mut to_server).await);
    });
    let mut bytes = [0; 1024];
    while let Ok(n_bytes) = from_server.read(&mut bytes).await {
        if n_bytes == 0 || to_client.write_all(&bytes[..n_bytes]).await.is_err() {
            break;
        }
        let n_bytes = i64::try_from(n_bytes).unwrap();
        if left.fetch_sub(n_bytes, Ordering::SeqCst) <= n_bytes {
            if then == Then::Stall {
                std::future::pending::<()>().await;
            }
            break;
        }
    }
    up.abort();
}

/// Somebody who answers everything with the same bytes.
pub(super) struct Stranger {
    pub(super) site: String,
    work: JoinHandle<()>,
}

impl Stranger {
    /// Answers with this, to the byte.
    pub(super) async fn answering(answer: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let work = tokio::spawn(async move {
            while let Ok((mut client, _)) = listener.accept().await {
                let answer = answer.clone();
                tokio::spawn(async move {
                    let mut request = vec![0; 64 * 1024];
                    drop(client.read(&mut request).await);
                    drop(client.write_all(&answer).await);
                    drop(client.shutdown().await);
                    // What the client still sends is read, or its system would drop the answer.
                    while client.read(&mut request).await.is_ok_and(|n_bytes| n_bytes > 0) {}
                });
            }
        });
        Self { site, work }
    }

    /// Answers with a status, headers and a body.
    pub(super) async fn with(status: &str, headers: &str, body: &[u8]) -> Self {
        let n_bytes = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {n_bytes}\r\n{headers}connection: close\r\n\r\n"
        );
        Self::answering([head.as_bytes(), body].concat()).await
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.work.abort();
    }
}
