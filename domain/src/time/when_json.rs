//! The JSON form of [`When`]: one object, since its members only make sense together.
//!
//! Reading is strict: a member that does not belong to the precision is refused, never ignored.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::problem::ClockProblem;
use super::show_clock::ShowClock;
use super::when::{Fold, Span, When};

/// How a [`When`] is written: absent optionals are omitted, and may be absent or null when read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
struct WhenJson {
    /// How sure the time is.
    precision: Precision,
    /// The start; wanted for `exact` and `about`, refused otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    start: Option<ShowClock>,
    /// The end, not before the start; for `exact` and `about` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    end: Option<ShowClock>,
    /// Which of two equal wall times; for `exact` and `about` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fold: Option<Fold>,
    /// The private place in the running order; for `tbd` and `hidden` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sort: Option<ShowClock>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
enum Precision {
    Exact,
    About,
    Tbd,
    Hidden,
}

#[derive(Debug, Error)]
enum WhenProblem {
    #[error("`{0}` is missing; `exact` and `about` times have a start")]
    StartMissing(&'static str),
    #[error("`{0}` does not belong to a time that is `exact` or `about`")]
    NotForTimes(&'static str),
    #[error("`{0}` does not belong to a time that is `tbd` or `hidden`")]
    NotForUntimed(&'static str),
    #[error(transparent)]
    Clock(#[from] ClockProblem),
}

impl WhenJson {
    fn span(&self) -> Result<Span, WhenProblem> {
        if self.sort.is_some() {
            return Err(WhenProblem::NotForTimes("sort"));
        }
        let start = self.start.ok_or(WhenProblem::StartMissing("start"))?;
        Ok(Span::new(start, self.end)?.with_fold(self.fold))
    }

    fn sort(&self) -> Result<Option<ShowClock>, WhenProblem> {
        if self.start.is_some() {
            return Err(WhenProblem::NotForUntimed("start"));
        }
        if self.end.is_some() {
            return Err(WhenProblem::NotForUntimed("end"));
        }
        if self.fold.is_some() {
            return Err(WhenProblem::NotForUntimed("fold"));
        }
        Ok(self.sort)
    }
}

impl TryFrom<WhenJson> for When {
    type Error = WhenProblem;

    fn try_from(json: WhenJson) -> Result<Self, WhenProblem> {
        Ok(match json.precision {
            Precision::Exact => Self::Exact(json.span()?),
            Precision::About => Self::About(json.span()?),
            Precision::Tbd => Self::Tbd { sort: json.sort()? },
            Precision::Hidden => Self::Hidden { sort: json.sort()? },
        })
    }
}

impl From<When> for WhenJson {
    fn from(when: When) -> Self {
        let timed = |precision, span: Span| Self {
            precision,
            start: Some(span.start()),
            end: span.end(),
            fold: span.fold(),
            sort: None,
        };
        let untimed =
            |precision, sort| Self { precision, start: None, end: None, fold: None, sort };
        match when {
            When::Exact(span) => timed(Precision::Exact, span),
            When::About(span) => timed(Precision::About, span),
            When::Tbd { sort } => untimed(Precision::Tbd, sort),
            When::Hidden { sort } => untimed(Precision::Hidden, sort),
        }
    }
}

impl Serialize for When {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WhenJson::from(*self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = WhenJson::deserialize(deserializer)?;
        json.try_into().map_err(serde::de::Error::custom)
    }
}
