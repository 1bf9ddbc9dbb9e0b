//! What the engine says of files.

use super::Engine;
use crate::error::{Error, SourceKind};
use crate::finding::{Code, Finding, Param, Remark, Severity, Verdict};
use crate::inspect::FileReport;
use crate::order;
use crate::uploads::{self, FileRules, FileUpload, UploadReport};
use crate::written;

impl Engine {
    /// The engine with a host's own rules of files. Refused where they cite a document the policy does not have.
    pub fn with_file_rules(mut self, rules: FileRules) -> Result<Self, Error> {
        let documents = &self.policy.source().documents;
        if let Some(citation) =
            rules.citations().into_iter().find(|citation| !documents.contains_key(&citation.document))
        {
            let message =
                format!("the rules of files cite `{}`, which is no document of the policy", citation.document);
            return Err(Error::source(SourceKind::Policy, "files", message));
        }
        self.files = rules;
        Ok(self)
    }

    /// The rules of files.
    pub fn file_rules(&self) -> &FileRules {
        &self.files
    }

    /// What there is to say about a file sent for a material: its content, its name, and for a thesis its title.
    #[cfg(feature = "inspect")]
    pub fn inspect(&self, material: &str, bytes: &[u8], name: Option<&str>, title: Option<&str>) -> UploadReport {
        self.judge_upload(material, crate::inspect::inspect(bytes, name, title))
    }

    /// The same of a file that was looked into before, here or elsewhere. A server does not trust a report that a page made: it
    /// makes its own.
    pub fn judge_upload(&self, material: &str, file: FileReport) -> UploadReport {
        let upload = FileUpload { material: material.to_owned(), file };
        self.upload_report(upload, Vec::new())
    }

    /// The same of several files, each told whether it, or the same picture, is among the others.
    pub fn judge_uploads(&self, uploads: Vec<FileUpload>) -> Vec<UploadReport> {
        let label = |name: &str| {
            let rule = self.policy.source().materials.iter().find(|rule| rule.name == name);
            rule.map_or_else(|| Param::from(name), |rule| rule.label.clone().into())
        };
        let twins = uploads::twins(&uploads, &self.files, label);
        uploads.into_iter().zip(twins).map(|(upload, twins)| self.upload_report(upload, twins)).collect()
    }

    /// [`Engine::judge_uploads`] on a JSON list.
    pub fn judge_uploads_json(&self, uploads: &str) -> Result<Vec<UploadReport>, Error> {
        Ok(self.judge_uploads(FileUpload::list_from_json(uploads)?))
    }

    /// What there is to say about a thesis title as it is typed: whether a file can bear it as its name.
    pub fn judge_title(&self, title: &str) -> Vec<Finding> {
        uploads::title(title).into_iter().map(|remark| self.finding(remark, title.as_bytes())).collect()
    }

    fn upload_report(&self, upload: FileUpload, twins: Vec<Remark>) -> UploadReport {
        let FileUpload { material, file } = upload;
        let mut remarks = Vec::new();
        if !self.policy.source().materials.iter().any(|rule| rule.name == material) {
            remarks.push(Remark::new(Code::FormMaterial, "material").with("material", material.as_str()));
        }
        remarks.extend(uploads::judge(&material, &file, &self.files));
        // An acknowledgement holds for this file and this material.
        let shown = written::json(&(&material, &file.digest));
        let said = |remarks: Vec<Remark>| remarks.into_iter().map(|remark| self.finding(remark, shown.as_bytes()));
        let mut findings: Vec<Finding> = said(remarks).collect();
        // Of a file that has to be replaced it says nothing more that another is like it.
        if findings.iter().all(|finding| finding.severity != Severity::Refuse) {
            findings.extend(said(twins));
        }
        order::sort_by_key(&mut findings, |finding| (std::cmp::Reverse(finding.severity), finding.code));
        let documents = self.policy.source().documents.iter();
        let cited =
            |name: &String| findings.iter().flat_map(|one| &one.citations).any(|citation| citation.document == *name);
        let documents =
            order::map(documents.filter(|(name, _)| cited(name)).map(|(name, one)| (name.clone(), one.clone())));
        UploadReport { verdict: Verdict::of(&findings), material, findings, file, documents }
    }
}
