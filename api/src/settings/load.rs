//! Gathering the settings from file, environment and flags, and saying where each came from.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::providers::{Env, Format, Toml};
use figment::value::{Dict, Map, Num, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::{FILE, Flags, Settings, TABLE, VARIABLE_PREFIX};

/// Variables with our prefix that are no settings: the one that names the file, what the test suite
/// tells itself, which reaches the servers that it starts, and what the companion is told where one
/// person uses both.
const OTHER_VARIABLES: &[&str] =
    &["config", "test_", "clock", "home", "no_keyring", "offline", "tour"];

/// Where settings may come from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file; `buscall.toml` where the server is started, if no other is named.
    pub file: Option<PathBuf>,
    /// Environment variables without their prefix, in lower case.
    pub variables: BTreeMap<String, String>,
    /// Flags.
    pub flags: BTreeMap<&'static str, String>,
}

/// Where one value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody said anything.
    Default,
    /// This file.
    File(PathBuf),
    /// This environment variable.
    Variable(String),
    /// This flag.
    Flag(String),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) | Self::Flag(name) => f.write_str(name),
        }
    }
}

/// The settings and where they came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What the server is started with.
    pub settings: Settings,
    /// Where each value came from, by the name of the setting.
    pub sources: BTreeMap<&'static str, Source>,
}

impl Loaded {
    /// Takes in the address that was bound: with port 0 the system chooses one, and links that
    /// nobody set otherwise must lead there.
    pub fn found(&mut self, address: SocketAddr) {
        self.settings.listen = address;
        if self.sources.get("public_url").is_none_or(|source| *source == Source::Default) {
            self.settings.public_url = format!("http://{address}");
        }
    }
}

/// One thing that is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingProblem {
    /// The setting, as it was written.
    pub name: String,
    /// The rule it breaks.
    pub rule: String,
    /// Where the value came from.
    pub source: Source,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is not there, or is not TOML.
    #[error("the settings in `{}` cannot be read: {why}", .file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What stands in the way.
        why: String,
    },
    /// Values that break rules.
    #[error("{}", lines(.0))]
    Problems(Vec<SettingProblem>),
}

fn lines(problems: &[SettingProblem]) -> String {
    let line = |problem: &SettingProblem| {
        format!("`{}` {} (from {})", problem.name, problem.rule, problem.source)
    };
    problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

impl Sources {
    /// This process's environment and these flags.
    pub fn of_process(flags: Flags) -> Self {
        let variables = Env::prefixed(VARIABLE_PREFIX);
        let variables = variables.iter().map(|(name, value)| (name.to_string(), value)).collect();
        Self { file: flags.config, variables, flags: flags.given }
    }

    /// Reads and checks everything.
    pub fn load(self) -> Result<Loaded, SettingsError> {
        let merged = self.of_file()?.merge(self.variables()).merge(self.flags());
        let values = merged.extract::<Dict>().map_err(|err| SettingsError::File {
            file: self.file.clone().unwrap_or_else(|| FILE.into()),
            why: err.to_string(),
        })?;
        let mut problems = Vec::new();
        for name in values.keys() {
            if TABLE.iter().all(|setting| setting.name != name) {
                let rule = "is no setting; `buscall-api config --help` lists them".to_owned();
                problems.push(SettingProblem {
                    name: name.clone(),
                    rule,
                    source: source(&merged, name),
                });
            }
        }
        let settings = Settings::read(
            |name| values.get(name).map(text),
            |name, rule| {
                let source = source(&merged, name);
                problems.push(SettingProblem { name: name.to_owned(), rule, source });
            },
        );
        if settings.ops_listen == Some(settings.listen) && settings.listen.port() != 0 {
            let rule = "must differ from `listen`".to_owned();
            let source = source(&merged, "ops_listen");
            problems.push(SettingProblem { name: "ops_listen".to_owned(), rule, source });
        }
        if settings.smtp_url.is_some() && settings.mail_from.is_none() {
            let rule = "must be set where `smtp_url` is".to_owned();
            let source = source(&merged, "mail_from");
            problems.push(SettingProblem { name: "mail_from".to_owned(), rule, source });
        }
        if !problems.is_empty() {
            return Err(SettingsError::Problems(problems));
        }
        let sources = TABLE.iter().map(|setting| (setting.name, source(&merged, setting.name)));
        Ok(Loaded { sources: sources.collect(), settings })
    }

    /// A file that was named has to be there; the usual one need not be.
    fn of_file(&self) -> Result<Figment, SettingsError> {
        let file = self.file.as_deref().unwrap_or(Path::new(FILE));
        match std::fs::metadata(file) {
            Ok(_) => Ok(Figment::from(Toml::file_exact(file))),
            Err(err) if self.file.is_none() && err.kind() == ErrorKind::NotFound => {
                Ok(Figment::new())
            }
            Err(err) => Err(SettingsError::File { file: file.to_owned(), why: err.to_string() }),
        }
    }

    fn variables(&self) -> Layer {
        let ours = |(name, _): &(&String, &String)| {
            OTHER_VARIABLES.iter().all(|other| !name.starts_with(other))
        };
        Layer {
            name: "environment",
            values: self.variables.iter().filter(ours).map(entry).collect(),
        }
    }

    fn flags(&self) -> Layer {
        Layer { name: "flags", values: self.flags.iter().map(entry).collect() }
    }
}

fn entry((name, value): (&impl ToString, &String)) -> (String, Value) {
    (name.to_string(), Value::from(value.clone()))
}

/// Values from somewhere other than a file, as texts: what they mean is for the table to say.
struct Layer {
    name: &'static str,
    values: Dict,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name)
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.values.clone()))
    }
}

fn source(merged: &Figment, name: &str) -> Source {
    let Some(metadata) = merged.find_metadata(name) else { return Source::Default };
    match (metadata.source.as_ref().and_then(figment::Source::file_path), metadata.name.as_ref()) {
        (Some(file), _) => Source::File(file.to_owned()),
        (None, "flags") => Source::Flag(format!("--{}", name.replace('_', "-"))),
        (None, _) => Source::Variable(format!("{VARIABLE_PREFIX}{}", name.to_ascii_uppercase())),
    }
}

/// A value of the file as the text that a flag would hold.
fn text(value: &Value) -> String {
    match value {
        Value::String(_, text) => text.clone(),
        Value::Bool(_, yes) => yes.to_string(),
        Value::Num(_, number) => match (number.to_i128(), number.to_u128(), *number) {
            (Some(number), _, _) => number.to_string(),
            (_, Some(number), _) => number.to_string(),
            (_, _, Num::F32(number)) => number.to_string(),
            (_, _, number) => number.to_f64().unwrap_or(f64::NAN).to_string(),
        },
        Value::Array(_, items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        other => format!("{other:?}"),
    }
}
