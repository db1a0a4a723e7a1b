//! A laptop that remembers what it was told is saved: every edit carries a word that no other has,
//! as its reason and wherever it can be typed, and the words that were reported as saved are the
//! ledger that everything is checked against.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::ids::{GroupId, TourId};
use serde_json::Value;
use sync_client::local::LoggedGroup;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::companion::device::{Device, Ended, ended};

/// What the program prints once an edit is on the disk.
pub(super) const SAVED: &str = "saved on this device";
/// No process takes as long to say something or to end, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(1);
/// More groups than any laptop here saves.
const GROUPS: u64 = 10_000;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) id: String,
    pub(super) email: String,
    pub(super) password: String,
}

/// A laptop.
pub(super) struct Laptop {
    pub(super) device: Device,
    /// What its words begin with.
    pub(super) name: String,
    /// The program and its arguments that start ours, if any.
    pub(super) under: Vec<String>,
    n_words: AtomicUsize,
    saved: Mutex<Vec<String>>,
    past: Mutex<BTreeMap<GroupId, LoggedGroup>>,
}

impl Laptop {
    /// A new one of this name; of what it is called its words are made.
    pub(super) fn new(name: &str) -> Self {
        Self::under(name, Vec::new())
    }

    /// One whose processes are started by another program.
    pub(super) fn under(name: &str, under: Vec<String>) -> Self {
        Self {
            device: Device::new(),
            name: name.to_owned(),
            under,
            n_words: AtomicUsize::default(),
            saved: Mutex::default(),
            past: Mutex::default(),
        }
    }

    /// A command.
    pub(super) fn command(&self, args: &[&str]) -> Command {
        let plain = self.device.command(args);
        let Some((first, rest)) = self.under.split_first() else { return plain };
        let plain = plain.as_std();
        let mut command = Command::new(first);
        command.args(rest).arg(plain.get_program()).args(plain.get_args());
        for (name, value) in plain.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.kill_on_drop(true);
        command
    }

    /// Runs a command to its end.
    pub(super) async fn run(&self, args: &[&str]) -> Ended {
        ended(self.command(args).spawn().unwrap()).await
    }

    /// Logs in and copies the tour.
    pub(super) async fn begin(&self, site: &str, who: &Account, tour: TourId) {
        let args = ["login", site, "--email", &who.email, "--password-stdin"];
        let mut child = self.command(&args).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(format!("{}\n", who.password).as_bytes()).await.unwrap();
        drop(stdin);
        ended(child).await.with(0);
        self.run(&["clone", &tour.to_string()]).await.with(0);
    }

    /// A word that nobody has said.
    pub(super) fn word(&self) -> String {
        format!("{}-{:03}", self.name, self.n_words.fetch_add(1, Ordering::SeqCst))
    }

    /// Edits, and notes whether that was reported as saved.
    pub(super) async fn edit(&self, word: &str, args: &[&str]) -> Ended {
        let ended = self.run(&[args, &["--reason", word]].concat()).await;
        if ended.stdout.contains(SAVED) {
            self.note(word);
        }
        ended
    }

    /// Edits, and kills the process the moment it reports that the edit is saved. It must.
    pub(super) async fn edit_until_saved(&self, word: &str, args: &[&str]) {
        let child = self.command(&[args, &["--reason", word]].concat()).spawn().unwrap();
        if let Err(said) = self.watch_and_kill(word, child, PATIENCE).await {
            panic!("{args:?} saves nothing: {said}");
        }
    }

    /// Edits, and kills the process after a while, or when it reports that the edit is saved.
    pub(super) async fn edit_for(&self, word: &str, args: &[&str], a_while: Duration) {
        let child = self.command(&[args, &["--reason", word]].concat()).spawn().unwrap();
        drop(self.watch_and_kill(word, child, a_while).await);
    }

    /// What was said instead is the error.
    async fn watch_and_kill(
        &self,
        word: &str,
        mut child: Child,
        a_while: Duration,
    ) -> Result<(), String> {
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let saved = async {
            while let Some(line) = lines.next_line().await.unwrap() {
                if line.contains(SAVED) {
                    return true;
                }
            }
            false
        };
        let saved = tokio::time::timeout(a_while, saved).await.unwrap_or(false);
        child.kill().await.unwrap();
        if saved {
            self.note(word);
            return Ok(());
        }
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).await.unwrap();
        Err(said)
    }

    /// Runs a command for a while and kills it.
    pub(super) async fn run_for(&self, args: &[&str], a_while: Duration) {
        let mut child = self.command(args).spawn().unwrap();
        drop(tokio::time::timeout(a_while, child.wait()).await);
        child.kill().await.unwrap();
    }

    fn note(&self, word: &str) {
        self.saved.lock().unwrap().push(word.to_owned());
    }

    /// The words that were reported as saved.
    pub(super) fn saved(&self) -> Vec<String> {
        self.saved.lock().unwrap().clone()
    }

    /// What `status` says of the tour.
    pub(super) async fn status(&self) -> Value {
        self.run(&["status", "--json"]).await.with(0).json()["tours"][0].clone()
    }

    /// Whether everything is on the server.
    pub(super) async fn is_sent(&self) -> bool {
        let status = self.status().await;
        status["on_this_device"] == 0 && !status["as_of"].is_null()
    }

    /// Every group that was saved, with what became of it.
    pub(super) async fn log(&self, tour: TourId) -> Vec<LoggedGroup> {
        self.remember(tour).await;
        self.past.lock().unwrap().values().cloned().collect()
    }

    /// Notes every group that is in the folder now, because the folder will forget some.
    pub(super) async fn remember(&self, tour: TourId) {
        let copy = self.device.copy(tour).await;
        let log = copy.log(GROUPS).await.unwrap();
        // Nobody has the files open when they are replaced.
        copy.close().await.unwrap();
        self.past.lock().unwrap().extend(log.into_iter().map(|logged| (logged.group.id, logged)));
    }

    /// The whole tour as its owner sees it.
    pub(super) async fn sees(&self) -> Value {
        self.run(&["export", "json"]).await.with(0).json()
    }
}

/// Copies everything in a folder, as `cp -r` does: into the same files where they are there.
pub(super) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy_folder(&path, &to.join(name));
        } else {
            std::fs::copy(&path, to.join(name)).unwrap();
        }
    }
}
