//! What closes a sheet: notes, what there is to do and to open, what is not settled, and the next day.

use std::collections::BTreeSet;

use domain::ids::RecordId;
use domain::record::kinds::Status;
use domain::view::short_date;

use super::super::block::{Block, Role};
use super::super::clocks::{restyled, with_zone};
use super::super::text::{Color, Span, Weight};
use super::{Day, joined};

impl Day<'_> {
    pub(super) fn rest(&self) -> Vec<Block> {
        let mut blocks = self.notes();
        blocks.extend(self.tasks());
        blocks.extend(self.files());
        blocks.extend(self.disputes());
        blocks.extend(self.next_day());
        blocks
    }

    fn notes(&self) -> Vec<Block> {
        let body = self.layout.body();
        let sheet = self.sheet;
        let plain = |text: String| vec![body.of(text)];
        let mut notes: Vec<Vec<Span>> = sheet.header.notes.clone().map(plain).into_iter().collect();
        let events = sheet.events.iter().filter_map(|event| event.fields.notes.as_ref());
        notes.extend(events.map(|text| plain(text.to_string())));
        for note in &sheet.notes {
            let Some(text) = &note.fields.body else { continue };
            let title = note.fields.title.as_ref();
            let title = title.map(|title| body.weight(Weight::Semi).of(format!("{title}: ")));
            notes.push(title.into_iter().chain([body.of(text.to_string())]).collect());
        }
        self.bullets("Notes", &notes)
    }

    fn tasks(&self) -> Vec<Block> {
        let open = self.sheet.tasks.iter().filter(|task| task.fields.done != Some(true));
        let body = self.layout.body();
        let tasks = open.map(|task| {
            let title = task.fields.title.as_ref().map(ToString::to_string).unwrap_or_default();
            let names = task.assignee_names.join(", ");
            let who = if names.is_empty() { names } else { format!("  {names}") };
            vec![body.of(title), self.layout.quiet().of(who)]
        });
        self.bullets("To do", &tasks.collect::<Vec<_>>())
    }

    /// What there is to open; who has no signal sees at least that it exists.
    fn files(&self) -> Vec<Block> {
        let names = self.sheet.files.iter().filter_map(|file| file.fields.name.as_ref());
        let names: Vec<_> = names.map(ToString::to_string).collect();
        if names.is_empty() {
            return Vec::new();
        }
        let name = self.layout.quiet().weight(Weight::Semi).of("Files to open  ");
        let files = self.layout.quiet().of(names.join(" · "));
        vec![self.layout.text(&[name, files])]
    }

    /// What is not settled about something that stands nowhere else on the sheet.
    fn disputes(&self) -> Vec<Block> {
        let sheet = self.sheet;
        let mut told: BTreeSet<RecordId> = BTreeSet::from([sheet.header.day]);
        told.extend(sheet.schedule.iter().map(|row| row.id));
        told.extend(sheet.travel.iter().map(|leg| leg.id));
        told.extend(sheet.events.iter().map(|event| event.id));
        told.extend(sheet.venues.iter().map(|venue| venue.id));
        told.extend(sheet.hotels.iter().map(|hotel| hotel.id));
        told.extend(sheet.contacts.iter().map(|contact| contact.id));
        let others = sheet.disputes.iter().filter(|dispute| !told.contains(&dispute.record));
        let lines = others.map(|dispute| {
            let what = format!("{}, {}", dispute.title, dispute.label.to_lowercase());
            self.disputed(dispute, &what)
        });
        self.bullets("Not settled", &lines.collect::<Vec<_>>())
    }

    fn bullets(&self, title: &str, lines: &[Vec<Span>]) -> Vec<Block> {
        if lines.is_empty() {
            return Vec::new();
        }
        let layout = self.layout;
        let left = layout.beside_from();
        let bullet = |line: &Vec<Span>| {
            let mut sketch = layout.sketch();
            let pad = layout.space(1.5) + 1.0;
            let dot = layout.body().color(Color::GREY).of("•");
            sketch.text(0, (left, pad), 8.0, &[dot]);
            sketch.text(1, (left + 9.0, pad), layout.width - left - 9.0, line);
            sketch.pad(pad);
            sketch.block(Role::Text, 0.0)
        };
        let mut rows: Vec<_> = lines.iter().map(bullet).collect();
        let heading = self.section(title, &[]);
        if layout.is_inline() {
            return layout.beside(heading, &mut rows);
        }
        rows.insert(0, heading);
        rows
    }

    fn next_day(&self) -> Option<Block> {
        let next = self.sheet.next_day.as_ref()?;
        let layout = self.layout;
        let body = layout.body();
        let place = joined([next.city.clone(), next.country.clone()], ", ");
        let what = joined([Some(short_date(next.date)), Some(place), next.title.clone()], ", ");
        let mut spans =
            vec![body.weight(Weight::Extra).of("Next day  "), body.weight(Weight::Semi).of(what)];
        if next.status == Some(Status::Cancelled) {
            spans.push(body.weight(Weight::Extra).color(Color::STOP).of("  CANCELLED"));
        } else if let Some(call) = &next.first_call {
            let zone = self.other_clocks(call.zone.as_ref());
            let time = with_zone(restyled(&call.text, self.style), zone);
            spans.push(body.of(format!(", {} {time}", call.title)));
        }
        let mut sketch = layout.sketch();
        sketch.rule((0.0, 0.0), layout.width, Color::INK);
        sketch.text(0, (0.0, layout.space(3.0) + 2.0), layout.width, &spans);
        Some(sketch.block(Role::Text, layout.space(10.0) + 2.0))
    }
}
