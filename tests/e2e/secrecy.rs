//! What somebody may not see never reaches them: not in a view, not in a list or its length, not in
//! an error, not by asking for it by its id, not while it changes. Whether it exists they cannot
//! tell either.

mod requests;
mod seed;

use std::collections::BTreeMap;

use harness::{Answer, Event, Person, TestApp, Tour, delete, each_database, group, set};
use serde_json::{Value, json};
use uuid::Uuid;

use self::requests::{FRESH, Request, about_hidden, operations, readings};
use self::seed::{CUSTOM, DATE, HIDDEN_DATE, Hidden, NO_DATE, People, WORD, hide, shown};
use crate::invariants::states;
use crate::paper::programs::Programs;

/// Everything that came back, with what the client put into the request itself taken out.
fn received(answer: &Answer, request: &Request) -> String {
    let mut text = format!("{:?} {}", answer.headers, answer.text()).to_lowercase();
    let asked = format!("{} {}", request.path, request.body.clone().unwrap_or_default());
    for part in asked.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_') {
        if part.contains(WORD) || Uuid::parse_str(part).is_ok() {
            text = text.replace(part, "…");
        }
    }
    text
}

#[track_caller]
fn assert_no_secret(answer: &Answer, request: &Request, hidden: &Hidden) {
    let text = received(answer, request);
    let what = format!("{} answered {}", answer.request, answer.status);
    assert!(!text.contains(WORD), "{what} with a secret: {text}");
    for id in hidden.ids() {
        assert!(!text.contains(&id.to_string()), "{what} with the hidden id {id}: {text}");
    }
}

/// How an answer about something hidden compares with one about nothing: by all that it says,
/// except where the request made something, which has a number of its own.
fn outcome(answer: &Answer) -> (u16, String) {
    let (status, said) = plainly(answer);
    if status == 201 { (status, String::new()) } else { (status, said) }
}

/// Paper as the text that stands on it: neither words nor ids could be found in a document that is
/// compressed. Without the programs that read paper it is not looked into.
fn read_out(answer: Answer) -> Answer {
    if answer.header("content-type") != Some("application/pdf") {
        return answer;
    }
    let looked_at = Programs::find().map(|programs| programs.look_at(&answer.body));
    let text = looked_at.map(|it| it.text).unwrap_or_default();
    Answer { body: text.into_bytes(), ..answer }
}

/// An answer with every id written as the number of its first appearance, and without what differs
/// between any two answers. Two answers that say the same are equal in this form.
fn plainly(answer: &Answer) -> (u16, String) {
    let mut text = answer.text();
    if let Ok(mut body) = serde_json::from_str::<Value>(&text) {
        forget_marks(&mut body);
        text = body.to_string();
    }
    let mut seen = BTreeMap::new();
    let parts = text.split_inclusive(|c: char| !c.is_ascii_hexdigit() && c != '-');
    let plain = parts.map(|part| {
        let (word, end) = part.split_at(part.len().min(36));
        match Uuid::parse_str(word) {
            Ok(id) if word.len() == 36 => {
                let next = seen.len();
                format!("#{}{end}", seen.entry(id).or_insert(next))
            }
            _ => part.to_owned(),
        }
    });
    (answer.status, plain.collect())
}

/// Marks of versions, cursors and sums are made of ids, and an instance is random.
fn forget_marks(body: &mut Value) {
    match body {
        Value::Object(members) => {
            members
                .retain(|name, _| !["etag", "next", "digest", "instance"].contains(&name.as_str()));
            members.values_mut().for_each(forget_marks);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_marks),
        _ => {}
    }
}

/// A tour with secrets, and one without, that crew see alike.
struct Twins<'a> {
    people: People,
    plain: Tour<'a>,
    secret: Tour<'a>,
    hidden: Hidden,
}

async fn twins(app: &TestApp) -> Twins<'_> {
    let people = People::of(app).await;
    let plain = app.tour("Northern Lights").await;
    let mut secret = app.tour_in(plain.org, &plain.manager, "Northern Lights").await;
    shown(&plain, &people).await;
    let day = shown(&secret, &people).await;
    let hidden = hide(&mut secret, &people, &day).await;
    Twins { people, plain, secret, hidden }
}

#[tokio::test]
async fn the_secrets_are_there_for_who_may_see_them() {
    each_database(async |app| {
        let it = twins(app).await;
        let manager = &it.secret.manager;
        let id = it.secret.id.to_string();
        for path in [
            format!("/days/{DATE}"),
            "/people".to_owned(),
            "/changes".to_owned(),
            "/groups".to_owned(),
        ] {
            let answer = it.secret.get(manager, &path).await;
            assert!(answer.text().contains(WORD), "{path} shows the manager no secret");
        }
        for (request, hidden) in about_hidden(&id, &it.hidden) {
            if request.method == reqwest::Method::GET && !request.path.contains("/members/") {
                let answer = request.send(app, manager).await;
                assert!(
                    answer.status == 200,
                    "{hidden} is not there: {} {}",
                    answer.request,
                    answer.text()
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_tour_with_secrets_looks_to_crew_like_one_without() {
    each_database(async |app| {
        let Twins { people, plain, secret, hidden } = twins(app).await;
        let (plain_id, secret_id) = (plain.id.to_string(), secret.id.to_string());
        for viewer in [&people.crew, &people.editor] {
            for request in readings(&secret_id) {
                let answer = read_out(request.send(app, viewer).await);

                assert_no_secret(&answer, &request, &hidden);
                // Invitations are for managers, links for editors; nobody else may list them.
                let is_crew = viewer.account == people.crew.account;
                let refused = request.path.ends_with("/invitations")
                    || (is_crew && request.path.ends_with("/links"));
                let expected = if refused { 403 } else { 200 };
                assert_eq!(answer.status, expected, "{} {}", answer.request, answer.text());
                let twin = request.with(&secret_id, &plain_id).send(app, viewer).await;
                let twin = read_out(twin);
                assert_eq!(plainly(&answer), plainly(&twin), "{}", answer.request);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_belongs_to_no_single_tour_tells_crew_of_no_secret() {
    each_database(async |app| {
        let it = twins(app).await;
        for (method, path) in operations() {
            // Hints of a replica name their tour in the query; `sync` tries them.
            let of_a_tour = path.contains('{') || path == "/sync/v1/live";
            if method == reqwest::Method::GET && !of_a_tour {
                let request = Request { method, path, body: None };
                let answer = request.send(app, &it.people.crew).await;
                assert_eq!(answer.status, 200, "{}", answer.request);
                assert_no_secret(&answer, &request, &it.hidden);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whatever_is_hidden_answers_like_what_does_not_exist() {
    each_database(async |app| {
        let Twins { people, secret, hidden, .. } = twins(app).await;
        let before = hidden_states(&secret).await;
        for viewer in [&people.crew, &people.editor] {
            for (request, id) in about_hidden(&secret.id.to_string(), &hidden) {
                let fresh = |request: &Request| request.with(FRESH, &app.new_id().to_string());
                let absent = request.with(&id.to_string(), &app.new_id().to_string());

                let (request, absent) = (fresh(&request), fresh(&absent));
                let answer = request.send(app, viewer).await;

                assert_no_secret(&answer, &request, &hidden);
                let nothing = absent.send(app, viewer).await;
                let what = format!("{} {:?}", answer.request, request.body);
                assert_eq!(outcome(&answer), outcome(&nothing), "{what}");
            }
        }
        assert_eq!(hidden_states(&secret).await, before, "something hidden was changed");
    })
    .await;
}

/// Where the audiences stand that crew are not in.
async fn hidden_states(tour: &Tour<'_>) -> Vec<(String, u64, String)> {
    let states = states(tour).await.into_iter().filter(|state| state.audience != "everyone");
    states.map(|state| (state.audience, state.head, state.digest.to_string())).collect()
}

#[tokio::test]
async fn a_hidden_day_and_a_hidden_audience_have_no_name_to_ask_for() {
    each_database(async |app| {
        let Twins { people, secret, hidden, .. } = twins(app).await;
        let named = |word: &'static str, rest: &str, body: Value| (word, secret.path(rest), body);
        let audiences = json!({ "audiences": { CUSTOM: "read" } });
        let member = format!("/members/{}", people.rolf.account);
        let fields = json!({ "body": "for them" });
        let cases = [
            ("GET", named(HIDDEN_DATE, &format!("/days/{HIDDEN_DATE}"), Value::Null)),
            ("GET", named(HIDDEN_DATE, &format!("/days/{HIDDEN_DATE}.txt"), Value::Null)),
            ("GET", named(HIDDEN_DATE, &format!("/days/{HIDDEN_DATE}/changes"), Value::Null)),
            (
                "POST",
                named(
                    HIDDEN_DATE,
                    &format!("/days/{HIDDEN_DATE}/shift"),
                    json!({ "after": { "clock": "07:00" }, "minutes": 10 }),
                ),
            ),
            ("POST", named(CUSTOM, "/note", json!({ "audience": CUSTOM, "fields": fields }))),
            ("POST", named(CUSTOM, "/audiences", json!({ "name": CUSTOM }))),
            ("POST", named(CUSTOM, "/invitations", audiences.clone())),
            ("PUT", named(CUSTOM, &member, audiences)),
        ];
        for (method, (word, path, body)) in cases {
            let body = Some(body).filter(|body| !body.is_null());
            let request = Request { method: method.parse().unwrap(), path, body };
            let other = if word == CUSTOM { "nobodys" } else { NO_DATE };
            for viewer in [&people.crew, &people.editor] {
                let answer = request.send(app, viewer).await;
                assert_no_secret(&answer, &request, &hidden);
                let nothing = request.with(word, other).send(app, viewer).await;
                let (status, text) = plainly(&answer);
                assert_eq!(
                    (status, text.replace(word, other)),
                    plainly(&nothing),
                    "{}",
                    answer.request
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_forged_cursor_reads_no_hidden_audience() {
    each_database(async |app| {
        let Twins { people, secret, hidden, .. } = twins(app).await;
        let managers = secret.get(&secret.manager, "/changes").await.ok();
        let path = secret.path(&format!("/changes?since={}", managers["next"].as_str().unwrap()));
        let request = Request { method: reqwest::Method::GET, path, body: None };

        let answer = request.send(app, &people.crew).await;

        assert_no_secret(&answer, &request, &hidden);
        let crews = secret.get(&people.crew, "/changes").await.ok();
        assert_eq!(answer.ok()["next"], crews["next"], "the cursor names the viewer's audiences");
    })
    .await;
}

#[tokio::test]
async fn a_stream_says_nothing_of_hidden_audiences_while_they_change() {
    each_database(async |app| {
        let Twins { people, mut secret, hidden, .. } = twins(app).await;
        let mut stream = secret.live(&people.crew).await;
        let first = stream.heads().await;
        for audience in ["management", "money", "party", CUSTOM] {
            secret.record(audience, "note", json!({ "body": WORD })).await;
        }
        let second = secret.post(&secret.manager, "/audiences", &json!({ "name": "qzxw2" })).await;
        let id: Uuid = second.ok()["id"].as_str().unwrap().parse().unwrap();
        secret.scopes.insert("qzxw2".to_owned(), id.into());
        let note = domain::ids::RecordId(app.new_id());
        let everyone = secret.scope("everyone");
        let edit = harness::create(everyone, "note", note, json!({ "body": "for everyone" }));
        secret.submit(&people.crew, &[group(app.new_id(), vec![edit])]).await.must_succeed();

        stream.until(everyone, first[everyone.to_string()].as_u64().unwrap() + 1).await;

        for id in hidden.ids().into_iter().chain([id]) {
            assert!(!stream.seen.contains(&id.to_string()), "{}", stream.seen);
        }
        assert!(!stream.seen.contains(WORD));
    })
    .await;
}

#[tokio::test]
async fn what_is_said_about_a_hidden_row_under_a_deleted_day_stays_hidden() {
    each_database(async |app| {
        let people = People::of(app).await;
        let tour = app.tour("Northern Lights").await;
        let petra = tour.join("Petra", &[("everyone", "edit"), ("management", "edit")]).await;
        tour.give(&people.crew, &[("everyone", "contribute")]).await;
        let day = tour.a_day(DATE).item_for("management", "qzxw settlement", "23:30").await;
        let row = day.item("qzxw settlement");
        let gone = vec![delete("schedule_item", row, 1), delete("day", day.id, 1)];
        assert_eq!(tour.group(&tour.manager, gone).await["status"], "applied");

        let to = json!("qzxw settlement at the hotel");
        let edit = set("schedule_item", row, "title", json!("qzxw settlement"), to);
        let receipt = tour.group(&petra, vec![edit]).await;

        assert_eq!(receipt["status"], "disputed", "nothing of it is lost");
        assert!(tour.get(&petra, "/dispute").await.text().contains("at the hotel"));
        let hidden = Hidden { records: vec![("schedule_item", row)], ..Hidden::default() };
        for request in readings(&tour.id.to_string()) {
            let answer = request.send(app, &people.crew).await;
            assert_no_secret(&answer, &request, &hidden);
        }
    })
    .await;
}

/// What every request about a tour answers somebody who is not on it: the same as for a tour that
/// does not exist, and no secret.
async fn sees_no_tour(tour: &Tour<'_>, hidden: &Hidden, who: &Person) {
    let (app, id) = (tour.app, tour.id.to_string());
    let named = about_hidden(&id, hidden).into_iter().map(|(request, _)| request);
    for request in readings(&id).into_iter().chain(named) {
        let request = request.with(FRESH, &app.new_id().to_string());
        let answer = request.send(app, who).await;

        answer.problem(404, "not_found");
        assert_no_secret(&answer, &request, hidden);
        let nothing = request.with(&id, &app.new_id().to_string()).send(app, who).await;
        assert_eq!(plainly(&answer), plainly(&nothing), "{}", answer.request);
    }
    let tours = app.get(who, "/v1/tours").await.ok();
    assert!(!tours.to_string().contains(&id), "{tours}");
}

#[tokio::test]
async fn whoever_was_taken_off_the_tour_sees_nothing_of_it_any_more() {
    each_database(async |app| {
        let Twins { people, secret, hidden, .. } = twins(app).await;
        let mut stream = secret.live(&people.editor).await;
        assert!(matches!(stream.next().await, Event::Heads(_)));

        secret.remove(&people.editor).await;

        stream.end().await;
        sees_no_tour(&secret, &hidden, &people.editor).await;
    })
    .await;
}

#[tokio::test]
async fn somebody_of_another_organisation_sees_nothing_of_the_tour() {
    each_database(async |app| {
        let Twins { secret, hidden, .. } = twins(app).await;
        let elsewhere = app.tour("Elsewhere").await;
        sees_no_tour(&secret, &hidden, &elsewhere.manager).await;
        elsewhere.a_day(DATE).item("Doors", "19:00").await;
        // Nor by naming what is in it from a tour of their own. Accounts belong to no organisation.
        for (request, id) in about_hidden(&elsewhere.id.to_string(), &hidden) {
            if !request.path.contains("/members/") {
                let absent = request.with(&id.to_string(), &app.new_id().to_string());
                let fresh = |request: &Request| request.with(FRESH, &app.new_id().to_string());
                let answer = fresh(&request).send(app, &elsewhere.manager).await;
                assert_no_secret(&answer, &request, &hidden);
                let nothing = fresh(&absent).send(app, &elsewhere.manager).await;
                assert_eq!(outcome(&answer), outcome(&nothing), "{}", answer.request);
            }
        }
    })
    .await;
}
