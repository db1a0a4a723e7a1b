//! The lists for box offices and hotels, and what differs from the version that was handed out.

use domain::ids::RecordId;
use domain::publish::Subject;
use harness::{delete, each_database, set};
use serde_json::json;

use super::{Arranged, arrange, csv, hand_out};

#[tokio::test]
async fn a_guest_list_says_row_by_row_what_is_new_since_the_version_handed_out() {
    each_database(async |app| {
        let tour = app.tour("Europe 26").await;
        let Arranged { event, bo, cleo, .. } = arrange(&tour).await;
        let path = format!("/events/{event}/guest_list");
        let csv_path = format!("{path}.csv");
        let first = csv(&tour, &tour.manager, &csv_path).await;
        assert!(first[8].starts_with("Version,not handed out yet"), "{first:?}");
        assert!(first[10].ends_with("Note,Change"), "{first:?}");
        hand_out(&tour, Subject::GuestList(event)).await;
        let edits = vec![
            set("guest_request", bo, "quantity", json!(2), json!(3)),
            delete("guest_request", cleo, 1),
        ];
        assert_eq!(tour.group(&tour.manager, edits).await["status"], "applied");
        let dora = json!({ "event": event, "name": "Dora", "status": "approved" });
        tour.record("everyone", "guest_request", dora).await;

        let answer = tour.get(&tour.manager, &csv_path).await;
        let name = answer.header("content-disposition").unwrap();
        assert!(name.contains("\"Europe 26 guest list 2026-10-24 v1.csv\""), "{name}");
        let rest = ",,,,,,,,,,";
        assert_eq!(
            csv(&tour, &tour.manager, &csv_path).await,
            [
                &format!("Guest list,Harbour Lights{rest}"),
                &format!("Artist,{rest}"),
                &format!("Date,2026-10-24{rest}"),
                &format!("Venue,Huxleys{rest}"),
                &format!("Terms,\"20 names, closes at 17:00\"{rest}"),
                &format!("Box office,\"Rita, +49 30 1234\"{rest}"),
                &format!("Names,2{rest}"),
                &format!("People,4{rest}"),
                &format!("Version,v1 + 3 changes{rest}"),
                &format!("Changes,3 since v1{rest}"),
                &format!(",{rest}"),
                "Name,Company,People,Coming along,Passes,Tickets,Pick-up,Requested by,ID needed,\
                 Payment,Note,Change since v1",
                "\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"Bo\"\")\",,3,,,,,,,,,\
                 changed: quantity 2 → 3",
                "Dora,,1,,,,,,,,,new",
                "Cleo,,,,,,,,,,,cancelled",
            ]
        );
        let list = tour.get(&tour.manager, &path).await.ok();
        assert_eq!((&list["standing"]["version"], &list["n_people"]), (&json!("1"), &json!(4)));
        assert_eq!(list["gone"][0]["title"], "Cleo");

        hand_out(&tour, Subject::GuestList(event)).await;
        let second = csv(&tour, &tour.manager, &csv_path).await;
        assert!(
            second[8].starts_with("Version,v2,") && second[9].starts_with("Changes,3 since v1")
        );
        assert!(second.last().unwrap().starts_with("Cleo,"), "{second:?}");
    })
    .await;
}

#[tokio::test]
async fn a_rooming_list_has_the_alias_alone_and_marks_rooms_that_are_off_or_gone() {
    each_database(async |app| {
        let tour = app.tour("Europe 26").await;
        let Arranged { stay, single, .. } = arrange(&tour).await;
        let path = format!("/hotel_stays/{stay}/rooming_list.csv");
        let gone = json!({ "stay": stay, "room_type": "twin", "guests": ["Bus driver"] });
        let gone = tour.record("everyone", "room", gone).await;
        let star = json!({ "stay": stay, "room_type": "king", "guests": ["Real Name"],
            "position": 3 });
        let star = tour.record("everyone", "room", star).await;
        hand_out(&tour, Subject::RoomingList(stay)).await;
        let edits = vec![
            set("room", single, "cancelled", json!(null), json!(true)),
            set("hotel_stay", stay, "breakfast", json!(null), json!("from 07:00")),
            set("room", star, "alias", json!(null), json!("Mr Blue")),
            set("room", star, "wishes", json!(null), json!("high floor")),
            delete("room", gone, 1),
        ];
        assert_eq!(tour.group(&tour.manager, edits).await["status"], "applied");

        let list = csv(&tour, &tour.manager, &path).await;
        let said = list.join("\n");
        for secret in ["Maya", "Real Name", "secret"] {
            assert!(!said.contains(secret), "{said}");
        }
        for about in [
            "Rooming list,Hotel Adlon,",
            "Phone,'+49 30 22610,",
            "Check-in,2026-10-24,",
            "Check-out,2026-10-25,",
            "Rooms,\"1 king, 1 suite\",",
            "Version,v1 + 4 changes,",
            "Stay,changed: breakfast from 07:00,",
        ] {
            assert!(list.iter().any(|line| line.starts_with(about)), "{about}: {said}");
        }
        assert_eq!(
            list[list.len() - 5..],
            [
                "Room type,Names,People,Check-in,Check-out,Times,Day room,Room no.,Confirmation,\
                 Wishes,Billing,Status,Change since v1",
                "suite,Mrs Smith,1,2026-10-24,2026-10-25,,,,,,,,",
                "single,Zoë,1,2026-10-24,2026-10-25,,,,,,,cancelled,cancelled",
                "king,Mr Blue,1,2026-10-24,2026-10-25,,,,,high floor,,,\"changed: names, wishes\"",
                ",Bus driver,,,,,,,,,,,cancelled",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_list_or_a_guest_of_another_audience_is_as_if_it_were_not_there() {
    each_database(async |app| {
        let tour = app.tour("Europe 26").await;
        let Arranged { event, stay, .. } = arrange(&tour).await;
        let crew = tour.join("Ida", &[("everyone", "read")]).await;
        let day = RecordId::of_day(tour.id, super::DATE.parse().unwrap());
        let guest = json!({ "event": event, "name": "Hidden Guest", "status": "approved" });
        tour.record("management", "guest_request", guest).await;
        let room = json!({ "stay": stay, "guests": ["Hidden Sleeper"] });
        tour.record("management", "room", room).await;
        hand_out(&tour, Subject::GuestList(event)).await;
        hand_out(&tour, Subject::RoomingList(stay)).await;
        let of_event = format!("/events/{event}/guest_list");
        let of_stay = format!("/hotel_stays/{stay}/rooming_list");
        for path in [&of_event, &of_stay] {
            let seen = csv(&tour, &tour.manager, &format!("{path}.csv")).await.join("\n");
            assert!(seen.contains("Hidden"), "{seen}");
            let seen = csv(&tour, &crew, &format!("{path}.csv")).await.join("\n");
            assert!(seen.contains("Version,v1,") && !seen.contains("Hidden"), "{seen}");
            let seen = tour.get(&crew, path).await.text();
            assert!(!seen.contains("Hidden"), "{seen}");
        }

        let secret = json!({ "day": day, "title": "Secret show" });
        let secret = tour.record("management", "event", secret).await;
        let hotel = json!({ "day": day, "name": "Secret hotel" });
        let hotel = tour.record("management", "hotel_stay", hotel).await;
        let paths = |event: RecordId, stay: RecordId| {
            ["", ".csv", ".xlsx"].into_iter().flat_map(move |ending| {
                [
                    format!("/events/{event}/guest_list{ending}"),
                    format!("/hotel_stays/{stay}/rooming_list{ending}"),
                ]
            })
        };
        let nothing = RecordId(app.new_id());
        for path in paths(secret, hotel) {
            tour.get(&tour.manager, &path).await.must_succeed();
            tour.get(&crew, &path).await.problem(404, "not_found");
        }
        // What is something else has no list either.
        for path in paths(nothing, nothing).chain(paths(hotel, secret)) {
            tour.get(&tour.manager, &path).await.problem(404, "not_found");
        }
    })
    .await;
}
