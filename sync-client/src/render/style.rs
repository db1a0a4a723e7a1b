//! Colours by what they mean. A tone never says something that the words do not say as well.

use anstyle::{AnsiColor, Style};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Like everything else.
    Plain,
    /// What stands above something, and key times.
    Strong,
    /// What is less important: ids, zones, what is done.
    Faint,
    /// It is on the server.
    Good,
    /// Somebody has to look at it.
    Warn,
    /// It failed, or was not accepted.
    Bad,
}

impl Tone {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Good => colour(AnsiColor::Green),
            Self::Warn => colour(AnsiColor::Yellow),
            Self::Bad => colour(AnsiColor::Red).bold(),
        }
    }
}

/// A text in a tone. What has no tone, or nothing in it, carries no marks.
pub fn paint(tone: Tone, text: &str) -> String {
    let style = tone.style();
    if text.is_empty() || style.is_plain() {
        return text.to_owned();
    }
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paint_is_closed_again_and_plain_text_carries_none() {
        assert_eq!(paint(Tone::Plain, "Doors"), "Doors");
        assert_eq!(paint(Tone::Bad, ""), "");
        let painted = paint(Tone::Warn, "Doors");
        assert!(painted.starts_with("\u{1b}[") && painted.ends_with("\u{1b}[0m"), "{painted:?}");
    }
}
