//! A server that is not the one it was: restored, or swapped for its own database of some time ago.

use domain::change::Group;
use domain::ids::TourId;
use domain::limits::{SYNC_BYTES_MAX, TAGS_KEPT_DAYS};
use domain::sync::{Budget, PageState};
use harness::{Database, Person, TestApp, Tour, each_database};
use reqwest::Method;
use tempfile::TempDir;
use uuid::Uuid;

use super::copy::Copy;
use super::{note, notes};
use crate::wire::send;

/// The epoch of every scope, where a test swaps databases and wants nobody to notice by it.
const EPOCH: Uuid = Uuid::from_u128(0x5eed);

/// What is in the database now, in a file. By then the server knows who it is.
async fn kept(app: &TestApp) -> TempDir {
    let hello = send(app, None, (Method::GET, "/sync/v1/hello"), &[], "").await;
    hello.must_succeed();
    let dir = tempfile::tempdir().unwrap();
    api::store::backup::backup(app.store(), &dir.path().join("kept.db")).await.unwrap();
    dir
}

/// A server with what was kept.
async fn brought_back(app: &TestApp, kept: &TempDir, epoch: Uuid) -> TestApp {
    let mut each = Database::each().await.into_iter();
    let database = each.find(|database| database.engine() == app.engine()).unwrap();
    let store = database.open().await;
    let file = kept.path().join("kept.db");
    api::store::backup::restore(&file, &store, true, || epoch).await.unwrap();
    store.close().await.unwrap();
    TestApp::on(database).await
}

/// A tour with eight notes, on a server whose database can be swapped unnoticed.
async fn swappable(app: &TestApp) -> (TestApp, Parts) {
    let tour = app.tour("Northern Lights").await;
    notes(&tour, "everyone", 8).await;
    let Tour { id, org, manager, scopes, .. } = tour;
    (brought_back(app, &kept(app).await, EPOCH).await, Parts { id, org, manager, scopes })
}

struct Parts {
    id: TourId,
    org: domain::ids::OrgId,
    manager: Person,
    scopes: std::collections::BTreeMap<String, domain::ids::ScopeId>,
}

impl Parts {
    fn on<'a>(&self, app: &'a TestApp) -> Tour<'a> {
        let Self { id, org, manager, scopes } = self;
        Tour { app, id: *id, org: *org, manager: manager.clone(), scopes: scopes.clone() }
    }
}

/// The same copy, which now speaks to another server.
fn moved<'a>(copy: Copy<'_>, tour: &'a Tour<'a>) -> Copy<'a> {
    let Copy { who, replica, tip, grants, cursors, base, digests, limit, wait, .. } = copy;
    Copy { tour, who, replica, tip, grants, cursors, base, digests, limit, wait }
}

#[tokio::test]
async fn after_a_restore_every_scope_begins_anew_and_the_work_since_is_asked_for() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        notes(&tour, "everyone", 3).await;
        let file = kept(app).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.catch_up().await;
        let lost = copy.group(vec![note(&tour, "everyone", "after the backup")]);
        copy.exchange(vec![lost.clone()]).await;

        let restored = brought_back(app, &file, Uuid::from_u128(7)).await;
        let there = tour.through(&restored);
        let mut copy = moved(copy, &there);
        let out = copy.exchange(Vec::new()).await;

        assert!(!out.tip_known);
        assert!(out.scopes.values().all(|page| page.state == PageState::ResetDiverged));
        assert_eq!(out.scopes.len(), 5);
        copy.must_add_up();
        let again = copy.exchange(vec![lost]).await;
        assert!(!again.receipts[0].dup);
        copy.must_add_up();
        restored.end().await;
    })
    .await;
}

#[tokio::test]
async fn a_database_of_some_minutes_ago_is_noticed_by_its_counter_and_then_by_its_tags() {
    each_database(async |app| {
        let (here, parts) = swappable(app).await;
        let tour = parts.on(&here);
        let everyone = tour.scope("everyone");
        let file = kept(&here).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.catch_up().await;
        let mut quiet = Copy::new(&tour, &tour.manager);
        quiet.catch_up().await;
        let mut groups = vec![copy.group(vec![note(&tour, "everyone", "lost")])];
        let second = copy.group(vec![note(&tour, "everyone", "lost, too")]);
        groups.push(Group { prev: Some(groups[0].id), ..second });
        copy.exchange(groups).await;

        let there = brought_back(app, &file, EPOCH).await;
        let tour_there = parts.on(&there);
        let mut copy = moved(copy, &tour_there);
        let before = copy.cursors.clone();
        let out = copy.exchange(Vec::new()).await;
        assert!(!out.tip_known);
        assert_eq!(out.scopes[&everyone].state, PageState::ResetDiverged, "by its counter");
        assert_eq!(out.scopes.len(), 1, "the other scopes have not moved since");
        // With as many changes as were lost, only the tags tell.
        notes(&tour_there, "everyone", 2).await;
        copy.cursors.clone_from(&before);
        let out = copy.exchange(Vec::new()).await;
        assert_eq!(out.scopes[&everyone].state, PageState::ResetDiverged, "by its head's tag");
        notes(&tour_there, "everyone", 3).await;
        copy.cursors = before;
        let out = copy.exchange(Vec::new()).await;
        assert_eq!(out.scopes[&everyone].state, PageState::ResetDiverged, "by an older tag");
        copy.must_add_up();
        // Whoever has seen nothing of what was lost goes on.
        let mut quiet = moved(quiet, &tour_there);
        let out = quiet.exchange(Vec::new()).await;
        assert!(out.tip_known);
        assert_eq!(out.scopes[&everyone].state, PageState::Ok);
        quiet.must_add_up();
        assert_eq!(quiet.base, copy.base);
        drop((tour, tour_there));
        here.end().await;
        there.end().await;
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_swapped_between_two_pages_is_noticed_by_the_page_before() {
    each_database(async |app| {
        let (here, parts) = swappable(app).await;
        let tour = parts.on(&here);
        let everyone = tour.scope("everyone");
        let file = kept(&here).await;
        notes(&tour, "everyone", 2).await;
        let mut copy = Copy::new(&tour, &tour.manager);
        copy.limit = Budget { records: 4, bytes: SYNC_BYTES_MAX };
        while copy.base.get(&everyone).is_none_or(|records| records.len() < 4) {
            copy.exchange(Vec::new()).await;
        }

        let there = brought_back(app, &file, EPOCH).await;
        let tour_there = parts.on(&there);
        notes(&tour_there, "everyone", 5).await;
        let mut copy = moved(copy, &tour_there);
        let out = copy.exchange(Vec::new()).await;

        assert_eq!(out.scopes[&everyone].state, PageState::ResetDiverged);
        copy.catch_up().await;
        copy.must_add_up();
        drop((tour, tour_there));
        here.end().await;
        there.end().await;
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_cannot_be_read_begins_the_scope_anew() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "read")]).await;
        notes(&tour, "everyone", 2).await;
        let (mut mayas, mut idas) = (Copy::new(&tour, &tour.manager), Copy::new(&tour, &ida));
        mayas.catch_up().await;
        idas.catch_up().await;
        let everyone = tour.scope("everyone");
        let mayas_cursor = mayas.cursors[&everyone].clone();
        let of_party = mayas.cursors[&tour.scope("party")].clone();

        for cursor in ["", "rubbish", &mayas_cursor, &of_party] {
            idas.cursors.insert(everyone, cursor.to_owned());
            let out = idas.exchange(Vec::new()).await;
            assert_eq!(out.scopes[&everyone].state, PageState::ResetDiverged, "{cursor}");
            idas.must_add_up();
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_stayed_away_longer_than_tags_are_kept_begins_anew() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let (everyone, party) = (tour.scope("everyone"), tour.scope("party"));
        notes(&tour, "party", 2).await;
        notes(&tour, "everyone", 2).await;
        let mut away = Copy::new(&tour, &tour.manager);
        away.catch_up().await;
        notes(&tour, "everyone", 1).await;
        let mut back = Copy::new(&tour, &tour.manager);
        back.catch_up().await;
        let days = chrono::Duration::days(TAGS_KEPT_DAYS);
        let prune = async || api::service::sync::prune(app.app()).await.unwrap();
        assert_eq!(prune().await, 0);
        app.clock().advance(days);
        assert_eq!(prune().await, 0, "they are as old as they may get");

        app.clock().advance(chrono::Duration::seconds(1));
        assert!(prune().await > 0);
        assert_eq!(prune().await, 0);

        let token = app.log_in(tour.manager.account).await;
        for copy in [&mut away, &mut back] {
            copy.who.token.clone_from(&token);
        }
        let mut anew = Copy::new(&tour, &away.who);
        anew.limit = Budget { records: 1, bytes: SYNC_BYTES_MAX };
        let out = away.exchange(Vec::new()).await;
        assert_eq!(out.scopes[&everyone].state, PageState::ResetExpired);
        assert!(!out.scopes.contains_key(&party), "a quiet scope's newest tag is never too old");
        away.must_add_up();
        let out = back.exchange(Vec::new()).await;
        assert!(out.scopes.is_empty(), "it has the newest");
        // A reading from the beginning passes below what is remembered.
        anew.catch_up().await;
        anew.must_add_up();
        assert_eq!(anew.base, away.base);
    })
    .await;
}
