//! When something of a show day happens: a time with its precision, as one value.
//!
//! An unknown time is a value of its own here and never 00:00. Reading what people type is in
//! `parse`, the JSON form in `when_json`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::problem::ClockProblem;
use super::show_clock::ShowClock;

/// Which of two equal wall times is meant on the night the clocks go back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Fold {
    /// The earlier one, before the clocks go back.
    First,
    /// The later one, after the clocks have gone back.
    Second,
}

/// A start and perhaps an end, which is never before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    start: ShowClock,
    end: Option<ShowClock>,
    fold: Option<Fold>,
}

impl Span {
    /// Joins a start and an end; refuses an end before the start.
    pub fn new(start: ShowClock, end: Option<ShowClock>) -> Result<Self, ClockProblem> {
        if let Some(end) = end.filter(|end| *end < start) {
            return Err(ClockProblem::EndBeforeStart {
                start: start.to_string(),
                end: end.to_string(),
            });
        }
        Ok(Self { start, end, fold: None })
    }

    /// A start alone.
    pub fn at(start: ShowClock) -> Self {
        Self { start, end: None, fold: None }
    }

    /// The same span with the choice between repeated wall times. One choice holds for the start and
    /// the end alike, and means nothing on any other night.
    #[must_use]
    pub fn with_fold(self, fold: impl Into<Option<Fold>>) -> Self {
        Self { fold: fold.into(), ..self }
    }

    /// The start.
    pub fn start(self) -> ShowClock {
        self.start
    }

    /// The end, where one is known.
    pub fn end(self) -> Option<ShowClock> {
        self.end
    }

    /// The choice between repeated wall times, where somebody made it.
    pub fn fold(self) -> Option<Fold> {
        self.fold
    }

    fn shifted(self, minutes: i32) -> Option<Self> {
        let start = self.start.plus_minutes(minutes)?;
        let end = match self.end {
            Some(end) => Some(end.plus_minutes(minutes)?),
            None => None,
        };
        Some(Self { start, end, fold: self.fold })
    }
}

/// When something happens on a show day, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// A time that holds.
    Exact(Span),
    /// A time that may still move a little, shown with `~`.
    About(Span),
    /// Not known yet, shown as `TBD`.
    Tbd {
        /// Where it stands in the running order; shown to nobody.
        sort: Option<ShowClock>,
    },
    /// Not shown at all.
    Hidden {
        /// Where it stands in the running order; shown to nobody.
        sort: Option<ShowClock>,
    },
}

/// The order of a show day: minutes, fold, precision, end. What has neither a time nor a place in
/// the running order comes after everything.
pub type SortKey = (u16, Option<Fold>, u8, u16);

impl When {
    /// An exact time without an end.
    pub fn exact(start: ShowClock) -> Self {
        Self::Exact(Span::at(start))
    }

    /// An estimated time without an end.
    pub fn about(start: ShowClock) -> Self {
        Self::About(Span::at(start))
    }

    /// A time nobody knows yet, without a place in the running order.
    pub fn tbd() -> Self {
        Self::Tbd { sort: None }
    }

    /// The start and end, when there is a time to show.
    pub fn span(&self) -> Option<Span> {
        match *self {
            Self::Exact(span) | Self::About(span) => Some(span),
            Self::Tbd { .. } | Self::Hidden { .. } => None,
        }
    }

    /// The start, when there is a time to show; never the private sort clock.
    pub fn start(&self) -> Option<ShowClock> {
        self.span().map(Span::start)
    }

    /// The end, when there is one to show.
    pub fn end(&self) -> Option<ShowClock> {
        self.span().and_then(Span::end)
    }

    /// The choice between repeated wall times, where somebody made it.
    pub fn fold(&self) -> Option<Fold> {
        self.span().and_then(Span::fold)
    }

    /// Whether there is a time to show.
    pub fn has_time(&self) -> bool {
        self.span().is_some()
    }

    /// The key that puts items in show-day order. It compares wall clocks and needs no zone, so on
    /// the night the clocks go back it separates equal wall times only, by their fold.
    pub fn sort_key(&self) -> SortKey {
        let (clock, precision) = match *self {
            Self::Exact(span) => (Some(span.start), 0),
            Self::About(span) => (Some(span.start), 1),
            Self::Tbd { sort } => (sort, 2),
            Self::Hidden { sort } => (sort, 3),
        };
        let minutes = clock.map_or(u16::MAX, ShowClock::minutes);
        let end = self.end().map_or(minutes, ShowClock::minutes);
        (minutes, self.fold(), precision, end)
    }

    /// Everything this many minutes later (earlier when negative), the private sort clock included,
    /// or `None` when any part would leave the show day.
    pub fn shifted(&self, minutes: i32) -> Option<Self> {
        let moved = |sort: Option<ShowClock>| match sort {
            Some(clock) => clock.plus_minutes(minutes).map(Some),
            None => Some(None),
        };
        Some(match *self {
            Self::Exact(span) => Self::Exact(span.shifted(minutes)?),
            Self::About(span) => Self::About(span.shifted(minutes)?),
            Self::Tbd { sort } => Self::Tbd { sort: moved(sort)? },
            Self::Hidden { sort } => Self::Hidden { sort: moved(sort)? },
        })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end.filter(|end| *end != self.start) {
            Some(end) => write!(f, "{}–{end}", self.start),
            None => write!(f, "{}", self.start),
        }
    }
}

impl fmt::Display for When {
    /// `19:30`, `19:30–20:15`, `~19:00`, `TBD`, and nothing at all for a hidden time.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(span) => f.pad(&span.to_string()),
            Self::About(span) => f.pad(&format!("~{span}")),
            Self::Tbd { .. } => f.pad("TBD"),
            Self::Hidden { .. } => f.pad(""),
        }
    }
}
