//! Printing: one line a figure, the median of the runs and their range.

#![expect(clippy::print_stdout, reason = "the figures are the result of the program")]

use crate::Options;

/// One figure taken several times.
pub(crate) struct Figure(Vec<f64>);

impl Figure {
    /// The figure of each run.
    pub(crate) fn new(mut runs: Vec<f64>) -> Self {
        runs.sort_by(f64::total_cmp);
        Self(runs)
    }

    /// The one in the middle.
    pub(crate) fn median(&self) -> f64 {
        self.0.get(self.0.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// `median [least–most]`.
    pub(crate) fn text(&self, decimals: usize) -> String {
        let (least, most) = (self.0.first(), self.0.last());
        let (least, most) = (least.unwrap_or(&f64::NAN), most.unwrap_or(&f64::NAN));
        format!("{:.decimals$} [{least:.decimals$}–{most:.decimals$}]", self.median())
    }
}

/// What is measured, and how.
pub(crate) fn heading(options: &Options) {
    println!(
        "{} runs of {} s each; median [least–most] of the runs; client and server share the machine",
        options.runs, options.seconds
    );
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        println!("load of the machine before it begins: {}", load.trim());
    }
}

/// The name of a section.
pub(crate) fn section(title: &str) {
    println!("\n{title}");
}

/// One line.
pub(crate) fn line(what: &str, value: &str) {
    println!("  {what:<58} {value}");
}

/// How a figure stands beside its floor.
pub(crate) fn ratio(what: &str, figure: &Figure, floor: &Figure, target: &str) {
    let ratio = figure.median() / floor.median();
    println!("  {what:<58} {ratio:.2} (target {target})");
}
