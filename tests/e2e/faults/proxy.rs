//! The line between laptops and server: by the fall of the dice it breaks at any byte in either
//! direction, dawdles, or delivers a request a second time, later, from elsewhere.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::dice::Dice;

/// The longest pause before each piece on a slow connection.
const PAUSE_MAX: Duration = Duration::from_millis(120);
/// How much later a request is delivered a second time, at most.
const LATER_MAX: Duration = Duration::from_millis(1500);
/// How long somebody listens to the answer that nobody gets.
const LISTEN: Duration = Duration::from_secs(2);

/// What becomes of a connection.
enum Fate {
    Clean,
    /// It breaks after so many bytes of requests.
    CutUp(usize),
    /// It breaks after so many bytes of answers.
    CutDown(usize),
    /// Each piece waits so long.
    Slow(Duration),
    /// Each request is delivered again, so much later.
    Twice(Duration),
}

/// How many connections were troubled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Troubled {
    pub(super) cut: usize,
    pub(super) slow: usize,
    pub(super) twice: usize,
}

struct Shared {
    server: Mutex<String>,
    dice: Mutex<Option<Dice>>,
    is_open: AtomicBool,
    closings: watch::Sender<u64>,
    cut: AtomicUsize,
    slow: AtomicUsize,
    twice: AtomicUsize,
}

/// The line.
pub(super) struct Proxy {
    pub(super) site: String,
    shared: Arc<Shared>,
    work: JoinHandle<()>,
}

impl Proxy {
    /// A line that leads nowhere yet and does what it should.
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            server: Mutex::default(),
            dice: Mutex::default(),
            is_open: AtomicBool::new(true),
            closings: watch::Sender::new(0),
            cut: AtomicUsize::new(0),
            slow: AtomicUsize::new(0),
            twice: AtomicUsize::new(0),
        });
        let all = Arc::clone(&shared);
        let work = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, Arc::clone(&all)));
            }
        });
        Self { site, shared, work }
    }

    /// Leads to the server at this address from now on.
    pub(super) fn lead_to(&self, site: &str) {
        site.strip_prefix("http://").unwrap().clone_into(&mut self.shared.server.lock().unwrap());
    }

    /// Troubles every connection from now on, as the dice say.
    pub(super) fn trouble(&self, dice: Dice) {
        *self.shared.dice.lock().unwrap() = Some(dice);
    }

    /// Does what it should from now on; what dawdles is cut off.
    pub(super) fn heal(&self) {
        *self.shared.dice.lock().unwrap() = None;
        self.shut();
        self.shared.is_open.store(true, Ordering::SeqCst);
    }

    /// Cuts every connection, and each new one as it comes.
    pub(super) fn close(&self) {
        self.shared.is_open.store(false, Ordering::SeqCst);
        self.shut();
    }

    /// How many connections were troubled so far.
    pub(super) fn troubled(&self) -> Troubled {
        let count = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
        let Shared { cut, slow, twice, .. } = &*self.shared;
        Troubled { cut: count(cut), slow: count(slow), twice: count(twice) }
    }

    fn shut(&self) {
        self.shared.closings.send_modify(|closings| *closings += 1);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shut();
        self.work.abort();
    }
}

impl Shared {
    fn fate(&self) -> Fate {
        let mut dice = self.dice.lock().unwrap();
        let Some(dice) = dice.as_mut() else { return Fate::Clean };
        match dice.below(8) {
            0 => Fate::CutUp(dice.bytes()),
            1 | 2 => Fate::CutDown(dice.bytes()),
            3 => Fate::Slow(dice.a_while(PAUSE_MAX)),
            4 | 5 => Fate::Twice(dice.a_while(LATER_MAX)),
            _ => Fate::Clean,
        }
    }

    fn is_troubled(&self) -> bool {
        self.dice.lock().unwrap().is_some()
    }

    async fn connect(&self) -> Option<TcpStream> {
        let server = self.server.lock().unwrap().clone();
        TcpStream::connect(server).await.ok()
    }
}

/// Carries one connection until it ends or its fate ends it.
async fn carry(client: TcpStream, shared: Arc<Shared>) {
    let mut closings = shared.closings.subscribe();
    if !shared.is_open.load(Ordering::SeqCst) {
        return;
    }
    let Some(server) = shared.connect().await else { return };
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let (mut up, mut down) = (Pipe::default(), Pipe::default());
    let fate = shared.fate();
    let counter = match fate {
        Fate::Clean => None,
        Fate::CutUp(_) | Fate::CutDown(_) => Some(&shared.cut),
        Fate::Slow(_) => Some(&shared.slow),
        Fate::Twice(_) => Some(&shared.twice),
    };
    if let Some(counter) = counter {
        counter.fetch_add(1, Ordering::SeqCst);
    }
    match fate {
        Fate::Clean => {}
        Fate::CutUp(n_bytes) => up.left = Some(n_bytes),
        Fate::CutDown(n_bytes) => down.left = Some(n_bytes),
        Fate::Slow(pause) => (up.pause, down.pause) = (pause, pause),
        Fate::Twice(later) => {
            up.again = Some(Again { shared: Arc::clone(&shared), later, heard: Vec::new() });
        }
    }
    tokio::select! {
        () = up.run(from_client, to_server) => {}
        () = down.run(from_server, to_client) => {}
        _ = closings.changed() => {}
    }
}

/// One direction of a connection.
#[derive(Default)]
struct Pipe {
    left: Option<usize>,
    pause: Duration,
    again: Option<Again>,
}

impl Pipe {
    async fn run(mut self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let mut bytes = [0; 4096];
        while let Ok(n_bytes) = from.read(&mut bytes).await {
            let allowed = self.left.map_or(n_bytes, |left| left.min(n_bytes));
            tokio::time::sleep(self.pause).await;
            if n_bytes == 0 || to.write_all(&bytes[..allowed]).await.is_err() {
                return;
            }
            if let Some(left) = &mut self.left {
                *left -= allowed;
                if *left == 0 {
                    return;
                }
            }
            if let Some(again) = &mut self.again {
                again.hear(&bytes[..allowed]);
            }
        }
    }
}

/// Somebody who has heard a request and makes it, too.
struct Again {
    shared: Arc<Shared>,
    later: Duration,
    heard: Vec<u8>,
}

impl Again {
    fn hear(&mut self, bytes: &[u8]) {
        self.heard.extend_from_slice(bytes);
        while let Some(n_bytes) = whole_request(&self.heard) {
            let request = self.heard.drain(..n_bytes).collect();
            tokio::spawn(deliver(Arc::clone(&self.shared), self.later, request));
        }
    }
}

/// How many bytes the first request has, if all of it is there.
fn whole_request(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let n_bytes = end + length.map_or(0, |length| length.trim().parse().unwrap());
    (bytes.len() >= n_bytes).then_some(n_bytes)
}

async fn deliver(shared: Arc<Shared>, later: Duration, request: Vec<u8>) {
    tokio::time::sleep(later).await;
    if !shared.is_troubled() {
        return;
    }
    let Some(mut server) = shared.connect().await else { return };
    if server.write_all(&request).await.is_err() {
        return;
    }
    let mut bytes = [0; 4096];
    let answer = async { while server.read(&mut bytes).await.is_ok_and(|n_bytes| n_bytes > 0) {} };
    drop(tokio::time::timeout(LISTEN, answer).await);
}
