//! Real servers and real companions, and everything that goes wrong between and around them: lines
//! that break, processes that are killed, databases and folders that were put back, full disks and
//! wrong clocks. Each run ends healed, and then nothing that was reported as saved is missing.

mod clock;
mod copied;
mod crew;
mod dice;
mod disk;
mod healed;
mod kills;
mod laptop;
mod network;
mod offline;
mod proxy;
mod restored;
mod service;
mod work;
