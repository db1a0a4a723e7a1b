//! How much is asked at once, how long for, and how much of an answer is read.

use domain::routing::RoadEngine::{self, Osrm, Valhalla};
use harness::Database;
use serde_json::{Value, json};

use super::fake::{Fake, Question, ok, roads, with_status};
use super::map::{BRNO, GRAZ, KRAKOW, Town, WIEN};
use super::{app_with, drives, sources, tour_through};

const PATIENT_MS: u64 = 20_000;
const HASTY_MS: u64 = 300;
/// As `api::roads` has them.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;
const NEAREST_ROAD_M: u32 = 5_000;
const TABLE_ROADS: usize = 10;

fn usual(kind: RoadEngine, question: &Question) -> Value {
    roads(kind, question, |metres, seconds| (json!(metres), json!(seconds)))
}

/// The only drive from Kraków to Brno: who says so, and why not somebody else.
async fn one_drive(kind: RoadEngine, fake: &Fake) -> (String, Option<String>) {
    let app = app_with(Database::sqlite().await, kind, &fake.url, PATIENT_MS).await;
    let found = drives(&tour_through(&app, &[KRAKOW, BRNO]).await).await;
    app.end().await;
    let (source, why) = sources(&found)[0];
    (source.to_owned(), why.map(str::to_owned))
}

#[tokio::test]
async fn an_answer_is_read_up_to_its_limit_and_not_a_byte_further() {
    for (more, source, why) in [(0, "osrm", None), (1, "estimate", Some("nonsense"))] {
        let fake = Fake::new(move |question| {
            let text = usual(Osrm, question).to_string();
            let spaces = " ".repeat(ANSWER_BYTES_MAX + more - text.len());
            Some(with_status("200 OK", "application/json", &(text + &spaces)))
        })
        .await;
        assert_eq!(one_drive(Osrm, &fake).await, (source.to_owned(), why.map(str::to_owned)));
    }
}

#[tokio::test]
async fn a_place_has_a_road_only_where_one_is_near() {
    let cases = [(NEAREST_ROAD_M, "osrm", None), (NEAREST_ROAD_M + 1, "estimate", Some("no_road"))];
    for (metres, source, why) in cases {
        let fake = Fake::new(move |question| {
            let mut answer = usual(Osrm, question);
            answer["waypoints"][1]["distance"] = json!(metres);
            Some(ok(&answer))
        })
        .await;
        assert_eq!(one_drive(Osrm, &fake).await, (source.to_owned(), why.map(str::to_owned)));
    }
    // Valhalla is told, and keeps it itself.
    let fake = Fake::new(move |question| {
        let asked: Value = serde_json::from_slice(&question.body).unwrap();
        let is_told = asked["locations"][1]["search_cutoff"] == NEAREST_ROAD_M;
        is_told.then(|| ok(&usual(Valhalla, question)))
    })
    .await;
    assert_eq!(one_drive(Valhalla, &fake).await, ("valhalla".to_owned(), None));
}

#[tokio::test]
async fn a_long_tour_is_asked_for_in_tables_of_ten_roads() {
    for (n_roads, n_asked) in [(TABLE_ROADS, 1), (TABLE_ROADS + 2, 2)] {
        let town = |number| -> Town { ("Town", "PL", 50.0, 17.0 + f64::from(number) / 2.0) };
        let towns: Vec<_> = (0_u32..).map(town).take(n_roads + 1).collect();
        for kind in [Osrm, Valhalla] {
            let fake = Fake::new(move |question| Some(ok(&usual(kind, question)))).await;
            let app = app_with(Database::sqlite().await, kind, &fake.url, PATIENT_MS).await;
            let found = drives(&tour_through(&app, &towns).await).await;
            assert_eq!(sources(&found), vec![(kind.name(), None); n_roads]);
            assert_eq!(fake.n_asked(), n_asked);
            app.end().await;
        }
    }
}

#[tokio::test]
async fn what_was_said_before_the_time_was_up_counts() {
    let fake = Fake::new(|question| {
        // It refuses the table, and thinks about the road to Graz for ever.
        if !question.path.contains("/route") {
            let refusal = json!({ "code": "TooBig" }).to_string();
            return Some(with_status("400 Bad Request", "application/json", &refusal));
        }
        (!question.path.contains("47.06667")).then(|| ok(&usual(Osrm, question)))
    })
    .await;
    let app = app_with(Database::sqlite().await, Osrm, &fake.url, HASTY_MS).await;
    let tour = tour_through(&app, &[BRNO, WIEN, BRNO, KRAKOW, GRAZ]).await;
    let known = ("osrm", None);
    let found = drives(&tour).await;
    assert_eq!(sources(&found), [known, known, known, ("estimate", Some("too_slow"))]);
    app.end().await;
}
