//! Names that are written from right to left inside a line that is read from left to right.
//!
//! A messenger that is given `דנה כהן, +49 40 123` in one piece shows the groups of the number in
//! the opposite order. So such names are set apart by the isolates of Unicode (UAX 9), which take
//! no column and are not seen.

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// A line with every run of right-to-left words set apart. What stands between two such words
/// belongs to their run unless it is punctuated off or of another script, so that `היכל 2 צפון`
/// stays one name.
pub fn isolated(line: &str) -> String {
    if !line.chars().any(is_right_to_left) {
        return line.to_owned();
    }
    let words: Vec<&str> = line.split(' ').collect();
    let mut out = Vec::new();
    let mut idx = 0;
    while idx < words.len() {
        let n_words = run_len(&words[idx..]);
        if n_words == 0 {
            out.push(words[idx].to_owned());
            idx += 1;
        } else {
            out.push(set_apart(&words[idx..idx + n_words].join(" ")));
            idx += n_words;
        }
    }
    out.join(" ")
}

/// How many words from the first on are one run; none where the first is not right to left.
fn run_len(words: &[&str]) -> usize {
    let is_rtl = |word: &str| word.chars().any(is_right_to_left);
    if !is_rtl(words[0]) {
        return 0;
    }
    let mut n_words = 1;
    for (idx, word) in words.iter().enumerate() {
        if is_rtl(word) {
            n_words = idx + 1;
        } else if word.is_empty() || word.chars().any(char::is_alphabetic) {
            break;
        }
        if word.ends_with([',', ';', ':', ')', '·', '/', '?', '⚠']) {
            break;
        }
    }
    n_words
}

/// Brackets and punctuation around a run belong to the line.
fn set_apart(run: &str) -> String {
    let first = run.find(is_right_to_left).unwrap_or(0);
    let before = &run[..first];
    let lead = before.rfind(['(', '~']).map_or(0, |at| at + 1);
    let tail = run.trim_end_matches([',', ';', ':', ')', '?']).len().max(lead);
    let (name, after) = (&run[lead..tail], &run[tail..]);
    format!("{}{FIRST_STRONG_ISOLATE}{name}{POP_ISOLATE}{after}", &run[..lead])
}

/// Hebrew, Arabic and their neighbours, and the forms that old files hold.
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same with marks that can be seen.
    fn marked(line: &str) -> String {
        isolated(line).replace(FIRST_STRONG_ISOLATE, "<").replace(POP_ISOLATE, ">")
    }

    #[test]
    fn a_phone_number_behind_a_right_to_left_name_was_shown_backwards() {
        assert_eq!(marked("דנה כהן, +972 50 123 4567"), "<דנה כהן>, +972 50 123 4567");
    }

    #[test]
    fn names_are_set_apart_from_times_marks_and_brackets() {
        assert_eq!(
            marked("19:30  פתיחת דלתות ? (אולם 2; Audio)"),
            "19:30  <פתיחת דלתות> ? (<אולם> 2; Audio)"
        );
        assert_eq!(marked("היכל 2 צפון · Tel Aviv"), "<היכל 2 צפון> · Tel Aviv");
        assert_eq!(marked("TM أحمد Smith"), "TM <أحمد> Smith");
        assert_eq!(marked("Doors 19:30"), "Doors 19:30");
    }

    #[test]
    fn the_isolates_take_no_column() {
        use unicode_width::UnicodeWidthStr;
        assert_eq!(isolated("דנה").width(), "דנה".width());
    }
}
