//! What is pasted into a messenger: the day in as many lines as it has times, or only what has changed,
//! with the version that it is of and where the whole sheet is.

use super::ClockStyle;
use crate::ids::RecordId;
use crate::publish::{LineChange, told_as};
use crate::record::kinds::Status;
use crate::view::day_sheet::{DaySheet, ScheduleRow, VersionBlock};
use crate::view::words::{short_date, shortened};

impl DaySheet {
    /// The day in short: its head, a line for each row, and the version. Rows of which no time is shown
    /// are left out.
    pub fn message(&self, style: ClockStyle, link: Option<&str>) -> String {
        let mut lines = vec![self.message_head()];
        lines.extend(self.schedule.iter().filter_map(|row| row_line(row, style)));
        if let Some(zone) = &self.header.zone {
            lines.push(format!("All times {}", zone.label()));
        }
        lines.extend(self.version_line());
        lines.extend(link.map(ToOwned::to_owned));
        lines.join("\n") + "\n"
    }

    /// Only what has changed: since a version, or, where none is named, what paper that is printed now
    /// would say. `None` where the sheet has no such version.
    pub fn changes_message(&self, since: Option<RecordId>, link: Option<&str>) -> Option<String> {
        let (since, changes) = self.changes_since(since)?;
        let mut lines = vec![self.message_head()];
        let newest = self.versions.first();
        let reason = newest.and_then(|newest| newest.reason.as_deref());
        lines.extend(reason.map(|reason| format!("Reason: {}", shortened(reason))));
        if changes.is_empty() {
            lines.push("Nothing has changed".to_owned());
        }
        lines.extend(changes.iter().map(|change| format!("• {}", change.sentence)));
        let since = since.map(|label| format!(", changes since v{label}")).unwrap_or_default();
        lines.extend(self.version_line().map(|line| format!("{line}{since}")));
        lines.extend(link.map(ToOwned::to_owned));
        Some(lines.join("\n") + "\n")
    }

    /// What has changed since a version, with its label. Where none is named: since the newest one, and
    /// where nothing has since, what that one changed.
    pub fn changes_since(
        &self,
        edition: Option<RecordId>,
    ) -> Option<(Option<&str>, &[LineChange])> {
        if let Some(edition) = edition {
            let version = self.versions.iter().find(|version| version.edition == edition)?;
            return Some((Some(&version.label), &version.since));
        }
        let newest = self.versions.first()?;
        if newest.since.is_empty() {
            let before = self.versions.get(1).map(|before| before.label.as_str());
            return Some((before, &newest.changed));
        }
        Some((Some(&newest.label), &newest.since))
    }

    /// `v3`, and how much of what stands on the sheet is not in it yet.
    pub fn version_line(&self) -> Option<String> {
        self.versions.first().map(VersionBlock::line)
    }

    /// `Hollow Coast · Tue 24 Nov · Hamburg, Tonhalle Nord`.
    fn message_head(&self) -> String {
        let header = &self.header;
        let who = header.artist.clone().or_else(|| header.tour.clone());
        let city = [&header.city, &header.venue].into_iter().flatten().cloned();
        let city = city.collect::<Vec<_>>().join(", ");
        let cancelled = header.status == Some(Status::Cancelled);
        let parts = who
            .into_iter()
            .chain([short_date(header.date), city])
            .chain(cancelled.then(|| "CANCELLED".to_owned()));
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl VersionBlock {
    /// `v3`, or `v3 and 2 later changes`.
    pub fn line(&self) -> String {
        told_as(&self.label, self.since.len())
    }
}

fn row_line(row: &ScheduleRow, style: ClockStyle) -> Option<String> {
    let time = super::sections::time_of(&row.time, style);
    if time.is_empty() {
        return None;
    }
    let zone = row.zone.as_ref().map(|zone| format!(" {}", zone.abbreviation));
    let doubt = if row.confirmed { "" } else { " ?" };
    Some(format!("{time}{} {}{doubt}", zone.unwrap_or_default(), row.title))
}
