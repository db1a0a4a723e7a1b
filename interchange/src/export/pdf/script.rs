//! What people call a script.

use unicode_script::{Script, UnicodeScript as _};

/// The word for the script of a character, as a note at the end of a page says it.
pub(super) fn script_word(c: char) -> &'static str {
    match c.script() {
        Script::Han => "Chinese or Japanese",
        Script::Hiragana | Script::Katakana => "Japanese",
        Script::Hangul => "Korean",
        Script::Common | Script::Inherited | Script::Unknown => "symbols",
        script => script.full_name(),
    }
}

/// Several scripts in one phrase. Where kana is, Han is Japanese.
pub(super) fn script_words(scripts: &[&'static str]) -> String {
    let japanese = scripts.contains(&"Japanese");
    let scripts = scripts.iter().filter(|word| !(japanese && **word == "Chinese or Japanese"));
    scripts.map(|word| word.replace('_', " ")).collect::<Vec<_>>().join(", ")
}
