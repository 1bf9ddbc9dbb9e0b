//! The messages of every code and the words for the contract's names, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::template::{self, Language};
use super::{Code, Params, Severity};
use crate::error::{Error, SourceKind};
use crate::model::citation::Text;

/// The message of one code: what it weighs where the policy does not say otherwise, and its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its weight.
    pub severity: Severity,
    /// Template in plain Chinese.
    pub zh: String,
    /// Template in English.
    pub en: String,
}

/// Every message and every word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// By code; every code is there.
    codes: BTreeMap<Code, Message>,
    /// What a name of the contract is called: `level/four`, `field/work_start`.
    words: BTreeMap<String, Text>,
}

impl Messages {
    /// The messages that come with the library.
    pub fn embedded() -> Result<Self, Error> {
        let messages: Self =
            crate::error::from_json(include_str!("../../data/generated/messages.json"), SourceKind::Messages)?;
        messages.checked()
    }

    /// Reads messages from the TOML people write.
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        let messages: Self = crate::error::from_toml(text, SourceKind::Messages, "messages.toml")?;
        messages.checked()
    }

    fn checked(self) -> Result<Self, Error> {
        match Code::ALL.iter().find(|code| !self.codes.contains_key(code)) {
            None => Ok(self),
            Some(code) => {
                Err(Error::source(SourceKind::Messages, "codes", format!("`{code}` has no message; add one")))
            }
        }
    }

    /// The messages with a policy's own sentences in the place of these.
    #[must_use]
    pub fn with(mut self, sentences: &BTreeMap<Code, Text>) -> Self {
        for (code, text) in sentences {
            if let Some(message) = self.codes.get_mut(code) {
                message.zh.clone_from(&text.zh);
                message.en.clone_from(&text.en);
            }
        }
        self
    }

    /// What a code weighs where the policy does not say otherwise.
    pub fn severity(&self, code: Code) -> Severity {
        self.codes.get(&code).map_or(Severity::Review, |message| message.severity)
    }

    /// The sentence of a code.
    pub fn render(&self, code: Code, params: &Params) -> Text {
        let fill = |template: Option<&str>, language| {
            let word = |key: &str| {
                self.words.get(key).map(|text| match language {
                    Language::Zh => text.zh.clone(),
                    Language::En => text.en.clone(),
                })
            };
            template::fill(template.unwrap_or(code.name()), params, language, &word)
        };
        let message = self.codes.get(&code);
        Text {
            zh: fill(message.map(|message| message.zh.as_str()), Language::Zh),
            en: fill(message.map(|message| message.en.as_str()), Language::En),
        }
    }

    /// A sentence among the words, with its values filled in; the key itself where there is none.
    pub fn sentence(&self, key: &str, params: &Params) -> Text {
        let fill = |template: &str, language| {
            let word = |key: &str| {
                self.words.get(key).map(|text| match language {
                    Language::Zh => text.zh.clone(),
                    Language::En => text.en.clone(),
                })
            };
            template::fill(template, params, language, &word)
        };
        match self.words.get(key) {
            Some(text) => Text { zh: fill(&text.zh, Language::Zh), en: fill(&text.en, Language::En) },
            None => Text { zh: key.to_owned(), en: key.to_owned() },
        }
    }

    /// The names the sentences of a code speak of.
    pub fn names(&self, code: Code) -> Vec<&str> {
        self.codes.get(&code).map_or_else(Vec::new, |message| {
            let mut names = template::names(&message.zh);
            names.extend(template::names(&message.en));
            names
        })
    }

    /// What a name of the contract is called, as `level/four`.
    pub fn word(&self, key: &str) -> Option<&Text> {
        self.words.get(key)
    }

    /// Every such name with what it is called, some of them sentences with values to fill in.
    pub fn words(&self) -> &BTreeMap<String, Text> {
        &self.words
    }
}
