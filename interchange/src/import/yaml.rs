//! YAML, which becomes the same tree as JSON and is read like it.

use serde_saphyr::{DuplicateKeyPolicy, NonFiniteFloatPolicy};

use super::{guard::Loaded, json, tree::Tree};

/// The longest message of the parser that a report repeats; the rest is a drawing of the place.
const MESSAGE_CHARS_MAX: usize = 200;

/// Reads every document of the file.
pub(super) fn load(text: &str, name: &str) -> Loaded {
    let mut options = serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        // Norway is written `NO`.
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    };
    options.non_finite_float_policy = NonFiniteFloatPolicy::AsString;
    match serde_saphyr::from_multiple_with_options::<Tree>(text, options) {
        Ok(documents) => json::rows_of("yaml", documents, name),
        Err(error) => {
            let message: String = error.to_string().chars().take(MESSAGE_CHARS_MAX).collect();
            Loaded::refused("yaml", format!("the file is not whole YAML: {message}"))
        }
    }
}
