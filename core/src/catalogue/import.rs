//! Reading a province's own catalogue from CSV.

use serde::{Deserialize, Serialize};

use super::{Catalogue, CatalogueData};
use crate::error::{Error, SourceKind};
use crate::model::level::Level;
use crate::model::work_type::{WorkType, WorkTypeStatus};
use crate::order;

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

/// Reads a catalogue. Lists inside a cell are separated by `;`. Levels are `one` to `five` or 一 to 五. A row is a line: no cell
/// holds a line break.
///
/// A bad row never spoils the others. Refused whole are only a file that is not UTF-8, one whose first row does not name the
/// columns, and one of more than 100,000 rows.
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
    // Excel ends lines with CR LF, old systems with CR alone; each way a line is a line.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = (1_u64..).zip(text.split('\n')).filter(|(_, line)| !line.trim().is_empty());
    let (_, first) = lines.next().ok_or_else(|| whole("the file is empty".to_owned()))?;
    let columns = read_columns(first)?;
    let mut rows: Vec<(u64, WorkType)> = Vec::new();
    let mut errors = Vec::new();
    for (line, text) in lines {
        if rows.len() + errors.len() >= MAX_ROWS {
            return Err(whole(format!("more than {MAX_ROWS} rows; this is no catalogue of work types")));
        }
        let row = cells(text).map_err(|message| ("", message)).and_then(|cells| read_cells(&columns, &cells));
        match row {
            Ok(work_type) => rows.push((line, work_type)),
            Err((column, message)) => errors.push(RowError { line, column: column.to_owned(), message }),
        }
    }
    let catalogue = keep_good(title, rows, &mut errors)?;
    order::sort_by_key(&mut errors, |error| error.line);
    Ok(Imported { catalogue, errors })
}

/// The columns by place; a nameless one at the end, which spreadsheets leave behind, is passed over.
fn read_columns(line: &str) -> Result<Vec<String>, Error> {
    let columns = cells(line).map_err(whole)?;
    for (at, column) in columns.iter().enumerate() {
        if !column.is_empty() && !COLUMNS.contains(&column.as_str()) {
            return Err(whole(format!("there is no column `{column}`; the columns are {}", COLUMNS.join(", "))));
        }
        if !column.is_empty() && columns.iter().take(at).any(|earlier| earlier == column) {
            return Err(whole(format!("column `{column}` stands twice; keep one")));
        }
    }
    if columns.iter().all(|column| column != "name") {
        return Err(whole("the first row must name the columns, `name` among them".into()));
    }
    Ok(columns)
}

/// The cells of one line.
fn cells(line: &str) -> Result<Vec<String>, String> {
    if line.matches('"').count() % 2 == 1 {
        return Err("a quotation mark is not closed; close it or remove it".to_owned());
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .buffer_capacity(line.len().max(1))
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|error| error.to_string())?;
    if record.iter().any(|cell| cell.chars().any(char::is_control)) {
        return Err("a cell holds a control character; remove it".to_owned());
    }
    Ok(record.iter().map(str::to_owned).collect())
}

fn read_cells(columns: &[String], cells: &[String]) -> Result<WorkType, (&'static str, String)> {
    if cells.iter().skip(columns.len()).any(|cell| !cell.is_empty()) {
        let message = format!("{} cells in a table of {} columns; check the commas", cells.len(), columns.len());
        return Err(("", message));
    }
    read_row(&|column: &str| {
        let at = columns.iter().position(|name| name == column)?;
        cells.get(at).map(String::as_str).filter(|cell| !cell.is_empty())
    })
}

/// Leaves out rows until what remains is a catalogue; each one left out says why. A row that leads nowhere goes before a row
/// that stands twice, so that it takes no good row with it.
fn keep_good(title: &str, rows: Vec<(u64, WorkType)>, errors: &mut Vec<RowError>) -> Result<Catalogue, Error> {
    let mut good = rows;
    loop {
        let work_types = good.iter().map(|(_, work_type)| work_type.clone()).collect();
        let whole = Catalogue::unchecked(CatalogueData { title: title.to_owned(), work_types });
        let mut faults: Vec<Option<(&str, String)>> = whole
            .work_types()
            .iter()
            .map(|work_type| whole.check_leads(work_type).err().map(|message| ("status", message)))
            .collect();
        if faults.iter().all(Option::is_none) {
            faults = twins(&whole, &good);
        }
        if faults.iter().all(Option::is_none) {
            return Catalogue::new(CatalogueData { title: title.to_owned(), work_types: whole.work_types });
        }
        let mut kept = Vec::with_capacity(good.len());
        for ((line, work_type), fault) in good.into_iter().zip(faults) {
            match fault {
                None => kept.push((line, work_type)),
                Some((column, message)) => errors.push(RowError { line, column: column.to_owned(), message }),
            }
        }
        good = kept;
    }
}

/// Rows whose code or name an earlier row has.
fn twins(whole: &Catalogue, rows: &[(u64, WorkType)]) -> Vec<Option<(&'static str, String)>> {
    let first = |index: &std::collections::BTreeMap<String, usize>, key: &str, at: usize| {
        let first = index.get(key).copied().filter(|first| *first != at)?;
        rows.get(first).map(|(line, _)| *line)
    };
    let twin = |(at, (_, work_type)): (usize, &(u64, WorkType))| {
        let code = first(&whole.by_code, &work_type.code, at).map(|line| ("code", line));
        let (column, line) = code.or_else(|| first(&whole.by_name, &work_type.name, at).map(|line| ("name", line)))?;
        Some((column, format!("the same {column} stands in line {line}; give each work type its own row and code")))
    };
    rows.iter().enumerate().map(twin).collect()
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
             辛工,8,,,,,x\n",
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
    fn lines_are_counted_however_they_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["name,levels,", "", "甲工,one,", "乙工,six,"].join(end);
            assert_eq!(lines(&read(&text)), [(4, "levels")], "{end:?}");
        }
    }

    #[test]
    fn an_open_quotation_mark_spoils_its_own_row_only() {
        let imported = read("name,levels\n\"甲工,one\n乙工,one\n丙工,six\n\"丁,工\",one\n");
        let kept: Vec<_> = imported.catalogue.work_types().iter().map(|t| t.name.as_str()).collect();
        assert_eq!(kept, ["乙工", "丁,工"]);
        assert_eq!(lines(&imported), [(2, ""), (4, "levels")]);
    }

    #[test]
    fn a_row_that_leads_nowhere_takes_no_twin_with_it() {
        let imported = read("name,code,status,merged_into\n甲工,1,merged,99\n乙工,1,,\n");
        assert_eq!(imported.catalogue.work_types().len(), 1);
        assert_eq!(lines(&imported), [(2, "status")]);
    }

    #[test]
    fn a_long_chain_of_mergers_is_followed_once() {
        let rows: Vec<String> = (0..3_000).map(|at| format!("工{at},merged,工{}\n", at + 1)).collect();
        let text = format!("name,status,merged_into\n{}工3000,,\n", rows.concat());
        let imported = read(&text);
        let first = imported.catalogue.get("工0").unwrap();
        assert_eq!(imported.catalogue.successor(first).unwrap().code, "工3000");
    }

    #[test]
    fn a_file_that_is_no_catalogue_is_refused_whole() {
        assert!(read_csv("t", b"\xd6\xd0\xce\xc4").unwrap_err().message().contains("line 1 is not UTF-8"));
        assert!(read_csv("t", b"names\nx\n").unwrap_err().message().contains("`names`"));
        assert!(read_csv("t", b"").is_err());
    }
}
