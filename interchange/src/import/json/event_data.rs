//! JSON-LD of schema.org: the events of a graph, wherever in it they stand.

use super::{Tree, shows::Collector};

/// How deep events are looked for; real pages need six.
const DEPTH_MAX: usize = 32;

/// Whether a document speaks of things by their schema.org types.
pub(super) fn is_linked(tree: &Tree) -> bool {
    match tree {
        Tree::List(list) => list.iter().any(is_linked),
        Tree::Map(pairs) => {
            pairs.iter().any(|(key, _)| matches!(key.as_str(), "@context" | "@type" | "@graph"))
        }
        _ => false,
    }
}

/// Collects every event.
pub(super) fn collect(tree: &Tree, collector: &mut Collector) {
    walk(tree, None, 0, collector);
}

fn walk(tree: &Tree, around: Option<&Tree>, depth: usize, collector: &mut Collector) {
    if depth > DEPTH_MAX {
        return;
    }
    match tree {
        Tree::List(list) => list.iter().for_each(|item| walk(item, around, depth + 1, collector)),
        Tree::Map(pairs) if is_event(tree) => {
            // A festival is its days when it lists them; they take place where it does.
            let parts: Vec<&Tree> = pairs
                .iter()
                .filter(|(key, value)| {
                    matches!(key.as_str(), "subEvent" | "subEvents") && has_start(value)
                })
                .map(|(_, value)| value)
                .collect();
            if parts.is_empty() {
                collector.show(tree, around);
            }
            for part in parts {
                walk(part, Some(tree), depth + 1, collector);
            }
        }
        Tree::Map(pairs) => {
            for (_, value) in pairs {
                walk(value, around, depth + 1, collector);
            }
        }
        _ => {}
    }
}

fn is_event(tree: &Tree) -> bool {
    let is_event = |kind: &Tree| {
        kind.as_text().is_some_and(|kind| {
            let kind = kind.rsplit(['/', ':', '#']).next().unwrap_or(kind);
            kind.ends_with("Event") || kind == "Festival" || kind == "EventSeries"
        })
    };
    match tree.get("@type") {
        Some(Tree::List(kinds)) => kinds.iter().any(is_event),
        Some(kind) => is_event(kind),
        None => false,
    }
}

fn has_start(tree: &Tree) -> bool {
    match tree {
        Tree::List(list) => list.iter().any(has_start),
        tree => tree.get("startDate").is_some(),
    }
}

/// The scripts of a page that hold JSON-LD.
pub(super) fn scripts(page: &str) -> Vec<&str> {
    let lower = page.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find("<script") {
        let tag = at + start;
        let Some(open) = lower[tag..].find('>').map(|end| tag + end + 1) else { break };
        let close = lower[open..].find("</script").map_or(lower.len(), |end| open + end);
        if lower[tag..open].contains("application/ld+json") {
            found.push(page[open..close].trim());
        }
        at = close;
    }
    found
}
