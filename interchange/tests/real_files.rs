//! Tours and calendars that nobody here made, against what independent readers made of them.
//!
//! The files are not part of the project. Where their folder is missing these tests say so and pass, except in
//! CI, where they fail.

#[path = "real_files/calendars.rs"]
mod calendars;
#[path = "real_files/oracle.rs"]
mod oracle;
#[path = "real_files/places.rs"]
mod places;
#[path = "real_files/tours.rs"]
mod tours;

use std::{
    fs,
    path::{Path, PathBuf},
};

use interchange::{
    Places,
    import::{self, Report, Severity, SourceFile},
};

/// The folder of real files, or nothing where it may be missing.
fn data() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    let in_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
    assert!(!in_ci, "the real files are missing at {}", folder.display());
    eprintln!("skipped: the real files are missing at {}", folder.display());
    None
}

fn import(folder: &Path, names: &[&str]) -> Report {
    let files: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|name| (*name, fs::read(folder.join(name)).expect("the folder is whole")))
        .collect();
    let sources: Vec<SourceFile<'_>> =
        files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
    let report = import::read(&sources, Places::embedded());
    assert_eq!(report.rows, report.events.len() + report.refused(), "{names:?}");
    report
}

/// A CSV file as maps from its headings.
fn table(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("the folder is whole");
    reader.deserialize().map(|row| row.expect("the table is even")).collect()
}

fn warnings(report: &Report, row: usize) -> Vec<&str> {
    let problems = report.problems.iter().filter(|problem| problem.row == Some(row));
    problems
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| problem.reason.as_str())
        .collect()
}
