//! Somebody between a laptop and its server who lets some requests wait, or answers them instead.
//!
//! Every request comes over a connection of its own, so that what is done to one is done to no other.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

/// What becomes of the requests that begin so, once so many have passed.
#[derive(Clone)]
pub(super) struct Rule {
    begins: &'static str,
    pass: Arc<Semaphore>,
    answer: Option<Vec<u8>>,
}

impl Rule {
    /// They wait until more may pass.
    pub(super) fn wait(begins: &'static str) -> Self {
        Self { begins, pass: Arc::new(Semaphore::new(0)), answer: None }
    }

    /// They are answered with this status and body.
    pub(super) fn answer(begins: &'static str, status: &str, (kind, body): (&str, &str)) -> Self {
        let n_bytes = body.len();
        let head =
            format!("content-type: {kind}\r\ncontent-length: {n_bytes}\r\nconnection: close");
        let answer = format!("HTTP/1.1 {status}\r\n{head}\r\n\r\n{body}").into_bytes();
        Self { answer: Some(answer), ..Self::wait(begins) }
    }

    /// They are refused with a problem document.
    pub(super) fn refuse(begins: &'static str, status: u16, code: &str) -> Self {
        let body = format!("{{\"code\":\"{code}\",\"detail\":\"as the test wants it\"}}");
        Self::answer(begins, &format!("{status} X"), ("application/problem+json", &body))
    }

    /// Lets so many more pass.
    pub(super) fn let_pass(&self, n: usize) {
        self.pass.add_permits(n);
    }
}

/// Somebody between.
pub(super) struct Between {
    pub(super) site: String,
    rule: Arc<Mutex<Option<Rule>>>,
    work: JoinHandle<()>,
}

impl Between {
    /// Before the server at this address. Everything passes.
    pub(super) async fn before(site: &str) -> Self {
        let server = site.strip_prefix("http://").unwrap().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let rule = Arc::new(Mutex::new(None));
        let rules = Arc::clone(&rule);
        let work = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, rules) = (server.clone(), Arc::clone(&rules));
                tokio::spawn(async move { drop(carry(client, &server, &rules).await) });
            }
        });
        Self { site, rule, work }
    }

    /// From now on this happens, or nothing.
    pub(super) fn set(&self, rule: Option<&Rule>) {
        *self.rule.lock().unwrap() = rule.cloned();
    }
}

impl Drop for Between {
    fn drop(&mut self) {
        self.work.abort();
    }
}

async fn carry(
    mut client: TcpStream,
    server: &str,
    rules: &Mutex<Option<Rule>>,
) -> std::io::Result<()> {
    let Some((head, body)) = request(&mut client).await? else { return Ok(()) };
    let rule = rules.lock().unwrap().clone().filter(|rule| head.starts_with(rule.begins));
    if let Some(Rule { pass, answer, .. }) = rule {
        match (pass.try_acquire(), answer) {
            (Ok(permit), _) => permit.forget(),
            (Err(_), Some(answer)) => {
                client.write_all(&answer).await?;
                return client.shutdown().await;
            }
            (Err(_), None) => pass.acquire().await.unwrap().forget(),
        }
    }
    let mut server = TcpStream::connect(server).await?;
    let head = head.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    server.write_all(&[head.as_bytes(), &body].concat()).await?;
    tokio::io::copy(&mut server, &mut client).await?;
    client.shutdown().await
}

/// One whole request, with the empty line at the end of its head; nothing where nobody asks.
async fn request(client: &mut TcpStream) -> std::io::Result<Option<(String, Vec<u8>)>> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if client.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let mut body = bytes.split_off(end);
    let head = String::from_utf8(bytes).unwrap();
    let length = head.to_lowercase();
    let length = length.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    let length: usize = length.map_or(0, |digits| digits.parse().unwrap());
    while body.len() < length && client.read_buf(&mut body).await? > 0 {}
    Ok(Some((head, body)))
}
