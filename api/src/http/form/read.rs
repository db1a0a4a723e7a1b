//! A filled-in form as it arrives: pairs of names and values, joined to one field for each question.
//!
//! `a.KEY` is the answer, `a.KEY.ROW.COLUMN` a cell of one with rows, `w.KEY` the answer that the page
//! showed, `c.KEY` the tick that the last visit's answer still holds, `r.KEY` the remark and `v.KEY` the one that the
//! page showed, `by` a name.

use std::collections::BTreeMap;

use domain::advance::{Posted, Typed};
use domain::limits::{ANSWER_COLUMNS_MAX, ANSWER_ROWS_MAX, QUESTIONS_MAX};
use domain::problem::ErrorCode;
use serde_json::Value;

use crate::error::{Error, Result};

/// Fields of a form: every question, each with what it showed, a tick and a remark.
const FIELDS_MAX: usize = QUESTIONS_MAX * 4 + QUESTIONS_MAX * ANSWER_ROWS_MAX;

/// A form as it was filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// What somebody calls themselves.
    pub(super) name: Option<String>,
    /// Its fields.
    pub(super) posted: Vec<Posted>,
}

#[derive(Default)]
struct Field {
    text: Option<String>,
    cells: BTreeMap<(usize, usize), String>,
    was: Value,
    confirmed: bool,
    remark: Option<String>,
    remark_was: Option<String>,
}

/// Reads a form.
pub(super) fn filled(body: &[u8]) -> Result<Filled> {
    let mut filled = Filled::default();
    let mut fields: BTreeMap<String, Field> = BTreeMap::new();
    for (idx, (name, value)) in form_urlencoded::parse(body).enumerate() {
        if idx >= FIELDS_MAX {
            return Err(Error::problem(ErrorCode::TooLarge, "the form has too many fields"));
        }
        if name == "by" {
            filled.name = Some(value.into_owned());
            continue;
        }
        let Some((what, rest)) = name.split_once('.') else { continue };
        let mut parts = rest.split('.');
        let key = parts.next().unwrap_or_default().to_owned();
        let field = fields.entry(key).or_default();
        match (what, parts.next(), parts.next()) {
            ("a", None, None) => field.text = Some(value.into_owned()),
            ("a", Some(row), Some(column)) => {
                field.cells.insert(cell(row, column)?, value.into_owned());
            }
            ("w", None, None) => field.was = serde_json::from_str(&value).unwrap_or_default(),
            ("c", None, None) => field.confirmed = true,
            ("r", None, None) => field.remark = Some(value.into_owned()),
            ("v", None, None) => field.remark_was = Some(value.into_owned()),
            _ => {}
        }
    }
    filled.posted = fields.into_iter().map(|(key, field)| field.posted(key)).collect();
    Ok(filled)
}

fn cell(row: &str, column: &str) -> Result<(usize, usize)> {
    let number = |text: &str, max: usize| text.parse().ok().filter(|number| *number <= max);
    number(row, ANSWER_ROWS_MAX)
        .zip(number(column, ANSWER_COLUMNS_MAX))
        .ok_or_else(|| Error::problem(ErrorCode::Malformed, "the form has a cell that is none"))
}

impl Field {
    fn posted(self, key: String) -> Posted {
        let Self { text, cells, was, confirmed, remark, remark_was } = self;
        let typed =
            if cells.is_empty() { text.map(Typed::Text) } else { Some(Typed::Rows(rows(cells))) };
        Posted { key, was, typed, confirmed, remark, remark_was }
    }
}

fn rows(cells: BTreeMap<(usize, usize), String>) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for ((row, column), text) in cells {
        let row = rows.entry(row).or_default();
        row.resize(column.max(row.len()), String::new());
        row.push(text);
    }
    rows.into_values().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn pairs_become_one_field_for_each_question() {
        let body = "by=Ana&w.load_in=null&a.load_in=11%3A00&c.doors=1&a.doors=19:00&r.doors=late+ok\
            &a.runner.0.0=Bo&a.runner.0.1=0170&a.runner.1.1=0171&odd=1";
        let filled = filled(body.as_bytes()).unwrap();
        assert_eq!(filled.name.as_deref(), Some("Ana"));
        let by_key: BTreeMap<_, _> =
            filled.posted.iter().map(|posted| (posted.key.as_str(), posted)).collect();
        assert_eq!(by_key["load_in"].typed, Some(Typed::Text("11:00".to_owned())));
        assert_eq!(by_key["load_in"].was, json!(null));
        assert!(by_key["doors"].confirmed);
        assert_eq!(by_key["doors"].remark.as_deref(), Some("late ok"));
        let text = |text: &str| text.to_owned();
        let rows = vec![vec![text("Bo"), text("0170")], vec![text(""), text("0171")]];
        assert_eq!(by_key["runner"].typed, Some(Typed::Rows(rows)));
    }

    #[test]
    fn a_form_that_is_none_is_refused_or_says_nothing() {
        assert!(filled(b"a.x.999999.0=1").is_err());
        assert!(filled(b"a.x.-1.0=1").is_err());
        assert!(filled(&b"a.x=1&".repeat(FIELDS_MAX + 1)).is_err());
        assert!(filled(b"\xff\xfe=&&&=&.=.").is_ok());
        assert_eq!(filled(b"w.x={broken").unwrap().posted[0].was, Value::Null);
    }
}
