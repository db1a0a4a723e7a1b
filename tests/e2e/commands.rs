//! The program itself: its commands, what they print, how they end, and a server that is killed.

mod account;
mod backup;
mod config;
mod crash;
mod demo;
mod import;
pub(crate) mod process;
mod serve;
