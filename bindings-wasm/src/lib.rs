//! The browser door: JSON text in, the core's answer as JSON text out. `js/` turns texts into plain objects and back, for
//! that is what JavaScript does best; here nothing is decided.

#[cfg(feature = "desk")]
mod application;
#[cfg(feature = "engine")]
mod catalogue;
#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "engine")]
mod engine;
mod error;
#[cfg(feature = "inspect")]
mod inspect;
#[cfg(feature = "engine")]
mod search;
mod written;
