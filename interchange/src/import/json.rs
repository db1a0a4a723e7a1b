//! JSON of every shape: what Bandsintown and setlist.fm answer, event data of web pages, and lists of shows that
//! nobody has seen before. Which objects are shows is `shows`' business, what their fields are about `headers`'.

mod event_data;
mod shows;

use super::{
    ROWS_MAX, format,
    guard::Loaded,
    report::{Notes, Problem},
    row::Sheet,
    tree::Tree,
};

use shows::Collector;

/// Reads a JSON text, or several one after the other, as logs have them.
pub(super) fn load(text: &str, name: &str) -> Loaded {
    match documents(text) {
        Ok(documents) => rows_of(format_of(&documents), documents, name),
        Err(reason) => Loaded::refused("json", reason),
    }
}

/// Reads the event data inside a web page.
pub(super) fn load_page(text: &str, name: &str) -> Loaded {
    let mut found = Vec::new();
    for script in event_data::scripts(text) {
        match documents(script) {
            Ok(documents) => found.extend(documents),
            Err(reason) => {
                return Loaded::refused("json-ld", format!("the page's event data: {reason}"));
            }
        }
    }
    if found.is_empty() {
        let reason =
            "the file is a page or XML without event data; save its table as .csv or .xlsx";
        return Loaded::refused(format::UNKNOWN, reason);
    }
    rows_of("json-ld", found, name)
}

fn documents(text: &str) -> Result<Vec<Tree>, String> {
    let stream = serde_json::Deserializer::from_str(text).into_iter::<Tree>();
    stream.collect::<Result<Vec<Tree>, _>>().map_err(|error| {
        let what =
            if error.is_eof() { "the file ends in the middle" } else { "the file is not JSON" };
        format!("{what}: {error}")
    })
}

/// Turns the documents of a file into rows.
pub(super) fn rows_of(format: &'static str, documents: Vec<Tree>, name: &str) -> Loaded {
    let mut notes = Notes::default();
    let document = match documents.len() {
        1 => documents.into_iter().next().unwrap_or(Tree::Null),
        _ => Tree::List(documents),
    };
    let mut collector = Collector::default();
    if event_data::is_linked(&document) {
        event_data::collect(&document, &mut collector);
    } else {
        collector.collect(&document);
    }
    let (rows, problems) = collector.finish();
    if rows.len() > ROWS_MAX {
        notes.push(format::too_many_rows());
        return Loaded { format, sheets: Vec::new(), notes };
    }
    if rows.is_empty() && problems.is_empty() {
        let value = document.sketch();
        notes.push(Problem::error("there are no shows in the file").about("", &value));
    }
    for problem in problems {
        notes.push(problem);
    }
    let ends_expand = format != "json-ld";
    let sheet = Sheet { source: name.to_owned(), rows, ends_expand, ..Sheet::default() };
    Loaded { format, sheets: vec![sheet], notes }
}

fn format_of(documents: &[Tree]) -> &'static str {
    if documents.iter().any(event_data::is_linked) {
        return "json-ld";
    }
    let first = documents.iter().find_map(first_object);
    let has = |key: &str| first.is_some_and(|object| object.get(key).is_some());
    if has("setlist") || has("eventDate") && has("versionId") {
        "setlist.fm"
    } else if has("datetime")
        && has("venue")
        && (has("artist_id") || has("lineup") || has("offers"))
    {
        "bandsintown"
    } else {
        "json"
    }
}

fn first_object(tree: &Tree) -> Option<&Tree> {
    match tree {
        Tree::Map(_) => Some(tree),
        Tree::List(list) => list.iter().find_map(first_object),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
