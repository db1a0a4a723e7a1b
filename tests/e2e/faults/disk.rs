//! A disk that is full. What was not saved is not said to be, and everything works again once there
//! is room.

use std::path::Path;
use std::process::Stdio;

use harness::Database;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use super::crew::{Crew, DATE};
use super::laptop::{Laptop, SAVED, copy_folder};
use crate::companion::device::Device;

/// How large the disk is.
const SIZE: &str = "size=8m";
/// How much of it is left once it is almost full.
const LEFT: &str = "256K";
/// More notes than there is room for.
const NOTES: usize = 60;
/// Bytes of one of them.
const BODY: usize = 8 * 1024;

/// How much further the largest file may grow: a few notes, and not as many as are tried.
const ROOM: u64 = 96 * 1024;

/// A small disk that only processes started in it can see, and that is gone when it is dropped.
struct Disk {
    under: Vec<String>,
    _holder: Child,
}

impl Disk {
    /// A new one in this folder; nothing where the system lets nobody mount anything.
    async fn at(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let script = "mount -t tmpfs -o \"$1\" none \"$2\" && echo mounted && exec cat";
        let mut holder = Command::new("unshare");
        holder.args(["--mount", "sh", "-c", script, "sh", SIZE]).arg(folder).kill_on_drop(true);
        holder.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut holder = holder.spawn().ok()?;
        let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
        lines.next_line().await.unwrap()?;
        let pid = holder.id().unwrap().to_string();
        let under = ["nsenter", "--mount", "--target", &pid].map(ToOwned::to_owned).to_vec();
        Some(Self { under, _holder: holder })
    }

    /// Runs a script on it, with this argument.
    async fn script(&self, script: &str, argument: &Path) {
        let mut command = Command::new(&self.under[0]);
        command.args(&self.under[1..]).args(["sh", "-c", script, "sh"]).arg(argument);
        assert!(command.status().await.unwrap().success(), "{script}");
    }
}

/// Saves notes until one cannot be saved, for this reason; how many were.
async fn fill(laptop: &Laptop, why: &str) -> usize {
    for n_saved in 0..NOTES {
        let word = laptop.word();
        let body = format!("body={}", "x".repeat(BODY));
        let note = ["add", "note", &format!("title={word}"), &body, "--offline"];
        let ended = laptop.edit(&word, &note).await;
        if ended.code != 0 {
            let ended = ended.with(1).says(why);
            assert!(!ended.stdout.contains(SAVED), "{ended:?}");
            return n_saved;
        }
    }
    panic!("the disk does not fill");
}

/// The bytes of the largest file under a folder.
fn largest_file(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let sizes = entries.map(|entry| match entry.metadata().unwrap() {
        folder if folder.is_dir() => largest_file(&entry.path()),
        file => file.len(),
    });
    sizes.max().unwrap_or(0)
}

#[tokio::test]
async fn a_full_disk_is_told_and_nothing_is_said_to_be_saved_that_is_not() {
    let mut crew = Crew::on(Database::sqlite().await).await;
    let mut laptop = Laptop::new("full");
    let home = laptop.device.home();
    let Some(disk) = Disk::at(&home).await else {
        assert!(std::env::var_os("CI").is_none(), "the system lets nobody mount anything");
        eprintln!("not tried: the system lets nobody mount anything");
        return;
    };
    laptop.under.clone_from(&disk.under);
    laptop.begin(&crew.service.proxy.site, &crew.maya, crew.tour).await;
    let almost = format!("cd \"$1\"; cat /dev/zero > filler; truncate -s -{LEFT} filler");
    disk.script(&almost, &home).await;

    assert!(fill(&laptop, "the disk is full").await > 0);
    let sheet = laptop.run(&["day", DATE]).await.with(0);
    assert!(sheet.stdout.contains("Bus call"), "{sheet:?}");
    laptop.run(&["status"]).await.with(0);
    let word = crew.laptops[0].word();
    let body = format!("body={}", "y".repeat(BODY));
    crew.laptops[0].edit(&word, &["add", "note", &body]).await.with(0);
    laptop.run(&["sync"]).await.with(1).says("the disk is full");

    disk.script("rm \"$1/filler\"", &home).await;
    let word = laptop.word();
    laptop.edit(&word, &["add", "note", &format!("title={word}"), "body=x"]).await.with(0);
    laptop.run(&["sync"]).await.with(0);
    assert!(laptop.is_sent().await);

    // Nobody else can look into the disk, so its content moves to where everybody can.
    let outside = Device::new();
    let way = outside.home().with_file_name("way");
    disk.script("cp -r \"$1\" \"$1.out\"", &home).await;
    std::fs::rename(home.with_extension("out"), &way).unwrap();
    copy_folder(&way, &outside.home());
    (laptop.device, laptop.under) = (outside, Vec::new());
    crew.laptops.push(laptop);
    crew.must_heal().await;
}

#[tokio::test]
async fn a_copy_that_may_not_grow_is_told_and_goes_on_once_it_may() {
    let mut crew = Crew::on(Database::sqlite().await).await;
    let file_max = largest_file(&crew.laptops[0].device.home()) + ROOM;
    let limited = format!("trap '' XFSZ; exec prlimit --fsize={file_max} -- \"$@\"");
    crew.laptops[0].under = ["sh", "-c", &limited, "sh"].map(ToOwned::to_owned).to_vec();

    assert!(fill(&crew.laptops[0], "could not be used").await > 0);

    crew.laptops[0].under.clear();
    crew.must_heal().await;
}
