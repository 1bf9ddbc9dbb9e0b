//! Bytes in, facts out: what a file is, whether it is whole, and whether a person can read it.
//!
//! The content says what a file is, never its name. Nothing here weighs or refuses: the [`FileReport`] is data, and what it
//! means for an upload is the engine's to say. So it can be made anywhere, by a page before anything is sent as well as by the
//! server afterwards, and is the same in both.
//!
//! | wanted | ask |
//! |---|---|
//! | everything, of bytes at hand | [`inspect`] |
//! | everything, of bytes that arrive one after the other, with progress and a way to stop | [`Inspector`] |
//! | kind and size, of the first kilobytes | [`inspect_header`] |
//! | the photo without what identifies a place or a person | [`strip_metadata`] |
//!
//! Hostile bytes cost bounded time and memory; the bounds are the [`Limits`].

pub mod limits;
pub mod report;

pub use self::limits::Limits;
pub use self::report::FileReport;

#[cfg(feature = "inspect")]
mod compound;
#[cfg(feature = "inspect")]
mod docx;
#[cfg(feature = "inspect")]
mod exif;
#[cfg(feature = "inspect")]
mod fingerprint;
#[cfg(feature = "inspect")]
mod jpeg;
#[cfg(feature = "inspect")]
mod margin;
#[cfg(feature = "inspect")]
mod name;
#[cfg(feature = "inspect")]
mod progress;
#[cfg(feature = "inspect")]
mod sharpness;
#[cfg(feature = "inspect")]
mod sniff;
#[cfg(feature = "inspect")]
mod strip;
#[cfg(feature = "inspect")]
mod zip;

#[cfg(feature = "inspect")]
pub use self::progress::{Inspector, Progress};
#[cfg(feature = "inspect")]
pub use self::strip::strip_metadata;

/// What is in a file.
///
/// ```
/// use gongkao::inspect::{inspect, report::FileKind};
/// let report = inspect(b"%PDF-1.7 ...", None, None);
/// assert_eq!(report.kind, FileKind::Pdf);
/// ```
///
/// With the name it came under it also says what is odd about that, and with a title whether name and title are one.
#[cfg(feature = "inspect")]
pub fn inspect(bytes: &[u8], name: Option<&str>, title: Option<&str>) -> FileReport {
    progress::whole(bytes, name.map(|name| (name, title)), Limits::default())
}

/// What the beginning of a file says: some kilobytes, or 64 where a photo carries a small one of itself. An archive is called a
/// zip and a compound file an old Office file, for what is in them stands at their end.
#[cfg(feature = "inspect")]
pub fn inspect_header(beginning: &[u8], name: Option<&str>, title: Option<&str>) -> FileReport {
    progress::header(beginning, name.map(|name| (name, title)), Limits::default())
}
