//! A line that counts what it carries, each way, headers and all.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How every request begins that is not one of a stream's.
const REQUEST_ENDS: &[u8] = b" HTTP/1.1\r\n";
/// How a connection begins that stays open for hints.
const LIVE: &[u8] = b"GET /sync/v1/live";

/// What went over a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Carried {
    /// Bytes to the server.
    pub(super) up: u64,
    /// Bytes from it.
    pub(super) down: u64,
    /// Requests.
    pub(super) n_requests: u64,
}

/// A counting line to a server.
pub(super) struct Relay {
    /// Where to go instead of to the server.
    pub(super) url: String,
    connections: Arc<Mutex<Vec<Connection>>>,
    work: JoinHandle<()>,
}

#[derive(Clone, Copy, Default)]
struct Connection {
    carried: Carried,
    is_live: bool,
}

impl Relay {
    /// A line to the server at this address.
    pub(super) async fn to(server: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let connections = Arc::new(Mutex::new(Vec::<Connection>::new()));
        let (server, counted) = (server.to_owned(), Arc::clone(&connections));
        let work = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(&server).await else { break };
                let number = {
                    let mut counted = counted.lock().unwrap_or_else(PoisonError::into_inner);
                    counted.push(Connection::default());
                    counted.len() - 1
                };
                let count = Count { number, all: Arc::clone(&counted) };
                tokio::spawn(carry(client, server, count));
            }
        });
        Ok(Self { url, connections, work })
    }

    /// What went over the line so far, hints left out.
    pub(super) fn carried(&self) -> Carried {
        let connections = self.connections.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = connections.iter().filter(|connection| !connection.is_live);
        counted.fold(Carried::default(), |sum, Connection { carried, .. }| Carried {
            up: sum.up + carried.up,
            down: sum.down + carried.down,
            n_requests: sum.n_requests + carried.n_requests,
        })
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl Carried {
    /// What was added since.
    pub(super) fn since(self, before: Self) -> Self {
        Self {
            up: self.up - before.up,
            down: self.down - before.down,
            n_requests: self.n_requests - before.n_requests,
        }
    }

    /// Bytes both ways.
    #[expect(clippy::cast_precision_loss, reason = "bytes of one run are far below 2^52")]
    pub(super) fn bytes(self) -> f64 {
        (self.up + self.down) as f64
    }
}

#[derive(Clone)]
struct Count {
    number: usize,
    all: Arc<Mutex<Vec<Connection>>>,
}

impl Count {
    fn up(&self, bytes: &[u8]) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = &mut all[self.number];
        connection.carried.up += bytes.len() as u64;
        connection.is_live |= bytes.starts_with(LIVE);
        let n_requests = bytes.windows(REQUEST_ENDS.len()).filter(|w| *w == REQUEST_ENDS).count();
        connection.carried.n_requests += n_requests as u64;
    }

    fn down(&self, n_bytes: usize) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all[self.number].carried.down += n_bytes as u64;
    }
}

async fn carry(client: TcpStream, server: TcpStream, count: Count) {
    if client.set_nodelay(true).is_err() || server.set_nodelay(true).is_err() {
        return;
    }
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let counted = count.clone();
    let up = tokio::spawn(async move {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(n_bytes @ 1..) = from_client.read(&mut bytes).await {
            counted.up(&bytes[..n_bytes]);
            if to_server.write_all(&bytes[..n_bytes]).await.is_err() {
                break;
            }
        }
    });
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(n_bytes @ 1..) = from_server.read(&mut bytes).await {
        count.down(n_bytes);
        if to_client.write_all(&bytes[..n_bytes]).await.is_err() {
            break;
        }
    }
    up.abort();
}
