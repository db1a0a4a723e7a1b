//! The house: how gear, people and vehicles come in, and the rooms behind the stage. Almost all of
//! it is the same at the next visit.

use super::row::Form::{Lines, Number, Rows, Text, YesNo};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, row};

/// The questions about docks, doors and parking.
pub(super) const ACCESS: &[Row] = &[
    row("load_in_access", "Load-in access", Lines, [Must, Must, Must, Must])
        .help("the way from the truck to the stage: dock or street, levels, stairs, lift, distance")
        .in_venue("load_in_access"),
    row("truck_address", "Address for drivers", Text, [Not, Not, Not, Must])
        .help("for a satnav, or a pin; which gate; low-emission zone, height limits, truck bans"),
    row("dock_count", "Docks", Number("docks"), [Not, Not, Must, Not]),
    row("dock_height", "Dock height", Number("m"), [Not, Ask, Ask, Not])
        .help("above the ground; 0 where trucks tip at street level"),
    row("forklifts", "Forklifts and ramps", Text, [Not, Not, Must, Ask])
        .help("how many, load, reach, with drivers or without; length of ramps"),
    row("artist_entrance", "Artist entrance", Text, [Not, Ask, Ask, Not])
        .help("where it is not the front door")
        .in_venue("artist_entrance"),
    row("door_code", "Stage door code", Text, [Ask, Ask, Not, Not]).in_venue("door_code"),
    row("truck_parking", "Truck parking", Text, [Not, Ask, Must, Must])
        .help("how many, where, how long they may stay; where they wait their turn")
        .in_venue("truck_parking"),
    row("bus_parking", "Bus parking", Text, [Ask, Must, Must, Must])
        .help("how many, where, overnight or not")
        .in_venue("bus_parking"),
    row("van_parking", "Van parking", Text, [Ask, Not, Not, Not])
        .help("how many, where, safe overnight or not")
        .in_venue("van_parking"),
    row("buses_overnight", "Buses may stay overnight", YesNo, [Not, Not, Ask, Ask]),
    row("shore_power", "Shore power for buses", Text, [Ask, Ask, Must, Ask])
        .help("how many outlets, amps, connector, distance"),
    row("parking_permits", "Parking permits", Text, [Not, Not, Ask, Not])
        .help("who gets them, what they need to know, by when")
        .due(21),
    row("off_site_parking", "Off-site parking", Text, [Not, Not, Not, Ask])
        .help("where, from when, shuttle for drivers"),
    row(
        "touring_vehicles",
        "Touring trucks, buses and vans",
        Rows(&[
            ("vehicle", "Vehicle"),
            ("count", "How many"),
            ("length", "Length in m, with trailer"),
            ("plate", "Plates"),
            ("power", "Shore power"),
        ]),
        [Ask, Ask, Must, Must],
    )
    .due(14)
    .by_tour(),
];

/// The questions about rooms and internet.
pub(super) const ROOMS: &[Row] = &[
    row("dressing_rooms", "Dressing rooms", Text, [Ask, Must, Must, Must])
        .help("how many, on which floor, which are ours, which can be locked")
        .in_venue("dressing_rooms"),
    row(
        "dressing_room_list",
        "Dressing rooms, one by one",
        Rows(&[
            ("room", "Room"),
            ("people", "People"),
            ("toilet", "Toilet"),
            ("shower", "Shower"),
            ("note", "Note"),
        ]),
        [Not, Not, Ask, Not],
    ),
    row("dressing_room_times", "Dressing rooms, from when to when", Text, [Not, Not, Not, Ask])
        .help("and with whom they are shared")
        .of_show(),
    row("showers", "Showers", Text, [Ask, Ask, Ask, Ask])
        .help("how many, where, from when there is hot water")
        .in_venue("showers"),
    row("production_office", "Production office", Text, [Not, Ask, Must, Ask])
        .help("where, desks, phone, printer")
        .in_venue("production_office"),
    row("wifi_network", "Wi-Fi network", Text, [Ask, Ask, Ask, Ask]).in_venue("wifi_network"),
    row("wifi_password", "Wi-Fi password", Text, [Ask, Ask, Ask, Ask]).in_venue("wifi_password"),
    row("hardline", "Wired internet", Text, [Not, Not, Ask, Not])
        .help("where, how fast up and down, whom to ask, cost"),
    row("laundry", "Washer, dryer, gym", Text, [Not, Not, Ask, Not])
        .help("in the house, or the nearest")
        .in_venue("laundry"),
];
