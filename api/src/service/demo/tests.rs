//! The demo tour is what its tables promise, however often it is asked for.

use domain::book::Book;
use domain::record::kinds::{Note, ScheduleItem};
use domain::view::{DaySheet, day_sheet};

use super::*;
use crate::Clock;
use crate::service::{access, books};
use crate::settings::Settings;
use crate::store::Store;

/// A Tuesday in Hamburg.
const NOW: &str = "2026-11-24T15:42:00Z";

async fn an_app(dir: &tempfile::TempDir) -> App {
    let url = dir.path().join("buscall.db").to_str().unwrap().to_owned();
    let store = Store::open(&url, 1).await.unwrap();
    store.migrate().await.unwrap();
    App::new(store, Clock::manual(NOW.parse().unwrap()), Settings::default())
}

async fn read<T>(app: &App, demo: &Demo, login: usize, view: impl FnOnce(&Book) -> T) -> T {
    let email = &demo.logins[login].email;
    let found = crate::store::accounts::by_email(app.store.reader(), email).await.unwrap();
    let actor = actor(app, found.unwrap().account.id);
    let access = access::tour(app, &actor, demo.tour).await.unwrap();
    books::read(app, &access, view).await.unwrap()
}

async fn sheet(app: &App, demo: &Demo, login: usize) -> DaySheet {
    let date = today(app).unwrap();
    read(app, demo, login, |book| day_sheet(book, date).unwrap()).await
}

#[tokio::test]
async fn today_is_a_full_show_day_with_one_dispute() {
    let dir = tempfile::tempdir().unwrap();
    let app = an_app(&dir).await;
    let demo = seed(&app).await.unwrap();
    let sheet = sheet(&app, &demo, 0).await;
    assert_eq!((sheet.header.show_number, sheet.header.show_count), (Some(14), 31));
    assert_eq!(sheet.header.venue.as_deref(), Some("Tonhalle Nord"));
    assert_eq!(sheet.problems, []);
    assert_eq!(sheet.disputes.len(), 1);
    let doors = sheet.schedule.iter().find(|row| row.title == "Doors").unwrap();
    assert_eq!(doors.time.text, "19:30");
}

#[tokio::test]
async fn each_log_in_sees_its_own_audiences() {
    let dir = tempfile::tempdir().unwrap();
    let app = an_app(&dir).await;
    let demo = seed(&app).await.unwrap();
    let mut seen = Vec::new();
    for login in 0..demo.logins.len() {
        seen.push(read(&app, &demo, login, |book| book.all::<Note>().count()).await);
    }
    assert_eq!(seen, [6, 5, 3, 4, 3]);
}

#[tokio::test]
async fn every_show_has_a_schedule_and_every_record_can_be_read() {
    let dir = tempfile::tempdir().unwrap();
    let app = an_app(&dir).await;
    let demo = seed(&app).await.unwrap();
    let (unreadable, shows) = read(&app, &demo, 0, |book| {
        let shows = book.days().filter(|day| book.events_of(day.id()).count() > 0);
        let rows = shows.map(|day| book.items_of(day.id()).len()).collect::<Vec<_>>();
        let _: Vec<_> = book.all::<ScheduleItem>().collect();
        (book.unreadable_records().count(), rows)
    })
    .await;
    assert_eq!(unreadable, 0);
    assert_eq!(shows.len(), 32);
    assert!(shows.iter().all(|rows| *rows >= 6), "{shows:?}");
}

#[tokio::test]
async fn asking_again_finds_the_same_tour_until_today_has_left_its_middle() {
    let dir = tempfile::tempdir().unwrap();
    let app = an_app(&dir).await;
    let first = seed(&app).await.unwrap();
    app.clock.advance(Duration::days(3));
    assert_eq!(seed(&app).await.unwrap().tour, first.tour);
    app.clock.advance(Duration::days(20));
    let second = seed(&app).await.unwrap();
    assert_ne!(second.tour, first.tour);
    assert_eq!(sheet(&app, &second, 0).await.header.show_number, Some(14));
}
