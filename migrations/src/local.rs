//! The steps of a local copy: one tour on one device, always on SQLite.
//!
//! Every step runs in a transaction of its own, so a failing one leaves nothing behind. No column
//! takes its value from the database's clock or a default: the companion sets everything.
#![expect(
    elided_lifetimes_in_paths,
    reason = "`MigrationTrait::up` is declared so, and an implementation must repeat it"
)]

mod m20261122_000001_copy;

use sea_orm_migration::prelude::*;

/// What SQLite files of this kind have in their header, so that no other is taken for one: `bscl`.
pub const APPLICATION_ID: i32 = 0x6273_636c;

/// Brings a local copy to the newest schema.
#[derive(Debug, Clone, Copy)]
pub struct LocalMigrator;

#[async_trait::async_trait]
impl MigratorTrait for LocalMigrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261122_000001_copy::Migration)]
    }
}
