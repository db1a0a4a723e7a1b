//! A server that stands where it stood minutes ago: its files were swapped while it was stopped, or
//! it was restored from a backup.

use harness::Database;

use super::crew::Crew;
use super::dice::Dice;
use super::work;

/// Edits of each laptop before the server is put back, and after.
const EDITS: usize = 5;

/// Everybody edits and sends.
async fn works(crew: &Crew, dice: &mut Dice) {
    for _ in 0..EDITS {
        for laptop in &crew.laptops {
            work::any(laptop, dice).await;
        }
    }
    for laptop in &crew.laptops {
        laptop.run(&["sync"]).await;
        assert!(laptop.is_sent().await);
    }
}

/// Whoever asks first must hear of it.
async fn is_told(crew: &Crew, dice: &mut Dice) {
    let first = usize::try_from(dice.below(3)).unwrap();
    let said = crew.laptops[first].run(&["sync"]).await;
    assert!(said.stderr.contains("the server was restored"), "{said:?}");
}

#[tokio::test]
async fn a_server_whose_files_were_swapped_is_given_again_what_it_had_acknowledged() {
    let mut dice = Dice::of("swapped");
    let mut crew = Crew::on(Database::sqlite().await).await;
    works(&crew, &mut dice).await;
    crew.service.stop().await;
    let [file, ..] = crew.service.files();
    let kept = file.with_extension("kept");
    std::fs::copy(&file, &kept).unwrap();

    for _ in 0..2 {
        crew.service.start().await;
        works(&crew, &mut dice).await;
        crew.service.kill().await;
        for path in crew.service.files() {
            drop(std::fs::remove_file(path));
        }
        std::fs::copy(&kept, &file).unwrap();
        crew.service.start().await;
        is_told(&crew, &mut dice).await;
        crew.service.stop().await;
    }
    crew.must_heal().await;
}

#[tokio::test]
async fn a_server_that_was_restored_from_a_backup_is_given_again_what_it_had_acknowledged() {
    for database in Database::each().await {
        let mut dice = Dice::of("restored");
        let mut crew = Crew::on(database).await;
        works(&crew, &mut dice).await;
        let backup = "minutes-ago.backup";
        crew.service.operate(&["backup", backup]).await.with(0);
        works(&crew, &mut dice).await;
        crew.service.stop().await;
        crew.service.operate(&["restore", backup, "--replace"]).await.with(0);
        crew.service.start().await;
        is_told(&crew, &mut dice).await;
        works(&crew, &mut dice).await;
        crew.must_heal().await;
    }
}
