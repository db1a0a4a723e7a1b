//! Who is to whom what: new audiences, other levels, audiences and tours that somebody has lost.

use domain::change::Status;
use domain::ids::{GroupId, ReplicaId};
use domain::limits::GROUPS_PER_REQUEST_MAX;
use domain::permission::Level;
use domain::sync::{Budget, ExchangeOut, Op, PageState};
use harness::{Person, Tour, each_database};
use serde_json::json;

use super::copy::Copy;
use super::note;

async fn crew<'a>(tour: &'a Tour<'a>, levels: &[(&str, &str)]) -> (Person, Copy<'a>) {
    let ida = tour.join("Ida", levels).await;
    let mut copy = Copy::new(tour, &ida);
    copy.catch_up().await;
    (ida, copy)
}

#[tokio::test]
async fn a_new_audience_and_another_level_come_with_the_next_answer() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        tour.record("party", "note", json!({ "body": "After-show at nine" })).await;
        let (ida, mut copy) = crew(&tour, &[("everyone", "read")]).await;
        let before = copy.grants.clone();

        tour.give(&ida, &[("everyone", "edit"), ("party", "contribute")]).await;
        let out = copy.exchange(Vec::new()).await;

        assert_ne!(copy.grants, before);
        let everyone = &out.scopes[&tour.scope("everyone")];
        assert_eq!((everyone.state, everyone.level), (PageState::Ok, Some(Level::Edit)));
        assert!(everyone.records.is_empty() && everyone.complete);
        let party = &out.scopes[&tour.scope("party")];
        assert_eq!((party.state, party.level), (PageState::Added, Some(Level::Contribute)));
        assert_eq!(party.records.len(), 1);
        copy.must_add_up();
        let next = copy.exchange(Vec::new()).await;
        assert!(next.scopes.is_empty());
        assert_eq!(Some(next.grants), copy.grants);
    })
    .await;
}

#[tokio::test]
async fn grants_have_the_same_name_for_whoever_has_the_same_levels_and_hide_what_they_are_not() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let (_, ida) = crew(&tour, &[("everyone", "read")]).await;
        let (_, jonas) = crew(&tour, &[("everyone", "read")]).await;
        let (_, karl) = crew(&tour, &[("everyone", "edit")]).await;
        assert_eq!(ida.grants, jonas.grants);
        assert_ne!(ida.grants, karl.grants);
        assert_eq!(ida.grants.map(|grants| grants.len()), Some(8));
    })
    .await;
}

#[tokio::test]
async fn a_lost_audience_is_removed_and_what_was_not_sent_is_kept() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let (ida, mut copy) = crew(&tour, &[("everyone", "edit"), ("party", "edit")]).await;
        let party = tour.scope("party");
        assert!(copy.base.contains_key(&party));
        let unsent = copy.group(vec![note(&tour, "party", "made with no signal")]);

        app.put(
            &tour.manager,
            &tour.path(&format!("/members/{}", ida.account)),
            &json!({ "audiences": { "party": null, "everyone": "edit" } }),
        )
        .await
        .must_succeed();
        let out = copy.exchange(vec![unsent.clone()]).await;

        assert_eq!(out.receipts[0].status, Status::Rejected, "to them it does not exist");
        assert_eq!(out.scopes[&party].state, PageState::Removed);
        assert!(out.scopes[&party].records.is_empty() && out.scopes[&party].cursor.is_none());
        assert!(!copy.base.contains_key(&party));
        let held = tour.get(&tour.manager, &format!("/groups/{}", unsent.id)).await.ok();
        assert!(held.to_string().contains("made with no signal"), "{held}");
        assert!(copy.exchange(Vec::new()).await.scopes.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whoever_is_taken_off_the_tour_is_told_to_forget_it_and_can_still_hand_in_what_they_made() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        tour.record("management", "note", json!({ "body": "settle in cash" })).await;
        let (ida, mut copy) = crew(&tour, &[("everyone", "edit"), ("party", "read")]).await;
        let unsent = copy.group(vec![note(&tour, "everyone", "made with no signal")]);

        tour.remove(&ida).await;
        let answer = copy.send(&copy.request(vec![unsent.clone()])).await;

        let out: ExchangeOut = serde_json::from_value(answer.ok()).unwrap();
        let states: Vec<_> = out.scopes.values().map(|page| page.state).collect();
        assert_eq!(states, [PageState::Removed, PageState::Removed]);
        assert_eq!(out.receipts[0].status, Status::Rejected, "to them it does not exist");
        let held = tour.get(&tour.manager, &format!("/groups/{}", unsent.id)).await.ok();
        assert!(held.to_string().contains("made with no signal"), "{held}");
        for hidden in ["management", "money"] {
            assert!(!answer.text().contains(&tour.scope(hidden).to_string()));
        }
        copy.take(&out);
        assert!(copy.base.is_empty());
        copy.send(&copy.request(Vec::new())).await.problem(404, "not_found");
    })
    .await;
}

/// One exchange of a laptop that sends at most so many groups; whether it would go on at once.
async fn round(
    tour: &Tour<'_>,
    ida: &Person,
    laptop: &mut domain::sync::Copy,
    n_groups_max: usize,
) -> bool {
    let mut sent = laptop.state().request(Budget { records: 2_000, bytes: 1 << 20 }, 0);
    sent.groups.truncate(n_groups_max);
    let body = serde_json::to_value(&sent).unwrap();
    let answer = tour.app.post(ida, "/sync/v1/exchange", &body).await;
    let out: ExchangeOut = serde_json::from_value(answer.ok()).unwrap();
    let taken = laptop.state().take(&sent, out, ReplicaId(tour.app.new_id())).unwrap();
    laptop.execute(taken.ops);
    taken.more
}

#[tokio::test]
async fn whoever_is_taken_off_the_tour_with_more_groups_than_one_request_carries_loses_none() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let ida = tour.join("Ida", &[("everyone", "edit"), ("party", "read")]).await;
        let replica = ReplicaId(app.new_id());
        let mut laptop = domain::sync::Copy::new(replica, ida.account, tour.id);
        round(&tour, &ida, &mut laptop, 0).await;
        for n in 0..=GROUPS_PER_REQUEST_MAX {
            let made = vec![note(&tour, "everyone", &format!("made with no signal: {n}"))];
            let group = laptop.state().draft(GroupId(app.new_id()), made, None);
            laptop.execute(vec![Op::Save(group)]);
        }
        tour.remove(&ida).await;

        // The first one waits for the content that it names, so none is sent.
        assert!(round(&tour, &ida, &mut laptop, 0).await);
        assert_eq!(laptop.base(tour.scope("everyone")).count(), 0);
        assert!(round(&tour, &ida, &mut laptop, usize::MAX).await);
        assert_eq!(laptop.state().outbox.len(), 1);
        assert!(!round(&tour, &ida, &mut laptop, usize::MAX).await);

        assert!(laptop.state().outbox.is_empty() && laptop.state().scopes.is_empty());
        for logged in laptop.log() {
            let path = format!("/groups/{}", logged.group.id);
            tour.get(&tour.manager, &path).await.must_succeed();
        }
    })
    .await;
}

#[tokio::test]
async fn to_somebody_who_never_was_on_it_a_tour_does_not_exist() {
    each_database(async |app| {
        let (tour, other) = (app.tour("Northern Lights").await, app.tour("Southern Cross").await);
        let (_, idas) = crew(&tour, &[("everyone", "edit")]).await;
        let stranger = app.person("Sam").await;
        let (_, elsewhere) = crew(&other, &[("everyone", "edit")]).await;
        let unsent = idas.group(vec![note(&tour, "everyone", "from outside")]);

        let mut nothing = Copy::new(&tour, &stranger);
        let bare = nothing.send(&nothing.request(vec![unsent.clone()])).await;
        nothing.cursors.clone_from(&idas.cursors);
        let stolen = nothing.send(&nothing.request(vec![unsent.clone()])).await;
        let mut of_other = Copy::new(&tour, &elsewhere.who);
        of_other.cursors.clone_from(&elsewhere.cursors);
        let foreign = of_other.send(&of_other.request(vec![unsent.clone()])).await;
        let mut unknown = nothing.request(vec![unsent.clone()]);
        unknown.tour = domain::ids::TourId(app.new_id());
        let unknown = nothing.send(&unknown).await;

        for answer in [&bare, &stolen, &foreign, &unknown] {
            answer.problem(404, "not_found");
            assert_eq!(answer.body, unknown.body);
        }
        let path = format!("/groups/{}", unsent.id);
        tour.get(&tour.manager, &path).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn the_organisations_directory_is_copied_by_whoever_is_in_it_and_on_the_tour() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        let organisations = app.get(&tour.manager, "/v1/organisations").await.ok();
        let directory = organisations["items"][0]["directory"].as_str().unwrap();
        let directory = domain::ids::ScopeId(directory.parse().unwrap());
        let (_, idas) = crew(&tour, &[("everyone", "manage")]).await;
        let mut mayas = Copy::new(&tour, &tour.manager);
        let out = mayas.exchange(Vec::new()).await;
        assert_eq!(out.scopes[&directory].audience.as_deref(), Some("directory"));
        assert!(!idas.base.contains_key(&directory));

        let venue = domain::ids::RecordId(app.new_id());
        let made = harness::create(directory, "venue", venue, json!({ "name": "Paradiso" }));
        let out = mayas.exchange(vec![mayas.group(vec![made])]).await;

        assert_eq!(out.receipts[0].status, Status::Applied, "{:?}", out.receipts);
        assert_eq!(mayas.see(venue).unwrap().value("name"), &json!("Paradiso"));
        mayas.must_add_up();
        let second = app.tour_in(tour.org, &tour.manager, "Southern Cross").await;
        let mut there = Copy::new(&second, &second.manager);
        there.catch_up().await;
        assert_eq!(there.base[&directory], mayas.base[&directory]);
    })
    .await;
}
