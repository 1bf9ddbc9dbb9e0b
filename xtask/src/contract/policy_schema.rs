//! The JSON Schema of a policy's files, by which an editor completes and checks them while they are written.

use gongkao::policy::source::PolicySource;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The schema, as text. A file holds any of the tables, so none is required; what stands inside a table is.
pub fn write() -> Result<String, String> {
    let mut schema =
        serde_json::to_value(SchemaSettings::draft07().into_generator().into_root_schema_for::<PolicySource>())
            .map_err(|error| error.to_string())?;
    let object = schema.as_object_mut().ok_or("the schema of a policy is no object")?;
    object.remove("required");
    object.insert("title".to_owned(), json!("a file of a gongkao policy"));
    let definitions =
        object.get_mut("definitions").and_then(Value::as_object_mut).ok_or("the schema has no definitions")?;
    // Tables that a patch gives in part.
    for partial in ["CountingTable", "FormLimits", "Round"] {
        let table = definitions.get_mut(partial).and_then(Value::as_object_mut);
        table.ok_or_else(|| format!("the schema has no `{partial}`"))?.remove("required");
    }
    serde_json::to_string_pretty(&schema).map(|text| text + "\n").map_err(|error| error.to_string())
}
