//! Where what is shown stands: on the server, on this device only, or waiting for somebody.

use chrono::{DateTime, Utc};
use domain::time::local;
use domain::view::ClockStyle;

use crate::edit::Here;
use crate::engine::waiting;
use crate::local::{Mark, View};
use crate::render::{Tone, paint};

/// The mark of a record, where there is something to say.
pub(super) fn sign(mark: Mark) -> Option<char> {
    match mark {
        Mark::Here => Some('●'),
        Mark::Decide => Some('⚠'),
        Mark::Refused => Some('✖'),
        Mark::Server => None,
    }
}

/// The word of a mark in JSON.
pub(super) fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Here => "on_device",
        Mark::Server => "on_server",
        Mark::Decide => "needs_decision",
        Mark::Refused => "not_accepted",
    }
}

/// The tone of a mark.
pub(super) fn tone(mark: Mark) -> Tone {
    match mark {
        Mark::Here => Tone::Strong,
        Mark::Server => Tone::Good,
        Mark::Decide => Tone::Warn,
        Mark::Refused => Tone::Bad,
    }
}

/// The last lines of what is shown: what is not on the server, what waits, and how old this is.
pub(super) fn lines(view: &View, here: Here, now: DateTime<Utc>, style: ClockStyle) -> String {
    let mut lines = Vec::new();
    let n_refused = view.tray.len();
    if n_refused > 0 {
        let what =
            format!("✖ {} not accepted; `buscall tray` says why", counted(n_refused, "edit"));
        lines.push(paint(Tone::Bad, &what));
    }
    let n_disputes = view.book.open_disputes().count();
    if n_disputes > 0 {
        let what = format!("⚠ {} a decision; `buscall decide` lists them", needs(n_disputes));
        lines.push(paint(Tone::Warn, &what));
    }
    lines.extend(waiting(&view.state).into_iter().map(|scope| {
        let audience = &view.state.scopes[&scope].audience;
        let how = format!("`buscall sync --accept-removal {audience}` agrees");
        let what = format!("⚠ much of `{audience}` is gone at the server and kept here; {how}");
        paint(Tone::Warn, &what)
    }));
    let n_unsent = view.state.outbox.len();
    lines.push(match (n_unsent, view.as_of) {
        (0, None) => {
            paint(Tone::Warn, "nothing of this tour has arrived yet; `buscall sync` fetches it")
        }
        (0, Some(at)) => {
            paint(Tone::Good, &format!("✓ on the server, as of {}", moment(at, here, now, style)))
        }
        (n, as_of) => {
            let since =
                as_of.map(|at| format!("; the rest as of {}", moment(at, here, now, style)));
            let what = format!(
                "● {} on this device only{}",
                counted(n, "edit"),
                since.unwrap_or_default()
            );
            paint(Tone::Strong, &what)
        }
    });
    lines.join("\n")
}

/// `1 edit`, `3 edits`.
pub(super) fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn needs(n: usize) -> String {
    if n == 1 { "1 thing needs".to_owned() } else { format!("{n} things need") }
}

/// An instant on the clocks of where the tour is, with its date unless that is today's.
pub(super) fn moment(
    at: DateTime<Utc>,
    here: Here,
    now: DateTime<Utc>,
    style: ClockStyle,
) -> String {
    let wall = local(here.zone, at);
    let clock = match style {
        ClockStyle::H24 => wall.format("%H:%M").to_string(),
        ClockStyle::H12 => wall.format("%-I:%M %p").to_string(),
    };
    if wall.date() == local(here.zone, now).date() {
        clock
    } else {
        format!("{} {clock}", wall.format("%a %-d %b"))
    }
}

/// When somebody said something, likewise. What is no instant is shown as they said it.
pub(super) fn said(at: &str, here: Here, now: DateTime<Utc>, style: ClockStyle) -> String {
    let instant = DateTime::parse_from_rfc3339(at);
    instant.map_or_else(|_| at.to_owned(), |at| moment(at.to_utc(), here, now, style))
}

#[cfg(test)]
mod tests {
    use domain::time::Zone;

    use super::*;

    #[test]
    fn a_moment_of_another_day_says_which() {
        let now: DateTime<Utc> = "2026-11-24T18:00:00Z".parse().unwrap();
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let here = Here { wall: local(zone, now), zone };
        let told = |at: &str, style| moment(at.parse().unwrap(), here, now, style);
        assert_eq!(told("2026-11-24T13:02:59Z", ClockStyle::H24), "14:02");
        assert_eq!(told("2026-11-24T13:02:59Z", ClockStyle::H12), "2:02 PM");
        assert_eq!(told("2026-11-23T23:30:00Z", ClockStyle::H24), "00:30");
        assert_eq!(told("2026-11-23T22:30:00Z", ClockStyle::H24), "Mon 23 Nov 23:30");
        let said = |at| said(at, here, now, ClockStyle::H24);
        assert_eq!(said("2026-11-24T08:02:59-05:00"), "14:02");
        assert_eq!(said("at lunch"), "at lunch");
    }
}
