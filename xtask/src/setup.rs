//! `cargo xtask setup`: which tools are here, and what each is for.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::{engines, postgres};

/// A tool, how to ask for its version, and what goes without it.
struct Tool {
    name: &'static str,
    ask: &'static [&'static str],
    purpose: &'static str,
    needed: bool,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "Rust",
        ask: &["rustc", "--version"],
        purpose: "builds everything; 1.94 or later",
        needed: true,
    },
    Tool {
        name: "C compiler",
        ask: &["cc", "--version"],
        purpose: "builds SQLite and zstd, which are compiled in",
        needed: true,
    },
    Tool {
        name: "rustfmt",
        ask: &["cargo", "fmt", "--version"],
        purpose: "`cargo xtask ci`",
        needed: false,
    },
    Tool {
        name: "clippy",
        ask: &["cargo", "clippy", "--version"],
        purpose: "`cargo xtask ci`",
        needed: false,
    },
    Tool {
        name: "Node",
        ask: &["node", "--version"],
        purpose: "builds the web app; 20.19 or later, with npm",
        needed: false,
    },
    Tool {
        name: "qpdf",
        ask: &["qpdf", "--version"],
        purpose: "looks at papers in the tests",
        needed: false,
    },
    Tool {
        name: "poppler-utils",
        ask: &["sh", "-c", "pdftotext -v 2>&1"],
        purpose: "looks at papers in the tests",
        needed: false,
    },
    Tool {
        name: "Python with pip",
        ask: &["python3", "-m", "pip", "--version"],
        purpose: "`cargo xtask places`, seldom",
        needed: false,
    },
];

/// Prints one line a tool; fails when one is missing without which nothing can be built.
pub(crate) fn check() -> Result<()> {
    let mut missing = Vec::new();
    for tool in TOOLS {
        if let Some(version) = version(tool.ask) {
            eprintln!("ok       {}: {version}", tool.name);
        } else {
            eprintln!("missing  {}: {}", tool.name, tool.purpose);
            missing.extend(tool.needed.then_some(tool.name));
        }
    }
    match postgres::ask(&postgres::address()) {
        Ok(()) => eprintln!("ok       PostgreSQL: the tests run on it too"),
        Err(error) => eprintln!(
            "missing  PostgreSQL: the tests run on SQLite alone ({error}; {} names one)",
            postgres::VARIABLE
        ),
    }
    match engines::find() {
        Ok(_) => eprintln!(
            "ok       road engines, a mail server and readers of calendars: what they do is tested with them"
        ),
        Err(error) => eprintln!(
            "missing  road engines, a mail server or readers of calendars: drives are tested with made-up \
             ones alone, no mail is sent and no calendar read ({error}; {} names an environment, {})",
            engines::VARIABLE,
            engines::INSTALL
        ),
    }
    ensure!(missing.is_empty(), "install {} first", missing.join(" and "));
    Ok(())
}

/// The first line of what it says about itself.
fn version(ask: &[&str]) -> Option<String> {
    let (program, args) = ask.split_first()?;
    let output = Command::new(program).args(args).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output.status.success().then(|| text.lines().next().unwrap_or_default().to_owned())
}
