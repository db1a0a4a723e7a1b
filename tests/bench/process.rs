//! The server as a process of its own, and what the system says of it.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::load::{Connection, request};

/// How long a server may take to answer before the run is given up.
const START_MAX: Duration = Duration::from_secs(20);

/// Clock ticks of a second, in which the system counts the time of processes.
const TICKS: f64 = 100.0;

/// A running server; ended when it is dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
    /// From the start of the process to its first answer.
    pub(crate) first_answer: Duration,
}

impl Server {
    /// Starts the release build on a database and waits for its first answer.
    pub(crate) async fn start(binary: &Path, database_url: &str) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let began = Instant::now();
        let child = Command::new(binary)
            .args(["serve", "--listen", &address, "--ops-listen", "off"])
            .args(["--database-url", database_url, "--log", "error"])
            .args(["--login-attempts-per-minute", "1000"])
            // The server refuses a variable of its name space that is none of its settings.
            .env_remove("BUSCALL_API_BIN")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start `{}`", binary.display()))?;
        let mut server = Self { child, address, first_answer: Duration::ZERO };
        loop {
            if let Ok(mut connection) = Connection::open(&server.address).await
                && connection.ask(&request("GET", "/healthz", &[], "")).await.is_ok()
            {
                server.first_answer = began.elapsed();
                return Ok(server);
            }
            if began.elapsed() > START_MAX || server.child.try_wait()?.is_some() {
                bail!("the server did not come up at {}", server.address);
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Resident memory now and at its peak, in MB (10^6 bytes).
    pub(crate) fn memory_mb(&self) -> anyhow::Result<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
            Some(kib * 1024.0 / 1e6)
        };
        Ok((field("VmRSS:").context("no VmRSS")?, field("VmHWM:").context("no VmHWM")?))
    }

    /// The time of processors that it has used, in the system and for itself, in milliseconds.
    pub(crate) fn cpu_ms(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the program may hold anything, so the fields are counted after it.
        let after_name = stat.rsplit(')').next().context("no name")?;
        let mut ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
        let (user, system) = (ticks.next().context("no utime")?, ticks.next().context("no stime")?);
        Ok((user? + system?) * 1e3 / TICKS)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}
