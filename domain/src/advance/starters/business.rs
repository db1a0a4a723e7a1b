//! Money, hotels and cars, safety, and the papers that go to and fro.

use super::row::Form::{Choice, Clock, File, Lines, Text};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, person, row};
use crate::record::kinds::{ContactCategory, FileCategory, ItemType};

/// The questions about settlement.
pub(super) const SETTLEMENT: &[Row] = &[
    person(
        "settlement_contact",
        "Who settles for the promoter",
        [Ask, Must, Must, Ask],
        ContactCategory::Promoter,
        "Settlement",
    )
    .of_show(),
    row("settlement_tour", "Who settles for the tour", Text, [Not, Not, Ask, Not]).by_tour(),
    row("settlement", "Settlement", Clock, [Ask, Ask, Must, Not])
        .help("when; the cost sheet an hour before")
        .in_schedule(ItemType::Settlement)
        .of_show(),
    row(
        "settlement_method",
        "How the balance is paid",
        Choice(&["Bank transfer", "Cash", "Cheque", "Transfer and cash", "Paid in advance"]),
        [Must, Must, Must, Must],
    )
    .due(7)
    .of_show(),
    row("deposit", "Deposit", Text, [Not, Not, Ask, Not])
        .help("paid on which date, or when it will be")
        .of_show(),
    row("tax", "Withholding tax", Text, [Ask, Ask, Must, Must])
        .help("rate, on what, forms or certificate that exempt, by when they are needed")
        .due(21),
    row("invoice_to", "Invoice to", Lines, [Not, Not, Not, Ask])
        .help("company, address, VAT number, reference, e-mail for invoices"),
    row("merch_settlement", "Merch settlement", Text, [Not, Not, Ask, Not])
        .help("when, with whom, cash or with the show"),
];

/// The questions about hotels and cars.
pub(super) const GROUND: &[Row] = &[
    row("hotel", "Hotel and day rooms", Lines, [Ask, Ask, Ask, Ask])
        .help("if you provide it: name, address, phone, rooms, check-in and out, breakfast")
        .due(14)
        .of_show(),
    row("cars", "Cars and transfers", Lines, [Not, Not, Ask, Ask])
        .help("vehicle, seats, driver and phone, from when to when")
        .due(7)
        .of_show(),
    row("site_transport", "Transport on site", Text, [Not, Not, Not, Ask])
        .help("buggies, shuttles between parking, dressing rooms and stage; for gear too")
        .of_show(),
];

/// The questions about what happens when something goes wrong.
pub(super) const SAFETY: &[Row] = &[
    row("emergency", "In an emergency", Lines, [Must, Must, Must, Must])
        .help("number to call, nearest emergency room, muster point, address as medics know it")
        .in_venue("emergency"),
    row("evacuation", "Evacuation plan", Text, [Not, Not, Must, Must])
        .help("signal or code word, routes, who announces"),
    row("show_stop", "Show stop", Text, [Not, Not, Must, Must])
        .help("who may stop the show, how we are told, who speaks to the audience"),
    row("weather_plan", "Weather plan", Lines, [Not, Not, Not, Must])
        .help("wind in m/s that lowers or clears the stage, lightning, shelter, who decides"),
    row("site_rules", "Working rules", Text, [Not, Not, Not, Ask])
        .help("helmet, boots, hi-vis, induction, work at height, certificates"),
    row("fire_rules", "Fire rules", Text, [Not, Ask, Must, Not])
        .help("flame certificates for drapes and set, fire marshal, inspection, when")
        .due(21),
    row("risk_assessment", "Papers you need from us", Text, [Not, Not, Not, Ask])
        .help("risk assessment, method statement, test certificates, crew list, by when")
        .due(21),
    row("insurance_wording", "Insurance you ask for", Text, [Not, Ask, Must, Not])
        .help("cover, amount, additional insured, exact wording, sent to whom")
        .due(21),
    row("insurance", "Our certificate of insurance", File, [Not, Not, Must, Must])
        .in_files(FileCategory::Insurance)
        .due(21)
        .by_tour(),
];

/// The questions for papers.
pub(super) const DOCUMENTS: &[Row] = &[
    row("tech_pack", "Tech pack and drawings", File, [Ask, Must, Must, Must])
        .help("plan and section of stage and house, rigging, lighting, seats; DWG if there is one")
        .in_files(FileCategory::Plan),
    row("site_map", "Directions and site map", File, [Not, Not, Ask, Must])
        .help("gates, docks, parking, dressing rooms")
        .in_files(FileCategory::Map),
    row("advance_portal", "Your own advance form", Text, [Not, Not, Not, Ask])
        .help("address of the portal, and the deadline of each department")
        .due(30)
        .of_show(),
    row("riders", "Our riders", File, [Ask, Must, Must, Must])
        .help("technical and hospitality, with their version")
        .in_files(FileCategory::Rider)
        .by_tour(),
    row("stage_plot", "Our stage plot", File, [Ask, Ask, Not, Must])
        .in_files(FileCategory::StagePlot)
        .by_tour(),
    row("input_list", "Our input list", File, [Ask, Not, Not, Must])
        .in_files(FileCategory::InputList)
        .by_tour(),
    row("rider_remarks", "What in our riders is not possible", Lines, [Not, Ask, Must, Ask])
        .due(14)
        .of_show(),
];

/// What no section has.
pub(super) const OTHER: &[Row] =
    &[row("anything_else", "Anything else", Lines, [Ask, Ask, Ask, Ask])
        .help("what you would want to know in our place")
        .of_show()];
