//! What goes wrong is told alike: every code of the table is provoked over HTTP, on both databases,
//! and answered as a problem document.

mod provoke;
mod world;

use domain::problem::ErrorCode;
use harness::{Answer, Database, TestApp};
use serde_json::Value;

use self::provoke::provoke;
use self::world::World;

#[tokio::test]
async fn every_code_of_the_table_is_provoked_and_answered_as_a_problem_document() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let world = World::of(&app).await;
        let mut wrong = Vec::new();
        for code in ErrorCode::ALL {
            let answers = provoke(&world, *code).await;
            assert!(!answers.is_empty(), "nothing provokes `{}`", code.code());
            for answer in answers {
                let differs = differences(&answer, *code);
                let Answer { request, status, .. } = &answer;
                wrong.extend(differs.map(|what| {
                    format!(
                        "{}: {request} answered {status} {}: {what}",
                        code.code(),
                        answer.text()
                    )
                }));
            }
        }
        assert!(wrong.is_empty(), "on {:?}:\n{}", app.engine(), wrong.join("\n"));
        app.end().await;
    }
}

/// What an answer has otherwise than the problem document of a code has.
fn differences(answer: &Answer, code: ErrorCode) -> impl Iterator<Item = &'static str> {
    let problem: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let told = |error: &Value| error["field"].is_string() && text(&error["rule"]);
    let kind = Some("application/problem+json");
    let checks = [
        ("the status", answer.status == code.status() && problem["status"] == code.status()),
        ("the code", problem["code"] == code.code()),
        ("the type", problem["type"] == format!("urn:buscall:problem:{}", code.code())),
        ("the title", problem["title"] == code.title()),
        ("the detail", text(&problem["detail"])),
        ("the media type", answer.header("content-type") == kind),
        ("whether it is kept", answer.header("cache-control") == Some("no-store")),
        ("the fields", errors.is_empty() != (code == ErrorCode::Invalid)),
        ("a field", errors.iter().all(told)),
        ("the instance", text(&problem["instance"]) == (code == ErrorCode::Internal)),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(what, _)| what)
}

#[tokio::test]
async fn a_method_that_does_not_exist_names_those_that_do() {
    let app = TestApp::on(Database::sqlite().await).await;
    let world = World::of(&app).await;
    for answer in provoke(&world, ErrorCode::MethodNotAllowed).await {
        let allow = answer.header("allow").unwrap_or_else(|| panic!("{}", answer.request));
        assert!(allow.contains("GET"), "{} answered `Allow: {allow}`", answer.request);
    }
    app.end().await;
}

#[tokio::test]
async fn whoever_is_told_to_come_back_is_told_when() {
    let app = TestApp::on(Database::sqlite().await).await;
    let world = World::of(&app).await;
    for code in [ErrorCode::RateLimited, ErrorCode::Unavailable] {
        for answer in provoke(&world, code).await {
            let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
            assert!((1..=60).contains(&seconds), "{}: {seconds} s", answer.request);
        }
    }
    app.end().await;
}

#[tokio::test]
async fn whoever_is_not_logged_in_is_told_how_to() {
    let app = TestApp::on(Database::sqlite().await).await;
    let world = World::of(&app).await;
    for answer in provoke(&world, ErrorCode::Unauthenticated).await {
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"), "{}", answer.request);
    }
    app.end().await;
}

#[tokio::test]
async fn our_own_mistakes_tell_nobody_what_is_inside() {
    for database in Database::each().await {
        let app = TestApp::on(database).await;
        let world = World::of(&app).await;
        for answer in provoke(&world, ErrorCode::Internal).await {
            let problem = answer.json();
            assert_eq!(problem["detail"], "it is in our log under `instance`");
            assert_eq!(problem["instance"].as_str().unwrap().len(), 16);
            let said = answer.text();
            for inside in ["garbage", "record", "sea_orm", "expected", "column"] {
                assert!(!said.contains(inside), "{said}");
            }
        }
        app.end().await;
    }
}
