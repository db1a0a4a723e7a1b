//! A cleaned text and how far it has been read; no knowledge of times.

/// Reads a text from the left. Every `take_…` either moves past what it found or moves nowhere.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { rest: text }
    }

    pub(super) fn rest(self) -> &'t str {
        self.rest
    }

    pub(super) fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    pub(super) fn take(&mut self, mark: &str) -> bool {
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn take_one_of(&mut self, marks: &[&str]) -> bool {
        marks.iter().any(|mark| self.take(mark))
    }

    /// The letters that come next, without moving past them.
    pub(super) fn word(self) -> &'t str {
        self.run(char::is_alphabetic)
    }

    /// Moves past the next word if it is one of these.
    pub(super) fn take_word(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        words.contains(&word) && self.take(word)
    }

    /// Moves past the digits that come next.
    pub(super) fn take_digits(&mut self) -> &'t str {
        let digits = self.run(|c| c.is_ascii_digit());
        self.rest = &self.rest[digits.len()..];
        digits
    }

    fn run(self, belongs: impl Fn(char) -> bool) -> &'t str {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        &self.rest[..end]
    }
}
