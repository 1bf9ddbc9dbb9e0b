//! gongkao
