//! Where the demo tour goes: real cities with their positions and zones, invented venues.

/// A city of the route.
pub(super) struct City {
    pub(super) name: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'static str,
    pub(super) lat: f64,
    pub(super) lon: f64,
    /// IANA name.
    pub(super) zone: &'static str,
}

impl City {
    const fn new(
        name: &'static str,
        country: &'static str,
        (lat, lon): (f64, f64),
        zone: &'static str,
    ) -> Self {
        Self { name, country, lat, lon, zone }
    }
}

pub(super) const UTRECHT: &City = &City::new("Utrecht", "NL", (52.0908, 5.1222), AMSTERDAM.zone);
pub(super) const BRUSSELS: &City =
    &City::new("Brussels", "BE", (50.8505, 4.3488), "Europe/Brussels");
pub(super) const AMSTERDAM: &City =
    &City::new("Amsterdam", "NL", (52.3740, 4.8897), "Europe/Amsterdam");
pub(super) const AARHUS: &City = &City::new("Aarhus", "DK", (56.1567, 10.2108), COPENHAGEN.zone);
pub(super) const GOTHENBURG: &City =
    &City::new("Gothenburg", "SE", (57.7072, 11.9668), STOCKHOLM.zone);
pub(super) const OSLO: &City = &City::new("Oslo", "NO", (59.9127, 10.7461), "Europe/Oslo");
pub(super) const STOCKHOLM: &City =
    &City::new("Stockholm", "SE", (59.3326, 18.0649), "Europe/Stockholm");
pub(super) const NORRKOPING: &City =
    &City::new("Norrköping", "SE", (58.5942, 16.1826), STOCKHOLM.zone);
pub(super) const MALMO: &City = &City::new("Malmö", "SE", (55.6059, 13.0007), STOCKHOLM.zone);
pub(super) const COPENHAGEN: &City =
    &City::new("Copenhagen", "DK", (55.6759, 12.5655), "Europe/Copenhagen");
pub(super) const BERLIN: &City = &City::new("Berlin", "DE", (52.5244, 13.4105), "Europe/Berlin");
pub(super) const LEIPZIG: &City = &City::new("Leipzig", "DE", (51.3396, 12.3713), BERLIN.zone);
pub(super) const HAMBURG: &City = &City::new("Hamburg", "DE", (53.5507, 9.9930), BERLIN.zone);
pub(super) const COLOGNE: &City = &City::new("Cologne", "DE", (50.9333, 6.9500), BERLIN.zone);
pub(super) const WARSAW: &City = &City::new("Warsaw", "PL", (52.2298, 21.0118), "Europe/Warsaw");
pub(super) const KRAKOW: &City = &City::new("Kraków", "PL", (50.0614, 19.9366), WARSAW.zone);
pub(super) const VIENNA: &City = &City::new("Vienna", "AT", (48.2085, 16.3721), "Europe/Vienna");
pub(super) const ZURICH: &City = &City::new("Zürich", "CH", (47.3667, 8.5500), "Europe/Zurich");
pub(super) const PARIS: &City = &City::new("Paris", "FR", (48.8534, 2.3488), "Europe/Paris");
pub(super) const LONDON: &City = &City::new("London", "GB", (51.5085, -0.1257), "Europe/London");
pub(super) const MANCHESTER: &City =
    &City::new("Manchester", "GB", (53.4809, -2.2374), LONDON.zone);
pub(super) const GLASGOW: &City = &City::new("Glasgow", "GB", (55.8652, -4.2576), LONDON.zone);
pub(super) const DUBLIN: &City = &City::new("Dublin", "IE", (53.3331, -6.2489), "Europe/Dublin");
pub(super) const BELFAST: &City = &City::new("Belfast", "GB", (54.5968, -5.9254), LONDON.zone);
pub(super) const BRISTOL: &City = &City::new("Bristol", "GB", (51.4552, -2.5966), LONDON.zone);
pub(super) const LILLE: &City = &City::new("Lille", "FR", (50.6330, 3.0586), PARIS.zone);
pub(super) const ANTWERP: &City = &City::new("Antwerp", "BE", (51.2205, 4.4003), BRUSSELS.zone);
pub(super) const ROTTERDAM: &City =
    &City::new("Rotterdam", "NL", (51.9225, 4.4792), AMSTERDAM.zone);
pub(super) const GRONINGEN: &City =
    &City::new("Groningen", "NL", (53.2192, 6.5667), AMSTERDAM.zone);

/// A venue, and who answers the phone there.
pub(super) struct Venue {
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) built_as: &'static str,
    pub(super) capacity: u32,
    /// How gear comes in.
    pub(super) access: &'static str,
    /// Its production manager: name and phone.
    pub(super) contact: (&'static str, &'static str),
}

impl Venue {
    const fn new(
        (name, address): (&'static str, &'static str),
        (built_as, capacity): (&'static str, u32),
        access: &'static str,
        contact: (&'static str, &'static str),
    ) -> Self {
        Self { name, address, built_as, capacity, access, contact }
    }
}

pub(super) const PAKHUIS: &Venue = &Venue::new(
    ("Pakhuis Zeven", "Vechtkade 7"),
    ("Club", 1_600),
    "One dock at stage level, 15 m to the stage.",
    ("Femke de Boer", "+31 30 000 0107"),
);
pub(super) const QUAI_12: &Venue = &Venue::new(
    ("Salle Quai 12", "Quai des Charbonniers 12"),
    ("Theatre", 1_900),
    "Ramp from the quay, 6 per cent. One truck at a time.",
    ("Olivier Maes", "+32 2 000 01 12"),
);
pub(super) const ZUIDERLOODS: &Venue = &Venue::new(
    ("Zuiderloods", "Scheldekade 40"),
    ("Hall", 2_500),
    "Drive-in, two trucks side by side.",
    ("Sanne Vos", "+31 20 000 0140"),
);
pub(super) const KULTURKAJEN: &Venue = &Venue::new(
    ("Kulturkajen", "Mindebrogade 3"),
    ("Hall", 1_700),
    "Two docks, 30 m flat to the stage.",
    ("Mads Kjær", "+45 00 00 01 03"),
);
pub(super) const RORVERKET: &Venue = &Venue::new(
    ("Rörverket", "Lindholmskajen 18"),
    ("Club", 1_500),
    "Street level, permit for two trucks until 10:00.",
    ("Elin Sandberg", "+46 31 390 06 18"),
);
pub(super) const FJORDSALEN: &Venue = &Venue::new(
    ("Fjordsalen", "Bjørvikveien 9"),
    ("Theatre", 2_100),
    "Lift of 5 t to level 2, 6 m long.",
    ("Henrik Moe", "+47 00 00 01 09"),
);
pub(super) const SJOHALLEN: &Venue = &Venue::new(
    ("Sjöhallen", "Lövholmsvägen 22"),
    ("Hall", 2_900),
    "Three docks. Shore power for two buses.",
    ("Anna Lindqvist", "+46 8 465 004 22"),
);
pub(super) const SPINNHUSET: &Venue = &Venue::new(
    ("Spinnhuset", "Holmengatan 5"),
    ("Club", 1_200),
    "One dock, 12 steps to the stage on the left. Bring the ramp.",
    ("Oskar Berg", "+46 11 465 004 05"),
);
pub(super) const KAJHALLEN: &Venue = &Venue::new(
    ("Kajhallen", "Hullkajen 14"),
    ("Hall", 1_800),
    "Drive-in, stage end.",
    ("Sara Ekman", "+46 40 628 04 14"),
);
pub(super) const VEGA_DOK: &Venue = &Venue::new(
    ("Vega Dok", "Refshalevej 61"),
    ("Hall", 1_500),
    "Dock at stage level. The gate closes at 01:00.",
    ("Emil Holm", "+45 00 00 01 61"),
);
pub(super) const KRAFTRAUM: &Venue = &Venue::new(
    ("Kraftraum", "Wilhelminenhofstraße 300"),
    ("Club", 2_400),
    "Yard for three trucks, 40 m to the stage.",
    ("Julia Wendt", "+49 30 23125 030"),
);
pub(super) const AUENPARK: &Venue = &Venue::new(
    ("Auenpark Halle", "Auenweg 2"),
    ("Hall", 1_900),
    "Two docks, low gate of 3.9 m.",
    ("Falk Zeidler", "+49 341 000 0002"),
);
pub(super) const TONHALLE: &Venue = &Venue::new(
    ("Tonhalle Nord", "Uferstraße 12"),
    ("Hall", 2_200),
    "Dock 2 at stage level, three trucks. Lift B to level 2 takes 2.4 t. Ring the buzzer twice.",
    ("Ida Brandt", "+49 40 66969 001"),
);
pub(super) const RHEINWERK: &Venue = &Venue::new(
    ("Rheinwerk", "Auenweg 173"),
    ("Hall", 2_800),
    "Four docks, 20 m flat to the stage.",
    ("Thomas Kaul", "+49 221 4710 173"),
);
pub(super) const HALA_WISLA: &Venue = &Venue::new(
    ("Hala Wisła", "Wybrzeże 51"),
    ("Arena", 3_100),
    "Ramp on the river side, trucks reverse 80 m.",
    ("Piotr Zając", "+48 22 000 00 01"),
);
pub(super) const TEATR_NOWY: &Venue = &Venue::new(
    ("Teatr Nowy", "Podgórska 34"),
    ("Theatre", 1_400),
    "Street level, no truck after 08:00 without a permit.",
    ("Magda Wrona", "+48 12 000 00 34"),
);
pub(super) const KUPPELHALLE: &Venue = &Venue::new(
    ("Kuppelhalle", "Handelskai 344"),
    ("Hall", 2_000),
    "Two docks. Lift of 4 t to the stage.",
    ("Lukas Gruber", "+43 1 000 0344"),
);
pub(super) const HALLE_9: &Venue = &Venue::new(
    ("Halle 9", "Gleisbogen 9"),
    ("Hall", 1_600),
    "Carnet is checked at the gate; have it ready.",
    ("Nina Frei", "+41 44 000 01 09"),
);
pub(super) const LE_HANGAR: &Venue = &Venue::new(
    ("Le Hangar", "Quai de la Marne 88"),
    ("Hall", 1_700),
    "One dock. Silence in the yard after 23:30.",
    ("Claire Fontaine", "+33 1 99 00 12 88"),
);
pub(super) const FOUNDRY_HALL: &Venue = &Venue::new(
    ("Foundry Hall", "41 Wharf Lane"),
    ("Theatre", 3_300),
    "Dock for two trucks, lift to the stage 3.6 by 8 m.",
    ("Priya Nair", "+44 20 7946 0041"),
);
pub(super) const ROPEWALK: &Venue = &Venue::new(
    ("Ropewalk", "7 Cobden Yard"),
    ("Hall", 2_600),
    "Level access, two trucks.",
    ("Gareth Lowe", "+44 161 496 0007"),
);
pub(super) const CLYDEWORKS: &Venue = &Venue::new(
    ("Clydeworks", "120 Broomielaw Quay"),
    ("Hall", 2_100),
    "Drive-in from the quay.",
    ("Isla Muir", "+44 141 496 0120"),
);
pub(super) const QUAY_HALL: &Venue = &Venue::new(
    ("Quay Hall", "15 Sir Rogan's Quay"),
    ("Theatre", 1_800),
    "Dock on the lane, one truck at a time.",
    ("Ciara Doyle", "+353 1 000 0115"),
);
pub(super) const LINEN_YARD: &Venue = &Venue::new(
    ("Linen Yard", "3 Bleachfield Street"),
    ("Club", 1_300),
    "Street level, hand-carried over 25 m.",
    ("Conor Magee", "+44 28 9649 6003"),
);
pub(super) const SUGAR_HOUSE: &Venue = &Venue::new(
    ("Sugar House", "26 Redcliff Backs"),
    ("Club", 1_650),
    "Dock at stage level. No idling engines.",
    ("Tess Harding", "+44 117 496 0026"),
);
pub(super) const FILATURE: &Venue = &Venue::new(
    ("La Filature", "Rue du Bassin 19"),
    ("Hall", 1_900),
    "Two docks, 10 m to the stage.",
    ("Hugo Lefèvre", "+33 3 53 01 00 19"),
);
pub(super) const HAVENZAAL: &Venue = &Venue::new(
    ("Havenzaal", "Rijnkaai 100"),
    ("Hall", 2_300),
    "Drive-in, stage right.",
    ("Wout Peeters", "+32 3 000 01 00"),
);
pub(super) const HAVENLICHT: &Venue = &Venue::new(
    ("Havenlicht Festival", "Keileweg 300, gate C"),
    ("Festival", 12_000),
    "Artist gate C. Trucks wait at the marshalling yard until they are called.",
    ("Marit Bakker", "+31 10 000 0300"),
);
pub(super) const STOOMHAL: &Venue = &Venue::new(
    ("Stoomhal", "Sontweg 20"),
    ("Hall", 2_000),
    "Two docks, trucks may stay overnight.",
    ("Joris Hofstra", "+31 50 000 0120"),
);
