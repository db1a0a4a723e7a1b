//! Two people, one field: both values stay readable, the first in force, until a person decides.

use domain::change::Edit;
use domain::ids::RecordId;
use harness::{BuiltDay, Person, TestApp, Tour, delete, each_database, set, settle};
use serde_json::{Value, json};

fn at(clock: &str) -> Value {
    json!({ "precision": "exact", "start": clock })
}

/// A load-in at eight that Ida has moved to nine and Jonas, who had not seen it, to ten.
struct Disputed<'a> {
    tour: Tour<'a>,
    day: BuiltDay,
    load_in: RecordId,
    dispute: RecordId,
    ida: Person,
    jonas: Person,
    receipts: [Value; 2],
}

impl Disputed<'_> {
    fn moved(&self, from: &str, to: &str) -> Edit {
        set("schedule_item", self.load_in, "when", at(from), at(to))
    }

    async fn block(&self, who: &Person) -> Value {
        self.tour.get(who, &self.day.sheet()).await.ok()["disputes"][0].clone()
    }

    /// What somebody who looks at the sheet has seen: the value in force and the candidates.
    async fn saw(&self, who: &Person) -> Value {
        let block = self.block(who).await;
        let candidates = block["candidates"].as_array().unwrap().iter();
        let ids = candidates.map(|candidate| &candidate["id"]);
        json!([&block["in_force"]["id"]].into_iter().chain(ids).collect::<Vec<_>>())
    }

    async fn decide(&self, who: &Person, to: &Value, saw: &Value) -> Value {
        let path = format!("/disputes/{}/settle", self.dispute);
        self.tour.post(who, &path, &json!({ "to": to, "saw": saw })).await.ok()
    }
}

async fn disputed(app: &TestApp) -> Disputed<'_> {
    let tour = app.tour("Northern Lights").await;
    let ida = tour.join("Ida", &[("everyone", "edit")]).await;
    let jonas = tour.join("Jonas", &[("everyone", "edit")]).await;
    for person in [&ida, &jonas] {
        let fields = json!({ "name": person.name, "account": person.account });
        tour.record("everyone", "person", fields).await;
    }
    let day = tour.a_day("2026-10-24").in_zone("Europe/Berlin").item("Load-in", "08:00").await;
    let load_in = day.item("Load-in");
    let to = |clock| vec![set("schedule_item", load_in, "when", at("08:00"), at(clock))];
    let receipts = [tour.group(&ida, to("09:00")).await, tour.group(&jonas, to("10:00")).await];
    let dispute = RecordId::of_dispute(load_in, "when");
    Disputed { tour, day, load_in, dispute, ida, jonas, receipts }
}

#[tokio::test]
async fn both_values_and_their_authors_are_on_the_day_sheet_and_the_first_is_in_force() {
    each_database(async |app| {
        let it = disputed(app).await;

        let sheet = it.tour.get(&it.jonas, &it.day.sheet()).await.ok();

        let [first, second] = &it.receipts;
        assert_eq!((&first["status"], &second["status"]), (&json!("applied"), &json!("disputed")));
        assert_eq!(second["edits"], json!([{ "index": 0, "dispute": it.dispute }]));
        assert_eq!(sheet["schedule"][0]["text"], "09:00");
        assert_eq!(sheet["schedule"][0]["disputed"], json!([it.dispute]));
        assert_eq!(sheet["disputed"], 1);
        let block = &sheet["disputes"][0];
        assert_eq!(block["in_force"]["value"], at("09:00"));
        assert_eq!(block["in_force"]["by_name"], "Ida");
        assert_eq!(block["candidates"].as_array().unwrap().len(), 1);
        assert_eq!(block["candidates"][0]["value"], at("10:00"));
        assert_eq!(block["candidates"][0]["by_name"], "Jonas");
        let text = it.tour.get(&it.ida, &format!("{}.txt", it.day.sheet())).await.text();
        assert!(text.contains("09:00") && text.contains("10:00"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn the_dispute_and_the_history_name_both_values_and_both_authors() {
    each_database(async |app| {
        let it = disputed(app).await;

        let dispute = it.tour.see(&it.ida, "dispute", it.dispute).await;
        let history = format!("/schedule_item/{}/history", it.load_in);
        let history = it.tour.get(&it.ida, &history).await.ok();

        assert_eq!(dispute["fields"]["open"], true);
        assert_eq!(dispute["fields"]["in_force"], at("09:00"));
        assert_eq!(dispute["fields"]["in_force_by"], json!(it.ida.account));
        assert_eq!(dispute["fields"]["candidates"][0]["value"], at("10:00"));
        assert_eq!(dispute["fields"]["candidates"][0]["author"], json!(it.jonas.account));
        let lines = history["items"].as_array().unwrap().iter();
        let times: Vec<_> = lines
            .filter(|line| line["field"] == "when")
            .map(|line| json!([line["author_name"], line["outcome"], line["old"], line["new"]]))
            .collect();
        let expected = [
            json!(["Jonas", "disputed", at("09:00"), at("10:00")]),
            json!(["Ida", "applied", at("08:00"), at("09:00")]),
            json!(["Maya", "applied", null, at("08:00")]),
        ];
        assert_eq!(times, expected);
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_has_seen_everything_closes_the_dispute() {
    each_database(async |app| {
        let it = disputed(app).await;
        let saw = it.saw(&it.ida).await;

        let receipt = it.decide(&it.ida, &at("10:00"), &saw).await;

        assert_eq!(receipt["status"], "applied");
        let sheet = it.tour.get(&it.jonas, &it.day.sheet()).await.ok();
        assert_eq!(sheet["schedule"][0]["text"], "10:00");
        assert_eq!(sheet["disputed"], 0);
        assert_eq!(it.tour.see(&it.ida, "dispute", it.dispute).await["fields"]["open"], false);
    })
    .await;
}

#[tokio::test]
async fn a_decision_for_the_value_in_force_changes_nothing_but_the_dispute() {
    each_database(async |app| {
        let it = disputed(app).await;
        let ver = it.tour.see(&it.ida, "schedule_item", it.load_in).await["ver"].clone();
        let saw = it.saw(&it.jonas).await;

        it.decide(&it.jonas, &at("09:00"), &saw).await;

        let sheet = it.tour.get(&it.ida, &it.day.sheet()).await.ok();
        assert_eq!(
            (&sheet["schedule"][0]["text"], &sheet["disputed"]),
            (&json!("09:00"), &json!(0))
        );
        assert_eq!(it.tour.see(&it.ida, "schedule_item", it.load_in).await["ver"], ver);
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_missed_the_newest_value_leaves_the_dispute_open_for_it() {
    each_database(async |app| {
        let it = disputed(app).await;
        let saw = it.saw(&it.ida).await;
        let karl = it.tour.join("Karl", &[("everyone", "edit")]).await;
        it.tour.group(&karl, vec![it.moved("08:00", "11:00")]).await;

        it.decide(&it.ida, &at("10:00"), &saw).await;

        let block = it.block(&it.ida).await;
        assert_eq!(block["in_force"]["value"], at("10:00"));
        assert_eq!(block["candidates"].as_array().unwrap().len(), 1);
        assert_eq!(block["candidates"][0]["value"], at("11:00"));
        assert_eq!(block["candidates"][0]["by"], json!(karl.account));
    })
    .await;
}

#[tokio::test]
async fn of_two_decisions_the_second_is_one_more_value_to_decide_about() {
    each_database(async |app| {
        let it = disputed(app).await;
        let saw = it.saw(&it.ida).await;
        it.decide(&it.ida, &at("10:00"), &saw).await;

        let late = it.decide(&it.jonas, &at("07:00"), &saw).await;

        assert_eq!(late["status"], "disputed");
        let block = it.block(&it.ida).await;
        assert_eq!(block["in_force"]["value"], at("10:00"));
        assert_eq!(block["candidates"][0]["value"], at("07:00"));
    })
    .await;
}

#[tokio::test]
async fn whoever_gives_in_closes_the_dispute_by_taking_the_other_value() {
    each_database(async |app| {
        let it = disputed(app).await;

        it.tour.group(&it.jonas, vec![it.moved("10:00", "09:00")]).await;

        let sheet = it.tour.get(&it.ida, &it.day.sheet()).await.ok();
        assert_eq!(
            (&sheet["schedule"][0]["text"], &sheet["disputed"]),
            (&json!("09:00"), &json!(0))
        );
    })
    .await;
}

#[tokio::test]
async fn a_delete_by_somebody_who_had_not_seen_the_change_keeps_the_row_and_asks() {
    each_database(async |app| {
        let it = disputed(app).await;

        let receipt = it.tour.group(&it.jonas, vec![delete("schedule_item", it.load_in, 1)]).await;

        assert_eq!(receipt["status"], "disputed");
        let sheet = it.tour.get(&it.ida, &it.day.sheet()).await.ok();
        assert_eq!(sheet["schedule"][0]["text"], "09:00");
        assert_eq!(sheet["disputed"], 2);
        let dispute = RecordId::of_dispute(it.load_in, "$deleted");
        let seen = it.tour.see(&it.ida, "dispute", dispute).await["fields"].clone();
        let saw =
            [seen["in_force_id"].as_str().unwrap(), seen["candidates"][0]["id"].as_str().unwrap()];
        let receipt = it.tour.group(&it.ida, vec![settle(dispute, json!(true), &saw)]).await;
        assert_eq!(receipt["status"], "applied");
        let gone = it.tour.see(&it.jonas, "schedule_item", it.load_in).await;
        assert_eq!(gone["deleted"], true);
    })
    .await;
}
