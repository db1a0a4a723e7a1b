//! What a level lets somebody do, asked over HTTP for every level.

use harness::{Answer, Person, Tour, each_database};
use serde_json::{Value, json};

/// The levels, lowest first.
const LEVELS: [&str; 4] = ["read", "contribute", "edit", "manage"];

/// Something that is done to a tour, and the level that it takes.
struct Deed {
    name: &'static str,
    takes: &'static str,
}

/// What people do, by the lowest level that may.
const DEEDS: [Deed; 15] = [
    Deed { name: "read the sheet", takes: "read" },
    Deed { name: "read the changes", takes: "read" },
    Deed { name: "list the members", takes: "read" },
    Deed { name: "write a note", takes: "contribute" },
    Deed { name: "add a file", takes: "contribute" },
    Deed { name: "add a task", takes: "contribute" },
    Deed { name: "tick off a task", takes: "contribute" },
    Deed { name: "move load-in", takes: "edit" },
    Deed { name: "add a day", takes: "edit" },
    Deed { name: "shift the day", takes: "edit" },
    Deed { name: "import a file", takes: "edit" },
    Deed { name: "delete an item", takes: "edit" },
    Deed { name: "delete a day", takes: "manage" },
    Deed { name: "invite somebody", takes: "manage" },
    Deed { name: "give a level", takes: "manage" },
];

#[tokio::test]
async fn each_level_may_do_what_it_takes_and_nothing_that_takes_more() {
    each_database(async |app| {
        let tour = app.tour("Levels").await;
        for (rank, level) in LEVELS.iter().enumerate() {
            let person = tour.join(&format!("A {level} person"), &[("everyone", level)]).await;
            for (n, deed) in DEEDS.iter().enumerate() {
                // A day of its own for every deed, so that none is in another's way.
                let date = format!("2026-{:02}-{:02}", rank + 1, n + 1);
                let answer = attempt(&tour, &person, deed.name, &date).await;
                let takes = LEVELS.iter().position(|level| *level == deed.takes).unwrap();
                if rank >= takes {
                    let said = answer.text();
                    assert!(answer.status < 300, "{level} may not {}: {said}", deed.name);
                } else {
                    let told = answer.problem(403, "not_allowed")["detail"].to_string();
                    assert!(told.contains(deed.takes), "{}: {told}", deed.name);
                }
            }
        }
    })
    .await;
}

async fn attempt(tour: &Tour<'_>, who: &Person, deed: &str, date: &str) -> Answer {
    let day = tour.a_day(date).in_zone("Europe/Oslo").item("Load-in", "08:00").await;
    let item = tour.path(&format!("/schedule_item/{}", day.item("Load-in")));
    let app = tour.app;
    match deed {
        "read the sheet" => tour.get(who, &day.sheet()).await,
        "read the changes" => tour.get(who, "/changes").await,
        "list the members" => tour.get(who, "/members").await,
        "write a note" => {
            let fields = json!({ "day": day.id, "body": "Bring a torch" });
            tour.post(who, "/note", &json!({ "fields": fields })).await
        }
        "add a file" => {
            let fields = crate::files::fields("dock.jpg", b"a photo");
            tour.post(who, "/file", &json!({ "fields": fields })).await
        }
        "add a task" => {
            tour.post(who, "/task", &json!({ "fields": { "title": "Buy tape" } })).await
        }
        "tick off a task" => {
            let task = tour.record("everyone", "task", json!({ "title": "Buy tape" })).await;
            let path = tour.path(&format!("/task/{task}"));
            app.patch(who, &path, 1, &json!({ "fields": { "done": true } })).await
        }
        "move load-in" => {
            let when = json!({ "precision": "exact", "start": "09:00" });
            app.patch(who, &item, 1, &json!({ "fields": { "when": when } })).await
        }
        "add a day" => {
            let date = date.replace("2026", "2027");
            tour.post(who, "/day", &json!({ "fields": { "date": date } })).await
        }
        "shift the day" => {
            let body = json!({ "after": { "clock": "07:00" }, "minutes": 30 });
            tour.post(who, &format!("{}/shift", day.sheet()), &body).await
        }
        "import a file" => {
            let file =
                format!("date,city,venue\n{},Oslo,Rockefeller\n", date.replace("2026", "2028"));
            import(tour, who, file).await
        }
        "delete an item" => app.delete(who, &item, 1).await,
        "delete a day" => app.delete(who, &tour.path(&format!("/day/{}", day.id)), 1).await,
        "invite somebody" => {
            let body = json!({ "audiences": { "everyone": "read" } });
            tour.post(who, "/invitations", &body).await
        }
        "give a level" => {
            let ben = app.person("Ben").await;
            let path = tour.path(&format!("/members/{}", ben.account));
            app.put(who, &path, &json!({ "audiences": { "everyone": "read" } })).await
        }
        other => panic!("nobody knows how to {other}"),
    }
}

async fn import(tour: &Tour<'_>, who: &Person, file: String) -> Answer {
    let path = tour.path("/import?name=dates.csv");
    crate::wire::send(tour.app, Some(who), (reqwest::Method::POST, &path), &[], file).await
}

#[tokio::test]
async fn a_level_in_one_audience_is_none_in_another() {
    each_database(async |app| {
        let tour = app.tour("Levels").await;
        let mo = tour.join("Mo", &[("everyone", "read"), ("money", "edit")]).await;
        let note = |audience: &str| json!({ "audience": audience, "fields": { "body": "Hello" } });
        tour.post(&mo, "/note", &note("money")).await.must_succeed();
        tour.post(&mo, "/note", &note("everyone")).await.problem(403, "not_allowed");
        let hidden = tour.post(&mo, "/note", &note("party")).await.problem(422, "invalid");
        let unknown = tour.post(&mo, "/note", &note("nonsense")).await.problem(422, "invalid");
        assert_eq!(hidden["errors"][0]["field"], "audience");
        let without_names = |problem: Value, name: &str| problem.to_string().replace(name, "_");
        assert_eq!(without_names(hidden, "party"), without_names(unknown, "nonsense"));
    })
    .await;
}
