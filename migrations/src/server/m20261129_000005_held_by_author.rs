//! What the limit of undecided groups of one author needs: to count them by their index alone, past
//! rows that may be large.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut index = Index::create();
        index.name("ix_held_group_author").table("held_group");
        for column in ["org_id", "tour_id", "author", "decided"] {
            index.col(column);
        }
        manager.create_index(index).await
    }
}
