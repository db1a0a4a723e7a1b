//! The day sheet as text, to be pasted into a messenger: short lines, aligned times, doubtful
//! things marked where they stand, and the zone last, because it is never left out.
//!
//! Contacts that must not be handed out are not in it, nor is what only a planner needs.

mod isolate;
mod message;
mod sections;
mod wrap;

pub use self::isolate::isolated;
pub use self::sections::{place_text, venue_facts};
use self::wrap::{COLUMNS, Writer};
use super::day_sheet::DaySheet;
use super::words::{long_date, short_date};
use crate::ids::RecordId;
use crate::record::kinds::Status;
use crate::time::{ShowClock, Span, When};

/// How a sheet is written as text.
#[derive(Clone, Copy)]
pub struct TextLook<'m> {
    /// How clocks are written.
    pub clock: ClockStyle,
    /// How many columns a line may have, without the marks.
    pub columns: usize,
    /// What stands in front of a record's first line, if anything.
    pub mark: &'m dyn Fn(RecordId) -> Option<char>,
}

impl Default for TextLook<'_> {
    fn default() -> Self {
        Self { clock: ClockStyle::default(), columns: COLUMNS, mark: &|_| None }
    }
}

/// How clocks are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockStyle {
    /// `19:30`.
    #[default]
    H24,
    /// `7:30 PM`.
    H12,
}

impl ClockStyle {
    /// A time as it is printed: `19:30–20:15` or `7:30–8:15 PM`, `~19:00`, `TBD`; nothing for a
    /// hidden one. What is after midnight carries `+1`.
    pub fn when(self, when: When) -> String {
        match (self, when) {
            (Self::H24, when) => when.to_string(),
            (Self::H12, When::Exact(span)) => span_12(span),
            (Self::H12, When::About(span)) => format!("~{}", span_12(span)),
            (Self::H12, untimed) => untimed.to_string(),
        }
    }

    /// A clock as it is printed: `01:30+1` or `1:30 AM +1`.
    pub fn clock(self, clock: ShowClock) -> String {
        match self {
            Self::H24 => clock.to_string(),
            Self::H12 => format!("{}{}", clock_12(clock), plus(clock)),
        }
    }
}

fn span_12(span: Span) -> String {
    let start = span.start();
    let Some(end) = span.end().filter(|end| *end != start) else {
        return ClockStyle::H12.clock(start);
    };
    let end_text = ClockStyle::H12.clock(end);
    let same_half = start.hour() / 12 == end.hour() / 12 && start.day_offset() == end.day_offset();
    if same_half {
        let start = clock_12(start);
        return format!("{}–{end_text}", start.trim_end_matches([' ', 'A', 'P', 'M']));
    }
    format!("{}–{end_text}", ClockStyle::H12.clock(start))
}

fn clock_12(clock: ShowClock) -> String {
    let hour = match clock.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if clock.hour() < 12 { "AM" } else { "PM" };
    format!("{hour}:{:02} {half}", clock.minute())
}

fn plus(clock: ShowClock) -> String {
    match clock.day_offset() {
        0 => String::new(),
        days => format!(" +{days}"),
    }
}

impl DaySheet {
    /// The sheet as text for a messenger. Lines are at most 60 columns wide, except for words that
    /// are wider. A row that is not confirmed ends in `?`.
    pub fn text(&self, style: ClockStyle) -> String {
        self.text_in(&TextLook { clock: style, ..TextLook::default() })
    }

    /// The same text for a narrower screen, or with marks in front of what there is something to say
    /// about. Where nothing has a mark there is no room for any.
    pub fn text_in(&self, look: &TextLook<'_>) -> String {
        let style = look.clock;
        let mut out = Writer::new(look.columns, look.mark);
        self.head(&mut out, style);
        sections::schedule(&mut out, self, style);
        sections::travel(&mut out, self, style);
        sections::hotels(&mut out, self, style);
        sections::venues(&mut out, self, style);
        sections::contacts(&mut out, self);
        sections::files(&mut out, self, style);
        sections::notes(&mut out, self);
        sections::tasks(&mut out, self);
        self.foot(&mut out, style);
        out.finish()
    }

    fn head(&self, out: &mut Writer<'_>, style: ClockStyle) {
        let header = &self.header;
        let names: Vec<_> = [&header.artist, &header.tour].into_iter().flatten().cloned().collect();
        out.line(&names.join(" · "));
        let mut day = format!("{} {}", long_date(header.date), header.date.format("%Y"));
        if let Some(number) = header.show_number {
            day = format!("{day} · show {number} of {}", header.show_count);
        }
        out.about(&[header.day]);
        out.line(&day);
        let country = header.country.as_ref().map(|country| format!(" ({country})"));
        let city = header.city.as_ref();
        let city = city.map(|city| format!("{city}{}", country.unwrap_or_default()));
        let place: Vec<_> = city.into_iter().chain(header.venue.clone()).collect();
        out.about(&self.events.iter().map(|event| event.id).collect::<Vec<_>>());
        out.line(&place.join(" · "));
        let day_type = header.day_type.map(|day_type| day_type.word().replace('_', " "));
        let cancelled = header.status == Some(Status::Cancelled);
        let kind: Vec<_> = day_type
            .into_iter()
            .chain(header.title.clone())
            .chain(cancelled.then(|| "CANCELLED".to_owned()))
            .collect();
        out.line(&kind.join(" · "));
        sections::cancelled_events(out, self);
        for banner in &header.zone_banners {
            out.hang("⚠ ", &banner.text);
        }
        for id in std::iter::once(header.day).chain(self.events.iter().map(|event| event.id)) {
            sections::two_values(out, self, id, "⚠ ", style);
        }
        sections::leads(out, self);
    }

    fn foot(&self, out: &mut Writer<'_>, style: ClockStyle) {
        out.blank();
        if let Some(next) = &self.next_day {
            let mut line = format!("Next: {}", short_date(next.date));
            for part in [&next.city, &next.title].into_iter().flatten() {
                line = format!("{line}, {part}");
            }
            if next.status == Some(Status::Cancelled) {
                line = format!("{line}, CANCELLED");
            } else if let Some(call) = &next.first_call {
                let clocks = sections::other_clocks(self, call.zone.as_ref());
                let time = sections::with_clocks(style.printed(&call.text), clocks);
                line = format!("{line}, {} {time}", call.title);
            }
            out.hang("", &line);
        }
        out.line(&self.version_line().unwrap_or_default());
        match &self.header.zone {
            Some(zone) => out.line(&format!("All times {}", zone.label())),
            None => out.line("⚠ No time zone is set for this day"),
        }
    }
}

impl ClockStyle {
    /// A text of one clock, perhaps with `~`, in this style; other texts as they are.
    fn printed(self, text: &str) -> String {
        let (about, clock) = match text.strip_prefix('~') {
            Some(clock) => ("~", clock),
            None => ("", text),
        };
        match clock.parse() {
            Ok(clock) => format!("{about}{}", self.clock(clock)),
            Err(_) => text.to_owned(),
        }
    }
}
