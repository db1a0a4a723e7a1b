//! Where a show is.

use chrono::NaiveDate;

use crate::ids::RecordId;
use crate::record::field::kind;
use crate::record::values::{Line, Place, Prose, Whole};

kind! {
    /// A venue. In a tour it is the tour's own copy of the directory's; corrections are written back on
    /// purpose.
    Venue = Venue, parent None;
    /// What it is called.
    name: Line, Review required;
    /// What it was called before.
    previous_name: Line, Review;
    /// Where it is, with its zone.
    place: Place, Review;
    /// Club, theatre, arena, festival.
    venue_type: Line, Review;
    /// How many people it holds.
    capacity: Whole<0, 1_000_000>, Review;
    /// The house's phone.
    phone: Line, Review;
    /// The house's e-mail.
    email: Line, Review;
    /// Its page.
    url: Line, Review;
    /// Who may come in.
    age_limit: Line, Review;
    /// Where the artist enters, if elsewhere.
    artist_entrance: Line, Review;
    /// How gear comes in: dock, levels, lifts, distance to the stage.
    load_in_access: Prose, Text;
    /// The code of the stage door.
    door_code: Line, Review;
    /// Where buses park, and their power.
    bus_parking: Line, Review;
    /// Where trucks park.
    truck_parking: Line, Review;
    /// Where vans park.
    van_parking: Line, Review;
    /// The name of the Wi-Fi.
    wifi_network: Line, Review;
    /// Its password.
    wifi_password: Line, Review;
    /// Dressing rooms.
    dressing_rooms: Line, Review;
    /// Showers.
    showers: Line, Review;
    /// Towels.
    towels: Line, Review;
    /// Laundry and gym.
    laundry: Line, Review;
    /// The production office and its phone.
    production_office: Line, Review;
    /// The runner and their phone.
    runner: Line, Review;
    /// Width, depth, height, deck to grid.
    stage: Line, Review;
    /// Power.
    power: Line, Review;
    /// Rigging.
    rigging: Line, Review;
    /// The limit of sound pressure, and how it is measured.
    sound_limit: Line, Review;
    /// The nearest emergency room, the muster point, the number to call.
    emergency: Prose, Text;
    /// What everyone should know.
    notes: Prose, Text;
    /// The directory's venue that this is a copy of.
    copied_from: RecordId, Latest;
    /// When somebody last checked this.
    verified_at: NaiveDate, Review;
    /// Who checked it.
    verified_by: Line, Review;
}
