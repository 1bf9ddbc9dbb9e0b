//! Reading a province's own catalogue from CSV.

use serde::{Deserialize, Serialize};

use super::{Catalogue, CatalogueData};
use crate::error::{Error, SourceKind};
use crate::model::level::Level;
use crate::model::work_type::{WorkType, WorkTypeStatus};

/// The most rows one catalogue may have; the largest known has 491.
const MAX_ROWS: usize = 100_000;

/// The columns, by the names of the first row. `name` is needed, the rest may be left out.
const COLUMNS: [&str; 9] =
    ["name", "code", "group", "levels", "status", "merged_into", "neighbours", "provinces", "source"];

/// A row that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowError {
    /// The line of the file, from 1.
    pub line: u64,
    /// The column at fault; empty for the row as a whole.
    pub column: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// What became of a file: every good row, and a reason for every other.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The catalogue of the good rows.
    pub catalogue: Catalogue,
    /// The rows left out.
    pub errors: Vec<RowError>,
}

/// Reads a catalogue. Lists inside a cell are separated by `;`. Levels are `one` to `five` or 一 to 五.
///
/// A bad row never spoils the others. Only a file without the column `name`, or one that is not UTF-8, is refused whole.
///
/// ```
/// let csv = "name,code,status,merged_into\n播音员,0101,,\n广播员,0102,merged,0101\n,0103,,\n";
/// let imported = gongkao::catalogue::import::read_csv("示例目录", csv.as_bytes()).unwrap();
/// assert_eq!(imported.catalogue.work_types().len(), 2);
/// assert_eq!(imported.errors[0].line, 4);
/// ```
pub fn read_csv(title: &str, bytes: &[u8]) -> Result<Imported, Error> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = String::from_utf8_lossy(good).matches('\n').count() + 1;
        whole(format!("line {line} is not UTF-8; save the file as UTF-8 (Excel: CSV UTF-8)"))
    })?;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().map_err(|error| whole(error.to_string()))?.clone();
    if let Some(unknown) = headers.iter().find(|header| !COLUMNS.contains(header)) {
        return Err(whole(format!("there is no column `{unknown}`; the columns are {}", COLUMNS.join(", "))));
    }
    if !headers.iter().any(|header| header == "name") {
        return Err(whole("the first row must name the columns, `name` among them".into()));
    }
    let mut rows: Vec<(u64, WorkType)> = Vec::new();
    let mut errors = Vec::new();
    for record in reader.records() {
        if rows.len() + errors.len() >= MAX_ROWS {
            return Err(whole(format!("more than {MAX_ROWS} rows; this is no catalogue of work types")));
        }
        match record {
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                errors.push(RowError { line, column: String::new(), message: error.to_string() });
            }
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cell = |column: &str| {
                    let at = headers.iter().position(|header| header == column)?;
                    record.get(at).filter(|cell| !cell.is_empty())
                };
                if record.len() > headers.len() {
                    let message =
                        format!("{} cells in a table of {} columns; check the commas", record.len(), headers.len());
                    errors.push(RowError { line, column: String::new(), message });
                    continue;
                }
                match read_row(&cell) {
                    Ok(work_type) => rows.push((line, work_type)),
                    Err((column, message)) => errors.push(RowError { line, column: column.to_owned(), message }),
                }
            }
        }
    }
    let catalogue = keep_good(title, rows, &mut errors)?;
    errors.sort_by_key(|error| error.line);
    Ok(Imported { catalogue, errors })
}

/// Leaves out rows until what remains is a catalogue; each one left out says why.
fn keep_good(title: &str, rows: Vec<(u64, WorkType)>, errors: &mut Vec<RowError>) -> Result<Catalogue, Error> {
    let mut good: Vec<(u64, WorkType)> = Vec::with_capacity(rows.len());
    let mut codes = std::collections::BTreeMap::new();
    let mut names = std::collections::BTreeMap::new();
    for (line, work_type) in rows {
        let twin = codes
            .get(&work_type.code)
            .map(|first| ("code", *first))
            .or_else(|| names.get(&work_type.name).map(|first| ("name", *first)));
        if let Some((column, first)) = twin {
            let message = format!("the same {column} stands in line {first}; give each work type its own row and code");
            errors.push(RowError { line, column: column.to_owned(), message });
            continue;
        }
        codes.insert(work_type.code.clone(), line);
        names.insert(work_type.name.clone(), line);
        good.push((line, work_type));
    }
    // A row left out can leave another without its goal, so the goals are checked until nothing changes.
    loop {
        let data = CatalogueData {
            title: title.to_owned(),
            work_types: good.iter().map(|(_, work_type)| work_type.clone()).collect(),
        };
        let whole = Catalogue::unchecked(data);
        let faults: Vec<Option<String>> =
            whole.work_types().iter().map(|work_type| whole.check_leads(work_type).err()).collect();
        if faults.iter().all(Option::is_none) {
            return Catalogue::new(CatalogueData {
                title: title.to_owned(),
                work_types: good.into_iter().map(|(_, work_type)| work_type).collect(),
            });
        }
        let mut kept = Vec::with_capacity(good.len());
        for ((line, work_type), fault) in good.into_iter().zip(faults) {
            match fault {
                None => kept.push((line, work_type)),
                Some(message) => errors.push(RowError { line, column: "status".to_owned(), message }),
            }
        }
        good = kept;
    }
}

fn read_row<'a>(cell: &dyn Fn(&str) -> Option<&'a str>) -> Result<WorkType, (&'static str, String)> {
    let name = cell("name").ok_or(("name", "the name is empty; fill it in or remove the row".to_owned()))?;
    let list = |column: &str| -> Vec<String> {
        cell(column)
            .map(|cell| cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let status = match cell("status").unwrap_or("current") {
        "current" => WorkTypeStatus::Current,
        "merged" | "合并" => WorkTypeStatus::Merged,
        "cancelled" | "取消" => WorkTypeStatus::Cancelled,
        other => {
            return Err(("status", format!("`{other}` is no status; write current, merged or cancelled")));
        }
    };
    let levels = list("levels").iter().map(|level| read_level(level)).collect::<Result<Vec<_>, _>>()?;
    Ok(WorkType {
        code: cell("code").unwrap_or(name).to_owned(),
        name: name.to_owned(),
        group: cell("group").map(str::to_owned),
        levels: (!levels.is_empty()).then_some(levels),
        status,
        merged_into: cell("merged_into").map(str::to_owned),
        neighbours: list("neighbours"),
        provinces: list("provinces"),
        source: cell("source").map(str::to_owned),
    })
}

fn read_level(text: &str) -> Result<Level, (&'static str, String)> {
    match text {
        "one" | "一" => Ok(Level::One),
        "two" | "二" => Ok(Level::Two),
        "three" | "三" => Ok(Level::Three),
        "four" | "四" => Ok(Level::Four),
        "five" | "五" => Ok(Level::Five),
        other => Err(("levels", format!("`{other}` is no level; write one to five, or 一 to 五, separated by `;`"))),
    }
}

fn whole(message: String) -> Error {
    Error::source(SourceKind::Catalogue, "", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Imported {
        read_csv("t", text.as_bytes()).unwrap()
    }

    fn lines(imported: &Imported) -> Vec<(u64, &str)> {
        imported.errors.iter().map(|error| (error.line, error.column.as_str())).collect()
    }

    #[test]
    fn every_good_row_is_kept_and_every_bad_one_named() {
        let imported = read(
            "\u{feff}name,code,levels,status,merged_into,neighbours\n\
             甲工,1,one;五,,,\n\
             乙工,1,,,,\n\
             丙工,3,six,,,\n\
             丁工,4,,gone,,\n\
             戊工,5,,merged,1,\n\
             己工,6,,merged,99,\n\
             庚工,7,,cancelled,,1;6\n\
             辛工,8,,,,,,\n",
        );
        let kept: Vec<_> = imported.catalogue.work_types().iter().map(|t| t.name.as_str()).collect();
        assert_eq!(kept, ["甲工", "戊工"]);
        assert_eq!(
            lines(&imported),
            [(3, "code"), (4, "levels"), (5, "status"), (7, "status"), (8, "status"), (9, "")]
        );
    }

    #[test]
    fn mergers_that_run_in_a_circle_are_left_out() {
        let imported = read("name,status,merged_into\n甲工,merged,乙工\n乙工,merged,甲工\n丙工,,\n");
        assert_eq!(imported.catalogue.work_types().len(), 1);
        assert_eq!(lines(&imported), [(2, "status"), (3, "status")]);
    }

    #[test]
    fn a_file_that_is_no_catalogue_is_refused_whole() {
        assert!(read_csv("t", b"\xd6\xd0\xce\xc4").unwrap_err().message().contains("line 1 is not UTF-8"));
        assert!(read_csv("t", b"names\nx\n").unwrap_err().message().contains("`names`"));
        assert!(read_csv("t", b"").is_err());
    }
}
