//! Airports with an IATA code: one line each with code, name, city, country, place and zone.

use anyhow::{Context, Result, ensure};

/// The columns of the package's file that are read; the file is refused when it no longer starts with them.
const HEADER: &str =
    r#""icao","iata","name","city","subd","country","elevation","lat","lon","tz","lid""#;

/// Turns the package's CSV into the table, sorted by code.
pub(super) fn table(csv: &str) -> Result<String> {
    let mut lines = csv.lines();
    let header = lines.next().unwrap_or_default().trim_start_matches('\u{feff}');
    ensure!(header == HEADER, "the airports have other columns now: {header}");
    let mut rows = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        rows.extend(row(line).with_context(|| format!("unexpected airport {line}"))?);
    }
    rows.sort_unstable();
    Ok(rows.into_iter().map(|row| row + "\n").collect())
}

fn row(line: &str) -> Result<Option<String>> {
    let cells = cells(line);
    let [_, iata, name, city, _, country, _, lat, lon, zone, _] = cells.as_slice() else {
        anyhow::bail!("{} columns", cells.len());
    };
    if iata.is_empty() {
        return Ok(None);
    }
    let (lat, lon): (f64, f64) = (lat.parse()?, lon.parse()?);
    Ok(Some(format!("{iata}\t{name}\t{city}\t{country}\t{lat:.4}\t{lon:.4}\t{zone}")))
}

/// The cells of one line. The package writes every text in quotes, doubles a quote inside one, and puts no
/// line break into a cell.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        let cell = cells.last_mut().expect("the list starts with one cell and only grows");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                cell.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cell.push(c),
        }
    }
    cells
}
