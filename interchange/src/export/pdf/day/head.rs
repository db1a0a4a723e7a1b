//! The top of a sheet: what the day is, where, whom to call, and what must not be overlooked.

use domain::publish::{Differs, LineChange};
use domain::record::kinds::{DayType, Status};
use domain::view::{PersonBlock, VenueBlock, long_date};

use super::super::block::{Align, Block, Role};
use super::super::clocks::restyled;
use super::super::text::{Color, Span, Weight};
use super::{Day, address, bookmark, joined, place_of};

impl Day<'_> {
    pub(super) fn head(&self) -> Vec<Block> {
        let header = &self.sheet.header;
        let mut blocks = vec![self.title()];
        let call_off = |text: &str| {
            let look = self.layout.strong().times(1.3).weight(Weight::Extra);
            self.layout.banner(&[look.of(text)], Color::STOP)
        };
        if header.status == Some(Status::Cancelled) {
            blocks.push(call_off("CANCELLED"));
        } else {
            let off = |status| status == Some(Status::Cancelled);
            for event in self.sheet.events.iter().filter(|event| off(event.fields.status)) {
                let title = event.fields.title.as_ref().map(ToString::to_string);
                let title = title.or_else(|| event.venue_name.clone());
                let title = title.unwrap_or_else(|| "Event".to_owned());
                blocks.push(call_off(&format!("{title}: CANCELLED")));
            }
        }
        let loud = self.layout.strong().times(1.05);
        for banner in &header.zone_banners {
            blocks.push(self.layout.banner(&[loud.of(&banner.text)], Color::INK));
        }
        if header.zone.is_none() {
            let text = "No time zone is set for this day";
            blocks.push(self.layout.banner(&[loud.of(text)], Color::STOP));
        }
        let ids = std::iter::once(header.day).chain(self.sheet.events.iter().map(|event| event.id));
        for line in ids.flat_map(|id| self.two_values(id)) {
            blocks.push(self.layout.text(&line));
        }
        blocks
    }

    /// Date, city, venue and address at the left; at the right whom to call.
    fn title(&self) -> Block {
        let (header, layout) = (&self.sheet.header, self.layout);
        let width = layout.width;
        let leads = if self.level == 1 { self.leads() } else { Vec::new() };
        let right = if leads.is_empty() { 0.0 } else { width * 0.33 };
        let left = width - right - if leads.is_empty() { 0.0 } else { 16.0 };
        let mut sketch = layout.sketch();
        let mut side = layout.length(1.0);
        for lead in &leads {
            side = sketch.aligned(1, (width - right, side), right, lead, Align::End);
        }
        let above = layout.body().weight(Weight::Semi).color(Color::GREY);
        let names = joined([header.artist.clone(), header.tour.clone(), header.leg.clone()], " · ");
        let names = if self.level == 1 { names } else { String::new() };
        let mut y = sketch.text(1, (0.0, 0.0), left, &[above.of(names)]).max(0.0);
        let date = format!("{} {}", long_date(header.date), header.date.format("%Y"));
        let dated = layout.body().times(1.25).weight(Weight::Semi);
        y = sketch.text(0, (0.0, y), left, &[dated.of(date)]);
        let big = match (self.level, layout.is_inline()) {
            (1, false) => 3.3,
            (1, true) => 2.9,
            _ => 1.9,
        };
        let city = layout.body().times(big).weight(Weight::Extra);
        let off = header.status == Some(Status::Cancelled);
        let city = if off { city.struck() } else { city };
        let name = place_of(self.sheet).unwrap_or_else(|| self.kind().unwrap_or("Day".to_owned()));
        y = sketch.text(0, (0.0, y), left, &[city.of(name)]);
        let where_to = layout.body().times(1.12);
        let mut lines: Vec<_> =
            self.where_lines().into_iter().map(|line| vec![where_to.of(line)]).collect();
        let what = layout.quiet().of(self.what_line());
        match lines.last_mut().filter(|_| layout.is_inline()) {
            Some(last) => last.extend([layout.quiet().of("  ·  "), what]),
            None => lines.push(vec![what]),
        }
        for line in &lines {
            y = sketch.text(1, (0.0, y), left, line);
        }
        sketch.pad(layout.space(3.0));
        let before = if self.level == 1 { 0.0 } else { layout.space(16.0) + 8.0 };
        let block = sketch.block(Role::Heading(self.level), before);
        block.bookmark(self.depth, bookmark(self.sheet)).keep()
    }

    /// Venue and address; where there are several venues, each on its line.
    fn where_lines(&self) -> Vec<String> {
        let venue_line = |venue: &VenueBlock| {
            let name = venue.fields.name.as_ref().map(ToString::to_string);
            joined([name, Some(address(venue.fields.place.as_ref()))], ", ")
        };
        let mut lines: Vec<_> = self.sheet.venues.iter().map(venue_line).collect();
        if lines.is_empty() {
            lines.extend(self.sheet.header.venue.clone());
        }
        lines
    }

    /// What kind of day it is, the number of the show, the weather.
    fn what_line(&self) -> String {
        let header = &self.sheet.header;
        let kind = self.kind();
        let number = header.show_number.map(|n| {
            let what = kind.clone().filter(|_| header.day_type == Some(DayType::Festival));
            let what = what.unwrap_or_else(|| "Show".to_owned());
            format!("{what} {n} of {}", header.show_count)
        });
        let kind = kind.filter(|_| number.is_none());
        let shown = |title: &String| Some(title) != place_of(self.sheet).as_ref();
        let title = header.title.clone().filter(shown);
        let agreed = match header.status {
            Some(Status::Draft | Status::Unconfirmed) => Some("not confirmed".to_owned()),
            _ => None,
        };
        let country = header.country.clone();
        joined([kind, number, title, agreed, country, header.weather.clone()], " · ")
    }

    fn kind(&self) -> Option<String> {
        let kind = self.sheet.header.day_type.filter(|kind| *kind != DayType::Custom);
        let kind = kind.map(|kind| kind.word().replace('_', " "))?;
        let mut letters = kind.chars();
        let first = letters.next()?;
        Some(first.to_uppercase().chain(letters).collect())
    }

    /// Whom to call first.
    fn leads(&self) -> Vec<Vec<Span>> {
        let header = &self.sheet.header;
        let mut lines = Vec::new();
        for (role, person) in [("TM", &header.tour_manager), ("PM", &header.production_manager)] {
            let Some(PersonBlock { fields, .. }) = person else { continue };
            let name = fields.preferred_name.as_ref().or(fields.name.as_ref());
            let name = name.map(ToString::to_string).unwrap_or_default();
            lines.push(vec![
                self.layout.quiet().of(format!("{role} ")),
                self.layout.strong().of(name),
            ]);
            if let Some(phone) = &fields.phone {
                lines.push(vec![self.layout.body().of(phone.to_string())]);
            }
        }
        lines
    }

    /// What differs from the version before.
    pub(super) fn changes(&self) -> Option<Block> {
        let differences = self.differences;
        let n = differences.lines.len();
        if n == 0 && differences.reason.is_none() {
            return None;
        }
        let since = differences.since.as_ref().map(|since| format!(" since v{since}"));
        let since = since.unwrap_or_default();
        let changes = if n == 1 { "1 change" } else { &format!("{n} changes") };
        let severity = differences.severity.as_ref().map(|word| format!("{word}: "));
        let title = format!("{}{changes}{since}", severity.unwrap_or_default());
        let loud = self.layout.strong().color(Color::CHANGED);
        let mut lines = vec![vec![loud.of(title)]];
        if let Some(reason) = &differences.reason {
            lines[0].push(self.layout.body().of(format!("  {reason}")));
        }
        lines.extend(differences.lines.iter().map(|change| self.changed(change)));
        Some(self.layout.framed(&lines))
    }

    fn changed(&self, change: &LineChange) -> Vec<Span> {
        let body = self.layout.body();
        let time = |text: &String| restyled(text, self.style);
        match (&change.differs, &change.from, &change.to) {
            (Differs::Moved, Some(from), Some(to)) => vec![
                body.of(format!("{} ", change.title)),
                body.color(Color::CHANGED).struck().of(time(from)),
                body.weight(Weight::Semi).of(format!(" → {}", time(to))),
            ],
            (Differs::Dropped, from, _) => {
                let gone = joined([from.as_ref().map(time), Some(change.title.clone())], " ");
                vec![body.struck().of(gone), body.color(Color::CHANGED).of(" is off")]
            }
            (Differs::Added, _, to) => vec![
                body.weight(Weight::Semi).color(Color::CHANGED).of("New: "),
                body.of(joined([Some(change.title.clone()), to.as_ref().map(time)], " ")),
            ],
            _ => vec![body.of(&change.sentence)],
        }
    }
}
