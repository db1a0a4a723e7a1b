//! A venue's network: it cuts, it dawdles, and it delivers requests again, later.

use std::process::Stdio;
use std::time::{Duration, Instant};

use domain::change::Status;
use futures_util::future::join;
use harness::Database;

use super::crew::{Crew, DATE};
use super::dice::Dice;
use super::laptop::{Laptop, SAVED};
use super::work;
use crate::companion::device::{ended, signal};

/// Edits of each laptop.
const EDITS: u64 = 12;
/// How long a watcher may take to bring everything up, once the line does what it should.
const HEALED: Duration = Duration::from_mins(1);
/// How often somebody looks.
const LOOK: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_line_that_cuts_dawdles_and_repeats_itself_loses_and_doubles_nothing() {
    let mut dice = Dice::of("network");
    let crew = Crew::on(Database::sqlite().await).await;
    let [maya, twin, cleo] = &crew.laptops[..] else { panic!("there are three") };
    crew.service.proxy.trouble(dice.others());

    let mut watcher = twin.command(&["sync", "--watch"]);
    let watcher = watcher.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let (mut mine, mut theirs) = (dice.others(), dice.others());
    let edits = async {
        for _ in 0..EDITS {
            work::any(twin, &mut dice).await;
        }
    };
    join(join(works(maya, &mut mine), works(cleo, &mut theirs)), edits).await;

    let troubled = crew.service.proxy.troubled();
    assert!(troubled.cut > 5 && troubled.slow > 0 && troubled.twice > 5, "{troubled:?}");
    crew.service.proxy.close();
    for laptop in &crew.laptops {
        let word = laptop.word();
        let place = format!("place={word}");
        let ended = laptop.edit(&word, &["set", "Doors", &place, "--day", DATE]).await;
        assert!(ended.stdout.contains(SAVED), "{ended:?}");
    }
    for laptop in [maya, cleo] {
        laptop.run(&["sync"]).await.with(4);
    }
    crew.service.proxy.heal();
    let began = Instant::now();
    while !twin.is_sent().await {
        assert!(began.elapsed() < HEALED, "the watcher does not get through");
        tokio::time::sleep(LOOK).await;
    }
    signal(&watcher, "-TERM").await;
    ended(watcher).await.with(0);
    let outcomes = crew.must_heal().await;
    for outcome in [Status::Applied, Status::Disputed, Status::Held] {
        assert!(outcomes.contains(&outcome), "the edits are not various enough: {outcomes:?}");
    }
}

/// Edits, and syncs now and then, whatever comes of it.
async fn works(laptop: &Laptop, dice: &mut Dice) {
    for turn in 0..EDITS {
        work::any(laptop, dice).await;
        if turn % 4 == 3 {
            let synced = laptop.run(&["sync"]).await;
            assert!([0, 3, 4].contains(&synced.code), "{synced:?}");
        }
    }
}
