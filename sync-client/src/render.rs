//! The only place that prints. Results go to stdout, everything else to stderr, so that a result
//! can be piped on while a person still reads what happened.
//!
//! A reader that stops reading (`buscall days | head -1`) is no error: the rest is dropped without
//! a word. A disk that is full is one. Colours are written always and taken out on the way where
//! stdout is not a terminal or `NO_COLOR` is set.

mod style;
mod table;

use std::io::{self, BufRead as _, ErrorKind, IsTerminal as _, Write};

use serde::Serialize;

pub use self::style::{Tone, paint};
pub use self::table::{Column, Table};

/// Columns of a line where nobody says how wide the terminal is.
pub const WIDTH_DEFAULT: usize = 80;
/// The narrowest terminal that lines are broken for; a narrower one breaks them itself.
const WIDTH_MIN: usize = 24;

/// Prints a result as JSON on one line, for machines.
///
/// # Errors
/// Where stdout cannot be written, except that nobody reads it any more.
pub fn print_json(value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string(value)?;
    print_text(&text)
}

/// Prints a result, with a line break at its end.
///
/// # Errors
/// Where stdout cannot be written, except that nobody reads it any more.
pub fn print_text(text: &str) -> io::Result<()> {
    let text = only_colours(text);
    let mut out = anstream::stdout().lock();
    let ended = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let written = write!(out, "{text}{ended}").and_then(|()| out.flush());
    unless_closed(written)
}

/// Prints bytes as they are: an export that is no text.
///
/// # Errors
/// Where stdout cannot be written, except that nobody reads it any more.
pub fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Tells a person something that is not the result. Whoever closed stderr does not want to know.
pub fn say(text: &str) {
    let mut err = anstream::stderr().lock();
    drop(writeln!(err, "{}", only_colours(text)));
}

/// Asks a question that only an explicit yes answers with `true`. Without a terminal nobody is
/// there to be asked.
///
/// # Errors
/// Where the answer cannot be read.
pub fn ask(question: &str) -> io::Result<bool> {
    if !is_interactive() {
        return Ok(false);
    }
    let mut err = anstream::stderr().lock();
    drop(write!(err, "{question} [y/N] ").and_then(|()| err.flush()));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Whether a person sits in front of this.
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// How many columns stdout has, if it is a terminal.
pub fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let (columns, _) = terminal_size::terminal_size()?;
    Some(usize::from(columns.0).max(WIDTH_MIN))
}

/// A text without anything that steers a terminal, except colours: what others wrote is shown, and
/// does nothing.
fn only_colours(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let colour = if c == '\u{1b}' { colour_len(rest) } else { 0 };
        let (kept, after) = rest.split_at(if colour > 0 { colour } else { c.len_utf8() });
        if colour > 0 || !c.is_control() || matches!(c, '\n' | '\t') {
            clean.push_str(kept);
        }
        rest = after;
    }
    clean
}

/// How many bytes the colour at the beginning of a text has; 0 where there is none.
fn colour_len(text: &str) -> usize {
    let Some(codes) = text.strip_prefix("\u{1b}[") else { return 0 };
    let n_codes = codes.bytes().take_while(|b| b.is_ascii_digit() || *b == b';').count();
    if codes[n_codes..].starts_with('m') { 2 + n_codes + 1 } else { 0 }
}

fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_wrote_does_not_steer_the_terminal() {
        let hostile = "Doors\u{1b}[2J\u{1b}]0;title\u{7}\r\u{9b}31mX\n";
        assert_eq!(only_colours(hostile), "Doors[2J]0;title31mX\n");
        let painted = paint(Tone::Warn, "⚠ 高橋");
        assert_eq!(only_colours(&painted), painted);
    }

    #[test]
    fn a_closed_pipe_is_no_error_and_a_full_disk_is_one() {
        assert!(unless_closed(Err(ErrorKind::BrokenPipe.into())).is_ok());
        assert!(unless_closed(Err(ErrorKind::StorageFull.into())).is_err());
    }
}
