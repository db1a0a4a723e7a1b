//! Who is on the demo tour, what they ride in, and who logs in.

use std::collections::{BTreeMap, HashMap};

use domain::ids::{AccountId, RecordId};
use domain::permission::Level;
use domain::record::Kind;
use serde_json::json;

use super::pen::Pen;
use crate::error::Result;

/// An account of the demo.
pub(super) struct LogInRow {
    pub(super) email: &'static str,
    pub(super) name: &'static str,
    pub(super) password: &'static str,
    /// The level that it shows.
    pub(super) level: Level,
    /// Its level in each audience that it is in.
    pub(super) audiences: &'static [(&'static str, Level)],
}

/// The tour manager comes first, because the organisation is theirs.
pub(super) const LOG_INS: [LogInRow; 5] = [
    LogInRow {
        email: "mara@hollowcoast.example.com",
        name: "Mara Kovač",
        password: "tour-manager-demo",
        level: Level::Manage,
        audiences: &[
            ("everyone", Level::Manage),
            ("party", Level::Manage),
            ("management", Level::Manage),
            ("money", Level::Manage),
        ],
    },
    LogInRow {
        email: "jo@hollowcoast.example.com",
        name: "Jo Okafor",
        password: "production-demo",
        level: Level::Edit,
        audiences: &[
            ("everyone", Level::Edit),
            ("party", Level::Edit),
            ("management", Level::Read),
        ],
    },
    LogInRow {
        email: "sam@hollowcoast.example.com",
        name: "Sam Ortega",
        password: "backline-crew-demo",
        level: Level::Contribute,
        audiences: &[("everyone", Level::Contribute)],
    },
    LogInRow {
        email: "nora@hollowcoast.example.com",
        name: "Nora Lind",
        password: "artist-party-demo",
        level: Level::Read,
        audiences: &[("everyone", Level::Read), ("party", Level::Read)],
    },
    LogInRow {
        email: "guest@hollowcoast.example.com",
        name: "Guest of the tour",
        password: "guest-of-the-tour",
        level: Level::Read,
        audiences: &[("everyone", Level::Read)],
    },
];

/// Name, role, department, party, phone, bunk, dietary.
type PersonRow = [&'static str; 7];

const PEOPLE: [PersonRow; 21] = [
    ["Mara Kovač", "Tour manager", "Management", "C", "+49 171 3920001", "Bus B, 1", ""],
    ["Jo Okafor", "Production manager", "Production", "C", "+44 7700 900102", "Bus B, 2", ""],
    ["Nora Lind", "Vocals, guitar", "Band", "A", "+1 213 555 0143", "Bus A, 1", "Vegan"],
    ["Tomás Reyes", "Bass", "Band", "A", "+1 213 555 0144", "Bus A, 2", ""],
    ["Effie Grant", "Keys", "Band", "A", "+44 7700 900145", "Bus A, 3", "Vegetarian"],
    ["Jonah Weir", "Drums", "Band", "A", "+1 213 555 0146", "Bus A, 4", "No nuts"],
    ["Rosa Albrecht", "Artist assistant", "Management", "A", "+49 171 3920007", "Bus A, 5", ""],
    ["Kasia Nowak", "Stage manager", "Production", "C", "+49 171 3920008", "Bus B, 3", ""],
    ["Ben Adeyemi", "FOH engineer", "Audio", "C", "+44 7700 900109", "Bus B, 4", ""],
    ["Lotte Vries", "Monitor engineer", "Audio", "C", "+49 171 3920010", "Bus B, 5", "Vegetarian"],
    ["Yannick Moreau", "Lighting director", "Lights", "C", "+33 6 39 98 00 11", "Bus B, 6", ""],
    ["Pia Lund", "Video", "Video", "C", "+49 171 3920012", "Bus B, 7", "No gluten"],
    ["Sam Ortega", "Backline", "Backline", "C", "+1 213 555 0113", "Bus B, 8", ""],
    ["Finn Dahl", "Rigger", "Rigging", "C", "+49 171 3920014", "Bus B, 9", ""],
    ["Lucy Tran", "Merchandise", "Merch", "C", "+44 7700 900115", "Bus B, 10", "Vegetarian"],
    ["Robin Hale", "Paper Lanterns, tour manager", "Support", "B", "+44 7700 900116", "", ""],
    ["Uwe Petersen", "Driver, bus A", "Drivers", "C", "+49 171 3920017", "", ""],
    ["Marek Zieliński", "Driver, bus B", "Drivers", "C", "+49 171 3920018", "", ""],
    ["Gert Visser", "Driver, truck 1", "Trucks", "C", "+49 171 3920019", "", ""],
    ["Alan Pike", "Driver, truck 2", "Trucks", "C", "+44 7700 900120", "", ""],
    ["Stefan Roth", "Driver, truck 3", "Trucks", "C", "+49 171 3920021", "", ""],
];

/// Name, type, operator, plate, driver; berths; length in centimetres.
type VehicleRow = ([&'static str; 5], u32, u32);

const VEHICLES: [VehicleRow; 5] = [
    (["Bus A", "nightliner", "Küstenlinie", "HH-KL 2601", "Uwe Petersen"], 12, 1_880),
    (["Bus B", "nightliner", "Küstenlinie", "HH-KL 2602", "Marek Zieliński"], 16, 1_880),
    (["Truck 1", "truck", "Noordzee Trucking", "00-BNX-1", "Gert Visser"], 0, 1_650),
    (["Truck 2", "truck", "Noordzee Trucking", "00-BNX-2", "Alan Pike"], 0, 1_650),
    (["Truck 3", "truck", "Noordzee Trucking", "00-BNX-3", "Stefan Roth"], 0, 1_650),
];

/// The records of people and vehicles by name.
pub(super) struct Party {
    pub(super) people: HashMap<&'static str, RecordId>,
    pub(super) vehicles: HashMap<&'static str, RecordId>,
}

impl Party {
    /// The records of these people; a name that is nobody's is left out.
    pub(super) fn named(&self, names: &[&str]) -> Vec<RecordId> {
        names.iter().filter_map(|name| self.people.get(name).copied()).collect()
    }

    /// Everybody of the band and who travels with it.
    pub(super) fn band(&self) -> Vec<RecordId> {
        let band = PEOPLE.iter().filter(|row| row[3] == "A").map(|row| row[0]);
        self.named(&band.collect::<Vec<_>>())
    }
}

/// Writes people and vehicles.
pub(super) fn write(
    pen: &mut Pen<'_>,
    accounts: &BTreeMap<&'static str, AccountId>,
) -> Result<Party> {
    let mut people = HashMap::new();
    for (position, [name, role, department, party, phone, bunk, dietary]) in (1..).zip(PEOPLE) {
        let log_in = LOG_INS.iter().find(|row| row.name == name);
        let account = log_in.and_then(|row| accounts.get(row.email));
        let fields = json!({
            "name": name, "role": role, "department": department, "party": party, "phone": phone,
            "email": log_in.map(|row| row.email), "bunk": bunk, "dietary": dietary,
            "account": account, "position": position,
        });
        people.insert(name, pen.add("everyone", Kind::Person, fields)?);
    }
    let mut vehicles = HashMap::new();
    for ([name, vehicle_type, operator, plate, driver], berths, length_cm) in VEHICLES {
        let berths = (berths > 0).then_some(berths);
        let fields = json!({
            "name": name, "vehicle_type": vehicle_type, "operator": operator, "plate": plate,
            "driver": people.get(driver), "berths": berths, "length_cm": length_cm,
            "height_cm": 400,
        });
        vehicles.insert(name, pen.add("everyone", Kind::Vehicle, fields)?);
    }
    pen.end_group(None);
    Ok(Party { people, vehicles })
}
