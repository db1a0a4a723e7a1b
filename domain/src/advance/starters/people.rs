//! Who is who: whom to call at the venue and at the promoter, and who calls. Who settles and who is
//! the union's steward stand with settlement and labor.

use super::row::Form::{Number, Rows, Text};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, person, row};
use crate::record::kinds::ContactCategory::{LocalCrew, Promoter, Venue};

/// The questions about contacts.
pub(super) const CONTACTS: &[Row] = &[
    person(
        "promoter_rep",
        "Promoter's rep on the day",
        [Must, Must, Must, Must],
        Promoter,
        "Promoter rep",
    )
    .help("the person on site, with a mobile number")
    .of_show(),
    person("artist_liaison", "Artist liaison", [Not, Not, Not, Must], Promoter, "Artist liaison")
        .of_show(),
    person(
        "production_manager",
        "Production manager",
        [Must, Must, Must, Must],
        Venue,
        "Production manager",
    )
    .help("of the house or the site"),
    person("stage_manager", "Stage manager", [Not, Ask, Not, Must], Venue, "Stage manager"),
    person("house_audio", "House audio", [Must, Ask, Not, Ask], Venue, "House audio")
        .help("house engineer or system tech"),
    person("house_lighting", "House lighting", [Ask, Ask, Not, Ask], Venue, "House lighting"),
    person("head_rigger", "Head rigger", [Not, Not, Must, Not], Venue, "Head rigger"),
    person("box_office", "Box office", [Not, Ask, Must, Not], Venue, "Box office")
        .help("who takes the guest list"),
    person("hospitality", "Hospitality", [Not, Ask, Must, Must], Promoter, "Hospitality")
        .help("who shops the rider and runs catering"),
    person("security_lead", "Security lead", [Not, Not, Must, Not], Venue, "Security lead"),
    person("merch_contact", "Merch", [Not, Not, Ask, Not], Venue, "Merch")
        .help("who counts in and settles merchandise"),
    person("marketing", "Marketing and press", [Not, Not, Ask, Not], Promoter, "Marketing"),
    person("transport", "Parking and site transport", [Not, Not, Not, Ask], Venue, "Transport")
        .help("dock master, traffic, buggies"),
    person("runners", "Runners", [Not, Not, Ask, Not], LocalCrew, "Runner").of_show(),
    row("runner_terms", "Runner hours, vehicle and limits", Text, [Not, Not, Ask, Not])
        .help("how many, from when to when, seats, cash float, mileage")
        .in_venue("runner"),
    row("house_phone", "House phone", Text, [Ask, Not, Not, Not])
        .help("answered on show day, after office hours too")
        .in_venue("phone"),
    row(
        "touring_contacts",
        "Touring contacts",
        Rows(&[("role", "Role"), ("name", "Name"), ("phone", "Phone"), ("email", "E-mail")]),
        [Not, Not, Must, Must],
    )
    .help("tour manager, production manager, FOH, monitors, lighting, security, merch")
    .by_tour(),
    row("touring_party", "Touring party", Number("people"), [Not, Not, Must, Must])
        .help("everyone who arrives with us, drivers included")
        .by_tour(),
];
