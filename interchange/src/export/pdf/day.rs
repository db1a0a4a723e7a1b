//! The day sheet on paper: one page where it fits, in the order in which a day is worked.

mod head;
mod house;
mod rest;
mod schedule;
mod strip;
mod travel;

use domain::ids::RecordId;
use domain::record::kinds::Status;
use domain::record::{Line, Place};
use domain::time::{When, Zone};
use domain::view::{ClockStyle, DaySheet, ShownZone, long_date, short_date};

use super::block::Block;
use super::draw;
use super::flow::Group;
use super::layout::{DENSITIES, Layout};
use super::paper::{Differences, Paper, PdfError};
use super::sheet::{About, sheet};
use super::text::{Color, Span, Weight};

/// What the sections of a day are made from.
struct Day<'d> {
    sheet: &'d DaySheet,
    style: ClockStyle,
    differences: &'d Differences,
    layout: &'d Layout<'d>,
    /// The level of the day's own heading.
    level: u16,
    /// How deep its bookmark is.
    depth: usize,
}

/// The day sheet of a date as a PDF.
///
/// # Errors
/// Where the link does not fit a code, or the document cannot be written.
pub fn day_sheet(sheet: &DaySheet, paper: &Paper) -> Result<Vec<u8>, PdfError> {
    draw::draw(&laid_out(sheet, paper)?)
}

/// The same before it is drawn.
pub(super) fn laid_out(day: &DaySheet, paper: &Paper) -> Result<super::sheet::Sheet, PdfError> {
    sheet(paper, &about(day), &DENSITIES, |layout| {
        let style = paper.clock;
        let differences = &paper.differences;
        let day = Day { sheet: day, style, differences, layout, level: 1, depth: 0 };
        vec![Group { blocks: day.blocks(), ..Group::default() }]
    })
}

fn about(day: &DaySheet) -> About {
    let header = &day.header;
    let date = format!("{} {}", long_date(header.date), header.date.format("%Y"));
    let place = place_of(day);
    let names = [header.artist.clone(), header.tour.clone()].into_iter().flatten();
    let mut running: Vec<_> = names.collect();
    running.extend([place.clone(), Some(date.clone())].into_iter().flatten());
    let title: Vec<_> = place.into_iter().chain([date]).collect();
    About {
        title: format!("Day sheet {}", title.join(", ")),
        running: running.join(" · "),
        zone: zone_of(day),
        has_variants: true,
    }
}

fn zone_of(day: &DaySheet) -> Option<Zone> {
    day.header.zone.as_ref().map(|zone| zone.name)
}

/// Where the day is, else what it is.
fn place_of(day: &DaySheet) -> Option<String> {
    day.header.city.clone().or_else(|| day.header.title.clone())
}

/// The blocks of a day inside a book, below a heading of this level.
pub(super) fn compact(
    day: &DaySheet,
    style: ClockStyle,
    layout: &Layout<'_>,
    depth: usize,
) -> Group {
    let differences = Differences::default();
    let day = Day { sheet: day, style, differences: &differences, layout, level: 2, depth };
    Group { blocks: day.blocks(), together: true, fresh: false }
}

impl Day<'_> {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.head();
        blocks.extend(self.changes());
        blocks.extend(self.strip());
        blocks.extend(self.schedule());
        blocks.extend(self.travel());
        blocks.extend(self.house());
        blocks.extend(self.rest());
        blocks
    }

    /// A heading of a section of the day.
    fn section(&self, text: &str, aside: &[Span]) -> Block {
        let heading = self.layout.heading(self.level + 1, text, aside);
        if self.level > 1 { heading } else { heading.bookmark(self.depth + 1, text) }
    }

    /// Both values of whatever is disputed about a record, a line each.
    fn two_values(&self, id: RecordId) -> Vec<Vec<Span>> {
        let about = self.sheet.disputes.iter().filter(|dispute| dispute.record == id);
        about.map(|dispute| self.disputed(dispute, &dispute.label.to_lowercase())).collect()
    }

    fn disputed(&self, dispute: &domain::view::DisputeBlock, what: &str) -> Vec<Span> {
        let values = std::iter::once(&dispute.in_force).chain(&dispute.candidates);
        let texts: Vec<_> = values
            .map(|value| {
                let text = match serde_json::from_value::<When>(value.value.clone()) {
                    Ok(when) if when.has_time() => self.style.when(when),
                    _ => value.text.clone(),
                };
                match &value.by_name {
                    Some(name) => format!("{text} ({name})"),
                    None => text,
                }
            })
            .collect();
        let look = self.layout.body().color(Color::STOP);
        vec![
            look.weight(Weight::Semi).of(format!("Not settled, two values for {what}: ")),
            look.of(texts.join(" or ")),
        ]
    }

    /// What people call the clocks of a zone, where they are not the day's.
    fn other_clocks<'z>(&self, zone: Option<&'z ShownZone>) -> Option<&'z ShownZone> {
        let days = self.sheet.header.zone.as_ref();
        zone.filter(|zone| days.is_none_or(|day| day.offset_minutes != zone.offset_minutes))
    }
}

/// Whether something is off, and the word for what is not agreed.
fn standing(status: Option<Status>) -> (bool, Option<&'static str>) {
    match status {
        Some(Status::Confirmed) => (false, None),
        Some(Status::Cancelled) => (true, Some("CANCELLED")),
        Some(Status::Draft | Status::Unconfirmed) | None => (false, Some("?")),
    }
}

/// `Hafenstraße 9, 20359 Hamburg`.
fn address(place: Option<&Place>) -> String {
    let Some(place) = place else { return String::new() };
    let city: Vec<_> =
        [&place.postal_code, &place.city].into_iter().flatten().map(Line::as_str).collect();
    let parts = [place.address.as_ref().map(ToString::to_string), Some(city.join(" "))];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Parts that are there, with something between them.
fn joined(parts: impl IntoIterator<Item = Option<String>>, between: &str) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

/// `Fri 23 Oct` of a date that is in the outline.
pub(super) fn bookmark(day: &DaySheet) -> String {
    joined([Some(short_date(day.header.date)), place_of(day)], " ")
}
