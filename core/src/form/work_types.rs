//! Checks of the two work types against the catalogue.

use crate::catalogue::Catalogue;
use crate::finding::{Code, Param, Remark};
use crate::model::application::ApplicationForm;
use crate::model::work_type::{WorkType, WorkTypeStatus};

pub(super) fn check(form: &ApplicationForm, catalogue: &Catalogue, remarks: &mut Vec<Remark>) {
    let mut look_up = |path: &str, code: &Option<String>| -> Option<WorkType> {
        let code = code.as_deref().filter(|code| !code.trim().is_empty())?;
        let found = catalogue.get(code);
        if found.is_none() {
            remarks.push(Remark::new(Code::FormWorkType, path).with("work_type", super::echo(code)));
        }
        found.cloned()
    };
    look_up("current.work_type", &form.current.work_type);
    let Some(declared) = look_up("declared.work_type", &form.declared.work_type) else {
        return;
    };
    let path = "declared.work_type";
    let name = |code: &str| Param::from(catalogue.get(code).map_or(code, |work_type| work_type.name.as_str()));
    match declared.status {
        WorkTypeStatus::Current => {}
        WorkTypeStatus::Merged => {
            let successor = catalogue.successor(&declared).map_or("", |successor| successor.code.as_str());
            remarks.push(
                Remark::new(Code::FormWorkTypeMerged, path)
                    .with("work_type", declared.name.as_str())
                    .with("successor", name(successor)),
            );
        }
        WorkTypeStatus::Cancelled => {
            let neighbours: Vec<Param> = declared.neighbours.iter().map(|code| name(code)).collect();
            remarks.push(
                Remark::new(Code::FormWorkTypeCancelled, path)
                    .with("work_type", declared.name.as_str())
                    .with("neighbours", neighbours),
            );
        }
    }
    if let (Some(levels), Some(level)) = (&declared.levels, form.level())
        && !levels.contains(&level)
    {
        let open: Vec<Param> = levels.iter().map(|level| format!("level/{}", level.name()).into()).collect();
        remarks.push(
            Remark::new(Code::FormWorkTypeLevel, path)
                .with("work_type", declared.name.as_str())
                .with("level", format!("level/{}", level.name()))
                .with("open", open),
        );
    }
}
