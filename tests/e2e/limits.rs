//! Every limit that can be reached over HTTP, at the limit and one past it, and input that nobody
//! sends in good faith. Each refusal says what is wrong and where.

mod bad_values;
mod bytes;
mod groups;
mod numbers;
mod texts;

use harness::{Answer, Tour};
use serde_json::{Value, json};

/// The field that the first problem of a refusal is about.
#[track_caller]
fn field(answer: &Answer) -> String {
    field_of(&answer.problem(422, "invalid"))
}

fn field_of(problem: &Value) -> String {
    let field = problem["errors"][0]["field"].as_str();
    field.unwrap_or_else(|| panic!("no field is named: {problem}")).to_owned()
}

/// The rule that the first problem of a refusal says is broken.
#[track_caller]
fn rule(answer: &Answer) -> String {
    let problem = answer.problem(422, "invalid");
    problem["errors"][0]["rule"].as_str().unwrap().to_owned()
}

/// Makes a record with these fields by the plain way.
async fn make(tour: &Tour<'_>, kind: &str, fields: Value) -> Answer {
    tour.post(&tour.manager, &format!("/{kind}"), &json!({ "fields": fields })).await
}
