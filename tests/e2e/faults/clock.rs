//! A laptop whose clock is hours wrong. Nothing but labels and the warning may depend on it.

use std::path::PathBuf;

use harness::Database;

use super::crew::Crew;
use super::dice::Dice;
use super::laptop::Laptop;
use super::work;

/// Edits of each laptop.
const EDITS: usize = 8;

/// What makes a process see another time, where it is installed. In CI it must be.
fn faker() -> Option<PathBuf> {
    let folders = std::fs::read_dir("/usr/lib").unwrap().map(|entry| entry.unwrap().path());
    let mut found = folders.map(|folder| folder.join("faketime/libfaketime.so.1"));
    let found = found.find(|library| library.exists());
    assert!(found.is_some() || std::env::var_os("CI").is_none(), "libfaketime is not installed");
    found
}

#[tokio::test]
async fn laptops_whose_clocks_are_hours_wrong_end_up_with_the_same_and_are_told() {
    let Some(faker) = faker() else {
        eprintln!("not tried: libfaketime is not installed");
        return;
    };
    let mut dice = Dice::of("clock");
    let mut crew = Crew::on(Database::sqlite().await).await;
    for (name, off) in [("late", "-5h"), ("early", "+5h")] {
        let under = [
            "env".to_owned(),
            format!("LD_PRELOAD={}", faker.display()),
            format!("FAKETIME={off}"),
            // What is waited for passes as ever.
            "FAKETIME_DONT_FAKE_MONOTONIC=1".to_owned(),
        ];
        let laptop = Laptop::under(name, under.to_vec());
        laptop.begin(&crew.service.proxy.site, &crew.maya, crew.tour).await;
        crew.laptops.push(laptop);
    }
    for _ in 0..EDITS {
        for laptop in &crew.laptops {
            work::any(laptop, &mut dice).await;
        }
    }
    for (laptop, says) in [(3, "300 minutes behind"), (4, "300 minutes ahead of")] {
        let laptop = &crew.laptops[laptop];
        let synced = laptop.run(&["sync"]).await;
        assert!(synced.stderr.contains(says), "{synced:?}");
        let status = laptop.run(&["status"]).await.with(0);
        assert!(status.stdout.contains(says), "{status:?}");
    }
    crew.must_heal().await;
}
