//! The published protocol names the shapes that it is about by their hash, so a change of the one
//! without a look at the other is noticed.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

/// The messages. Everything that they are made of counts, too.
const MESSAGES: [&str; 6] =
    ["ExchangeIn", "ExchangeOut", "HelloOut", "ScopePage", "VerifyIn", "VerifyOut"];
/// What stands before the hash.
const MARK: &str = "Shapes: `";

/// The schemas of the messages and of all that they name, without words for people.
fn shapes() -> Value {
    let described: Value = serde_json::from_str(&api::http::openapi::json()).unwrap();
    let schemas = &described["components"]["schemas"];
    let mut wanted: Vec<String> = MESSAGES.map(str::to_owned).to_vec();
    let mut found = serde_json::Map::new();
    let mut seen = BTreeSet::new();
    while let Some(name) = wanted.pop() {
        if seen.insert(name.clone()) {
            let schema = without_words(&schemas[&name]);
            assert!(schema.is_object(), "`{name}` is not described");
            let text = schema.to_string();
            let named = text.split("#/components/schemas/").skip(1);
            wanted.extend(named.map(|rest| rest.split('"').next().unwrap().to_owned()));
            found.insert(name, schema);
        }
    }
    sorted(&Value::Object(found))
}

fn without_words(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| *name != "description" || !value.is_string())
            .map(|(name, value)| (name.clone(), without_words(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_words).collect(),
        other => other.clone(),
    }
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut names: Vec<_> = members.iter().collect();
            names.sort_by_key(|(name, _)| *name);
            names.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_published_protocol_is_about_these_shapes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs/PROTOCOL.md");
    let published = std::fs::read_to_string(&file).unwrap();
    let hash = blake3::hash(shapes().to_string().as_bytes()).to_hex();
    let (before, rest) = published.split_once(MARK).expect("the protocol names its shapes");
    let (_, after) = rest.split_once('`').unwrap();
    let now = format!("{before}{MARK}{hash}`{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap();
    assert!(
        committed == now,
        "the shapes have changed: see what docs/PROTOCOL.md says of them, then `cargo xtask gen`"
    );
}
