//! Who gives links out, how many, and for what; and that a link belongs to the tour.

use api::service::access::{self, Actor};
use api::service::day_links::for_paper;
use api::service::links::{DAYS_MAX, OPEN_MAX};
use chrono::Duration;
use domain::view::Variant;
use harness::{Database, TestApp, each_database};
use serde_json::json;

use super::{DATE, give, link, listed, open, show};

#[tokio::test]
async fn links_are_for_those_who_edit_what_everyone_sees() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        show(&tour).await;
        let reader = tour.join("Rea", &[("everyone", "contribute"), ("party", "edit")]).await;
        let editor = tour.join("Edi", &[("everyone", "edit")]).await;
        let both = tour.join("Bo", &[("everyone", "edit"), ("party", "read")]).await;
        let stranger = app.person("Stranger").await;
        give(&tour, &stranger, json!({})).await.problem(404, "not_found");
        give(&tour, &reader, json!({})).await.problem(403, "not_allowed");
        let links = format!("/days/{DATE}/links");
        tour.get(&reader, &links).await.problem(403, "not_allowed");
        give(&tour, &editor, json!({ "variant": "crew" })).await.must_succeed();
        let party = give(&tour, &both, json!({ "variant": "party", "label": "family" })).await.ok();
        assert_eq!(party["variant"], "party");
        for (variant, who) in [("party", &editor), ("own", &both), ("own", &tour.manager)] {
            let refused = give(&tour, who, json!({ "variant": variant })).await;
            assert_eq!(refused.problem(422, "invalid")["errors"][0]["field"], "variant");
        }
        // Whoever is not in the party learns of none of its links, and closes none.
        assert_eq!(listed(&tour, &both).await.len(), 2);
        assert_eq!(listed(&tour, &editor).await.len(), 1);
        let theirs = tour.path(&format!("{links}/{}", party["id"].as_str().unwrap()));
        app.delete(&editor, &theirs, 0).await.problem(404, "not_found");
        app.delete(&reader, &theirs, 0).await.problem(403, "not_allowed");
        let elsewhere = theirs.replace(DATE, "2026-11-25");
        app.delete(&both, &elsewhere, 0).await.problem(404, "not_found");
        app.delete(&both, &theirs, 0).await.must_succeed();
        let no_day = tour.path("/days/2026-11-25/links");
        app.get(&editor, &no_day).await.problem(404, "not_found");
        app.post(&editor, &no_day, &json!({})).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn a_link_lasts_when_who_gave_it_leaves_and_counts_how_often_it_is_opened() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        show(&tour).await;
        let editor = tour.join("Edi", &[("everyone", "edit")]).await;
        let given = give(&tour, &editor, json!({ "label": " bus " })).await.ok();
        let url = given["url"].as_str().unwrap();
        let path = &url[url.find("/s/").unwrap()..];
        tour.remove(&editor).await;
        assert_eq!(open(&tour, path).await.status, 200);
        open(&tour, &format!("{path}.txt")).await.must_succeed();
        let seen = listed(&tour, &tour.manager).await;
        assert_eq!(
            (&seen[0]["label"], &seen[0]["n_opened"]),
            (&json!("bus"), &json!(2)),
            "{seen:?}"
        );
        assert_eq!(seen[0].get("url"), None, "an address is told once");
        // The secret is no log-in, and opens nothing but its page.
        let secret = path.trim_start_matches("/s/");
        let days = format!("{}{}", app.site(), tour.path("/days"));
        let asked = app.http().get(&days).bearer_auth(secret).send().await.unwrap();
        assert_eq!(asked.status().as_u16(), 401);
    })
    .await;
}

#[tokio::test]
async fn a_day_has_so_many_links_and_a_link_so_many_days() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    show(&tour).await;
    for days in [0, DAYS_MAX + 1] {
        let refused = give(&tour, &tour.manager, json!({ "expires_in_days": days })).await;
        let field = &refused.problem(422, "invalid")["errors"][0]["field"];
        assert_eq!(*field, "expires_in_days");
    }
    for _ in 0..OPEN_MAX {
        let longest = json!({ "expires_in_days": DAYS_MAX });
        give(&tour, &tour.manager, longest).await.must_succeed();
    }
    give(&tour, &tour.manager, json!({})).await.problem(409, "conflict");
    let one = listed(&tour, &tour.manager).await[0]["id"].as_str().unwrap().to_owned();
    let one = tour.path(&format!("/days/{DATE}/links/{one}"));
    app.delete(&tour.manager, &one, 0).await.must_succeed();
    give(&tour, &tour.manager, json!({})).await.must_succeed();
    app.end().await;
}

#[tokio::test]
async fn paper_carries_only_a_live_link_to_its_own_sheet_that_tells_no_more_than_it() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    show(&tour).await;
    tour.a_day("2026-11-25").in_zone("Europe/Berlin").await;
    let other = app.tour_of(&tour.manager, "Summer").await;
    other.a_day(DATE).in_zone("Europe/Berlin").await;
    let crew = link(&tour, json!({ "variant": "crew", "expires_in_days": 1 })).await;
    let wall = link(&tour, json!({ "variant": "wall" })).await;
    let party = link(&tour, json!({ "variant": "party" })).await;
    let editor = tour.join("Edi", &[("everyone", "edit")]).await;
    let try_it = async |who: &harness::Person, tour, date: &str, printed, path: &str| {
        let expires_at = app.clock().now() + Duration::hours(1);
        let actor = Actor { account: who.account, session: app.new_id(), expires_at };
        let access = access::tour(app.app(), &actor, tour).await.unwrap();
        let secret = path.trim_start_matches("/s/");
        let date = date.parse().unwrap();
        for_paper(app.app(), &access, date, printed, secret).await.is_ok_and(|url| {
            assert!(url.ends_with(path), "{url}");
            true
        })
    };
    let maya = &tour.manager;
    assert!(try_it(maya, tour.id, DATE, Variant::Crew, &crew).await);
    assert!(try_it(maya, tour.id, DATE, Variant::Own, &party).await);
    assert!(try_it(maya, tour.id, DATE, Variant::Party, &wall).await);
    assert!(!try_it(maya, tour.id, DATE, Variant::Wall, &crew).await, "a wall leads to phones");
    assert!(!try_it(maya, tour.id, DATE, Variant::Everyone, &party).await);
    assert!(!try_it(&editor, tour.id, DATE, Variant::Own, &party).await);
    assert!(!try_it(maya, tour.id, "2026-11-25", Variant::Crew, &crew).await, "another day");
    assert!(!try_it(maya, other.id, DATE, Variant::Crew, &crew).await, "another tour");
    assert!(!try_it(maya, tour.id, DATE, Variant::Crew, "/s/buscall_day_guessed").await);
    app.clock().advance(Duration::hours(24));
    assert!(!try_it(maya, tour.id, DATE, Variant::Crew, &crew).await, "expired");
    app.end().await;
}
