//! What somebody may not do is kept for whoever may: accepted it takes effect, discarded it stays
//! readable.

use domain::change::Group;
use domain::ids::RecordId;
use harness::{Person, TestApp, Tour, create, each_database, group};
use serde_json::{Value, json};

/// A tour on which Ida, of the crew, has put a row into the schedule.
struct Waiting<'a> {
    tour: Tour<'a>,
    ida: Person,
    row: RecordId,
    sent: Group,
    receipt: Value,
}

async fn waiting(app: &TestApp) -> Waiting<'_> {
    let tour = app.tour("Northern Lights").await;
    let ida = tour.join("Ida", &[("everyone", "contribute")]).await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Load-in", "08:00").await;
    let row = RecordId(app.new_id());
    let fields = json!({ "day": day.id, "title": "Line check" });
    let edit = create(tour.scope("everyone"), "schedule_item", row, fields);
    let sent = group(app.new_id(), vec![edit]);
    let receipt = tour.submit_one(&ida, &sent).await;
    Waiting { tour, ida, row, sent, receipt }
}

impl Waiting<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/groups/{}{rest}", self.sent.id)
    }

    async fn waits_for(&self, who: &Person) -> usize {
        self.tour.get(who, "/groups").await.ok()["items"].as_array().unwrap().len()
    }

    async fn row_is_there(&self) -> bool {
        let path = format!("/schedule_item/{}", self.row);
        self.tour.get(&self.ida, &path).await.status == 200
    }
}

#[tokio::test]
async fn what_crew_may_not_do_waits_for_the_manager_and_is_seen_by_nobody_else() {
    each_database(async |app| {
        let it = waiting(app).await;
        let jonas = it.tour.join("Jonas", &[("everyone", "edit")]).await;

        let for_manager = it.tour.get(&it.tour.manager, "/groups").await.ok();

        assert_eq!(it.receipt["status"], "held");
        assert_eq!(it.receipt["problem"]["code"], "not_allowed");
        assert!(!it.row_is_there().await);
        assert_eq!(for_manager["items"][0]["group"], serde_json::to_value(&it.sent).unwrap());
        assert_eq!(for_manager["items"][0]["author"], json!(it.ida.account));
        assert_eq!(for_manager["items"][0]["author_name"], "Ida");
        assert_eq!(it.waits_for(&it.ida).await, 1, "an author sees their own");
        assert_eq!(it.waits_for(&jonas).await, 0);
        it.tour.get(&jonas, &it.path("")).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn accepting_makes_the_edits_once_in_the_managers_name() {
    each_database(async |app| {
        let it = waiting(app).await;
        let manager = &it.tour.manager;

        let accepted = it.tour.post(manager, &it.path("/accept"), &json!({})).await.ok();
        let again = it.tour.post(manager, &it.path("/accept"), &json!({})).await.ok();

        assert_eq!(accepted["status"], "applied");
        assert_eq!((&again["group"], &again["dup"]), (&accepted["group"], &json!(true)));
        let row = it.tour.see(&it.ida, "schedule_item", it.row).await;
        assert_eq!((&row["fields"]["title"], &row["ver"]), (&json!("Line check"), &json!(1)));
        assert_eq!(row["stamps"]["title"]["by"], json!(manager.account));
        let via = row["stamps"]["title"]["via"].as_str().unwrap();
        assert!(via.contains(&it.ida.account.to_string()), "{via}");
        assert_eq!(it.waits_for(manager).await, 0);
        assert_eq!(it.waits_for(&it.ida).await, 0);
        let discard = it.tour.post(manager, &it.path("/discard"), &json!({})).await;
        discard.problem(409, "conflict");
    })
    .await;
}

#[tokio::test]
async fn discarding_lets_the_edits_go_and_keeps_their_words() {
    each_database(async |app| {
        let it = waiting(app).await;
        let manager = &it.tour.manager;

        let discarded = it.tour.post(manager, &it.path("/discard"), &json!({})).await;
        let again = it.tour.post(manager, &it.path("/discard"), &json!({})).await;

        assert_eq!((discarded.status, again.status), (204, 204));
        assert!(!it.row_is_there().await);
        assert_eq!(it.waits_for(manager).await, 0);
        let kept = it.tour.get(&it.ida, &it.path("")).await.ok();
        assert_eq!(kept["held"]["decided"], "discarded");
        assert_eq!(kept["held"]["group"], serde_json::to_value(&it.sent).unwrap());
        let accept = it.tour.post(manager, &it.path("/accept"), &json!({})).await;
        accept.problem(409, "conflict");
        assert!(!it.row_is_there().await, "what was discarded takes no effect");
    })
    .await;
}

#[tokio::test]
async fn an_author_cannot_accept_what_they_were_not_allowed_to_do() {
    each_database(async |app| {
        let it = waiting(app).await;

        let accepted = it.tour.post(&it.ida, &it.path("/accept"), &json!({})).await;

        accepted.problem(403, "not_allowed");
        assert!(!it.row_is_there().await);
        assert_eq!(it.waits_for(&it.tour.manager).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_person_at_a_screen_hears_at_once_that_they_may_not() {
    each_database(async |app| {
        let it = waiting(app).await;
        let path = format!("/v1/tours/{}/tour/{}", it.tour.id, it.tour.id);

        let refused =
            app.patch(&it.ida, &path, 1, &json!({ "fields": { "name": "Ida's tour" } })).await;

        refused.problem(403, "not_allowed");
        assert_eq!(it.waits_for(&it.tour.manager).await, 1, "nothing more is kept");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_accepting_and_discarding_at_once_one_wins_and_the_other_hears_of_it() {
    each_database(async |app| {
        for _ in 0..5 {
            let it = waiting(app).await;
            let other = it.tour.join("Mo", &[("everyone", "manage")]).await;
            let (accept, discard) = (it.path("/accept"), it.path("/discard"));
            let nothing = json!({});

            let (accepted, discarded) = tokio::join!(
                it.tour.post(&it.tour.manager, &accept, &nothing),
                it.tour.post(&other, &discard, &nothing),
            );

            let won = if it.row_is_there().await { (200, 409) } else { (409, 204) };
            assert_eq!((accepted.status, discarded.status), won, "{}", accepted.text());
        }
    })
    .await;
}

#[tokio::test]
async fn two_managers_who_accept_have_accepted_once() {
    each_database(async |app| {
        let it = waiting(app).await;
        let other = it.tour.join("Mo", &[("everyone", "manage")]).await;

        let first = it.tour.post(&it.tour.manager, &it.path("/accept"), &json!({})).await.ok();
        let second = it.tour.post(&other, &it.path("/accept"), &json!({})).await.ok();

        assert_eq!((&second["group"], &second["at"]), (&first["group"], &first["at"]));
        assert_eq!(it.tour.see(&it.ida, "schedule_item", it.row).await["ver"], 1);
    })
    .await;
}

#[tokio::test]
async fn the_list_of_what_waits_comes_in_pages_that_leave_nothing_out() {
    each_database(async |app| {
        let it = waiting(app).await;
        for n in 0..4 {
            let path = format!("line check {n}");
            let edit = create(
                it.tour.scope("party"),
                "note",
                RecordId(app.new_id()),
                json!({ "body": path }),
            );
            it.tour.submit_one(&it.ida, &group(app.new_id(), vec![edit])).await;
        }
        let manager = &it.tour.manager;
        let all = it.tour.get(manager, "/groups").await.ok();
        assert_eq!((all["items"].as_array().unwrap().len(), &all["next"]), (5, &Value::Null));

        let (mut seen, mut path) = (Vec::new(), "/groups?limit=2".to_owned());
        loop {
            let page = it.tour.get(manager, &path).await.ok();
            let items = page["items"].as_array().unwrap();
            assert!(items.len() <= 2);
            seen.extend(items.clone());
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/groups?limit=2&after={next}");
        }

        assert_eq!(json!(seen), all["items"]);
        for wrong in ["limit=0", "limit=201", &format!("after={}", app.new_id())] {
            let answer = it.tour.get(manager, &format!("/groups?{wrong}")).await;
            answer.problem(422, "invalid");
        }
    })
    .await;
}
