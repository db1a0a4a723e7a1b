//! Which format a file has: by what is in it, and by its name where that leaves a doubt.

use super::{
    SourceFile, csv, encoding,
    guard::Loaded,
    ics, json,
    report::{Notes, Problem},
    xlsx, yaml,
};

/// The format of a file that none is known for.
pub(super) const UNKNOWN: &str = "unknown";

/// What a workbook starts with: a ZIP archive, or the older compound file.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Reads a file by the reader for its format.
pub(super) fn load(file: SourceFile<'_>) -> Loaded {
    if file.bytes.iter().all(u8::is_ascii_whitespace) {
        return Loaded::refused(UNKNOWN, "the file is empty");
    }
    let name = file.name.to_lowercase();
    if file.bytes.starts_with(ZIP) || file.bytes.starts_with(COMPOUND_FILE) {
        return xlsx::load(file.bytes, &name);
    }
    let mut notes = Notes::default();
    let Some(text) = encoding::decode(file.bytes, &mut notes) else {
        let mut refused = Loaded::refused(UNKNOWN, "the file is neither text nor a workbook");
        refused.format = extension(&name).filter(|e| *e == "xlsx").map_or(UNKNOWN, |_| "xlsx");
        return refused;
    };
    let mut loaded = load_text(&text, &name);
    notes.append(loaded.notes);
    loaded.notes = notes;
    loaded
}

fn load_text(text: &str, name: &str) -> Loaded {
    let start = text.trim_start();
    if is_calendar(start, name) {
        return ics::load(text);
    }
    match (start.chars().next(), extension(name)) {
        (Some('<'), _) => json::load_page(text, name),
        (_, Some("yaml" | "yml")) => yaml::load(text, name),
        (Some('{' | '['), _) | (_, Some("json" | "jsonld" | "geojson" | "ndjson")) => {
            json::load(text, name)
        }
        (_, Some("csv" | "tsv" | "tab")) => csv::load(text, name),
        _ if looks_like_yaml(start) => yaml::load(text, name),
        _ => csv::load(text, name),
    }
}

fn is_calendar(start: &str, name: &str) -> bool {
    let begins = |line: &str| line.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("BEGIN:"));
    extension(name).is_some_and(|extension| matches!(extension, "ics" | "ical" | "ifb"))
        || start.lines().next().is_some_and(begins)
}

/// A list of objects, an object, or a document of its own: things no table starts with.
fn looks_like_yaml(start: &str) -> bool {
    let mut lines = start.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else { return false };
    let opens = first.starts_with("---") || first.starts_with("%YAML");
    let item = first.starts_with("- ") && first.contains(':');
    let key = first.split_once(':').is_some_and(|(key, value)| {
        !key.contains([',', ';', '\t']) && (value.is_empty() || value.starts_with(' '))
    });
    let indented = lines.next().is_some_and(|line| line.starts_with("  ") && line.contains(':'));
    opens || item || key && indented
}

fn extension(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// A file with more shows than any act has played.
pub(super) fn too_many_rows() -> Problem {
    Problem::error(format!("the file has more than {} rows and was not read", super::ROWS_MAX))
}
