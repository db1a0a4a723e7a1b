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

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for When {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        WhenJson::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for When {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("When")
    }

    fn schemas(
        schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>,
    ) {
        <WhenJson as utoipa::ToSchema>::schemas(schemas);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<When, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn clock(text: &str) -> ShowClock {
        text.parse().unwrap()
    }

    #[test]
    fn every_precision_has_its_json_and_reads_back() {
        let span = Span::new(clock("19:30"), Some(clock("20:15"))).unwrap();
        let table = [
            (When::exact(clock("19:30")), r#"{"precision":"exact","start":"19:30"}"#),
            (
                When::Exact(span.with_fold(Fold::First)),
                r#"{"precision":"exact","start":"19:30","end":"20:15","fold":"first"}"#,
            ),
            (
                When::About(Span::at(clock("01:30+1")).with_fold(Fold::Second)),
                r#"{"precision":"about","start":"01:30+1","fold":"second"}"#,
            ),
            (When::tbd(), r#"{"precision":"tbd"}"#),
            (When::Tbd { sort: Some(clock("19:00")) }, r#"{"precision":"tbd","sort":"19:00"}"#),
            (
                When::Hidden { sort: Some(clock("00:10+2")) },
                r#"{"precision":"hidden","sort":"00:10+2"}"#,
            ),
        ];
        for (when, json) in table {
            assert_eq!(serde_json::to_string(&when).unwrap(), json);
            assert_eq!(read(json), Ok(when), "{json}");
        }
    }

    #[test]
    fn an_absent_member_may_also_be_null() {
        let json = r#"{"precision":"tbd","start":null,"end":null,"fold":null,"sort":null}"#;
        assert_eq!(read(json), Ok(When::tbd()));
    }

    #[test]
    fn a_member_that_does_not_belong_is_refused_by_name() {
        let table = [
            (r#"{"precision":"exact","start":"19:30","note":"x"}"#, "unknown field `note`"),
            (r#"{"precision":"exact"}"#, "`start` is missing"),
            (r#"{"precision":"about","start":"19:30","sort":"19:00"}"#, "`sort` does not belong"),
            (r#"{"precision":"tbd","start":"19:30"}"#, "`start` does not belong"),
            (r#"{"precision":"hidden","end":"19:30"}"#, "`end` does not belong"),
            (r#"{"precision":"tbd","fold":"first"}"#, "`fold` does not belong"),
            (r#"{"precision":"soon"}"#, "unknown variant `soon`"),
            (r#"{"start":"19:30"}"#, "missing field `precision`"),
            (r#"{"precision":"exact","start":"7pm"}"#, "`7pm` is not of the form"),
            (r#"{"precision":"exact","start":1170}"#, "invalid type"),
            (
                r#"{"precision":"exact","start":"19:30","end":"19:00"}"#,
                "end `19:00` is before start `19:30`",
            ),
        ];
        for (json, message) in table {
            let refusal = read(json).expect_err(json);
            assert!(refusal.contains(message), "{json}: {refusal}");
        }
    }
}
