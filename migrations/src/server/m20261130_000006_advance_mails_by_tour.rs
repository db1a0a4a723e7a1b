//! The mails of a tour are found without looking at those of others: the schedule asks for them every few
//! minutes.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name("ix_advance_mail_tour")
            .table("advance_mail")
            .col("org_id")
            .col("tour_id")
            .take();
        manager.create_index(index).await
    }
}
