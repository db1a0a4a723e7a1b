//! Keeps `docs/KINDS.md` in step with the registry of kinds. To write it anew, run this test with
//! `UPDATE_DOCS=1`.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

use std::fmt::Write;
use std::path::Path;

use domain::record::{FieldRule, Kind, MergeClass};

const INTRODUCTION: &str = "\
# Kinds and fields

Every record is of a kind, and every kind has these fields. The table is made from the code by the
test `kinds_doc`; `UPDATE_DOCS=1 cargo test -p buscall-domain --test kinds_doc` writes it anew.

A field that is not required may be absent, and `null` means absent. Kinds and fields that are not
listed here are carried unchanged.

How two edits of one field come together is its merge class:

| class | what happens |
| --- | --- |
| review | The first value stays in force, the other is kept beside it in a dispute, a person decides. |
| text | Lines merge three ways; where both changed the same lines, as review. |
| latest | The value that arrives last wins; the history keeps the other. |
| set | Members are added and removed one by one; an add wins over a remove that had not seen it. |
";

#[test]
fn the_table_of_kinds_says_what_the_registry_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/KINDS.md");
    let expected = table();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        println!("{expected}");
        panic!("docs/KINDS.md is out of date; write it anew with UPDATE_DOCS=1");
    }
}

fn table() -> String {
    let mut text = INTRODUCTION.to_owned();
    for kind in Kind::KNOWN {
        write!(text, "\n## {kind}\n\n{}\n", kind.doc()).unwrap();
        if let Some(parent) = kind.parent_field() {
            writeln!(text, "It belongs to the day that `{parent}` names.").unwrap();
        }
        text.push_str(
            "\n| field | type | class | required | meaning |\n| --- | --- | --- | --- | --- |\n",
        );
        for rule in kind.rules() {
            text.push_str(&row(rule));
        }
    }
    text
}

fn row(rule: &FieldRule) -> String {
    let class = match rule.class {
        MergeClass::Review => "review",
        MergeClass::Text => "text",
        MergeClass::Latest => "latest",
        MergeClass::Set => "set",
    };
    let required = if rule.required { "yes" } else { "" };
    let cell = |text: &str| text.replace('|', "\\|");
    let (name, kind, doc) = (rule.name, cell(&(rule.describe)()), cell(rule.doc));
    format!("| `{name}` | {kind} | {class} | {required} | {doc} |\n")
}
