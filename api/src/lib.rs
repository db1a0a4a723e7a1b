//! The actix-web service of the tour book: `http` decodes, `service` decides, `store` keeps.

pub mod store;
