//! The tables of a whole tour.

use harness::{TestApp, each_database};
use reqwest::Method;
use reqwest::header::{HeaderMap, IF_NONE_MATCH};
use serde_json::json;

use super::{arrange, csv};

const TABLES: [&str; 4] = ["routing", "schedule", "people", "contacts"];

#[tokio::test]
async fn a_table_is_a_file_with_a_name_and_a_type_and_comes_once() {
    each_database(async |app| {
        let tour = app.tour("Žižkov \"26\"").await;
        arrange(&tour).await;
        for table in TABLES {
            for (ending, media_type, begins) in [
                ("csv", "text/csv; charset=utf-8", "\u{feff}".as_bytes()),
                (
                    "xlsx",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    b"PK\x03\x04",
                ),
            ] {
                let path = format!("/{table}.{ending}");
                let answer = tour.get(&tour.manager, &path).await;
                answer.must_succeed();
                assert_eq!(answer.header("content-type"), Some(media_type));
                let name = format!(
                    "attachment; filename=\"_i_kov _26_ {table}.{ending}\"; \
                     filename*=UTF-8''%C5%BDi%C5%BEkov%20%2226%22%20{table}.{ending}"
                );
                assert_eq!(answer.header("content-disposition"), Some(name.as_str()));
                assert!(answer.body.starts_with(begins), "{path}");
                assert_eq!(again(app, &tour, &path, answer.header("etag").unwrap()).await, 304);
            }
        }
    })
    .await;
}

async fn again(app: &TestApp, tour: &harness::Tour<'_>, path: &str, etag: &str) -> u16 {
    let seen: HeaderMap = [(IF_NONE_MATCH, etag.parse().unwrap())].into_iter().collect();
    app.send(Method::GET, Some(&tour.manager), &tour.path(path), seen, None).await.status
}

#[tokio::test]
async fn tables_say_what_the_views_say_and_never_the_contact_that_is_kept_off() {
    each_database(async |app| {
        let tour = app.tour("Harbour Lights").await;
        arrange(&tour).await;
        let of = async |path: &str| csv(&tour, &tour.manager, path).await;
        assert_eq!(
            of("/routing.csv").await,
            [
                "Date,Weekday,Day type,City,Country,Venue,Status,Show no.,Road (km),\
                 At the wheel (min),Door to door (min),As the crow flies (km),Time zone,UTC offset",
                "2026-10-24,Saturday,show,Berlin,DE,Huxleys,,1,,,,,Europe/Berlin,UTC+02:00",
            ]
        );
        assert_eq!(
            of("/schedule.csv").await,
            [
                "Date,Start,End,Time,Precision,Title,Type,Place,Departments,Party,Confirmed,\
                 Time zone,Start (UTC)",
                "2026-10-24,08:00,,08:00,exact,Load-in,,,,,no,Europe/Berlin,2026-10-24T06:00:00Z",
                "2026-10-24,01:30+1,,01:30+1,exact,Bus call,,,,,no,Europe/Berlin,\
                 2026-10-24T23:30:00Z",
            ]
        );
        assert_eq!(
            of("/people.csv").await,
            [
                "Name,Role,Department,Party,Company,Phone,E-mail,Starts,Ends",
                "Maya Lindqvist,TM,,,,'+49 170 555,,,",
            ]
        );
        assert_eq!(
            of("/contacts.csv").await,
            [
                "Name,Role,Company,Category,Phone,E-mail,Date,Venue",
                "Rita,Box office,,,'+49 30 1234,,,Huxleys",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_table_holds_nothing_of_an_audience_that_its_reader_is_not_in() {
    each_database(async |app| {
        let tour = app.tour("Harbour Lights").await;
        arrange(&tour).await;
        let crew = tour.join("Ida", &[("everyone", "read")]).await;
        let person = json!({ "name": "Hidden Person" });
        tour.record("management", "person", person).await;
        let contact = json!({ "name": "Hidden Contact" });
        tour.record("management", "contact", contact).await;
        for path in ["/people.csv", "/contacts.csv"] {
            let seen = csv(&tour, &tour.manager, path).await.join("\n");
            assert!(seen.contains("Hidden"), "{seen}");
            let seen = csv(&tour, &crew, path).await.join("\n");
            assert!(!seen.contains("Hidden"), "{seen}");
        }
        let stranger = app.person("Stranger").await;
        for table in TABLES {
            for ending in ["csv", "xlsx"] {
                let path = format!("/{table}.{ending}");
                tour.get(&stranger, &path).await.problem(404, "not_found");
            }
        }
    })
    .await;
}
