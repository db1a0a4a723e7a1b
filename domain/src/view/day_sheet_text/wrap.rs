//! Lines of at most 60 columns as a terminal and a phone count them: `高橋` is four columns wide.

use unicode_width::UnicodeWidthStr;

use super::isolate::isolated;

/// Past this a phone in portrait breaks lines where it likes.
pub(super) const COLUMNS: usize = 60;

/// Collects lines and breaks them between words.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
}

impl Writer {
    /// A line; none for an empty text.
    pub(super) fn line(&mut self, text: &str) {
        self.hang("", text);
    }

    /// A text after a prefix. Lines that follow the first are set in by the width of the prefix.
    pub(super) fn hang(&mut self, prefix: &str, text: &str) {
        let inset = " ".repeat(prefix.width());
        let mut lead = prefix;
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            for line in wrap(paragraph, COLUMNS.saturating_sub(inset.len())) {
                self.text.push_str(isolated(&format!("{lead}{line}")).trim_end());
                self.text.push('\n');
                lead = &inset;
            }
        }
    }

    /// An empty line, never two of them.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The title of a section, with an empty line before it.
    pub(super) fn section(&mut self, title: &str) {
        self.blank();
        self.line(title);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// A text followed by spaces up to this width.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks a text between words into lines of at most so many columns; a wider word stands alone.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_for_two_columns() {
        assert_eq!(padded("高橋", 6), "高橋  ");
        let wide = "橋".repeat(20);
        assert_eq!(wrap(&format!("{wide} {wide}"), 60), [wide.clone(), wide]);
    }

    #[test]
    fn what_follows_a_broken_line_is_set_in() {
        let mut out = Writer::default();
        out.hang("19:30  ", &"word ".repeat(15));
        let text = out.finish();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("19:30  word"), "{text}");
        assert!(lines[1].starts_with("       word"), "{text}");
        assert!(lines.iter().all(|line| line.width() <= COLUMNS), "{text}");
    }

    #[test]
    fn a_word_wider_than_a_line_stays_whole() {
        let link = "x".repeat(80);
        assert_eq!(wrap(&link, 60), [link]);
    }
}
