//! Answers as people type them and as they are stored. What cannot be read is refused with the rule
//! that it breaks, and nothing is guessed.

use serde_json::{Map, Number, Value, json};

use crate::ids::RecordId;
use crate::limits::{ANSWER_FILES_MAX, ANSWER_ROWS_MAX};
use crate::record::{Column, Currency, Input, Line, Money, Prose};
use crate::time::{When, parse_when};

/// Decimals that a number keeps: centimetres of metres. With three, `1.200` could be a thousand.
const DECIMALS: i32 = 2;
/// Numbers of more digits than this are a mistake.
const NUMBER_MAX: f64 = 1e12;
/// Between the cells of a row, and between rows, as they are typed on one line.
const CELL: char = '|';

impl Input {
    /// Reads an answer as it is typed; nothing where nothing is typed. Rows are lines, their cells stand
    /// between `|`.
    pub fn read(&self, text: &str) -> Result<Option<Value>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let value = match self {
            Self::Text { lines: false } => json!(Line::try_from(text)?),
            Self::Text { lines: true } => json!(Prose::try_from(text.replace('\r', "").as_str())?),
            Self::Number { unit } => number(text, unit.as_ref().map(Line::as_str))?,
            Self::Clock => json!(parse_when(text).map_err(|problem| problem.to_string())?),
            Self::Choice { options } => chosen(text, options)?,
            Self::YesNo => yes_or_no(text)?,
            Self::Money => money(text)?,
            Self::Rows { columns } => return read_rows(text, columns),
            Self::File => {
                let ids = text.split([',', ' ', '\n']).filter(|id| !id.trim().is_empty());
                json!(ids.map(str::trim).collect::<Vec<_>>())
            }
        };
        self.check(&value).map(|()| Some(value))
    }

    /// Whether a stored value is an answer in this form.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        let is = |fits: bool, what: &str| if fits { Ok(()) } else { Err(format!("is not {what}")) };
        match self {
            Self::Text { lines: false } => read_as::<Line>(value).map(drop),
            Self::Text { lines: true } => read_as::<Prose>(value).map(drop),
            Self::Number { .. } => is(value.is_number(), "a number"),
            Self::Clock => read_as::<When>(value).map(drop),
            Self::Choice { options } => {
                let chosen = value.as_str();
                is(
                    options.iter().any(|option| Some(option.as_str()) == chosen),
                    "one of the options",
                )
            }
            Self::YesNo => is(value.is_boolean(), "yes or no"),
            Self::Money => read_as::<Money>(value).map(drop),
            Self::Rows { columns } => check_rows(value, columns),
            Self::File => {
                let ids: Vec<RecordId> = read_as(value)?;
                is(ids.len() <= ANSWER_FILES_MAX, "so few files as an answer may have")
            }
        }
    }

    /// A stored answer as it is shown and typed. One in another form, because the question has
    /// changed, is shown as it is.
    pub fn show(&self, value: &Value) -> String {
        match (self, value) {
            (_, Value::Null) => String::new(),
            (Self::Clock, value) => {
                read_as::<When>(value).map_or_else(|_| plain(value), |when| when.to_string())
            }
            (Self::YesNo, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (Self::Money, value) => {
                read_as::<Money>(value).map_or_else(|_| plain(value), |money| show_money(&money))
            }
            (Self::Number { unit: Some(unit) }, Value::Number(number)) => {
                format!("{number} {unit}")
            }
            (Self::Rows { columns }, Value::Array(rows)) => show_rows(rows, columns),
            (_, value) => plain(value),
        }
    }
}

fn read_as<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// A number, perhaps with its unit after it. A point or comma before fewer or more than three digits is
/// that of decimals; `1,200` and `1.200` could be a thousand too, and are refused.
fn number(text: &str, unit: Option<&str>) -> Result<Value, String> {
    let bare = unit.and_then(|unit| text.strip_suffix(unit)).unwrap_or(text).trim();
    let refused = || format!("`{text}` is not a number; write it like `12.5`");
    let ambiguous = bare.split_once([',', '.']).is_some_and(|(_, after)| after.len() == 3);
    if ambiguous || bare.matches([',', '.']).count() > 1 {
        return Err(refused());
    }
    let number: f64 = bare.replace(',', ".").parse().map_err(|_| refused())?;
    if !number.is_finite() || number.abs() > NUMBER_MAX {
        return Err(refused());
    }
    let kept = (number * 10_f64.powi(DECIMALS)).round() / 10_f64.powi(DECIMALS);
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 10^12")]
    let number =
        if kept.fract() == 0.0 { Some(Number::from(kept as i64)) } else { Number::from_f64(kept) };
    number.map(Value::Number).ok_or_else(refused)
}

fn chosen(text: &str, options: &[Line]) -> Result<Value, String> {
    let same = |option: &&Line| option.as_str().eq_ignore_ascii_case(text);
    options.iter().find(same).map(|option| json!(option)).ok_or_else(|| {
        let all: Vec<_> = options.iter().map(|option| format!("`{option}`")).collect();
        format!("`{text}` is none of {}", all.join(", "))
    })
}

fn yes_or_no(text: &str) -> Result<Value, String> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "ja" => Ok(Value::Bool(true)),
        "no" | "n" | "false" | "nein" => Ok(Value::Bool(false)),
        _ => Err(format!("`{text}` is not yes or no")),
    }
}

/// Money: `EUR 350`, `350.50 EUR`.
fn money(text: &str) -> Result<Value, String> {
    let refused = || format!("`{text}` is no amount; write it like `350.50 EUR`");
    let parts: Vec<_> = text.split_whitespace().collect();
    let (amount, code) = match parts[..] {
        [a, b] if b.starts_with(|c: char| c.is_ascii_alphabetic()) => (a, b),
        [a, b] => (b, a),
        _ => return Err(refused()),
    };
    let currency = Currency::try_from(code.to_uppercase().as_str())?;
    let (whole, cents) = amount.split_once(['.', ',']).unwrap_or((amount, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || cents.len() > 2 || !digits(whole) || !digits(cents) {
        return Err(refused());
    }
    let minor: i64 = format!("{whole}{cents:0<2}").parse().map_err(|_| refused())?;
    Ok(json!(Money { minor, currency }))
}

fn show_money(money: &Money) -> String {
    let (whole, cents) = (money.minor / 100, (money.minor % 100).abs());
    match cents {
        0 => format!("{whole} {}", money.currency.as_str()),
        _ => format!("{whole}.{cents:02} {}", money.currency.as_str()),
    }
}

fn read_rows(text: &str, columns: &[Column]) -> Result<Option<Value>, String> {
    let cells = |line: &str| line.split(CELL).map(|cell| cell.trim().to_owned()).collect();
    let lines: Vec<Vec<String>> = text.lines().map(cells).collect();
    rows_of(&lines, columns)
}

/// Rows as they are stored, of cells in the order of the columns. Empty rows are left out.
pub fn rows_of(lines: &[Vec<String>], columns: &[Column]) -> Result<Option<Value>, String> {
    let mut rows = Vec::new();
    for cells in lines {
        if cells.len() > columns.len() {
            return Err(format!(
                "a row has {} cells, there are {} columns",
                cells.len(),
                columns.len()
            ));
        }
        let mut row = Map::new();
        for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty())
        {
            row.insert(column.key.to_string(), json!(Line::try_from(cell.trim())?));
        }
        if !row.is_empty() {
            rows.push(Value::Object(row));
        }
    }
    let value = Value::Array(rows);
    check_rows(&value, columns)?;
    Ok(value.as_array().is_some_and(|rows| !rows.is_empty()).then_some(value))
}

fn check_rows(value: &Value, columns: &[Column]) -> Result<(), String> {
    let rows: Vec<Map<String, Value>> = read_as(value)?;
    if rows.len() > ANSWER_ROWS_MAX {
        return Err(format!("has {} rows, the limit is {ANSWER_ROWS_MAX}", rows.len()));
    }
    for (name, cell) in rows.iter().flatten() {
        if !columns.iter().any(|column| column.key.as_str() == name) {
            return Err(format!("there is no column `{name}`"));
        }
        read_as::<Line>(cell)?;
    }
    Ok(())
}

fn show_rows(rows: &[Value], columns: &[Column]) -> String {
    let cell =
        |row: &Value, column: &Column| plain(row.get(column.key.as_str()).unwrap_or(&json!("")));
    let line = |row: &Value| {
        let cells: Vec<_> = columns.iter().map(|column| cell(row, column)).collect();
        let separator = format!(" {CELL} ");
        cells.join(&separator).trim_end_matches([' ', CELL]).to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        serde_json::from_value(json!([
            {"key": "name", "label": "Name"}, {"key": "phone", "label": "Phone"}
        ]))
        .unwrap()
    }

    #[test]
    fn what_is_typed_is_stored_and_shown_again_as_it_was_meant() {
        let options = vec![Line::try_from("Union").unwrap(), Line::try_from("House").unwrap()];
        let metres = Input::Number { unit: Some(Line::try_from("m").unwrap()) };
        let cases = [
            (Input::Text { lines: false }, " Dock 2 ", json!("Dock 2"), "Dock 2"),
            (Input::Text { lines: true }, "a\r\nb", json!("a\nb"), "a\nb"),
            (metres.clone(), "12,5 m", json!(12.5), "12.5 m"),
            (metres, "12", json!(12), "12 m"),
            (Input::Clock, "~11am", json!({"precision": "about", "start": "11:00"}), "~11:00"),
            (Input::Clock, "TBD", json!({"precision": "tbd"}), "TBD"),
            (Input::Choice { options }, "union", json!("Union"), "Union"),
            (Input::YesNo, "Yes", json!(true), "yes"),
            (Input::Money, "eur 350", json!({"minor": 35000, "currency": "EUR"}), "350 EUR"),
            (Input::Money, "350,50 EUR", json!({"minor": 35050, "currency": "EUR"}), "350.50 EUR"),
            (Input::Money, "0.5 USD", json!({"minor": 50, "currency": "USD"}), "0.50 USD"),
            (
                Input::Rows { columns: columns() },
                "Ana | 0170\n\nBen",
                json!([{"name": "Ana", "phone": "0170"}, {"name": "Ben"}]),
                "Ana | 0170\nBen",
            ),
        ];
        for (input, typed, stored, shown) in cases {
            let value = input.read(typed).unwrap().unwrap();
            assert_eq!(value, stored, "{typed}");
            assert_eq!(input.show(&value), shown);
            assert_eq!(input.read(&input.show(&value)).unwrap(), Some(value), "{shown}");
        }
    }

    #[test]
    fn nothing_typed_is_no_answer_and_what_could_mean_two_things_is_refused() {
        let number = Input::Number { unit: None };
        for input in [Input::Clock, Input::YesNo, number.clone(), Input::Money] {
            assert_eq!(input.read("  "), Ok(None));
        }
        for (input, typed) in [
            (number.clone(), "1,200"),
            (number.clone(), "1.200"),
            (number.clone(), "1.200,50"),
            (number.clone(), "twelve"),
            (number.clone(), "1e300"),
            (number, "NaN"),
            (Input::Clock, "7"),
            (Input::YesNo, "maybe"),
            (Input::Money, "350"),
            (Input::Money, "350.505 EUR"),
            (Input::Money, "-5 EUR"),
            (Input::Rows { columns: columns() }, "a | b | c"),
            (Input::File, "not-an-id"),
        ] {
            assert!(input.read(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn an_answer_has_as_many_rows_and_files_as_its_limit_and_no_more() {
        let rows = Input::Rows { columns: columns() };
        let typed = |n: usize| "x\n".repeat(n);
        assert!(rows.read(&typed(ANSWER_ROWS_MAX)).is_ok());
        assert!(rows.read(&typed(ANSWER_ROWS_MAX + 1)).is_err());
        let ids = |n: usize| vec![RecordId(uuid::Uuid::nil()).to_string(); n].join(",");
        assert!(Input::File.read(&ids(ANSWER_FILES_MAX)).is_ok());
        assert!(Input::File.read(&ids(ANSWER_FILES_MAX + 1)).is_err());
    }
}
