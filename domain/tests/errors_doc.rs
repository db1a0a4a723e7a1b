//! `docs/ERRORS.md` is written from the table of error codes. `UPDATE_DOCS=1` writes it anew.
#![expect(clippy::unwrap_used, reason = "a test may panic, and so may its helpers")]

use std::fmt::Write as _;
use std::path::Path;

use domain::problem::ErrorCode;

const INTRODUCTION: &str = "# Errors

Every answer that is not a success has the type `application/problem+json` (RFC 9457):

```json
{
  \"type\": \"urn:buscall:problem:invalid\",
  \"title\": \"A value breaks a rule\",
  \"status\": 422,
  \"code\": \"invalid\",
  \"detail\": \"fields.title: must not be empty; send null to clear it\",
  \"errors\": [{
    \"field\": \"fields.title\",
    \"rule\": \"must not be empty; send null to clear it\"
  }]
}
```

`code` is stable: programs decide by it. `title` is the same for every occurrence, `detail` speaks of
this one. `errors` names the fields and the rules that they break, where the problem is about fields.
`instance` stands with `internal` alone and is the id to look for in the server's log. `Retry-After`
comes with `rate_limited` and `unavailable`.
";

fn documentation() -> String {
    let mut text = INTRODUCTION.to_owned();
    text.push_str("\n| code | status | title | when |\n| --- | --- | --- | --- |\n");
    for code in ErrorCode::ALL {
        let (status, title, when) = (code.status(), code.title(), code.meaning());
        writeln!(text, "| `{}` | {status} | {title} | {when} |", code.code()).unwrap();
    }
    text
}

#[test]
fn the_documentation_is_what_the_error_codes_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/ERRORS.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&file, documentation()).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, documentation(), "`cargo xtask gen` writes it; read the difference");
}

#[test]
fn every_code_says_in_a_sentence_when_it_happens() {
    for code in ErrorCode::ALL {
        let when = code.meaning();
        assert!(when.ends_with('.') && !when.contains('|'), "`{}`: {when}", code.code());
    }
}
