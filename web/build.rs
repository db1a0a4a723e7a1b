//! Writes down the files of a finished build of the web app, or of the page that stands in for it.
//!
//! It never runs npm and never touches the network: `cargo xtask web` builds the app, a packager may
//! name another folder. So the server and all its tests are built without Node.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Names a folder with a finished build that lies elsewhere.
const DIST: &str = "BUSCALL_WEB_DIST";
/// Compressed copies that the build leaves beside a file.
const ENCODINGS: [&str; 2] = ["br", "gz"];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(variable("CARGO_MANIFEST_DIR").ok_or("cargo names no folder")?);
    println!("cargo::rerun-if-env-changed={DIST}");
    let named = variable(DIST).map(PathBuf::from);
    if let Some(place) = named.as_ref().filter(|place| !place.join("index.html").is_file()) {
        return Err(format!("{DIST} names `{}`, which has no index.html", place.display()).into());
    }
    let places: Vec<_> = named.into_iter().chain([here.join("dist")]).collect();
    for place in &places {
        println!("cargo::rerun-if-changed={}", place.display());
    }
    println!("cargo::rerun-if-changed={}", here.join("placeholder").display());
    let dist = places.into_iter().find(|place| place.join("index.html").is_file());
    let built = dist.is_some();
    let root = dist.unwrap_or_else(|| here.join("placeholder")).canonicalize()?;
    let out = PathBuf::from(variable("OUT_DIR").ok_or("cargo names no place to write to")?);
    fs::write(out.join("files.rs"), table(&root, built)?)?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a build script is told by its environment")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

/// The source of the table, its files in order of their paths.
fn table(root: &Path, built: bool) -> Result<String, Box<dyn Error>> {
    let mut files = Vec::new();
    walk(root, root, &mut files)?;
    files.sort();
    let mut table = format!("pub const BUILT: bool = {built};\nstatic FILES: &[File] = &[\n");
    for (path, file) in files.iter().filter(|(path, _)| !is_encoded(path)) {
        let [brotli, gzip] = ENCODINGS.map(|ending| {
            let encoded = PathBuf::from(format!("{}.{ending}", file.display()));
            if encoded.is_file() {
                format!("Some({})", bytes_of(&encoded))
            } else {
                "None".to_owned()
            }
        });
        writeln!(
            table,
            "File {{ path: {path:?}, content_type: {:?}, etag: \"\\\"{:016x}\\\"\", bytes: {}, \
             brotli: {brotli}, gzip: {gzip} }},",
            content_type(path),
            fnv1a(&fs::read(file)?),
            bytes_of(file),
        )?;
    }
    table.push_str("];\n");
    Ok(table)
}

/// The source that takes a file's content in.
fn bytes_of(file: &Path) -> String {
    format!("include_bytes!({:?})", file.display().to_string())
}

fn walk(
    root: &Path,
    folder: &Path,
    found: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // What the build tells its own tools.
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, found)?;
        } else {
            let name = path.strip_prefix(root)?.to_str().ok_or("a file's name is not text")?;
            found.push((format!("/{}", name.replace('\\', "/")), path));
        }
    }
    Ok(())
}

fn is_encoded(path: &str) -> bool {
    ENCODINGS.iter().any(|ending| path.ends_with(&format!(".{ending}")))
}

/// FNV-1a: the same for every toolchain, and enough to tell two versions of a file apart.
fn fnv1a(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
