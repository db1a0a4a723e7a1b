//! What a wall must not tell is not behind its code either, whatever form is asked for.

use std::collections::BTreeSet;

use domain::ids::AccountId;
use harness::{Database, Person, TestApp, each_database};
use serde_json::{Value, json};

use super::{link, move_to, open, publish, show};

#[tokio::test]
async fn the_page_of_a_wall_tells_no_hotel_phone_door_code_or_alias() {
    each_database(async |app| {
        let tour = app.tour("Winter").await;
        let shown = show(&tour).await;
        let edition = publish(&tour, "call Pia on +49 151 222 33 44").await;
        move_to(&tour, shown.check, "16:45").await;
        let path = link(&tour, json!({ "variant": "wall" })).await;
        for path in [path.clone(), format!("{path}.txt"), format!("{path}?v={edition}")] {
            let text = open(&tour, &path).await.text();
            assert!(text.contains("Soundcheck") && text.contains("Tonhalle Nord"), "{text}");
            for secret in [
                "Speicher",
                "Pink",
                "4711",
                "hafen-2611",
                "40 111",
                "0171",
                "40 999",
                "151 222",
                "7946",
                "tel:",
                "Kaiweg",
                "Lund",
                "Sommer",
                "Family visit",
                "Settlement talk",
            ] {
                assert!(!text.contains(secret), "{path} tells `{secret}`: {text}");
            }
        }
    })
    .await;
}

/// Every text of these fields that a kind has on the tour.
async fn texts(
    app: &TestApp,
    who: &Person,
    tour: &str,
    kind: &str,
    fields: &[&str],
) -> Vec<String> {
    let (mut found, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/v1/tours/{tour}/{kind}?limit=200{after}");
        let page = app.get(who, &path).await.ok();
        for item in page["items"].as_array().unwrap() {
            let texts = fields.iter().filter_map(|field| item["fields"][*field].as_str());
            found.extend(texts.map(ToOwned::to_owned));
        }
        let Some(next) = page["next"].as_str() else { return found };
        after = format!("&after={next}");
    }
}

#[tokio::test]
async fn no_wall_of_the_demo_tour_tells_what_strangers_must_not_read() {
    let app = TestApp::on(Database::sqlite().await).await;
    let demo = api::service::demo::seed(app.app()).await.unwrap();
    let manager = demo.logins.iter().find(|login| login.level.word() == "manage").unwrap();
    let log_in = json!({ "email": manager.email, "password": manager.password });
    let anybody = app.person("Anybody").await;
    let session = app.post(&anybody, "/v1/sessions", &log_in).await.ok();
    let token = session["token"].as_str().unwrap().to_owned();
    let account = AccountId(app.new_id());
    let who = Person { account, name: String::new(), email: manager.email.clone(), token };
    let tour = demo.tour.to_string();

    let mut secrets = BTreeSet::new();
    for (kind, fields) in [
        ("hotel_stay", ["name", "phone", "confirmation"].as_slice()),
        ("room", &["alias", "confirmation"]),
        ("person", &["phone", "email"]),
        ("contact", &["phone", "email"]),
        ("venue", &["phone", "email", "door_code", "wifi_password"]),
    ] {
        secrets.extend(texts(&app, &who, &tour, kind, fields).await);
    }
    // Everybody's number, which a wall must go on telling.
    assert!(secrets.remove("112"));
    assert!(secrets.len() > 10, "the demo has hardly a secret: {secrets:?}");
    let grid = app.get(&who, &format!("/v1/tours/{tour}/days")).await.ok();
    let (mut n_told, mut calls_112) = (0, false);
    for day in grid["days"].as_array().unwrap() {
        let links = format!("/v1/tours/{tour}/days/{}/links", day["date"].as_str().unwrap());
        let wall = page(&app, &who, &links, "wall").await;
        let everyone = page(&app, &who, &links, "everyone").await;
        calls_112 |= wall.contains("Call 112");
        for secret in &secrets {
            assert!(!wall.contains(secret.as_str()), "a wall tells `{secret}`: {wall}");
            n_told += usize::from(everyone.contains(secret.as_str()));
        }
    }
    assert!(calls_112, "no wall says whom to call");
    assert!(n_told > 10, "the pages of everyone tell only {n_told} of them");
    app.end().await;
}

async fn page(app: &TestApp, who: &Person, links: &str, variant: &str) -> String {
    let given: Value = app.post(who, links, &json!({ "variant": variant })).await.ok();
    let url = given["url"].as_str().unwrap();
    let path = &url[url.find("/s/").unwrap()..];
    let answer = app.http().get(format!("{}{path}", app.site())).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    answer.text().await.unwrap()
}
