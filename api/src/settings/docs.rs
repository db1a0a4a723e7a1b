//! The settings on paper: `docs/SETTINGS.md`, and the list that `buscall-api config` prints.

use serde::Serialize;

use super::{FILE, Loaded, Setting, TABLE, VARIABLE_PREFIX};

/// One setting in use.
#[derive(Debug, Serialize)]
pub struct InUse {
    /// Its name.
    pub name: &'static str,
    /// Its value, with passwords masked.
    pub value: String,
    /// Where the value came from: `default`, a file, a variable or a flag.
    pub source: String,
}

/// Every setting in use, with passwords masked.
pub fn masked(loaded: &Loaded) -> Vec<InUse> {
    TABLE
        .iter()
        .map(|setting| InUse {
            name: setting.name,
            value: setting.show(&loaded.settings),
            source: loaded
                .sources
                .get(setting.name)
                .map_or_else(|| "default".to_owned(), ToString::to_string),
        })
        .collect()
}

/// The text of `docs/SETTINGS.md`.
pub fn docs() -> String {
    let introduction = format!(
        "# Settings\n\n\
        `buscall-api serve` runs without any. A value comes from the first of these that has one:\n\n\
        1. a flag, such as `--pool-size 20`,\n\
        2. an environment variable, such as `{VARIABLE_PREFIX}POOL_SIZE=20`,\n\
        3. the file `{FILE}` where the server is started, or the one that `--config FILE` or \
        `{VARIABLE_PREFIX}CONFIG` names, with a line such as `pool_size = 20`,\n\
        4. the default.\n\n\
        An unknown name, in the file or with the prefix `{VARIABLE_PREFIX}`, and a value that breaks \
        a rule stop the server before it starts.\n\
        `buscall-api config` prints every value in use and where it came from; passwords are masked.\n\n\
        | setting | variable | default | meaning |\n\
        | --- | --- | --- | --- |\n"
    );
    let row = |setting: &Setting| {
        let (name, variable) = (setting.name, setting.variable());
        format!("| `{name}` | `{variable}` | {} | {} |\n", setting.default, setting.doc.trim())
    };
    TABLE.iter().map(row).fold(introduction, |text, row| text + &row)
}
