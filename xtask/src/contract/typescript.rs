//! The types as TypeScript.

use std::fmt::Write;

use super::{Named, Shape, Type};

const HEAD: &str = "// Written by `cargo xtask data` from the types of the core.\n";

/// `types.d.ts`.
pub fn write(types: &[Named]) -> String {
    let mut out = HEAD.to_owned();
    for named in types {
        out.push('\n');
        doc(&mut out, "", &named.doc);
        match &named.shape {
            Shape::Record(fields) => {
                let _ = writeln!(out, "export interface {} {{", named.name);
                for field in fields {
                    doc(&mut out, "  ", &field.doc);
                    let mark = if field.required { "" } else { "?" };
                    let _ = writeln!(out, "  {}{mark}: {};", field.name, kind(&field.kind));
                }
                out.push_str("}\n");
            }
            Shape::Words(words) => {
                let _ = write!(out, "export type {} =", named.name);
                for (word, meaning) in words {
                    out.push('\n');
                    doc(&mut out, "  ", meaning);
                    let _ = write!(out, "  | '{word}'");
                }
                out.push_str(";\n");
            }
            Shape::Alias(target) => {
                let _ = writeln!(out, "export type {} = {};", named.name, kind(target));
            }
        }
    }
    out
}

fn doc(out: &mut String, indent: &str, text: &str) {
    match text.lines().collect::<Vec<_>>().as_slice() {
        [] => {}
        [line] => {
            let _ = writeln!(out, "{indent}/** {line} */");
        }
        lines => {
            let _ = writeln!(out, "{indent}/**");
            for line in lines {
                let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            let _ = writeln!(out, "{indent} */");
        }
    }
}

fn kind(of: &Type) -> String {
    match of {
        Type::Null => "null".to_owned(),
        Type::Flag => "boolean".to_owned(),
        Type::Integer => "number".to_owned(),
        Type::Text => "string".to_owned(),
        Type::Word(word) => format!("'{word}'"),
        Type::List(items) => match **items {
            Type::Union(_) => format!("({})[]", kind(items)),
            _ => format!("{}[]", kind(items)),
        },
        Type::Map(values) => format!("Record<string, {}>", kind(values)),
        Type::Name(name) => name.clone(),
        Type::Union(kinds) => kinds.iter().map(kind).collect::<Vec<_>>().join(" | "),
    }
}
