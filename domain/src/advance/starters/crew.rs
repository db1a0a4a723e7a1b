//! Local crew, and what everyone eats, drinks and dries themselves with. Numbers are of this show;
//! minimums, breaks and rates are the house's or the union's.

use super::row::Form::{Choice, Lines, Money, Number, Rows, Text};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, person, row};
use crate::record::kinds::ContactCategory;

/// The questions about local crew.
pub(super) const LABOR: &[Row] = &[
    row(
        "labor_calls",
        "Local crew",
        Rows(&[
            ("position", "Position"),
            ("load_in", "Load-in"),
            ("show", "Show"),
            ("load_out", "Load-out"),
            ("call", "Call"),
        ]),
        [Not, Must, Must, Ask],
    )
    .help("how many each: stagehands, loaders, up and down riggers, electricians, spot operators")
    .due(14)
    .of_show(),
    row("house_engineers", "House engineers and hands", Text, [Ask, Not, Not, Not])
        .help("FOH, monitors, lights; hands for load-in and load-out; what costs extra"),
    row("union", "Union house", Text, [Not, Ask, Must, Not])
        .help("which local, for which departments; or no"),
    person(
        "union_steward",
        "Crew chief or steward",
        [Not, Not, Must, Not],
        ContactCategory::LocalCrew,
        "Crew chief",
    ),
    row("labor_minimums", "Minimum call and overtime", Text, [Not, Ask, Must, Not]).help(
        "minimum hours for load-in, show, load-out; overtime after how many, nights, holidays",
    ),
    row("labor_meals", "Meal breaks", Text, [Not, Ask, Must, Not])
        .help("after how many hours, how long, who feeds them, meal penalty"),
    row("stage_crew", "Stage crew at changeover", Text, [Not, Not, Not, Must])
        .help("hands, patch, backline and lighting crew of the stage")
        .of_show(),
];

/// The questions about food, drink and towels.
pub(super) const HOSPITALITY: &[Row] = &[
    row(
        "meals",
        "Meals",
        Choice(&["Catering", "Buyout", "Catering and buyout", "None"]),
        [Must, Must, Must, Must],
    )
    .due(7),
    row("buyout", "Buyout a head", Money, [Ask, Ask, Ask, Not])
        .help("paid in cash when we arrive, unless said otherwise")
        .due(7)
        .of_show(),
    row("catering_people", "People to feed", Number("people"), [Ask, Ask, Must, Must])
        .help("at dinner; drivers and support included")
        .due(7)
        .by_tour(),
    row("diets", "Diets and allergies", Lines, [Ask, Ask, Must, Must])
        .help("how many vegetarian, vegan, without gluten or nuts; numbers, no names")
        .due(7)
        .by_tour(),
    row("other_meals", "Breakfast, lunch, after-show food", Lines, [Not, Not, Ask, Not])
        .help("from when to when, where, what there is after midnight")
        .due(7)
        .of_show(),
    row("vouchers", "Meal and drink vouchers", Text, [Not, Not, Not, Must])
        .help("how many, which meals, picked up where")
        .due(7)
        .of_show(),
    row("hospitality_rider", "Hospitality rider", Lines, [Ask, Must, Must, Must])
        .help("what cannot be had, and what comes instead; from when it is in the room")
        .due(7)
        .of_show(),
    row("bus_stock", "Bus stock", Text, [Not, Not, Ask, Not])
        .help("when it is loaded, and who shops it")
        .of_show(),
    row("towels", "Towels", Text, [Ask, Ask, Ask, Ask])
        .help("how many bath and stage towels, on arrival, washed before first use")
        .in_venue("towels"),
    row("water_ice", "Drinking water and ice", Text, [Not, Not, Not, Ask])
        .help("refill points, bottles or none, ice when and where"),
];
