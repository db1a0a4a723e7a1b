//! Processes that are killed or stand still at any moment: the server under load, and `sync`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::{join, join_all};
use harness::Database;

use super::crew::Crew;
use super::dice::Dice;
use super::laptop::Laptop;
use super::service::Service;
use super::work;

/// How often the server is killed.
const KILLS: usize = 3;
/// How long it is let live at most.
const LIFE_MAX: Duration = Duration::from_millis(1200);
/// How long it stands still.
const STANDSTILL: Duration = Duration::from_secs(2);
/// How long a sync takes that is let be, roughly.
const SYNC: Duration = Duration::from_millis(150);
/// Runs of `sync` that are killed when nobody else does anything.
const SYNCS: usize = 15;

#[tokio::test]
async fn a_server_and_syncs_that_are_killed_at_any_moment_lose_and_double_nothing() {
    for database in Database::each().await {
        let mut dice = Dice::of("kills");
        let mut crew = Crew::on(database).await;
        let over = AtomicBool::new(false);
        let (laptops, service) = (&crew.laptops, &mut crew.service);
        let mut each: Vec<_> = laptops.iter().map(|_| dice.others()).collect();
        let everybody = laptops.iter().zip(&mut each).map(|(one, dice)| works(one, dice, &over));
        let killer = async {
            for _ in 0..KILLS {
                tokio::time::sleep(dice.a_while(LIFE_MAX)).await;
                service.kill().await;
                service.start().await;
            }
            stand_still(service).await;
            over.store(true, Ordering::SeqCst);
        };
        join(join_all(everybody), killer).await;
        syncs_are_killed(&crew, &mut dice).await;
        crew.must_heal().await;
    }
}

/// Edits and syncs until it is over, and kills some of both.
async fn works(laptop: &Laptop, dice: &mut Dice, over: &AtomicBool) {
    while !over.load(Ordering::SeqCst) {
        match dice.below(4) {
            0 => laptop.run_for(&["sync"], dice.a_while(SYNC)).await,
            1 => {
                let word = laptop.word();
                let args = ["add", "note", &format!("title={word}"), "body=x"];
                laptop.edit_for(&word, &args, dice.a_while(SYNC)).await;
            }
            _ => work::any(laptop, dice).await,
        }
    }
}

async fn stand_still(service: &Service) {
    service.server().signal("-STOP").await;
    tokio::time::sleep(STANDSTILL).await;
    service.server().signal("-CONT").await;
}

/// Much waits to be sent, and each attempt is killed.
async fn syncs_are_killed(crew: &Crew, dice: &mut Dice) {
    let laptop = &crew.laptops[0];
    for _ in 0..SYNCS {
        let word = laptop.word();
        let args = ["add", "note", &format!("title={word}"), "body=x", "--offline"];
        laptop.edit(&word, &args).await.with(0);
        laptop.run_for(&["sync"], dice.a_while(SYNC)).await;
    }
}
