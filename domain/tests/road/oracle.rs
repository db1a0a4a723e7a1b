//! Real tours with coordinates, and the great circles that an independent reader has made of them.

use std::path::Path;

use domain::geo::great_circle_km;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/oracle");
const TOURS: [&str; 2] = ["u2-360.expected.csv", "metallica-worldwired.expected.csv"];
/// What every leg has to keep.
const ERROR_MAX: f64 = 0.005;
/// The reader's numbers are whole kilometres.
const ROUNDING_KM: f64 = 0.5;

#[test]
fn every_leg_of_a_real_tour_is_as_long_as_an_independent_reader_has_it() {
    if !Path::new(FOLDER).is_dir() {
        assert!(std::env::var_os("CI").is_none(), "`{FOLDER}` is not there");
        println!("not tried: `{FOLDER}` is not there");
        return;
    }
    for tour in TOURS {
        let text = std::fs::read_to_string(Path::new(FOLDER).join(tour)).expect("a table");
        let rows: Vec<_> = text.lines().skip(1).map(row).collect();
        let legs = rows.windows(2).filter_map(|pair| Some((pair[0].at, pair[1].at, pair[1].km?)));
        let (mut worst, mut n_legs) = (0.0_f64, 0);
        for (from, to, km) in legs {
            let ours = great_circle_km(from.0, from.1, to.0, to.1);
            let off = (ours - km).abs();
            assert!(off <= (km * ERROR_MAX).max(ROUNDING_KM), "{tour}: {ours} km instead of {km}");
            n_legs += 1;
            if km > 0.0 {
                worst = worst.max(off / km);
            }
        }
        assert!(n_legs > 100, "{tour} has {n_legs} legs");
        println!("{tour}: {n_legs} legs, at most {:.2} % off", worst * 100.0);
    }
}

struct Row {
    at: (f64, f64),
    km: Option<f64>,
}

fn row(line: &str) -> Row {
    let fields = fields(line);
    let number = |n: usize| fields[n].parse::<f64>();
    let at = (number(4).expect("degrees north"), number(5).expect("degrees east"));
    Row { at, km: number(13).ok() }
}

/// The fields of a line; a quoted one may hold commas.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().expect("there is always one").push(c),
        }
    }
    fields
}
