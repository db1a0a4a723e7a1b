//! A laptop: a folder of its own and the program, which runs as a process like anybody's.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use domain::ids::{ReplicaId, TourId};
use sync_client::clock;
use sync_client::engine::Engine;
use sync_client::home::Home;
use sync_client::local::Local;
use sync_client::net::{Net, Patience};
use tempfile::TempDir;

use crate::Options;
use crate::world::{EMAIL, PASSWORD};

/// A laptop.
pub(super) struct Laptop {
    /// Its folder, as the program sees it.
    pub(super) home: Home,
    program: PathBuf,
    dir: TempDir,
}

/// A command that has ended.
pub(super) struct Ran {
    /// From its start to its end.
    pub(super) took: Duration,
    /// What it printed.
    pub(super) stdout: String,
}

impl Laptop {
    fn empty(program: PathBuf) -> anyhow::Result<Self> {
        let dir = TempDir::new()?;
        let home = Home::at(Some(dir.path().join("home")), false)?;
        Ok(Self { home, program, dir })
    }

    /// One that has just logged in.
    pub(super) async fn logged_in(options: &Options, url: &str) -> anyhow::Result<Self> {
        let laptop = Self::empty(options.client.clone())?;
        let mut login = laptop.command(&["login", url, "--email", EMAIL, "--password-stdin"]);
        let password = laptop.dir.path().join("password");
        std::fs::write(&password, PASSWORD)?;
        login.stdin(std::fs::File::open(&password)?);
        ran(login).await?;
        Ok(laptop)
    }

    /// Another one with the same log-in and no copy.
    pub(super) fn beside(&self) -> anyhow::Result<Self> {
        let other = Self::empty(self.program.clone())?;
        let account = self.home.account()?;
        other.home.log_in(&account, &self.home.token(&account)?)?;
        Ok(other)
    }

    /// Goes another way to the server from now on.
    pub(super) fn move_to(&self, url: &str) -> anyhow::Result<()> {
        let mut account = self.home.account()?;
        let token = self.home.token(&account)?;
        url.clone_into(&mut account.url);
        Ok(self.home.log_in(&account, &token)?)
    }

    /// A command of the program.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.env("BUSCALL_HOME", self.home.root()).env("BUSCALL_NO_KEYRING", "1");
        command.env_remove("BUSCALL_API_BIN");
        command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(super) async fn run(&self, args: &[&str]) -> anyhow::Result<Ran> {
        ran(self.command(args)).await
    }

    /// Starts watching, and waits until it can be woken.
    pub(super) async fn watch(&self, tour: TourId) -> anyhow::Result<Watching> {
        let mut command = self.command(&["sync", "--watch"]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let watching = Watching(child);
        while !self.home.wake_file(tour).exists() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(watching)
    }

    /// The copy, opened in this process.
    pub(super) async fn open(&self, tour: TourId) -> anyhow::Result<Local> {
        let opened = Local::open(&self.home.database(tour), ReplicaId(clock::new_id())).await?;
        ensure!(!opened.copied, "the copy is taken for another one");
        Ok(opened.local)
    }

    /// The engine of the copy, in this process.
    pub(super) async fn engine(&self, tour: TourId) -> anyhow::Result<Engine> {
        Ok(Engine::new(&self.home, self.open(tour).await?, Patience::Usual).await?)
    }

    /// The server as this laptop sees it, in this process.
    pub(super) fn net(&self) -> anyhow::Result<Net> {
        let account = self.home.account()?;
        let token = self.home.token(&account)?;
        Ok(Net::of(&account, token, Patience::Usual)?)
    }
}

/// A running `sync --watch`; ended when it is dropped.
pub(super) struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _gone_already = self.0.kill();
        let _reaped = self.0.wait();
    }
}

/// Runs a command to its end, away from the threads that serve relays.
pub(super) async fn ran(mut command: Command) -> anyhow::Result<Ran> {
    let done = tokio::task::spawn_blocking(move || {
        let began = Instant::now();
        let output = command.output();
        (began.elapsed(), output)
    });
    let (took, output) = done.await?;
    let output = output.context("the program does not start")?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "a command ended with {}: {stderr}", output.status);
    Ok(Ran { took, stdout: String::from_utf8_lossy(&output.stdout).into_owned() })
}
