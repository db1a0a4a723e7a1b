//! What has to do with the audience: security and passes, tickets and guests, merchandise, and the
//! press.

use super::row::Form::{Choice, Clock, File, Lines, Number, Rows, Text};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, row};
use crate::record::kinds::{FileCategory, ItemType};

/// The questions about security, passes and medics.
pub(super) const SECURITY: &[Row] = &[
    row("security_staff", "Security", Lines, [Ask, Must, Must, Ask])
        .help("how many, at which posts, from when to when; overnight for trucks and stage"),
    row("security_briefing", "Security briefing", Clock, [Not, Not, Ask, Not])
        .help("walk-through with our security, before doors")
        .of_show(),
    row("passes", "Passes", Text, [Not, Ask, Ask, Must])
        .help("which work in the house: ours, yours, wristbands; where they are picked up"),
    row(
        "touring_passes",
        "Passes we need",
        Rows(&[("type", "Pass"), ("count", "How many")]),
        [Not, Not, Not, Must],
    )
    .help("artist, crew, vehicle, guest, day guest")
    .due(14)
    .by_tour(),
    row("pass_sheet", "Our pass sheet", File, [Not, Not, Ask, Not])
        .in_files(FileCategory::Pass)
        .by_tour(),
    row("escort", "Escort for the artist", Text, [Not, Not, Not, Ask])
        .help("from the vehicle to the room and to the stage, golf cart or on foot"),
    row("medical", "Medics on site", Text, [Not, Not, Must, Must])
        .help("how many, where, from load-in to load-out; cost, if it is charged to the show"),
];

/// The questions about tickets and guests.
pub(super) const GUEST_LIST: &[Row] = &[
    row("capacity", "Capacity of the house", Number("people"), [Must, Not, Not, Not])
        .in_venue("capacity"),
    row("sellable", "Capacity on sale", Number("people"), [Not, Must, Must, Not])
        .help("for this show, after kills")
        .in_event("capacity")
        .of_show(),
    row("age_limit", "Age limit", Text, [Ask, Ask, Ask, Ask])
        .help("and what applies with a parent")
        .in_event("age_limit"),
    row("ticket_count", "Tickets sold", Text, [Ask, Ask, Must, Not])
        .help("sold, comps and still open, with the date of the count")
        .in_event("ticket_status")
        .due(2)
        .of_show(),
    row("holds_kills", "Holds and kills", Text, [Not, Not, Must, Not])
        .help("production, sight lines, promoter; which may be released, and when")
        .due(7)
        .of_show(),
    row("guest_list", "Guest list allotment", Text, [Must, Must, Must, Must])
        .help("comps for us and for support, upgrades, price of more")
        .in_event("guest_list")
        .due(7)
        .of_show(),
    row("guest_list_cutoff", "Guest list cut-off", Clock, [Ask, Must, Must, Must])
        .help("on the show day; sent to whom, in which form")
        .due(2)
        .of_show(),
    row("guest_list_format", "How the guest list is sent", Text, [Not, Not, Not, Must])
        .help("to which address, form or portal; full names, ID"),
];

/// The questions about merchandise.
pub(super) const MERCH: &[Row] = &[
    row("merch", "Merch location and rate", Text, [Must, Must, Must, Must])
        .help("where it stands; the house's share of soft goods and of recordings")
        .in_event("merch"),
    row(
        "merch_seller",
        "Who sells merch",
        Choice(&["Tour", "House", "Either"]),
        [Not, Not, Ask, Ask],
    )
    .help("where the house sells: for which fee"),
    row("merch_fees", "Merch tax and fees", Text, [Not, Not, Ask, Not])
        .help("sales tax and who pays it, card fee, seller fee, minimum"),
    row("merch_setup", "Merch tables, power, light", Text, [Ask, Ask, Ask, Ask])
        .help("how many tables and walls, internet for card readers, storage that locks"),
    row("merch_count_in", "Merch count-in", Clock, [Not, Not, Ask, Not]).of_show(),
    row("merch_shipping", "Merch shipping address", Lines, [Not, Not, Ask, Ask])
        .help("recipient, reference, from which day and at what hours parcels are taken"),
];

/// The questions about press, photographers, and meet and greet.
pub(super) const PRESS: &[Row] = &[
    row("photo_policy", "Photo policy", Text, [Ask, Ask, Must, Must])
        .help("first three songs, no flash, from the pit or from FOH; release form")
        .in_event("photo_policy")
        .by_tour(),
    row(
        "press_requests",
        "Press and photographers who ask",
        Rows(&[("name", "Name"), ("outlet", "For whom"), ("wants", "Wants")]),
        [Not, Not, Ask, Ask],
    )
    .due(2)
    .of_show(),
    row("press_call", "Press", Clock, [Not, Not, Ask, Ask])
        .help("interviews, radio, television: start and end")
        .in_schedule(ItemType::Press)
        .due(7)
        .of_show(),
    row("meet_greet", "Meet and greet", Clock, [Not, Not, Ask, Not])
        .in_schedule(ItemType::MeetGreet)
        .of_show(),
    row("recording", "Recording, broadcast, streaming", Text, [Not, Not, Not, Must])
        .help("who, what, for which use; nothing without written consent")
        .due(14)
        .of_show(),
];
