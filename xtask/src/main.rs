//! gongkao's tasks.

mod readings;

use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/data");
    let sources = data.join("sources");
    if let [task, unihan_readings, unihan_variants] = arguments.as_slice()
        && task == "extract-readings"
    {
        let (readings, simplified) =
            readings::extract(&fs::read_to_string(unihan_readings)?, &fs::read_to_string(unihan_variants)?);
        fs::write(sources.join("readings/readings.tsv"), readings)?;
        fs::write(sources.join("readings/simplified.tsv"), simplified)?;
    }
    let tables = readings::generate(&readings::Sources {
        readings: &fs::read_to_string(sources.join("readings/readings.tsv"))?,
        simplified: &fs::read_to_string(sources.join("readings/simplified.tsv"))?,
        phrases: &fs::read_to_string(sources.join("phrases.txt"))?,
    })?;
    for (name, bytes) in tables {
        fs::write(data.join("generated").join(name), bytes)?;
    }
    Ok(())
}
