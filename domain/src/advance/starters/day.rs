//! The times of the day. What has a row in the schedule lands there; press, meet and greet, and
//! settlement have their times with their own sections.

use super::row::Form::{Choice, Clock, Lines, Rows, Text};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, row};
use crate::record::kinds::ItemType;

/// The questions about the schedule, in the order of the day.
pub(super) const SCHEDULE: &[Row] = &[
    row("stage_name", "Stage", Text, [Not, Not, Not, Must])
        .help("which one we play")
        .in_event("stage")
        .of_show(),
    row("access_from", "Venue access", Clock, [Not, Not, Ask, Ask])
        .help("from when the building or site is open to us")
        .in_schedule(ItemType::Arrival)
        .due(14)
        .of_show(),
    row("bus_park", "Buses park", Clock, [Not, Not, Not, Ask])
        .help("the earliest that they may stand there")
        .in_schedule(ItemType::BusPark)
        .due(14)
        .of_show(),
    row("labor_call", "Labor call", Clock, [Not, Not, Must, Not])
        .help("the first; the others stand with labor")
        .in_schedule(ItemType::Call)
        .due(14)
        .of_show(),
    row("load_in", "Load-in", Clock, [Must, Must, Must, Must])
        .in_schedule(ItemType::LoadIn)
        .due(14)
        .of_show(),
    row("line_check", "Line check", Clock, [Not, Not, Not, Ask])
        .help("start and end")
        .in_schedule(ItemType::LineCheck)
        .of_show(),
    row("soundcheck", "Soundcheck", Clock, [Must, Must, Must, Not])
        .help("start and end; who else checks on the stage")
        .in_schedule(ItemType::Soundcheck)
        .due(14)
        .of_show(),
    row("dark_stage", "Dark stage", Clock, [Not, Not, Ask, Not])
        .help("when the house or the union clears the stage")
        .in_schedule(ItemType::DarkStage)
        .of_show(),
    row("dinner", "Dinner", Clock, [Ask, Ask, Ask, Not])
        .help("start and end")
        .in_schedule(ItemType::Catering)
        .due(7)
        .of_show(),
    row("doors", "Doors", Clock, [Must, Must, Must, Must])
        .help("at a festival, when the gates open")
        .in_schedule(ItemType::Doors)
        .due(14)
        .of_show(),
    row("support_set", "Support set", Clock, [Ask, Ask, Ask, Not])
        .help("start and end; for several, the first")
        .in_schedule(ItemType::Support)
        .due(14)
        .of_show(),
    row(
        "line_up",
        "Who plays before and after us",
        Rows(&[("act", "Act"), ("starts", "Starts"), ("ends", "Ends")]),
        [Not, Not, Not, Must],
    )
    .help("on the same stage")
    .due(14)
    .of_show(),
    row("changeover", "Changeover", Clock, [Not, Not, Not, Must])
        .help("before our set, start and end")
        .in_schedule(ItemType::Changeover)
        .due(14)
        .of_show(),
    row("set", "Set", Clock, [Must, Must, Must, Must])
        .help("ours, start and end")
        .in_schedule(ItemType::Set)
        .due(14)
        .of_show(),
    row("interval", "Interval", Text, [Not, Ask, Not, Not])
        .help("when, how long, and whether the bars depend on it")
        .of_show(),
    row("curfew", "Curfew", Clock, [Must, Must, Must, Must]).in_schedule(ItemType::Curfew).due(14),
    row("curfew_kind", "Curfew, hard or soft", Choice(&["Hard", "Soft"]), [Must, Must, Must, Not])
        .help("hard: the sound is cut; soft: it costs or can be agreed"),
    row("curfew_penalty", "Curfew penalty", Text, [Not, Not, Must, Not])
        .help("per minute or part of an hour, and who pays"),
    row("load_out", "Load-out", Clock, [Ask, Ask, Ask, Ask])
        .help("from when, and until when the dock or stage is ours")
        .in_schedule(ItemType::LoadOut)
        .of_show(),
    row("out_by", "Out of the building by", Clock, [Not, Not, Not, Ask])
        .help("everyone and everything; at a festival, off the stage and off the site")
        .of_show(),
    row("other_events", "Other events in the building", Lines, [Ask, Not, Ask, Not])
        .help("club night after us, matinee, match, second room")
        .of_show(),
];
