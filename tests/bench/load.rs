//! Load: a bounded number of connections that ask for a bounded time, each the next thing as soon as
//! it has the answer to the last. Plain HTTP/1.1 by hand, so that the client costs next to nothing.

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept connection.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What one measurement saw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// How long each answer took.
    pub(crate) latencies: Vec<Duration>,
    /// How long the whole took.
    pub(crate) elapsed: Duration,
}

impl Measured {
    /// Answers per second.
    #[expect(clippy::cast_precision_loss, reason = "counts of one run are far below 2^52")]
    pub(crate) fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that this share of the answers kept, in milliseconds.
    pub(crate) fn percentile_ms(&self, share: f64) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "an index into the answers of one run"
        )]
        let idx = ((sorted.len().saturating_sub(1)) as f64 * share) as usize;
        sorted.get(idx).map_or(0.0, |latency| latency.as_secs_f64() * 1e3)
    }
}

/// A request as bytes.
pub(crate) fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: bench\r\n");
    let mut header = |name: &str, value: &str| {
        for part in [name, ": ", value, "\r\n"] {
            text.push_str(part);
        }
    };
    for (name, value) in headers {
        header(name, value);
    }
    if !body.is_empty() {
        header("content-type", "application/json");
        header("content-length", &body.len().to_string());
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("the server does not answer")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends one request and reads its answer: status and body.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if let Some((status, body_at, body_len)) = head_of(&self.buffer)? {
                while self.buffer.len() < body_at + body_len {
                    self.fill().await?;
                }
                return Ok((status, self.buffer[body_at..body_at + body_len].to_vec()));
            }
            self.fill().await?;
        }
    }

    /// A header of the newest answer.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.buffer);
        let head = text.split("\r\n\r\n").next()?;
        let line = head.lines().find_map(|line| {
            line.split_once(':').filter(|(found, _)| found.eq_ignore_ascii_case(name))
        })?;
        Some(line.1.trim().to_owned())
    }

    /// Sends one request and reads on until `enough` has been seen: for streams.
    pub(crate) async fn listen(&mut self, request: &[u8]) -> anyhow::Result<()> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        Ok(())
    }

    /// Waits for the next bytes of a stream that contain this text.
    pub(crate) async fn until(&mut self, text: &str) -> anyhow::Result<()> {
        while !contains(&self.buffer, text.as_bytes()) {
            self.fill().await?;
        }
        self.buffer.clear();
        Ok(())
    }

    async fn fill(&mut self) -> anyhow::Result<()> {
        let n_bytes = self.stream.read_buf(&mut self.buffer).await?;
        if n_bytes == 0 {
            bail!("the server closed the connection");
        }
        Ok(())
    }
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// Status, and where the body begins and how long it is, once the head has arrived.
fn head_of(bytes: &[u8]) -> anyhow::Result<Option<(u16, usize, usize)>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = std::str::from_utf8(&bytes[..end]).context("the head is not text")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status: u16 = status.context("no status")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    Ok(Some((status, end + 4, length.unwrap_or(0))))
}

/// Runs clients side by side for some time. Each makes its requests from its number and a count,
/// and every answer must have the expected status.
pub(crate) async fn run(
    address: &str,
    n_clients: usize,
    duration: Duration,
    expected: u16,
    make: impl Fn(usize, usize) -> Vec<u8> + Clone + Send + 'static,
) -> anyhow::Result<Measured> {
    let began = Instant::now();
    let clients: Vec<_> = (0..n_clients)
        .map(|client| {
            let (address, make) = (address.to_owned(), make.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(&address).await?;
                let mut latencies = Vec::new();
                for count in 0.. {
                    let request = make(client, count);
                    let sent = Instant::now();
                    let (status, body) = connection.ask(&request).await?;
                    latencies.push(sent.elapsed());
                    if status != expected {
                        bail!("{status} instead of {expected}: {}", String::from_utf8_lossy(&body));
                    }
                    if began.elapsed() >= duration {
                        break;
                    }
                }
                anyhow::Ok(latencies)
            })
        })
        .collect();
    let mut measured = Measured::default();
    for client in clients {
        measured.latencies.extend(client.await??);
    }
    measured.elapsed = began.elapsed();
    Ok(measured)
}
