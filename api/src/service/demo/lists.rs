//! Who comes to the show as a guest, and who lies down in which day room.

use domain::ids::RecordId;
use domain::record::Kind;
use serde_json::json;

use super::pen::Pen;
use super::people::Party;
use crate::error::Result;

/// Name, company, how many, passes, pickup, who asks, status, what the box office is told.
type Guest = (
    &'static str,
    &'static str,
    u32,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const GUESTS: [Guest; 6] = [
    (
        "Łucja Wiśniewska",
        "Radio Elbe",
        2,
        "Photo",
        "Box office",
        "Mara Kovač",
        "approved",
        "No flash, first three songs",
    ),
    ("Tomás Ferreira", "", 1, "AAA", "Stage door", "Effie Grant", "approved", ""),
    (
        "Ingrid Sørensen",
        "Nordlicht Konzerte",
        4,
        "Guest",
        "Box office",
        "Mara Kovač",
        "approved",
        "Two more at the door are fine",
    ),
    ("Νίκος Παπαδόπουλος", "", 2, "Aftershow", "Box office", "Sam Ortega", "approved", ""),
    ("Keiko Arai", "Paper Lanterns", 1, "Working", "Stage door", "Jo Okafor", "approved", ""),
    ("Bo Lindqvist", "", 3, "Guest", "Box office", "Kasia Nowak", "new", ""),
];

/// The guest list of today's show, as it stands an hour before doors.
pub(super) fn write_guests(pen: &mut Pen<'_>, event: RecordId, party: &Party) -> Result<()> {
    for (name, company, quantity, passes, pickup, asks, status, told) in GUESTS {
        let fields = json!({
            "event": event, "name": name, "affiliation": company, "quantity": quantity,
            "passes": passes, "pickup": pickup, "requested_by": party.people.get(asks),
            "status": status, "payment": "comp", "box_office_note": told,
        });
        pen.add("everyone", Kind::GuestRequest, fields)?;
    }
    pen.end_group(Some("The guest list so far"));
    Ok(())
}

/// The day rooms in Hamburg. One of the band is known to the hotel by another name.
pub(super) fn write_rooms(pen: &mut Pen<'_>, stay: RecordId, party: &Party) -> Result<()> {
    let rooms = [("Effie Grant", "twin", "204", "Ms Harbour"), ("Mara Kovač", "single", "205", "")];
    for (position, (name, room_type, number, alias)) in (1..).zip(rooms) {
        let fields = json!({
            "stay": stay, "room_type": room_type, "number": number, "alias": alias,
            "occupants": party.named(&[name]), "day_room": true, "times": "11:00 to 18:00",
            "billing": "Room to the tour, extras to the guest", "position": position,
        });
        pen.add("management", Kind::Room, fields)?;
    }
    pen.end_group(None);
    Ok(())
}
