//! The limits of lists, pages, plans, audiences, invitations and passwords.

use chrono::{Days, NaiveDate};
use domain::limits::{
    AUDIENCES_MAX, PAGE_SIZE_MAX, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, SHIFT_MINUTES_MAX,
    TEMPLATE_DATES_MAX,
};
use harness::{Database, TestApp};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::json;

use super::{field, rule};

#[tokio::test]
async fn a_page_has_so_many_rows() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let maya = &tour.manager;
    let note = tour.record("everyone", "note", json!({ "body": "x" })).await;
    let paths = [
        "/v1/tours".to_owned(),
        tour.path("/members"),
        tour.path("/note"),
        tour.path("/changes"),
        tour.path(&format!("/note/{note}/history")),
    ];
    for path in paths {
        app.get(maya, &format!("{path}?limit={PAGE_SIZE_MAX}")).await.must_succeed();
        app.get(maya, &format!("{path}?limit=1")).await.must_succeed();
        for limit in [0, PAGE_SIZE_MAX + 1, u64::MAX] {
            let refused = app.get(maya, &format!("{path}?limit={limit}")).await;
            assert_eq!(field(&refused), "limit", "{path}");
            assert!(rule(&refused).contains("200"), "{}", rule(&refused));
        }
    }
    app.end().await;
}

#[tokio::test]
async fn a_shift_moves_a_day_by_at_most_twelve_hours_and_not_by_nothing() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let day = tour.a_day("2026-10-24").in_zone("Europe/Oslo").item("Doors", "12:00").await;
    let path = format!("{}/shift?preview=true", day.sheet());
    let shift = |minutes: i32| json!({ "after": { "clock": "08:00" }, "minutes": minutes });
    for minutes in [-SHIFT_MINUTES_MAX, 1, SHIFT_MINUTES_MAX] {
        tour.post(&tour.manager, &path, &shift(minutes)).await.must_succeed();
    }
    for minutes in [-SHIFT_MINUTES_MAX - 1, 0, SHIFT_MINUTES_MAX + 1, i32::MIN, i32::MAX] {
        let refused = tour.post(&tour.manager, &path, &shift(minutes)).await;
        assert_eq!(field(&refused), "minutes", "{minutes}");
    }
    let far = json!({ "after": { "clock": "08:00" }, "minutes": 3_000_000_000_u64 });
    tour.post(&tour.manager, &path, &far).await.problem(400, "malformed");
    app.end().await;
}

#[tokio::test]
async fn a_template_goes_to_so_many_dates_at_once() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let template = tour.record("everyone", "schedule_template", json!({ "name": "Arena" })).await;
    let path = format!("/schedule_templates/{template}/apply?preview=true");
    let first: NaiveDate = "2026-01-01".parse().unwrap();
    let dates = |n: usize| {
        let dates: Vec<_> = (0..n).map(|n| first + Days::new(n as u64)).collect();
        json!({ "dates": dates })
    };
    let plan = tour.post(&tour.manager, &path, &dates(TEMPLATE_DATES_MAX)).await.ok();
    assert_eq!(plan["dates"].as_array().unwrap().len(), TEMPLATE_DATES_MAX);
    for n in [0, TEMPLATE_DATES_MAX + 1] {
        assert_eq!(field(&tour.post(&tour.manager, &path, &dates(n)).await), "dates");
    }
    app.end().await;
}

#[tokio::test]
async fn a_tour_has_so_many_audiences_of_its_own() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let add = async |n: usize| {
        let body = json!({ "name": format!("crew_{n}") });
        tour.post(&tour.manager, "/audiences", &body).await
    };
    for n in 0..AUDIENCES_MAX {
        add(n).await.must_succeed();
    }
    let told = add(AUDIENCES_MAX).await.problem(409, "conflict")["detail"].to_string();
    assert!(told.contains("20"), "{told}");
    let audiences = tour.get(&tour.manager, "/audiences").await.ok();
    assert_eq!(audiences["items"].as_array().unwrap().len(), AUDIENCES_MAX + 4);
    app.end().await;
}

#[tokio::test]
async fn an_invitation_lives_so_long_and_serves_so_many() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let invite = async |name: &str, number: u64| {
        let body = json!({ "audiences": { "everyone": "read" }, name: number });
        tour.post(&tour.manager, "/invitations", &body).await
    };
    for (name, max) in [("expires_in_days", 90), ("uses", 200)] {
        invite(name, 1).await.must_succeed();
        invite(name, max).await.must_succeed();
        for wrong in [0, max + 1] {
            assert_eq!(field(&invite(name, wrong).await), name);
        }
        invite(name, u64::MAX).await.problem(400, "malformed");
    }
    let nobody = json!({ "audiences": {} });
    assert_eq!(field(&tour.post(&tour.manager, "/invitations", &nobody).await), "audiences");
    app.end().await;
}

#[tokio::test]
async fn a_password_is_long_enough_to_be_safe_and_short_enough_to_be_hashed() {
    let app = TestApp::on(Database::sqlite().await).await;
    let tour = app.tour("Limits").await;
    let body = json!({ "audiences": { "everyone": "read" }, "uses": 2 });
    let made = tour.post(&tour.manager, "/invitations", &body).await.ok();
    let path = format!("/v1/invitations/{}/accept", made["token"].as_str().unwrap());
    let join = async |chars: usize| {
        let email = format!("p{chars}@example.org");
        let body = json!({ "email": email, "name": "P", "password": "é".repeat(chars) });
        app.send(Method::POST, None, &path, HeaderMap::new(), Some(&body)).await
    };
    for wrong in [PASSWORD_CHARS_MIN - 1, PASSWORD_CHARS_MAX + 1, 100_000] {
        assert_eq!(field(&join(wrong).await), "password", "{wrong}");
    }
    join(PASSWORD_CHARS_MIN).await.must_succeed();
    join(PASSWORD_CHARS_MAX).await.must_succeed();
    let body = json!({ "email": tour.manager.email, "password": "é".repeat(100_000) });
    let long = app.send(Method::POST, None, "/v1/sessions", HeaderMap::new(), Some(&body)).await;
    long.problem(401, "login_failed");
    app.end().await;
}
