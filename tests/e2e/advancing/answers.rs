//! Answers are proposals: nothing that a venue types is in the tour book until somebody of the tour
//! puts it there, and then both stand or fall together.

use harness::each_database;
use serde_json::{Value, json};

use super::{field, fill, open, sheet, show};

#[tokio::test]
async fn an_answer_changes_the_tour_book_only_once_it_is_accepted_and_the_preview_says_how() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let crew = tour.join("Cru", &[("everyone", "read")]).await;
        let body = [
            ("by", "Ana"),
            ("a.load_in", "11:00"),
            ("w.load_in", "null"),
            ("a.promoter_rep.0.0", "Bo"),
            ("a.promoter_rep.0.1", "0170 1"),
            ("w.promoter_rep", "null"),
            ("a.wifi_password", "s3cret"),
            ("w.wifi_password", "null"),
        ];
        fill(&tour, &shown.url, &body).await;
        let day = tour.get(&crew, "/days/2026-12-04").await.ok();
        assert_eq!((&day["schedule"], &day["contacts"]), (&json!([]), &json!([])));

        let decide = format!("/advances/{}/decisions", shown.advance.as_str().unwrap());
        let all = json!({ "all": true });
        let preview = tour.post(&tour.manager, &format!("{decide}?preview=true"), &all).await.ok();
        let made =
            preview["edits"].as_array().unwrap().iter().filter(|edit| edit["do"] == "create");
        let kinds: Vec<_> = made.map(|edit| edit["kind"].as_str().unwrap()).collect();
        assert_eq!((kinds, &preview["applied"]), (vec!["contact", "schedule_item"], &json!(false)));
        let day = tour.get(&crew, "/days/2026-12-04").await.ok();
        assert_eq!(day["schedule"], json!([]), "a preview changes nothing");

        tour.post(&tour.manager, &decide, &all).await.must_succeed();
        let day = tour.get(&crew, "/days/2026-12-04").await.ok();
        assert_eq!(day["schedule"][0]["text"], "11:00");
        assert_eq!(day["schedule"][0]["confirmed"], true);
        assert_eq!(day["contacts"][0]["name"], "Bo");
        assert_eq!(day["venues"][0]["wifi_password"], "s3cret");
        let page = open(&tour, &shown.url).await.text();
        assert!(page.contains("the tour has taken this over"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_contradiction_is_marked_on_the_sheet_the_day_and_the_form() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let day = domain::ids::RecordId::of_day(tour.id, "2026-12-04".parse().unwrap());
        let when = json!({ "precision": "exact", "start": "10:00" });
        let item = json!({ "day": day, "title": "Load-in", "item_type": "load_in", "when": when });
        tour.record("everyone", "schedule_item", item).await;
        fill(&tour, &shown.url, &[("by", "Ana"), ("a.load_in", "11:00"), ("w.load_in", "null")])
            .await;
        let seen = field(&sheet(&tour, &shown.advance).await, "load_in");
        assert_eq!(seen["planned"]["text"], "10:00");
        assert_eq!(seen["planned"]["differs"], true);
        let row = tour.get(&tour.manager, "/days/2026-12-04").await.ok()["schedule"][0].clone();
        assert_eq!((&row["text"], &row["venue_says"]["text"]), (&json!("10:00"), &json!("11:00")));
        assert_eq!(row["venue_says"]["by"], "Ana");
        let crew = tour.join("Cru", &[("everyone", "read")]).await;
        let row = tour.get(&crew, "/days/2026-12-04").await.ok()["schedule"][0].clone();
        assert_eq!(row["venue_says"], Value::Null, "advancing is management's");

        let decide = format!("/advances/{}/decisions", shown.advance.as_str().unwrap());
        let changed = json!({ "decisions": [{ "key": "load_in", "outcome": "changed",
            "instead": "10:30", "note": "the trucks come from Paris" }] });
        tour.post(&tour.manager, &decide, &changed).await.must_succeed();
        let row = tour.get(&tour.manager, "/days/2026-12-04").await.ok()["schedule"][0].clone();
        assert_eq!((&row["text"], &row["venue_says"]), (&json!("10:30"), &Value::Null));
        let page = open(&tour, &shown.url).await.text();
        assert!(page.contains("the tour plans 10:30"), "{page}");
        assert!(page.contains("the trucks come from Paris"));
    })
    .await;
}

#[tokio::test]
async fn answers_and_decisions_that_cannot_be_are_refused_whole() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour, "2026-12-04", None).await;
        let path = |rest: &str| format!("/advances/{}/{rest}", shown.advance.as_str().unwrap());
        let refused = [
            (path("answers"), json!({ "answers": [{ "key": "load_in", "typed": "7" }] })),
            (path("answers"), json!({ "answers": [{ "key": "nothing", "typed": "7" }] })),
            (path("answers"), json!({ "answers": [{ "key": "load_in" }] })),
            (path("decisions"), json!({ "decisions": [] })),
            (path("decisions"), json!({ "decisions": [{ "key": "load_in", "outcome": "accepted" }] })),
            ("/advances".to_owned(), json!({ "starter": "stadium" })),
            ("/advances".to_owned(), json!({})),
        ];
        for (path, body) in refused {
            tour.post(&tour.manager, &path, &body).await.problem(422, "invalid");
        }
        let good = json!({ "by": "Ana", "via": "phone",
            "answers": [{ "key": "load_in", "typed": "11:00" }, { "key": "doors", "typed": "19:00" }] });
        tour.post(&tour.manager, &path("answers"), &good).await.must_succeed();
        let half = json!({ "decisions": [{ "key": "load_in", "outcome": "accepted" },
            { "key": "doors", "outcome": "changed" }] });
        tour.post(&tour.manager, &path("decisions"), &half).await.problem(422, "invalid");
        let seen = sheet(&tour, &shown.advance).await;
        assert_eq!(field(&seen, "load_in")["state"], "answered", "all of it or none");
        assert_eq!(field(&seen, "load_in")["via"], "phone");
        let day = tour.get(&tour.manager, "/days/2026-12-04").await.ok();
        assert_eq!(day["schedule"], json!([]));

        let question = json!({ "question": { "key": "fireworks", "section": "safety",
            "label": "Fireworks in the house?", "input": { "type": "yes_no" } } });
        tour.post(&tour.manager, &path("questions"), &question).await.must_succeed();
        tour.post(&tour.manager, &path("questions"), &question).await.problem(422, "invalid");
        assert!(open(&tour, &shown.url).await.text().contains("Fireworks in the house?"));
    })
    .await;
}

#[tokio::test]
async fn what_was_learnt_is_taken_back_on_purpose_and_fills_in_the_form_of_the_next_tour() {
    each_database(async |app| {
        let first = app.tour("Winter").await;
        let shown = show(&first, "2026-12-04", None).await;
        fill(
            &first,
            &shown.url,
            &[("by", "Ana"), ("a.sound_limit", "99 dB"), ("w.sound_limit", "null")],
        )
        .await;
        let path =
            |advance: &Value, rest: &str| format!("/advances/{}/{rest}", advance.as_str().unwrap());
        let all = json!({ "all": true });
        first.post(&first.manager, &path(&shown.advance, "decisions"), &all).await.must_succeed();
        let keep = path(&shown.advance, "keep");
        let shows =
            first.post(&first.manager, &format!("{keep}?preview=true"), &json!({})).await.ok();
        assert_eq!((&shows["new_venue"], &shows["answers"]), (&json!(true), &json!(1)));

        let next = app.tour_in(first.org, &first.manager, "Summer").await;
        let again = show(&next, "2027-06-01", None).await;
        assert_eq!(
            field(&sheet(&next, &again.advance).await, "sound_limit")["before"],
            Value::Null
        );
        first.post(&first.manager, &keep, &json!({})).await.must_succeed();
        let before = field(&sheet(&next, &again.advance).await, "sound_limit")["before"].clone();
        assert_eq!((&before["text"], &before["by"]), (&json!("99 dB"), &json!("Ana")));
        assert!(open(&next, &again.url).await.text().contains("value=\"99 dB\""));

        // Whoever is not in the directory neither writes to it nor reads what is in it.
        let jo = next.join("Jo", &[("everyone", "edit"), ("management", "edit")]).await;
        next.post(&jo, &path(&again.advance, "keep"), &json!({})).await.problem(403, "not_allowed");
        let sheet =
            next.get(&jo, &format!("/advances/{}", again.advance.as_str().unwrap())).await.ok();
        assert_eq!(field(&sheet, "sound_limit")["before"], Value::Null);
    })
    .await;
}
