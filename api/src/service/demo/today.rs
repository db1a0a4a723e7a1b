//! Today in Hamburg: a full show day, an hour before everything moves.

use domain::ids::RecordId;
use domain::record::Kind;
use serde_json::{Value, json};

use super::days::{Route, city};
use super::pen::Pen;
use super::people::Party;
use super::places::{BERLIN, HAMBURG, LONDON, PARIS};
use super::schedule::{self, Row};
use crate::error::Result;

/// Time, title, type, detail, place, departments.
type TodayRow =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const ROWS: [TodayRow; 17] = [
    ("07:00", "Buses park", "bus_park", "32 A at post 4.", "Canal side", &[]),
    ("07:30-09:30", "Breakfast", "catering", "", "Level 2, lift B", &["Catering"]),
    ("08:00-10:00", "Load-in", "load_in", "Three trucks, truck 2 first.", "Dock 2", &["Trucks"]),
    ("08:30", "Rigging call", "call", "Four riggers, two up.", "Main stage", &["Rigging"]),
    ("10:00-13:00", "Lights and video up", "other", "", "Main stage", &["Lights", "Video"]),
    ("13:00-14:00", "Lunch", "catering", "", "Level 2, lift B", &["Catering"]),
    ("14:00-15:30", "Audio and backline up", "other", "", "Main stage", &["Audio", "Backline"]),
    ("15:30-16:00", "Line check", "line_check", "", "Main stage", &["Audio"]),
    ("16:00-17:30", "Soundcheck", "soundcheck", "In-ears on pack 3 to 8.", "Main stage", &[]),
    ("17:30-18:30", "Dinner", "catering", "", "Level 2, lift B", &["Catering"]),
    (
        "18:15-18:40",
        "Support soundcheck",
        "soundcheck",
        "Paper Lanterns, 25 min hard stop.",
        "Main stage",
        &["Audio"],
    ),
    ("20:50-21:15", "Changeover", "changeover", "Riser B to stage left.", "", &["Backline"]),
    ("21:15-22:45", "Hollow Coast", "set", "90 min, no encore break.", "", &["Band"]),
    (
        "~22:50",
        "Signing at the merch stand",
        "meet_greet",
        "Only if the band is up to it.",
        "",
        &[],
    ),
    ("23:00", "Curfew", "curfew", "", "", &[]),
    ("23:15-01:00+1", "Load-out", "load_out", "Ring the buzzer twice.", "Dock 2", &["Trucks"]),
    ("TBD 23:30", "Settlement", "settlement", "", "Production office", &["Management"]),
];

/// The rows that are changed later on: time, title, type, detail, departments.
const DOORS: TodayRow = ("19:00", "Doors", "doors", "Security line on the canal side.", "", &[]);
const SUPPORT: TodayRow = ("19:45-20:20", "Paper Lanterns", "support", "35 min", "", &["Band"]);
const BUS_CALL: TodayRow =
    ("01:00+1", "Bus call", "bus_call", "To Cologne, 425 km, arrive about 07:00.", "", &[]);

/// Name, role, company, category, phone.
const CONTACTS: [[&str; 5]; 7] = [
    [
        "Henrik Ahlers",
        "Promoter representative",
        "Nordlicht Konzerte",
        "promoter",
        "+49 171 3920031",
    ],
    ["Svenja Tamm", "House lights", "Tonhalle Nord", "venue", "+49 171 3920032"],
    ["Ole Jansen", "House audio", "Tonhalle Nord", "venue", "+49 171 3920033"],
    ["Birgit Lohse", "Security lead", "Hafen Sicherheit", "venue", "+49 171 3920034"],
    ["Malte Krohn", "Runner, van until 24:00", "Nordlicht Konzerte", "promoter", "+49 171 3920035"],
    ["Anke Voss", "Catering", "Level Zwei", "vendor", "+49 171 3920036"],
    ["A&E, Klinikum Mitte", "1.8 km, entrance on Uferstraße", "", "emergency", "112"],
];

/// Title, text, topic, audience, pinned.
const NOTES: [(&str, &str, &str, &str, bool); 5] = [
    (
        "Security line",
        "Bags are searched on the canal side. Crew use the stage door, pass out.",
        "safety",
        "everyone",
        true,
    ),
    (
        "Ears",
        "The house measures 99 dB(A) over 30 minutes at the desk.",
        "production",
        "everyone",
        false,
    ),
    (
        "Green room",
        "Radio Elbe comes at 14:30, room 2, 20 minutes, no photographs.",
        "general",
        "party",
        false,
    ),
    (
        "Label dinner",
        "The label wants dinner with the band after Cologne. Nobody has asked the band.",
        "general",
        "management",
        false,
    ),
    (
        "Settlement",
        "Guarantee 38,000 EUR against 80 % after costs. Deposit of half is in. Bring the tax form.",
        "general",
        "money",
        false,
    ),
];

/// Title, department, assignee, done.
const TASKS: [(&str, &str, &str, bool); 5] = [
    ("Truck 2 to the dock first", "Trucks", "Kasia Nowak", true),
    ("Rooming list to Hotel Prater", "Management", "Mara Kovač", false),
    ("Second driver for Cologne to Warsaw, or leave earlier", "Production", "Jo Okafor", false),
    ("Spare fuses for the fog machine", "Lights", "Yannick Moreau", true),
    ("Parking permits for Warsaw", "Production", "Jo Okafor", false),
];

/// The rows of today that something happens to.
pub(super) struct Moving {
    doors: RecordId,
    support: RecordId,
    bus_call: RecordId,
}

/// What is known of the venue, which is everything.
pub(super) fn complete_venue(fields: &mut Value) {
    let known = json!({
        "artist_entrance": "Speicherweg 3, blue door, ring Tonhalle", "door_code": "2611#",
        "phone": "+49 40 66969 000", "age_limit": "16, under 18 with a guardian after 24:00",
        "bus_parking": "Canal side, two buses, 32 A at post 4", "truck_parking": "Yard, three trucks",
        "van_parking": "Level -1, 2.1 m", "wifi_network": "TN-Production",
        "wifi_password": "hafen-2611", "dressing_rooms": "1 and 2 on level 1, 3 on level 2",
        "showers": "Four on level 1", "towels": "40 bath, 12 stage, at the production office",
        "laundry": "Two machines, level -1", "production_office": "Level 1, room 104, ext. 104",
        "runner": "Malte Krohn, +49 171 3920035", "stage": "18 x 12 m, 1.4 m high, 9 m to the grid",
        "power": "400 A three-phase stage left, 125 A audio isolated", "rigging": "36 points, 500 kg",
        "sound_limit": "99 dB(A) over 30 min at the desk", "verified_by": "Jo Okafor",
        "emergency": "Muster point: car park on Uferstraße.\nA&E: Klinikum Mitte, 1.8 km.\nCall 112.",
    });
    if let (Value::Object(fields), Value::Object(known)) = (fields, known) {
        fields.extend(known);
    }
}

fn row((when, title, item_type, detail, place, departments): TodayRow) -> Row {
    Row { when: when.to_owned(), title, item_type, detail, place, departments }
}

/// The schedule of the day, in the production manager's hand.
pub(super) fn write_schedule(pen: &mut Pen<'_>, route: &Route) -> Result<Moving> {
    let day = route.today();
    for written in ROWS {
        let confirmed = !matches!(written.2, "meet_greet" | "settlement");
        let mut fields = schedule::fields(&row(written), day, None, confirmed);
        if written.2 == "curfew" {
            fields["penalty"] = "€500 a minute after".into();
        }
        pen.add("everyone", Kind::ScheduleItem, fields)?;
    }
    let mut moving = |written: TodayRow| {
        let fields = schedule::fields(&row(written), day, None, true);
        pen.add("everyone", Kind::ScheduleItem, fields)
    };
    let moving =
        Moving { doors: moving(DOORS)?, support: moving(SUPPORT)?, bus_call: moving(BUS_CALL)? };
    let interview = json!({
        "day": day, "title": "Interview, Radio Elbe", "item_type": "press", "party": "A",
        "when": schedule::when("14:30-14:50"), "place": "Dressing room 2", "confirmed": true,
        "departments": ["Band"],
    });
    pen.add("party", Kind::ScheduleItem, interview)?;
    pen.end_group(Some("Hamburg as agreed with the house"));
    Ok(moving)
}

/// Who to call, what to know, what to do, and where to lie down for an hour: the stay.
pub(super) fn write_rest(pen: &mut Pen<'_>, route: &Route, party: &Party) -> Result<RecordId> {
    let day = route.today();
    for (position, [name, role, company, category, phone]) in (2..).zip(CONTACTS) {
        let fields = json!({
            "name": name, "role": role, "company": company, "category": category, "phone": phone,
            "day": day, "position": position,
        });
        pen.add("everyone", Kind::Contact, fields)?;
    }
    for (title, body, topic, audience, pinned) in NOTES {
        let pinned = pinned.then_some(true);
        let fields =
            json!({ "title": title, "body": body, "topic": topic, "day": day, "pinned": pinned });
        pen.add(audience, Kind::Note, fields)?;
    }
    for (position, (title, department, assignee, done)) in (1..).zip(TASKS) {
        let fields = json!({
            "title": title, "department": department, "assignees": party.named(&[assignee]),
            "done": done, "day": day, "position": position,
        });
        pen.add("everyone", Kind::Task, fields)?;
    }
    let mut place = city(HAMBURG);
    place["name"] = "Hotel Speicher".into();
    place["address"] = "Am Sandtorkai 90".into();
    let rooms = json!({
        "day": day, "name": "Hotel Speicher", "place": place, "phone": "+49 40 66969 090",
        "check_in": schedule::when("11:00"), "check_out": schedule::when("18:00"),
        "day_rooms": true, "status": "confirmed", "notes": "Rooms 204 and 205.",
    });
    let stay = pen.add("everyone", Kind::HotelStay, rooms)?;
    pen.end_group(None);
    Ok(stay)
}

/// The band's own way: a flight home of one of them and a train under the sea, each with a clock
/// at either end that the other end does not know.
pub(super) fn write_party_travel(pen: &mut Pen<'_>, route: &Route, party: &Party) -> Result<()> {
    let mut airport = city(LONDON);
    airport["name"] = "London Heathrow (LHR), terminal 5".into();
    let mut from = city(BERLIN);
    from["name"] = "Berlin Brandenburg (BER), terminal 1".into();
    let flight = json!({
        "day": route.after_today(2), "mode": "flight", "operator": "Meridian Air",
        "number": "MA 981", "from": from, "to": airport, "lobby_call": "10:30",
        "depart": schedule::when("13:05"), "depart_zone": BERLIN.zone,
        "arrive": schedule::when("14:10"), "arrive_zone": LONDON.zone, "reference": "QX7H2L",
        "people": party.named(&["Effie Grant"]), "party": "A", "status": "confirmed",
        "notes": "One night at home, back in Warsaw by noon.",
    });
    pen.add("party", Kind::Travel, flight)?;
    let (mut gare, mut station) = (city(PARIS), city(LONDON));
    gare["name"] = "Gare du Nord".into();
    station["name"] = "St Pancras".into();
    let train = json!({
        "day": route.after_today(10), "mode": "train", "number": "9031", "from": gare,
        "to": station, "lobby_call": "10:15", "depart": schedule::when("12:10"),
        "depart_zone": PARIS.zone, "arrive": schedule::when("13:30"), "arrive_zone": LONDON.zone,
        "people": party.band(), "party": "A", "status": "confirmed",
    });
    pen.add("party", Kind::Travel, train)?;
    pen.end_group(None);
    Ok(())
}

/// Half an hour later, as the house asked for.
pub(super) fn move_doors(pen: &mut Pen<'_>, moving: &Moving) {
    let moves = [(moving.doors, DOORS.0, "19:30"), (moving.support, SUPPORT.0, "20:15-20:50")];
    for (id, from, to) in moves {
        let values = (schedule::when(from), schedule::when(to));
        pen.set(Kind::ScheduleItem, id, "when", values);
    }
    pen.end_group(Some("The house opens late: the security line moves to the canal side"));
}

/// A bus call seen as 01:00 and wanted at another time.
pub(super) fn move_bus_call(pen: &mut Pen<'_>, moving: &Moving, to: &str, reason: &str) {
    let values = (schedule::when(BUS_CALL.0), schedule::when(to));
    pen.set(Kind::ScheduleItem, moving.bus_call, "when", values);
    pen.end_group(Some(reason));
}

/// What the crew adds: a note and a task.
pub(super) fn write_crew(pen: &mut Pen<'_>, route: &Route, party: &Party) -> Result<()> {
    let day = route.today();
    let note = json!({
        "title": "Bass amp", "body": "The spare is on truck 3, last row. Fan is loud, not broken.",
        "topic": "production", "day": day,
    });
    pen.add("everyone", Kind::Note, note)?;
    let task = json!({
        "title": "Order 9 V batteries for Cologne", "department": "Backline", "done": false,
        "assignees": party.named(&["Sam Ortega"]), "day": route.after_today(1),
    });
    pen.add("everyone", Kind::Task, task)?;
    pen.end_group(None);
    Ok(())
}
