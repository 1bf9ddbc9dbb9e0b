//! The policies that come with the library, by name.

use super::Policy;
use super::set::PolicySet;
use crate::error::{Error, SourceKind};
use crate::suggest;

macro_rules! shipped {
    ($($id:literal)*) => {
        [$(($id, include_str!(concat!("../../data/generated/policies/", $id, ".json")))),*]
    };
}

/// Every policy that ships, compiled. A test holds the list against the folder.
const SHIPPED: [(&str, &str); 31] = shipped!(
    "chongqing-1998" "deyang-2021" "gansu-2019" "haust-2021-appointment" "hebei-2017" "henan-2007" "henan-2009" "henan-2010"
    "henan-2011" "henan-2015" "henan-2017" "henan-2018" "henan-2021" "henan-2022" "henan-2023" "hubei-2007" "hubei-2023"
    "hunan-2018" "hunan-2021" "jiangsu-2007" "jiangsu-2026" "liaoning-2024" "nation" "shaanxi-2009" "shaanxi-2015"
    "shaanxi-2017" "shanxi-2000" "shanxi-2009" "suizhou-2011" "tangshan-2024" "tianjin-2021"
);

impl Policy {
    /// A policy that comes with the library, by its name. It is the compiled form, which has no cases.
    ///
    /// ```
    /// let policy = gongkao::policy::Policy::shipped("henan-2018")?;
    /// assert_eq!(policy.source().round.year, 2018);
    /// # Ok::<(), gongkao::Error>(())
    /// ```
    pub fn shipped(id: &str) -> Result<Self, Error> {
        let Some((_, text)) = SHIPPED.iter().find(|(known, _)| *known == id) else {
            let meant = suggest::nearest(id, Self::shipped_ids());
            let hint = meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
            return Err(Error::source(
                SourceKind::Policy,
                "",
                format!("no policy `{id}` comes with the library{hint}"),
            ));
        };
        Self::from_json(text)
    }

    /// Reads a policy from its TOML files; one that extends another is put on the one of that name that comes with the library.
    #[cfg(feature = "toml")]
    pub fn from_toml_on_shipped(files: &[(&str, &str)]) -> Result<Self, Error> {
        let files = super::files::Files::read(files)?;
        let base = files.extends().map(Self::shipped).transpose();
        let base = base.map_err(|error| Error::source(SourceKind::Policy, "policy.extends", error.message()))?;
        files.finish(base.as_ref())
    }

    /// The names of all that come with the library.
    pub fn shipped_ids() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(id, _)| *id)
    }
}

impl PolicySet {
    /// Every policy that comes with the library.
    pub fn shipped() -> Result<Self, Error> {
        Self::new(Policy::shipped_ids().map(Policy::shipped).collect::<Result<Vec<_>, _>>()?)
    }
}
