//! The Python door: plain values in, the core's answer, plain values out.

mod application;
mod argument;
mod desk;
mod engine;
mod error;
mod files;

/// What Python imports as `gongkao._native`.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use super::application::Application;
    #[pymodule_export]
    use super::desk::{Desk, Tally};
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::files::{Inspector, inspect_file, inspect_header, strip_metadata};
}
