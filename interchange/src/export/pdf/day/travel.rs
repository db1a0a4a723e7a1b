//! Travel on paper: both ends of a leg, each on its own clocks.

use domain::view::{TravelEnd, TravelLeg, duration};

use super::super::block::{Block, Role};
use super::super::clocks::{line, told, with_zone};
use super::super::text::{Color, Span, Weight};
use super::{Day, joined, standing};

impl Day<'_> {
    pub(super) fn travel(&self) -> Vec<Block> {
        let legs = &self.sheet.travel;
        if legs.is_empty() {
            return Vec::new();
        }
        let table = self.layout.number();
        let mut blocks = vec![self.section("Travel", &[])];
        blocks.extend(legs.iter().map(|leg| self.leg(table, leg)));
        blocks
    }

    fn leg(&self, table: usize, leg: &TravelLeg) -> Block {
        let layout = self.layout;
        let (off, mark) = standing(leg.status);
        let mut sketch = layout.sketch();
        let pad = layout.space(3.6) + 1.0;
        let column = self.time_column();
        let strong = if off { layout.strong().struck() } else { layout.strong() };
        let time = told(&leg.depart.time, self.style);
        let mut y = pad;
        for line in self.told_lines(strong.of(time.clock), time.day, None) {
            y = sketch.text(0, (0.0, y), column - 8.0, &line);
        }
        let mut title = vec![strong.of(&leg.title)];
        let more = joined([leg.operator.clone(), leg.vehicle.clone()], ", ");
        if !more.is_empty() {
            title.push(layout.body().of(format!("  {more}")));
        }
        title.extend(mark.map(|mark| self.mark(off, mark)));
        let room = layout.width - column;
        let mut more = self.leg_lines(leg);
        if layout.is_inline() && !more.is_empty() {
            title.push(layout.body().of("   "));
            title.append(&mut more.remove(0));
        }
        let mut y = sketch.text(1, (column, pad), room, &title);
        for line in more {
            y = sketch.text(1, (column, y), room, &line);
        }
        sketch.pad(pad);
        sketch.rule((0.0, sketch.height() - 0.6), layout.width, Color::LINE);
        sketch.block(Role::Row { table, n_cells: 2, head: false }, 0.0)
    }

    /// `?`, or that it is off.
    pub(super) fn mark(&self, off: bool, mark: &str) -> Span {
        let look = self.layout.strong();
        if off {
            look.weight(Weight::Extra).color(Color::STOP).of(format!("  {mark}"))
        } else {
            look.weight(Weight::Regular).color(Color::GREY).of(format!(" {mark}"))
        }
    }

    fn leg_lines(&self, leg: &TravelLeg) -> Vec<Vec<Span>> {
        let (body, quiet) = (self.layout.body(), self.layout.quiet());
        let end = |end: &TravelEnd| {
            let time = with_zone(line(&end.time, self.style), end.zone.as_ref());
            joined([place_words(end), Some(time)], " ")
        };
        let ends = joined([Some(end(&leg.depart)), Some(end(&leg.arrive))], "  →  ");
        let mut lines = Vec::new();
        if !ends.is_empty() {
            lines.push(vec![body.of(ends)]);
        }
        let lobby = leg.lobby_call.as_ref().map(|lobby| {
            let time = with_zone(line(lobby, self.style), leg.depart.zone.as_ref());
            body.weight(Weight::Semi).of(format!("Lobby call {time}  "))
        });
        let driving = leg.drive_minutes.map(|minutes| format!("drive {}", duration(minutes)));
        let facts = joined(
            [
                leg.duration_minutes.map(duration),
                driving,
                leg.distance_km.map(|km| format!("{km} km")),
                leg.driver.as_ref().map(|driver| format!("driver {driver}")),
                leg.reference.as_ref().map(|reference| format!("ref {reference}")),
                leg.party.as_ref().map(|party| format!("party {party}")),
            ],
            ", ",
        );
        if lobby.is_some() || !facts.is_empty() {
            lines.push(lobby.into_iter().chain([quiet.of(facts)]).collect());
        }
        let texts = [Some(leg.people.join(", ")), leg.notes.clone()];
        let texts = texts.into_iter().flatten().filter(|text| !text.is_empty());
        lines.extend(texts.map(|text| vec![quiet.of(text)]));
        let loud = body.weight(Weight::Semi).color(Color::STOP);
        let reports = leg.depart.time.clock_reports.iter().chain(&leg.arrive.time.clock_reports);
        lines.extend(reports.map(|report| vec![loud.of(&report.sentence)]));
        lines.extend(self.two_values(leg.id));
        lines
    }
}

/// The city, with the name of the place where it has one.
fn place_words(end: &TravelEnd) -> Option<String> {
    let name = end.place.as_ref().and_then(|place| place.name.as_ref()).map(ToString::to_string);
    match (&end.name, name) {
        (Some(city), Some(name)) if *city != name => Some(format!("{city}, {name}")),
        (city, name) => city.clone().or(name),
    }
}
