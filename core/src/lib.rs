//! gongkao
pub mod search;
