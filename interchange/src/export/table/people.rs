//! Who is on tour, and whom to call elsewhere.

use domain::view::People;

use super::{Table, date, text};

/// Who is on tour.
pub(super) fn on_tour(people: &People) -> Table {
    let mut table = Table::new(
        "People",
        ["Name", "Role", "Department", "Party", "Company", "Phone", "E-mail", "Starts", "Ends"],
    );
    for person in people.people.iter().map(|person| &person.fields) {
        table.add([
            text(person.name.as_ref()),
            text(person.role.as_ref()),
            text(person.department.as_ref()),
            text(person.party.as_ref()),
            text(person.company.as_ref()),
            text(person.phone.as_ref()),
            text(person.email.as_ref()),
            date(person.starts),
            date(person.ends),
        ]);
    }
    table
}

/// Whom to call elsewhere. Whoever is to be kept off what is handed out is not in it.
pub(super) fn elsewhere(people: &People) -> Table {
    let mut table = Table::new(
        "Contacts",
        ["Name", "Role", "Company", "Category", "Phone", "E-mail", "Date", "Venue"],
    );
    let shared = |fields: &domain::record::kinds::Contact| fields.do_not_share != Some(true);
    for contact in people.contacts.iter().filter(|contact| shared(&contact.fields)) {
        let fields = &contact.fields;
        table.add([
            text(fields.name.as_ref()),
            text(fields.role.as_ref()),
            text(fields.company.as_ref()),
            text(fields.category.map(|category| category.word().replace('_', " "))),
            text(fields.phone.as_ref()),
            text(fields.email.as_ref()),
            date(contact.date),
            text(contact.venue_name.as_ref()),
        ]);
    }
    table
}
