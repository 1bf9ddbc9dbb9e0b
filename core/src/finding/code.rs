//! The closed list of things a report can say.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a finding says. The list is closed: hosts may switch over it, and a test holds that each has its message in
        /// both languages and a conformance case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every code, in the order of a report.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in JSON and data.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

codes! {
    /// A field the form cannot do without is empty.
    FormMissing = "form/missing",
    /// The identity number is malformed.
    FormIdentityNumber = "form/identity-number",
    /// The mobile number is malformed.
    FormMobile = "form/mobile",
    /// The retirement category does not fit the sex.
    FormRetirementCategory = "form/retirement-category",
    /// The region is not one of the round.
    FormRegion = "form/region",
    /// The unit is not in the tree.
    FormUnit = "form/unit",
    /// The level chosen first and the level in the form differ.
    FormDeclaredLevel = "form/declared-level",
    /// A work type is not in the catalogue.
    FormWorkType = "form/work-type",
    /// The declared work type was merged into another.
    FormWorkTypeMerged = "form/work-type-merged",
    /// The declared work type was cancelled.
    FormWorkTypeCancelled = "form/work-type-cancelled",
    /// The declared work type is not open at this level.
    FormWorkTypeLevel = "form/work-type-level",
    /// A year that no certificate, assessment or award can be of.
    FormYear = "form/year",
    /// A day or year lies after the day of the report.
    FormFuture = "form/future",
    /// Work began before birth.
    FormBeforeBirth = "form/before-birth",
    /// Work began before the age at which it could.
    FormWorkStartEarly = "form/work-start-early",
    /// The certificate is older than the work.
    FormCertificateBeforeWork = "form/certificate-before-work",
    /// 转正定级 is older than the work.
    FormRegularisedBeforeWork = "form/regularised-before-work",
    /// A year stands beside 未定级.
    FormYearWithoutLevel = "form/year-without-level",
    /// A year of assessment stands twice.
    FormAssessmentTwice = "form/assessment-twice",
    /// The certificate's day of issue lies in another year than the one given.
    FormObtainedDay = "form/obtained-day",
    /// An answer to what the policy asks is none of those it takes.
    FormAnswer = "form/answer",
    /// 破格晋升 is ticked without grounds.
    FormGroundsMissing = "form/grounds-missing",
    /// Grounds stand without the tick.
    FormGroundsUnclaimed = "form/grounds-unclaimed",
    /// The grounds are too long.
    FormGroundsLong = "form/grounds-long",
    /// An upload names a material the policy does not have.
    FormMaterial = "form/material",
    /// Neither the years at the level nor the years of work are enough.
    EligibilityTenureShort = "eligibility/tenure-short",
    /// The years at the level are not enough, and nothing else would do.
    EligibilityLevelYearsShort = "eligibility/level-years-short",
    /// The years of work are not enough, and nothing else would do.
    EligibilityWorkYearsShort = "eligibility/work-years-short",
    /// There are more years of work than this level is for.
    EligibilityWorkYearsOver = "eligibility/work-years-over",
    /// The level held is not the one below.
    EligibilityHeldLevel = "eligibility/held-level",
    /// The level declared is not above the level held.
    EligibilityNotAbove = "eligibility/not-above",
    /// 转正定级 came too late.
    EligibilityRegularisation = "eligibility/regularisation",
    /// The schooling is not enough.
    EligibilitySchooling = "eligibility/schooling",
    /// The assessments are not enough.
    EligibilityAssessments = "eligibility/assessments",
    /// The person is not appointed to the post below.
    EligibilityAppointment = "eligibility/appointment",
    /// Retirement age was reached by the cut-off.
    EligibilityRetired = "eligibility/retired",
    /// The work type changes.
    EligibilityWorkTypeChanged = "eligibility/work-type-changed",
    /// Any other condition of a policy is not met.
    EligibilityCondition = "eligibility/condition",
    /// An answer is missing on which the decision turns.
    EligibilityUnknown = "eligibility/unknown",
    /// A condition that only people can judge.
    EligibilityJudged = "eligibility/judged",
    /// The same facts pass from a later day on.
    EligibilityFrom = "eligibility/from",
    /// A rule is not met, an exception that may lift it is claimed, and a person must decide.
    ExceptionReferred = "exception/referred",
    /// A rule that would not be met is lifted by an exception.
    ExceptionLifted = "exception/lifted",
    /// An exception says what need not be sat.
    ExceptionExempt = "exception/exempt",
    /// An exception is claimed that was already used in this exam year.
    ExceptionUsed = "exception/used",
    /// An exception is claimed that is not needed.
    ExceptionNotNeeded = "exception/not-needed",
    /// An exception is claimed that nothing in the form supports.
    ExceptionUnsupported = "exception/unsupported",
    /// The year of the certificate differs from the library's.
    CertificateYearMismatch = "certificate/year-mismatch",
    /// The work type of the certificate differs from the library's.
    CertificateWorkTypeMismatch = "certificate/work-type-mismatch",
    /// The level differs from the library's.
    CertificateLevelMismatch = "certificate/level-mismatch",
    /// The library does not know the person.
    CertificateNotFound = "certificate/not-found",
    /// No library was given.
    CertificateNotCompared = "certificate/not-compared",
    /// A photo is no JPEG.
    FileNotJpeg = "file/not-jpeg",
    /// A thesis is no document of Word.
    FileNotDocument = "file/not-document",
    /// A photo ends too early.
    FileJpegCut = "file/jpeg-cut",
    /// A photo is damaged inside.
    FileJpegCorrupt = "file/jpeg-corrupt",
    /// A photo is of a kind of JPEG that nothing shows.
    FileJpegUnsupported = "file/jpeg-unsupported",
    /// A document is locked by a password.
    FileDocumentLocked = "file/document-locked",
    /// A document is damaged.
    FileDocumentDamaged = "file/document-damaged",
    /// A document unpacks to more than any document does.
    FileDocumentOver = "file/document-over",
    /// The name of a thesis is not its title.
    FileNameTitle = "file/name-title",
    /// The title a thesis should be named after is not given.
    FileTitleMissing = "file/title-missing",
    /// A photo is probably blurred.
    FilePhotoBlurred = "file/photo-blurred",
    /// A page is probably cut off at a side of its photo.
    FilePhotoCutOff = "file/photo-cut-off",
    /// A photo has few pixels.
    FilePhotoSmall = "file/photo-small",
    /// A photo has every block but no end marker.
    FileJpegEndMissing = "file/jpeg-end-missing",
    /// The same file was sent twice.
    FileTwice = "file/twice",
    /// A file is too large to be looked into.
    FileOver = "file/over",
    /// A document holds macros.
    FileDocumentMacros = "file/document-macros",
    /// Opening a document would fetch or start something.
    FileDocumentLoads = "file/document-loads",
    /// A photo is a little soft.
    FilePhotoSoft = "file/photo-soft",
    /// A photo is dark.
    FilePhotoDark = "file/photo-dark",
    /// Two photos look alike.
    FileLookAlike = "file/look-alike",
    /// A photo holds more than the picture.
    FileJpegExtra = "file/jpeg-extra",
    /// A photo is made for printing inks.
    FileJpegInks = "file/jpeg-inks",
    /// A photo tells of a place or a person.
    FileIdentifies = "file/identifies",
    /// A name is odd.
    FileNameOdd = "file/name-odd",
    /// An extension says something else than the content.
    FileExtension = "file/extension",
    /// No file can be named after a title.
    FileTitleUnwritable = "file/title-unwritable",
    /// Materials are missing.
    MaterialsRequired = "materials/required",
    /// Registration has not opened.
    RoundNotOpen = "round/not-open",
    /// Registration is over.
    RoundClosed = "round/closed",
    /// The report leaned on something no source settles.
    PolicyAssumed = "policy/assumed",
    /// The policy has no rule for the level declared.
    PolicyLevel = "policy/level-not-covered",
    /// The day by which the policy should have been looked at again has passed.
    PolicyReviewDue = "policy/review-due",
    /// The application was submitted.
    WorkflowSubmitted = "workflow/submitted",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
