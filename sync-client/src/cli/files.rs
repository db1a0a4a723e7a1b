//! The commands about files, and what each takes.

use std::path::PathBuf;

use clap::Args;

use super::write::Saving;

/// `buscall attach`.
#[derive(Args, Debug)]
pub struct Attach {
    /// The file
    pub path: PathBuf,
    #[command(flatten)]
    /// What it is for.
    pub subject: Subject,
    /// `plan`, `rider`, `stage_plot`, `input_list`, `map`, `guest_list`, `pass`, `insurance`, `photo`
    #[arg(long, value_name = "CATEGORY")]
    pub category: Option<String>,
    /// What it is called; the file's own name unless given
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Who sees it
    #[arg(long, default_value = "everyone", value_name = "AUDIENCE")]
    pub audience: String,
    /// What every edit takes.
    #[command(flatten)]
    pub saving: Saving,
}

/// What a file is for: exactly one of these.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub struct Subject {
    /// The day that it is for
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// The event that it is for: an id or its beginning
    #[arg(long, value_name = "ID")]
    pub event: Option<String>,
    /// The venue that it is of: an id or its beginning
    #[arg(long, value_name = "ID")]
    pub venue: Option<String>,
}

/// `buscall files`.
#[derive(Args, Debug)]
pub struct Files {
    /// Only those of this date
    pub date: Option<String>,
    /// Copies what is here into this folder, under the files' own names
    #[arg(long, value_name = "FOLDER")]
    pub to: Option<PathBuf>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}
