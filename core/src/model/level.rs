//! The five skill levels and what a person may hold.

use serde::{Deserialize, Serialize};

/// Skill level (岗位等级). `Five` 初级工 is the lowest and `One` 高级技师 the highest, and that is the order of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Level {
    /// 五级 初级工
    Five,
    /// 四级 中级工
    Four,
    /// 三级 高级工
    Three,
    /// 二级 技师
    Two,
    /// 一级 高级技师
    One,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [Self::Five, Self::Four, Self::Three, Self::Two, Self::One];

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Five => HeldLevel::Five.name(),
            Self::Four => HeldLevel::Four.name(),
            Self::Three => HeldLevel::Three.name(),
            Self::Two => HeldLevel::Two.name(),
            Self::One => HeldLevel::One.name(),
        }
    }
}

/// What a person holds now (现岗位等级): a level, or none yet (未定级), which is below all levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum HeldLevel {
    /// 未定级: no certificate of this scheme
    Ungraded,
    /// 五级 初级工
    Five,
    /// 四级 中级工
    Four,
    /// 三级 高级工
    Three,
    /// 二级 技师
    Two,
    /// 一级 高级技师
    One,
}

impl HeldLevel {
    /// Every value, lowest first.
    pub const ALL: [Self; 6] = [Self::Ungraded, Self::Five, Self::Four, Self::Three, Self::Two, Self::One];

    /// The level, unless ungraded.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Ungraded => None,
            Self::Five => Some(Level::Five),
            Self::Four => Some(Level::Four),
            Self::Three => Some(Level::Three),
            Self::Two => Some(Level::Two),
            Self::One => Some(Level::One),
        }
    }

    /// The name in data and JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ungraded => "ungraded",
            Self::Five => "five",
            Self::Four => "four",
            Self::Three => "three",
            Self::Two => "two",
            Self::One => "one",
        }
    }
}

impl From<Level> for HeldLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Five => Self::Five,
            Level::Four => Self::Four,
            Level::Three => Self::Three,
            Level::Two => Self::Two,
            Level::One => Self::One,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_the_highest_and_ungraded_below_all() {
        assert!(Level::One > Level::Two && Level::Two > Level::Five);
        assert!(Level::ALL.into_iter().all(|level| HeldLevel::Ungraded < level.into()));
        assert!(HeldLevel::ALL.is_sorted() && Level::ALL.is_sorted());
    }
}
