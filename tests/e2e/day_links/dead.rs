//! Links that open nothing: all alike, whatever they were.

use chrono::Duration;
use harness::{Database, TestApp, each_database};
use serde_json::json;

use super::{DATE, link, listed, open, show};

const GUESSED: &str = "/s/buscall_day_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[tokio::test]
async fn a_link_that_is_expired_revoked_or_guessed_or_whose_day_is_gone_looks_like_any_other() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let guessed = open(&tour, GUESSED).await;
        assert_eq!(guessed.status, 404);
        assert!(!guessed.text().contains("Hamburg"));
        let short = link(&tour, json!({ "expires_in_days": 1 })).await;
        let kept = link(&tour, json!({})).await;
        let closed = link(&tour, json!({ "label": "stage door" })).await;
        assert_eq!(open(&tour, &short).await.status, 200);
        app.clock().advance(Duration::hours(24));
        let one = listed(&tour, &tour.manager).await;
        assert_eq!(one.len(), 2, "what is expired is not listed: {one:?}");
        let one = one.iter().find(|link| link["label"] == "stage door").unwrap();
        let one = tour.path(&format!("/days/{DATE}/links/{}", one["id"].as_str().unwrap()));
        app.delete(&tour.manager, &one, 0).await.must_succeed();
        app.delete(&tour.manager, &one, 0).await.problem(404, "not_found");
        for (dead, why) in [(&short, "expired"), (&closed, "revoked")] {
            for path in [dead.clone(), format!("{dead}.txt"), format!("{dead}?v=1")] {
                assert!(open(&tour, &path).await.face() == guessed.face(), "{why}: {path}");
            }
        }
        assert!(open(&tour, "/s/x").await.face() == guessed.face());

        assert_eq!(open(&tour, &kept).await.status, 200);
        let gone = harness::delete("day", shown.day, 1);
        assert_eq!(tour.group(&tour.manager, vec![gone]).await["status"], "applied");
        assert!(open(&tour, &kept).await.face() == guessed.face(), "the day is gone");
        tour.group(&tour.manager, vec![harness::undelete("day", shown.day)]).await;
        assert_eq!(open(&tour, &kept).await.status, 200, "the day is back");
    })
    .await;
}

#[tokio::test]
async fn a_link_lives_to_the_end_of_the_second_day_after_the_show_unless_somebody_says() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    show(&tour).await;
    let path = link(&tour, json!({})).await;
    assert_eq!(listed(&tour, &tour.manager).await[0]["expires_at"], "2026-11-27T00:00:00Z");
    let left = "2026-11-27T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    app.clock().advance(left - app.clock().now() - Duration::seconds(1));
    assert_eq!(open(&tour, &path).await.status, 200);
    app.clock().advance(Duration::seconds(1));
    assert_eq!(open(&tour, &path).await.status, 404);
    app.end().await;
}

#[tokio::test]
async fn whoever_guesses_at_speed_is_told_to_wait() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Winter").await;
    let mut told = None;
    for n in 0..2_000 {
        let answer = open(&tour, &format!("{GUESSED}{n}")).await;
        if answer.status == 429 {
            told = answer.header("retry-after").map(ToOwned::to_owned);
            break;
        }
        assert_eq!(answer.status, 404);
    }
    assert!(told.is_some(), "2,000 guesses in a moment were looked up");
    app.end().await;
}
