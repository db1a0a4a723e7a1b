//! Work without a server, and power cuts right after the word "saved".

use std::time::Duration;

use harness::Database;

use super::crew::{Crew, DATE};
use super::dice::Dice;
use super::laptop::Laptop;
use super::work::{Job, command};

/// How often each kind of edit is cut off after it was saved.
const ROUNDS: usize = 3;
/// Edits that are cut off at any moment.
const ANY_MOMENT: usize = 25;

#[tokio::test]
async fn what_a_laptop_without_a_server_has_reported_as_saved_outlives_a_power_cut() {
    let mut dice = Dice::of("offline");
    let mut crew = Crew::on(Database::sqlite().await).await;
    dispute_something(&crew).await;
    crew.service.stop().await;

    let laptop = &crew.laptops[0];
    reads_as_ever(laptop).await;
    for _ in 0..ROUNDS {
        for job in Job::ALL {
            let word = laptop.word();
            let Some(args) = command(laptop, job, &word, &mut dice).await else { continue };
            let args: Vec<_> = args.iter().map(String::as_str).collect();
            laptop.edit_until_saved(&word, &args).await;
            let unsent = laptop.sees().await["unsent"].to_string();
            assert!(unsent.contains(&word), "{args:?} is gone");
        }
    }
    for _ in 0..ANY_MOMENT {
        let word = laptop.word();
        let args = ["add", "note", &format!("title={word}"), "body=x"];
        laptop.edit_for(&word, &args, dice.a_while(Duration::from_millis(120))).await;
    }
    reads_as_ever(laptop).await;
    assert!(laptop.saved().len() > ROUNDS * 6);

    crew.must_heal().await;
}

/// Leaves something to decide.
async fn dispute_something(crew: &Crew) {
    let [maya, twin, _] = &crew.laptops[..] else { panic!("there are three") };
    let set = async |laptop: &Laptop, place: &str| {
        let word = laptop.word();
        let place = format!("place={place}");
        laptop.edit(&word, &["set", "Doors", &place, "--day", DATE, "--offline"]).await.with(0);
    };
    set(maya, "Dock 1").await;
    set(twin, "Dock 2").await;
    maya.run(&["sync"]).await.with(0);
    twin.run(&["sync"]).await.with(3);
    maya.run(&["sync"]).await.with(0);
}

/// Everything that one reads on a show day can be read.
async fn reads_as_ever(laptop: &Laptop) {
    let sheet = laptop.run(&["day", DATE]).await.with(0);
    assert!(sheet.stdout.contains("Bus call"), "{sheet:?}");
    for read in [&["today"][..], &["days"], &["who"], &["changes"], &["next"], &["tray"]] {
        let ended = laptop.run(read).await;
        assert!(ended.code != 4 && ended.code != 2, "{read:?}: {ended:?}");
    }
    laptop.run(&["sync"]).await.with(4);
}
