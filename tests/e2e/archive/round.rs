//! Out of either database and into either, and on from there.

use domain::ids::RecordId;
use domain::permission::AUDIENCES;
use harness::{Database, create, each_database, set};
use serde_json::{Value, json};

use super::world::{Elsewhere, demo, kept, one, shown, tour_of};
use super::{archive_of, bring, timeless};
use crate::companion::device::Device;
use crate::invariants::states;

#[tokio::test]
async fn a_tour_moves_to_another_server_with_every_id_number_record_sheet_and_file() {
    each_database(async |app| {
        let tour = demo(app).await;
        let answer = archive_of(&tour, &tour.manager).await;
        let told = answer.header("content-disposition").unwrap().to_owned();
        assert_eq!(told, format!("attachment; filename=\"tour-{}.buscall.json\"", tour.id));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let (before, sheets) = (kept(&tour).await, shown(&tour).await);
        assert!(sheets.len() > 40 && sheets.values().any(|told| told == "not here"), "{sheets:?}");

        for database in Database::each().await {
            let elsewhere = Elsewhere::on(database).await;
            let there = elsewhere.take_in(answer.body.clone(), tour.id).await;
            assert_eq!(there.scopes, tour.scopes);
            assert_eq!(kept(&there).await, before);
            for (path, sheet) in shown(&there).await {
                assert_eq!(sheet, sheets[&path], "{path}");
            }
            let again = archive_of(&there, &elsewhere.nora).await;
            assert_eq!(timeless(&again.body), timeless(&answer.body));
            let pasts = states(&there).await;
            for old in states(&tour).await.into_iter().filter(|old| old.tour.is_some()) {
                let new = pasts.iter().find(|new| new.id == old.id).unwrap();
                assert_ne!(new.epoch, old.epoch, "a cursor of the old server must not fit");
                assert!(old.head == 0 || new.tag != old.tag);
                assert_eq!(new.floor, new.head);
            }
            let members = there.get(&elsewhere.nora, "/members").await.ok();
            assert_eq!(members["items"].as_array().unwrap().len(), 1, "{members}");
            elsewhere.app.end().await;
        }
    })
    .await;
}

#[tokio::test]
async fn laptops_and_people_go_on_where_the_archive_ends() {
    each_database(async |app| {
        let tour = demo(app).await;
        let archive = archive_of(&tour, &tour.manager).await.body;
        let elsewhere = Elsewhere::on(Database::sqlite().await).await;
        let there = elsewhere.take_in(archive, tour.id).await;
        let head = kept(&there).await["everyone"].1;

        let device = Device::with_copy(&there, &elsewhere.nora).await;
        device.save_note(&there, "Written on the new server").await;
        let synced = device.run(&["sync", "--json"]).await.with(0).json();
        assert_eq!((&synced["sent"], &synced["unsent"]), (&json!(1), &json!(0)));
        let (_, moved, digest, records) = kept(&there).await["everyone"].clone();
        assert_eq!((moved, records.last().unwrap().seq), (head + 1, head + 1));
        let copy = device.state(there.id).await;
        let scope = &copy.scopes[&there.scope("everyone")];
        assert_eq!((scope.head, scope.digest.to_string()), (moved, digest));

        // The disputes of the archive can be decided, its people invited, and its files replaced.
        let dispute = there.get(&elsewhere.nora, "/dispute").await.ok()["items"][0].clone();
        let path = format!("/disputes/{}/settle", dispute["id"].as_str().unwrap());
        let saw: Vec<_> = dispute["fields"]["candidates"].as_array().unwrap().iter().collect();
        let saw: Vec<&Value> = saw.into_iter().map(|one| &one["id"]).collect();
        let saw = [saw, vec![&dispute["fields"]["in_force_id"]]].concat();
        let settle = json!({ "to": dispute["fields"]["in_force"], "saw": saw });
        there.post(&elsewhere.nora, &path, &settle).await.must_succeed();
        let ben = there.join("Ben", &[("everyone", "edit")]).await;
        let id = RecordId(there.id.0);
        let edit = set("tour", id, "notes", Value::Null, json!("Moved"));
        let receipt = there.submit_one(&ben, &one(&there, edit)).await;
        assert!(["applied", "held"].contains(&receipt["status"].as_str().unwrap()), "{receipt}");
        elsewhere.app.end().await;
    })
    .await;
}

#[tokio::test]
async fn an_archive_holds_what_its_reader_sees_and_says_that_it_is_partial() {
    each_database(async |app| {
        let tour = demo(app).await;
        let ben = tour.join("Ben", &[("everyone", "read")]).await;
        let whole: Value =
            serde_json::from_slice(&archive_of(&tour, &tour.manager).await.body).unwrap();
        assert_eq!(whole["partial"], false);
        assert_eq!(whole["audiences"].as_array().unwrap().len(), AUDIENCES.len() + 1);
        assert_eq!(
            whole["audiences"].as_array().unwrap().iter().filter(|a| a["custom"] == true).count(),
            1
        );

        let answer = archive_of(&tour, &ben).await;
        let his: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(his["partial"], true);
        let everyone = tour.scope("everyone");
        let audiences = his["audiences"].as_array().unwrap();
        assert_eq!((audiences.len(), &audiences[0]["scope"]), (1, &json!(everyone)));
        let own = |record: &&Value| record["scope"] == json!(everyone);
        let records = whole["records"].as_array().unwrap().iter().filter(own);
        assert!(
            records.eq(his["records"].as_array().unwrap()),
            "all of `everyone`, and nothing else"
        );
        for audience in ["party", "management", "money", "crew_bus"] {
            let scope = tour.scope(audience).to_string();
            assert!(!answer.text().contains(&scope), "`{audience}` is in it");
        }
        let deal = domain::blob::BlobHash::of(b"Guarantee").to_string();
        assert!(!answer.text().contains(&deal) && !answer.text().contains("crew_bus"));

        let elsewhere = Elsewhere::on(Database::sqlite().await).await;
        let dry = bring(
            &elsewhere.app,
            &elsewhere.nora,
            elsewhere.org,
            "&dry_run=true",
            answer.body.clone(),
        )
        .await
        .ok();
        assert_eq!((&dry["partial"], &dry["imported"]), (&json!(true), &json!(false)));
        assert_eq!(dry["made"], json!(["party", "management", "money"]));
        let there = elsewhere.take_in(answer.body, tour.id).await;
        let kept_there = kept(&there).await;
        assert_eq!(kept_there["everyone"], kept(&tour).await["everyone"]);
        assert_eq!(kept_there["money"].3, []);
        let made = create(
            there.scope("money"),
            "note",
            RecordId(there.app.new_id()),
            json!({ "body": "x" }),
        );
        let receipt = there.submit_one(&elsewhere.nora, &one(&there, made)).await;
        assert_eq!(receipt["status"], "applied", "{receipt}");
        elsewhere.app.end().await;

        let stranger = app.person("Sam").await;
        app.get(&stranger, &tour.path("/archive.json")).await.problem(404, "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_was_handed_out_of_a_file_is_no_way_to_one_that_is_hidden() {
    each_database(async |app| {
        let tour = app.tour("Northern Lights").await;
        crate::files::send_whole(&tour, &tour.manager, b"Guarantee").await;
        let deal = crate::files::fields("deal.txt", b"Guarantee");
        let file = tour.record("money", "file", deal.clone()).await;
        let handout = json!({ "file": file, "name": "deal.txt", "hash": deal["hash"] });
        tour.record("management", "handout", handout).await;
        let petra = tour.join("Petra", &[("management", "edit")]).await;
        let has = async |who| {
            let archive = archive_of(&tour, who).await;
            let archive: Value = serde_json::from_slice(&archive.body).unwrap();
            let missing = archive["files"][0]["missing"] == true;
            assert_eq!(missing, archive["contents"] == json!([]), "{archive}");
            !missing
        };
        assert!(has(&tour.manager).await);
        assert!(!has(&petra).await);
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_says_what_an_archive_is_and_writes_nothing() {
    each_database(async |app| {
        let tour = demo(app).await;
        let archive = archive_of(&tour, &tour.manager).await.body;
        let elsewhere = Elsewhere::on(Database::sqlite().await).await;
        let before = elsewhere.rows().await;
        let Elsewhere { app: other, nora, org } = &elsewhere;
        let report = bring(other, nora, *org, "&dry_run=true", archive.clone()).await.ok();
        assert_eq!(elsewhere.rows().await, before);
        let summary = app.get(&tour.manager, &tour.path("")).await.ok();
        for field in ["name", "first_date", "last_date"] {
            assert_eq!(report[field], summary[field], "{field}");
        }
        assert_eq!(report["tour"], json!(tour.id));
        assert_eq!(report["records"]["of_later"], json!({ "live": 1, "deleted": 0 }));
        assert_eq!(report["records"]["file"]["deleted"], 1);
        assert_eq!((&report["files"], &report["file_bytes"]), (&json!(3), &json!(700_010)));
        let missing = domain::blob::BlobHash::of(b"elsewhere");
        assert_eq!(report["missing"].as_array().unwrap().last(), Some(&json!(missing)));
        assert_eq!((&report["made"], &report["n_unreadable"]), (&json!([]), &json!(0)));
        assert_eq!((&report["refused"], &report["imported"]), (&Value::Null, &json!(false)));
        assert!(report["written"]["by"].as_str().unwrap().starts_with("buscall-api "));

        // On the server that has it, the same report says why not.
        let here = bring(app, &tour.manager, tour.org, "&dry_run=true", archive).await.ok();
        assert_eq!(here["refused"]["code"], "conflict");
        assert_eq!(tour_of(app, &tour.manager, tour.id).await.org, tour.org);
        elsewhere.app.end().await;
    })
    .await;
}
