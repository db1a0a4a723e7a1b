//! A laptop: a folder of its own and the program. Whatever a test starts ends with the test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use domain::change::Edit;
use domain::ids::{GroupId, ReplicaId, TourId};
use domain::record::Kind;
use domain::sync::{Op, ReplicaState};
use harness::{PASSWORD, Person, Tour, create};
use serde_json::{Value, json};
use sync_client::clock;
use sync_client::local::Local;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, Command};

/// The program, built beside these tests from its own `main.rs`.
const PROGRAM: &str = env!("CARGO_BIN_EXE_buscall-under-test");
/// No command takes as long as this, on however busy a machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// How a command has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// Stops the test here unless the command has ended so.
    #[track_caller]
    pub(crate) fn with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    /// What was printed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.stdout.lines().count(), 1, "{self:?}");
        serde_json::from_str(&self.stdout).unwrap_or_else(|err| panic!("{err}: {self:?}"))
    }

    /// Stops the test here unless this is said beside the result.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "`{words}` is not said: {self:?}");
        self
    }
}

/// A laptop.
pub(crate) struct Device {
    dir: TempDir,
}

impl Device {
    /// One that was never used.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// One with somebody's log-in and the copy of a tour.
    pub(crate) async fn with_copy(tour: &Tour<'_>, person: &Person) -> Self {
        let device = Self::new();
        device.log_in(tour.app.site(), person).await.with(0);
        device.run(&["clone", &tour.id.to_string()]).await.with(0);
        device
    }

    /// Its folder.
    pub(crate) fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    /// The file of a copy.
    pub(crate) fn database(&self, tour: TourId) -> PathBuf {
        self.home().join(format!("tours/{tour}.db"))
    }

    /// A command, with nothing of the settings of whoever runs the tests.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BUSCALL_") {
                command.env_remove(name);
            }
        }
        command.env("BUSCALL_HOME", self.home()).env("BUSCALL_NO_KEYRING", "1");
        command.args(args).current_dir(self.dir.path()).kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts a command that goes on for a while.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        self.command(args).spawn().unwrap()
    }

    /// Runs a command to its end.
    pub(crate) async fn run(&self, args: &[&str]) -> Ended {
        ended(self.start(args)).await
    }

    /// Logs in.
    pub(crate) async fn log_in(&self, site: &str, person: &Person) -> Ended {
        self.log_in_with(site, &person.email, PASSWORD).await
    }

    /// Logs in with any password.
    pub(crate) async fn log_in_with(&self, site: &str, email: &str, password: &str) -> Ended {
        let mut command = self.command(&["login", site, "--email", email, "--password-stdin"]);
        let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A command that refuses before it reads closes its end.
        drop(stdin.write_all(format!("{password}\n").as_bytes()).await);
        drop(stdin);
        ended(child).await
    }

    /// Sends everything to another address from now on, as after a change of networks.
    pub(crate) fn move_to(&self, site: &str) {
        let path = self.home().join("account.json");
        let mut account: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        account["url"] = site.into();
        std::fs::write(&path, account.to_string()).unwrap();
    }

    /// The copy.
    pub(crate) async fn copy(&self, tour: TourId) -> Local {
        open(&self.database(tour)).await
    }

    /// What the copy knows of itself.
    pub(crate) async fn state(&self, tour: TourId) -> ReplicaState {
        self.copy(tour).await.state().await.unwrap()
    }

    /// Saves edits, as a command does that has no signal.
    pub(crate) async fn save(&self, tour: TourId, edits: Vec<Edit>) -> GroupId {
        let id = GroupId(clock::new_id());
        let copy = self.copy(tour).await;
        let plan = |state: &ReplicaState| Ok::<_, ()>(vec![Op::Save(state.draft(id, edits, None))]);
        copy.execute(clock::now(), plan).await.unwrap().unwrap();
        id
    }

    /// Saves a note of this title.
    pub(crate) async fn save_note(&self, tour: &Tour<'_>, title: &str) -> GroupId {
        let fields = json!({ "title": title, "body": "as told" });
        let id = clock::new_id().into();
        self.save(tour.id, vec![create(tour.scope("everyone"), "note", id, fields)]).await
    }

    /// The titles of the notes that its owner sees.
    pub(crate) async fn notes(&self, tour: TourId) -> BTreeSet<String> {
        let view = self.copy(tour).await.view().await.unwrap();
        let notes = view.book.records().filter(|r| r.kind == Kind::Note && !r.deleted);
        notes.map(|note| note.fields["title"].as_str().unwrap().to_owned()).collect()
    }
}

async fn open(path: &Path) -> Local {
    let spare = ReplicaId(clock::new_id());
    Local::open(path, spare).await.unwrap().local
}

/// Waits for the end of a command.
pub(crate) async fn ended(child: Child) -> Ended {
    let output = tokio::time::timeout(PATIENCE, child.wait_with_output()).await;
    let output = output.expect("the command does not end").unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    let code = output.status.code();
    let code = code.unwrap_or_else(|| panic!("it ended by a signal: {stderr}"));
    Ended { code, stdout, stderr }
}

/// Sends a signal to a command.
pub(crate) async fn signal(child: &Child, name: &str) {
    let pid = child.id().unwrap().to_string();
    let told = Command::new("kill").args([name, &pid]).status().await.unwrap();
    assert!(told.success());
}
