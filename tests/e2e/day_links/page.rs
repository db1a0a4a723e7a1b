//! The page as somebody reads it on a phone.

use harness::each_database;
use reqwest::Method;
use reqwest::header::{HeaderMap, IF_NONE_MATCH};
use serde_json::json;

use super::{link, open, show};

#[tokio::test]
async fn the_sheet_is_read_without_an_account_and_without_a_script() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let fields = json!({ "day": shown.day, "title": "<b>bold</b> & co" });
        tour.record("everyone", "schedule_item", fields).await;
        let path = link(&tour, json!({})).await;
        let page = open(&tour, &path).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        for said in [
            "Tuesday 24 November 2026",
            "Hamburg",
            "Tonhalle Nord",
            "Soundcheck",
            ">TBD<",
            "01:30",
            "+1 Wed",
            "unconfirmed",
            "All times Europe/Berlin (CET, UTC+01:00)",
            "href=\"tel:+491512223344\"",
            "Hotel Speicher",
            "&lt;b&gt;bold&lt;/b&gt; &amp; co",
        ] {
            assert!(text.contains(said), "`{said}` is not on the page: {text}");
        }
        for not_said in
            ["<script", "<b>bold", "4711#</", "Rolf Sommer", "Family visit", "Settlement talk"]
        {
            assert!(!text.contains(not_said), "`{not_said}` is on the page");
        }
        let secret = path.trim_start_matches("/s/");
        assert!(!text.contains(secret), "a page that is saved or passed on holds no secret");

        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"));
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
        assert_eq!(page.header("x-robots-tag"), Some("noindex"));
        assert_eq!(page.header("cache-control"), Some("private, no-cache"));
        let css = open(&tour, "/s/sheet.css").await;
        assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));
        assert!(text.contains("/s/sheet.css") && css.text().contains("prefers-color-scheme"));

        let plain = open(&tour, &format!("{path}.txt")).await;
        assert_eq!(plain.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!(plain.text().contains("16:00") && plain.text().contains("Soundcheck ?"));
        assert_eq!(plain.header("referrer-policy"), Some("no-referrer"));
    })
    .await;
}

#[tokio::test]
async fn a_page_that_has_not_changed_is_not_sent_again() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let path = link(&tour, json!({})).await;
        let etag = open(&tour, &path).await.header("etag").unwrap().to_owned();
        let again = || async {
            let seen: HeaderMap = [(IF_NONE_MATCH, etag.parse().unwrap())].into_iter().collect();
            app.send(Method::GET, None, &path, seen, None).await
        };
        let same = again().await;
        assert_eq!((same.status, same.body.len()), (304, 0));
        super::move_to(&tour, shown.check, "16:45").await;
        let changed = again().await;
        assert_eq!(changed.status, 200);
        assert!(changed.text().contains("16:45"));
    })
    .await;
}

#[tokio::test]
async fn each_variant_shows_its_own_rows() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        for (title, party) in [("Crew dinner", "Crew"), ("Interview", "A")] {
            let fields = json!({ "day": shown.day, "title": title, "party": party });
            tour.record("everyone", "schedule_item", fields).await;
        }
        let page = async |variant: &str| {
            let path = link(&tour, json!({ "variant": variant })).await;
            open(&tour, &path).await.text()
        };
        let (crew, party) = (page("crew").await, page("party").await);
        assert!(crew.contains("Crew dinner") && !crew.contains("Interview"));
        assert!(party.contains("Interview") && !party.contains("Crew dinner"));
        assert!(party.contains("Family visit") && !crew.contains("Family visit"));
        let driver = page("driver").await;
        assert!(driver.contains("Hotel Speicher") && !driver.contains("Soundcheck"));
        for page in [crew, party, driver] {
            assert!(!page.contains("Settlement talk") && !page.contains("Rolf Sommer"));
        }
    })
    .await;
}
