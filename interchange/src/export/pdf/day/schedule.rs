//! The schedule on paper: when, what, and whom it concerns.

use domain::publish::{Differs, LineChange};
use domain::record::kinds::{CurfewKind, ItemType};
use domain::view::ScheduleRow;

use super::super::block::{Block, Role, Shape};
use super::super::clocks::{restyled, told};
use super::super::text::{Color, Look, Span, Weight};
use super::strip::tape_color;
use super::{Day, joined};

/// A time is not set wider than this, in points at the largest letters; a longer one wraps.
const TIME_MAX: f32 = 78.0;

impl Day<'_> {
    pub(super) fn schedule(&self) -> Vec<Block> {
        let rows = &self.sheet.schedule;
        if rows.is_empty() {
            return Vec::new();
        }
        let n_open = rows.iter().filter(|row| !row.confirmed).count();
        let aside = match n_open {
            0 => Vec::new(),
            n if n == rows.len() => vec![self.layout.quiet().of("nothing is confirmed yet")],
            n => vec![self.layout.quiet().of(format!("? = not confirmed yet: {n}"))],
        };
        let table = self.layout.number();
        let column = self.time_column();
        let mut blocks = vec![self.section("Schedule", &aside)];
        blocks.extend(rows.iter().map(|row| self.row(table, row, column)));
        blocks
    }

    /// How wide the column of times is, that of travel too.
    pub(super) fn time_column(&self) -> f32 {
        let rows = self.sheet.schedule.iter().flat_map(|row| self.time_lines(row));
        let legs = self.sheet.travel.iter().flat_map(|leg| {
            let time = told(&leg.depart.time, self.style);
            self.told_lines(self.layout.strong().of(time.clock), time.day, None)
        });
        let widths = rows.chain(legs).map(|line| self.layout.setter.width(&line));
        let widest = widths.fold(self.layout.length(40.0), f32::max);
        widest.min(self.layout.length(TIME_MAX)) + 12.0
    }

    /// The time of a row, its day where that is the next, and what it was before.
    fn time_lines(&self, row: &ScheduleRow) -> Vec<Vec<Span>> {
        let time = told(&row.time, self.style);
        let before = self.change_of(row).and_then(|change| change.from.as_ref());
        let old = self.layout.quiet().color(Color::CHANGED).struck();
        let before = before.map(|before| old.of(restyled(before, self.style)));
        self.told_lines(self.time_look(row).of(time.clock), time.day, before)
    }

    /// Below each other, or beside each other where space is dear.
    pub(super) fn told_lines(
        &self,
        clock: Span,
        day: Option<String>,
        before: Option<Span>,
    ) -> Vec<Vec<Span>> {
        let small = self.layout.quiet().weight(Weight::Semi);
        let day = day.map(|day| small.of(day));
        let more: Vec<_> = day.into_iter().chain(before).collect();
        if !self.layout.is_inline() {
            return std::iter::once(clock).chain(more).map(|span| vec![span]).collect();
        }
        let mut line = vec![clock];
        for span in more {
            line.extend([small.of(" "), span]);
        }
        vec![line]
    }

    fn change_of(&self, row: &ScheduleRow) -> Option<&LineChange> {
        self.differences.lines.iter().find(|change| change.record == row.id)
    }

    fn time_look(&self, row: &ScheduleRow) -> Look {
        let look = if row.key {
            self.layout.strong().times(1.22).weight(Weight::Extra)
        } else {
            self.layout.strong()
        };
        let moved = self.change_of(row).is_some_and(|change| change.differs == Differs::Moved);
        if moved { look.color(Color::CHANGED) } else { look }
    }

    fn row(&self, table: usize, row: &ScheduleRow, column: f32) -> Block {
        let (layout, width) = (self.layout, self.layout.width);
        let mut sketch = layout.sketch();
        let pad = layout.space(3.6) + 1.0;
        let time = told(&row.time, self.style);
        let look = self.time_look(row);
        let mut y = pad;
        for line in self.time_lines(row) {
            y = sketch.text(0, (0.0, y), column - 8.0, &line);
        }
        let tapes = self.tapes(row, &mut sketch, pad);
        let room = width - column - tapes - if tapes > 0.0 { 10.0 } else { 0.0 };
        let title = if row.key { look.color(Color::INK) } else { layout.strong() };
        let mut said = vec![title.of(&row.title)];
        if !row.confirmed {
            said.push(title.weight(Weight::Regular).color(Color::GREY).of(" ?"));
        }
        said.extend(self.change_word(row));
        let mut more = self.lines_of(row, time.until);
        if layout.is_inline() && !more.is_empty() {
            said.push(title.of("  "));
            said.append(&mut more.remove(0));
        }
        let mut y = sketch.text(1, (column, pad), room, &said);
        for line in more {
            y = sketch.text(1, (column, y), room, &line);
        }
        sketch.pad(pad);
        let below = sketch.height() - 0.6;
        sketch.rule((0.0, below), width, Color::LINE);
        sketch.block(Role::Row { table, n_cells: 3, head: false }, 0.0)
    }

    /// What stands below the title.
    fn lines_of(&self, row: &ScheduleRow, until: Option<String>) -> Vec<Vec<Span>> {
        let quiet = self.layout.quiet();
        let zone = self.other_clocks(row.zone.as_ref());
        let zone = zone.map(|zone| format!("{} time", zone.abbreviation));
        let party = row.party.as_ref().map(|party| format!("party {party}"));
        let hard = match row.curfew_kind {
            Some(CurfewKind::Hard) => Some("hard"),
            Some(CurfewKind::Soft) => Some("soft"),
            None => None,
        };
        let event = self.event_of(row);
        let facts = [
            zone,
            until,
            hard.map(str::to_owned),
            row.penalty.clone(),
            row.place.clone(),
            party,
            event,
        ];
        let facts = [Some(joined(facts, ", ")), row.detail.clone()];
        let facts = joined(facts, ". ");
        let mut lines = Vec::new();
        if !facts.is_empty() {
            lines.push(vec![quiet.of(facts)]);
        }
        let loud = self.layout.body().weight(Weight::Semi).color(Color::STOP);
        lines.extend(row.time.clock_reports.iter().map(|r| vec![loud.of(&r.sentence)]));
        if let Some(says) = &row.venue_says {
            let says = restyled(&says.text, self.style);
            lines.push(vec![loud.of(format!("The venue says {says}"))]);
        }
        lines.extend(self.two_values(row.id));
        lines
    }

    /// The event of a row, where the day has several.
    fn event_of(&self, row: &ScheduleRow) -> Option<String> {
        let event = row.event.filter(|_| self.sheet.events.len() > 1)?;
        let event = self.sheet.events.iter().find(|other| other.id == event)?;
        let title = event.fields.title.as_ref().map(ToString::to_string);
        title.or_else(|| event.venue_name.clone())
    }

    fn change_word(&self, row: &ScheduleRow) -> Option<Span> {
        let word = match self.change_of(row)?.differs {
            Differs::Added => "  new",
            Differs::Changed => "  changed",
            Differs::Moved | Differs::Dropped => return None,
        };
        Some(self.layout.body().weight(Weight::Semi).color(Color::CHANGED).of(word))
    }

    /// The departments on strips of tape at the right; how wide they are together.
    fn tapes(
        &self,
        row: &ScheduleRow,
        sketch: &mut super::super::block::Sketch<'_>,
        y: f32,
    ) -> f32 {
        let layout = self.layout;
        let look = layout.body().times(0.86).weight(Weight::Semi);
        let (gap, inset) = (3.0, 4.5);
        let most = layout.width * 0.32;
        let names = row.departments.iter().map(|name| {
            let name = super::super::sheet::fitting(layout.setter, look, name, most - 2.0 * inset);
            let width = layout.setter.width(std::slice::from_ref(&name)) + 2.0 * inset;
            (name, width)
        });
        let mut lines: Vec<Vec<(Span, f32)>> = vec![Vec::new()];
        let mut used = 0.0;
        for (name, width) in names {
            if used + width > most && used > 0.0 {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += width + gap;
            let last = lines.len() - 1;
            lines[last].push((name, width));
        }
        let high = look.size * 1.45;
        let (mut top, mut widest) = (y + 0.5, 0.0f32);
        for line in lines {
            let wide = line.iter().map(|(_, width)| width + gap).sum::<f32>() - gap;
            let mut x = layout.width - wide;
            for (name, width) in line {
                let color = tape_color(&name.text, row.item_type);
                sketch.draw((x, top), (width, high), Shape::Fill { color, radius: 1.0 });
                let frame = Shape::Frame { color: Color::INK, width: 0.6, radius: 1.0 };
                sketch.draw((x, top), (width, high), frame);
                let inside = (x + inset, top + look.size * 0.08);
                sketch.text(2, inside, width, &[name]);
                x += width + gap;
            }
            widest = widest.max(wide);
            top += high + 2.5;
        }
        widest.max(0.0)
    }

    /// Whether a row is one of the ticks of the strip: a moment more than a stretch.
    pub(super) fn tick_of(row: &ScheduleRow) -> Option<&'static str> {
        match row.item_type? {
            ItemType::Doors => Some("Doors"),
            ItemType::Set => Some("Stage"),
            ItemType::Curfew => Some("Curfew"),
            _ => None,
        }
    }
}
