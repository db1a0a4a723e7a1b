//! Whether the paper in somebody's hand is the newest, and what it does not say yet.

use harness::each_database;
use serde_json::json;

use super::{link, move_to, open, publish, show};

#[tokio::test]
async fn old_paper_is_told_what_has_changed_since_and_new_paper_that_it_is_new() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let path = link(&tour, json!({})).await;
        let with = async |edition: &str| open(&tour, &format!("{path}?v={edition}")).await.text();
        let none = with(&app.new_id().to_string()).await;
        assert!(none.contains("of no version of this sheet: throw it away"), "{none}");
        assert!(none.contains("No version of it has been published"), "{none}");

        let first = publish(&tour, "first print").await;
        let page = with(&first).await;
        assert!(page.contains("This paper is up to date (v1)"), "{page}");
        move_to(&tour, shown.check, "16:45").await;
        let page = with(&first).await;
        assert!(page.contains("Your paper is v1, the newest. Since then:"), "{page}");
        assert!(page.contains("Soundcheck 16:00 → 16:45"), "{page}");
        assert!(page.contains("Not published yet"), "{page}");

        let second = publish(&tour, "the truck is late").await;
        let page = with(&first).await;
        assert!(page.contains("Your paper is v1. v2 is current:"), "{page}");
        assert!(page.contains("Soundcheck 16:00 → 16:45"), "{page}");
        assert!(page.contains("the truck is late") && page.contains("important"), "{page}");
        assert!(!page.contains("not published yet"), "{page}");
        assert!(with(&second).await.contains("This paper is up to date (v2)"));

        let item = json!({ "day": shown.day, "title": "Curfew check" });
        tour.record("everyone", "schedule_item", item).await;
        let page = with(&first).await;
        assert!(page.contains("Soundcheck 16:00 → 16:45</li>"), "{page}");
        let unpublished = "New: Curfew check <span class=\"badge maybe\">not published yet</span>";
        assert!(page.contains(unpublished), "{page}");
        let page = open(&tour, &path).await.text();
        assert!(page.contains("and 1 later change that is not published yet"), "{page}");
        for nonsense in ["", "2", "x'\"><script>", "%FF"] {
            let page = with(nonsense).await;
            assert!(page.contains("of no version of this sheet: throw it away"), "{page}");
            assert!(page.contains("v2 is current") && !page.contains("<script"), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn paper_from_before_the_versions_that_are_told_of_is_thrown_away() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let path = link(&tour, json!({})).await;
        let first = publish(&tour, "first print").await;
        let mut second = String::new();
        for n in 0..20 {
            move_to(&tour, shown.check, &format!("16:{:02}", n + 1)).await;
            let edition = publish(&tour, "again").await;
            if n == 0 {
                second = edition;
            }
        }
        let page = open(&tour, &format!("{path}?v={first}")).await.text();
        assert!(page.contains("Your paper is older than v2: throw it away"), "{page}");
        assert!(page.contains("v21 is current"), "{page}");
        let page = open(&tour, &format!("{path}?v={second}")).await.text();
        assert!(page.contains("Your paper is v2. v21 is current:"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_change_that_only_the_party_sees_is_told_behind_its_own_link_alone() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let (everyone, party) =
            (link(&tour, json!({})).await, link(&tour, json!({ "variant": "party" })).await);
        let edition = publish(&tour, "first print").await;
        let item = json!({ "day": shown.day, "title": "Surgery visit" });
        tour.record("party", "schedule_item", item).await;
        let page = open(&tour, &format!("{everyone}?v={edition}")).await.text();
        assert!(page.contains("This paper is up to date (v1)"), "{page}");
        assert!(!page.contains("Surgery visit"), "{page}");
        let page = open(&tour, &format!("{party}?v={edition}")).await.text();
        assert!(page.contains("New: Surgery visit"), "{page}");
    })
    .await;
}
