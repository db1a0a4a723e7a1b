//! The databases of the tour book, one forward-only step after another.
//!
//! The steps are the schema: each is written out in full and names no entity, so a step means the
//! same for ever. Once landed it is never edited; what is wrong with it is put right by a later one.

pub mod local;
pub mod server;

pub use local::LocalMigrator;
pub use sea_orm_migration::MigratorTrait;
pub use server::Migrator;
