//! What stands on each variant of paper, and what must not.

use serde_json::{Value, json};

use super::*;
use crate::book::testing::{TestTour, date, test_id};
use crate::ids::RecordId;
use crate::publish::{Order, Subject, publish};
use crate::view::{ClockStyle, day_sheet};

/// A show day in Hamburg with a hotel, phones, a door code and an alias, and what `party` and
/// `management` alone may see.
struct World {
    tour: TestTour,
    audiences: BTreeMap<ScopeId, String>,
    day: RecordId,
}

fn world() -> World {
    let mut tour = TestTour::new();
    let everyone = tour.scope;
    let (party, management) = (ScopeId(test_id(11).0), ScopeId(test_id(12).0));
    let names = [(everyone, "everyone"), (party, "party"), (management, "management")];
    let audiences = names.map(|(scope, name)| (scope, name.to_owned())).into();
    let day = tour.day("2026-11-24", "Hamburg", "Europe/Berlin");
    let venue = tour.add(
        Kind::Venue,
        &json!({"name": "Tonhalle Nord", "phone": "+49 40 111 22 33", "door_code": "4711#",
            "wifi_network": "TN-Production", "wifi_password": "hafen-2611",
            "place": {"address": "Große Elbstraße 145-147", "postal_code": "22767", "city": "Hamburg"},
            "runner": "Kim, 0171 555 66 77", "load_in_access": "Dock 2. The code is 4711#."}),
    );
    tour.add(Kind::Event, &json!({"day": day, "venue": venue, "event_type": "show"}));
    tour.item(
        day,
        "Load-in",
        "10:00",
        json!({"item_type": "load_in", "detail": "Call Ida (555-010-2030)"}),
    );
    tour.item(day, "Interview", "15:00", json!({"item_type": "press", "party": "A"}));
    tour.item(day, "Crew dinner", "17:00", json!({"item_type": "catering", "party": "Crew"}));
    tour.item(
        day,
        "Lobby call",
        "09:00",
        json!({"item_type": "lobby_call", "place": "Hotel Speicher"}),
    );
    tour.item(
        day,
        "Bus call",
        "01:30+1",
        json!({"item_type": "bus_call", "detail": "Back to Hotel Speicher first"}),
    );
    let stay = tour.add(
        Kind::HotelStay,
        &json!({"day": day, "name": "Hotel Speicher", "phone": "+49 40 999 88 77"}),
    );
    tour.add(Kind::Contact, &json!({"name": "Ida Brandt", "phone": "+49 170 1234567", "day": day}));
    tour.add(
        Kind::Contact,
        &json!({"name": "Secret Sam", "phone": "+49 170 7654321", "day": day, "do_not_share": true}),
    );
    tour.add(
        Kind::Note,
        &json!({"day": day, "body": "Ask for Mr Clark, mail desk@speicher.example.com, on 24.11.2026"}),
    );
    tour.scope = party;
    tour.item(day, "Band meeting", "14:00", Value::Null);
    tour.scope = management;
    tour.item(day, "Fee is due", "12:00", Value::Null);
    tour.add(Kind::Room, &json!({"stay": stay, "alias": "Mr Clark", "room_type": "suite"}));
    tour.scope = everyone;
    World { tour, audiences, day }
}

fn text(world: &World, variant: Variant) -> String {
    let book = world.tour.book();
    let paper = paper_book(&book, variant, &world.audiences);
    let sheet = day_sheet(&paper, date("2026-11-24")).unwrap();
    let json = serde_json::to_string(&sheet).unwrap();
    format!("{}\n{json}", sheet.text(ClockStyle::H24))
}

#[test]
fn a_wall_tells_no_hotel_phone_code_or_alias_wherever_they_stand() {
    let told = text(&world(), Variant::Wall);
    for secret in [
        "Speicher",
        "999 88 77",
        "111 22 33",
        "555 66 77",
        "555-010-2030",
        "1234567",
        "7654321",
        "4711",
        "hafen-2611",
        "Mr Clark",
        "Ida Brandt",
        "example.com",
        "Lobby call",
    ] {
        assert!(!told.contains(secret), "{secret} is on the wall: {told}");
    }
    for kept in ["Load-in", "10:00", "Dock 2", "Bus call", "145-147", "22767", "24.11.2026", "Kim"]
    {
        assert!(told.contains(kept), "{kept} is not on the wall: {told}");
    }
}

#[test]
fn paper_for_others_has_only_what_its_audiences_see() {
    let world = world();
    for variant in Variant::ALL {
        let told = text(&world, *variant);
        assert_eq!(told.contains("Band meeting"), matches!(variant, Variant::Party | Variant::Own));
        assert_eq!(told.contains("Fee is due"), *variant == Variant::Own, "{variant:?}");
        assert_eq!(told.contains("Secret Sam"), *variant == Variant::Own, "{variant:?}");
    }
}

#[test]
fn a_wall_tells_the_emergency_number_also_where_a_contact_has_it() {
    let mut world = world();
    world.tour.add(
        Kind::Contact,
        &json!({"day": world.day, "name": "Ambulance", "phone": "112", "category": "emergency"}),
    );
    world.tour.add(
        Kind::Note,
        &json!({"day": world.day, "topic": "safety", "body": "Call 112, then 0171 555 66 77."}),
    );
    let told = text(&world, Variant::Wall);
    assert!(told.contains("Call 112, then (left out)"), "{told}");
    assert!(!told.contains("Ambulance"), "{told}");
}

#[test]
fn only_the_page_of_a_wall_is_behind_paper_of_another_variant() {
    for paper in Variant::ALL {
        for page in Variant::ALL {
            let may = paper == page || *paper == Variant::Own || *page == Variant::Wall;
            assert_eq!(paper.may_lead_to(*page), may, "{paper:?} {page:?}");
        }
    }
}

#[test]
fn each_party_has_its_own_rows_and_those_of_everyone() {
    let world = world();
    let has = |variant, title| text(&world, variant).contains(title);
    assert!(has(Variant::Crew, "Crew dinner") && !has(Variant::Crew, "Interview"));
    assert!(has(Variant::Party, "Interview") && !has(Variant::Party, "Crew dinner"));
    assert!(has(Variant::Everyone, "Interview") && has(Variant::Everyone, "Crew dinner"));
    assert!(has(Variant::Driver, "Bus call") && has(Variant::Driver, "Hotel Speicher"));
    assert!(!has(Variant::Driver, "Interview"));
}

#[test]
fn what_a_wall_does_not_show_is_not_among_its_changes_either() {
    let mut world = world();
    let edition = test_id(60);
    let book = world.tour.book();
    let subject = Subject::Day(date("2026-11-24"));
    let plan = publish(&book, subject, &Order::default(), edition, &world.audiences).unwrap();
    let own = world.tour.scope;
    for edit in &plan.edits {
        let crate::change::Edit::Create(create) = edit else { panic!("{edit:?}") };
        world.tour.scope = create.scope;
        world.tour.put(Kind::Publication, create.id, &Value::Object(create.fields.clone()));
    }
    world.tour.scope = own;
    let since = |world: &World, variant| {
        let book = world.tour.book();
        let paper = paper_book(&book, variant, &world.audiences);
        let sheet = day_sheet(&paper, date("2026-11-24")).unwrap();
        let since = sheet.versions[0].since.clone();
        since.into_iter().map(|change| change.sentence).collect::<Vec<_>>()
    };
    assert_eq!(since(&world, Variant::Wall), Vec::<String>::new());
    world.tour.add(Kind::HotelStay, &json!({"day": world.day, "name": "Other Inn"}));
    world.tour.item(world.day, "Line check", "15:30", Value::Null);
    assert_eq!(since(&world, Variant::Wall), ["New: Line check 15:30"]);
    assert_eq!(since(&world, Variant::Everyone), ["New: Line check 15:30", "New: Other Inn"]);
}
