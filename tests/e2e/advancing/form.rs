//! The form as somebody fills it in who has nothing but the link and an old browser.

use harness::each_database;
use reqwest::Method;
use serde_json::json;

use super::{field, fill, open, send, send_with, sheet, show};

#[tokio::test]
async fn half_a_form_is_saved_found_again_and_says_what_is_still_open() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let show = show(&tour, "2026-12-04", None).await;
        let page = open(&tour, &show.url).await;
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(text.contains("18 of 18") || text.contains("18</strong>"), "{text}");
        assert!(text.contains("Paradiso") && text.contains("Friday 4 December 2026"));
        let body = [
            ("by", "Ana Lima, production"),
            ("w.load_in", "null"),
            ("a.load_in", "11:00"),
            ("w.promoter_rep", "null"),
            ("a.promoter_rep.0.0", "Bo <b>"),
            ("a.promoter_rep.0.1", "0170 1"),
            ("r.load_in", "ring the bell"),
        ];
        let saved = fill(&tour, &show.url, &body).await;
        assert!(saved.contains("Saved. You can close this page"), "{saved}");
        assert!(saved.contains("value=\"11:00\""));
        assert!(
            saved.contains("Bo &lt;b&gt;") && !saved.contains("Bo <b>"),
            "what is typed is text"
        );
        assert!(saved.contains("ring the bell"));

        let seen = sheet(&tour, &show.advance).await;
        let load_in = field(&seen, "load_in");
        assert_eq!(load_in["state"], "answered");
        assert_eq!(load_in["by"], "Ana Lima, production");
        assert_eq!(
            (&load_in["via"], &load_in["remark"]),
            (&json!("form"), &json!("ring the bell"))
        );
        assert_eq!(seen["status"], "in_progress");
        let answers = format!("/advances/{}/answers", show.advance.as_str().unwrap());
        let ours =
            json!({ "answers": [{ "key": "touring_vehicles", "typed": "2 trucks, a bus" }] });
        tour.post(&tour.manager, &answers, &ours).await.must_succeed();
        assert!(open(&tour, &show.url).await.text().contains("2 trucks, a bus"));
        let links = format!("/advances/{}/links", show.advance.as_str().unwrap());
        let links = tour.get(&tour.manager, &links).await.ok();
        assert_eq!(links["items"][0]["n_opened"], 3);
        assert_eq!(links["visits"][0]["by"], "Ana Lima, production");
        assert_eq!(links["visits"][0]["n_answers"], 2);
        assert_eq!(links["visits"][0]["address"], "127.0.0.1");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_marked_and_kept_in_the_form_and_the_rest_is_saved() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let show = show(&tour, "2026-12-04", None).await;
        let body = [
            ("a.load_in", "7"),
            ("w.load_in", "null"),
            ("a.doors", "19:30"),
            ("w.doors", "null"),
            ("a.touring_vehicles", "3"),
            ("a.no_such_question", "x"),
        ];
        let answer = send(&tour, Method::POST, &show.url, &body).await;
        assert_eq!(answer.status, 422);
        let text = answer.text();
        assert!(text.contains("could not be read") && text.contains("value=\"7\""), "{text}");
        assert!(text.contains("value=\"19:30\""));
        let seen = sheet(&tour, &show.advance).await;
        assert_eq!(field(&seen, "doors")["text"], "19:30");
        assert_eq!(field(&seen, "load_in")["state"], "open");
        assert_eq!(
            field(&seen, "touring_vehicles")["state"],
            "open",
            "the tour answers that itself"
        );
    })
    .await;
}

#[tokio::test]
async fn two_who_fill_in_the_same_form_have_both_said_it() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let show = show(&tour, "2026-12-04", None).await;
        let ana = [("by", "Ana"), ("a.load_in", "11:00"), ("w.load_in", "null")];
        fill(&tour, &show.url, &ana).await;
        // Ben's page was open before Ana saved.
        let ben = [
            ("by", "Ben"),
            ("a.load_in", "12:00"),
            ("w.load_in", "null"),
            ("a.doors", "19:00"),
            ("w.doors", "null"),
        ];
        let told = fill(&tour, &show.url, &ben).await;
        assert!(told.contains("both answers are kept"), "{told}");
        assert!(told.contains("Two answers: 11:00 and 12:00"), "{told}");
        // The same as what stands there is no other answer.
        fill(&tour, &show.url, &[("by", "Cas"), ("a.doors", "19:00"), ("w.doors", "null")]).await;
        let seen = sheet(&tour, &show.advance).await;
        let load_in = field(&seen, "load_in");
        assert_eq!((&load_in["text"], &load_in["by"]), (&json!("11:00"), &json!("Ana")));
        assert_eq!(load_in["others"][0]["text"], "12:00");
        assert_eq!(load_in["others"][0]["by"], "Ben");
        assert_eq!(field(&seen, "doors")["state"], "answered");
        assert_eq!(seen["status"], "needs_attention");
    })
    .await;
}

#[tokio::test]
async fn a_script_saves_one_field_at_a_time_and_is_told_what_was_saved() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let show = show(&tour, "2026-12-04", None).await;
        let headers = [("accept", "application/json"), ("sec-fetch-site", "same-origin")];
        let body = [("a.load_in", "11"), ("w.load_in", "null")];
        let wrong = send_with(&tour, Method::POST, &show.url, &body, &headers).await.ok();
        assert_eq!(
            (&wrong["saved"], &wrong["problems"][0]["field"]),
            (&json!(0), &json!("load_in"))
        );
        let body = [("a.load_in", "11am"), ("w.load_in", "null")];
        let saved = send_with(&tour, Method::POST, &show.url, &body, &headers).await.ok();
        let answer = json!({ "precision": "exact", "start": "11:00" });
        assert_eq!((&saved["saved"], &saved["answers"]["load_in"]), (&json!(1), &answer));
    })
    .await;
}

/// The second visit to the same house: what was said the last time stands in the form, and is an
/// answer only once somebody says so.
#[tokio::test]
async fn the_second_visit_comes_filled_in_and_asks_to_confirm_or_correct() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let first = show(&tour, "2026-12-04", None).await;
        let body = [
            ("by", "Ana"),
            ("a.load_in", "11:00"),
            ("w.load_in", "null"),
            ("a.sound_limit", "103 dB(A)"),
            ("w.sound_limit", "null"),
            ("a.wifi_network", "backstage"),
            ("w.wifi_network", "null"),
        ];
        fill(&tour, &first.url, &body).await;
        let venue =
            tour.see(&tour.manager, "event", first.event.as_str().unwrap().parse().unwrap());
        let venue = venue.await["fields"]["venue"].clone();
        let second = show(&tour, "2027-01-12", Some(&venue)).await;
        let page = open(&tour, &second.url).await.text();
        assert!(page.contains("value=\"103 dB(A)\""), "{page}");
        assert!(page.contains("From Friday 4 December 2026, 5 weeks ago, by Ana"), "{page}");
        let seen = sheet(&tour, &second.advance).await;
        assert_eq!(field(&seen, "sound_limit")["state"], "open");
        assert_eq!(field(&seen, "sound_limit")["before"]["age_days"], 39);

        let body = [
            ("by", "Cas"),
            ("a.load_in", "11:00"),
            ("w.load_in", "null"),
            ("a.sound_limit", "103 dB(A)"),
            ("w.sound_limit", "null"),
            ("c.sound_limit", "1"),
            ("a.wifi_network", "crew"),
            ("w.wifi_network", "null"),
        ];
        fill(&tour, &second.url, &body).await;
        let seen = sheet(&tour, &second.advance).await;
        assert_eq!(field(&seen, "load_in")["state"], "open", "nobody has confirmed it");
        assert_eq!(field(&seen, "sound_limit")["text"], "103 dB(A)");
        assert_eq!(field(&seen, "wifi_network")["text"], "crew");
    })
    .await;
}
