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
        ("whether to come back", come_back(answer) == is_retried(code)),
        (
            "how to log in",
            (answer.header("www-authenticate") == Some("Bearer"))
                == (code == ErrorCode::Unauthenticated),
        ),
        ("what exists here", allowed(answer) == (code == ErrorCode::MethodNotAllowed)),
        ("the instance", text(&problem["instance"]) == (code == ErrorCode::Internal)),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(what, _)| what)
}

/// Whether the answer says within which minute to come back.
fn come_back(answer: &Answer) -> bool {
    let seconds = answer.header("retry-after").and_then(|seconds| seconds.parse().ok());
    seconds.is_some_and(|seconds: u64| (1..=60).contains(&seconds))
}

fn is_retried(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::RateLimited | ErrorCode::Unavailable)
}

/// Whether the answer names the methods that exist; every path that has any can be read.
fn allowed(answer: &Answer) -> bool {
    answer.header("allow").is_some_and(|methods| methods.contains("GET"))
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
