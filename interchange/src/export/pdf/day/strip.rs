//! The day on one line: what takes how long, with doors, stage and curfew.

use domain::record::kinds::ItemType;
use domain::time::ShowClock;
use domain::view::ScheduleRow;

use super::super::block::{Align, Block, Role, Shape, Sketch};
use super::super::text::{Color, Look, Weight};
use super::Day;

/// Minutes that something takes of which nobody said how long.
const MINUTES_UNSAID: i32 = 60;
/// With fewer rows there is nothing to see.
const ROWS_MIN: usize = 3;

struct Stretch<'r> {
    row: &'r ScheduleRow,
    from: i32,
    to: i32,
}

impl Day<'_> {
    /// Nothing on a day with too little on it, and none in a book, where days follow each other.
    pub(super) fn strip(&self) -> Option<Block> {
        let stretches = self.stretches();
        if stretches.len() < ROWS_MIN || self.level > 1 {
            return None;
        }
        let first = stretches.iter().map(|stretch| stretch.from).min()?.div_euclid(60) * 60;
        let last = stretches.iter().map(|stretch| stretch.to).max()?;
        let last = -(-last).div_euclid(60) * 60;
        let scale = self.layout.width / f32::from(i16::try_from((last - first).max(60)).ok()?);
        let x = |minute: i32| f32::from(i16::try_from(minute - first).unwrap_or_default()) * scale;
        let high = self.layout.length(15.0);
        let (mut sketch, top) = (self.layout.sketch(), 4.0);
        for stretch in &stretches {
            if stretch.row.item_type == Some(ItemType::Curfew) || stretch.to <= stretch.from {
                continue;
            }
            let wide = (x(stretch.to) - x(stretch.from) - 1.2).max(1.0);
            let at = (x(stretch.from) + 0.6, top);
            let color = stretch_color(stretch.row);
            sketch.draw(at, (wide, high), Shape::Fill { color, radius: 1.2 });
        }
        self.ticks(&mut sketch, &stretches, (first, last), &x, (top, high));
        let alt = self.strip_in_words(&stretches);
        Some(sketch.block(Role::Figure(alt), self.layout.space(8.0) + 3.0))
    }

    /// What has a clock of the day's own zone, by its start.
    fn stretches(&self) -> Vec<Stretch<'_>> {
        let minutes = |clock: ShowClock| i32::from(clock.minutes());
        let spans = self.sheet.schedule.iter().filter(|row| row.zone.is_none());
        let mut stretches: Vec<_> = spans
            .filter_map(|row| {
                let span = row.time.when?.span()?;
                let from = minutes(span.start());
                let to = span.end().map_or(from, minutes);
                Some(Stretch { row, from, to })
            })
            .collect();
        stretches.sort_by_key(|stretch| stretch.from);
        let starts: Vec<_> = stretches.iter().map(|stretch| stretch.from).collect();
        for stretch in &mut stretches {
            let is_moment = Day::tick_of(stretch.row) == Some("Curfew");
            if stretch.to <= stretch.from && !is_moment {
                let next = starts.iter().find(|from| **from > stretch.from);
                let most = stretch.from + MINUTES_UNSAID;
                stretch.to = next.map_or(most - MINUTES_UNSAID / 2, |next| most.min(*next));
            }
        }
        stretches
    }

    fn ticks(
        &self,
        sketch: &mut Sketch<'_>,
        stretches: &[Stretch<'_>],
        (first, last): (i32, i32),
        x: &dyn Fn(i32) -> f32,
        (top, high): (f32, f32),
    ) {
        let strong = self.layout.quiet().weight(Weight::Semi).color(Color::INK);
        let quiet = self.layout.quiet();
        let below = top + high + 5.0;
        let mut labels: Vec<(i32, String, Look)> = vec![(first, self.hour(first), quiet)];
        for stretch in stretches {
            let Some(word) = Day::tick_of(stretch.row) else { continue };
            // The set that is played last is the one that people come for.
            let later = |other: &Stretch<'_>| {
                Day::tick_of(other.row) == Some(word) && other.from > stretch.from
            };
            if word == "Stage" && stretches.iter().any(later) {
                continue;
            }
            if labels.iter().any(|(from, said, _)| *from == stretch.from && said == word) {
                continue;
            }
            let at = (x(stretch.from) - 0.6, top - 4.0);
            let shape = Shape::Fill { color: Color::INK, radius: 0.0 };
            sketch.draw(at, (1.2, high + 8.0), shape);
            labels.push((stretch.from, word.to_owned(), strong));
        }
        labels.push((last, self.hour(last), quiet));
        let mut free = 0.0;
        let width = self.layout.width;
        let end = labels.pop();
        let end_width = end
            .as_ref()
            .map_or(0.0, |(_, text, look)| self.layout.setter.width(&[look.of(text.as_str())]));
        for (minute, text, look) in labels {
            let span = look.of(text);
            let wide = self.layout.setter.width(std::slice::from_ref(&span));
            let centred = if minute == first { 0.0 } else { x(minute) - wide / 2.0 };
            let left = centred.max(free);
            if left + wide <= width - end_width - 6.0 {
                sketch.text(0, (left, below), wide + 1.0, &[span]);
                free = left + wide + 5.0;
            }
        }
        if let Some((_, text, look)) = end {
            sketch.aligned(
                0,
                (width - end_width - 1.0, below),
                end_width + 1.0,
                &[look.of(text)],
                Align::End,
            );
        }
    }

    /// `08:00`, or `2:00 AM` without the day, which the place on the line says.
    fn hour(&self, minute: i32) -> String {
        let clock = u16::try_from(minute.rem_euclid(24 * 60)).unwrap_or_default();
        ShowClock::from_minutes(clock).map_or_else(|_| String::new(), |c| self.style.clock(c))
    }

    fn strip_in_words(&self, stretches: &[Stretch<'_>]) -> String {
        let ends = stretches.first().zip(stretches.iter().max_by_key(|stretch| stretch.to));
        let ends = ends.map(|(a, b)| (self.hour(a.from), self.hour(b.to)));
        let (from, to) = ends.unwrap_or_default();
        format!("The day on one line from {from} to {to}; the schedule below says the same")
    }
}

fn stretch_color(row: &ScheduleRow) -> Color {
    match row.item_type {
        Some(ItemType::Set) => Color::INK,
        Some(ItemType::Doors) => Color(0xe3, 0xe6, 0xe8),
        kind => match row.departments.first() {
            Some(department) => tape_color(department, kind),
            None => type_color(kind),
        },
    }
}

/// The tape of a department, by what it is called; what has no colour of its own takes that of the row.
pub(super) fn tape_color(department: &str, kind: Option<ItemType>) -> Color {
    let name = department.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["audio", "sound", "foh", "monitor"]) {
        Color(0x8c, 0xc8, 0xff)
    } else if has(&["light", "lx", "laser"]) {
        Color(0xff, 0xe0, 0x66)
    } else if has(&["video", "led", "media"]) {
        Color(0xcd, 0xb4, 0xff)
    } else if has(&["rig", "backline", "stage", "carp"]) {
        Color(0xff, 0xab, 0x8f)
    } else if has(&["band", "artist", "talent"]) {
        Color(0x9f, 0xe3, 0xa8)
    } else if has(&["cater", "hospitality", "runner"]) {
        Color(0xff, 0xb3, 0xd1)
    } else if has(&["truck", "driver", "bus", "transport"]) {
        Color(0xc9, 0xd2, 0xc0)
    } else {
        type_color(kind)
    }
}

fn type_color(kind: Option<ItemType>) -> Color {
    match kind {
        Some(ItemType::LoadIn | ItemType::LoadOut | ItemType::BusCall | ItemType::Travel) => {
            Color(0xc9, 0xd2, 0xc0)
        }
        Some(ItemType::LineCheck | ItemType::Soundcheck) => Color(0x8c, 0xc8, 0xff),
        Some(ItemType::DarkStage) => Color(0xff, 0xe0, 0x66),
        Some(ItemType::Catering) => Color(0xff, 0xb3, 0xd1),
        Some(ItemType::Support | ItemType::MeetGreet | ItemType::Press) => Color(0x9f, 0xe3, 0xa8),
        Some(ItemType::Changeover) => Color(0xff, 0xab, 0x8f),
        _ => Color(0xd8, 0xdc, 0xdf),
    }
}
