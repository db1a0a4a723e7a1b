//! The steps of the server's database, on SQLite and on PostgreSQL alike.
//!
//! Every step runs in a transaction of its own, so a failing one leaves nothing behind. No column
//! takes its value from the database's clock or a default: the service sets everything.
#![expect(
    elided_lifetimes_in_paths,
    reason = "`MigrationTrait::up` is declared so, and an implementation must repeat it"
)]

mod m20261122_000001_accounts;
mod m20261122_000002_ledger;
mod m20261122_000003_reporting_views;
mod m20261122_000004_files;
mod m20261129_000001_acknowledgement_view;
mod m20261129_000005_held_by_author;
mod m20261130_000001_roads;
mod m20261130_000002_drivers_views;
mod m20261130_000003_holds_views;
mod m20261130_000004_advance_views;
mod m20261130_000005_advance_links;
mod m20261130_000006_advance_mails_by_tour;
mod m20261130_000007_feeds;
mod m20261130_000008_paper_views;
mod m20261130_000010_day_links;

use sea_orm_migration::prelude::*;

/// Brings the server's database to the newest schema.
#[derive(Debug, Clone, Copy)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_accounts::Migration),
            Box::new(m20261122_000002_ledger::Migration),
            Box::new(m20261122_000003_reporting_views::Migration),
            Box::new(m20261122_000004_files::Migration),
            Box::new(m20261129_000001_acknowledgement_view::Migration),
            Box::new(m20261129_000005_held_by_author::Migration),
            Box::new(m20261130_000001_roads::Migration),
            Box::new(m20261130_000002_drivers_views::Migration),
            Box::new(m20261130_000003_holds_views::Migration),
            Box::new(m20261130_000004_advance_views::Migration),
            Box::new(m20261130_000005_advance_links::Migration),
            Box::new(m20261130_000006_advance_mails_by_tour::Migration),
            Box::new(m20261130_000007_feeds::Migration),
            Box::new(m20261130_000008_paper_views::Migration),
            Box::new(m20261130_000010_day_links::Migration),
        ]
    }
}
