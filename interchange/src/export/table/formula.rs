//! Texts that a spreadsheet would run as a formula, and the apostrophe that keeps it from doing so.
//!
//! `OWASP, CSV Injection`: a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break may be run, and
//! a reader that parts cells by another sign than ours finds beginnings in the middle of a text. A guarded
//! text has an apostrophe before each such beginning; [`bare`] takes exactly these away again.

use std::borrow::Cow;

const APOSTROPHE: char = '\'';

/// Whether a cell may begin behind this letter for a reader that parts cells by another sign than ours.
fn parts_cells(letter: char) -> bool {
    matches!(letter, ';' | '|' | '\t' | '\n' | '\r')
}

/// What begins a formula: the four signs, what spreadsheets take for them, and what they pass over to
/// look at the next line.
fn begins_formula(letter: char) -> bool {
    let sign = matches!(letter, '=' | '+' | '-' | '@');
    let wide = matches!(letter, '＝' | '＋' | '－' | '＠');
    let small = matches!(letter, '﹦' | '﹢' | '﹣' | '﹫');
    sign || wide || small || matches!(letter, '\u{2212}' | '\t' | '\n' | '\r')
}

/// What a reader may drop in front of a text: spaces, quotes, and letters that nobody sees.
fn is_passed_over(letter: char) -> bool {
    let unseen = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    unseen || letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | APOSTROPHE)
}

/// Whether a text that stands at the beginning of a cell may be run. An apostrophe in front changes
/// nothing here, which is why guarding can be undone.
pub(super) fn may_run(text: &str) -> bool {
    let first = text.chars().find(|letter| begins_formula(*letter) || !is_passed_over(*letter));
    first.is_some_and(begins_formula)
}

/// A text with an apostrophe wherever a cell may begin that would run.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let begins = beginnings(text);
    if begins.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut guarded = String::with_capacity(text.len() + begins.len());
    let mut from = 0;
    for at in begins {
        guarded.push_str(&text[from..at]);
        guarded.push(APOSTROPHE);
        from = at;
    }
    guarded.push_str(&text[from..]);
    Cow::Owned(guarded)
}

/// The text that was guarded. Other texts stay as they are, those with an apostrophe too.
pub(crate) fn bare(text: &str) -> Cow<'_, str> {
    let mut begins = beginnings(text);
    begins.retain(|at| text[*at..].starts_with(APOSTROPHE));
    if begins.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for at in begins {
        bare.push_str(&text[from..at]);
        from = at + APOSTROPHE.len_utf8();
    }
    bare.push_str(&text[from..]);
    Cow::Owned(bare)
}

/// Where a cell may begin that would run.
fn beginnings(text: &str) -> Vec<usize> {
    let behind = text.char_indices().filter(|(_, letter)| parts_cells(*letter));
    let behind = behind.map(|(at, letter)| at + letter.len_utf8());
    std::iter::once(0).chain(behind).filter(|at| may_run(&text[*at..])).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_would_run_gets_an_apostrophe_and_nothing_else_does() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+49 170 555", "'+49 170 555"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("  =1", "'  =1"),
            ("\"=1\"", "'\"=1\""),
            ("'=1", "''=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("Bo;=1;x", "Bo;'=1;x"),
            ("Bo\n- two", "Bo\n'- two"),
            ("Bo, +49", "Bo, +49"),
            ("load-in = 8", "load-in = 8"),
            ("'tis", "'tis"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), expected, "{text:?}");
            assert_eq!(bare(expected), text, "{expected:?}");
        }
    }

    #[test]
    fn an_apostrophe_that_guards_nothing_stays() {
        for text in ["'s-Hertogenbosch", "''", "rock 'n' roll; 'tis", "'"] {
            assert_eq!(bare(text), text);
        }
    }

    proptest! {
        #[test]
        fn guarding_any_text_can_be_undone(text in "([=+@;|\t\r\n'\" -]|\\PC)*") {
            let guarded = guarded(&text);
            prop_assert_eq!(bare(&guarded), text.as_str());
        }
    }
}
