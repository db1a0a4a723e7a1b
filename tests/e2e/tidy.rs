//! The house stays in order: arrows between crates and layers, one place for every dependency's
//! version, files that open with a sentence, nothing left undone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each crate may use of ours, and what none of its files may name.
const CRATES: &[(&str, &[&str], &[&str])] = &[
    (
        "domain",
        &[],
        &["sea_orm", "actix_web", "reqwest", "tokio", "async fn", "std::fs", "std::net"],
    ),
    ("interchange", &["domain"], &["sea_orm", "actix_web", "reqwest", "tokio"]),
    ("migrations", &[], &["domain::", "api::"]),
    ("web", &[], &["domain", "actix_web", "tokio", "std::net"]),
    ("api", &["domain", "interchange", "migrations", "web-app"], &[]),
    ("sync-client", &["domain", "interchange", "migrations"], &["actix_web", "api::"]),
    ("tests", &["api", "domain", "interchange", "migrations", "sync-client", "web-app"], &[]),
    ("xtask", &[], &[]),
];

/// The one file of `domain` that reads something: zone rules that are newer than the bundled ones.
const READS_ZONE_RULES: &str = "domain/src/time/tzdb.rs";

/// Lines of a file past which it is about more than one thing.
const LINES_MAX: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Every Rust file of ours with its text, by its path from the root.
fn sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (name, _, _) in CRATES {
        collect(&root().join(name), &mut found);
    }
    assert!(found.len() > 100, "the sources were not found");
    found
}

fn collect(dir: &Path, found: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            found.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// The lines of code that name something: comments may speak of it.
fn lines_naming<'s>(text: &'s str, what: &str) -> Vec<&'s str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.filter(|line| line.contains(what)).collect()
}

#[test]
fn every_crate_uses_only_what_its_arrows_allow() {
    let ours: Vec<_> = CRATES.iter().map(|(name, _, _)| *name).collect();
    for (name, may_use, _) in CRATES {
        let manifest = std::fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
        for other in &ours {
            let used = manifest.lines().any(|line| {
                line.starts_with(&format!("{other}.workspace"))
                    || line.starts_with(&format!("{other} = "))
            });
            assert!(!used || may_use.contains(other), "`{name}` uses `{other}`");
        }
    }
}

#[test]
fn no_file_names_what_its_crate_must_not() {
    let sources = sources();
    for (name, _, must_not) in CRATES {
        let inside = format!("{name}/src/");
        for (file, text) in sources.iter().filter(|(file, _)| file.starts_with(&inside)) {
            for word in *must_not {
                let exempt = file == READS_ZONE_RULES && *word == "std::fs";
                let lines = lines_naming(text, word);
                assert!(exempt || lines.is_empty(), "{file} names `{word}`: {lines:?}");
            }
        }
    }
}

#[test]
fn in_the_service_arrows_point_from_http_to_service_to_store() {
    let sources = sources();
    let layer = |layer: &str| -> Vec<_> {
        let inside = format!("api/src/{layer}");
        sources.iter().filter(|(file, _)| file.starts_with(&inside)).collect()
    };
    for (file, text) in layer("store") {
        for word in ["crate::service", "crate::http", "actix_web"] {
            assert!(lines_naming(text, word).is_empty(), "{file} names `{word}`");
        }
    }
    for (file, text) in layer("service") {
        for word in ["crate::http", "actix_web", "sea_orm"] {
            assert!(lines_naming(text, word).is_empty(), "{file} names `{word}`");
        }
    }
    for (file, text) in layer("http") {
        for word in ["crate::store", "sea_orm"] {
            assert!(lines_naming(text, word).is_empty(), "{file} names `{word}`");
        }
    }
}

#[test]
fn in_the_service_only_what_asks_other_servers_names_reqwest() {
    for (file, text) in sources() {
        if file.starts_with("api/src/") && !file.starts_with("api/src/roads") {
            assert!(lines_naming(&text, "reqwest").is_empty(), "{file} names `reqwest`");
        }
        if file.starts_with("api/src/roads") {
            for word in ["crate::service", "crate::store", "crate::http", "crate::app"] {
                assert!(lines_naming(&text, word).is_empty(), "{file} names `{word}`");
            }
        }
    }
}

#[test]
fn in_the_service_only_what_hands_mails_over_names_lettre() {
    for (file, text) in sources() {
        if file.starts_with("api/src/") && !file.starts_with("api/src/mail") {
            assert!(lines_naming(&text, "lettre").is_empty(), "{file} names `lettre`");
        }
        if file.starts_with("api/src/mail") {
            for word in ["crate::service", "crate::store", "crate::http", "crate::app"] {
                assert!(lines_naming(&text, word).is_empty(), "{file} names `{word}`");
            }
        }
    }
}

#[test]
fn records_are_written_by_the_ledger_and_by_nothing_else() {
    for (file, text) in sources() {
        let may = file.starts_with("api/src/service/ledger/") || file.starts_with("api/src/store/");
        if file.starts_with("api/src/") && !may {
            for way in ["records::write", "records::insert"] {
                let lines = lines_naming(&text, way);
                assert!(lines.is_empty(), "{file} writes records: {lines:?}");
            }
        }
    }
}

#[test]
fn status_codes_stand_in_one_table() {
    for (file, text) in sources().iter().filter(|(file, _)| file.starts_with("api/src/service")) {
        assert!(lines_naming(text, "StatusCode").is_empty(), "{file} names a status code");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_is_about_one_thing() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} does not open with `//!`");
        let n_lines = text.lines().count();
        assert!(n_lines <= LINES_MAX, "{file} has {n_lines} lines");
    }
}

#[test]
fn nothing_is_left_undone_or_switched_off() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("#[ig", "nore")];
    for (file, text) in sources() {
        for mark in marks {
            assert!(!text.contains(mark), "{file} holds `{mark}`");
        }
        let allows = lines_naming(&text, concat!("#[al", "low("));
        assert!(allows.is_empty(), "{file} allows instead of expecting");
    }
}

#[test]
fn versions_of_dependencies_stand_in_the_root_alone() {
    for (name, _, _) in CRATES {
        let manifest = std::fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("dependencies]").skip(1);
        for line in dependencies.flat_map(str::lines) {
            let versioned = line.contains("version =") || line.contains(" = \"");
            assert!(!versioned, "`{name}` has a version of its own: {line}");
        }
    }
}

#[test]
fn every_documented_setting_error_and_decision_has_its_page() {
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "docs/GLOSSARY.md",
        "docs/API.md",
        "docs/CLI.md",
        "docs/PROTOCOL.md",
        "docs/SETTINGS.md",
        "docs/ERRORS.md",
        "docs/KINDS.md",
        "docs/ARCHIVE.md",
        "docs/ATTRIBUTIONS.md",
        "docs/decisions",
    ] {
        assert!(root().join(page).exists(), "`{page}` is missing");
    }
}
