//! Why there is no index.

/// Why an index cannot be made from these entries, or not be read from these bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A hit could not say which of the two it means.
    #[error("two entries have the key `{key}`")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A name or alias is too long to be searched inside.
    #[error("a name of the entry `{key}` has more than 255 characters")]
    NameTooLong {
        /// The key of the entry.
        key: String,
    },
    /// The names use more distinct characters than the alphabet of an index can hold, tens of thousands.
    #[error("the names use too many distinct characters")]
    TooManyCharacters,
    /// The list does not fit an index, whose numbers have 32 bits.
    #[error("the list is too large for one index")]
    TooLarge,
    /// The bytes do not start as an index does.
    #[error("these bytes are not a search index")]
    Foreign,
    /// The index was written in another format.
    #[error("the index has format {found}, this library reads format {expected}")]
    Format {
        /// The format of the bytes.
        found: u32,
        /// The format of this library.
        expected: u32,
    },
    /// The index was made with other tables of readings than this library has.
    #[error("the index was made with other tables of readings; build it again")]
    Readings,
    /// The bytes are cut short or changed.
    #[error("the index is damaged: {what}")]
    Damaged {
        /// What does not fit.
        what: &'static str,
    },
}
