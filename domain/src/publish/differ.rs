//! What differs between two versions, line by line and in words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::ids::RecordId;
use crate::record::{Kind, PublishedLine};
use crate::view::label;

/// How a line of a sheet differs between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Dropped,
    /// Its time is another one.
    Moved,
    /// Something else about it is another.
    Changed,
}

/// One line of a sheet that differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = PublishedChange))]
pub struct LineChange {
    /// The record of the line.
    pub record: RecordId,
    /// What kind of record it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Kind,
    /// How it differs.
    pub differs: Differs,
    /// What it is called now, or was called last.
    pub title: String,
    /// Its time before, where that is another one or the line is gone.
    pub from: Option<String>,
    /// Its time now, where that is another one or the line is new.
    pub to: Option<String>,
    /// The names of what else is another: `place`, `detail`.
    pub fields: Vec<String>,
    /// All of it for a person: `Soundcheck 16:00 → 16:45`.
    pub sentence: String,
}

/// What differs from the lines before to those after: first what stands in the newer ones, in their
/// order, then what is gone. Equal lines give nothing, wherever they stand.
pub fn difference<'l>(
    before: impl IntoIterator<Item = &'l PublishedLine>,
    after: impl IntoIterator<Item = &'l PublishedLine>,
) -> Vec<LineChange> {
    let old_lines: Vec<_> = before.into_iter().collect();
    let mut old: BTreeMap<_, _> = old_lines.iter().map(|line| (line.record, *line)).collect();
    let mut changes = Vec::new();
    for line in after {
        match old.remove(&line.record) {
            None => changes.push(added(line)),
            Some(was) => changes.extend(changed(was, line)),
        }
    }
    let gone = old_lines.into_iter().filter(|line| old.contains_key(&line.record));
    changes.extend(gone.map(dropped));
    changes
}

fn change(line: &PublishedLine, differs: Differs, sentence: String) -> LineChange {
    LineChange {
        record: line.record,
        kind: line.kind.clone(),
        differs,
        title: line.title.clone(),
        from: None,
        to: None,
        fields: Vec::new(),
        sentence,
    }
}

fn time(line: &PublishedLine) -> Option<String> {
    (!line.time.is_empty()).then(|| line.time.clone())
}

/// `Soundcheck 16:00`.
fn titled(line: &PublishedLine) -> String {
    let parts = [line.title.as_str(), line.time.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn added(line: &PublishedLine) -> LineChange {
    let new = change(line, Differs::Added, format!("New: {}", titled(line)));
    LineChange { to: time(line), ..new }
}

fn dropped(line: &PublishedLine) -> LineChange {
    let gone = change(line, Differs::Dropped, format!("No longer: {}", titled(line)));
    LineChange { from: time(line), ..gone }
}

fn changed(was: &PublishedLine, line: &PublishedLine) -> Option<LineChange> {
    let (fields, facts) = facts(was, line);
    let mut told = Vec::new();
    let mut head = line.title.clone();
    let moved = was.time != line.time;
    if moved {
        head = format!("{head} {}", arrow(&was.time, &line.time));
    }
    if was.title != line.title {
        told.push(format!("was called {}", was.title));
    }
    told.extend(facts);
    if !moved && told.is_empty() {
        return None;
    }
    let sentence = match (moved, told.is_empty()) {
        (_, true) => head,
        (true, false) => format!("{head}; {}", told.join("; ")),
        (false, false) => format!("{head}: {}", told.join("; ")),
    };
    let differs = if moved { Differs::Moved } else { Differs::Changed };
    let (from, to) = if moved { (time(was), time(line)) } else { (None, None) };
    Some(LineChange { from, to, fields, ..change(line, differs, sentence) })
}

/// `16:00 → 16:45`, and words where one side has no time.
fn arrow(was: &str, is: &str) -> String {
    match (was, is) {
        ("", is) => format!("at {is}"),
        (was, "") => format!("has no time now, was {was}"),
        (was, is) => format!("{was} → {is}"),
    }
}

/// What else differs: the names of the facts, and each in words. Of a text that was kept cut only this
/// is said: that it is another one.
fn facts(was: &PublishedLine, line: &PublishedLine) -> (Vec<String>, Vec<String>) {
    let keys = line.facts.keys().chain(was.facts.keys());
    let names: BTreeSet<_> = keys.map(|name| name.trim_end_matches('#')).collect();
    let value =
        |line: &PublishedLine, name: &str| line.facts.get(name).cloned().unwrap_or_default();
    let mut fields = Vec::new();
    let mut told = Vec::new();
    for name in names {
        let sums = format!("{name}#");
        let differs = [name, &sums].iter().any(|name| value(was, name) != value(line, name));
        if !differs {
            continue;
        }
        let cut = was.facts.contains_key(&sums) || line.facts.contains_key(&sums);
        fields.push(name.to_owned());
        told.push(if cut {
            format!("{} rewritten", words(name))
        } else {
            fact(name, &value(was, name), &value(line, name))
        });
    }
    (fields, told)
}

fn fact(name: &str, old: &str, new: &str) -> String {
    match (name, old, new) {
        ("confirmed", _, "yes") => "confirmed".to_owned(),
        ("confirmed", ..) => "no longer confirmed".to_owned(),
        (name, "", new) => format!("{} {new}", words(name)),
        (name, old, "") => format!("no {} (was {old})", words(name)),
        (name, old, new) => format!("{} {old} → {new}", words(name)),
    }
}

fn words(name: &str) -> String {
    label(name).to_lowercase()
}
