//! The first box of the page: what there is to say to somebody who holds paper of the sheet.

use chrono::DateTime;
use domain::publish::LineChange;
use domain::record::kinds::Severity;
use domain::time::local;
use domain::view::{DaySheet, PaperState, VersionBlock};
use maud::{Markup, html};

use crate::service::day_links::Paper;

/// The box about somebody's paper; nothing where nobody says that they hold any.
pub(super) fn about(sheet: &DaySheet, paper: Paper) -> Markup {
    let edition = match paper {
        Paper::Silent => return html! {},
        Paper::Unknown => return unknown(sheet),
        Paper::Of(edition) => edition,
    };
    match sheet.paper_state(edition) {
        PaperState::UpToDate(newest) => html! {
            section #paper.ok {
                h2 { "This paper is up to date (v" (newest.label) ")" }
            }
        },
        PaperState::Unpublished(newest) => html! {
            section #paper.changed {
                h2 { "Your paper is v" (newest.label) ", the newest. Since then:" }
                ul { @for change in &newest.since { li { (change.sentence) } } }
                p { "Not published yet, so it may still change." }
            }
        },
        PaperState::Replaced { paper, newer } => replaced(sheet, paper, newer),
        PaperState::TooOld(Some(oldest)) => html! {
            section #paper.stop {
                h2 { "Your paper is older than v" (oldest.label) ": throw it away" }
                (current(sheet))
            }
        },
        PaperState::TooOld(None) => unknown(sheet),
    }
}

fn unknown(sheet: &DaySheet) -> Markup {
    html! {
        section #paper.stop {
            h2 { "Your paper is of no version of this sheet: throw it away" }
            (current(sheet))
        }
    }
}

fn current(sheet: &DaySheet) -> Markup {
    html! {
        @if let Some(newest) = sheet.versions.first() {
            p { "v" (newest.label) " is current: this page." }
        } @else {
            p { "No version of it has been published. This page is what holds now." }
        }
    }
}

fn replaced(sheet: &DaySheet, paper: &VersionBlock, newer: &[VersionBlock]) -> Markup {
    let newest = newer.first().unwrap_or(paper);
    let is_critical = newer.iter().any(|version| version.severity == Some(Severity::Critical));
    html! {
        section #paper class=(if is_critical { "stop" } else { "changed" }) {
            h2 { "Your paper is v" (paper.label) ". v" (newest.label) " is current:" }
            @if paper.since.is_empty() {
                p { "It has changed and changed back: what your paper says holds." }
            }
            ul { @for change in &paper.since { (line(sheet, change)) } }
            @for version in newer { (why(sheet, version)) }
        }
    }
}

fn line(sheet: &DaySheet, change: &LineChange) -> Markup {
    html! {
        li {
            (change.sentence)
            @if sheet.is_unpublished(change) { " " span.badge.maybe { "not published yet" } }
        }
    }
}

/// `v3, Tue 24 Nov 09:10, important: the truck is late`, where there is anything to say.
fn why(sheet: &DaySheet, version: &VersionBlock) -> Markup {
    let severity = version.severity.filter(|severity| *severity != Severity::Info);
    html! {
        p.why {
            "v" (version.label)
            @if let Some(at) = published(sheet, version) { ", " (at) }
            @if let Some(severity) = severity { ", " strong { (severity.word()) } }
            @if let Some(reason) = &version.reason { ": " (reason) }
        }
    }
}

/// When a version was published, on the clocks of the day.
pub(super) fn published(sheet: &DaySheet, version: &VersionBlock) -> Option<String> {
    let at = DateTime::parse_from_rfc3339(version.said_at.as_deref()?).ok()?.to_utc();
    let zone = sheet.header.zone.as_ref()?.name;
    Some(local(zone, at).format("%a %-d %b %H:%M").to_string())
}
