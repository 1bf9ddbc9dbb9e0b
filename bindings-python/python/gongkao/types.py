"""The contract as types: what goes in and what comes out, as plain dicts.

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

__all__ = [
    "Acknowledgement",
    "Action",
    "ActionView",
    "Actor",
    "ActorStamp",
    "AddedFile",
    "Advice",
    "Analysis",
    "Ancestor",
    "Answer",
    "ApplicationCount",
    "ApplicationEvent",
    "ApplicationForm",
    "ApplicationName",
    "ApplicationState",
    "Assessment",
    "AssessmentCounting",
    "AssessmentGrade",
    "Award",
    "AwardCounting",
    "AwardFilter",
    "AwardGrade",
    "AwardKind",
    "Basis",
    "Begun",
    "Bound",
    "Bytes",
    "Candidate",
    "CaseReport",
    "CatalogueData",
    "Certificate",
    "CertificateLibrary",
    "CertificateYear",
    "Challenge",
    "ChallengeAnswer",
    "Change",
    "ChangeRegion",
    "Changes",
    "Citation",
    "Claim",
    "Claim2",
    "Code",
    "Color",
    "Command",
    "CommandArrange",
    "CommandDisqualify",
    "CommandIssueToken",
    "CommandPrintTicket",
    "CommandPublishResult",
    "CommandRecordAttendance",
    "CommandRecordResult",
    "CommandReject",
    "CommandRemove",
    "CommandReplace",
    "CommandRequestSupplement",
    "CommandRestart",
    "CommandRevokeToken",
    "CommandSave",
    "CommandStart",
    "CommandSubmit",
    "CommandUpload",
    "CommandUploadByToken",
    "Comparison",
    "Complaint",
    "Completeness",
    "Condition",
    "Confidence",
    "Constant",
    "Count",
    "Counting",
    "CountingTable",
    "Coverage",
    "CurrentPost",
    "DataImage",
    "DatedValue",
    "Day",
    "DayRule",
    "DayRuleBeforeReport",
    "DayRuleExamYear",
    "DayRuleFixed",
    "DayRuleReportDay",
    "DayRuleYearBefore",
    "DayRuleYearsBefore",
    "Deadline",
    "Decision",
    "DecisionRecord",
    "DeclaredPost",
    "Diagnostic",
    "DiagnosticKind",
    "Difference",
    "Document",
    "DocumentFault",
    "DocumentReport",
    "DocumentState",
    "DoublePinyin",
    "Due",
    "DueFrom",
    "Effect",
    "Empty",
    "ExamResult",
    "ExceptionClaim",
    "ExceptionRule",
    "Expectation",
    "Extent",
    "Extent2",
    "Fact",
    "FactKind",
    "FactWord",
    "Facts",
    "FailedCase",
    "Fallback",
    "Family",
    "FaultCode",
    "FieldChange",
    "FileDigest",
    "FileKind",
    "FileReport",
    "FileUpload",
    "Finding",
    "FindingRule",
    "Foreseen",
    "Foresight",
    "Foretold",
    "FormLimits",
    "Found",
    "FoundKind",
    "FuzzySounds",
    "Grant",
    "Granularity",
    "Grounds",
    "Guard",
    "Happening",
    "HappeningArranged",
    "HappeningAttendanceRecorded",
    "HappeningConfirmationAsked",
    "HappeningDisqualified",
    "HappeningFileAdded",
    "HappeningFileRemoved",
    "HappeningFileReplaced",
    "HappeningFormPrinted",
    "HappeningMaterialsAsked",
    "HappeningPassed",
    "HappeningRejected",
    "HappeningRestarted",
    "HappeningResultPublished",
    "HappeningResultRecorded",
    "HappeningSaved",
    "HappeningStarted",
    "HappeningSubmitted",
    "HappeningSupplementRequested",
    "HappeningTicketPrinted",
    "HappeningTokenIssued",
    "HappeningTokenRevoked",
    "HeldLevel",
    "Hit",
    "How",
    "Identifying",
    "Instead",
    "IssuedToken",
    "JpegFault",
    "JpegReport",
    "JpegState",
    "Judge",
    "Judged",
    "LastYear",
    "LeafCoverage",
    "Legibility",
    "Letterhead",
    "Level",
    "Lifted",
    "LiftedNode",
    "Limits",
    "Load",
    "LogFault",
    "LookingAhead",
    "Masked",
    "MatchedText",
    "MatchedTextAlias",
    "Material",
    "MaterialRow",
    "MaterialRule",
    "Moment",
    "MonthDay",
    "Moved",
    "Moves",
    "MovesByName",
    "NameReport",
    "NameTrick",
    "NamedDay",
    "Narrative",
    "Need",
    "NewFile",
    "NodeKind",
    "NodeTrace",
    "Observed",
    "ObservedFirst",
    "ObservedLeast",
    "Offset",
    "OnChange",
    "OpenRequest",
    "Outcome",
    "Over",
    "Page",
    "PageMatch",
    "PageOptions",
    "Pages",
    "Param",
    "Parameter",
    "Passed",
    "Penalty",
    "PenaltyKind",
    "Permission",
    "PolicyCase",
    "PolicyIdentity",
    "PolicyScope",
    "PolicySource",
    "PolicyStamp",
    "Printed",
    "ProcedureIdentity",
    "ProcedureSource",
    "ProcedureStamp",
    "Progress",
    "Quantity",
    "Reason",
    "Reason2",
    "Reduction",
    "Refusal",
    "RefusalCode",
    "Region",
    "RegistrationCode",
    "Relation",
    "ReplacedFile",
    "Replacement",
    "Replacement2",
    "Replay",
    "Report",
    "Restart",
    "RetirementCategory",
    "RetirementSchedule",
    "Role",
    "Round",
    "RowError",
    "RowNeed",
    "Rule",
    "RuleForesight",
    "RuleRecord",
    "RuleStatus",
    "RuleTrace",
    "Schooling",
    "SearchEntry",
    "SearchOptions",
    "Seat",
    "ServiceCounting",
    "ServiceKind",
    "ServicePeriod",
    "Session",
    "Severity",
    "Shown",
    "SmsAnswer",
    "Solution",
    "SolvedChallenge",
    "SourcedArrayOfLevel",
    "SourcedArrayOfRegion",
    "SourcedArrayOfString",
    "SourcedArrayOfText",
    "SourcedArrayOfUint32",
    "SourcedMapFromLevelToArrayOfString",
    "SourcedMapFromRetirementCategoryToRetirementSchedule",
    "SourcedMapOfText",
    "SourcedText",
    "SourcedUint32",
    "Span",
    "Sql",
    "Stage",
    "Standing",
    "Start",
    "StateEntry",
    "StateName",
    "StatisticsRecord",
    "StatisticsReport",
    "Step",
    "StoredFile",
    "Subject",
    "SubjectList",
    "Submission",
    "Submitted",
    "SupplementRequest",
    "TableFault",
    "Text",
    "TextbookCount",
    "TextbookOrders",
    "TicketWindow",
    "Tier",
    "Timestamp",
    "TokenRecord",
    "TokenStatus",
    "TokenUpload",
    "Touching",
    "Transition",
    "Uncovered",
    "Unfinished",
    "Unit",
    "UnitCategory",
    "UnitRank",
    "Upload",
    "UploadLink",
    "UploadReport",
    "UsedChallenge",
    "Verdict",
    "Verified",
    "Waiting",
    "Window",
    "Witness",
    "WorkType",
    "WorkTypeGroup",
    "WorkTypeStatus",
    "YearOnly",
    "Years",
    "YearsBefore",
]


class Acknowledgement(TypedDict):
    """The applicant's "确定" to one finding, on the form as it was when it was shown."""

    digest: str
    """The finding's digest."""


Action: TypeAlias = Literal[
    # Choose region and level, which makes a draft.
    "start",
    # Delete what was filled in and start again, keeping what still fits.
    "restart",
    # Save the form, valid or not.
    "save",
    # Submit.
    "submit",
    # Add one file.
    "upload",
    # Put one file in the place of another.
    "replace",
    # Take one file out.
    "remove",
    # Make a token by which a phone may send one file.
    "issue_token",
    # Take that token back.
    "revoke_token",
    # Add the one file a token is for.
    "upload_by_token",
    # Print the application form and its cover.
    "print_form",
    # Take the application back.
    "withdraw",
    # Give up a draft whose time has passed.
    "lapse",
    # Take an application on one's desk.
    "claim",
    # Put it back.
    "release",
    # Pass it at this stage.
    "pass",
    # Refuse it for good.
    "reject",
    # Send it back for correction or more material.
    "request_supplement",
    # Send it to the on-site review.
    "refer_on_site",
    # Cancel it for something found out later.
    "disqualify",
    # Give the ticket its batch, number and seat.
    "arrange",
    # Open the printing of the ticket.
    "open_ticket",
    # Print the ticket.
    "print_ticket",
    # Note who came to the exam.
    "record_attendance",
    # Note the result.
    "record_result",
    # Publish the result, now or from a later time.
    "publish_result",
    # Look at the result.
    "view_result",
]
"""What somebody may ask of an application. Each is a command of the same name."""


class ActionView(TypedDict):
    """An action as it stands for whoever asks."""

    action: Action
    """Which."""

    permission: Permission
    """Whether it may be done now."""

    blocked_by: list[Refusal]
    """Everything that stands in the way, in the order in which it is asked."""

    asks: list[Guard]
    """What the command will be looked at for."""

    confirmations: list[str]
    """What has to be acknowledged with it, by digest."""

    until: NotRequired[Moment]
    """Until when it may be done, as far as that is known."""

    assumed: NotRequired[list[Basis]]
    """What that time leans on that no source settles; a province may set it otherwise."""



class Actor(TypedDict):
    """Who asks."""

    id: Masked
    """The account."""

    role: Role
    """In which role."""

    regions: NotRequired[list[str] | None]
    """The regions the account is in charge of; all where not given. Nothing to an applicant."""

    units: NotRequired[list[str] | None]
    """The units the account is in charge of, those below them included by the host; all where not given. Nothing to an
    applicant.
    """



class ActorStamp(TypedDict):
    """Who acted."""

    id: Masked
    """The account."""

    role: Role
    """In which role."""



class AddedFile(TypedDict):
    """A file that came."""

    material: str
    """The material it is for."""

    digest: FileDigest
    """SHA-256 of its content."""

    name: NotRequired[Masked | None]
    """What it was called."""

    by_token: NotRequired[bool]
    """Whether it came by the material's token."""



class Advice(TypedDict):
    """What would meet the rules."""

    on: NotRequired[Foreseen]
    """The day of registration it is for; none where nothing that is not fixed would do."""

    steps: list[Step]
    """What has to change besides the day; empty where waiting does, or nothing is needed."""

    cost: int
    """What it costs, by the library's own weights."""

    incomplete: NotRequired[bool]
    """Whether ways were left out because there are too many combinations."""

    level: NotRequired[Level]
    """The level declared."""



class Analysis(TypedDict):
    """What a policy can and cannot do."""

    found: list[Found]
    """What was found, level by level."""

    unfinished: list[Unfinished]
    """What would have taken too many combinations, and of which nothing is said."""

    combinations: int
    """How many combinations were gone through."""



class Ancestor(TypedDict):
    """A policy that another was made from."""

    id: str
    """Its name."""

    version: int
    """Its version."""

    digest: str
    """SHA-256 of its content."""



class ApplicationCount(TypedDict):
    """How many applications are alike."""

    region: str
    """报名地市"""

    level: Level
    """申报级别"""

    work_type: str
    """申报岗位工种; empty where none was chosen yet."""

    state: StateName
    """Where they stand."""

    count: int
    """How many."""


ApplicationEvent = TypedDict(
    "ApplicationEvent",
    {
        # The format it is written in.
        "format": "int",
        # The application it belongs to.
        "application": "str",
        # Its number, from 1, without holes.
        "number": "int",
        # When it happened.
        "at": "Timestamp",
        # Who did it. A file sent by somebody other than the applicant was sent on the applicant's behalf.
        "by": "ActorStamp",
        # By which procedure it was decided.
        "procedure": "ProcedureStamp",
        # Where the application stood; nowhere before the first event.
        "from": "NotRequired[StateName | None]",
        # Where it stands since.
        "to": "StateName",
        # What happened.
        "what": "Happening",
        # The digest of the event before; empty before the first.
        "previous": "str",
        # SHA-256 over `previous` and over the JSON of all fields before it, each led by its length in eight bytes, the lowest first.
        "digest": "str",
    },
)
"""One thing that happened."""


class ApplicationForm(TypedDict):
    """The form (报名信息). A field left out is an answer not given yet, which is never the same as "no"."""

    candidate: Candidate
    """The person, from real-name verification."""

    region: NotRequired[str | None]
    """报名地市: a division code of the round."""

    declared_level: NotRequired[Level | None]
    """申报级别, chosen with the region before the form opens."""

    unit: NotRequired[str | None]
    """单位: a code of the unit tree."""

    unit_category: NotRequired[UnitCategory | None]
    """单位类别"""

    unit_rank: NotRequired[UnitRank | None]
    """单位级别"""

    work_start: NotRequired[Day | None]
    """参加工作时间"""

    current: NotRequired[CurrentPost]
    """What is held now."""

    declared: NotRequired[DeclaredPost]
    """What is declared."""

    exception: NotRequired[ExceptionClaim]
    """破格晋升"""

    textbooks: NotRequired[TextbookOrders]
    """教材预订"""

    regularised_on: NotRequired[Day | None]
    """Day of 转正定级: probation passed and first graded for pay. Asked at level five."""

    schooling: NotRequired[Schooling | None]
    """学历. Asked at levels two and one."""

    appointed_level: NotRequired[HeldLevel | None]
    """The level of the post the person is appointed to (聘任岗位等级). Asked at level one."""

    appointed_on: NotRequired[Day | None]
    """Day of the appointment to that post (聘任时间)."""

    service: NotRequired[list[ServicePeriod] | None]
    """Where and as what the person worked (工作经历), in any order; periods may overlap. Asked where a policy counts years in
    a work type.
    """

    penalties: NotRequired[list[Penalty] | None]
    """Penalties (处分) in force or past; an empty list says there are none."""

    assessments: NotRequired[list[Assessment] | None]
    """年度考核结果, one per year, in any order. Asked at level one."""

    awards: NotRequired[list[Award] | None]
    """Awards; an empty list says there are none."""

    narrative: NotRequired[Narrative]
    """What level one is asked to write."""

    merits: NotRequired[dict[str, Masked]]
    """What is written of each optional condition (1至8项可选条件) that applies, by the name of its material. Asked at level one."""

    thesis_title: NotRequired[Masked | None]
    """论文标题, after which the thesis file is named. Level one may have one."""

    answers: NotRequired[dict[str, Answer]]
    """Answers to what the policy itself asks (`facts`), by name."""

    uploads: NotRequired[list[Upload]]
    """上传资料: what has been sent so far."""



class ApplicationState(TypedDict):
    """An application (报名信息): a fold of its events. As JSON it is the snapshot a host keeps beside the log."""

    format: int
    """The format of the snapshot."""

    application: str
    """The application's name."""

    procedure: ProcedureStamp
    """By which procedure the last event was decided."""

    version: int
    """How many events there were."""

    head: str
    """The digest of the last one."""

    state: StateName
    """Where it stands."""

    since: Timestamp
    """Since when it stands there, or at this stage."""

    last: Timestamp
    """When the last event happened."""

    applicant: Masked
    """Who applies."""

    region: str
    """报名地市"""

    level: Level
    """申报级别"""

    form: ApplicationForm
    """The form, without files."""

    files: list[StoredFile]
    """The files that are there now."""

    tokens: list[TokenRecord]
    """Upload tokens, one for a material."""

    submission: NotRequired[Submission | None]
    """What was submitted last."""

    stage: NotRequired[str | None]
    """The stage of review."""

    claim: NotRequired[Claim2 | None]
    """On whose desk it lies."""

    request: NotRequired[OpenRequest | None]
    """What has to be corrected or supplied."""

    grounds: NotRequired[Grounds | None]
    """Why it was refused or sent back last."""

    printed: NotRequired[ApplicationForm | None]
    """The form as it was printed last."""

    seat: NotRequired[Seat | None]
    """Where and when the exam is."""

    used_challenges: NotRequired[list[UsedChallenge]]
    """Challenges that were used and could still be tried again."""

    attended: NotRequired[bool | None]
    """Whether the person came."""

    result: NotRequired[ExamResult | None]
    """The result."""

    published: NotRequired[Timestamp | None]
    """From when the result may be seen."""



class Assessment(TypedDict):
    """The assessment of one year (年度考核)."""

    year: int
    """The year assessed."""

    grade: AssessmentGrade
    """Its result."""



class AssessmentCounting(TypedDict):
    """Which years "the last so many assessments" are."""

    last: LastYear
    """The last year that counts."""

    citation: Citation
    """Its source."""


AssessmentGrade: TypeAlias = Literal[
    # 不合格, 不称职
    "unqualified",
    # 不定等次: assessed, but no grade given, as in the first year of work or under a penalty
    "no_grade",
    # 基本合格, 基本称职
    "basically_qualified",
    # 合格, 称职
    "qualified",
    # 优秀
    "excellent",
]
"""The result of a year. Institutions write 合格 where state organs write 称职; both are [`AssessmentGrade::Qualified`]."""


class Award(TypedDict):
    """An award or proven achievement."""

    kind: AwardKind
    """What it is."""

    grade: AwardGrade
    """Who gave it."""

    year: int
    """The year it was given."""

    rank: NotRequired[int | None]
    """Rank in a contest (名次), 1 the first."""

    prize: NotRequired[int | None]
    """Class of a prize (等奖), 1 the highest."""

    place: NotRequired[int | None]
    """Place of the person's name among those of a joint work, 1 the first."""

    main_contributor: NotRequired[bool | None]
    """Whether the person is a main contributor of a joint work (主要完成者)."""

    contest_class: NotRequired[int | None]
    """Class of a contest (一类赛, 二类赛), 1 the highest."""

    team: NotRequired[int | None]
    """How many compete together in the event: 1 单人, 2 双人, 3 三人."""

    honour_kept: NotRequired[bool | None]
    """Whether the honour is still held (荣誉保留)."""



class AwardCounting(TypedDict):
    """Whether an award of the certificate's own year came after it."""

    certificate_year: CertificateYear
    """What an award of that year is taken for."""

    last: NotRequired[LastYear | None]
    """The last year that counts where awards of the last so many years do; that of the assessments where not given."""

    citation: Citation
    """Its source."""



class AwardFilter(TypedDict):
    """Which awards count. What is not given does not matter."""

    kinds: list[AwardKind]
    """Kinds."""

    grade: NotRequired[AwardGrade | None]
    """The lowest grade."""

    since_certificate: NotRequired[bool]
    """Whether only awards from the year of the current certificate on count."""

    ranked: NotRequired[bool]
    """Whether a rank in the contest is needed, whichever it is."""

    rank_within: NotRequired[str | None]
    """A parameter: the last rank in a contest that counts."""

    within_years: NotRequired[str | None]
    """A parameter: how many years before the exam year count, as for assessments."""

    prize_within: NotRequired[str | None]
    """A parameter: the lowest class of prize."""

    place_within: NotRequired[str | None]
    """A parameter: the last place the person's name may stand at."""

    contest_class_within: NotRequired[str | None]
    """A parameter: the lowest class of contest (一类, 二类)."""

    team: NotRequired[str | None]
    """A parameter: how many compete together in the event, exactly."""

    main_contributor: NotRequired[bool]
    """Whether the person must be a main contributor."""

    honour_kept: NotRequired[bool]
    """Whether the honour must still be held."""


AwardGrade: TypeAlias = Literal[
    # 县(处)级 and below, or the unit itself
    "county",
    # 省辖市(厅)级
    "city",
    # 省(部)级
    "province",
    # 国家级
    "nation",
]
"""Who gave an award, the lowest first."""

AwardKind: TypeAlias = Literal[
    # 劳动模范, 先进工作者
    "model_worker",
    # 技术革新、技术发明 成果证书
    "innovation_certificate",
    # 技能竞赛
    "skill_contest",
    # 表彰
    "commendation",
    # 五一劳动奖章
    "labour_medal",
    # 技术能手
    "technical_expert",
    # 发明专利
    "invention_patent",
    # 实用新型专利
    "utility_model_patent",
    # 年度优秀共产党员
    "excellent_party_member",
    # 技术标兵
    "technical_pacesetter",
    # 科学技术奖, 技术革新奖
    "science_prize",
    # 论文
    "paper",
    # 著作
    "book",
    # 立功、战斗英雄等军队奖励
    "military_merit",
    # 专业技术职称
    "professional_title",
]
"""What an award is for."""


class Basis(TypedDict):
    """A clause with the document it stands in. The policy and the procedure each name documents of their own."""

    document: Document
    """The document."""

    clause: str
    """The clause, in the document's own words or numbering."""

    confidence: Confidence
    """How sure it is."""

    note: NotRequired[str]
    """What the source leaves open, or why this value was taken."""



class Begun(TypedDict):
    """A draft as it began."""

    region: str
    """报名地市"""

    level: Level
    """申报级别"""

    form: ApplicationForm
    """What the form begins with."""

    dropped: list[str]
    """What was not copied, because it does not fit the level: fields, and files as `uploads.diploma`."""


Bound: TypeAlias = Literal[
    # Bytes of a file.
    "bytes",
    # Pixels of a picture.
    "pixels",
    # Segments of a JPEG.
    "segments",
    # Scans of a JPEG.
    "scans",
    # Entries of an archive.
    "entries",
    # Bytes an archive unpacks to.
    "unpacked",
    # How many times larger an entry unpacks.
    "ratio",
    # Bytes of one part of a document that is read as XML.
    "part",
]
"""What is bounded. The numbers and their reasons are those of `Limits`."""


class Candidate(TypedDict):
    """The person (报名人员) as real-name verification knows them. Read only for the applicant."""

    name: Masked
    """姓名"""

    identity_number: Masked
    """身份证号, as typed; sex and birth are derived from it."""

    mobile: NotRequired[Masked | None]
    """手机号"""

    retirement_category: NotRequired[RetirementCategory | None]
    """Which retirement age applies. Not needed for men; for women it depends on the post."""



class CaseReport(TypedDict):
    """What a policy's own cases show about it."""

    cases: int
    """How many cases there are."""

    failed: list[FailedCase]
    """Those that failed."""

    uncovered: list[Uncovered]
    """Rules that no case shows met, or none shows unmet."""



class CatalogueData(TypedDict):
    """A catalogue as data: what the importer makes and what travels."""

    title: str
    """Its name and number."""

    work_types: list[WorkType]
    """Its work types, in the catalogue's own order."""



class Certificate(TypedDict):
    """A level certificate (岗位等级证书) as the province recorded it."""

    identity_number: Masked
    """Whose it is."""

    work_type: str
    """The work type, by code or by the name of its day."""

    level: Level
    """The level."""

    obtained_year: int
    """The year it was obtained."""

    issued_on: NotRequired[Day | None]
    """The day it was issued, where recorded."""

    number: NotRequired[Masked | None]
    """Its number, where recorded."""



class CertificateLibrary(TypedDict):
    """What the province knows was already earned (合格库). It may hold many people; only the candidate's own records are read."""

    certificates: list[Certificate]
    """The records."""


CertificateYear: TypeAlias = Literal[
    # For one that came after it.
    "counts",
    # For one that came before it.
    "does_not_count",
]
"""What an award of the certificate's own year is taken for."""


class Challenge(TypedDict):
    """A challenge: `shown` for the eyes, `spoken` for the ears, `challenge` to be sent back with what was typed."""

    challenge: str
    """The signed challenge."""

    shown: str
    """The characters to type."""

    spoken: Text
    """The same, to be read out."""

    expires: Timestamp
    """When it ends."""



class ChallengeAnswer(TypedDict):
    """A challenge, or why there is none."""

    challenge: NotRequired[Challenge]
    """The challenge."""

    refusal: NotRequired[Refusal]
    """Why there is none."""


Change = TypedDict(
    "Change",
    {
        # The level.
        "level": "Level",
        # The rules, of either policy, that share a quantity.
        "rules": "list[str]",
        # Whether 破格晋升 is claimed; then only what changes otherwise than without the claim.
        "claimed": "bool",
        # How it came out by the old policy.
        "from": "Outcome",
        # How it comes out by the new one.
        "to": "Outcome",
        # For whom: one of these, each of which must hold whole.
        "regions": "list[ChangeRegion]",
    },
)
"""A change of rules that belong together: of people for whom everything else holds."""


class ChangeRegion(TypedDict):
    """People for whom it changes. Regions of one change may overlap, and may hold values that nobody has together."""

    extents: list[Extent]
    """What they have in common."""

    example: NotRequired[ApplicationForm]
    """One of them, whom both engines decide as is said; none where a few tries found no form that has these values."""



class Changes(TypedDict):
    """What changes from one policy to another, for everybody, whatever answers they have left out; a change from or to `unknown` is of such
    people, or of rules that send to a person. Both are looked at in the exam year of the new one, to which the old one is moved.

    Each answer is in one of its classes or left out. What is half known, as years of which only the year they began in is given where that
    leaves open on which side of a bound they lie, or an award without its rank, is no class of its own: for such people nothing is said.
    Nor is it for those who have declared a level by exception in this exam year, or do not say whether they have.
    """

    changes: list[Change]
    """What changes, level by level."""

    unfinished: list[Unfinished]
    """What was not compared."""

    combinations: int
    """How many combinations were compared; at most 2⁵³ is said."""



class Citation(TypedDict):
    """The clause something rests on."""

    document: str
    """Key of the document in the policy's `documents`."""

    clause: str
    """The clause, in the document's own words or numbering."""

    confidence: Confidence
    """How sure it is."""

    note: NotRequired[str | None]
    """What the source leaves open, or why this value was taken."""


Claim: TypeAlias = Literal[
    # It is looked at only where 破格晋升 is ticked.
    "ticked",
    # It is looked at for everybody.
    "automatic",
]
"""Whether an exception must be claimed."""


class Claim2(TypedDict):
    """On whose desk."""

    by: Masked
    """Whose."""

    at: Timestamp
    """Since when."""


Code: TypeAlias = Literal[
    # A field the form cannot do without is empty.
    "form/missing",
    # The identity number is malformed.
    "form/identity-number",
    # The mobile number is malformed.
    "form/mobile",
    # The retirement category does not fit the sex.
    "form/retirement-category",
    # The region is not one of the round.
    "form/region",
    # The unit is not in the tree.
    "form/unit",
    # The level chosen first and the level in the form differ.
    "form/declared-level",
    # A work type is not in the catalogue.
    "form/work-type",
    # The declared work type was merged into another.
    "form/work-type-merged",
    # The declared work type was cancelled.
    "form/work-type-cancelled",
    # The declared work type is not open at this level.
    "form/work-type-level",
    # A year that no certificate, assessment or award can be of.
    "form/year",
    # A day or year lies after the day of the report.
    "form/future",
    # Work began before birth.
    "form/before-birth",
    # Work began before the age at which it could.
    "form/work-start-early",
    # The certificate is older than the work.
    "form/certificate-before-work",
    # 转正定级 is older than the work.
    "form/regularised-before-work",
    # A year stands beside 未定级.
    "form/year-without-level",
    # A year of assessment stands twice.
    "form/assessment-twice",
    # The certificate's day of issue lies in another year than the one given.
    "form/obtained-day",
    # An answer to what the policy asks is none of those it takes.
    "form/answer",
    # 破格晋升 is ticked without grounds.
    "form/grounds-missing",
    # Grounds stand without the tick.
    "form/grounds-unclaimed",
    # The grounds are too long.
    "form/grounds-long",
    # An upload names a material the policy does not have.
    "form/material",
    # Neither the years at the level nor the years of work are enough.
    "eligibility/tenure-short",
    # The years at the level are not enough, and nothing else would do.
    "eligibility/level-years-short",
    # The years of work are not enough, and nothing else would do.
    "eligibility/work-years-short",
    # There are more years of work than this level is for.
    "eligibility/work-years-over",
    # The level held is not the one below.
    "eligibility/held-level",
    # The level declared is not above the level held.
    "eligibility/not-above",
    # 转正定级 came too late.
    "eligibility/regularisation",
    # The schooling is not enough.
    "eligibility/schooling",
    # The assessments are not enough.
    "eligibility/assessments",
    # The person is not appointed to the post below.
    "eligibility/appointment",
    # Retirement age was reached by the cut-off.
    "eligibility/retired",
    # The work type changes.
    "eligibility/work-type-changed",
    # Any other condition of a policy is not met.
    "eligibility/condition",
    # An answer is missing on which the decision turns.
    "eligibility/unknown",
    # A condition that only people can judge.
    "eligibility/judged",
    # The same facts pass from a later day on.
    "eligibility/from",
    # A rule is not met, an exception that may lift it is claimed, and a person must decide.
    "exception/referred",
    # A rule that would not be met is lifted by an exception.
    "exception/lifted",
    # An exception says what need not be sat.
    "exception/exempt",
    # An exception is claimed that was already used in this exam year.
    "exception/used",
    # An exception is claimed that is not needed.
    "exception/not-needed",
    # An exception is claimed that nothing in the form supports.
    "exception/unsupported",
    # The year of the certificate differs from the library's.
    "certificate/year-mismatch",
    # The work type of the certificate differs from the library's.
    "certificate/work-type-mismatch",
    # The level differs from the library's.
    "certificate/level-mismatch",
    # The library does not know the person.
    "certificate/not-found",
    # No library was given.
    "certificate/not-compared",
    # A photo is no JPEG.
    "file/not-jpeg",
    # A thesis is no document of Word.
    "file/not-document",
    # A photo ends too early.
    "file/jpeg-cut",
    # A photo is damaged inside.
    "file/jpeg-corrupt",
    # A photo is of a kind of JPEG that nothing shows.
    "file/jpeg-unsupported",
    # A document is locked by a password.
    "file/document-locked",
    # A document is damaged.
    "file/document-damaged",
    # A document unpacks to more than any document does.
    "file/document-over",
    # The name of a thesis is not its title.
    "file/name-title",
    # The title a thesis should be named after is not given.
    "file/title-missing",
    # A photo is probably blurred.
    "file/photo-blurred",
    # A page is probably cut off at a side of its photo.
    "file/photo-cut-off",
    # A photo has few pixels.
    "file/photo-small",
    # A photo has every block but no end marker.
    "file/jpeg-end-missing",
    # The same file was sent twice.
    "file/twice",
    # A file is too large to be looked into.
    "file/over",
    # A document holds macros.
    "file/document-macros",
    # Opening a document would fetch or start something.
    "file/document-loads",
    # A photo is a little soft.
    "file/photo-soft",
    # A photo is dark.
    "file/photo-dark",
    # Two photos look alike.
    "file/look-alike",
    # A photo holds more than the picture.
    "file/jpeg-extra",
    # A photo is made for printing inks.
    "file/jpeg-inks",
    # A photo tells of a place or a person.
    "file/identifies",
    # A name is odd.
    "file/name-odd",
    # An extension says something else than the content.
    "file/extension",
    # No file can be named after a title.
    "file/title-unwritable",
    # Materials are missing.
    "materials/required",
    # Registration has not opened.
    "round/not-open",
    # Registration is over.
    "round/closed",
    # The report leaned on something no source settles.
    "policy/assumed",
    # The policy has no rule for the level declared.
    "policy/level-not-covered",
    # The day by which the policy should have been looked at again has passed.
    "policy/review-due",
    # The application was submitted.
    "workflow/submitted",
]
"""What a finding says. The list is closed: hosts may switch over it, and a test holds that each has its message in
both languages and a conformance case.
"""

Color: TypeAlias = Literal[
    # One component.
    "gray",
    # Brightness and two colour differences.
    "ycbcr",
    # Red, green, blue.
    "rgb",
    # Four inks.
    "cmyk",
    # Four inks, stored as brightness and colour differences.
    "ycck",
]
"""What the components of a picture are."""


class CommandArrange(TypedDict):
    """Give the ticket its batch, number and seat."""

    arrange: Seat



class CommandDisqualify(TypedDict):
    """Cancel it for something found out later."""

    disqualify: Grounds



class CommandIssueToken(TypedDict):
    """Make an upload token for a material (手机扫码上传)."""

    issue_token: str



class CommandPrintTicket(TypedDict):
    """Print the ticket (打印准考证), the challenge solved."""

    print_ticket: Solution



class CommandPublishResult(TypedDict):
    """Publish the result from a time on."""

    publish_result: Timestamp



class CommandRecordAttendance(TypedDict):
    """Whether the person came to the exam."""

    record_attendance: bool



class CommandRecordResult(TypedDict):
    """The result."""

    record_result: ExamResult



class CommandReject(TypedDict):
    """Refuse it for good."""

    reject: Grounds



class CommandRemove(TypedDict):
    """Take a file out, by its number."""

    remove: int



class CommandReplace(TypedDict):
    """Put one file in the place of another."""

    replace: Replacement2



class CommandRequestSupplement(TypedDict):
    """Send it back (需补充材料)."""

    request_supplement: SupplementRequest



class CommandRestart(TypedDict):
    """Delete and start again."""

    restart: Restart



class CommandRevokeToken(TypedDict):
    """Take back the token of a material."""

    revoke_token: str



class CommandSave(TypedDict):
    """Save the form (保存信息)."""

    save: ApplicationForm



class CommandStart(TypedDict):
    """Choose region and level (选择报名地市、申报级别)."""

    start: Start



class CommandSubmit(TypedDict):
    """Submit (提交信息), with what was acknowledged."""

    submit: list[Acknowledgement]



class CommandUpload(TypedDict):
    """Add one file (添加上传资料)."""

    upload: NewFile



class CommandUploadByToken(TypedDict):
    """Add one file by a token."""

    upload_by_token: TokenUpload



class Comparison(TypedDict):
    """What a leaf compared."""

    quantity: Quantity
    """The quantity."""

    fact: NotRequired[str]
    """Which fact of the policy's own."""

    operator: str
    """The operator, as in the policy."""

    required: Observed
    """What was asked, after exceptions."""

    actual: NotRequired[Observed]
    """What was found; nothing where it is not known."""

    gap: NotRequired[int]
    """By how much it was missed, where that is a number: years, pieces, or days."""

    name: NotRequired[str]
    """The parameter or day that gave what was asked."""

    citation: NotRequired[Citation]
    """The source of that parameter or day."""

    field: str
    """The field of the form that answers it."""



class Complaint(TypedDict):
    """One thing wrong, with the number its sentence speaks of."""

    code: RegistrationCode
    """What."""

    number: NotRequired[int]
    """A limit in characters, or a wait in seconds."""

    message: NotRequired[Text]
    """The sentence: what is wrong and what to do. A desk fills it in."""


Completeness: TypeAlias = Literal[
    # Everything.
    "complete",
    # It is needed, and no file was sent.
    "missing",
    # Its text is written, and no file was sent.
    "file_missing",
    # Files were sent, and its text is not written.
    "text_missing",
    # It is needed, and can be sent only after other answers are given.
    "waiting",
    # Nothing, and nothing has to be.
    "open",
    # It may be needed; answers not given decide.
    "unknown",
]
"""Whether what belongs to a material is there. Each has its words under `completeness/` in those of the messages."""

Condition = TypedDict(
    "Condition",
    {
        "name": "NotRequired[str | None]",
        "label": "NotRequired[Text | None]",
        "citation": "NotRequired[Citation | None]",
        "all": "NotRequired[list[Condition] | None]",
        "any": "NotRequired[list[Condition] | None]",
        "not": "NotRequired[Condition | None]",
        "of": "NotRequired[list[Condition] | None]",
        "quantity": "NotRequired[Quantity | None]",
        "fact": "NotRequired[str | None]",
        "at_least": "NotRequired[str | None]",
        "at_most": "NotRequired[str | None]",
        "less_than": "NotRequired[str | None]",
        "more_than": "NotRequired[str | None]",
        "equals": "NotRequired[Constant | None]",
        "in": "NotRequired[list[str] | None]",
        "on_or_before": "NotRequired[str | None]",
        "after": "NotRequired[str | None]",
        "counted": "NotRequired[str | None]",
        "last_years": "NotRequired[str | None]",
        "since_work_start": "NotRequired[bool]",
        "awards": "NotRequired[AwardFilter | None]",
    },
)
"""A condition. In data a node has exactly one shape, and may have a name:

```toml
condition = { any = [
    { name = "tenure", all = [
        { quantity = "held_level", equals = "five" },
        { quantity = "level_years", at_least = "tenure_years" },
    ] },
    { name = "seniority", quantity = "work_years", at_least = "work_years_instead" },
    { fact = "transferred", equals = true },
] }
```

A count is compared with a parameter by its name, a day with one of the policy's days, a word with a word: no number
stands in a condition.
"""

Confidence: TypeAlias = Literal[
    # No source settles it; the province may set it otherwise. A report that leaned on it says so.
    "assumed",
    # A source of lower standing, or an inference from one.
    "likely",
    # The document says so, as official notices restate it.
    "stated",
]
"""How sure a number or a rule is."""

Count = TypedDict(
    "Count",
    {
        # What was counted.
        "quantity": "Quantity",
        # The years; at least so many, where `at_most` stands beside.
        "years": "int",
        # At most so many, where the day they begin is not known.
        "at_most": "NotRequired[int]",
        # From this day; not said of an age.
        "from": "NotRequired[Day]",
        # To this day.
        "until": "Day",
        # How.
        "granularity": "Granularity",
        # What was added for the ends.
        "offset": "Offset",
        # By which clause.
        "citation": "Citation",
    },
)
"""How a number of years came about."""


class Counting(TypedDict):
    """How one quantity turns two days into years."""

    until: str
    """A day of the policy: where counting ends."""

    granularity: Granularity
    """What is subtracted."""

    offset: NotRequired[Offset]
    """What is added for the ends."""

    year_only: NotRequired[YearOnly]
    """How a year without a day is read, where `granularity` is not `year`."""

    until_retirement: NotRequired[bool]
    """Counting ends on the day of retirement age, where that comes first."""

    service: NotRequired[ServiceCounting | None]
    """Counted from the periods of service rather than from one day."""

    citation: Citation
    """Its source."""



class CountingTable(TypedDict):
    """How each kind of years is counted."""

    work_years: Counting
    """工作年限"""

    level_years: Counting
    """现岗位等级年限"""

    type_years: NotRequired[Counting | None]
    """本工种年限"""

    post_years: NotRequired[Counting | None]
    """聘任年限"""

    retirement_years: NotRequired[Counting | None]
    """距法定退休年龄: `until` is the day it is counted from."""

    age: Counting
    """周岁"""

    named: NotRequired[dict[str, Counting]]
    """Other ways to count, by name, for conditions that name one (`counted`)."""

    assessments: AssessmentCounting
    """近几年年度考核"""

    awards: AwardCounting
    """取得证书后的奖项"""



class Coverage(TypedDict):
    """What cases show of a policy's comparisons."""

    leaves: list[LeafCoverage]
    """Every comparison of every rule at every level."""

    witnesses: list[Witness]
    """Cases for what is not shown, where one was found, to be put into the policy's files by whoever agrees with what they expect."""

    unfinished: list[Unfinished]
    """Rules for whose comparisons no cases were looked for, as there are too many combinations."""



class CurrentPost(TypedDict):
    """What the person holds now."""

    work_type: NotRequired[str | None]
    """现岗位工种: a code of the catalogue."""

    level: NotRequired[HeldLevel | None]
    """现岗位等级"""

    obtained_year: NotRequired[int | None]
    """现等级取得年份; left out where the level is 未定级."""

    obtained_on: NotRequired[Day | None]
    """The certificate's day of issue (发证日期), where it is known. Where both are given the day counts, and its year must
    be the year above.
    """


DatedValue = TypedDict(
    "DatedValue",
    {
        # The first exam year it holds for; from the beginning where not given.
        "from": "NotRequired[int | None]",
        # For every level.
        "value": "NotRequired[int | None]",
        # By level.
        "values": "NotRequired[dict[str, int]]",
        # Its source.
        "citation": "Citation",
    },
)
"""A number as it holds from some exam year on."""


class DayRuleBeforeReport(TypedDict):
    """The same day so many years before the day the report is made for."""

    before_report: Years



class DayRuleExamYear(TypedDict):
    """A day of the exam year."""

    exam_year: MonthDay



class DayRuleFixed(TypedDict):
    """A day of the calendar."""

    fixed: Day



class DayRuleReportDay(TypedDict):
    """The day the report is made for."""

    report_day: Empty



class DayRuleYearBefore(TypedDict):
    """A day of the year before the exam year."""

    year_before: MonthDay



class DayRuleYearsBefore(TypedDict):
    """A day some years before the exam year."""

    years_before: YearsBefore



class Deadline(TypedDict):
    """What is late when."""

    states: list[StateName]
    """In which states."""

    due: DueFrom
    """From when it is due."""

    action: NotRequired[Action | None]
    """What is to be done about it; without one it only has to be known."""

    label: Text
    """What it is."""

    citation: Citation
    """Its source."""



class Decision(TypedDict):
    """What a command led to: events and the application after them, or a refusal that changes nothing."""

    events: list[ApplicationEvent]
    """What happened; nothing where it is refused."""

    state: NotRequired[ApplicationState]
    """The application after that. Not repeated by an [`Application`](super::Application) that took the events in and holds it."""

    refusal: NotRequired[Refusal]
    """Why nothing happened."""

    prompts: NotRequired[list[Finding]]
    """What is said to an applicant who submits."""



class DecisionRecord(TypedDict):
    """A decision as it is kept. It holds no name and no number of the person; the digest of the facts is that of the whole form and
    library, so whoever has these can tell whether they are the ones decided on.
    """

    policy: PolicyStamp
    """By which policy."""

    engine: str
    """The version of this library."""

    day: Day
    """On which day."""

    exam_year: int
    """For which exam year."""

    level: NotRequired[Level | None]
    """The level judged."""

    facts_digest: str
    """SHA-256 of form and library, in hexadecimal."""

    verdict: Verdict
    """The sum."""

    eligible: Outcome
    """Whether the rules are met."""

    routes: list[str]
    """The named branches by which rules passed, as `rule.branch`."""

    rules: list[RuleRecord]
    """How each rule came out."""

    codes: list[Code]
    """The codes of the findings, in their order."""

    needed: list[str]
    """The fields that were needed."""

    trace: str
    """How every node of every rule came out, two bits each, in hexadecimal: 00 unknown, 01 unmet, 10 met, the first node in the
    lowest bits of the first digits.
    """



class DeclaredPost(TypedDict):
    """What the person declares."""

    work_type: NotRequired[str | None]
    """申报岗位工种: a code of the catalogue."""

    level: NotRequired[Level | None]
    """申报岗位等级"""



class Diagnostic(TypedDict):
    """One thing to look at."""

    kind: DiagnosticKind
    """What kind of thing it is."""

    path: str
    """The place in the policy, as `parameters.tenure_years`."""

    message: str
    """What is odd, and what to do about it."""


DiagnosticKind: TypeAlias = Literal[
    # Something is declared and nothing uses it.
    "unused",
    # A level has no rules, so of nobody it can be told whether they are eligible for it.
    "level_without_rules",
    # A number is missing for a year the policy holds for.
    "year_without_value",
    # The day by which somebody was to look again has passed.
    "review_due",
    # A rule refuses by a clause no document has.
    "refuses_on_assumption",
    # An effect changes no rule.
    "effect_without_effect",
    # The calendar lies outside the exam year, or leaves a level out.
    "calendar",
    # Two policies hold for one place and year, and neither goes before the other.
    "overlap",
]
"""What kind of thing a diagnostic is about."""


class Difference(TypedDict):
    """Where a record and the decision made again part."""

    field: str
    """The field of the record."""

    recorded: str
    """What it says, as JSON."""

    reproduced: str
    """What comes out now, as JSON."""



class Document(TypedDict):
    """A document that citations name."""

    title: str
    """Its title."""

    number: NotRequired[str | None]
    """Its number (文号), where it has one."""

    seen_in: str
    """How its text was obtained: which notices or copies restate it."""


DocumentFault: TypeAlias = Literal[
    # The directory of the file cannot be read.
    "directory",
    # A part the format asks for is not there.
    "part_missing",
    # A part does not unpack to what it should be.
    "part_broken",
    # Two parts have one name.
    "part_twice",
    # The name of a part leads out of the document.
    "part_name",
    # A part is packed in a way Word does not write.
    "packing",
    # XML that is none, or that defines entities of its own.
    "xml",
    # Sectors that lead in a circle or out of the file.
    "chain",
]
"""What is wrong with a document."""


class DocumentReport(TypedDict):
    """What is known of a Word document."""

    state: DocumentState
    """Whether it can be read."""

    fault: NotRequired[DocumentFault]
    """What is wrong, where it cannot."""

    macros: bool
    """Whether it holds macros."""

    loads: NotRequired[list[Load]]
    """What opening it would fetch or start."""

    parts: int
    """Parts it consists of: entries of the archive, or streams."""


DocumentState: TypeAlias = Literal[
    # It can.
    "sound",
    # It is locked by a password.
    "encrypted",
    # It is damaged.
    "damaged",
    # Reading stopped at a bound.
    "over",
]
"""Whether a document can be read."""

DoublePinyin: TypeAlias = Literal[
    # 小鹤双拼
    "xiaohe",
    # 自然码
    "ziranma",
    # 微软双拼
    "microsoft",
    # 搜狗双拼
    "sogou",
    # 智能ABC
    "abc",
]
"""A scheme of double pinyin."""


class Due(TypedDict):
    """Something that is late, or will be."""

    label: Text
    """What it is."""

    at: Timestamp
    """From when it is due."""

    passed: bool
    """Whether that time has come."""

    action: NotRequired[Action]
    """What is to be done about it then."""


DueFrom: TypeAlias = Literal[
    # The end of the applicant's registration window.
    "window_end",
    # So many days after the state or stage began: `limits.review_days`.
    "review_days",
    # So many hours after it was taken on a desk: `limits.claim_hours`.
    "claim_hours",
    # The opening of the ticket window.
    "ticket_opening",
]
"""From when something is due."""


class Effect(TypedDict):
    """What an exception does, and by which clause."""

    refer: NotRequired[list[str] | None]
    """Rules or branches that go to a person where they are unmet."""

    waive: NotRequired[list[str] | None]
    """Rules or branches that count as met."""

    reduce: NotRequired[Reduction | None]
    """A number that is lowered."""

    replace: NotRequired[Replacement | None]
    """A rule or branch that is replaced."""

    skip_levels: NotRequired[str | None]
    """A parameter: by how many steps the level held may be lower."""

    grant: NotRequired[Grant | None]
    """The level is granted."""

    exempt: NotRequired[Text | None]
    """What need not be sat."""

    citation: Citation
    """The source of the effect."""



class Empty(TypedDict):
    """Nothing to say."""



class ExamResult(TypedDict):
    """A result (考核结果)."""

    marks: dict[str, int | None]
    """Marks by subject; none where the person did not sit it."""

    passed: bool
    """Whether the level is reached, as the office decided: no document says by which marks."""



class ExceptionClaim(TypedDict):
    """The tick for exception promotion and what is said for it."""

    claimed: NotRequired[bool]
    """Whether 破格晋升 is ticked."""

    grounds: NotRequired[Masked | None]
    """破格晋升说明: which document's condition is met."""

    used_years: NotRequired[list[int] | None]
    """The years in which a level was already declared by exception, for policies that allow one a year; an empty list says
    never.
    """



class ExceptionRule(TypedDict):
    """A door an award opens (破格晋升)."""

    name: str
    """Its name."""

    levels: list[Level]
    """The levels it is for."""

    label: Text
    """What opens it, in a sentence."""

    condition: Condition
    """What opens it, exactly."""

    claim: NotRequired[Claim]
    """Whether it must be claimed."""

    once_a_year: NotRequired[bool]
    """Whether it opens at most once in an exam year; the form says in which years it was used."""

    effects: list[Effect]
    """What it does. Those of all open exceptions hold together; of several that reduce one number the largest counts."""

    citation: Citation
    """The source of the door."""



class Expectation(TypedDict):
    """What a case expects. What is not given is not looked at."""

    eligible: Outcome
    """Whether the rules are met."""

    codes: NotRequired[list[Code]]
    """The codes of every rule that speaks, in the order of the rules."""

    verdict: NotRequired[Verdict | None]
    """The sum of the whole report, made without a library."""

    routes: NotRequired[list[str] | None]
    """The named branches by which rules passed, as `rule.branch`, in the order of the rules."""

    needed: NotRequired[list[str] | None]
    """The fields whose answers would settle what is unknown."""

    earliest: NotRequired[Day | None]
    """The first day of registration on which the same facts pass."""



class Extent(TypedDict):
    """The values one quantity may have. Quantities whose values make no difference are left out of a region."""

    quantity: Quantity
    """The quantity."""

    fact: NotRequired[str]
    """Which fact of the policy's own."""

    last_years: NotRequired[int]
    """For assessments: how many years count."""

    awards: NotRequired[AwardFilter]
    """For awards: which of them count."""

    values: list[Observed]
    """Its values."""

    absent: NotRequired[bool]
    """Whether there may be none, as years at a level where none is held."""

    unanswered: NotRequired[bool]
    """Whether it may be unanswered."""



class Extent2(TypedDict):
    """From `start` up to, not including, `end`."""

    start: int
    """Of the first unit inside."""

    end: int
    """Of the first unit after."""



class Fact(TypedDict):
    """A fact the policy declares (政策自设的填报项). The form answers it under `answers`."""

    label: Text
    """What is asked."""

    kind: FactKind
    """What an answer is."""

    words: NotRequired[list[FactWord]]
    """For words: those to choose from, for [`FactKind::OrderedWord`] the lowest first. At most 64."""

    citation: Citation
    """Its source."""


FactKind: TypeAlias = Literal[
    # Yes or no.
    "flag",
    # A count from 0 to 1,000,000.
    "number",
    # A day; answered by `false` where there is none, so that no comparison with it holds.
    "day",
    # One of its words.
    "word",
    # One of its words, which have an order.
    "ordered_word",
]
"""What an answer is."""


class FactWord(TypedDict):
    """A word to choose."""

    name: str
    """What conditions and answers call it."""

    label: Text
    """What it means."""



class Facts(TypedDict):
    """Who asks, when, and what the host knows."""

    now: Timestamp
    """Now."""

    actor: Actor
    """Who asks."""

    version: int
    """The version the asker looked at; 0 where there was nothing yet."""

    verified: NotRequired[Verified | None]
    """What real-name verification said of the account."""

    library: NotRequired[CertificateLibrary | None]
    """The certificate library, without which nothing is submitted; empty if it has no records."""

    random: NotRequired[Bytes | None]
    """32 fresh random bytes, in hexadecimal."""

    secret: NotRequired[Bytes | None]
    """The host's secret for tokens and challenges, in hexadecimal; 16 bytes at least."""



class FailedCase(TypedDict):
    """A case that did not come out as the policy expects."""

    name: str
    """Its name."""

    expected: Expectation
    """What the policy expects."""

    actual: Expectation
    """What came out, of what it expects."""


Fallback: TypeAlias = Literal[
    # Not at all.
    "never",
    # Where no stricter way finds anything.
    "last_resort",
    # Below the stricter hits, as far as the limit leaves room.
    "always",
]
"""When a looser way of matching comes in. Its hits always stand below all stricter ones.

An index bounds the work it spends on each looser way, though only lists of homophones come near the bound, and says in
[`Answer::is_complete`](super::Answer::is_complete) where it was cut off.
"""

Family: TypeAlias = Literal[
    # 报名条件: who may sit the exam.
    "eligibility",
    # 岗位晋升与聘用: who may be appointed to a post after the certificate.
    "appointment",
]
"""What a policy decides. Policies of different families never stand in for each other."""

FaultCode: TypeAlias = Literal[
    # There is no event.
    "log/empty",
    # The event is of a format this library does not read.
    "log/format",
    # The event belongs to another application.
    "log/foreign",
    # Events are missing before this one.
    "log/hole",
    # The event stands after one that came later.
    "log/order",
    # The event's content is not what was written.
    "log/altered",
    # The event does not follow the one before.
    "log/unchained",
    # The event happened before the one before.
    "log/backwards",
    # The event lies in the future.
    "log/future",
    # The event begins where the one before did not end.
    "log/jump",
    # The first event starts nothing, or a later one starts again.
    "log/start",
    # The log does not end where the copy of its last digest says.
    "log/cut",
]
"""What is wrong with a log. The list is closed; each has its sentence under `fault/` in the words of the messages."""


class FieldChange(TypedDict):
    """A field that changed. Files stand under the material's name, as `uploads.diploma`, with their digests."""

    path: str
    """The field, as `current.obtained_year`."""

    before: NotRequired[str]
    """What stood there, as JSON; nothing where nothing stood."""

    after: NotRequired[str]
    """What stands there, as JSON; nothing where nothing stands."""


FileKind: TypeAlias = Literal[
    # JPEG, which people call jpg.
    "jpeg",
    # Word before 2007.
    "doc",
    # Word since 2007.
    "docx",
    # Word with macros.
    "docm",
    # A template of Word.
    "dotx",
    # A template of Word with macros.
    "dotm",
    # An Office file locked by a password.
    "locked_office",
    # Another compound file, as `Excel` and `PowerPoint` before 2007 wrote them.
    "old_office",
    # Excel since 2007.
    "xlsx",
    # `PowerPoint` since 2007.
    "pptx",
    # An `OpenDocument` text.
    "odt",
    # OFD, the layout format of Chinese offices.
    "ofd",
    # Rich text, which Word also writes under the name doc.
    "rtf",
    # A web page, which some systems export under the name doc.
    "html",
    # XML, as Word 2003 wrote it.
    "xml",
    # PDF.
    "pdf",
    # PNG.
    "png",
    # HEIC, the photo format of phones.
    "heic",
    # AVIF.
    "avif",
    # WebP.
    "webp",
    # GIF.
    "gif",
    # BMP.
    "bmp",
    # TIFF, and the raw formats of cameras built on it.
    "tiff",
    # A zip archive of something else.
    "zip",
    # Nothing at all.
    "empty",
    # None of these.
    "unknown",
]
"""What a file is, by its content. Its name is never asked."""


class FileReport(TypedDict):
    """What is in a file. Facts only; what they weigh for an upload is the engine's to say."""

    kind: FileKind
    """What it is."""

    size: int
    """Its length in bytes; of a file of which only the beginning was read, what was read."""

    whole: bool
    """Whether all of it was read. Otherwise nothing is known but what its beginning says."""

    digest: NotRequired[FileDigest]
    """SHA-256 of its content."""

    over: NotRequired[Over]
    """The bound at which reading stopped."""

    jpeg: NotRequired[JpegReport]
    """What is known of a JPEG."""

    document: NotRequired[DocumentReport]
    """What is known of a Word document."""

    name: NotRequired[NameReport]
    """What is known of its name, where one was given."""



class FileUpload(TypedDict):
    """A file sent for a material."""

    material: str
    """The material, by its name in the policy."""

    file: FileReport
    """What is in the file."""



class Finding(TypedDict):
    """One thing to say."""

    code: Code
    """What it says."""

    severity: Severity
    """How much it weighs."""

    path: str
    """The field of the form it is about, as `current.obtained_year`; empty for the form as a whole."""

    rule: NotRequired[str]
    """The rule of the policy that spoke, where one did."""

    params: NotRequired[dict[str, Param]]
    """The values its message speaks of."""

    message: Text
    """The sentence."""

    citations: NotRequired[list[Citation]]
    """The clauses it rests on; never empty on a refusal."""

    digest: NotRequired[str]
    """On a finding to confirm: what an acknowledgement must repeat, so that it holds for this finding on this form only."""



class FindingRule(TypedDict):
    """What a finding outside the rules weighs and rests on."""

    severity: NotRequired[Severity | None]
    """What it weighs; what the messages say where not given."""

    citation: Citation
    """The clause."""



class Foreseen(TypedDict):
    """A day of registration."""

    day: Day
    """The day."""

    exam_year: int
    """The exam year one registers for."""

    opens: Day
    """The first day of that registration."""

    closes: Day
    """Its last day."""

    policy: str
    """The policy that holds then."""

    assumed: bool
    """Whether that round is only taken to be like the policy's own."""



class Foresight(TypedDict):
    """When the same facts pass, and until when: nothing changes but the day."""

    now: Outcome
    """Whether the rules are met on the day asked about."""

    earliest: NotRequired[Foreseen]
    """The first day of registration on which every rule is met, whatever the missing answers."""

    possible: NotRequired[Foreseen]
    """The first day of registration on which nothing refuses, where that is another: an answer is missing, or a person decides."""

    needed: list[str]
    """The answers that are missing on that day."""

    may_end: NotRequired[Foreseen]
    """The first day of registration after it passed on which it no longer surely does."""

    ends: NotRequired[Foreseen]
    """The first day of registration after it passed on which something refuses."""

    rules: list[RuleForesight]
    """Each rule by itself, in the policy's order."""

    never: list[str]
    """The rules that are met on no day looked at: time alone does not do it."""

    findings: list[Finding]
    """What there is to say."""

    takes: list[LookingAhead]
    """What was taken for granted about days to come."""

    assumed: list[Citation]
    """What the rules lean on that no source settles."""

    level: NotRequired[Level]
    """The level declared."""

    day: Day
    """The day asked about."""

    until: NotRequired[Day]
    """The last day looked at."""

    policy: PolicyStamp
    """By which rules."""



class Foretold(TypedDict):
    """What came of it."""

    all: Moves
    """Everybody who was decided."""

    by_level: MovesByName
    """By the level declared; those who declare none under an empty name."""

    by_work_type: MovesByName
    """By the work type declared (申报工种)."""

    by_region: MovesByName
    """By city (报名地市)."""

    by_unit_category: MovesByName
    """By kind of unit (单位类别)."""

    gain: list[Moved]
    """The first who gain."""

    lose: list[Moved]
    """The first who lose."""

    rubbish: list[TableFault]
    """Rows that were not decided, by the column at fault and what is wrong there."""



class FormLimits(TypedDict):
    """The limits of the form."""

    minimum_work_age: SourcedUint32
    """The age in full years below which nobody starts work."""

    grounds_characters: SourcedUint32
    """The longest 破格晋升说明, in characters."""

    required: SourcedArrayOfString
    """Fields an application cannot be submitted without."""

    required_at: NotRequired[SourcedMapFromLevelToArrayOfString | None]
    """Those that only some levels ask for, besides."""



class Found(TypedDict):
    """One thing found."""

    kind: FoundKind
    """What it is."""

    level: Level
    """The level it was found at."""

    names: list[str]
    """The rules or the exception it is about."""

    path: NotRequired[str]
    """The node of the condition, as `any[1].all[0]`, or the quantity that grows."""

    example: NotRequired[ApplicationForm]
    """A person who shows it, decided by the engine as is said; none where no form was found that has these values."""

    beside: NotRequired[ApplicationForm]
    """A person beside, who differs from that one by what is said."""


FoundKind: TypeAlias = Literal[
    # Nobody meets the rule, without an exception. The example is asked it and fails.
    "never_passes",
    # Everybody who answers meets the rule.
    "always_passes",
    # The rule is asked of nobody.
    "never_asked",
    # Whoever meets the other rules of the level meets this one. The example fails it and another.
    "never_matters",
    # A part of the condition that makes no difference to the rule.
    "node_never_matters",
    # Each of the rules can be met, all together never.
    "contradiction",
    # Who holds the level can be eligible for none. `names` are the level held.
    "dead_end",
    # Nobody with these values is eligible for any level, though `beside`, with less of the quantity at `path`, is.
    "gap",
    # The example is eligible for this level and for the level in `names`.
    "overlap",
    # More of the quantity at `path` takes the rule away: `beside` has less of it and meets the rule, the example has more and does not.
    "more_takes_away",
    # The exception opens for nobody.
    "exception_never_opens",
    # The exception changes no rule for anybody it opens for.
    "exception_without_effect",
]
"""What was found."""


class FuzzySounds(TypedDict):
    """Pairs of sounds taken for the same (模糊音), each in both directions."""

    z_zh: NotRequired[bool]
    """z, zh"""

    c_ch: NotRequired[bool]
    """c, ch"""

    s_sh: NotRequired[bool]
    """s, sh"""

    n_l: NotRequired[bool]
    """n, l at the start of a syllable"""

    f_h: NotRequired[bool]
    """f, h"""

    r_l: NotRequired[bool]
    """r, l"""

    an_ang: NotRequired[bool]
    """an, ang; also ian, iang and uan, uang"""

    en_eng: NotRequired[bool]
    """en, eng"""

    in_ing: NotRequired[bool]
    """in, ing"""



class Grant(TypedDict):
    """A level that is granted."""

    keep: list[str]
    """Rules that must hold all the same."""


Granularity: TypeAlias = Literal[
    # Years: 2022 − 2017 = 5, whatever the days.
    "year",
    # Months, twelve to a year: March 2017 to February 2022 is 4.
    "month",
    # Anniversaries (满年): a year is full on its day.
    "day",
]
"""What is subtracted from what."""


class Grounds(TypedDict):
    """Why."""

    reasons: list[str]
    """Codes of the procedure's list."""

    text: NotRequired[Masked | None]
    """In the reviewer's own words."""


Guard: TypeAlias = Literal[
    # The state has such a row.
    "state",
    # The row is for this role.
    "role",
    # Nobody else acted since the asker last looked.
    "version",
    # The application belongs to whoever asks.
    "owner",
    # The application does not belong to whoever asks.
    "not_own",
    # It lies in the regions and units of whoever asks.
    "in_charge",
    # Name and number are those of real-name verification.
    "verified",
    # The region is one of the round.
    "region",
    # The registration window of this role, level and region is open.
    "window",
    # The applicant's registration window is over.
    "window_over",
    # The stage is this role's.
    "stage_role",
    # The stage's own window is open; a stage without windows always is.
    "stage_window",
    # Nobody else has it on the desk.
    "unclaimed",
    # Whoever asks has it on the desk.
    "claimed",
    # Name, number and mobile stay as verified.
    "identity_kept",
    # Level and region stay as chosen where they are fixed.
    "level_kept",
    # The form brings no files of its own.
    "uploads_apart",
    # Only what was unlocked changes.
    "unlocked",
    # The rules refuse nothing and miss no answer.
    "report",
    # The policy is the one of the submission.
    "policy_kept",
    # The material is one of this level.
    "slot",
    # A photo of the printed form comes after the printing of what is saved.
    "printed",
    # The file is there.
    "file",
    # There is room for one more file.
    "room",
    # The token opens this.
    "token",
    # The reasons are of the list, and the text is short enough.
    "reasons",
    # The items exist.
    "items",
    # Batch, number and seat are given.
    "arranged",
    # The batch exists and takes this level and region.
    "batch",
    # The ticket window of the batch is open.
    "ticket_window",
    # The challenge is solved.
    "challenge",
    # There is a result to publish.
    "result",
    # The result is published.
    "published",
]
"""What may stand in the way of an action. A row of the table names its guards; the first three hold for every row."""


class HappeningArranged(TypedDict):
    """The ticket has a seat."""

    arranged: Seat



class HappeningAttendanceRecorded(TypedDict):
    """Whether the person came."""

    attendance_recorded: bool



class HappeningConfirmationAsked(TypedDict):
    """It was submitted, and these findings have to be acknowledged first, by digest."""

    confirmation_asked: list[str]



class HappeningDisqualified(TypedDict):
    """It was cancelled."""

    disqualified: Grounds



class HappeningFileAdded(TypedDict):
    """A file was added."""

    file_added: AddedFile



class HappeningFileRemoved(TypedDict):
    """A file was taken out, by its number."""

    file_removed: int



class HappeningFileReplaced(TypedDict):
    """A file took the place of another."""

    file_replaced: ReplacedFile



class HappeningFormPrinted(TypedDict):
    """The form was printed, with this digest of it in the footer."""

    form_printed: str



class HappeningMaterialsAsked(TypedDict):
    """It was submitted, and these materials are missing."""

    materials_asked: list[str]



class HappeningPassed(TypedDict):
    """It passed a stage and is at the next one; none after the last."""

    passed: Passed



class HappeningRejected(TypedDict):
    """It was refused."""

    rejected: Grounds



class HappeningRestarted(TypedDict):
    """It was deleted and started again."""

    restarted: Begun



class HappeningResultPublished(TypedDict):
    """The result may be seen from this time on."""

    result_published: Timestamp



class HappeningResultRecorded(TypedDict):
    """The result was noted."""

    result_recorded: ExamResult



class HappeningSaved(TypedDict):
    """The form was saved."""

    saved: ApplicationForm



class HappeningStarted(TypedDict):
    """Region and level were chosen."""

    started: Begun



class HappeningSubmitted(TypedDict):
    """It was submitted and is under review."""

    submitted: Submitted



class HappeningSupplementRequested(TypedDict):
    """It was sent back."""

    supplement_requested: SupplementRequest



class HappeningTicketPrinted(TypedDict):
    """The ticket was printed, by solving this challenge."""

    ticket_printed: SolvedChallenge



class HappeningTokenIssued(TypedDict):
    """An upload token was made."""

    token_issued: IssuedToken



class HappeningTokenRevoked(TypedDict):
    """The token of a material was taken back."""

    token_revoked: str


HeldLevel: TypeAlias = Literal[
    # 未定级: no certificate of this scheme
    "ungraded",
    # 五级 初级工
    "five",
    # 四级 中级工
    "four",
    # 三级 高级工
    "three",
    # 二级 技师
    "two",
    # 一级 高级技师
    "one",
]
"""What a person holds now (现岗位等级): a level, or none yet (未定级), which is below all levels."""


class Hit(TypedDict):
    """An entry that matches."""

    key: str
    """The entry's key."""

    name: str
    """The entry's name."""

    matched: MatchedText
    """Which of its texts matched; `ranges` are in that text."""

    ranges: list[Span]
    """What matched, separators left out. Empty when the key matched, or nothing was typed."""

    reading: str
    """How the matched characters were read, such as `bo yin yuan`; what is no hanzi stands as it is."""

    tier: Tier
    """How well it matched."""

    standing: Standing
    """Whether the entry is in force."""

    instead: list[str]
    """For an entry no longer in force, the keys of those to go to."""


How: TypeAlias = Literal[
    # It has not been answered.
    "answer",
    # It is the person's choice.
    "choose",
    # It takes an award, an assessment, schooling, or a level.
    "earn",
    # It takes years at a level that is still to be earned.
    "hold",
    # What was entered would have to be wrong.
    "correct",
]
"""How something can be changed."""

Identifying: TypeAlias = Literal[
    # Where it was taken.
    "position",
    # The number of a camera or lens.
    "serial_number",
    # The name of an owner or author.
    "person_name",
]
"""What in a file identifies a place or a person."""


class Instead(TypedDict):
    """Another finding for a rule that does not hold."""

    when: Condition
    """When."""

    code: Code
    """What is said."""



class IssuedToken(TypedDict):
    """A token that was made. The token itself is not in the log."""

    material: str
    """The material it opens."""

    nonce: str
    """Its nonce, in hexadecimal."""

    expires: Timestamp
    """When it ends."""


JpegFault: TypeAlias = Literal[
    # It ends inside a header.
    "header_cut",
    # It ends inside the picture.
    "data_cut",
    # A scan, or a part of one, never came.
    "scan_missing",
    # A header contradicts itself.
    "bad_header",
    # Bits that are no code.
    "bad_code",
    # More coefficients than a block has.
    "bad_index",
    # A table that was never given.
    "table_missing",
    # A restart marker is missing or out of order.
    "restart_order",
    # More bytes between the parts than chance explains.
    "too_many_stray_bytes",
    # A scan that does not follow from those before it.
    "scan_order",
    # A picture without width or height.
    "no_size",
    # Arithmetic coding.
    "arithmetic",
    # Lossless coding.
    "lossless",
    # Hierarchical coding.
    "hierarchical",
    # More or fewer than 8 bits a sample.
    "precision",
    # Other than 1, 3 or 4 components.
    "components",
]
"""What is wrong with a JPEG."""


class JpegReport(TypedDict):
    """What is known of a JPEG."""

    state: JpegState
    """Whether the picture is all there."""

    fault: NotRequired[JpegFault]
    """What is wrong, where it is cut, corrupt or of an unsupported kind."""

    width: int
    """Width in pixels as stored; 0 where no frame was found."""

    height: int
    """Height in pixels as stored."""

    orientation: int
    """How to turn it for display, by Exif: 1 as it is, up to 8."""

    color: NotRequired[Color]
    """What its components are."""

    progressive: bool
    """Whether it becomes finer from scan to scan."""

    decoded: int
    """How much of its data stood up to the end, or to the fault: thousandths of the blocks of its last scan."""

    stray_bytes: int
    """Bytes between the parts that belong to none; up to 32 are common and harmless."""

    trailing_bytes: int
    """Bytes after the end marker."""

    identifies: NotRequired[list[Identifying]]
    """What in it identifies a place or a person, by kind; never the values."""

    legibility: NotRequired[Legibility]
    """How legible it is likely to be; of a whole picture only."""

    touching: NotRequired[Touching]
    """How much writing touches its sides; of a whole picture only, and of one as large as legibility is measured at."""

    look: NotRequired[str]
    """A hash of how it looks: 256 bits in hexadecimal. Two pictures that look alike differ in few bits. Left out where the
    picture is too plain to be told from another.
    """


JpegState: TypeAlias = Literal[
    # Only its header was read.
    "header_only",
    # Every block is there, and the end marker.
    "complete",
    # Every block is there, but no end marker.
    "end_missing",
    # It ends too early.
    "cut",
    # Something inside is wrong.
    "corrupt",
    # A kind of JPEG that browsers do not show either.
    "unsupported",
    # Reading stopped at a bound.
    "over",
]
"""Whether a JPEG is all there."""

Judge: TypeAlias = Literal[
    # 所在单位
    "unit",
    # 主管部门
    "department",
    # 县、市工考办（工考中心）
    "exam_office",
    # 省级人社部门（省工考中心）
    "province",
    # 编制或人事计划部门，如岗位空缺、比例
    "quota",
]
"""Who judges or approves."""


class Judged(TypedDict):
    """Something only people can judge, said so that nobody is surprised by it."""

    name: str
    """Its name."""

    levels: list[Level]
    """The levels it is for."""

    label: Text
    """What is judged, and by whom."""

    when: NotRequired[Condition | None]
    """For whom; for everybody where not given."""

    by: NotRequired[Judge | None]
    """Who judges."""

    citation: Citation
    """Its source."""


LastYear: TypeAlias = Literal[
    # The exam year.
    "exam_year",
    # The year before it.
    "year_before",
]
"""The last year that counts."""


class LeafCoverage(TypedDict):
    """What cases show of one comparison."""

    level: Level
    """The level."""

    rule: str
    """The rule."""

    path: str
    """The comparison, as `any[0].all[1]`; empty where it is the whole condition."""

    met: bool
    """Some case meets it."""

    unmet: bool
    """Some case does not."""

    unknown: bool
    """Some case leaves it open."""

    decisive: bool
    """Some case has the rule turn on it: were it otherwise, so were the rule."""



class Legibility(TypedDict):
    """How legible a picture is likely to be. Measures, not a verdict."""

    edge_width: NotRequired[int]
    """How wide edges are, in hundredths of a pixel of the picture at 1,024 pixels on its long side: small is sharp. Left
    out of a picture smaller than that, or with too few edges to tell.
    """

    edges: int
    """Edges it was measured on."""

    paper: int
    """How bright the brightest tenth begins, 0 to 255: the paper."""

    ink: int
    """How bright the darkest hundredth ends, 0 to 255: the ink."""



class Letterhead(TypedDict):
    """A letterhead."""

    lines: list[str]
    """Its lines."""

    logo: NotRequired[DataImage | None]
    """A picture beside them."""


Level: TypeAlias = Literal[
    # 五级 初级工
    "five",
    # 四级 中级工
    "four",
    # 三级 高级工
    "three",
    # 二级 技师
    "two",
    # 一级 高级技师
    "one",
]
"""Skill level (岗位等级). `Five` 初级工 is the lowest and `One` 高级技师 the highest, and that is the order of the type."""


class Lifted(TypedDict):
    """What an exception lifted, and by which clauses."""

    exceptions: list[str]
    """The exceptions that may apply."""

    citations: list[Citation]
    """Their clauses and those of their effect."""



class LiftedNode(TypedDict):
    """What changed a node."""

    exception: str
    """The exception."""

    effect: str
    """What it does: `waive`, `reduce` …"""

    citation: Citation
    """By which clause."""



class Limits(TypedDict):
    """Numbers and short lists."""

    fixed_levels: SourcedArrayOfLevel
    """Levels that stay as chosen at the start."""

    files_per_slot: SourcedUint32
    """The most files for one material."""

    reason_characters: SourcedUint32
    """The longest text beside reasons, in characters."""

    token_minutes: SourcedUint32
    """How long an upload token opens its slot, in minutes."""

    challenge_characters: SourcedMapOfText
    """The characters of a challenge, each with how it is read out."""

    challenge_length: SourcedUint32
    """How many characters a challenge has."""

    challenge_minutes: SourcedUint32
    """How long a challenge may be answered, in minutes."""

    review_days: SourcedUint32
    """How long a stage may take, in days."""

    claim_hours: SourcedUint32
    """How long an application may lie on one desk, in hours."""

    queue_days: SourcedArrayOfUint32
    """Steps of the age of a queue, in days, ascending."""

    password_shortest: SourcedUint32
    """The shortest password, in characters."""

    password_longest: SourcedUint32
    """The longest password, in characters."""

    password_blocked: SourcedArrayOfString
    """Passwords nobody may take, in lower case."""

    sms_resend_seconds: SourcedUint32
    """How long to wait before another verification code is sent, in seconds."""


Load: TypeAlias = Literal[
    # A template from elsewhere.
    "template",
    # An object or document from elsewhere.
    "object",
    # A picture from elsewhere.
    "picture",
    # A field that asks another program (DDE), or includes another file.
    "field",
]
"""What opening a document would fetch or start."""


class LogFault(TypedDict):
    """What is wrong with a log, and where."""

    code: FaultCode
    """What."""

    index: int
    """Which event of the list, from 0; its length where the end is at fault."""

    number: int
    """The number the event has, or should have."""

    message: NotRequired[Text]
    """The sentence: what is wrong and what to do. A desk fills it in."""


LookingAhead: TypeAlias = Literal[
    # Later rounds are like the policy's own, every day of the calendar moved by whole years.
    "later_rounds_alike",
    # No registration is known for this level and region, so every day of the exam year was looked at.
    "open_all_year",
]
"""What is taken for granted about days to come."""


class MatchedTextAlias(TypedDict):
    """This alias."""

    alias: str



class Material(TypedDict):
    """A material (上传资料) as this application needs it."""

    name: str
    """Its name, which uploads repeat."""

    label: Text
    """What it is."""

    need: Need
    """Whether it is needed."""

    reason: NotRequired[Text]
    """Why, where the policy says."""

    uploaded: int
    """How many files were sent for it."""

    completeness: Completeness
    """Whether what belongs to it is there, and what is not."""

    waits_for: NotRequired[list[str]]
    """The answers to give before it can be sent, where it waits for them."""

    citation: Citation
    """The clause that asks for it."""



class MaterialRow(TypedDict):
    """A row of the table of a material."""

    when: NotRequired[Condition | None]
    """When the row applies; always where not given."""

    need: RowNeed
    """What it says."""

    reason: NotRequired[Text | None]
    """Why, in a sentence."""

    citation: NotRequired[Citation | None]
    """Its source, where it is another than the material's."""



class MaterialRule(TypedDict):
    """A material that may be asked for: a table of rows, of which the first that applies says whether."""

    name: str
    """Its name, which uploads repeat."""

    levels: list[Level]
    """The levels it is for."""

    label: Text
    """What it is."""

    rows: list[MaterialRow]
    """When it is required, when it may be sent, and when it does not apply. Where no row applies, it does not."""

    described: NotRequired[bool]
    """Whether it goes with a text of the form (`merits`): who writes one sends files too, and who sends files writes one."""

    printed: NotRequired[Printed | None]
    """Where it shows the printed form: what the form has to be before it can be sent."""

    citation: Citation
    """Its source."""



class MonthDay(TypedDict):
    """A day of any year."""

    month: int
    """1 to 12."""

    day: int
    """1 to 31."""



class Moved(TypedDict):
    """Somebody for whom something changes."""

    row: int
    """Where in the stream, from 0."""

    level: NotRequired[Level]
    """The level declared."""

    old: Outcome
    """Under the old policy."""

    new: Outcome
    """Under the new one."""

    rules: list[str]
    """The rules that do not come out as before, by name."""



class Moves(TypedDict):
    """How many came out how, before and after."""

    from_to: list[list[int]]
    """By the outcome under the old policy and then under the new one; each as unmet, unknown, met."""



class MovesByName(TypedDict):
    """Counts by name; those who have none under an empty one."""

    named: dict[str, Moves]
    """By name."""

    others: Moves
    """All whose name came when there were too many already, or is too long to be one."""



class NameReport(TypedDict):
    """What is known of a file's name."""

    shown: str
    """The name as it may be shown: without the path, invisible and control characters written out as `U+202E`."""

    tricks: NotRequired[list[NameTrick]]
    """What is odd about it."""

    extension_fits: NotRequired[bool]
    """Whether its extension says what the content is; left out where the name has none or the content is unknown."""

    title: NotRequired[str]
    """The title it was compared with, as it may be shown."""

    is_title: NotRequired[bool]
    """Whether name and title are one, but for width, spaces and extension."""


NameTrick: TypeAlias = Literal[
    # There is nothing left of it.
    "blank",
    # It holds a path.
    "path",
    # It holds control characters.
    "control",
    # It holds characters that turn the direction of writing, or that nobody sees.
    "invisible",
    # It holds characters that Windows does not allow in names.
    "forbidden",
    # Windows keeps it for a device, or it ends in a dot or space.
    "reserved",
    # It is longer than file systems allow.
    "long",
]
"""What is odd about a name."""


class NamedDay(TypedDict):
    """A day the policy names."""

    day: DayRule
    """Which day."""

    citation: Citation
    """Its source."""



class Narrative(TypedDict):
    """What level one is asked to write (学习工作简历 …), in the words of whoever applies."""

    history: NotRequired[Masked | None]
    """学习工作简历"""

    rewards: NotRequired[Masked | None]
    """奖惩情况"""

    achievements: NotRequired[Masked | None]
    """主要技术业务工作业绩"""


Need: TypeAlias = Literal[
    # The application is incomplete without it.
    "required",
    # It may be sent.
    "optional",
    # It does not apply to this person.
    "not_applicable",
    # Whether it is needed depends on answers not given.
    "unknown",
]
"""Whether a material is needed."""


class NewFile(TypedDict):
    """One file."""

    material: str
    """The material it is for."""

    digest: FileDigest
    """SHA-256 of its content."""

    name: NotRequired[Masked | None]
    """What it was called."""


NodeKind: TypeAlias = Literal[
    # Every child.
    "all",
    # One child.
    "any",
    # Not the child.
    "not",
    # At least so many children.
    "of",
    # A comparison.
    "leaf",
]
"""What a node is."""


class NodeTrace(TypedDict):
    """A node of the tree."""

    outcome: Outcome
    """How it came out."""

    kind: NodeKind
    """What it is."""

    name: NotRequired[str]
    """Its name, where it has one."""

    label: NotRequired[Text]
    """What it asks, where it says."""

    citation: NotRequired[Citation]
    """Its own clause, where it is another than the rule's."""

    lifted_by: NotRequired[LiftedNode]
    """What changed it; its outcome is that after the change. Conditions that stand in its place are its last children."""

    children: NotRequired[list[NodeTrace]]
    """What it joins."""

    comparison: NotRequired[Comparison]
    """What it compares."""



class ObservedFirst(TypedDict):
    """A day known only within bounds."""

    first: Day
    """Not before."""

    last: Day
    """Not after."""



class ObservedLeast(TypedDict):
    """A count known only within bounds; without `most`, unbounded."""

    least: int
    """At least this."""

    most: NotRequired[int | None]
    """At most this."""


Offset: TypeAlias = Literal[
    # Nothing.
    "plain",
    # One: first and last year both count.
    "both_ends",
    # Minus one: the first year does not count yet.
    "one_year_lag",
]
"""What is added to the difference."""

OnChange: TypeAlias = Literal[
    # Nothing: years in every work type add up.
    "sum",
    # Years in other work types do not count; those in the declared one add up, whatever lay between.
    "same_type",
    # Years begin anew: only the unbroken stretch in the declared work type that reaches the end of counting counts (连续).
    "reset",
]
"""What a change of work type does to the years."""


class OpenRequest(TypedDict):
    """A request that is open."""

    items: list[str]
    """What is unlocked."""

    before: ApplicationForm
    """Form and files as they were when it was sent back."""


Outcome: TypeAlias = Literal[
    # It does not hold, whatever the missing answers.
    "unmet",
    # It depends on answers not given.
    "unknown",
    # It holds, whatever the missing answers.
    "met",
]
"""Truth in three values (Kleene): an answer not given is unknown, never false."""


class Over(TypedDict):
    """A bound that a file went over."""

    bound: Bound
    """Which."""

    most: int
    """The most that is read."""

    found: int
    """What the file has, or claims to have; at least, where reading stopped there."""



class Page(TypedDict):
    """A page, or why there is none."""

    html: NotRequired[str]
    """The page, as one HTML text."""

    refusal: NotRequired[Refusal]
    """Why there is none."""


PageMatch: TypeAlias = Literal[
    # The page shows what is saved.
    "same",
    # The page shows this application, and form or files have changed since.
    "changed",
    # The page is of another application.
    "other",
    # The text is of no page.
    "no_page",
]
"""What a QR code read from a photographed page says of the saved application."""


class PageOptions(TypedDict):
    """What the host adds to a page."""

    letterhead: NotRequired[Letterhead | None]
    """The province's own letterhead; the procedure's line where not given."""

    unit_name: NotRequired[str | None]
    """The unit's name; its code stands where not given."""

    photo: NotRequired[DataImage | None]
    """The person's photograph."""

    work_years: NotRequired[int | None]
    """工作年限, as the report counted them."""



class Pages(TypedDict):
    """What stands on printed pages beside the form's own data."""

    letterhead: SourcedText
    """Over every page where the host gives no letterhead of its own."""

    ticket_notes: SourcedArrayOfText
    """What examinees have to know, on the ticket."""

    result_notes: SourcedArrayOfText
    """What is said under a result."""

    pledge: SourcedText
    """What the applicant declares by signing the form."""



class Parameter(TypedDict):
    """A number. It is written as one value with its citation, or as `dated` values of which the last that has begun by the exam
    year holds.
    """

    value: NotRequired[int | None]
    """For every level."""

    values: NotRequired[dict[str, int]]
    """By level."""

    citation: NotRequired[Citation | None]
    """Its source."""

    dated: NotRequired[list[DatedValue]]
    """Where it changed: each value with the first exam year it holds for, ascending."""



class Passed(TypedDict):
    """A stage that was passed."""

    stage: str
    """Which."""

    next: NotRequired[str | None]
    """The next."""


Penalty = TypedDict(
    "Penalty",
    {
        # What it is.
        "kind": "PenaltyKind",
        # The first day it holds.
        "from": "Day",
        # The last day it holds; none where its end is not known.
        "until": "NotRequired[Day | None]",
    },
)
"""A penalty (处分) and how long it holds."""

PenaltyKind: TypeAlias = Literal[
    # 警告
    "warning",
    # 记过
    "demerit",
    # 记大过
    "serious_demerit",
    # 降低岗位等级, 降级, 撤职
    "demotion",
    # 开除
    "dismissal",
]
"""What a penalty is, the lightest first."""

Permission: TypeAlias = Literal[
    # It may, if what it brings is right.
    "allowed",
    # Something stands in the way.
    "blocked",
    # That depends on what was not given: a report, real-name verification, or the region and level that will be chosen.
    "unknown",
]
"""Whether an action may be done now."""


class PolicyCase(TypedDict):
    """A person, and what the policy is meant to say of them. The form may be as empty as the case needs it."""

    name: str
    """The sentence it shows, unique among the cases."""

    day: Day
    """The day it is asked on."""

    form: ApplicationForm
    """The form."""

    expect: Expectation
    """What is expected."""



class PolicyIdentity(TypedDict):
    """Which policy it is."""

    id: str
    """Its name, as `henan-2022`."""

    version: int
    """Counts up with every change of the data."""

    title: NotRequired[Text | None]
    """What it is called."""

    family: NotRequired[Family]
    """What it decides."""

    province: str
    """Division code of the province; `000000` for the nation."""

    cities: NotRequired[list[str]]
    """Division codes of the cities it is for; the whole province where not given."""

    units: NotRequired[list[str]]
    """Codes or names of the units it is for; every unit of its place where not given."""

    from_year: int
    """The first exam year it holds for."""

    to_year: int
    """The last exam year it holds for."""

    review_by: NotRequired[Day | None]
    """The day by which somebody should look whether it still holds."""

    base: NotRequired[bool]
    """Only to be extended: it is never chosen and decides nothing by itself."""

    extends: NotRequired[str | None]
    """The policy it is a patch on."""

    replaces: NotRequired[list[str]]
    """What of that policy it puts something else in the place of: `rules.tenure`, `parameters.tenure_years`, `round` …"""

    removes: NotRequired[list[str]]
    """What of that policy it leaves out."""

    lineage: NotRequired[list[Ancestor]]
    """The policies it was made from, the first base first, with their digests. Written by the library."""



class PolicyScope(TypedDict):
    """For which place and exam year a policy is asked."""

    province: str
    """Division code of the province."""

    year: int
    """The exam year."""

    city: NotRequired[str | None]
    """Division code of the city, if it matters."""

    unit: NotRequired[str | None]
    """Code or name of the unit, if it matters."""

    family: NotRequired[Family]
    """What is to be decided."""



class PolicySource(TypedDict):
    """Every table of a policy. Each stands in one file; which file is up to whoever writes it."""

    policy: PolicyIdentity
    """Which policy it is."""

    documents: dict[str, Document]
    """What its citations name."""

    facts: NotRequired[dict[str, Fact]]
    """What is asked beyond the form, by name."""

    groups: NotRequired[dict[str, WorkTypeGroup]]
    """Groups of work types, by name."""

    parameters: dict[str, Parameter]
    """Numbers, by name."""

    days: dict[str, NamedDay]
    """Days, by name."""

    counting: CountingTable
    """How years are counted."""

    retirement: SourcedMapFromRetirementCategoryToRetirementSchedule
    """When retirement age is reached."""

    rules: list[Rule]
    """What must hold for a level, in the order of the trace."""

    judged: list[Judged]
    """What only people can judge."""

    exceptions: list[ExceptionRule]
    """破格晋升"""

    materials: list[MaterialRule]
    """上传资料"""

    findings: dict[str, FindingRule]
    """What findings outside the rules weigh and rest on."""

    messages: NotRequired[dict[str, Text]]
    """Sentences in the place of the library's, by code: whole templates in both languages."""

    form: FormLimits
    """The limits of the form."""

    round: Round
    """The year's calendar."""

    cases: NotRequired[list[PolicyCase]]
    """The policy's own cases: what whoever writes it expects of it."""



class PolicyStamp(TypedDict):
    """Which policy decided."""

    id: str
    """Its name."""

    version: int
    """Its version."""

    digest: str
    """SHA-256 of its content."""



class Printed(TypedDict):
    """A material that shows the form, printed, signed and stamped. It can be sent once every required answer is given, saved and
    printed, and has not changed since.
    """

    apart: NotRequired[list[str]]
    """Fields that may be filled in and changed later all the same."""

    citation: Citation
    """Its source."""



class ProcedureIdentity(TypedDict):
    """Which procedure it is."""

    id: str
    """Its name, as `henan-2022`."""

    version: int
    """Counts up with every change of the data."""

    policy: str
    """The policy it goes with."""

    year: int
    """The exam year."""

    continues: NotRequired[list[str]]
    """Digests of earlier versions whose applications this one goes on with as they are."""



class ProcedureSource(TypedDict):
    """Every table of a procedure."""

    procedure: ProcedureIdentity
    """Which procedure it is."""

    documents: dict[str, Document]
    """What its citations name."""

    states: list[StateEntry]
    """Every state."""

    transitions: list[Transition]
    """Who may do what, where, and where it leads."""

    stages: list[Stage]
    """The stages of review, in order."""

    reasons: list[Reason]
    """Why an application is refused or sent back."""

    deadlines: list[Deadline]
    """What is late when."""

    tickets: list[TicketWindow]
    """When tickets may be printed."""

    subjects: list[SubjectList]
    """What is examined."""

    limits: Limits
    """Numbers and short lists."""

    pages: Pages
    """What stands on printed pages beside the form's own data."""



class ProcedureStamp(TypedDict):
    """Which procedure decided."""

    id: str
    """Its name."""

    version: int
    """Its version."""

    digest: str
    """SHA-256 of its content."""



class Progress(TypedDict):
    """Where an application stands, as a role may see it."""

    state: StateName
    """The state."""

    label: Text
    """What it is called."""

    since: Timestamp
    """Since when."""

    stage: NotRequired[Text]
    """The stage of review."""

    next: Text
    """What the applicant does next."""

    reasons: NotRequired[list[Text]]
    """Why it was refused or sent back: the reasons in words."""

    text: NotRequired[Masked]
    """And in the reviewer's own."""

    unlocked: NotRequired[list[str]]
    """What is unlocked."""

    changed: NotRequired[list[FieldChange]]
    """What changed since it was sent back."""

    claimed_by: NotRequired[Masked]
    """On whose desk it lies; not shown to the applicant."""

    opens: NotRequired[str]
    """From when the ticket may be printed, or the result seen."""

    due: list[Due]
    """What is late, or will be."""

    assumed: NotRequired[list[Citation]]
    """What the days and times here lean on that no source settles; a province may set it otherwise."""


Quantity: TypeAlias = Literal[
    # Years of work (工作年限), by the policy's counting.
    "work_years",
    # Years since the current level was obtained (现岗位等级年限), by the policy's counting; absent where ungraded.
    "level_years",
    # Years in the declared work type (本工种年限), from the periods of service, by the policy's counting.
    "type_years",
    # Years since the appointment to the present post (聘任年限), by the policy's counting.
    "post_years",
    # Full years left until retirement age (距法定退休年龄), by the policy's counting; zero once it is reached.
    "retirement_years",
    # Age in full years (周岁), by the policy's counting.
    "age",
    # Sex, from the identity number: `female`, `male`.
    "sex",
    # The level held now.
    "held_level",
    # The level declared.
    "declared_level",
    # The level of the post the person is appointed to.
    "appointed_level",
    # Schooling, by its steps.
    "schooling",
    # The day work began (参加工作时间).
    "work_start",
    # The day the current level was obtained, or the year's days where only the year is known; absent where ungraded.
    "obtained_on",
    # The day of 转正定级.
    "regularised_on",
    # The day retirement age is reached.
    "retirement_day",
    # How the declared work type relates to the current one: `same`, `merged`, `neighbour`, `changed`; absent where
    # ungraded.
    "work_type_relation",
    # The first of the policy's groups that the declared work type stands in; absent where it stands in none.
    "work_type_group",
    # Kind of unit: `administrative`, `public_institution`.
    "unit_category",
    # The heaviest penalty (处分) in force on the day of the report: `none`, `warning` … `dismissal`.
    "penalty",
    # Number of assessments at 合格 (称职) or better, among the last so many years.
    "qualified_assessments",
    # Number of assessments at 优秀, among the last so many years.
    "excellent_assessments",
    # Number of assessments at 不合格 (不称职), among the last so many years.
    "failed_assessments",
    # Number of years without an assessment at 合格 (称职) or better, among the last so many years.
    "lacking_assessments",
    # Number of awards a filter lets through.
    "awards",
    # Whether 破格晋升 is ticked.
    "exception_claimed",
    # Whether the library holds another work type than the form.
    "work_type_mismatch",
    # A fact the policy declares itself; a condition names it by `fact`.
    "fact",
]
"""A fact a condition can test."""


class Reason(TypedDict):
    """A reason (审核原因)."""

    code: str
    """Its code."""

    label: Text
    """What is said."""

    needs_text: NotRequired[bool]
    """Whether it needs a text beside it."""


Reason2: TypeAlias = Literal[
    # It has too many combinations.
    "too_many",
    # With answers left out it has too many; who answers everything was compared.
    "too_many_unanswered",
    # The two policies count it differently, so that the values of one say nothing about the other's; or an exception is for once a year
    # by one of them alone.
    "counted_differently",
]
"""Why something was not gone through."""


class Reduction(TypedDict):
    """A number that is lowered."""

    parameter: str
    """The parameter that is lowered."""

    by: str
    """The parameter that says by how much."""



class Refusal(TypedDict):
    """Why a command was not carried out. Nothing has changed."""

    code: RefusalCode
    """Which reason."""

    guard: Guard
    """The guard that stands in the way."""

    params: NotRequired[dict[str, Param]]
    """The values its sentence speaks of."""

    message: NotRequired[Text]
    """The sentence: what is wrong and what to do. A desk fills it in."""

    basis: NotRequired[list[Basis]]
    """The clauses it rests on, the nearest first; none where no document speaks of it, as where somebody else acted in between."""

    findings: NotRequired[list[Finding]]
    """Findings of the report that refuse or are missing."""


RefusalCode: TypeAlias = Literal[
    # The action is not possible in this state.
    "state/not-here",
    # There already is an application of this name.
    "state/exists",
    # There is no application yet.
    "state/not-started",
    # Time ran backwards.
    "state/time-backwards",
    # Another procedure has decided so far.
    "state/procedure-changed",
    # The action is not for this role.
    "role/not-yours",
    # Somebody else acted in between.
    "version/stale",
    # The command was made for events that are not there.
    "version/ahead",
    # It is somebody else's application.
    "owner/stranger",
    # It is one's own application.
    "not_own/own-application",
    # It lies outside one's regions or units.
    "in_charge/elsewhere",
    # Real-name verification has not been passed.
    "verified/missing",
    # Name or number differ from real-name verification.
    "verified/differs",
    # The region is not one of the round.
    "region/unknown",
    # The window has not opened.
    "window/not-open",
    # The window is over.
    "window/closed",
    # There is no window for this role, level and region.
    "window/none",
    # The window is still open.
    "window_over/still-open",
    # The stage is another role's.
    "stage_role/other",
    # The stage does not work at this time.
    "stage_window/closed",
    # Somebody else has it on the desk.
    "unclaimed/other",
    # It is not on one's desk.
    "claimed/not",
    # Name, number or mobile would change.
    "identity_kept/changed",
    # The level would change where it is fixed.
    "level_kept/fixed",
    # The region would change.
    "level_kept/region",
    # The form brings files.
    "uploads_apart/brought",
    # Something changes that was not unlocked.
    "unlocked/locked",
    # The rules refuse.
    "report/refuses",
    # An answer is missing.
    "report/incomplete",
    # There is no report to decide by.
    "report/missing",
    # The policy is another one than at the submission.
    "policy_kept/changed",
    # The material is none of this level.
    "slot/unknown",
    # Answers are missing that have to be printed.
    "printed/incomplete",
    # The form was not printed yet.
    "printed/never",
    # The form has changed since it was printed.
    "printed/changed",
    # The file is not there.
    "file/unknown",
    # The same file is there already.
    "file/same",
    # The same file is there already.
    "room/same",
    # There are too many files for the material.
    "room/full",
    # The token is none.
    "token/malformed",
    # The token was altered, or is of another application, material or secret.
    "token/forged",
    # The token has expired.
    "token/expired",
    # The token was used.
    "token/used",
    # The token was taken back, or another took its place.
    "token/revoked",
    # The host gave no secret, or one too short.
    "token/secret",
    # The host gave too few random bytes.
    "token/random",
    # No reason is given.
    "reasons/missing",
    # A reason is none of the list.
    "reasons/unknown",
    # This reason needs a text.
    "reasons/text",
    # The text is too long.
    "reasons/long",
    # Nothing is named.
    "items/missing",
    # An item is no field and no material.
    "items/unknown",
    # The ticket has no seat.
    "arranged/not",
    # The batch does not take this level and region.
    "batch/unknown",
    # A session is none of the level's subjects, or ends before it begins.
    "batch/session",
    # The tickets have not opened.
    "ticket_window/not-open",
    # The time for tickets is over.
    "ticket_window/closed",
    # The challenge is none, or altered, or of another application.
    "challenge/forged",
    # The answer is wrong.
    "challenge/wrong",
    # The challenge has expired.
    "challenge/expired",
    # The challenge was used.
    "challenge/used",
    # There is no result.
    "result/missing",
    # A mark is none of the level's subjects, or above the full mark.
    "result/wrong",
    # The result is not published yet.
    "published/not-yet",
    # There will be no result.
    "published/none",
]
"""Why a command is refused. The list is closed; each has its sentence in both languages, under `refusal/` in the
words of the messages.
"""


class Region(TypedDict):
    """A place of registration."""

    code: str
    """Division code (行政区划代码)."""

    name: str
    """Its name."""


RegistrationCode: TypeAlias = Literal[
    # The password is too short.
    "registration/password-short",
    # The password is too long.
    "registration/password-long",
    # The password has no letter.
    "registration/password-letter",
    # The password has no digit.
    "registration/password-digit",
    # The password has something else.
    "registration/password-character",
    # The password is on the list of those nobody may take.
    "registration/password-blocked",
    # The two passwords differ.
    "registration/password-repeat",
    # It is too early for another code.
    "registration/sms-wait",
    # The mobile number is malformed.
    "registration/mobile",
    # Real-name verification has not been passed.
    "registration/not-verified",
    # The name differs.
    "registration/name-differs",
    # The number differs.
    "registration/number-differs",
    # The number is malformed.
    "registration/number-malformed",
]
"""What is wrong with a registration. The list is closed; each has its sentence in the words of the messages."""

Relation: TypeAlias = Literal[
    # The same.
    "same",
    # The held one was merged into it.
    "merged",
    # The held one was cancelled and this is one of its neighbours.
    "neighbour",
    # Another.
    "changed",
]
"""How a declared work type relates to the one held."""


class ReplacedFile(TypedDict):
    """A file in the place of another."""

    file: int
    """The number of the file that was there."""

    digest: FileDigest
    """SHA-256 of the new content."""

    name: NotRequired[Masked | None]
    """What the new one was called."""


Replacement = TypedDict(
    "Replacement",
    {
        # The rule or branch that is replaced.
        "name": "str",
        # What is asked in its place.
        "with": "Condition",
    },
)
"""What is asked instead."""


class Replacement2(TypedDict):
    """One file in the place of another of the same material."""

    file: int
    """The number of the file it replaces."""

    digest: FileDigest
    """SHA-256 of the new content."""

    name: NotRequired[Masked | None]
    """What it was called."""



class Replay(TypedDict):
    """What a log gives: the application, or what is wrong with the log."""

    state: NotRequired[ApplicationState]
    """The application."""

    fault: NotRequired[LogFault]
    """What is wrong, and where."""



class Report(TypedDict):
    """What the library has to say about a form."""

    verdict: Verdict
    """The sum."""

    eligible: Outcome
    """Whether the rules of eligibility are met: met only where every one is, unmet where one refuses, unknown where an answer is
    missing, a person decides, or no level is declared yet.
    """

    findings: list[Finding]
    """Everything there is to say, the heaviest first, then in the order of the code list and of the form."""

    needed: list[str]
    """Fields whose answers would settle what is unknown."""

    used: list[str]
    """Fields whose answers the rules that apply compared."""

    irrelevant: list[str]
    """Fields the rules of the level ask for whose answers, given or not, change nothing as the rest stands."""

    level: NotRequired[Level]
    """The level judged."""

    rules: list[RuleTrace]
    """How each rule came out."""

    counts: list[Count]
    """How years were counted."""

    materials: list[Material]
    """What has to be uploaded, and what was."""

    assumed: list[Citation]
    """What the report leaned on that no source settles."""

    documents: dict[str, Document]
    """The documents its citations name."""

    policy: PolicyStamp
    """By which rules it was made."""

    day: Day
    """The day it holds for."""

    exam_year: int
    """The exam year."""



class Restart(TypedDict):
    """Region and level, chosen anew."""

    region: str
    """报名地市"""

    level: Level
    """申报级别"""


RetirementCategory: TypeAlias = Literal[
    # 男职工, originally 60
    "men",
    # 原法定退休年龄五十五周岁的女职工
    "women55",
    # 原法定退休年龄五十周岁的女职工
    "women50",
]
"""Which statutory age applies. For women it follows the post, not the sex alone, so it is asked, never guessed."""


class RetirementSchedule(TypedDict):
    """How retirement age rises for one category: from `reform` on, one month later for every `step` months the original
    retirement month lies after it, up to `cap` months.
    """

    age: int
    """Original retirement age in full years."""

    step: int
    """Months of original retirement that share one month of delay; at least 1."""

    cap: int
    """The longest delay in months."""

    reform: int
    """The year the delay begins, from January."""


Role: TypeAlias = Literal[
    # 报名人员
    "applicant",
    # 单位管理员
    "unit_officer",
    # 审核员
    "reviewer",
    # 管理员
    "administrator",
]
"""Who acts in a registration."""


class Round(TypedDict):
    """A year's exam (年度/批次)."""

    year: int
    """The exam year; conditions that speak of "the exam year" mean this one."""

    regions: SourcedArrayOfRegion
    """Where one may register (报名地市)."""

    windows: list[Window]
    """When one may register."""



class RowError(TypedDict):
    """A row that was left out, and why."""

    line: int
    """The line of the file, from 1."""

    column: str
    """The column at fault; empty for the row as a whole."""

    message: str
    """What is wrong and what to do."""


RowNeed: TypeAlias = Literal[
    # An application is incomplete without it.
    "required",
    # It may be sent.
    "optional",
    # It does not apply.
    "not_applicable",
]
"""What a row of the table of a material says."""


class Rule(TypedDict):
    """Something that must hold."""

    name: str
    """Its name, unique among the rules of a level; exceptions refer to it."""

    levels: list[Level]
    """The levels it is for."""

    label: Text
    """What it asks, in a sentence."""

    when: NotRequired[Condition | None]
    """For whom it is asked at all; for everybody where not given. For the others it is not applicable."""

    condition: Condition
    """What it asks, exactly."""

    code: Code
    """What is said when it does not hold."""

    instead: NotRequired[list[Instead]]
    """What is said instead in special cases, the first that applies."""

    severity: NotRequired[Severity]
    """What that weighs."""

    citation: Citation
    """Its source."""



class RuleForesight(TypedDict):
    """When one rule is met by the same facts."""

    rule: str
    """The rule."""

    now: RuleStatus
    """How it comes out on the day asked about; for a rule of a later policy on the first day it is asked."""

    first_met: NotRequired[Day]
    """The first day of registration on which it is met."""



class RuleRecord(TypedDict):
    """How one rule came out."""

    rule: str
    """The rule."""

    status: RuleStatus
    """How it came out."""


RuleStatus: TypeAlias = Literal[
    # It is not asked of this person.
    "not_applicable",
    # It holds.
    "met",
    # It holds through an exception.
    "lifted",
    # It does not hold.
    "unmet",
    # It does not hold, and an exception sends it to a person.
    "referred",
    # It depends on answers not given.
    "unknown",
]
"""How a rule came out."""


class RuleTrace(TypedDict):
    """How one rule came out."""

    rule: str
    """The rule's name."""

    label: Text
    """What it asks."""

    status: RuleStatus
    """How it came out."""

    severity: Severity
    """What it weighs when unmet, after exceptions."""

    routes: NotRequired[list[str]]
    """The named branches by which it passed, the outer ones first."""

    lifted_by: NotRequired[Lifted]
    """The exceptions that lifted it, or sent it to a person."""

    citation: Citation
    """Its clause."""

    when: NotRequired[NodeTrace]
    """For whom it is asked."""

    condition: NodeTrace
    """What it asks, node by node. Of a rule that is not applicable it shows what it would ask."""


Schooling: TypeAlias = Literal[
    # 小学
    "primary",
    # 初中
    "junior_middle",
    # 高中
    "senior_middle",
    # 职高 (职业高中)
    "vocational_senior",
    # 技校 (技工学校)
    "technical_school",
    # 职专 (职业中专), 中专
    "secondary_vocational",
    # 大专
    "junior_college",
    # 本科
    "bachelor",
    # 硕士
    "master",
    # 博士
    "doctor",
]
"""Highest schooling (学历). Several kinds stand on the same step: compare with [`Schooling::step`], never by position."""


class SearchEntry(TypedDict):
    """One entry of a list to search: a work type, a unit, a city."""

    key: str
    """What a hit returns: the code, or the name where there is none. No two entries share one."""

    name: str
    """The name, at most 255 characters."""

    aliases: NotRequired[list[str]]
    """Other names it is found by, old ones for instance."""

    standing: NotRequired[Standing]
    """Whether it is in force."""

    weight: NotRequired[int]
    """Among equally good hits the higher comes first."""

    instead: NotRequired[list[str]]
    """For an entry no longer in force, the keys of those to go to."""



class SearchOptions(TypedDict):
    """How a query is read. The default takes full pinyin and initials, and turns to fuzzy sounds and then to typing errors
    only where nothing else matches.
    """

    double_pinyin: NotRequired[DoublePinyin | None]
    """The letters are keys of this scheme (双拼) and not full pinyin."""

    fuzzy: NotRequired[Fallback]
    """When sounds that many speakers do not tell apart count as the same."""

    sounds: NotRequired[FuzzySounds]
    """Which sounds those are."""

    typo: NotRequired[Fallback]
    """When one syllable may be misspelt by one letter too many, too few, wrong, or swapped with its neighbour. Needs five
    Latin letters in the query, and everything typed in full, the last syllable cut anywhere: initials have no letter to
    spare, and beside an error they would let in names that nobody meant.
    """



class Seat(TypedDict):
    """Where and when the exam is."""

    batch: str
    """The batch, whose ticket window holds."""

    number: str
    """准考证号"""

    site: str
    """考点"""

    address: NotRequired[str | None]
    """考点地址"""

    room: str
    """考场"""

    seat: str
    """座位号"""

    sessions: list[Session]
    """When each subject is examined."""



class ServiceCounting(TypedDict):
    """Which periods of service count, and how they join. Days that several periods share count once."""

    kinds: list[ServiceKind]
    """Kinds of period that count."""

    on_change: OnChange
    """What a change of work type does."""


ServiceKind: TypeAlias = Literal[
    # 工作
    "work",
    # 服兵役
    "military",
    # 技工学校等对口专业学习
    "school",
]
"""What a stretch of work was."""

ServicePeriod = TypedDict(
    "ServicePeriod",
    {
        # The first day.
        "from": "Day",
        # The last day; none where it goes on.
        "until": "NotRequired[Day | None]",
        # The work type, by code or name; none where it was no work of a type.
        "work_type": "NotRequired[str | None]",
        # What it was.
        "kind": "NotRequired[ServiceKind]",
    },
)
"""A stretch of work."""

Session = TypedDict(
    "Session",
    {
        # The subject, by its name in the procedure.
        "subject": "str",
        # It begins.
        "from": "Moment",
        # It ends.
        "until": "Moment",
    },
)
"""When a subject is examined."""

Severity: TypeAlias = Literal[
    # Good to know; it holds nothing up.
    "note",
    # A person must look.
    "review",
    # Acknowledge and go on.
    "confirm",
    # An answer or a material is missing.
    "supply",
    # It cannot go on like this.
    "refuse",
]
"""How much a finding weighs. The order is that of the verdict: the later, the heavier."""

Shown: TypeAlias = Literal[
    # Met, and the rule turns on it if it can.
    "met",
    # Not met, and the rule turns on it if it can.
    "unmet",
    # Left open.
    "unknown",
]
"""What a case shows of a comparison."""


class SmsAnswer(TypedDict):
    """What an ask for a verification code answers."""

    send: bool
    """Whether a code may be sent now; the host then remembers the time."""

    retry_after: int
    """In how many seconds the next may be asked for: what a page counts down, a reload included."""

    complaint: NotRequired[Complaint]
    """Why not."""



class Solution(TypedDict):
    """An answered challenge."""

    challenge: str
    """The challenge, as it was issued."""

    answer: str
    """What was typed."""



class SolvedChallenge(TypedDict):
    """A challenge that was solved."""

    nonce: str
    """Its nonce, in hexadecimal."""

    expires: Timestamp
    """When it ends by itself."""



class SourcedArrayOfLevel(TypedDict):
    """A value with its source."""

    value: list[Level]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedArrayOfRegion(TypedDict):
    """A value with its source."""

    value: list[Region]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedArrayOfString(TypedDict):
    """A value with its source."""

    value: list[str]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedArrayOfText(TypedDict):
    """A value with its source."""

    value: list[Text]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedArrayOfUint32(TypedDict):
    """A value with its source."""

    value: list[int]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedMapFromLevelToArrayOfString(TypedDict):
    """A value with its source."""

    value: dict[str, list[str]]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedMapFromRetirementCategoryToRetirementSchedule(TypedDict):
    """A value with its source."""

    value: dict[str, RetirementSchedule]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedMapOfText(TypedDict):
    """A value with its source."""

    value: dict[str, Text]
    """The value."""

    citation: Citation
    """Its source."""



class SourcedText(TypedDict):
    """A value with its source."""

    value: Text
    """The value."""

    citation: Citation
    """Its source."""



class SourcedUint32(TypedDict):
    """A value with its source."""

    value: int
    """The value."""

    citation: Citation
    """Its source."""



class Span(TypedDict):
    """A piece of the matched text to highlight, in the units of three kinds of hosts."""

    chars: Extent2
    """In characters (Unicode scalar values), as Python counts."""

    utf8: Extent2
    """In bytes of UTF-8, as Rust counts."""

    utf16: Extent2
    """In units of UTF-16, as JavaScript counts."""



class Sql(TypedDict):
    """A policy's verdict in SQL."""

    verdict: str
    """Of everybody, by `declared_level`; `NULL` without one."""

    levels: dict[str, str]
    """Of those who declare a level, by the level's name."""

    columns: list[str]
    """Columns of the form that it reads, by name."""

    computed: list[str]
    """Columns that have to be worked out before, by name; all are integers."""



class Stage(TypedDict):
    """A stage of review."""

    name: str
    """Its name."""

    label: Text
    """What it is called."""

    role: Role
    """Whose it is."""

    levels: NotRequired[list[Level] | None]
    """For which levels; all where not given."""

    regions: NotRequired[list[str] | None]
    """In which regions; all where not given."""

    windows: NotRequired[list[Window]]
    """When it works; always where none is given."""

    citation: Citation
    """Its source."""


Standing: TypeAlias = Literal[
    # In force.
    "current",
    # Merged into another (合并).
    "merged",
    # Cancelled (取消).
    "cancelled",
]
"""Whether an entry is in force. Those in force rank first."""


class Start(TypedDict):
    """Region and level, chosen before the form opens."""

    application: ApplicationName
    """The application's name: anything the host has not used before, and nothing personal."""

    candidate: Candidate
    """The person, as real-name verification knows them."""

    region: str
    """报名地市"""

    level: Level
    """申报级别"""

    copy: NotRequired[ApplicationForm | None]
    """An earlier form of the same person, from which what still fits is copied."""



class StateEntry(TypedDict):
    """A state, in words."""

    name: StateName
    """Its name."""

    label: Text
    """What it is called."""

    next: Text
    """What comes next for the applicant."""

    ends: NotRequired[bool]
    """Whether nothing has to follow."""


StateName: TypeAlias = Literal[
    # 填报中: may be anything, valid or not.
    "draft",
    # 待确认: submitted, and findings were shown that have to be acknowledged.
    "awaiting_confirmation",
    # 待上传资料: submitted, and materials are missing.
    "awaiting_materials",
    # 审核中: at a stage of the review.
    "under_review",
    # 需补充: sent back, with the named items unlocked.
    "supplement_requested",
    # 现场审核: the papers are looked at on site.
    "on_site_review",
    # 审核通过
    "approved",
    # 审核不通过
    "rejected",
    # 准考证已开放
    "ticket_open",
    # 已考核
    "examined",
    # 已办结
    "closed",
    # 已撤回
    "withdrawn",
]
"""Where an application stands."""


class StatisticsRecord(TypedDict):
    """What is counted of an application: columns of a host's table, or [`Record::of`] a state."""

    region: str
    """报名地市"""

    level: Level
    """申报级别"""

    work_type: NotRequired[str | None]
    """申报岗位工种"""

    unit: NotRequired[str | None]
    """单位"""

    state: StateName
    """Where it stands."""

    submitted: bool
    """Whether it was ever submitted; what is only a draft orders nothing."""

    textbooks: NotRequired[TextbookOrders]
    """教材预订"""

    stage: NotRequired[str | None]
    """The stage of review."""

    claimed_by: NotRequired[Masked | None]
    """On whose desk it lies."""

    since: Timestamp
    """Since when it stands there."""



class StatisticsReport(TypedDict):
    """What was counted. Every list is sorted by its names."""

    total: int
    """How many applications."""

    applications: list[ApplicationCount]
    """By region, level, work type and state."""

    textbooks: list[TextbookCount]
    """Textbooks to order, by title and unit: of what was submitted and neither withdrawn nor refused."""

    queues: list[Waiting]
    """What waits at each stage."""

    loads: list[Waiting]
    """What lies on each desk."""

    queue_days: list[int]
    """The steps of age, in days: below the first, below the second, …, and the rest."""

    beyond: int
    """How many were not told apart, because there were too many different rows."""



class Step(TypedDict):
    """One change."""

    how: How
    """What kind of change it is."""

    field: str
    """The field of the form."""

    extent: Extent
    """What it would have to be."""



class StoredFile(TypedDict):
    """A file that is there."""

    number: int
    """Its number: that of the event that brought it."""

    material: str
    """The material it is for."""

    digest: FileDigest
    """SHA-256 of its content."""

    name: NotRequired[Masked | None]
    """What it was called."""

    replaces: NotRequired[int | None]
    """The number of the file it replaced, which the log and the host's store still have."""

    by: ActorStamp
    """Who sent it."""

    at: Timestamp
    """When."""



class Subject(TypedDict):
    """A subject (科目)."""

    name: str
    """Its name in data."""

    label: Text
    """What it is called."""

    full_mark: int
    """The full mark."""



class SubjectList(TypedDict):
    """What is examined at some levels."""

    levels: list[Level]
    """At which levels."""

    subjects: list[Subject]
    """The subjects, in order."""

    citation: Citation
    """The source."""



class Submission(TypedDict):
    """What was submitted."""

    at: Timestamp
    """When."""

    count: int
    """How often it has been submitted."""

    policy: PolicyStamp
    """The policy it was judged by, which stays."""

    content: str
    """The digest of form and files."""

    acknowledged: list[str]
    """What was acknowledged."""



class Submitted(TypedDict):
    """A submission."""

    policy: PolicyStamp
    """The policy it was judged by."""

    content: str
    """The digest of form and files."""

    acknowledged: list[str]
    """What was acknowledged, by digest."""

    stage: str
    """The stage it is at."""



class SupplementRequest(TypedDict):
    """What has to be corrected or supplied, and why."""

    items: list[str]
    """What is unlocked: fields of the form, as `current.obtained_year`, and materials, as `uploads.diploma`."""

    grounds: Grounds
    """Why."""



class TableFault(TypedDict):
    """Rubbish of one kind in one column."""

    column: str
    """The column."""

    kind: str
    """What is wrong."""

    rows: int
    """In how many rows."""



class Text(TypedDict):
    """A text in both languages of the library."""

    zh: str
    """For the applicant, in plain Chinese."""

    en: str
    """The same in English."""



class TextbookCount(TypedDict):
    """Textbooks of a unit."""

    unit: str
    """单位; empty where none was given."""

    professional_ethics: int
    """职业道德"""

    vocational_ability: int
    """职业能力"""

    post_skills: int
    """岗位技能"""



class TextbookOrders(TypedDict):
    """Textbook orders (教材预订). Some rounds do not ask; then nothing is given."""

    professional_ethics: NotRequired[bool | None]
    """职业道德"""

    vocational_ability: NotRequired[bool | None]
    """职业能力"""

    post_skills: NotRequired[bool | None]
    """岗位技能"""



class TicketWindow(TypedDict):
    """When the tickets of a batch may be printed."""

    batch: str
    """The batch's name."""

    levels: list[Level]
    """For which levels."""

    regions: NotRequired[list[str] | None]
    """In which regions; all where not given."""

    opens: Moment
    """The first moment."""

    closes: Moment
    """The moment it is over."""

    citation: Citation
    """Its source."""


Tier: TypeAlias = Literal[
    # The whole name, in hanzi or in full syllables, or the code.
    "exact",
    # The start of the name, read as it is meant there.
    "start",
    # The start of the name, some character read otherwise than it is meant there.
    "start_other_reading",
    # The start of a word inside the name, read as it is meant there.
    "word_start",
    # Anywhere inside the name.
    "inside",
    # Anywhere, with sounds that are alike.
    "fuzzy_sound",
    # Anywhere, with one typing error.
    "typo",
]
"""How well an entry matched; the better first."""


class TokenRecord(TypedDict):
    """A token as the application knows it."""

    material: str
    """The material it opens."""

    nonce: str
    """Its nonce, in hexadecimal."""

    expires: Timestamp
    """When it ends."""

    status: TokenStatus
    """What became of it."""


TokenStatus: TypeAlias = Literal[
    # It opens its slot once.
    "live",
    # It did.
    "used",
    # It was taken back.
    "revoked",
]
"""What became of a token."""


class TokenUpload(TypedDict):
    """One file by a token; the token knows the material."""

    token: Masked
    """The token."""

    material: str
    """The material the page says it is for."""

    digest: FileDigest
    """SHA-256 of the content."""

    name: NotRequired[Masked | None]
    """What it was called."""



class Touching(TypedDict):
    """How much writing touches each side of a picture as it is shown, turned by its orientation: 0 where none does, 100 where as much
    as inside. A page all of which is in the picture has a margin. Measures, not a verdict.
    """

    left: int
    """On the left."""

    top: int
    """Above."""

    right: int
    """On the right."""

    bottom: int
    """Below."""


Transition = TypedDict(
    "Transition",
    {
        # What is asked.
        "action": "Action",
        # In which states; none for what makes an application.
        "from": "list[StateName]",
        # Where each outcome leads; the state stays where nothing is given.
        "to": "NotRequired[dict[str, StateName] | None]",
        # Who may.
        "roles": "list[Role]",
        # What must hold, asked in this order.
        "guards": "NotRequired[list[Guard]]",
        # Its source.
        "citation": "Citation",
    },
)
"""A row of the table."""


class Uncovered(TypedDict):
    """What no case shows of a rule."""

    level: Level
    """The level."""

    rule: str
    """The rule."""

    status: RuleStatus
    """The status that is not shown."""



class Unfinished(TypedDict):
    """What was not gone through."""

    level: NotRequired[Level]
    """The level; none where it is about all of them."""

    names: list[str]
    """The rules, the exception, or the quantities."""

    reason: Reason2
    """Why."""

    combinations: NotRequired[int]
    """How many combinations it has, where that is the reason."""



class Unit(TypedDict):
    """A unit (单位)."""

    code: str
    """Its code, unique in the tree."""

    name: str
    """Its name."""

    parent: NotRequired[str | None]
    """The code of the unit above it; none for a root."""

    category: NotRequired[UnitCategory | None]
    """单位类别"""

    rank: NotRequired[UnitRank | None]
    """单位级别"""


UnitCategory: TypeAlias = Literal[
    # 行政
    "administrative",
    # 事业
    "public_institution",
]
"""Kind of unit (单位类别)."""

UnitRank: TypeAlias = Literal[
    # 乡镇
    "township",
    # 县
    "county",
    # 省辖市
    "city",
    # 省直
    "province",
]
"""Administrative rank of a unit (单位级别), the lowest first."""


class Upload(TypedDict):
    """One file sent for one material."""

    material: str
    """Name of the material in the policy's list."""

    digest: FileDigest
    """The content's digest."""

    name: NotRequired[Masked | None]
    """What the file is called. A document is named after its title."""



class UploadLink(TypedDict):
    """What the desktop shows for a phone to upload."""

    link: NotRequired[str]
    """The address before the token, and the token."""

    token: NotRequired[str]
    """The token alone."""

    key: NotRequired[str]
    """By what a host finds the application of a token."""

    qr: NotRequired[str]
    """The link as a QR code in SVG."""

    refusal: NotRequired[Refusal]
    """Why there is none."""



class UploadReport(TypedDict):
    """What there is to say about one upload."""

    verdict: Verdict
    """The sum. To confirm means that the file may be used all the same, once somebody has looked at the advice."""

    material: str
    """The material."""

    findings: list[Finding]
    """Everything there is to say, the heaviest first. Paths are those of `file`."""

    file: FileReport
    """What is in the file."""

    documents: dict[str, Document]
    """The documents its citations name."""



class UsedChallenge(TypedDict):
    """A challenge that was used."""

    nonce: str
    """Its nonce, in hexadecimal."""

    expires: Timestamp
    """When it ends by itself."""


Verdict: TypeAlias = Literal[
    # Nothing stands in the way.
    "pass",
    # A person must look.
    "review",
    # Something must be acknowledged.
    "confirm",
    # An answer or a material is missing.
    "supply",
    # It cannot go on like this.
    "refuse",
]
"""The sum of a report: its heaviest severity, where a note alone still passes."""


class Verified(TypedDict):
    """What real-name verification said of the account."""

    name: Masked
    """姓名"""

    identity_number: Masked
    """身份证号"""



class Waiting(TypedDict):
    """What waits somewhere."""

    name: Masked
    """The stage, or the account of the desk."""

    count: int
    """How many."""

    ages: list[int]
    """How many of each step of age."""

    oldest: NotRequired[Timestamp]
    """Since when the oldest."""



class Window(TypedDict):
    """A time during which some people may act."""

    role: Role
    """Who may act."""

    levels: list[Level]
    """For which levels."""

    regions: NotRequired[list[str] | None]
    """In which regions; every region of the round where not given."""

    opens: Moment
    """The first moment."""

    closes: Moment
    """The moment it is over."""

    citation: Citation
    """Its source."""



class Witness(TypedDict):
    """A case that shows what none shows."""

    level: Level
    """The level."""

    rule: str
    """The rule."""

    path: str
    """The comparison."""

    shows: Shown
    """What it shows."""

    case: str
    """The case as it would stand in the policy's files. What it expects is what the policy says today."""



class WorkType(TypedDict):
    """A work type (工种) of a catalogue."""

    code: str
    """What forms and certificates refer to it by: the catalogue's code, or the name where the catalogue has no codes."""

    name: str
    """Its name."""

    group: NotRequired[str | None]
    """The group it stands in, as the catalogue names it."""

    levels: NotRequired[list[Level] | None]
    """The levels open to it; none where the catalogue does not say."""

    status: NotRequired[WorkTypeStatus]
    """Whether it may still be declared."""

    merged_into: NotRequired[str | None]
    """For a merged type, the code of the type it went into (合并后的新工种)."""

    neighbours: NotRequired[list[str]]
    """For a cancelled type, the codes of the neighbouring types open to it (就近岗位工种)."""

    provinces: NotRequired[list[str]]
    """Provinces that use the name, in a catalogue that gathers several."""

    source: NotRequired[str | None]
    """Where the row comes from."""



class WorkTypeGroup(TypedDict):
    """A group of work types that the policy's rules speak of (工种类别)."""

    label: Text
    """What it is called."""

    work_types: NotRequired[list[str]]
    """Work types in it, by code or name."""

    catalogue_groups: NotRequired[list[str]]
    """Groups of the catalogue whose work types are in it."""

    citation: Citation
    """Its source."""


WorkTypeStatus: TypeAlias = Literal[
    # In force.
    "current",
    # 合并: declare the type it was merged into.
    "merged",
    # 取消: declare a neighbouring type, with the consent of the unit's personnel office.
    "cancelled",
]
"""Whether a work type may still be declared."""

YearOnly: TypeAlias = Literal[
    # As its first day.
    "first_day",
    # As its last day.
    "last_day",
    # As any of its days: what turns on it stays open until the certificate's day of issue is given.
    "day_of_issue",
]
"""How a bare year is read."""


class Years(TypedDict):
    """A number of years."""

    years: int
    """How many, 0 to 100."""



class YearsBefore(TypedDict):
    """A day some years before the exam year."""

    years: int
    """How many, 0 to 100."""

    month: int
    """1 to 12."""

    day: int
    """1 to 31."""


Answer: TypeAlias = bool | int | str
"""An answer to a fact that a policy declares: `true`, a whole number, or a word or day as text."""

ApplicationName: TypeAlias = str
"""An application's name: 1 to 64 letters, digits, `-` and `_`, and no identity or mobile number, for it stands in links."""

Bytes: TypeAlias = str
"""Bytes, written in hexadecimal; they show nothing of themselves in `Debug`."""

Command: TypeAlias = CommandStart | CommandRestart | CommandSave | CommandSubmit | CommandUpload | CommandReplace | CommandRemove | CommandIssueToken | CommandRevokeToken | CommandUploadByToken | Literal["print_form"] | Literal["withdraw"] | Literal["lapse"] | Literal["claim"] | Literal["release"] | Literal["pass"] | CommandReject | CommandRequestSupplement | Literal["refer_on_site"] | CommandDisqualify | CommandArrange | Literal["open_ticket"] | CommandPrintTicket | CommandRecordAttendance | CommandRecordResult | CommandPublishResult | Literal["view_result"]
"""A command: one key, the action, with what it brings."""

Constant: TypeAlias = bool | str
"""A word or a flag to be equal to."""

DataImage: TypeAlias = str
"""A PNG or JPEG as a `data:` address, of at most two million characters. Nothing else gets into a page: no address that would be
fetched, no drawing that could hold a script.
"""

Day: TypeAlias = str
"""A day, written `2022-03-07`. No time zone: every day of this domain is a day in China."""

DayRule: TypeAlias = DayRuleFixed | DayRuleExamYear | DayRuleYearBefore | DayRuleYearsBefore | DayRuleReportDay | DayRuleBeforeReport
"""Which day it is."""

FileDigest: TypeAlias = str
"""SHA-256 of a file's content: 64 hexadecimal digits in lower case."""

Happening: TypeAlias = HappeningStarted | HappeningRestarted | HappeningSaved | HappeningConfirmationAsked | HappeningMaterialsAsked | HappeningSubmitted | HappeningFileAdded | HappeningFileReplaced | HappeningFileRemoved | HappeningTokenIssued | HappeningTokenRevoked | HappeningFormPrinted | Literal["withdrawn"] | Literal["lapsed"] | Literal["claimed"] | Literal["released"] | HappeningPassed | HappeningRejected | HappeningSupplementRequested | Literal["referred_on_site"] | HappeningDisqualified | HappeningArranged | Literal["ticket_opened"] | HappeningTicketPrinted | HappeningAttendanceRecorded | HappeningResultRecorded | HappeningResultPublished | Literal["result_viewed"]
"""What happened."""

Masked: TypeAlias = str
"""A text that identifies a person: a name, an identity number, a mobile number. It serialises whole, for the form is
useless without it; `Debug` shows its length only.
"""

MatchedText: TypeAlias = Literal["name"] | MatchedTextAlias | Literal["key"]
"""Which text of the entry matched."""

Moment: TypeAlias = str
"""A minute of a day, written `2022-03-21T24:00`. Notices close "at 24:00", which is written as they write it and equals
00:00 of the next day in every comparison.
"""

Observed: TypeAlias = bool | int | str | list[str] | ObservedLeast | ObservedFirst
"""A value asked for or found."""

if TYPE_CHECKING:
    Param: TypeAlias = 'int | str | list[Param] | Text'
    """A value a message speaks of."""
else:
    Param = int | str | list[object] | Text

Timestamp: TypeAlias = str
"""A second, written `2022-03-18T09:00:00`, always in China standard time. A text with an offset (`Z`, `+08:00`) is read and
converted, fractions of a second are cut off; what is written has neither.
"""

for _name in __all__:
    leave_to_the_core(globals()[_name])
