//! The types as Python's `TypedDict`s.

use std::fmt::Write;

use super::{Field, Named, Shape, Type};

const HEAD: &str = r#""""The contract as types: what goes in and what comes out, as plain dicts.

Written by `cargo xtask data` from the types of the core.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, TypedDict

from ._pydantic import leave_to_the_core

if not TYPE_CHECKING and sys.version_info < (3, 12):
    # Pydantic reads no other on these Pythons, and brings it.
    try:
        from typing_extensions import TypedDict
    except ImportError:
        pass
"#;

const FOOT: &str = "
for _name in __all__:
    leave_to_the_core(globals()[_name])
";

/// Python's own words, which cannot be the name of a field in a class.
const KEYWORDS: [&str; 12] = ["and", "as", "class", "def", "from", "if", "in", "is", "not", "or", "pass", "with"];

/// `types.py`.
pub fn write(types: &[Named]) -> String {
    let mut out = HEAD.to_owned();
    out.push_str("\n__all__ = [\n");
    for named in types {
        let _ = writeln!(out, "    \"{}\",", named.name);
    }
    out.push_str("]\n");
    for named in types {
        match &named.shape {
            Shape::Record(fields) if fields.iter().any(|field| KEYWORDS.contains(&field.name.as_str())) => {
                by_call(&mut out, named, fields);
            }
            Shape::Record(fields) => by_class(&mut out, named, fields),
            Shape::Words(words) => {
                let _ = writeln!(out, "\n{}: TypeAlias = Literal[", named.name);
                for (word, meaning) in words {
                    comment(&mut out, "    ", meaning);
                    let _ = writeln!(out, "    \"{word}\",");
                }
                out.push_str("]\n");
                doc(&mut out, "", &named.doc);
            }
            Shape::Alias(_) => {}
        }
    }
    aliases(&mut out, types);
    out.push_str(FOOT);
    out
}

/// Other names for types. They are read when the module is, so each stands below what it names.
fn aliases(out: &mut String, types: &[Named]) {
    let alias = |named: &'_ Named| match &named.shape {
        Shape::Alias(target) => Some((named.name.clone(), named.doc.clone(), target.clone())),
        _ => None,
    };
    let mut left: Vec<(String, String, Type)> = types.iter().filter_map(alias).collect();
    while !left.is_empty() {
        let is_left = |name: &str, own: &str| name != own && left.iter().any(|(other, ..)| other == name);
        let ready = |(own, _, target): &(String, String, Type)| !names(target).iter().any(|name| is_left(name, own));
        // Two that name each other would end nowhere: the checkers of the written file say so.
        let (name, text, target) = left.remove(left.iter().position(ready).unwrap_or(0));
        let written = kind(&target, '"');
        if names(&target).contains(&name.as_str()) {
            // At run time a type cannot name itself.
            let _ = writeln!(out, "\nif TYPE_CHECKING:\n    {name}: TypeAlias = '{written}'");
            doc(out, "    ", &text);
            let _ = writeln!(out, "else:\n    {name} = {}", kind(&opened(&target, &name), '"'));
        } else {
            let _ = writeln!(out, "\n{name}: TypeAlias = {written}");
            doc(out, "", &text);
        }
    }
}

/// The types that a type names.
fn names(of: &Type) -> Vec<&str> {
    match of {
        Type::Name(name) => vec![name],
        Type::List(of) | Type::Map(of) => names(of),
        Type::Union(kinds) => kinds.iter().flat_map(names).collect(),
        Type::Null | Type::Flag | Type::Integer | Type::Text | Type::Word(_) => Vec::new(),
    }
}

/// The type with anything in the place of a name.
fn opened(of: &Type, at: &str) -> Type {
    match of {
        Type::Name(name) if name == at => Type::Name("object".to_owned()),
        Type::List(of) => Type::List(Box::new(opened(of, at))),
        Type::Map(of) => Type::Map(Box::new(opened(of, at))),
        Type::Union(kinds) => Type::Union(kinds.iter().map(|of| opened(of, at)).collect()),
        other => other.clone(),
    }
}

fn by_class(out: &mut String, named: &Named, fields: &[Field]) {
    let _ = writeln!(out, "\n\nclass {}(TypedDict):", named.name);
    doc(out, "    ", &named.doc);
    if fields.is_empty() && named.doc.is_empty() {
        out.push_str("    pass\n");
    }
    for field in fields {
        let _ = writeln!(out, "\n    {}: {}", field.name, field_kind(field, '"'));
        doc(out, "    ", &field.doc);
    }
    out.push('\n');
}

fn by_call(out: &mut String, named: &Named, fields: &[Field]) {
    let _ = writeln!(out, "\n{} = TypedDict(\n    \"{}\",\n    {{", named.name, named.name);
    for field in fields {
        comment(out, "        ", &field.doc);
        let _ = writeln!(out, "        \"{}\": \"{}\",", field.name, field_kind(field, '\''));
    }
    out.push_str("    },\n)\n");
    doc(out, "", &named.doc);
}

fn doc(out: &mut String, indent: &str, text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    match lines.as_slice() {
        [] => {}
        [line] => {
            let _ = writeln!(out, "{indent}\"\"\"{line}\"\"\"");
        }
        [first, rest @ ..] => {
            let _ = writeln!(out, "{indent}\"\"\"{first}");
            for line in rest {
                let _ = writeln!(out, "{}", format!("{indent}{line}").trim_end());
            }
            let _ = writeln!(out, "{indent}\"\"\"");
        }
    }
}

fn comment(out: &mut String, indent: &str, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "{indent}# {line}");
    }
}

fn field_kind(field: &Field, quote: char) -> String {
    let kind = kind(&field.kind, quote);
    if field.required { kind } else { format!("NotRequired[{kind}]") }
}

fn kind(of: &Type, quote: char) -> String {
    match of {
        Type::Null => "None".to_owned(),
        Type::Flag => "bool".to_owned(),
        Type::Integer => "int".to_owned(),
        Type::Text => "str".to_owned(),
        Type::Word(word) => format!("Literal[{quote}{word}{quote}]"),
        Type::List(items) => format!("list[{}]", kind(items, quote)),
        Type::Map(values) => format!("dict[str, {}]", kind(values, quote)),
        Type::Name(name) => name.clone(),
        Type::Union(kinds) => kinds.iter().map(|of| kind(of, quote)).collect::<Vec<_>>().join(" | "),
    }
}
