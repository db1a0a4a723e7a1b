//! The flags: one for each setting, and the one that names the file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use super::{Setting, TABLE};

/// The settings that were given on the command line.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// The file to read instead of `buscall.toml`.
    pub config: Option<PathBuf>,
    /// Values by the name of the setting.
    pub given: BTreeMap<&'static str, String>,
}

/// The flags of the table without their dashes, in its order.
static LONG: LazyLock<Vec<String>> =
    LazyLock::new(|| TABLE.iter().map(|setting| setting.flag().split_off(2)).collect());

fn arg((setting, long): (&'static Setting, &'static String)) -> Arg {
    Arg::new(setting.name)
        .long(long.as_str())
        .value_name("VALUE")
        .help(format!("{} [default: {}]", setting.doc.trim(), setting.default))
        .help_heading("Settings")
}

impl Args for Flags {
    fn augment_args(command: Command) -> Command {
        let file = Arg::new("config")
            .long("config")
            .value_name("FILE")
            .env("BUSCALL_CONFIG")
            .value_parser(clap::value_parser!(PathBuf))
            .help("The file with settings [default: `buscall.toml`, if there is one]")
            .help_heading("Settings");
        command.arg(file).args(TABLE.iter().zip(LONG.iter()).map(arg))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Flags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.config = matches.get_one::<PathBuf>("config").cloned();
        let given = |setting: &'static Setting| {
            let value = matches.get_one::<String>(setting.name)?;
            Some((setting.name, value.clone()))
        };
        self.given = TABLE.iter().filter_map(given).collect();
        Ok(())
    }
}
