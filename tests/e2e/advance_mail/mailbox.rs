//! A real mail server as a process of its own, which puts what it takes into a Maildir. Whatever a test
//! starts ends with the test.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Names the Python environment that the server is installed in, beside the road engines; `.ci/run`
/// makes it.
const VARIABLE: &str = "BUSCALL_TEST_ROAD_ENGINES";
/// No step takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(2);
/// Ports that are tried: what was free may be taken a moment later.
const TRIES: usize = 5;
/// Reads a Maildir as a mail program would: each mail with its headers and its text.
const READ: &str = "
import email, email.policy, json, pathlib, sys
mails = []
new = pathlib.Path(sys.argv[1], 'new').glob('*')
for file in sorted(new, key=lambda file: file.stat().st_mtime_ns):
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    headers = [[name, str(value)] for name, value in mail.items()]
    mails.append({'headers': headers, 'text': mail.get_content()})
print(json.dumps(mails))
";

/// A mail that has arrived.
pub(super) struct Arrived {
    headers: Vec<(String, String)>,
    pub(super) text: String,
}

impl Arrived {
    /// The header of this name, which it has once or not at all.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let all: Vec<_> = self.headers.iter().filter(|(header, _)| header == name).collect();
        assert!(all.len() < 2, "{name} is there {} times", all.len());
        all.first().map(|(_, value)| value.as_str())
    }
}

/// A mail server that answers.
pub(super) struct Mailbox {
    pub(super) port: u16,
    python: PathBuf,
    child: Child,
    folder: TempDir,
}

impl Mailbox {
    /// A server that takes mails, where it is installed. In CI it must be.
    pub(super) async fn open() -> Option<Self> {
        Self::with(None, &[]).await
    }

    /// The same, on this port.
    pub(super) async fn on(port: u16) -> Option<Self> {
        Self::with(Some(port), &[]).await
    }

    /// One that finds every mail too large.
    pub(super) async fn full() -> Option<Self> {
        Self::with(None, &["--size", "100"]).await
    }

    async fn with(port: Option<u16>, more: &[&str]) -> Option<Self> {
        let python = installed()?;
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..TRIES {
            let port = port.unwrap_or_else(free_port);
            let mut command = Command::new(&python);
            command.args(["-m", "aiosmtpd", "--nosetuid"]).args(more);
            command.args(["--listen", &format!("127.0.0.1:{port}")]);
            command.args(["--class", "aiosmtpd.handlers.Mailbox"]).arg(maildir(folder.path()));
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.kill_on_drop(true).spawn().unwrap();
            if answers(&mut child, port).await {
                return Some(Self { port, python, child, folder });
            }
        }
        panic!("the mail server does not start");
    }

    /// What has arrived, oldest first.
    pub(super) async fn arrived(&self) -> Vec<Arrived> {
        let mut command = Command::new(&self.python);
        command.args(["-c", READ]).arg(maildir(self.folder.path())).kill_on_drop(true);
        let output = tokio::time::timeout(PATIENCE, command.output()).await.unwrap().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mails: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
        let arrived = |mut mail: Value| Arrived {
            headers: serde_json::from_value(mail["headers"].take()).unwrap(),
            text: mail["text"].as_str().unwrap().to_owned(),
        };
        mails.into_iter().map(arrived).collect()
    }

    /// Ends it, and waits until its port is free.
    pub(super) async fn close(mut self) {
        tokio::time::timeout(PATIENCE, self.child.kill()).await.unwrap().unwrap();
    }
}

fn maildir(folder: &Path) -> PathBuf {
    folder.join("mails")
}

/// The environment's Python, if it has the server.
fn installed() -> Option<PathBuf> {
    let environment = std::env::var_os(VARIABLE).map(PathBuf::from);
    let found = environment.filter(|environment| {
        let mut pythons = std::fs::read_dir(environment.join("lib")).into_iter().flatten();
        pythons.any(|python| python.unwrap().path().join("site-packages/aiosmtpd").is_dir())
    });
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "{VARIABLE} must name a mail server in CI");
        eprintln!("not tried with a mail server: {VARIABLE} names none");
    }
    Some(found?.join("bin/python"))
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Waits until something listens there; `false` if the process has ended before.
async fn answers(child: &mut Child, port: u16) -> bool {
    let mut tick = tokio::time::interval(Duration::from_millis(20));
    let listens = async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            tick.tick().await;
        }
    };
    tokio::select! {
        _ = child.wait() => false,
        listens = tokio::time::timeout(PATIENCE, listens) => listens.is_ok(),
    }
}
