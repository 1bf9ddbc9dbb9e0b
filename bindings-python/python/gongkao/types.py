"""The contract as types: what goes in and what comes out, as plain dicts.

Written by `cargo xtask data` from the types of the core.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

__all__ = [
    "Acknowledgement",
    "Ancestor",
    "Answer",
    "ApplicationForm",
    "Assessment",
    "AssessmentCounting",
    "AssessmentGrade",
    "Award",
    "AwardCounting",
    "AwardFilter",
    "AwardGrade",
    "AwardKind",
    "Candidate",
    "CatalogueData",
    "Certificate",
    "CertificateLibrary",
    "CertificateYear",
    "Citation",
    "Claim",
    "Code",
    "Comparison",
    "Condition",
    "Confidence",
    "Constant",
    "Count",
    "Counting",
    "CountingTable",
    "CurrentPost",
    "DatedValue",
    "Day",
    "DayRule",
    "DayRuleBeforeReport",
    "DayRuleExamYear",
    "DayRuleFixed",
    "DayRuleReportDay",
    "DayRuleYearBefore",
    "DayRuleYearsBefore",
    "DecisionRecord",
    "DeclaredPost",
    "Difference",
    "Document",
    "Effect",
    "Empty",
    "ExceptionClaim",
    "ExceptionRule",
    "Expectation",
    "Extent",
    "Fact",
    "FactKind",
    "FactWord",
    "Family",
    "FileDigest",
    "Finding",
    "FindingRule",
    "FormLimits",
    "Grant",
    "Granularity",
    "HeldLevel",
    "Hit",
    "Instead",
    "Judge",
    "Judged",
    "LastYear",
    "Level",
    "Lifted",
    "LiftedNode",
    "Masked",
    "MatchedText",
    "MatchedTextAlias",
    "Material",
    "MaterialRow",
    "MaterialRule",
    "Moment",
    "MonthDay",
    "NamedDay",
    "Need",
    "NodeKind",
    "NodeTrace",
    "Observed",
    "ObservedFirst",
    "ObservedLeast",
    "Offset",
    "OnChange",
    "Outcome",
    "Param",
    "Parameter",
    "Penalty",
    "PenaltyKind",
    "PolicyCase",
    "PolicyIdentity",
    "PolicySource",
    "PolicyStamp",
    "Quantity",
    "Reduction",
    "Region",
    "Replacement",
    "Report",
    "RetirementCategory",
    "RetirementSchedule",
    "Role",
    "Round",
    "RowNeed",
    "Rule",
    "RuleRecord",
    "RuleStatus",
    "RuleTrace",
    "Schooling",
    "ServiceCounting",
    "ServiceKind",
    "ServicePeriod",
    "Severity",
    "SourcedArrayOfRegion",
    "SourcedArrayOfString",
    "SourcedMapFromRetirementCategoryToRetirementSchedule",
    "SourcedUint32",
    "Span",
    "Standing",
    "Text",
    "TextbookOrders",
    "Tier",
    "Unit",
    "UnitCategory",
    "UnitRank",
    "Upload",
    "Verdict",
    "Window",
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



class Ancestor(TypedDict):
    """A policy that another was made from."""

    id: str
    """Its name."""

    version: int
    """Its version."""

    digest: str
    """SHA-256 of its content."""


Answer: TypeAlias = "bool | int | str"
"""An answer to a fact that a policy declares: `true`, a whole number, or a word or day as text."""


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

    answers: NotRequired[dict[str, Answer]]
    """Answers to what the policy itself asks (`facts`), by name."""

    uploads: NotRequired[list[Upload]]
    """上传资料: what has been sent so far."""



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

Constant: TypeAlias = "bool | str"
"""A word or a flag to be equal to."""

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

Day: TypeAlias = "str"
"""A day, written `2022-03-07`. No time zone: every day of this domain is a day in China."""

DayRule: TypeAlias = "DayRuleFixed | DayRuleExamYear | DayRuleYearBefore | DayRuleYearsBefore | DayRuleReportDay | DayRuleBeforeReport"
"""Which day it is."""


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



class Extent(TypedDict):
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


Family: TypeAlias = Literal[
    # 报名条件: who may sit the exam.
    "eligibility",
    # 岗位晋升与聘用: who may be appointed to a post after the certificate.
    "appointment",
]
"""What a policy decides. Policies of different families never stand in for each other."""

FileDigest: TypeAlias = "str"
"""SHA-256 of a file's content: 64 hexadecimal digits in lower case."""


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



class FormLimits(TypedDict):
    """The limits of the form."""

    minimum_work_age: SourcedUint32
    """The age in full years below which nobody starts work."""

    grounds_characters: SourcedUint32
    """The longest 破格晋升说明, in characters."""

    required: SourcedArrayOfString
    """Fields an application cannot be submitted without."""



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



class Instead(TypedDict):
    """Another finding for a rule that does not hold."""

    when: Condition
    """When."""

    code: Code
    """What is said."""


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


Masked: TypeAlias = "str"
"""A text that identifies a person: a name, an identity number, a mobile number. It serialises whole, for the form is
useless without it; `Debug` shows its length only.
"""

MatchedText: TypeAlias = "Literal['name'] | MatchedTextAlias | Literal['key']"
"""Which text of the entry matched."""


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

    citation: Citation
    """Its source."""


Moment: TypeAlias = "str"
"""A minute of a day, written `2022-03-21T24:00`. Notices close "at 24:00", which is written as they write it and equals
00:00 of the next day in every comparison.
"""


class MonthDay(TypedDict):
    """A day of any year."""

    month: int
    """1 to 12."""

    day: int
    """1 to 31."""



class NamedDay(TypedDict):
    """A day the policy names."""

    day: DayRule
    """Which day."""

    citation: Citation
    """Its source."""


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


Observed: TypeAlias = "bool | int | str | list[str] | ObservedLeast | ObservedFirst"
"""A value asked for or found."""


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

Outcome: TypeAlias = Literal[
    # It does not hold, whatever the missing answers.
    "unmet",
    # It depends on answers not given.
    "unknown",
    # It holds, whatever the missing answers.
    "met",
]
"""Truth in three values (Kleene): an answer not given is unknown, never false."""

Param: TypeAlias = "int | str | list[Param] | Text"
"""A value a message speaks of."""


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


class Reduction(TypedDict):
    """A number that is lowered."""

    parameter: str
    """The parameter that is lowered."""

    by: str
    """The parameter that says by how much."""



class Region(TypedDict):
    """A place of registration."""

    code: str
    """Division code (行政区划代码)."""

    name: str
    """Its name."""


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



class SourcedMapFromRetirementCategoryToRetirementSchedule(TypedDict):
    """A value with its source."""

    value: dict[str, RetirementSchedule]
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

    chars: Extent
    """In characters (Unicode scalar values), as Python counts."""

    utf8: Extent
    """In bytes of UTF-8, as Rust counts."""

    utf16: Extent
    """In units of UTF-16, as JavaScript counts."""


Standing: TypeAlias = Literal[
    # In force.
    "current",
    # Merged into another (合并).
    "merged",
    # Cancelled (取消).
    "cancelled",
]
"""Whether an entry is in force. Those in force rank first."""


class Text(TypedDict):
    """A text in both languages of the library."""

    zh: str
    """For the applicant, in plain Chinese."""

    en: str
    """The same in English."""



class TextbookOrders(TypedDict):
    """Textbook orders (教材预订). Some rounds do not ask; then nothing is given."""

    professional_ethics: NotRequired[bool | None]
    """职业道德"""

    vocational_ability: NotRequired[bool | None]
    """职业能力"""

    post_skills: NotRequired[bool | None]
    """岗位技能"""


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

