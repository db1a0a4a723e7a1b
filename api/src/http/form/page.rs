//! The form as a page: plain HTML that an old phone shows, every label tied to its field.

mod field;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use chrono::NaiveDate;
use domain::advance::FieldState;
use domain::record::{Asks, Input, Section};
use domain::view::{AdvanceSheet, HandoutShown, SheetField, long_date};
use maud::{DOCTYPE, Markup, html};

use self::field::{file_question, question};
use super::read::Filled;
use crate::service::advance::form::{Form, Saved};

/// What a page says above the form.
pub(super) enum Notice {
    /// Nothing.
    Nothing,
    /// So many answers were saved.
    Saved(usize),
    /// The same, and somebody else had answered one of them meanwhile.
    BothKept,
    /// Some fields could not be read; what was typed is still there.
    Problems {
        /// What was saved, and what was not.
        saved: Saved,
        /// What was typed.
        filled: Filled,
    },
}

impl Notice {
    /// What the page before has left in the address.
    pub(super) fn of_query(request: &HttpRequest) -> Self {
        let pair = request.query_string().split_once('=');
        match pair {
            Some(("saved", n)) => n.parse().map_or(Self::Nothing, Self::Saved),
            Some(("both", _)) => Self::BothKept,
            _ => Self::Nothing,
        }
    }

    fn typed(&self, key: &str) -> Option<&domain::advance::Posted> {
        let Self::Problems { filled, .. } = self else { return None };
        filled.posted.iter().find(|posted| posted.key == key)
    }

    fn problem(&self, key: &str) -> Option<&str> {
        let Self::Problems { saved, .. } = self else { return None };
        let found = saved.problems.iter().find(|problem| problem.field == key);
        found.map(|problem| problem.rule.as_str())
    }
}

/// The title of a section.
fn section_title(section: Section) -> &'static str {
    match section {
        Section::Contacts => "Contacts",
        Section::Schedule => "Schedule",
        Section::Access => "Access and parking",
        Section::Production => "Production",
        Section::Labor => "Labor",
        Section::Hospitality => "Hospitality",
        Section::Rooms => "Rooms and internet",
        Section::Security => "Security",
        Section::GuestList => "Guest list and tickets",
        Section::Merch => "Merchandise",
        Section::Press => "Press and photos",
        Section::Settlement => "Settlement",
        Section::Ground => "Hotel and cars",
        Section::Safety => "Safety",
        Section::Documents => "Documents",
        Section::Other => "Anything else",
    }
}

/// The whole page of a form.
pub(super) fn form(form: &Form, token: &str, name: Option<&str>, notice: &Notice) -> Markup {
    let sheet = &form.sheet;
    let action = format!("/a/{token}");
    let asked: Vec<(Section, Vec<&SheetField>)> = sheet
        .parts
        .iter()
        .map(|part| {
            let fields = part.fields.iter().filter(|field| field.question.asks == Asks::Venue);
            (part.section, fields.collect::<Vec<_>>())
        })
        .filter(|(_, fields): &(_, Vec<_>)| !fields.is_empty())
        .collect();
    let all: Vec<_> = asked.iter().flat_map(|(_, fields)| fields).copied().collect();
    let files: Vec<_> = all.iter().filter(|f| f.question.input == Input::File).copied().collect();
    let title = format!("Advance: {}", sheet.show);
    let content = html! {
        (head(form))
        (notice_line(notice, form.closed))
        (progress_line(&all))
        @if let Some(date) = sheet.last_visit {
            p.before {
                "You have answered before, on " (long_year(date))
                ". What you said then is filled in. Please tick what still holds and correct what does not."
            }
        }
        (from_tour(sheet, token))
        form #form method="post" action=(action) autocomplete="off" data-autosave {
            @if !form.closed {
                p.who {
                    label for="by" { "Your name and role" }
                    input #by type="text" name="by" value=(name.unwrap_or_default()) maxlength="200"
                        autocomplete="name";
                }
            }
            (contents(&asked))
            @for (section, fields) in &asked {
                (part(*section, fields, notice, form))
            }
        }
        @if !files.is_empty() {
            section #files {
                h2 { "Files" }
                p.hint { "PDF, pictures, Office files, DWG or text, up to 16 MB each. Save your answers above first." }
                @for one in files { (file_question(one, token, sheet.zone, form.closed)) }
            }
        }
        footer {
            p { "Whoever has this link can read and answer this form, and nothing else of the tour." }
        }
    };
    page(&title, &content)
}

fn head(form: &Form) -> Markup {
    let sheet = &form.sheet;
    let tour = form.tour.artist.as_deref().unwrap_or(&form.tour.name);
    let manager = form.tour.tour_manager.as_ref().and_then(|person| person.fields.name.as_ref());
    html! {
        header {
            p.tape { (tour) }
            h1 { (sheet.venue.as_deref().unwrap_or(&sheet.show)) }
            p.when {
                (long_year(sheet.date))
                @if let Some(city) = &sheet.city { " · " (city) }
            }
            @if let Some(name) = manager {
                p.hint { "Tour manager: " (name) }
            }
        }
    }
}

fn notice_line(notice: &Notice, closed: bool) -> Markup {
    html! {
        div #notice role="status" aria-live="polite" {
            @if closed {
                p.note { "The tour has closed this form. You can read it; to correct something, call." }
            } @else {
                @match notice {
                    Notice::Nothing => {}
                    Notice::Saved(0) => p.note { "Nothing was new, so nothing was saved." }
                    Notice::Saved(_) => p.ok { "Saved. You can close this page and come back by the same link." }
                    Notice::BothKept => p.warn {
                        "Saved. Somebody else had answered one of these while your page was open: both answers are kept, and the tour will ask."
                    }
                    Notice::Problems { saved, .. } => p.warn {
                        (saved.problems.len()) " could not be read and "
                        @if saved.problems.len() == 1 { "is" } @else { "are" }
                        " marked below. Everything else is saved."
                    }
                }
            }
        }
    }
}

fn progress_line(fields: &[&SheetField]) -> Markup {
    let required = fields.iter().filter(|field| field.question.required);
    let open = required.clone().filter(|field| field.state == FieldState::Open).count();
    let total = required.count();
    html! {
        p.progress {
            @if open == 0 {
                strong { "Everything that is needed is answered. Thank you." }
            } @else {
                strong { (open) " of " (total) } " needed answers are still open. Fill in what you know and save; the rest can wait."
            }
        }
    }
}

fn contents(asked: &[(Section, Vec<&SheetField>)]) -> Markup {
    html! {
        nav aria-label="Sections" {
            ul {
                @for (section, fields) in asked {
                    @let open = fields.iter().filter(|field| {
                        field.question.required && field.state == FieldState::Open
                    }).count();
                    li {
                        a href=(format!("#{}", section.word())) { (section_title(*section)) }
                        @if open > 0 { " " span.open { (open) " open" } }
                    }
                }
            }
        }
    }
}

fn part(section: Section, fields: &[&SheetField], notice: &Notice, form: &Form) -> Markup {
    let (zone, closed) = (form.sheet.zone, form.closed);
    let typed = fields.iter().filter(|field| field.question.input != Input::File);
    html! {
        section id=(section.word()) {
            h2 { (section_title(section)) }
            @for one in typed { (question(one, notice, zone, closed)) }
            @if fields.iter().any(|field| field.question.input == Input::File) {
                p.hint { "Files are sent at the " a href="#files" { "end of this page" } "." }
            }
            @if !closed { p.save { button type="submit" { "Save" } } }
        }
    }
}

/// What the tour answers itself, and the files that it has given.
fn from_tour(sheet: &AdvanceSheet, token: &str) -> Markup {
    let fields = sheet.parts.iter().flat_map(|part| &part.fields);
    let told: Vec<_> = fields
        .filter(|field| field.question.asks == Asks::Tour && field.question.input != Input::File)
        .filter_map(|field| Some((&field.question.label, field.text.as_ref()?)))
        .collect();
    html! {
        @if !(told.is_empty() && sheet.handouts.is_empty()) {
            section.from-tour {
                h2 { "From the tour" }
                dl {
                    @for (label, text) in told { dt { (label) } dd { (text) } }
                }
                ul {
                    @for one in &sheet.handouts { li { (handout(one, token)) } }
                }
            }
        }
    }
}

fn handout(one: &HandoutShown, token: &str) -> Markup {
    html! {
        a href=(format!("/a/{token}/handouts/{}", one.id)) { (one.name) }
        @if let Some(version) = &one.version { " · version " (version) }
        @if let Some(date) = one.given_on { " · " (long_year(date)) }
        @if one.outdated { " " span.warn { "there is a newer version; ask the tour for it" } }
    }
}

/// The page that says why something was not taken.
pub(super) fn refused(back: &str, why: &str) -> Markup {
    page(
        "Not taken",
        &html! {
            header { h1 { "This was not taken" } }
            p.warn { (why) }
            p { a href=(back) { "Back to the form" } }
        },
    )
}

/// The page of whatever a link does not open. It says nothing of what is or was there.
pub(super) fn failed(status: StatusCode) -> Markup {
    let (title, text) = match status {
        StatusCode::NOT_FOUND => (
            "This link opens nothing",
            "It may have ended or been replaced. Please ask the tour for a new one.",
        ),
        StatusCode::TOO_MANY_REQUESTS => {
            ("One moment, please", "That was a lot at once. Wait a minute and try again.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => ("Too large", "Please send less at once."),
        StatusCode::FORBIDDEN => {
            ("Not from here", "Please open the link itself and fill in the form there.")
        }
        StatusCode::CONFLICT => ("This form is closed", "To correct something, call the tour."),
        status if status.is_server_error() => {
            ("This did not work", "Nothing was lost that was saved. Please try again in a moment.")
        }
        _ => ("This could not be read", "Please go back and try again."),
    };
    page(title, &html! { header { h1 { (title) } } p { (text) } })
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
                title { (title) }
                link rel="stylesheet" href="/a/form.css";
                script src="/a/form.js" defer {}
            }
            body { main { (content) } }
        }
    }
}

/// `Friday 4 December 2026`.
fn long_year(date: NaiveDate) -> String {
    format!("{} {}", long_date(date), date.format("%Y"))
}
