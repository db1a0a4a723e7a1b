//! Which objects of a tree are shows.
//!
//! An object with a date is a show, an object whose keys are dates holds one under each, a list of dates is a
//! show a date, and what stands around the shows (`{"city": …, "dates": [ … ]}`) holds for all of them. In a
//! list of shows every element is one or is refused: none is passed over.

use super::Tree;
use crate::import::{
    dates,
    headers::{self, Role},
    report::Problem,
    row::{Field, Row, Value},
    table::without_entities,
};

/// Deeper objects are not looked into; the parser stops at 128.
const DEPTH_MAX: usize = 24;

/// The most fields of one show.
const FIELDS_MAX: usize = 200;

/// A field and how surely it is what it seems to be.
type Ranked = (usize, Field);

/// Rows and refused rows, numbered as they are found.
#[derive(Debug, Default)]
pub(super) struct Collector {
    rows: Vec<Row>,
    problems: Vec<Problem>,
    count: usize,
}

impl Collector {
    pub(super) fn finish(self) -> (Vec<Row>, Vec<Problem>) {
        (self.rows, self.problems)
    }

    /// Collects the shows of a document.
    pub(super) fn collect(&mut self, document: &Tree) {
        match document {
            Tree::List(list) => self.list(list, &[], 0),
            Tree::Map(_) if holds_shows(document, 0) => self.object(document, &[], 0),
            Tree::Map(pairs) => {
                // Nothing in it has a date. Its longest list is what was meant to be shows.
                let lists = pairs.iter().filter_map(|(_, value)| match value {
                    Tree::List(list) if list.iter().any(|item| matches!(item, Tree::Map(_))) => {
                        Some(list)
                    }
                    _ => None,
                });
                if let Some(list) = lists.max_by_key(|list| list.len()) {
                    self.list(list, &[], 0);
                }
            }
            _ => {}
        }
    }

    /// Takes an object for a show, with the fields of the one around it where it has none of its own.
    pub(super) fn show(&mut self, object: &Tree, around: Option<&Tree>) {
        let mut fields = fields_of(object);
        if let Some(around) = around {
            fields.extend(handed_down(&fields_of(around)));
        }
        self.row(fields);
    }

    fn row(&mut self, mut fields: Vec<Ranked>) {
        self.count += 1;
        // Own fields stay before inherited ones of the same rank: the sort is stable.
        fields.sort_by_key(|(rank, _)| *rank);
        let fields = fields.into_iter().map(|(_, field)| field).collect();
        self.rows.push(Row { number: self.count, section_year: None, fields });
    }

    fn refuse(&mut self, tree: &Tree, reason: &str) {
        self.count += 1;
        self.problems.push(Problem::error(reason).at(self.count).about("", &tree.sketch()));
    }

    fn list(&mut self, list: &[Tree], around: &[Ranked], depth: usize) {
        for item in list {
            match item {
                Tree::Map(_) if depth < DEPTH_MAX => self.object(item, around, depth + 1),
                Tree::List(inner) if depth < DEPTH_MAX => self.list(inner, around, depth + 1),
                Tree::Text(text) if dates::read(text).is_ok() => self.date("date", item, around),
                other => {
                    self.refuse(other, "this element of the list is no show: it has no fields");
                }
            }
        }
    }

    fn object(&mut self, object: &Tree, around: &[Ranked], depth: usize) {
        let Tree::Map(pairs) = object else { return };
        let fields = fields_of(object);
        let dated = is_dated(&fields);
        if let Some((path, list)) = pairs.iter().find_map(date_list) {
            let mut shared: Vec<Ranked> = fields;
            shared.retain(|(_, field)| field.role != Role::Date);
            shared.extend(around.iter().cloned());
            for item in list {
                match item {
                    Tree::Map(_) => {
                        let mut own = fields_of(item);
                        own.extend(shared.iter().cloned().map(|(rank, field)| (rank + 1, field)));
                        self.row(own);
                    }
                    scalar => self.date(path, scalar, &shared),
                }
            }
        } else if dated && pairs.iter().any(is_list_of_shows) {
            // A tour with its own first and last day is not a show; the shows in it are.
            let mut shared = handed_down(&fields);
            shared.extend(around.iter().cloned());
            for (_, value) in pairs.iter().filter(|pair| is_list_of_shows(pair)) {
                if let Tree::List(list) = value {
                    self.list(list, &shared, depth + 1);
                }
            }
        } else if dated {
            let mut fields = fields;
            fields.extend(around.iter().cloned());
            self.row(fields);
        } else if keys_are_dates(pairs) {
            for (key, value) in pairs {
                let mut fields = fields_of(value);
                fields.push(dated_by(key));
                fields.extend(around.iter().cloned());
                self.row(fields);
            }
        } else if pairs.iter().any(|(_, value)| holds_shows(value, depth)) && depth < DEPTH_MAX {
            let mut shared = handed_down(&fields);
            shared.extend(around.iter().cloned());
            for (_, value) in pairs.iter().filter(|(_, value)| holds_shows(value, depth)) {
                match value {
                    Tree::List(list) => self.list(list, &shared, depth + 1),
                    value => self.object(value, &shared, depth + 1),
                }
            }
        } else {
            let mut fields = fields;
            fields.extend(around.iter().cloned());
            self.row(fields);
        }
    }

    fn date(&mut self, path: &str, date: &Tree, around: &[Ranked]) {
        let value = value_of(date).unwrap_or(Value::Text(date.sketch()));
        let mut fields = vec![(0, Field { role: Role::Date, column: path.to_owned(), value })];
        fields.extend(around.iter().cloned());
        self.row(fields);
    }
}

/// Whether there is a show in a tree.
fn holds_shows(tree: &Tree, depth: usize) -> bool {
    if depth > DEPTH_MAX {
        return false;
    }
    match tree {
        Tree::List(list) => list.iter().any(|item| holds_shows(item, depth + 1)),
        Tree::Map(pairs) => {
            is_dated(&fields_of(tree))
                || keys_are_dates(pairs)
                || pairs.iter().any(|pair| date_list(pair).is_some())
                || pairs.iter().any(|(_, value)| holds_shows(value, depth + 1))
        }
        _ => false,
    }
}

fn is_dated(fields: &[Ranked]) -> bool {
    let has = |role| fields.iter().any(|(_, field)| field.role == role);
    has(Role::Date) || has(Role::Month) && has(Role::Day)
}

/// `dates: [ … ]`, `nights: [ … ]`: a list that stands for a show each.
fn date_list((key, value): &(String, Tree)) -> Option<(&str, &[Tree])> {
    let Tree::List(list) = value else { return None };
    let named = headers::meaning(key).role == Role::Date;
    let dated = list.iter().any(|item| match item {
        Tree::Map(_) => is_dated(&fields_of(item)),
        Tree::Text(text) => dates::read(text).is_ok(),
        _ => false,
    });
    (named && dated).then_some((key.as_str(), list.as_slice()))
}

/// A list of dated objects under a name that speaks of shows.
fn is_list_of_shows((key, value): &(String, Tree)) -> bool {
    const NAMES: [&str; 8] =
        ["show", "event", "date", "gig", "concert", "performance", "stop", "days"];
    let Tree::List(list) = value else { return false };
    let name = key.to_lowercase();
    NAMES.iter().any(|known| name.contains(known))
        && list.iter().any(|item| matches!(item, Tree::Map(_)) && is_dated(&fields_of(item)))
}

/// At least half of the keys are dates: then the others are dates that nobody can read.
fn keys_are_dates(pairs: &[(String, Tree)]) -> bool {
    let objects = pairs.iter().all(|(_, value)| matches!(value, Tree::Map(_) | Tree::Null));
    let is_date =
        |key: &str| key.contains(|c: char| c.is_ascii_digit()) && dates::read(key).is_ok();
    let n_dates = pairs.iter().filter(|(key, _)| is_date(key)).count();
    objects && n_dates > 0 && n_dates * 2 >= pairs.len()
}

fn dated_by(key: &str) -> Ranked {
    let value = Value::Text(key.to_owned());
    (0, Field { role: Role::Date, column: "key".to_owned(), value })
}

/// What holds for the shows inside an object: where they are and what they belong to.
fn handed_down(fields: &[Ranked]) -> Vec<Ranked> {
    let inherited = |role| {
        !matches!(
            role,
            Role::Date | Role::EndDate | Role::Clock | Role::Id | Role::Month | Role::Day
        )
    };
    let fields = fields.iter().filter(|(_, field)| inherited(field.role));
    fields
        .map(|(rank, field)| {
            let role = if field.role == Role::Title { Role::Tour } else { field.role };
            (rank + 1, Field { role, ..field.clone() })
        })
        .collect()
}

/// The fields of an object and of the objects in it, by their paths.
fn fields_of(object: &Tree) -> Vec<Ranked> {
    let mut fields = Vec::new();
    flatten(object, "", 0, &mut fields);
    fields
}

fn flatten(tree: &Tree, path: &str, depth: usize, fields: &mut Vec<Ranked>) {
    if depth > DEPTH_MAX || fields.len() >= FIELDS_MAX {
        return;
    }
    match tree {
        Tree::Map(pairs) => {
            for (key, value) in pairs {
                let key = key.trim_start_matches([':', '@']).replace('.', " ");
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                // A list of shows inside a show, or of songs in a set, is no field of it.
                flatten(value, &path, depth + 1, fields);
            }
        }
        Tree::List(list) => {
            let simple: Vec<&str> = list.iter().filter_map(Tree::as_text).collect();
            if simple.len() == list.len() && !simple.is_empty() {
                let is_date = headers::meaning(path).role == Role::Date;
                let coordinates = headers::meaning(path).role == Role::LatLon;
                // GeoJSON writes the longitude first, others the latitude: a bare pair tells neither.
                if !is_date && !coordinates {
                    push(path, Value::Text(simple.join(", ")), fields);
                }
            } else if let Some(first @ Tree::Map(_)) = list.first()
                && !path.is_empty()
                && list.len() == 1
            {
                flatten(first, path, depth + 1, fields);
            }
        }
        scalar => {
            if let Some(value) = value_of(scalar) {
                push(path, value, fields);
            }
        }
    }
}

fn push(path: &str, value: Value, fields: &mut Vec<Ranked>) {
    let meaning = headers::meaning(path);
    if meaning.role != Role::Other && !value.is_empty() {
        fields.push((meaning.rank, Field { role: meaning.role, column: path.to_owned(), value }));
    }
}

fn value_of(tree: &Tree) -> Option<Value> {
    match tree {
        Tree::Text(text) => Some(Value::Text(without_entities(text))),
        Tree::Number(number) => Some(Value::Number(number.clone())),
        _ => None,
    }
}
