//! Where the demo tour sleeps when it does not sleep on the bus.

/// A hotel stay.
pub(super) struct Stay {
    /// The city of the stop that it begins at, as in the route.
    pub(super) city: &'static str,
    pub(super) name: &'static str,
    pub(super) address: &'static str,
    pub(super) phone: &'static str,
    /// None for day rooms.
    pub(super) nights: u64,
    pub(super) breakfast: &'static str,
}

const fn stay(
    city: &'static str,
    (name, address): (&'static str, &'static str),
    phone: &'static str,
    nights: u64,
    breakfast: &'static str,
) -> Stay {
    Stay { city, name, address, phone, nights, breakfast }
}

/// The stays, each from the first date in its city on which nobody plays, else the first date.
pub(super) const STAYS: [Stay; 13] = [
    stay("Utrecht", ("Hotel Domkade", "Domkade 4"), "+31 30 000 0204", 1, "07:00 to 10:30"),
    stay("Amsterdam", ("Hotel Sluis", "Sluisplein 8"), "+31 20 000 0208", 1, "07:00 to 11:00"),
    stay("Aarhus", ("Hotel Aaen", "Åboulevarden 60"), "+45 00 00 02 06", 1, "06:30 to 10:00"),
    stay("Oslo", ("Hotel Ekeberg", "Kongsveien 21"), "+47 00 00 02 21", 1, "07:00 to 10:30"),
    stay("Berlin", ("Hotel Spreeufer", "Spreeufer 17"), "+49 30 23125 217", 2, "06:30 to 11:00"),
    stay("Leipzig", ("Hotel Augusta", "Augustusring 5"), "+49 341 000 0205", 1, "07:00 to 10:30"),
    stay("Cologne", ("Hotel Severin", "Severinswall 30"), "+49 221 4710 230", 0, "06:30 to 11:00"),
    stay("Vienna", ("Hotel Prater", "Praterstern 6"), "+43 1 000 0206", 1, "07:00 to 11:00"),
    stay("Paris", ("Hôtel de la Marne", "Quai de la Marne 40"), "+33 1 99 00 12 40", 1, "07:00"),
    stay("London", ("Wharf Lane Hotel", "9 Wharf Lane"), "+44 20 7946 0209", 2, "06:30 to 10:30"),
    stay("Manchester", ("Mill House", "2 Cobden Yard"), "+44 161 496 0202", 1, "07:00 to 10:00"),
    stay("Dublin", ("The Liffey Rooms", "4 Quay Lane"), "+353 1 000 0204", 1, "07:00 to 10:30"),
    stay("Lille", ("Hôtel du Bassin", "Rue du Bassin 2"), "+33 3 53 01 00 02", 1, "07:00 to 10:00"),
];
