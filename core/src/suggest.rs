//! What was perhaps meant by a name that does not exist.

/// How alike two names must be, from 0 to 1, for one to be suggested in place of the other.
const LIKE: f64 = 0.8;
/// The longest name that is compared for likeness.
const LONGEST_NAME: usize = 100;

/// The name most like the one given, if one is like it at all.
pub(crate) fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let short = |text: &str| text.len() <= LONGEST_NAME;
    let alike = names.filter(|known| short(known) && short(name));
    let alike = alike.map(|known| (strsim::jaro_winkler(known, name), known)).filter(|(likeness, _)| *likeness > LIKE);
    alike.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, known)| known)
}
