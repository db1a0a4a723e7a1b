//! The page as a whole: its head, what is said of somebody's paper, the sections, and its foot.

use actix_web::http::StatusCode;
use domain::record::kinds::Status;
use domain::view::{DaySheet, Header, PersonBlock, long_date, short_date};
use maud::{DOCTYPE, Markup, html};

use super::words::{dotted, is_other, phone};
use super::{paper, sections};
use crate::service::day_links::Paper;

/// The page of a day's sheet.
pub(super) fn sheet(sheet: &DaySheet, paper: Paper) -> Markup {
    let header = &sheet.header;
    let city = header.city.as_deref().or(header.venue.as_deref());
    let title = dotted([city, Some(short_date(header.date).as_str())]);
    let content = html! {
        (paper::about(sheet, paper))
        (head(sheet))
        (sections::schedule(sheet))
        (sections::travel(sheet))
        (sections::hotels(sheet))
        (sections::venues(sheet))
        (sections::contacts(sheet))
        (sections::notes(sheet))
        (foot(sheet))
    };
    page(&title, &content)
}

fn head(sheet: &DaySheet) -> Markup {
    let header = &sheet.header;
    let who = header.artist.as_deref().or(header.tour.as_deref()).unwrap_or_default();
    let place = header.city.as_deref().or(header.venue.as_deref());
    let show = header.show_number.map(|number| format!("show {number} of {}", header.show_count));
    // A day with a number is known to be a show.
    let kind = header.day_type.filter(|_| show.is_none());
    let kind = kind.map(|kind| kind.word().replace('_', " "));
    let venue = header.venue.as_deref().filter(|_| header.city.is_some());
    html! {
        header {
            p.tour { (who) }
            p.when { (long_date(header.date)) " " (header.date.format("%Y")) }
            h1 { (place.unwrap_or(who)) }
            p.where {
                (dotted([venue, show.as_deref(), kind.as_deref(), header.title.as_deref()]))
            }
            @if header.status == Some(Status::Cancelled) { p { span.badge.off { "CANCELLED" } } }
            (cancelled_events(sheet))
            (version(sheet))
            @for banner in &header.zone_banners { p.warn { (banner.text) } }
            (sections::two_values(sheet, header.day))
            @for event in &sheet.events { (sections::two_values(sheet, event.id)) }
            @match &header.zone {
                Some(zone) => p { "All times " (zone.label()) },
                None => p.warn { "No time zone is set for this day" },
            }
            (leads(header))
            @if let Some(weather) = &header.weather { p.quiet { (weather) } }
        }
    }
}

/// What was booked for the day and is off, though the day is not.
fn cancelled_events(sheet: &DaySheet) -> Markup {
    let off = |status| status == Some(Status::Cancelled);
    let events = sheet.events.iter().filter(|event| off(event.fields.status));
    html! {
        @if !off(sheet.header.status) {
            @for event in events {
                @let title = event.fields.title.as_ref().map(ToString::to_string);
                p {
                    (title.or_else(|| event.venue_name.clone()).unwrap_or_else(|| "Event".to_owned()))
                    " " span.badge.off { "CANCELLED" }
                }
            }
        }
    }
}

/// Which version the page shows, and whether something has changed since it was published.
fn version(sheet: &DaySheet) -> Markup {
    html! {
        @if let Some(newest) = sheet.versions.first() {
            p.version {
                b { "v" (newest.label) }
                @if let Some(at) = paper::published(sheet, newest) { ", published " (at) }
                @match newest.since.len() {
                    0 => {},
                    1 => ", and 1 later change that is not published yet",
                    n => { ", and " (n) " later changes that are not published yet" }
                }
            }
        }
    }
}

fn leads(header: &Header) -> Markup {
    let leads = [
        ("Tour manager", &header.tour_manager),
        ("Production manager", &header.production_manager),
    ];
    html! {
        @if leads.iter().any(|(_, person)| person.is_some()) {
            ul.people {
                @for (role, person) in leads {
                    @if let Some(person) = person { li { (lead(role, person)) } }
                }
            }
        }
    }
}

fn lead(role: &str, person: &PersonBlock) -> Markup {
    let fields = &person.fields;
    let name = fields.preferred_name.as_ref().or(fields.name.as_ref());
    html! {
        span.who { b { @if let Some(name) = name { (name) } } " " span.quiet { (role) } }
        @if let Some(number) = &fields.phone { " " (phone(number.as_str())) }
    }
}

fn foot(sheet: &DaySheet) -> Markup {
    html! {
        footer {
            @if let Some(next) = &sheet.next_day {
                p {
                    "Next: " b { (dotted([
                        Some(short_date(next.date).as_str()),
                        next.city.as_deref(),
                        next.title.as_deref(),
                    ])) }
                    @if next.status == Some(Status::Cancelled) {
                        " " span.badge.off { "CANCELLED" }
                    } @else if let Some(call) = &next.first_call {
                        ", " (call.title) " " (call.text)
                        @if let Some(zone) = call.zone.as_ref().filter(|zone| is_other(sheet, zone)) {
                            " " (zone.abbreviation)
                        }
                    }
                }
            }
            p.quiet {
                "This page shows the sheet as it is when it is loaded. Whoever has its address can read it."
            }
        }
    }
}

/// The page of whatever a link does not open. It says nothing of what is or was there.
pub(super) fn failed(status: StatusCode) -> Markup {
    let (title, text) = match status {
        StatusCode::NOT_FOUND => (
            "This link opens nothing",
            "It may have ended or been replaced. Please ask the tour for the day sheet.",
        ),
        StatusCode::TOO_MANY_REQUESTS => {
            ("One moment, please", "That was a lot at once. Wait a minute and try again.")
        }
        _ => ("This did not work", "Please try again in a moment."),
    };
    page(title, &html! { header { h1 { (title) } p { (text) } } })
}

fn page(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no";
                title { (title) }
                link rel="stylesheet" href="/s/sheet.css";
            }
            body { main { (content) } }
        }
    }
}
