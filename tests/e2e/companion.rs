//! The companion `buscall` as people have it: its own process, its own folder, a real server, and
//! whatever a venue's network puts in between.

mod answers;
mod between;
mod checking;
mod copies;
pub(crate) mod device;
mod editing;
mod files;
mod holding;
mod interrupted;
mod line;
mod logins;
mod machines;
mod manual;
mod reading;
mod restored;
mod together;
mod uploads;
mod watching;
