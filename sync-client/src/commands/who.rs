//! `buscall who`: who is on tour, whom to call elsewhere, and how.

use domain::record::Line;
use domain::view::{ContactRow, People, PersonBlock, people, short_date};

use super::Context;
use super::tour::OpenTour;
use crate::cli::read::Who;
use crate::edit::fold;
use crate::error::{Exit, Result};
use crate::render::{self, Column, Table, Tone, paint};

pub(super) async fn run(context: &Context, asked: &Who) -> Result<Exit> {
    let tour = OpenTour::open(context).await?;
    let view = tour.view().await?;
    let mut found = people(&view.book);
    let words = fold(&asked.name.join(" "));
    found.people.retain(|person| matches(&words, &of_person(person)));
    found.contacts.retain(|contact| matches(&words, &of_contact(contact)));
    if asked.json {
        render::print_json(&found)?;
        return Ok(Exit::Done);
    }
    if found.people.is_empty() && found.contacts.is_empty() {
        render::say("nobody here is called that, or does that");
        return Ok(Exit::Failed);
    }
    render::print_text(&text(&found, render::width()))?;
    Ok(Exit::Done)
}

/// Whether every word, or its beginning, stands somewhere in these texts.
fn matches(words: &str, texts: &[String]) -> bool {
    let folded: Vec<_> = texts.iter().map(|text| fold(text)).collect();
    let has =
        |word: &str| folded.iter().any(|text| text.split(' ').any(|part| part.starts_with(word)));
    words.split(' ').all(has)
}

fn texts<const N: usize>(lines: [&Option<Line>; N]) -> Vec<String> {
    lines.into_iter().flatten().map(ToString::to_string).collect()
}

fn of_person(person: &PersonBlock) -> Vec<String> {
    let person = &person.fields;
    texts([&person.name, &person.preferred_name, &person.role, &person.department, &person.company])
}

fn of_contact(contact: &ContactRow) -> Vec<String> {
    let fields = &contact.fields;
    let mut found = texts([&fields.name, &fields.role, &fields.company]);
    found.extend(contact.venue_name.clone());
    found.extend(fields.category.map(|category| category.word().to_owned()));
    found
}

fn text(found: &People, width: Option<usize>) -> String {
    let mut sections = Vec::new();
    if !found.people.is_empty() {
        sections.push(format!(
            "{}\n{}",
            paint(Tone::Strong, "ON TOUR"),
            on_tour(found).text(width)
        ));
    }
    if !found.contacts.is_empty() {
        sections.push(format!(
            "{}\n{}",
            paint(Tone::Strong, "CONTACTS"),
            elsewhere(found).text(width)
        ));
    }
    sections.join("\n")
}

fn cell(line: Option<&Line>) -> (Tone, String) {
    (Tone::Plain, line.map(ToString::to_string).unwrap_or_default())
}

fn on_tour(found: &People) -> Table {
    let mut table = Table::new(&[
        Column::to("NAME", 12),
        Column::to("ROLE", 4),
        Column::whole("PHONE"),
        Column::to("E-MAIL", 0),
        Column::to("DEPARTMENT", 0),
        Column::to("PARTY", 0),
    ]);
    for person in &found.people {
        let fields = &person.fields;
        let name = fields.preferred_name.as_ref().or(fields.name.as_ref());
        let rest = [&fields.role, &fields.phone, &fields.email, &fields.department, &fields.party];
        let rest = rest.into_iter().map(|line| cell(line.as_ref()));
        table.row(std::iter::once(cell(name)).chain(rest));
    }
    table
}

fn elsewhere(found: &People) -> Table {
    let mut table = Table::new(&[
        Column::to("NAME", 12),
        Column::to("ROLE", 4),
        Column::whole("PHONE"),
        Column::to("E-MAIL", 0),
        Column::to("COMPANY", 0),
        Column::to("FOR", 0),
    ]);
    for contact in &found.contacts {
        let fields = &contact.fields;
        let rest = [&fields.name, &fields.role, &fields.phone, &fields.email, &fields.company];
        let place = contact.date.map(short_date).into_iter().chain(contact.venue_name.clone());
        let place = (Tone::Faint, place.collect::<Vec<_>>().join(", "));
        table.row(rest.into_iter().map(|line| cell(line.as_ref())).chain(std::iter::once(place)));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_found_by_name_or_by_what_they_do() {
        let maya = ["Maya Lindqvist", "FOH engineer"].map(ToOwned::to_owned);
        for words in ["", "maya", "lind", "foh", "maya foh", "MAYA"] {
            assert!(matches(&fold(words), &maya), "{words}");
        }
        assert!(!matches("jonas", &maya) && !matches("maya jonas", &maya));
    }
}
