//! The stage and what hangs, stands and sounds there: dimensions, power, rigging, house equipment,
//! limits and permits. Of the house, and so the same at the next visit, except at a festival.

use super::row::Form::{Choice, File, Lines, Number, Text};
use super::row::Use::{Ask, Must, Not};
use super::row::{Row, row};

/// The questions about production.
pub(super) const PRODUCTION: &[Row] = &[
    row("stage", "Stage, width × depth × height", Text, [Must, Must, Must, Must])
        .help("metres; usable, with the height of the deck above the floor")
        .in_venue("stage"),
    row("proscenium", "Proscenium, width × height", Text, [Not, Ask, Not, Not]).help("metres"),
    row("orchestra_pit", "Orchestra pit", Text, [Not, Ask, Not, Not])
        .help("open, covered or a lift; what the cover bears"),
    row("grid_height", "Deck to grid", Number("m"), [Not, Not, Must, Not])
        .help("clear height from the deck to the grid, the steel or the roof"),
    row("floor", "Arena floor", Text, [Not, Not, Ask, Not])
        .help("concrete, ice, boards; covering; what it bears; where forklifts may not go"),
    row("stage_cover", "Stage roof and cover", Text, [Not, Not, Not, Must])
        .help("roof size and load, side walls, cover over FOH"),
    row("seating", "Seating and configuration", Text, [Not, Not, Must, Not])
        .help("end stage or in the round, floor seated or standing, house sight-line kills")
        .of_show(),
    row("risers", "Risers", Text, [Not, Not, Not, Ask])
        .help("how many, size, height, rolling or fixed"),
    row("barricade", "Barricade", Text, [Not, Not, Ask, Not])
        .help("type, how many metres, distance to the stage"),
    row("mix_position", "Mix position", Text, [Not, Ask, Must, Must])
        .help("size, distance to the stage, centre or not, under a balcony or not, cable way"),
    row("house_pa", "House PA", Lines, [Must, Must, Not, Must])
        .help("mains, subs, fills, delays, monitors; how we feed it"),
    row("consoles", "House consoles", Text, [Ask, Not, Not, Must])
        .help("FOH and monitors, stage boxes, whether we may bring ours"),
    row("house_backline", "House backline", Text, [Ask, Not, Not, Not])
        .help("what there is, what may be shared, what it costs"),
    row("house_lights", "House lighting rig", Lines, [Ask, Must, Not, Must])
        .help("console, dimmers, fixtures, universes to us, who works the house lights"),
    row("followspots", "Followspots", Text, [Not, Ask, Ask, Not])
        .help("how many, type, throw, operators"),
    row("house_video", "Video and screens", Lines, [Not, Not, Not, Must])
        .help("screens, resolution, signal, cameras, where content is played from"),
    row("power", "Power", Text, [Ask, Must, Must, Must])
        .help("services, amps, phases, connector, where; audio on its own transformer or not")
        .in_venue("power"),
    row("rigging", "Rigging", Text, [Not, Ask, Must, Not])
        .help("points, load of each and together, bridles, who rigs, what is already hung")
        .in_venue("rigging"),
    row("fly_system", "Fly system", Text, [Not, Must, Not, Not])
        .help("counterweight, hemp or motors; line sets, load of each, which are taken"),
    row("rigging_plot", "Our rigging plot", File, [Not, Not, Must, Not])
        .help("points and loads, for the house to approve")
        .due(21)
        .by_tour(),
    row("rf", "Radio frequencies", Text, [Not, Not, Ask, Must])
        .help("licence needed, who coordinates, by when they need our list")
        .due(14),
    row("sound_limit", "Sound limit", Text, [Ask, Ask, Must, Must])
        .help("dB(A) or dB(C), over how many minutes, measured where, what a breach costs")
        .in_venue("sound_limit"),
    row(
        "haze",
        "Haze and fog",
        Choice(&["Yes", "With permit", "Water-based only", "No"]),
        [Ask, Must, Must, Not],
    )
    .help("with fire detectors isolated, and who does that")
    .due(21),
    row("effects", "Pyro, CO₂, lasers, confetti", Text, [Not, Not, Must, Ask])
        .help("allowed or not, permits, fire watch, cleaning charge, papers by when")
        .due(21),
    row("floor_package", "What we may bring on stage", Text, [Not, Not, Not, Must])
        .help("floor lights, backdrop, own consoles, LED; where it is built and stored"),
    row("stage_patch", "Patch and festival lines", Text, [Not, Not, Not, Ask])
        .help("house multicore or ours, splits, where to patch, who patches"),
    row("show_files", "Show files", Text, [Not, Not, Not, Ask])
        .help("lighting patch and plot, console file formats, sent to whom by when")
        .due(14),
];
