//! The limits of values: texts, lists, records.

use domain::limits::{
    LINE_CHARS_MAX, LINES_MAX, LINKS_MAX, PROSE_CHARS_MAX, RECORD_BYTES_MAX, RECORD_FIELDS_MAX,
    TEMPLATE_ITEMS_MAX, VALUE_DEPTH_MAX,
};
use harness::{Database, TestApp};
use serde_json::{Map, Value, json};

use super::{field, make, rule};

#[tokio::test]
async fn a_line_and_a_long_text_are_counted_in_characters() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let note =
        |title: usize, body: usize| json!({ "title": "é".repeat(title), "body": "é".repeat(body) });
    make(&tour, "note", note(LINE_CHARS_MAX, PROSE_CHARS_MAX)).await.must_succeed();
    let long_title = make(&tour, "note", note(LINE_CHARS_MAX + 1, 1)).await;
    assert_eq!(field(&long_title), "fields.title");
    assert!(rule(&long_title).contains("201"), "{}", rule(&long_title));
    let long_body = make(&tour, "note", note(1, PROSE_CHARS_MAX + 1)).await;
    assert_eq!(field(&long_body), "fields.body");
    let no_title = make(&tour, "note", note(0, 1)).await;
    assert_eq!(field(&no_title), "fields.title");
    app.end().await;
}

#[tokio::test]
async fn a_tour_and_an_organisation_have_names_of_one_line() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let maya = &tour.manager;
    let name = |chars: usize| json!({ "name": "é".repeat(chars) });
    app.post(maya, "/v1/organisations", &name(LINE_CHARS_MAX)).await.must_succeed();
    let long = app.post(maya, "/v1/organisations", &name(LINE_CHARS_MAX + 1)).await;
    assert_eq!(field(&long), "name");
    let named = |chars: usize| json!({ "organisation": tour.org, "name": "é".repeat(chars) });
    app.post(maya, "/v1/tours", &named(LINE_CHARS_MAX)).await.must_succeed();
    assert_eq!(field(&app.post(maya, "/v1/tours", &named(LINE_CHARS_MAX + 1)).await), "name");
    assert_eq!(field(&app.post(maya, "/v1/tours", &named(0)).await), "name");
    app.end().await;
}

#[tokio::test]
async fn lists_take_so_many_members() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let day = tour.a_day("2026-10-24").await;
    let item = |n: usize| {
        let departments: Vec<_> = (0..n).map(|n| format!("dept {n}")).collect();
        json!({ "day": day.id, "title": "Load-in", "departments": departments })
    };
    make(&tour, "schedule_item", item(LINES_MAX)).await.must_succeed();
    let long = make(&tour, "schedule_item", item(LINES_MAX + 1)).await;
    assert_eq!(field(&long), "fields.departments");

    let travel = |n: usize| {
        let people: Vec<_> = (0..n).map(|_| app.new_id()).collect();
        json!({ "day": day.id, "people": people })
    };
    make(&tour, "travel", travel(LINKS_MAX)).await.must_succeed();
    assert_eq!(field(&make(&tour, "travel", travel(LINKS_MAX + 1)).await), "fields.people");

    let template = |n: usize| {
        let row = json!({ "title": "Doors", "when": { "precision": "tbd" } });
        json!({ "name": "Arena", "items": vec![row; n] })
    };
    make(&tour, "schedule_template", template(TEMPLATE_ITEMS_MAX)).await.must_succeed();
    let long = make(&tour, "schedule_template", template(TEMPLATE_ITEMS_MAX + 1)).await;
    assert_eq!(field(&long), "fields.items");
    app.end().await;
}

#[tokio::test]
async fn a_record_has_so_many_fields_and_bytes_and_its_values_are_so_deep() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let with_fields = |n: usize| {
        let unknown = (1..n).map(|n| (format!("later_{n}"), json!(n)));
        Value::Object(unknown.chain([("body".to_owned(), json!("x"))]).collect())
    };
    make(&tour, "note", with_fields(RECORD_FIELDS_MAX)).await.must_succeed();
    let many = make(&tour, "note", with_fields(RECORD_FIELDS_MAX + 1)).await;
    assert_eq!(field(&many), "fields");

    let with_bytes = |n: usize| {
        let mut fields =
            Map::from_iter([("body".to_owned(), json!("x")), ("later".to_owned(), json!(""))]);
        let rest = n - serde_json::to_string(&fields).unwrap().len();
        fields.insert("later".to_owned(), json!("x".repeat(rest)));
        Value::Object(fields)
    };
    make(&tour, "note", with_bytes(RECORD_BYTES_MAX)).await.must_succeed();
    assert_eq!(field(&make(&tour, "note", with_bytes(RECORD_BYTES_MAX + 1)).await), "fields");

    let nested = |depth: usize| {
        let deep = (0..depth).fold(json!(1), |inner, _| json!([inner]));
        json!({ "body": "x", "later": deep })
    };
    make(&tour, "note", nested(VALUE_DEPTH_MAX)).await.must_succeed();
    let deep = make(&tour, "note", nested(VALUE_DEPTH_MAX + 1)).await;
    assert_eq!(field(&deep), "fields.later");
    app.end().await;
}

#[tokio::test]
async fn no_text_carries_a_nul_or_an_escape_sequence() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let tour = app.tour("Limits").await;
        for (fields, wrong) in [
            (json!({ "title": "a\u{0}b", "body": "x" }), "fields.title"),
            (json!({ "title": "a\nb", "body": "x" }), "fields.title"),
            (json!({ "title": "\u{1b}[2J", "body": "x" }), "fields.title"),
            (json!({ "body": "a\u{0}b" }), "fields.body"),
            (json!({ "body": "x", "later": "a\u{0}b" }), "fields.later"),
            (json!({ "body": "x", "later": { "a\u{0}b": 1 } }), "fields.later"),
        ] {
            assert_eq!(field(&make(&tour, "note", fields).await), wrong);
        }
        app.end().await;
    }
}
