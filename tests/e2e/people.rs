//! People: how they log in and out, join a tour, and what their level lets them do.

mod invitations;
mod levels;
mod members;
mod sessions;

use harness::{Answer, PASSWORD, Person, TestApp};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

/// Asks without a log-in.
async fn anonymous(app: &TestApp, method: Method, path: &str, body: Option<&Value>) -> Answer {
    app.send(method, None, path, HeaderMap::new(), body).await
}

/// Logs in from a device of this name.
async fn log_in(app: &TestApp, email: &str, password: &str, label: &str) -> Answer {
    let body = json!({ "email": email, "password": password, "label": label });
    anonymous(app, Method::POST, "/v1/sessions", Some(&body)).await
}

/// The same person at another device.
async fn at_another_device(app: &TestApp, person: &Person, label: &str) -> Person {
    let answer = log_in(app, &person.email, PASSWORD, label).await.ok();
    Person { token: answer["token"].as_str().unwrap().to_owned(), ..person.clone() }
}

/// The members of a JSON list, by one of their texts.
fn each<'v>(answer: &'v Value, name: &str) -> Vec<&'v str> {
    let items = answer["items"].as_array().unwrap().iter();
    items.map(|item| item[name].as_str().unwrap()).collect()
}
