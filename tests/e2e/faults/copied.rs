//! A folder that was copied to another laptop, or put back where it was. Whoever opens the copy does
//! not know that there is another.

use harness::Database;

use super::crew::Crew;
use super::dice::Dice;
use super::laptop::{Laptop, copy_folder};
use super::work;

/// Edits of each laptop.
const EDITS: usize = 6;

/// Both have something that was sent and something that was not.
async fn works(laptop: &Laptop, dice: &mut Dice, n_edits: usize) {
    for _ in 0..n_edits {
        work::any(laptop, dice).await;
        let word = laptop.word();
        let note = ["add", "note", &format!("title={word}"), "body=x", "--offline"];
        laptop.edit(&word, &note).await.with(0);
    }
}

#[tokio::test]
async fn two_who_go_on_with_copies_of_one_folder_both_keep_what_they_save() {
    let mut dice = Dice::of("copied");
    let mut crew = Crew::on(Database::sqlite().await).await;
    works(&crew.laptops[0], &mut dice, 3).await;
    let copied = Laptop::new("copy");
    copy_folder(&crew.laptops[0].device.home(), &copied.device.home());
    crew.laptops.push(copied);

    for turn in 0..EDITS {
        // Who syncs first must not matter, nor whether the copy has noticed that it is one.
        for laptop in [&crew.laptops[turn % 2 * 3], &crew.laptops[(turn + 1) % 2 * 3]] {
            works(laptop, &mut dice, 1).await;
            let synced = laptop.run(&["sync"]).await;
            assert!([0, 3].contains(&synced.code), "{synced:?}");
        }
    }
    let one = crew.laptops[0].device.state(crew.tour).await;
    let other = crew.laptops[3].device.state(crew.tour).await;
    assert_ne!(one.replica, other.replica);
    crew.must_heal().await;
}

#[tokio::test]
async fn a_folder_that_was_put_back_where_it_was_goes_on_without_a_wedge() {
    let mut dice = Dice::of("put back");
    let crew = Crew::on(Database::sqlite().await).await;
    let maya = &crew.laptops[0];
    works(maya, &mut dice, 2).await;
    let kept = tempfile::tempdir().unwrap();
    copy_folder(&maya.device.home(), kept.path());

    for _ in 0..2 {
        works(maya, &mut dice, 2).await;
        // What was never sent is gone with the folder that it was in; so all of it is sent.
        maya.run(&["sync"]).await;
        assert!(maya.is_sent().await);
        maya.remember(crew.tour).await;
        copy_folder(kept.path(), &maya.device.home());
        works(maya, &mut dice, 2).await;
        maya.run(&["sync"]).await;
        assert!(maya.is_sent().await);
    }
    crew.must_heal().await;
}
