// Written by `cargo xtask data` from the types of the core.

/** The applicant's "确定" to one finding, on the form as it was when it was shown. */
export interface Acknowledgement {
  /** The finding's digest. */
  digest: string;
}

/** What somebody may ask of an application. Each is a command of the same name. */
export type Action =
  /** Choose region and level, which makes a draft. */
  | 'start'
  /** Delete what was filled in and start again, keeping what still fits. */
  | 'restart'
  /** Save the form, valid or not. */
  | 'save'
  /** Submit. */
  | 'submit'
  /** Add one file. */
  | 'upload'
  /** Put one file in the place of another. */
  | 'replace'
  /** Take one file out. */
  | 'remove'
  /** Make a token by which a phone may send one file. */
  | 'issue_token'
  /** Take that token back. */
  | 'revoke_token'
  /** Add the one file a token is for. */
  | 'upload_by_token'
  /** Print the application form and its cover. */
  | 'print_form'
  /** Take the application back. */
  | 'withdraw'
  /** Give up a draft whose time has passed. */
  | 'lapse'
  /** Take an application on one's desk. */
  | 'claim'
  /** Put it back. */
  | 'release'
  /** Pass it at this stage. */
  | 'pass'
  /** Refuse it for good. */
  | 'reject'
  /** Send it back for correction or more material. */
  | 'request_supplement'
  /** Send it to the on-site review. */
  | 'refer_on_site'
  /** Cancel it for something found out later. */
  | 'disqualify'
  /** Give the ticket its batch, number and seat. */
  | 'arrange'
  /** Open the printing of the ticket. */
  | 'open_ticket'
  /** Print the ticket. */
  | 'print_ticket'
  /** Note who came to the exam. */
  | 'record_attendance'
  /** Note the result. */
  | 'record_result'
  /** Publish the result, now or from a later time. */
  | 'publish_result'
  /** Look at the result. */
  | 'view_result';

/** An action as it stands for whoever asks. */
export interface ActionView {
  /** Which. */
  action: Action;
  /** Whether it may be done now. */
  permission: Permission;
  /** Everything that stands in the way, in the order in which it is asked. */
  blocked_by: Refusal[];
  /** What the command will be looked at for. */
  asks: Guard[];
  /** What has to be acknowledged with it, by digest. */
  confirmations: string[];
  /** Until when it may be done, as far as that is known. */
  until?: Moment;
  /** What that time leans on that no source settles; a province may set it otherwise. */
  assumed?: Basis[];
}

/** Who asks. */
export interface Actor {
  /** The account. */
  id: Masked;
  /** In which role. */
  role: Role;
  /** The regions the account is in charge of; all where not given. Nothing to an applicant. */
  regions?: string[] | null;
  /**
   * The units the account is in charge of, those below them included by the host; all where not given. Nothing to an
   * applicant.
   */
  units?: string[] | null;
}

/** Who acted. */
export interface ActorStamp {
  /** The account. */
  id: Masked;
  /** In which role. */
  role: Role;
}

/** A file that came. */
export interface AddedFile {
  /** The material it is for. */
  material: string;
  /** SHA-256 of its content. */
  digest: FileDigest;
  /** What it was called. */
  name?: Masked | null;
  /** Whether it came by the material's token. */
  by_token?: boolean;
}

/** What would meet the rules. */
export interface Advice {
  /** The day of registration it is for; none where nothing that is not fixed would do. */
  on?: Foreseen;
  /** What has to change besides the day; empty where waiting does, or nothing is needed. */
  steps: Step[];
  /** What it costs, by the library's own weights. */
  cost: number;
  /** Whether ways were left out because there are too many combinations. */
  incomplete?: boolean;
  /** The level declared. */
  level?: Level;
}

/** What a policy can and cannot do. */
export interface Analysis {
  /** What was found, level by level. */
  found: Found[];
  /** What would have taken too many combinations, and of which nothing is said. */
  unfinished: Unfinished[];
  /** How many combinations were gone through. */
  combinations: number;
}

/** A policy that another was made from. */
export interface Ancestor {
  /** Its name. */
  id: string;
  /** Its version. */
  version: number;
  /** SHA-256 of its content. */
  digest: string;
}

/** An answer to a fact that a policy declares: `true`, a whole number, or a word or day as text. */
export type Answer = boolean | number | string;

/** How many applications are alike. */
export interface ApplicationCount {
  /** 报名地市 */
  region: string;
  /** 申报级别 */
  level: Level;
  /** 申报岗位工种; empty where none was chosen yet. */
  work_type: string;
  /** Where they stand. */
  state: StateName;
  /** How many. */
  count: number;
}

/** One thing that happened. */
export interface ApplicationEvent {
  /** The format it is written in. */
  format: number;
  /** The application it belongs to. */
  application: string;
  /** Its number, from 1, without holes. */
  number: number;
  /** When it happened. */
  at: Timestamp;
  /** Who did it. A file sent by somebody other than the applicant was sent on the applicant's behalf. */
  by: ActorStamp;
  /** By which procedure it was decided. */
  procedure: ProcedureStamp;
  /** Where the application stood; nowhere before the first event. */
  from?: StateName | null;
  /** Where it stands since. */
  to: StateName;
  /** What happened. */
  what: Happening;
  /** The digest of the event before; empty before the first. */
  previous: string;
  /** SHA-256 over `previous` and over the JSON of all fields before it, each led by its length in eight bytes, the lowest first. */
  digest: string;
}

/** The form (报名信息). A field left out is an answer not given yet, which is never the same as "no". */
export interface ApplicationForm {
  /** The person, from real-name verification. */
  candidate: Candidate;
  /** 报名地市: a division code of the round. */
  region?: string | null;
  /** 申报级别, chosen with the region before the form opens. */
  declared_level?: Level | null;
  /** 单位: a code of the unit tree. */
  unit?: string | null;
  /** 单位类别 */
  unit_category?: UnitCategory | null;
  /** 单位级别 */
  unit_rank?: UnitRank | null;
  /** 参加工作时间 */
  work_start?: Day | null;
  /** What is held now. */
  current?: CurrentPost;
  /** What is declared. */
  declared?: DeclaredPost;
  /** 破格晋升 */
  exception?: ExceptionClaim;
  /** 教材预订 */
  textbooks?: TextbookOrders;
  /** Day of 转正定级: probation passed and first graded for pay. Asked at level five. */
  regularised_on?: Day | null;
  /** 学历. Asked at levels two and one. */
  schooling?: Schooling | null;
  /** The level of the post the person is appointed to (聘任岗位等级). Asked at level one. */
  appointed_level?: HeldLevel | null;
  /** Day of the appointment to that post (聘任时间). */
  appointed_on?: Day | null;
  /**
   * Where and as what the person worked (工作经历), in any order; periods may overlap. Asked where a policy counts years in
   * a work type.
   */
  service?: ServicePeriod[] | null;
  /** Penalties (处分) in force or past; an empty list says there are none. */
  penalties?: Penalty[] | null;
  /** 年度考核结果, one per year, in any order. Asked at level one. */
  assessments?: Assessment[] | null;
  /** Awards; an empty list says there are none. */
  awards?: Award[] | null;
  /** What level one is asked to write. */
  narrative?: Narrative;
  /** What is written of each optional condition (1至8项可选条件) that applies, by the name of its material. Asked at level one. */
  merits?: Record<string, Masked>;
  /** 论文标题, after which the thesis file is named. Level one may have one. */
  thesis_title?: Masked | null;
  /** Answers to what the policy itself asks (`facts`), by name. */
  answers?: Record<string, Answer>;
  /** 上传资料: what has been sent so far. */
  uploads?: Upload[];
}

/** An application's name: 1 to 64 letters, digits, `-` and `_`, and no identity or mobile number, for it stands in links. */
export type ApplicationName = string;

/** An application (报名信息): a fold of its events. As JSON it is the snapshot a host keeps beside the log. */
export interface ApplicationState {
  /** The format of the snapshot. */
  format: number;
  /** The application's name. */
  application: string;
  /** By which procedure the last event was decided. */
  procedure: ProcedureStamp;
  /** How many events there were. */
  version: number;
  /** The digest of the last one. */
  head: string;
  /** Where it stands. */
  state: StateName;
  /** Since when it stands there, or at this stage. */
  since: Timestamp;
  /** When the last event happened. */
  last: Timestamp;
  /** Who applies. */
  applicant: Masked;
  /** 报名地市 */
  region: string;
  /** 申报级别 */
  level: Level;
  /** The form, without files. */
  form: ApplicationForm;
  /** The files that are there now. */
  files: StoredFile[];
  /** Upload tokens, one for a material. */
  tokens: TokenRecord[];
  /** What was submitted last. */
  submission?: Submission | null;
  /** The stage of review. */
  stage?: string | null;
  /** On whose desk it lies. */
  claim?: Claim2 | null;
  /** What has to be corrected or supplied. */
  request?: OpenRequest | null;
  /** Why it was refused or sent back last. */
  grounds?: Grounds | null;
  /** The form as it was printed last. */
  printed?: ApplicationForm | null;
  /** Where and when the exam is. */
  seat?: Seat | null;
  /** Challenges that were used and could still be tried again. */
  used_challenges?: UsedChallenge[];
  /** Whether the person came. */
  attended?: boolean | null;
  /** The result. */
  result?: ExamResult | null;
  /** From when the result may be seen. */
  published?: Timestamp | null;
}

/** The assessment of one year (年度考核). */
export interface Assessment {
  /** The year assessed. */
  year: number;
  /** Its result. */
  grade: AssessmentGrade;
}

/** Which years "the last so many assessments" are. */
export interface AssessmentCounting {
  /** The last year that counts. */
  last: LastYear;
  /** Its source. */
  citation: Citation;
}

/** The result of a year. Institutions write 合格 where state organs write 称职; both are [`AssessmentGrade::Qualified`]. */
export type AssessmentGrade =
  /** 不合格, 不称职 */
  | 'unqualified'
  /** 不定等次: assessed, but no grade given, as in the first year of work or under a penalty */
  | 'no_grade'
  /** 基本合格, 基本称职 */
  | 'basically_qualified'
  /** 合格, 称职 */
  | 'qualified'
  /** 优秀 */
  | 'excellent';

/** An award or proven achievement. */
export interface Award {
  /** What it is. */
  kind: AwardKind;
  /** Who gave it. */
  grade: AwardGrade;
  /** The year it was given. */
  year: number;
  /** Rank in a contest (名次), 1 the first. */
  rank?: number | null;
  /** Class of a prize (等奖), 1 the highest. */
  prize?: number | null;
  /** Place of the person's name among those of a joint work, 1 the first. */
  place?: number | null;
  /** Whether the person is a main contributor of a joint work (主要完成者). */
  main_contributor?: boolean | null;
  /** Class of a contest (一类赛, 二类赛), 1 the highest. */
  contest_class?: number | null;
  /** How many compete together in the event: 1 单人, 2 双人, 3 三人. */
  team?: number | null;
  /** Whether the honour is still held (荣誉保留). */
  honour_kept?: boolean | null;
}

/** Whether an award of the certificate's own year came after it. */
export interface AwardCounting {
  /** What an award of that year is taken for. */
  certificate_year: CertificateYear;
  /** The last year that counts where awards of the last so many years do; that of the assessments where not given. */
  last?: LastYear | null;
  /** Its source. */
  citation: Citation;
}

/** Which awards count. What is not given does not matter. */
export interface AwardFilter {
  /** Kinds. */
  kinds: AwardKind[];
  /** The lowest grade. */
  grade?: AwardGrade | null;
  /** Whether only awards from the year of the current certificate on count. */
  since_certificate?: boolean;
  /** Whether a rank in the contest is needed, whichever it is. */
  ranked?: boolean;
  /** A parameter: the last rank in a contest that counts. */
  rank_within?: string | null;
  /** A parameter: how many years before the exam year count, as for assessments. */
  within_years?: string | null;
  /** A parameter: the lowest class of prize. */
  prize_within?: string | null;
  /** A parameter: the last place the person's name may stand at. */
  place_within?: string | null;
  /** A parameter: the lowest class of contest (一类, 二类). */
  contest_class_within?: string | null;
  /** A parameter: how many compete together in the event, exactly. */
  team?: string | null;
  /** Whether the person must be a main contributor. */
  main_contributor?: boolean;
  /** Whether the honour must still be held. */
  honour_kept?: boolean;
}

/** Who gave an award, the lowest first. */
export type AwardGrade =
  /** 县(处)级 and below, or the unit itself */
  | 'county'
  /** 省辖市(厅)级 */
  | 'city'
  /** 省(部)级 */
  | 'province'
  /** 国家级 */
  | 'nation';

/** What an award is for. */
export type AwardKind =
  /** 劳动模范, 先进工作者 */
  | 'model_worker'
  /** 技术革新、技术发明 成果证书 */
  | 'innovation_certificate'
  /** 技能竞赛 */
  | 'skill_contest'
  /** 表彰 */
  | 'commendation'
  /** 五一劳动奖章 */
  | 'labour_medal'
  /** 技术能手 */
  | 'technical_expert'
  /** 发明专利 */
  | 'invention_patent'
  /** 实用新型专利 */
  | 'utility_model_patent'
  /** 年度优秀共产党员 */
  | 'excellent_party_member'
  /** 技术标兵 */
  | 'technical_pacesetter'
  /** 科学技术奖, 技术革新奖 */
  | 'science_prize'
  /** 论文 */
  | 'paper'
  /** 著作 */
  | 'book'
  /** 立功、战斗英雄等军队奖励 */
  | 'military_merit'
  /** 专业技术职称 */
  | 'professional_title';

/** A clause with the document it stands in. The policy and the procedure each name documents of their own. */
export interface Basis {
  /** The document. */
  document: Document;
  /** The clause, in the document's own words or numbering. */
  clause: string;
  /** How sure it is. */
  confidence: Confidence;
  /** What the source leaves open, or why this value was taken. */
  note?: string;
}

/** A draft as it began. */
export interface Begun {
  /** 报名地市 */
  region: string;
  /** 申报级别 */
  level: Level;
  /** What the form begins with. */
  form: ApplicationForm;
  /** What was not copied, because it does not fit the level: fields, and files as `uploads.diploma`. */
  dropped: string[];
}

/** What is bounded. The numbers and their reasons are those of `Limits`. */
export type Bound =
  /** Bytes of a file. */
  | 'bytes'
  /** Pixels of a picture. */
  | 'pixels'
  /** Segments of a JPEG. */
  | 'segments'
  /** Scans of a JPEG. */
  | 'scans'
  /** Entries of an archive. */
  | 'entries'
  /** Bytes an archive unpacks to. */
  | 'unpacked'
  /** How many times larger an entry unpacks. */
  | 'ratio'
  /** Bytes of one part of a document that is read as XML. */
  | 'part';

/** Bytes, written in hexadecimal; they show nothing of themselves in `Debug`. */
export type Bytes = string;

/** The person (报名人员) as real-name verification knows them. Read only for the applicant. */
export interface Candidate {
  /** 姓名 */
  name: Masked;
  /** 身份证号, as typed; sex and birth are derived from it. */
  identity_number: Masked;
  /** 手机号 */
  mobile?: Masked | null;
  /** Which retirement age applies. Not needed for men; for women it depends on the post. */
  retirement_category?: RetirementCategory | null;
}

/** What a policy's own cases show about it. */
export interface CaseReport {
  /** How many cases there are. */
  cases: number;
  /** Those that failed. */
  failed: FailedCase[];
  /** Rules that no case shows met, or none shows unmet. */
  uncovered: Uncovered[];
}

/** A catalogue as data: what the importer makes and what travels. */
export interface CatalogueData {
  /** Its name and number. */
  title: string;
  /** Its work types, in the catalogue's own order. */
  work_types: WorkType[];
}

/** A level certificate (岗位等级证书) as the province recorded it. */
export interface Certificate {
  /** Whose it is. */
  identity_number: Masked;
  /** The work type, by code or by the name of its day. */
  work_type: string;
  /** The level. */
  level: Level;
  /** The year it was obtained. */
  obtained_year: number;
  /** The day it was issued, where recorded. */
  issued_on?: Day | null;
  /** Its number, where recorded. */
  number?: Masked | null;
}

/** What the province knows was already earned (合格库). It may hold many people; only the candidate's own records are read. */
export interface CertificateLibrary {
  /** The records. */
  certificates: Certificate[];
}

/** What an award of the certificate's own year is taken for. */
export type CertificateYear =
  /** For one that came after it. */
  | 'counts'
  /** For one that came before it. */
  | 'does_not_count';

/** A challenge: `shown` for the eyes, `spoken` for the ears, `challenge` to be sent back with what was typed. */
export interface Challenge {
  /** The signed challenge. */
  challenge: string;
  /** The characters to type. */
  shown: string;
  /** The same, to be read out. */
  spoken: Text;
  /** When it ends. */
  expires: Timestamp;
}

/** A challenge, or why there is none. */
export interface ChallengeAnswer {
  /** The challenge. */
  challenge?: Challenge;
  /** Why there is none. */
  refusal?: Refusal;
}

/** A change of rules that belong together: of people for whom everything else holds. */
export interface Change {
  /** The level. */
  level: Level;
  /** The rules, of either policy, that share a quantity. */
  rules: string[];
  /** Whether 破格晋升 is claimed; then only what changes otherwise than without the claim. */
  claimed: boolean;
  /** How it came out by the old policy. */
  from: Outcome;
  /** How it comes out by the new one. */
  to: Outcome;
  /** For whom: one of these, each of which must hold whole. */
  regions: ChangeRegion[];
}

/** People for whom it changes. Regions of one change may overlap, and may hold values that nobody has together. */
export interface ChangeRegion {
  /** What they have in common. */
  extents: Extent[];
  /** One of them, whom both engines decide as is said; none where a few tries found no form that has these values. */
  example?: ApplicationForm;
}

/**
 * What changes from one policy to another, for everybody, whatever answers they have left out; a change from or to `unknown` is of such
 * people, or of rules that send to a person. Both are looked at in the exam year of the new one, to which the old one is moved.
 *
 * Each answer is in one of its classes or left out. What is half known, as years of which only the year they began in is given where that
 * leaves open on which side of a bound they lie, or an award without its rank, is no class of its own: for such people nothing is said.
 * Nor is it for those who have declared a level by exception in this exam year, or do not say whether they have.
 */
export interface Changes {
  /** What changes, level by level. */
  changes: Change[];
  /** What was not compared. */
  unfinished: Unfinished[];
  /** How many combinations were compared; at most 2⁵³ is said. */
  combinations: number;
}

/** The clause something rests on. */
export interface Citation {
  /** Key of the document in the policy's `documents`. */
  document: string;
  /** The clause, in the document's own words or numbering. */
  clause: string;
  /** How sure it is. */
  confidence: Confidence;
  /** What the source leaves open, or why this value was taken. */
  note?: string | null;
}

/** Whether an exception must be claimed. */
export type Claim =
  /** It is looked at only where 破格晋升 is ticked. */
  | 'ticked'
  /** It is looked at for everybody. */
  | 'automatic';

/** On whose desk. */
export interface Claim2 {
  /** Whose. */
  by: Masked;
  /** Since when. */
  at: Timestamp;
}

/**
 * What a finding says. The list is closed: hosts may switch over it, and a test holds that each has its message in
 * both languages and a conformance case.
 */
export type Code =
  /** A field the form cannot do without is empty. */
  | 'form/missing'
  /** The identity number is malformed. */
  | 'form/identity-number'
  /** The mobile number is malformed. */
  | 'form/mobile'
  /** The retirement category does not fit the sex. */
  | 'form/retirement-category'
  /** The region is not one of the round. */
  | 'form/region'
  /** The unit is not in the tree. */
  | 'form/unit'
  /** The level chosen first and the level in the form differ. */
  | 'form/declared-level'
  /** A work type is not in the catalogue. */
  | 'form/work-type'
  /** The declared work type was merged into another. */
  | 'form/work-type-merged'
  /** The declared work type was cancelled. */
  | 'form/work-type-cancelled'
  /** The declared work type is not open at this level. */
  | 'form/work-type-level'
  /** A year that no certificate, assessment or award can be of. */
  | 'form/year'
  /** A day or year lies after the day of the report. */
  | 'form/future'
  /** Work began before birth. */
  | 'form/before-birth'
  /** Work began before the age at which it could. */
  | 'form/work-start-early'
  /** The certificate is older than the work. */
  | 'form/certificate-before-work'
  /** 转正定级 is older than the work. */
  | 'form/regularised-before-work'
  /** A year stands beside 未定级. */
  | 'form/year-without-level'
  /** A year of assessment stands twice. */
  | 'form/assessment-twice'
  /** The certificate's day of issue lies in another year than the one given. */
  | 'form/obtained-day'
  /** An answer to what the policy asks is none of those it takes. */
  | 'form/answer'
  /** 破格晋升 is ticked without grounds. */
  | 'form/grounds-missing'
  /** Grounds stand without the tick. */
  | 'form/grounds-unclaimed'
  /** The grounds are too long. */
  | 'form/grounds-long'
  /** An upload names a material the policy does not have. */
  | 'form/material'
  /** Neither the years at the level nor the years of work are enough. */
  | 'eligibility/tenure-short'
  /** The years at the level are not enough, and nothing else would do. */
  | 'eligibility/level-years-short'
  /** The years of work are not enough, and nothing else would do. */
  | 'eligibility/work-years-short'
  /** There are more years of work than this level is for. */
  | 'eligibility/work-years-over'
  /** The level held is not the one below. */
  | 'eligibility/held-level'
  /** The level declared is not above the level held. */
  | 'eligibility/not-above'
  /** 转正定级 came too late. */
  | 'eligibility/regularisation'
  /** The schooling is not enough. */
  | 'eligibility/schooling'
  /** The assessments are not enough. */
  | 'eligibility/assessments'
  /** The person is not appointed to the post below. */
  | 'eligibility/appointment'
  /** Retirement age was reached by the cut-off. */
  | 'eligibility/retired'
  /** The work type changes. */
  | 'eligibility/work-type-changed'
  /** Any other condition of a policy is not met. */
  | 'eligibility/condition'
  /** An answer is missing on which the decision turns. */
  | 'eligibility/unknown'
  /** A condition that only people can judge. */
  | 'eligibility/judged'
  /** The same facts pass from a later day on. */
  | 'eligibility/from'
  /** A rule is not met, an exception that may lift it is claimed, and a person must decide. */
  | 'exception/referred'
  /** A rule that would not be met is lifted by an exception. */
  | 'exception/lifted'
  /** An exception says what need not be sat. */
  | 'exception/exempt'
  /** An exception is claimed that was already used in this exam year. */
  | 'exception/used'
  /** An exception is claimed that is not needed. */
  | 'exception/not-needed'
  /** An exception is claimed that nothing in the form supports. */
  | 'exception/unsupported'
  /** The year of the certificate differs from the library's. */
  | 'certificate/year-mismatch'
  /** The work type of the certificate differs from the library's. */
  | 'certificate/work-type-mismatch'
  /** The level differs from the library's. */
  | 'certificate/level-mismatch'
  /** The library does not know the person. */
  | 'certificate/not-found'
  /** No library was given. */
  | 'certificate/not-compared'
  /** A photo is no JPEG. */
  | 'file/not-jpeg'
  /** A thesis is no document of Word. */
  | 'file/not-document'
  /** A photo ends too early. */
  | 'file/jpeg-cut'
  /** A photo is damaged inside. */
  | 'file/jpeg-corrupt'
  /** A photo is of a kind of JPEG that nothing shows. */
  | 'file/jpeg-unsupported'
  /** A document is locked by a password. */
  | 'file/document-locked'
  /** A document is damaged. */
  | 'file/document-damaged'
  /** A document unpacks to more than any document does. */
  | 'file/document-over'
  /** The name of a thesis is not its title. */
  | 'file/name-title'
  /** The title a thesis should be named after is not given. */
  | 'file/title-missing'
  /** A photo is probably blurred. */
  | 'file/photo-blurred'
  /** A page is probably cut off at a side of its photo. */
  | 'file/photo-cut-off'
  /** A photo has few pixels. */
  | 'file/photo-small'
  /** A photo has every block but no end marker. */
  | 'file/jpeg-end-missing'
  /** The same file was sent twice. */
  | 'file/twice'
  /** A file is too large to be looked into. */
  | 'file/over'
  /** A document holds macros. */
  | 'file/document-macros'
  /** Opening a document would fetch or start something. */
  | 'file/document-loads'
  /** A photo is a little soft. */
  | 'file/photo-soft'
  /** A photo is dark. */
  | 'file/photo-dark'
  /** Two photos look alike. */
  | 'file/look-alike'
  /** A photo holds more than the picture. */
  | 'file/jpeg-extra'
  /** A photo is made for printing inks. */
  | 'file/jpeg-inks'
  /** A photo tells of a place or a person. */
  | 'file/identifies'
  /** A name is odd. */
  | 'file/name-odd'
  /** An extension says something else than the content. */
  | 'file/extension'
  /** No file can be named after a title. */
  | 'file/title-unwritable'
  /** Materials are missing. */
  | 'materials/required'
  /** Registration has not opened. */
  | 'round/not-open'
  /** Registration is over. */
  | 'round/closed'
  /** The report leaned on something no source settles. */
  | 'policy/assumed'
  /** The policy has no rule for the level declared. */
  | 'policy/level-not-covered'
  /** The day by which the policy should have been looked at again has passed. */
  | 'policy/review-due'
  /** The application was submitted. */
  | 'workflow/submitted';

/** What the components of a picture are. */
export type Color =
  /** One component. */
  | 'gray'
  /** Brightness and two colour differences. */
  | 'ycbcr'
  /** Red, green, blue. */
  | 'rgb'
  /** Four inks. */
  | 'cmyk'
  /** Four inks, stored as brightness and colour differences. */
  | 'ycck';

/** A command: one key, the action, with what it brings. */
export type Command = CommandStart | CommandRestart | CommandSave | CommandSubmit | CommandUpload | CommandReplace | CommandRemove | CommandIssueToken | CommandRevokeToken | CommandUploadByToken | 'print_form' | 'withdraw' | 'lapse' | 'claim' | 'release' | 'pass' | CommandReject | CommandRequestSupplement | 'refer_on_site' | CommandDisqualify | CommandArrange | 'open_ticket' | CommandPrintTicket | CommandRecordAttendance | CommandRecordResult | CommandPublishResult | 'view_result';

/** Give the ticket its batch, number and seat. */
export interface CommandArrange {
  arrange: Seat;
}

/** Cancel it for something found out later. */
export interface CommandDisqualify {
  disqualify: Grounds;
}

/** Make an upload token for a material (手机扫码上传). */
export interface CommandIssueToken {
  issue_token: string;
}

/** Print the ticket (打印准考证), the challenge solved. */
export interface CommandPrintTicket {
  print_ticket: Solution;
}

/** Publish the result from a time on. */
export interface CommandPublishResult {
  publish_result: Timestamp;
}

/** Whether the person came to the exam. */
export interface CommandRecordAttendance {
  record_attendance: boolean;
}

/** The result. */
export interface CommandRecordResult {
  record_result: ExamResult;
}

/** Refuse it for good. */
export interface CommandReject {
  reject: Grounds;
}

/** Take a file out, by its number. */
export interface CommandRemove {
  remove: number;
}

/** Put one file in the place of another. */
export interface CommandReplace {
  replace: Replacement2;
}

/** Send it back (需补充材料). */
export interface CommandRequestSupplement {
  request_supplement: SupplementRequest;
}

/** Delete and start again. */
export interface CommandRestart {
  restart: Restart;
}

/** Take back the token of a material. */
export interface CommandRevokeToken {
  revoke_token: string;
}

/** Save the form (保存信息). */
export interface CommandSave {
  save: ApplicationForm;
}

/** Choose region and level (选择报名地市、申报级别). */
export interface CommandStart {
  start: Start;
}

/** Submit (提交信息), with what was acknowledged. */
export interface CommandSubmit {
  submit: Acknowledgement[];
}

/** Add one file (添加上传资料). */
export interface CommandUpload {
  upload: NewFile;
}

/** Add one file by a token. */
export interface CommandUploadByToken {
  upload_by_token: TokenUpload;
}

/** What a leaf compared. */
export interface Comparison {
  /** The quantity. */
  quantity: Quantity;
  /** Which fact of the policy's own. */
  fact?: string;
  /** The operator, as in the policy. */
  operator: string;
  /** What was asked, after exceptions. */
  required: Observed;
  /** What was found; nothing where it is not known. */
  actual?: Observed;
  /** By how much it was missed, where that is a number: years, pieces, or days. */
  gap?: number;
  /** The parameter or day that gave what was asked. */
  name?: string;
  /** The source of that parameter or day. */
  citation?: Citation;
  /** The field of the form that answers it. */
  field: string;
}

/** One thing wrong, with the number its sentence speaks of. */
export interface Complaint {
  /** What. */
  code: RegistrationCode;
  /** A limit in characters, or a wait in seconds. */
  number?: number;
  /** The sentence: what is wrong and what to do. A desk fills it in. */
  message?: Text;
}

/** Whether what belongs to a material is there. Each has its words under `completeness/` in those of the messages. */
export type Completeness =
  /** Everything. */
  | 'complete'
  /** It is needed, and no file was sent. */
  | 'missing'
  /** Its text is written, and no file was sent. */
  | 'file_missing'
  /** Files were sent, and its text is not written. */
  | 'text_missing'
  /** It is needed, and can be sent only after other answers are given. */
  | 'waiting'
  /** Nothing, and nothing has to be. */
  | 'open'
  /** It may be needed; answers not given decide. */
  | 'unknown';

/**
 * A condition. In data a node has exactly one shape, and may have a name:
 *
 * ```toml
 * condition = { any = [
 *     { name = "tenure", all = [
 *         { quantity = "held_level", equals = "five" },
 *         { quantity = "level_years", at_least = "tenure_years" },
 *     ] },
 *     { name = "seniority", quantity = "work_years", at_least = "work_years_instead" },
 *     { fact = "transferred", equals = true },
 * ] }
 * ```
 *
 * A count is compared with a parameter by its name, a day with one of the policy's days, a word with a word: no number
 * stands in a condition.
 */
export interface Condition {
  name?: string | null;
  label?: Text | null;
  citation?: Citation | null;
  all?: Condition[] | null;
  any?: Condition[] | null;
  not?: Condition | null;
  of?: Condition[] | null;
  quantity?: Quantity | null;
  fact?: string | null;
  at_least?: string | null;
  at_most?: string | null;
  less_than?: string | null;
  more_than?: string | null;
  equals?: Constant | null;
  in?: string[] | null;
  on_or_before?: string | null;
  after?: string | null;
  counted?: string | null;
  last_years?: string | null;
  since_work_start?: boolean;
  awards?: AwardFilter | null;
}

/** How sure a number or a rule is. */
export type Confidence =
  /** No source settles it; the province may set it otherwise. A report that leaned on it says so. */
  | 'assumed'
  /** A source of lower standing, or an inference from one. */
  | 'likely'
  /** The document says so, as official notices restate it. */
  | 'stated';

/** A word or a flag to be equal to. */
export type Constant = boolean | string;

/** How a number of years came about. */
export interface Count {
  /** What was counted. */
  quantity: Quantity;
  /** The years; at least so many, where `at_most` stands beside. */
  years: number;
  /** At most so many, where the day they begin is not known. */
  at_most?: number;
  /** From this day; not said of an age. */
  from?: Day;
  /** To this day. */
  until: Day;
  /** How. */
  granularity: Granularity;
  /** What was added for the ends. */
  offset: Offset;
  /** By which clause. */
  citation: Citation;
}

/** How one quantity turns two days into years. */
export interface Counting {
  /** A day of the policy: where counting ends. */
  until: string;
  /** What is subtracted. */
  granularity: Granularity;
  /** What is added for the ends. */
  offset?: Offset;
  /** How a year without a day is read, where `granularity` is not `year`. */
  year_only?: YearOnly;
  /** Counting ends on the day of retirement age, where that comes first. */
  until_retirement?: boolean;
  /** Counted from the periods of service rather than from one day. */
  service?: ServiceCounting | null;
  /** Its source. */
  citation: Citation;
}

/** How each kind of years is counted. */
export interface CountingTable {
  /** 工作年限 */
  work_years: Counting;
  /** 现岗位等级年限 */
  level_years: Counting;
  /** 本工种年限 */
  type_years?: Counting | null;
  /** 聘任年限 */
  post_years?: Counting | null;
  /** 距法定退休年龄: `until` is the day it is counted from. */
  retirement_years?: Counting | null;
  /** 周岁 */
  age: Counting;
  /** Other ways to count, by name, for conditions that name one (`counted`). */
  named?: Record<string, Counting>;
  /** 近几年年度考核 */
  assessments: AssessmentCounting;
  /** 取得证书后的奖项 */
  awards: AwardCounting;
}

/** What cases show of a policy's comparisons. */
export interface Coverage {
  /** Every comparison of every rule at every level. */
  leaves: LeafCoverage[];
  /** Cases for what is not shown, where one was found, to be put into the policy's files by whoever agrees with what they expect. */
  witnesses: Witness[];
  /** Rules for whose comparisons no cases were looked for, as there are too many combinations. */
  unfinished: Unfinished[];
}

/** What the person holds now. */
export interface CurrentPost {
  /** 现岗位工种: a code of the catalogue. */
  work_type?: string | null;
  /** 现岗位等级 */
  level?: HeldLevel | null;
  /** 现等级取得年份; left out where the level is 未定级. */
  obtained_year?: number | null;
  /**
   * The certificate's day of issue (发证日期), where it is known. Where both are given the day counts, and its year must
   * be the year above.
   */
  obtained_on?: Day | null;
}

/**
 * A PNG or JPEG as a `data:` address, of at most two million characters. Nothing else gets into a page: no address that would be
 * fetched, no drawing that could hold a script.
 */
export type DataImage = string;

/** A number as it holds from some exam year on. */
export interface DatedValue {
  /** The first exam year it holds for; from the beginning where not given. */
  from?: number | null;
  /** For every level. */
  value?: number | null;
  /** By level. */
  values?: Record<string, number>;
  /** Its source. */
  citation: Citation;
}

/** A day, written `2022-03-07`. No time zone: every day of this domain is a day in China. */
export type Day = string;

/** Which day it is. */
export type DayRule = DayRuleFixed | DayRuleExamYear | DayRuleYearBefore | DayRuleYearsBefore | DayRuleReportDay | DayRuleBeforeReport;

/** The same day so many years before the day the report is made for. */
export interface DayRuleBeforeReport {
  before_report: Years;
}

/** A day of the exam year. */
export interface DayRuleExamYear {
  exam_year: MonthDay;
}

/** A day of the calendar. */
export interface DayRuleFixed {
  fixed: Day;
}

/** The day the report is made for. */
export interface DayRuleReportDay {
  report_day: Empty;
}

/** A day of the year before the exam year. */
export interface DayRuleYearBefore {
  year_before: MonthDay;
}

/** A day some years before the exam year. */
export interface DayRuleYearsBefore {
  years_before: YearsBefore;
}

/** What is late when. */
export interface Deadline {
  /** In which states. */
  states: StateName[];
  /** From when it is due. */
  due: DueFrom;
  /** What is to be done about it; without one it only has to be known. */
  action?: Action | null;
  /** What it is. */
  label: Text;
  /** Its source. */
  citation: Citation;
}

/** What a command led to: events and the application after them, or a refusal that changes nothing. */
export interface Decision {
  /** What happened; nothing where it is refused. */
  events: ApplicationEvent[];
  /** The application after that. Not repeated by an [`Application`](super::Application) that took the events in and holds it. */
  state?: ApplicationState;
  /** Why nothing happened. */
  refusal?: Refusal;
  /** What is said to an applicant who submits. */
  prompts?: Finding[];
}

/**
 * A decision as it is kept. It holds no name and no number of the person; the digest of the facts is that of the whole form and
 * library, so whoever has these can tell whether they are the ones decided on.
 */
export interface DecisionRecord {
  /** By which policy. */
  policy: PolicyStamp;
  /** The version of this library. */
  engine: string;
  /** On which day. */
  day: Day;
  /** For which exam year. */
  exam_year: number;
  /** The level judged. */
  level?: Level | null;
  /** SHA-256 of form and library, in hexadecimal. */
  facts_digest: string;
  /** The sum. */
  verdict: Verdict;
  /** Whether the rules are met. */
  eligible: Outcome;
  /** The named branches by which rules passed, as `rule.branch`. */
  routes: string[];
  /** How each rule came out. */
  rules: RuleRecord[];
  /** The codes of the findings, in their order. */
  codes: Code[];
  /** The fields that were needed. */
  needed: string[];
  /**
   * How every node of every rule came out, two bits each, in hexadecimal: 00 unknown, 01 unmet, 10 met, the first node in the
   * lowest bits of the first digits.
   */
  trace: string;
}

/** What the person declares. */
export interface DeclaredPost {
  /** 申报岗位工种: a code of the catalogue. */
  work_type?: string | null;
  /** 申报岗位等级 */
  level?: Level | null;
}

/** One thing to look at. */
export interface Diagnostic {
  /** What kind of thing it is. */
  kind: DiagnosticKind;
  /** The place in the policy, as `parameters.tenure_years`. */
  path: string;
  /** What is odd, and what to do about it. */
  message: string;
}

/** What kind of thing a diagnostic is about. */
export type DiagnosticKind =
  /** Something is declared and nothing uses it. */
  | 'unused'
  /** A level has no rules, so of nobody it can be told whether they are eligible for it. */
  | 'level_without_rules'
  /** A number is missing for a year the policy holds for. */
  | 'year_without_value'
  /** The day by which somebody was to look again has passed. */
  | 'review_due'
  /** A rule refuses by a clause no document has. */
  | 'refuses_on_assumption'
  /** An effect changes no rule. */
  | 'effect_without_effect'
  /** The calendar lies outside the exam year, or leaves a level out. */
  | 'calendar'
  /** Two policies hold for one place and year, and neither goes before the other. */
  | 'overlap';

/** Where a record and the decision made again part. */
export interface Difference {
  /** The field of the record. */
  field: string;
  /** What it says, as JSON. */
  recorded: string;
  /** What comes out now, as JSON. */
  reproduced: string;
}

/** A document that citations name. */
export interface Document {
  /** Its title. */
  title: string;
  /** Its number (文号), where it has one. */
  number?: string | null;
  /** How its text was obtained: which notices or copies restate it. */
  seen_in: string;
}

/** What is wrong with a document. */
export type DocumentFault =
  /** The directory of the file cannot be read. */
  | 'directory'
  /** A part the format asks for is not there. */
  | 'part_missing'
  /** A part does not unpack to what it should be. */
  | 'part_broken'
  /** Two parts have one name. */
  | 'part_twice'
  /** The name of a part leads out of the document. */
  | 'part_name'
  /** A part is packed in a way Word does not write. */
  | 'packing'
  /** XML that is none, or that defines entities of its own. */
  | 'xml'
  /** Sectors that lead in a circle or out of the file. */
  | 'chain';

/** What is known of a Word document. */
export interface DocumentReport {
  /** Whether it can be read. */
  state: DocumentState;
  /** What is wrong, where it cannot. */
  fault?: DocumentFault;
  /** Whether it holds macros. */
  macros: boolean;
  /** What opening it would fetch or start. */
  loads?: Load[];
  /** Parts it consists of: entries of the archive, or streams. */
  parts: number;
}

/** Whether a document can be read. */
export type DocumentState =
  /** It can. */
  | 'sound'
  /** It is locked by a password. */
  | 'encrypted'
  /** It is damaged. */
  | 'damaged'
  /** Reading stopped at a bound. */
  | 'over';

/** A scheme of double pinyin. */
export type DoublePinyin =
  /** 小鹤双拼 */
  | 'xiaohe'
  /** 自然码 */
  | 'ziranma'
  /** 微软双拼 */
  | 'microsoft'
  /** 搜狗双拼 */
  | 'sogou'
  /** 智能ABC */
  | 'abc';

/** Something that is late, or will be. */
export interface Due {
  /** What it is. */
  label: Text;
  /** From when it is due. */
  at: Timestamp;
  /** Whether that time has come. */
  passed: boolean;
  /** What is to be done about it then. */
  action?: Action;
}

/** From when something is due. */
export type DueFrom =
  /** The end of the applicant's registration window. */
  | 'window_end'
  /** So many days after the state or stage began: `limits.review_days`. */
  | 'review_days'
  /** So many hours after it was taken on a desk: `limits.claim_hours`. */
  | 'claim_hours'
  /** The opening of the ticket window. */
  | 'ticket_opening';

/** What an exception does, and by which clause. */
export interface Effect {
  /** Rules or branches that go to a person where they are unmet. */
  refer?: string[] | null;
  /** Rules or branches that count as met. */
  waive?: string[] | null;
  /** A number that is lowered. */
  reduce?: Reduction | null;
  /** A rule or branch that is replaced. */
  replace?: Replacement | null;
  /** A parameter: by how many steps the level held may be lower. */
  skip_levels?: string | null;
  /** The level is granted. */
  grant?: Grant | null;
  /** What need not be sat. */
  exempt?: Text | null;
  /** The source of the effect. */
  citation: Citation;
}

/** Nothing to say. */
export interface Empty {
}

/** A result (考核结果). */
export interface ExamResult {
  /** Marks by subject; none where the person did not sit it. */
  marks: Record<string, number | null>;
  /** Whether the level is reached, as the office decided: no document says by which marks. */
  passed: boolean;
}

/** The tick for exception promotion and what is said for it. */
export interface ExceptionClaim {
  /** Whether 破格晋升 is ticked. */
  claimed?: boolean;
  /** 破格晋升说明: which document's condition is met. */
  grounds?: Masked | null;
  /**
   * The years in which a level was already declared by exception, for policies that allow one a year; an empty list says
   * never.
   */
  used_years?: number[] | null;
}

/** A door an award opens (破格晋升). */
export interface ExceptionRule {
  /** Its name. */
  name: string;
  /** The levels it is for. */
  levels: Level[];
  /** What opens it, in a sentence. */
  label: Text;
  /** What opens it, exactly. */
  condition: Condition;
  /** Whether it must be claimed. */
  claim?: Claim;
  /** Whether it opens at most once in an exam year; the form says in which years it was used. */
  once_a_year?: boolean;
  /** What it does. Those of all open exceptions hold together; of several that reduce one number the largest counts. */
  effects: Effect[];
  /** The source of the door. */
  citation: Citation;
}

/** What a case expects. What is not given is not looked at. */
export interface Expectation {
  /** Whether the rules are met. */
  eligible: Outcome;
  /** The codes of every rule that speaks, in the order of the rules. */
  codes?: Code[];
  /** The sum of the whole report, made without a library. */
  verdict?: Verdict | null;
  /** The named branches by which rules passed, as `rule.branch`, in the order of the rules. */
  routes?: string[] | null;
  /** The fields whose answers would settle what is unknown. */
  needed?: string[] | null;
  /** The first day of registration on which the same facts pass. */
  earliest?: Day | null;
}

/** The values one quantity may have. Quantities whose values make no difference are left out of a region. */
export interface Extent {
  /** The quantity. */
  quantity: Quantity;
  /** Which fact of the policy's own. */
  fact?: string;
  /** For assessments: how many years count. */
  last_years?: number;
  /** For awards: which of them count. */
  awards?: AwardFilter;
  /** Its values. */
  values: Observed[];
  /** Whether there may be none, as years at a level where none is held. */
  absent?: boolean;
  /** Whether it may be unanswered. */
  unanswered?: boolean;
}

/** From `start` up to, not including, `end`. */
export interface Extent2 {
  /** Of the first unit inside. */
  start: number;
  /** Of the first unit after. */
  end: number;
}

/** A fact the policy declares (政策自设的填报项). The form answers it under `answers`. */
export interface Fact {
  /** What is asked. */
  label: Text;
  /** What an answer is. */
  kind: FactKind;
  /** For words: those to choose from, for [`FactKind::OrderedWord`] the lowest first. At most 64. */
  words?: FactWord[];
  /** Its source. */
  citation: Citation;
}

/** What an answer is. */
export type FactKind =
  /** Yes or no. */
  | 'flag'
  /** A count from 0 to 1,000,000. */
  | 'number'
  /** A day; answered by `false` where there is none, so that no comparison with it holds. */
  | 'day'
  /** One of its words. */
  | 'word'
  /** One of its words, which have an order. */
  | 'ordered_word';

/** A word to choose. */
export interface FactWord {
  /** What conditions and answers call it. */
  name: string;
  /** What it means. */
  label: Text;
}

/** Who asks, when, and what the host knows. */
export interface Facts {
  /** Now. */
  now: Timestamp;
  /** Who asks. */
  actor: Actor;
  /** The version the asker looked at; 0 where there was nothing yet. */
  version: number;
  /** What real-name verification said of the account. */
  verified?: Verified | null;
  /** The certificate library, without which nothing is submitted; empty if it has no records. */
  library?: CertificateLibrary | null;
  /** 32 fresh random bytes, in hexadecimal. */
  random?: Bytes | null;
  /** The host's secret for tokens and challenges, in hexadecimal; 16 bytes at least. */
  secret?: Bytes | null;
}

/** A case that did not come out as the policy expects. */
export interface FailedCase {
  /** Its name. */
  name: string;
  /** What the policy expects. */
  expected: Expectation;
  /** What came out, of what it expects. */
  actual: Expectation;
}

/**
 * When a looser way of matching comes in. Its hits always stand below all stricter ones.
 *
 * An index bounds the work it spends on each looser way, though only lists of homophones come near the bound, and says in
 * [`Answer::is_complete`](super::Answer::is_complete) where it was cut off.
 */
export type Fallback =
  /** Not at all. */
  | 'never'
  /** Where no stricter way finds anything. */
  | 'last_resort'
  /** Below the stricter hits, as far as the limit leaves room. */
  | 'always';

/** What a policy decides. Policies of different families never stand in for each other. */
export type Family =
  /** 报名条件: who may sit the exam. */
  | 'eligibility'
  /** 岗位晋升与聘用: who may be appointed to a post after the certificate. */
  | 'appointment';

/** What is wrong with a log. The list is closed; each has its sentence under `fault/` in the words of the messages. */
export type FaultCode =
  /** There is no event. */
  | 'log/empty'
  /** The event is of a format this library does not read. */
  | 'log/format'
  /** The event belongs to another application. */
  | 'log/foreign'
  /** Events are missing before this one. */
  | 'log/hole'
  /** The event stands after one that came later. */
  | 'log/order'
  /** The event's content is not what was written. */
  | 'log/altered'
  /** The event does not follow the one before. */
  | 'log/unchained'
  /** The event happened before the one before. */
  | 'log/backwards'
  /** The event lies in the future. */
  | 'log/future'
  /** The event begins where the one before did not end. */
  | 'log/jump'
  /** The first event starts nothing, or a later one starts again. */
  | 'log/start'
  /** The log does not end where the copy of its last digest says. */
  | 'log/cut';

/** A field that changed. Files stand under the material's name, as `uploads.diploma`, with their digests. */
export interface FieldChange {
  /** The field, as `current.obtained_year`. */
  path: string;
  /** What stood there, as JSON; nothing where nothing stood. */
  before?: string;
  /** What stands there, as JSON; nothing where nothing stands. */
  after?: string;
}

/** SHA-256 of a file's content: 64 hexadecimal digits in lower case. */
export type FileDigest = string;

/** What a file is, by its content. Its name is never asked. */
export type FileKind =
  /** JPEG, which people call jpg. */
  | 'jpeg'
  /** Word before 2007. */
  | 'doc'
  /** Word since 2007. */
  | 'docx'
  /** Word with macros. */
  | 'docm'
  /** A template of Word. */
  | 'dotx'
  /** A template of Word with macros. */
  | 'dotm'
  /** An Office file locked by a password. */
  | 'locked_office'
  /** Another compound file, as `Excel` and `PowerPoint` before 2007 wrote them. */
  | 'old_office'
  /** Excel since 2007. */
  | 'xlsx'
  /** `PowerPoint` since 2007. */
  | 'pptx'
  /** An `OpenDocument` text. */
  | 'odt'
  /** OFD, the layout format of Chinese offices. */
  | 'ofd'
  /** Rich text, which Word also writes under the name doc. */
  | 'rtf'
  /** A web page, which some systems export under the name doc. */
  | 'html'
  /** XML, as Word 2003 wrote it. */
  | 'xml'
  /** PDF. */
  | 'pdf'
  /** PNG. */
  | 'png'
  /** HEIC, the photo format of phones. */
  | 'heic'
  /** AVIF. */
  | 'avif'
  /** WebP. */
  | 'webp'
  /** GIF. */
  | 'gif'
  /** BMP. */
  | 'bmp'
  /** TIFF, and the raw formats of cameras built on it. */
  | 'tiff'
  /** A zip archive of something else. */
  | 'zip'
  /** Nothing at all. */
  | 'empty'
  /** None of these. */
  | 'unknown';

/** What is in a file. Facts only; what they weigh for an upload is the engine's to say. */
export interface FileReport {
  /** What it is. */
  kind: FileKind;
  /** Its length in bytes; of a file of which only the beginning was read, what was read. */
  size: number;
  /** Whether all of it was read. Otherwise nothing is known but what its beginning says. */
  whole: boolean;
  /** SHA-256 of its content. */
  digest?: FileDigest;
  /** The bound at which reading stopped. */
  over?: Over;
  /** What is known of a JPEG. */
  jpeg?: JpegReport;
  /** What is known of a Word document. */
  document?: DocumentReport;
  /** What is known of its name, where one was given. */
  name?: NameReport;
}

/** A file sent for a material. */
export interface FileUpload {
  /** The material, by its name in the policy. */
  material: string;
  /** What is in the file. */
  file: FileReport;
}

/** One thing to say. */
export interface Finding {
  /** What it says. */
  code: Code;
  /** How much it weighs. */
  severity: Severity;
  /** The field of the form it is about, as `current.obtained_year`; empty for the form as a whole. */
  path: string;
  /** The rule of the policy that spoke, where one did. */
  rule?: string;
  /** The values its message speaks of. */
  params?: Record<string, Param>;
  /** The sentence. */
  message: Text;
  /** The clauses it rests on; never empty on a refusal. */
  citations?: Citation[];
  /** On a finding to confirm: what an acknowledgement must repeat, so that it holds for this finding on this form only. */
  digest?: string;
}

/** What a finding outside the rules weighs and rests on. */
export interface FindingRule {
  /** What it weighs; what the messages say where not given. */
  severity?: Severity | null;
  /** The clause. */
  citation: Citation;
}

/** A day of registration. */
export interface Foreseen {
  /** The day. */
  day: Day;
  /** The exam year one registers for. */
  exam_year: number;
  /** The first day of that registration. */
  opens: Day;
  /** Its last day. */
  closes: Day;
  /** The policy that holds then. */
  policy: string;
  /** Whether that round is only taken to be like the policy's own. */
  assumed: boolean;
}

/** When the same facts pass, and until when: nothing changes but the day. */
export interface Foresight {
  /** Whether the rules are met on the day asked about. */
  now: Outcome;
  /** The first day of registration on which every rule is met, whatever the missing answers. */
  earliest?: Foreseen;
  /** The first day of registration on which nothing refuses, where that is another: an answer is missing, or a person decides. */
  possible?: Foreseen;
  /** The answers that are missing on that day. */
  needed: string[];
  /** The first day of registration after it passed on which it no longer surely does. */
  may_end?: Foreseen;
  /** The first day of registration after it passed on which something refuses. */
  ends?: Foreseen;
  /** Each rule by itself, in the policy's order. */
  rules: RuleForesight[];
  /** The rules that are met on no day looked at: time alone does not do it. */
  never: string[];
  /** What there is to say. */
  findings: Finding[];
  /** What was taken for granted about days to come. */
  takes: LookingAhead[];
  /** What the rules lean on that no source settles. */
  assumed: Citation[];
  /** The level declared. */
  level?: Level;
  /** The day asked about. */
  day: Day;
  /** The last day looked at. */
  until?: Day;
  /** By which rules. */
  policy: PolicyStamp;
}

/** What came of it. */
export interface Foretold {
  /** Everybody who was decided. */
  all: Moves;
  /** By the level declared; those who declare none under an empty name. */
  by_level: MovesByName;
  /** By the work type declared (申报工种). */
  by_work_type: MovesByName;
  /** By city (报名地市). */
  by_region: MovesByName;
  /** By kind of unit (单位类别). */
  by_unit_category: MovesByName;
  /** The first who gain. */
  gain: Moved[];
  /** The first who lose. */
  lose: Moved[];
  /** Rows that were not decided, by the column at fault and what is wrong there. */
  rubbish: TableFault[];
}

/** The limits of the form. */
export interface FormLimits {
  /** The age in full years below which nobody starts work. */
  minimum_work_age: SourcedUint32;
  /** The longest 破格晋升说明, in characters. */
  grounds_characters: SourcedUint32;
  /** Fields an application cannot be submitted without. */
  required: SourcedArrayOfString;
  /** Those that only some levels ask for, besides. */
  required_at?: SourcedMapFromLevelToArrayOfString | null;
}

/** One thing found. */
export interface Found {
  /** What it is. */
  kind: FoundKind;
  /** The level it was found at. */
  level: Level;
  /** The rules or the exception it is about. */
  names: string[];
  /** The node of the condition, as `any[1].all[0]`, or the quantity that grows. */
  path?: string;
  /** A person who shows it, decided by the engine as is said; none where no form was found that has these values. */
  example?: ApplicationForm;
  /** A person beside, who differs from that one by what is said. */
  beside?: ApplicationForm;
}

/** What was found. */
export type FoundKind =
  /** Nobody meets the rule, without an exception. The example is asked it and fails. */
  | 'never_passes'
  /** Everybody who answers meets the rule. */
  | 'always_passes'
  /** The rule is asked of nobody. */
  | 'never_asked'
  /** Whoever meets the other rules of the level meets this one. The example fails it and another. */
  | 'never_matters'
  /** A part of the condition that makes no difference to the rule. */
  | 'node_never_matters'
  /** Each of the rules can be met, all together never. */
  | 'contradiction'
  /** Who holds the level can be eligible for none. `names` are the level held. */
  | 'dead_end'
  /** Nobody with these values is eligible for any level, though `beside`, with less of the quantity at `path`, is. */
  | 'gap'
  /** The example is eligible for this level and for the level in `names`. */
  | 'overlap'
  /** More of the quantity at `path` takes the rule away: `beside` has less of it and meets the rule, the example has more and does not. */
  | 'more_takes_away'
  /** The exception opens for nobody. */
  | 'exception_never_opens'
  /** The exception changes no rule for anybody it opens for. */
  | 'exception_without_effect';

/** Pairs of sounds taken for the same (模糊音), each in both directions. */
export interface FuzzySounds {
  /** z, zh */
  z_zh?: boolean;
  /** c, ch */
  c_ch?: boolean;
  /** s, sh */
  s_sh?: boolean;
  /** n, l at the start of a syllable */
  n_l?: boolean;
  /** f, h */
  f_h?: boolean;
  /** r, l */
  r_l?: boolean;
  /** an, ang; also ian, iang and uan, uang */
  an_ang?: boolean;
  /** en, eng */
  en_eng?: boolean;
  /** in, ing */
  in_ing?: boolean;
}

/** A level that is granted. */
export interface Grant {
  /** Rules that must hold all the same. */
  keep: string[];
}

/** What is subtracted from what. */
export type Granularity =
  /** Years: 2022 − 2017 = 5, whatever the days. */
  | 'year'
  /** Months, twelve to a year: March 2017 to February 2022 is 4. */
  | 'month'
  /** Anniversaries (满年): a year is full on its day. */
  | 'day';

/** Why. */
export interface Grounds {
  /** Codes of the procedure's list. */
  reasons: string[];
  /** In the reviewer's own words. */
  text?: Masked | null;
}

/** What may stand in the way of an action. A row of the table names its guards; the first three hold for every row. */
export type Guard =
  /** The state has such a row. */
  | 'state'
  /** The row is for this role. */
  | 'role'
  /** Nobody else acted since the asker last looked. */
  | 'version'
  /** The application belongs to whoever asks. */
  | 'owner'
  /** The application does not belong to whoever asks. */
  | 'not_own'
  /** It lies in the regions and units of whoever asks. */
  | 'in_charge'
  /** Name and number are those of real-name verification. */
  | 'verified'
  /** The region is one of the round. */
  | 'region'
  /** The registration window of this role, level and region is open. */
  | 'window'
  /** The applicant's registration window is over. */
  | 'window_over'
  /** The stage is this role's. */
  | 'stage_role'
  /** The stage's own window is open; a stage without windows always is. */
  | 'stage_window'
  /** Nobody else has it on the desk. */
  | 'unclaimed'
  /** Whoever asks has it on the desk. */
  | 'claimed'
  /** Name, number and mobile stay as verified. */
  | 'identity_kept'
  /** Level and region stay as chosen where they are fixed. */
  | 'level_kept'
  /** The form brings no files of its own. */
  | 'uploads_apart'
  /** Only what was unlocked changes. */
  | 'unlocked'
  /** The rules refuse nothing and miss no answer. */
  | 'report'
  /** The policy is the one of the submission. */
  | 'policy_kept'
  /** The material is one of this level. */
  | 'slot'
  /** A photo of the printed form comes after the printing of what is saved. */
  | 'printed'
  /** The file is there. */
  | 'file'
  /** There is room for one more file. */
  | 'room'
  /** The token opens this. */
  | 'token'
  /** The reasons are of the list, and the text is short enough. */
  | 'reasons'
  /** The items exist. */
  | 'items'
  /** Batch, number and seat are given. */
  | 'arranged'
  /** The batch exists and takes this level and region. */
  | 'batch'
  /** The ticket window of the batch is open. */
  | 'ticket_window'
  /** The challenge is solved. */
  | 'challenge'
  /** There is a result to publish. */
  | 'result'
  /** The result is published. */
  | 'published';

/** What happened. */
export type Happening = HappeningStarted | HappeningRestarted | HappeningSaved | HappeningConfirmationAsked | HappeningMaterialsAsked | HappeningSubmitted | HappeningFileAdded | HappeningFileReplaced | HappeningFileRemoved | HappeningTokenIssued | HappeningTokenRevoked | HappeningFormPrinted | 'withdrawn' | 'lapsed' | 'claimed' | 'released' | HappeningPassed | HappeningRejected | HappeningSupplementRequested | 'referred_on_site' | HappeningDisqualified | HappeningArranged | 'ticket_opened' | HappeningTicketPrinted | HappeningAttendanceRecorded | HappeningResultRecorded | HappeningResultPublished | 'result_viewed';

/** The ticket has a seat. */
export interface HappeningArranged {
  arranged: Seat;
}

/** Whether the person came. */
export interface HappeningAttendanceRecorded {
  attendance_recorded: boolean;
}

/** It was submitted, and these findings have to be acknowledged first, by digest. */
export interface HappeningConfirmationAsked {
  confirmation_asked: string[];
}

/** It was cancelled. */
export interface HappeningDisqualified {
  disqualified: Grounds;
}

/** A file was added. */
export interface HappeningFileAdded {
  file_added: AddedFile;
}

/** A file was taken out, by its number. */
export interface HappeningFileRemoved {
  file_removed: number;
}

/** A file took the place of another. */
export interface HappeningFileReplaced {
  file_replaced: ReplacedFile;
}

/** The form was printed, with this digest of it in the footer. */
export interface HappeningFormPrinted {
  form_printed: string;
}

/** It was submitted, and these materials are missing. */
export interface HappeningMaterialsAsked {
  materials_asked: string[];
}

/** It passed a stage and is at the next one; none after the last. */
export interface HappeningPassed {
  passed: Passed;
}

/** It was refused. */
export interface HappeningRejected {
  rejected: Grounds;
}

/** It was deleted and started again. */
export interface HappeningRestarted {
  restarted: Begun;
}

/** The result may be seen from this time on. */
export interface HappeningResultPublished {
  result_published: Timestamp;
}

/** The result was noted. */
export interface HappeningResultRecorded {
  result_recorded: ExamResult;
}

/** The form was saved. */
export interface HappeningSaved {
  saved: ApplicationForm;
}

/** Region and level were chosen. */
export interface HappeningStarted {
  started: Begun;
}

/** It was submitted and is under review. */
export interface HappeningSubmitted {
  submitted: Submitted;
}

/** It was sent back. */
export interface HappeningSupplementRequested {
  supplement_requested: SupplementRequest;
}

/** The ticket was printed, by solving this challenge. */
export interface HappeningTicketPrinted {
  ticket_printed: SolvedChallenge;
}

/** An upload token was made. */
export interface HappeningTokenIssued {
  token_issued: IssuedToken;
}

/** The token of a material was taken back. */
export interface HappeningTokenRevoked {
  token_revoked: string;
}

/** What a person holds now (现岗位等级): a level, or none yet (未定级), which is below all levels. */
export type HeldLevel =
  /** 未定级: no certificate of this scheme */
  | 'ungraded'
  /** 五级 初级工 */
  | 'five'
  /** 四级 中级工 */
  | 'four'
  /** 三级 高级工 */
  | 'three'
  /** 二级 技师 */
  | 'two'
  /** 一级 高级技师 */
  | 'one';

/** An entry that matches. */
export interface Hit {
  /** The entry's key. */
  key: string;
  /** The entry's name. */
  name: string;
  /** Which of its texts matched; `ranges` are in that text. */
  matched: MatchedText;
  /** What matched, separators left out. Empty when the key matched, or nothing was typed. */
  ranges: Span[];
  /** How the matched characters were read, such as `bo yin yuan`; what is no hanzi stands as it is. */
  reading: string;
  /** How well it matched. */
  tier: Tier;
  /** Whether the entry is in force. */
  standing: Standing;
  /** For an entry no longer in force, the keys of those to go to. */
  instead: string[];
}

/** How something can be changed. */
export type How =
  /** It has not been answered. */
  | 'answer'
  /** It is the person's choice. */
  | 'choose'
  /** It takes an award, an assessment, schooling, or a level. */
  | 'earn'
  /** It takes years at a level that is still to be earned. */
  | 'hold'
  /** What was entered would have to be wrong. */
  | 'correct';

/** What in a file identifies a place or a person. */
export type Identifying =
  /** Where it was taken. */
  | 'position'
  /** The number of a camera or lens. */
  | 'serial_number'
  /** The name of an owner or author. */
  | 'person_name';

/** Another finding for a rule that does not hold. */
export interface Instead {
  /** When. */
  when: Condition;
  /** What is said. */
  code: Code;
}

/** A token that was made. The token itself is not in the log. */
export interface IssuedToken {
  /** The material it opens. */
  material: string;
  /** Its nonce, in hexadecimal. */
  nonce: string;
  /** When it ends. */
  expires: Timestamp;
}

/** What is wrong with a JPEG. */
export type JpegFault =
  /** It ends inside a header. */
  | 'header_cut'
  /** It ends inside the picture. */
  | 'data_cut'
  /** A scan, or a part of one, never came. */
  | 'scan_missing'
  /** A header contradicts itself. */
  | 'bad_header'
  /** Bits that are no code. */
  | 'bad_code'
  /** More coefficients than a block has. */
  | 'bad_index'
  /** A table that was never given. */
  | 'table_missing'
  /** A restart marker is missing or out of order. */
  | 'restart_order'
  /** More bytes between the parts than chance explains. */
  | 'too_many_stray_bytes'
  /** A scan that does not follow from those before it. */
  | 'scan_order'
  /** A picture without width or height. */
  | 'no_size'
  /** Arithmetic coding. */
  | 'arithmetic'
  /** Lossless coding. */
  | 'lossless'
  /** Hierarchical coding. */
  | 'hierarchical'
  /** More or fewer than 8 bits a sample. */
  | 'precision'
  /** Other than 1, 3 or 4 components. */
  | 'components';

/** What is known of a JPEG. */
export interface JpegReport {
  /** Whether the picture is all there. */
  state: JpegState;
  /** What is wrong, where it is cut, corrupt or of an unsupported kind. */
  fault?: JpegFault;
  /** Width in pixels as stored; 0 where no frame was found. */
  width: number;
  /** Height in pixels as stored. */
  height: number;
  /** How to turn it for display, by Exif: 1 as it is, up to 8. */
  orientation: number;
  /** What its components are. */
  color?: Color;
  /** Whether it becomes finer from scan to scan. */
  progressive: boolean;
  /** How much of its data stood up to the end, or to the fault: thousandths of the blocks of its last scan. */
  decoded: number;
  /** Bytes between the parts that belong to none; up to 32 are common and harmless. */
  stray_bytes: number;
  /** Bytes after the end marker. */
  trailing_bytes: number;
  /** What in it identifies a place or a person, by kind; never the values. */
  identifies?: Identifying[];
  /** How legible it is likely to be; of a whole picture only. */
  legibility?: Legibility;
  /** How much writing touches its sides; of a whole picture only, and of one as large as legibility is measured at. */
  touching?: Touching;
  /**
   * A hash of how it looks: 256 bits in hexadecimal. Two pictures that look alike differ in few bits. Left out where the
   * picture is too plain to be told from another.
   */
  look?: string;
}

/** Whether a JPEG is all there. */
export type JpegState =
  /** Only its header was read. */
  | 'header_only'
  /** Every block is there, and the end marker. */
  | 'complete'
  /** Every block is there, but no end marker. */
  | 'end_missing'
  /** It ends too early. */
  | 'cut'
  /** Something inside is wrong. */
  | 'corrupt'
  /** A kind of JPEG that browsers do not show either. */
  | 'unsupported'
  /** Reading stopped at a bound. */
  | 'over';

/** Who judges or approves. */
export type Judge =
  /** 所在单位 */
  | 'unit'
  /** 主管部门 */
  | 'department'
  /** 县、市工考办（工考中心） */
  | 'exam_office'
  /** 省级人社部门（省工考中心） */
  | 'province'
  /** 编制或人事计划部门，如岗位空缺、比例 */
  | 'quota';

/** Something only people can judge, said so that nobody is surprised by it. */
export interface Judged {
  /** Its name. */
  name: string;
  /** The levels it is for. */
  levels: Level[];
  /** What is judged, and by whom. */
  label: Text;
  /** For whom; for everybody where not given. */
  when?: Condition | null;
  /** Who judges. */
  by?: Judge | null;
  /** Its source. */
  citation: Citation;
}

/** The last year that counts. */
export type LastYear =
  /** The exam year. */
  | 'exam_year'
  /** The year before it. */
  | 'year_before';

/** What cases show of one comparison. */
export interface LeafCoverage {
  /** The level. */
  level: Level;
  /** The rule. */
  rule: string;
  /** The comparison, as `any[0].all[1]`; empty where it is the whole condition. */
  path: string;
  /** Some case meets it. */
  met: boolean;
  /** Some case does not. */
  unmet: boolean;
  /** Some case leaves it open. */
  unknown: boolean;
  /** Some case has the rule turn on it: were it otherwise, so were the rule. */
  decisive: boolean;
}

/** How legible a picture is likely to be. Measures, not a verdict. */
export interface Legibility {
  /**
   * How wide edges are, in hundredths of a pixel of the picture at 1,024 pixels on its long side: small is sharp. Left
   * out of a picture smaller than that, or with too few edges to tell.
   */
  edge_width?: number;
  /** Edges it was measured on. */
  edges: number;
  /** How bright the brightest tenth begins, 0 to 255: the paper. */
  paper: number;
  /** How bright the darkest hundredth ends, 0 to 255: the ink. */
  ink: number;
}

/** A letterhead. */
export interface Letterhead {
  /** Its lines. */
  lines: string[];
  /** A picture beside them. */
  logo?: DataImage | null;
}

/** Skill level (岗位等级). `Five` 初级工 is the lowest and `One` 高级技师 the highest, and that is the order of the type. */
export type Level =
  /** 五级 初级工 */
  | 'five'
  /** 四级 中级工 */
  | 'four'
  /** 三级 高级工 */
  | 'three'
  /** 二级 技师 */
  | 'two'
  /** 一级 高级技师 */
  | 'one';

/** What an exception lifted, and by which clauses. */
export interface Lifted {
  /** The exceptions that may apply. */
  exceptions: string[];
  /** Their clauses and those of their effect. */
  citations: Citation[];
}

/** What changed a node. */
export interface LiftedNode {
  /** The exception. */
  exception: string;
  /** What it does: `waive`, `reduce` … */
  effect: string;
  /** By which clause. */
  citation: Citation;
}

/** Numbers and short lists. */
export interface Limits {
  /** Levels that stay as chosen at the start. */
  fixed_levels: SourcedArrayOfLevel;
  /** The most files for one material. */
  files_per_slot: SourcedUint32;
  /** The longest text beside reasons, in characters. */
  reason_characters: SourcedUint32;
  /** How long an upload token opens its slot, in minutes. */
  token_minutes: SourcedUint32;
  /** The characters of a challenge, each with how it is read out. */
  challenge_characters: SourcedMapOfText;
  /** How many characters a challenge has. */
  challenge_length: SourcedUint32;
  /** How long a challenge may be answered, in minutes. */
  challenge_minutes: SourcedUint32;
  /** How long a stage may take, in days. */
  review_days: SourcedUint32;
  /** How long an application may lie on one desk, in hours. */
  claim_hours: SourcedUint32;
  /** Steps of the age of a queue, in days, ascending. */
  queue_days: SourcedArrayOfUint32;
  /** The shortest password, in characters. */
  password_shortest: SourcedUint32;
  /** The longest password, in characters. */
  password_longest: SourcedUint32;
  /** Passwords nobody may take, in lower case. */
  password_blocked: SourcedArrayOfString;
  /** How long to wait before another verification code is sent, in seconds. */
  sms_resend_seconds: SourcedUint32;
}

/** What opening a document would fetch or start. */
export type Load =
  /** A template from elsewhere. */
  | 'template'
  /** An object or document from elsewhere. */
  | 'object'
  /** A picture from elsewhere. */
  | 'picture'
  /** A field that asks another program (DDE), or includes another file. */
  | 'field';

/** What is wrong with a log, and where. */
export interface LogFault {
  /** What. */
  code: FaultCode;
  /** Which event of the list, from 0; its length where the end is at fault. */
  index: number;
  /** The number the event has, or should have. */
  number: number;
  /** The sentence: what is wrong and what to do. A desk fills it in. */
  message?: Text;
}

/** What is taken for granted about days to come. */
export type LookingAhead =
  /** Later rounds are like the policy's own, every day of the calendar moved by whole years. */
  | 'later_rounds_alike'
  /** No registration is known for this level and region, so every day of the exam year was looked at. */
  | 'open_all_year';

/**
 * A text that identifies a person: a name, an identity number, a mobile number. It serialises whole, for the form is
 * useless without it; `Debug` shows its length only.
 */
export type Masked = string;

/** Which text of the entry matched. */
export type MatchedText = 'name' | MatchedTextAlias | 'key';

/** This alias. */
export interface MatchedTextAlias {
  alias: string;
}

/** A material (上传资料) as this application needs it. */
export interface Material {
  /** Its name, which uploads repeat. */
  name: string;
  /** What it is. */
  label: Text;
  /** Whether it is needed. */
  need: Need;
  /** Why, where the policy says. */
  reason?: Text;
  /** How many files were sent for it. */
  uploaded: number;
  /** Whether what belongs to it is there, and what is not. */
  completeness: Completeness;
  /** The answers to give before it can be sent, where it waits for them. */
  waits_for?: string[];
  /** The clause that asks for it. */
  citation: Citation;
}

/** A row of the table of a material. */
export interface MaterialRow {
  /** When the row applies; always where not given. */
  when?: Condition | null;
  /** What it says. */
  need: RowNeed;
  /** Why, in a sentence. */
  reason?: Text | null;
  /** Its source, where it is another than the material's. */
  citation?: Citation | null;
}

/** A material that may be asked for: a table of rows, of which the first that applies says whether. */
export interface MaterialRule {
  /** Its name, which uploads repeat. */
  name: string;
  /** The levels it is for. */
  levels: Level[];
  /** What it is. */
  label: Text;
  /** When it is required, when it may be sent, and when it does not apply. Where no row applies, it does not. */
  rows: MaterialRow[];
  /** Whether it goes with a text of the form (`merits`): who writes one sends files too, and who sends files writes one. */
  described?: boolean;
  /** Where it shows the printed form: what the form has to be before it can be sent. */
  printed?: Printed | null;
  /** Its source. */
  citation: Citation;
}

/**
 * A minute of a day, written `2022-03-21T24:00`. Notices close "at 24:00", which is written as they write it and equals
 * 00:00 of the next day in every comparison.
 */
export type Moment = string;

/** A day of any year. */
export interface MonthDay {
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

/** Somebody for whom something changes. */
export interface Moved {
  /** Where in the stream, from 0. */
  row: number;
  /** The level declared. */
  level?: Level;
  /** Under the old policy. */
  old: Outcome;
  /** Under the new one. */
  new: Outcome;
  /** The rules that do not come out as before, by name. */
  rules: string[];
}

/** How many came out how, before and after. */
export interface Moves {
  /** By the outcome under the old policy and then under the new one; each as unmet, unknown, met. */
  from_to: number[][];
}

/** Counts by name; those who have none under an empty one. */
export interface MovesByName {
  /** By name. */
  named: Record<string, Moves>;
  /** All whose name came when there were too many already, or is too long to be one. */
  others: Moves;
}

/** What is known of a file's name. */
export interface NameReport {
  /** The name as it may be shown: without the path, invisible and control characters written out as `U+202E`. */
  shown: string;
  /** What is odd about it. */
  tricks?: NameTrick[];
  /** Whether its extension says what the content is; left out where the name has none or the content is unknown. */
  extension_fits?: boolean;
  /** The title it was compared with, as it may be shown. */
  title?: string;
  /** Whether name and title are one, but for width, spaces and extension. */
  is_title?: boolean;
}

/** What is odd about a name. */
export type NameTrick =
  /** There is nothing left of it. */
  | 'blank'
  /** It holds a path. */
  | 'path'
  /** It holds control characters. */
  | 'control'
  /** It holds characters that turn the direction of writing, or that nobody sees. */
  | 'invisible'
  /** It holds characters that Windows does not allow in names. */
  | 'forbidden'
  /** Windows keeps it for a device, or it ends in a dot or space. */
  | 'reserved'
  /** It is longer than file systems allow. */
  | 'long';

/** A day the policy names. */
export interface NamedDay {
  /** Which day. */
  day: DayRule;
  /** Its source. */
  citation: Citation;
}

/** What level one is asked to write (学习工作简历 …), in the words of whoever applies. */
export interface Narrative {
  /** 学习工作简历 */
  history?: Masked | null;
  /** 奖惩情况 */
  rewards?: Masked | null;
  /** 主要技术业务工作业绩 */
  achievements?: Masked | null;
}

/** Whether a material is needed. */
export type Need =
  /** The application is incomplete without it. */
  | 'required'
  /** It may be sent. */
  | 'optional'
  /** It does not apply to this person. */
  | 'not_applicable'
  /** Whether it is needed depends on answers not given. */
  | 'unknown';

/** One file. */
export interface NewFile {
  /** The material it is for. */
  material: string;
  /** SHA-256 of its content. */
  digest: FileDigest;
  /** What it was called. */
  name?: Masked | null;
}

/** What a node is. */
export type NodeKind =
  /** Every child. */
  | 'all'
  /** One child. */
  | 'any'
  /** Not the child. */
  | 'not'
  /** At least so many children. */
  | 'of'
  /** A comparison. */
  | 'leaf';

/** A node of the tree. */
export interface NodeTrace {
  /** How it came out. */
  outcome: Outcome;
  /** What it is. */
  kind: NodeKind;
  /** Its name, where it has one. */
  name?: string;
  /** What it asks, where it says. */
  label?: Text;
  /** Its own clause, where it is another than the rule's. */
  citation?: Citation;
  /** What changed it; its outcome is that after the change. Conditions that stand in its place are its last children. */
  lifted_by?: LiftedNode;
  /** What it joins. */
  children?: NodeTrace[];
  /** What it compares. */
  comparison?: Comparison;
}

/** A value asked for or found. */
export type Observed = boolean | number | string | string[] | ObservedLeast | ObservedFirst;

/** A day known only within bounds. */
export interface ObservedFirst {
  /** Not before. */
  first: Day;
  /** Not after. */
  last: Day;
}

/** A count known only within bounds; without `most`, unbounded. */
export interface ObservedLeast {
  /** At least this. */
  least: number;
  /** At most this. */
  most?: number | null;
}

/** What is added to the difference. */
export type Offset =
  /** Nothing. */
  | 'plain'
  /** One: first and last year both count. */
  | 'both_ends'
  /** Minus one: the first year does not count yet. */
  | 'one_year_lag';

/** What a change of work type does to the years. */
export type OnChange =
  /** Nothing: years in every work type add up. */
  | 'sum'
  /** Years in other work types do not count; those in the declared one add up, whatever lay between. */
  | 'same_type'
  /** Years begin anew: only the unbroken stretch in the declared work type that reaches the end of counting counts (连续). */
  | 'reset';

/** A request that is open. */
export interface OpenRequest {
  /** What is unlocked. */
  items: string[];
  /** Form and files as they were when it was sent back. */
  before: ApplicationForm;
}

/** Truth in three values (Kleene): an answer not given is unknown, never false. */
export type Outcome =
  /** It does not hold, whatever the missing answers. */
  | 'unmet'
  /** It depends on answers not given. */
  | 'unknown'
  /** It holds, whatever the missing answers. */
  | 'met';

/** A bound that a file went over. */
export interface Over {
  /** Which. */
  bound: Bound;
  /** The most that is read. */
  most: number;
  /** What the file has, or claims to have; at least, where reading stopped there. */
  found: number;
}

/** A page, or why there is none. */
export interface Page {
  /** The page, as one HTML text. */
  html?: string;
  /** Why there is none. */
  refusal?: Refusal;
}

/** What a QR code read from a photographed page says of the saved application. */
export type PageMatch =
  /** The page shows what is saved. */
  | 'same'
  /** The page shows this application, and form or files have changed since. */
  | 'changed'
  /** The page is of another application. */
  | 'other'
  /** The text is of no page. */
  | 'no_page';

/** What the host adds to a page. */
export interface PageOptions {
  /** The province's own letterhead; the procedure's line where not given. */
  letterhead?: Letterhead | null;
  /** The unit's name; its code stands where not given. */
  unit_name?: string | null;
  /** The person's photograph. */
  photo?: DataImage | null;
  /** 工作年限, as the report counted them. */
  work_years?: number | null;
}

/** What stands on printed pages beside the form's own data. */
export interface Pages {
  /** Over every page where the host gives no letterhead of its own. */
  letterhead: SourcedText;
  /** What examinees have to know, on the ticket. */
  ticket_notes: SourcedArrayOfText;
  /** What is said under a result. */
  result_notes: SourcedArrayOfText;
  /** What the applicant declares by signing the form. */
  pledge: SourcedText;
}

/** A value a message speaks of. */
export type Param = number | string | Param[] | Text;

/**
 * A number. It is written as one value with its citation, or as `dated` values of which the last that has begun by the exam
 * year holds.
 */
export interface Parameter {
  /** For every level. */
  value?: number | null;
  /** By level. */
  values?: Record<string, number>;
  /** Its source. */
  citation?: Citation | null;
  /** Where it changed: each value with the first exam year it holds for, ascending. */
  dated?: DatedValue[];
}

/** A stage that was passed. */
export interface Passed {
  /** Which. */
  stage: string;
  /** The next. */
  next?: string | null;
}

/** A penalty (处分) and how long it holds. */
export interface Penalty {
  /** What it is. */
  kind: PenaltyKind;
  /** The first day it holds. */
  from: Day;
  /** The last day it holds; none where its end is not known. */
  until?: Day | null;
}

/** What a penalty is, the lightest first. */
export type PenaltyKind =
  /** 警告 */
  | 'warning'
  /** 记过 */
  | 'demerit'
  /** 记大过 */
  | 'serious_demerit'
  /** 降低岗位等级, 降级, 撤职 */
  | 'demotion'
  /** 开除 */
  | 'dismissal';

/** Whether an action may be done now. */
export type Permission =
  /** It may, if what it brings is right. */
  | 'allowed'
  /** Something stands in the way. */
  | 'blocked'
  /** That depends on what was not given: a report, real-name verification, or the region and level that will be chosen. */
  | 'unknown';

/** A person, and what the policy is meant to say of them. The form may be as empty as the case needs it. */
export interface PolicyCase {
  /** The sentence it shows, unique among the cases. */
  name: string;
  /** The day it is asked on. */
  day: Day;
  /** The form. */
  form: ApplicationForm;
  /** What is expected. */
  expect: Expectation;
}

/** Which policy it is. */
export interface PolicyIdentity {
  /** Its name, as `henan-2022`. */
  id: string;
  /** Counts up with every change of the data. */
  version: number;
  /** What it is called. */
  title?: Text | null;
  /** What it decides. */
  family?: Family;
  /** Division code of the province; `000000` for the nation. */
  province: string;
  /** Division codes of the cities it is for; the whole province where not given. */
  cities?: string[];
  /** Codes or names of the units it is for; every unit of its place where not given. */
  units?: string[];
  /** The first exam year it holds for. */
  from_year: number;
  /** The last exam year it holds for. */
  to_year: number;
  /** The day by which somebody should look whether it still holds. */
  review_by?: Day | null;
  /** Only to be extended: it is never chosen and decides nothing by itself. */
  base?: boolean;
  /** The policy it is a patch on. */
  extends?: string | null;
  /** What of that policy it puts something else in the place of: `rules.tenure`, `parameters.tenure_years`, `round` … */
  replaces?: string[];
  /** What of that policy it leaves out. */
  removes?: string[];
  /** The policies it was made from, the first base first, with their digests. Written by the library. */
  lineage?: Ancestor[];
}

/** For which place and exam year a policy is asked. */
export interface PolicyScope {
  /** Division code of the province. */
  province: string;
  /** The exam year. */
  year: number;
  /** Division code of the city, if it matters. */
  city?: string | null;
  /** Code or name of the unit, if it matters. */
  unit?: string | null;
  /** What is to be decided. */
  family?: Family;
}

/** Every table of a policy. Each stands in one file; which file is up to whoever writes it. */
export interface PolicySource {
  /** Which policy it is. */
  policy: PolicyIdentity;
  /** What its citations name. */
  documents: Record<string, Document>;
  /** What is asked beyond the form, by name. */
  facts?: Record<string, Fact>;
  /** Groups of work types, by name. */
  groups?: Record<string, WorkTypeGroup>;
  /** Numbers, by name. */
  parameters: Record<string, Parameter>;
  /** Days, by name. */
  days: Record<string, NamedDay>;
  /** How years are counted. */
  counting: CountingTable;
  /** When retirement age is reached. */
  retirement: SourcedMapFromRetirementCategoryToRetirementSchedule;
  /** What must hold for a level, in the order of the trace. */
  rules: Rule[];
  /** What only people can judge. */
  judged: Judged[];
  /** 破格晋升 */
  exceptions: ExceptionRule[];
  /** 上传资料 */
  materials: MaterialRule[];
  /** What findings outside the rules weigh and rest on. */
  findings: Record<string, FindingRule>;
  /** Sentences in the place of the library's, by code: whole templates in both languages. */
  messages?: Record<string, Text>;
  /** The limits of the form. */
  form: FormLimits;
  /** The year's calendar. */
  round: Round;
  /** The policy's own cases: what whoever writes it expects of it. */
  cases?: PolicyCase[];
}

/** Which policy decided. */
export interface PolicyStamp {
  /** Its name. */
  id: string;
  /** Its version. */
  version: number;
  /** SHA-256 of its content. */
  digest: string;
}

/**
 * A material that shows the form, printed, signed and stamped. It can be sent once every required answer is given, saved and
 * printed, and has not changed since.
 */
export interface Printed {
  /** Fields that may be filled in and changed later all the same. */
  apart?: string[];
  /** Its source. */
  citation: Citation;
}

/** Which procedure it is. */
export interface ProcedureIdentity {
  /** Its name, as `henan-2022`. */
  id: string;
  /** Counts up with every change of the data. */
  version: number;
  /** The policy it goes with. */
  policy: string;
  /** The exam year. */
  year: number;
  /** Digests of earlier versions whose applications this one goes on with as they are. */
  continues?: string[];
}

/** Every table of a procedure. */
export interface ProcedureSource {
  /** Which procedure it is. */
  procedure: ProcedureIdentity;
  /** What its citations name. */
  documents: Record<string, Document>;
  /** Every state. */
  states: StateEntry[];
  /** Who may do what, where, and where it leads. */
  transitions: Transition[];
  /** The stages of review, in order. */
  stages: Stage[];
  /** Why an application is refused or sent back. */
  reasons: Reason[];
  /** What is late when. */
  deadlines: Deadline[];
  /** When tickets may be printed. */
  tickets: TicketWindow[];
  /** What is examined. */
  subjects: SubjectList[];
  /** Numbers and short lists. */
  limits: Limits;
  /** What stands on printed pages beside the form's own data. */
  pages: Pages;
}

/** Which procedure decided. */
export interface ProcedureStamp {
  /** Its name. */
  id: string;
  /** Its version. */
  version: number;
  /** SHA-256 of its content. */
  digest: string;
}

/** Where an application stands, as a role may see it. */
export interface Progress {
  /** The state. */
  state: StateName;
  /** What it is called. */
  label: Text;
  /** Since when. */
  since: Timestamp;
  /** The stage of review. */
  stage?: Text;
  /** What the applicant does next. */
  next: Text;
  /** Why it was refused or sent back: the reasons in words. */
  reasons?: Text[];
  /** And in the reviewer's own. */
  text?: Masked;
  /** What is unlocked. */
  unlocked?: string[];
  /** What changed since it was sent back. */
  changed?: FieldChange[];
  /** On whose desk it lies; not shown to the applicant. */
  claimed_by?: Masked;
  /** From when the ticket may be printed, or the result seen. */
  opens?: string;
  /** What is late, or will be. */
  due: Due[];
  /** What the days and times here lean on that no source settles; a province may set it otherwise. */
  assumed?: Citation[];
}

/** A fact a condition can test. */
export type Quantity =
  /** Years of work (工作年限), by the policy's counting. */
  | 'work_years'
  /** Years since the current level was obtained (现岗位等级年限), by the policy's counting; absent where ungraded. */
  | 'level_years'
  /** Years in the declared work type (本工种年限), from the periods of service, by the policy's counting. */
  | 'type_years'
  /** Years since the appointment to the present post (聘任年限), by the policy's counting. */
  | 'post_years'
  /** Full years left until retirement age (距法定退休年龄), by the policy's counting; zero once it is reached. */
  | 'retirement_years'
  /** Age in full years (周岁), by the policy's counting. */
  | 'age'
  /** Sex, from the identity number: `female`, `male`. */
  | 'sex'
  /** The level held now. */
  | 'held_level'
  /** The level declared. */
  | 'declared_level'
  /** The level of the post the person is appointed to. */
  | 'appointed_level'
  /** Schooling, by its steps. */
  | 'schooling'
  /** The day work began (参加工作时间). */
  | 'work_start'
  /** The day the current level was obtained, or the year's days where only the year is known; absent where ungraded. */
  | 'obtained_on'
  /** The day of 转正定级. */
  | 'regularised_on'
  /** The day retirement age is reached. */
  | 'retirement_day'
  /**
   * How the declared work type relates to the current one: `same`, `merged`, `neighbour`, `changed`; absent where
   * ungraded.
   */
  | 'work_type_relation'
  /** The first of the policy's groups that the declared work type stands in; absent where it stands in none. */
  | 'work_type_group'
  /** Kind of unit: `administrative`, `public_institution`. */
  | 'unit_category'
  /** The heaviest penalty (处分) in force on the day of the report: `none`, `warning` … `dismissal`. */
  | 'penalty'
  /** Number of assessments at 合格 (称职) or better, among the last so many years. */
  | 'qualified_assessments'
  /** Number of assessments at 优秀, among the last so many years. */
  | 'excellent_assessments'
  /** Number of assessments at 不合格 (不称职), among the last so many years. */
  | 'failed_assessments'
  /** Number of years without an assessment at 合格 (称职) or better, among the last so many years. */
  | 'lacking_assessments'
  /** Number of awards a filter lets through. */
  | 'awards'
  /** Whether 破格晋升 is ticked. */
  | 'exception_claimed'
  /** Whether the library holds another work type than the form. */
  | 'work_type_mismatch'
  /** A fact the policy declares itself; a condition names it by `fact`. */
  | 'fact';

/** A reason (审核原因). */
export interface Reason {
  /** Its code. */
  code: string;
  /** What is said. */
  label: Text;
  /** Whether it needs a text beside it. */
  needs_text?: boolean;
}

/** Why something was not gone through. */
export type Reason2 =
  /** It has too many combinations. */
  | 'too_many'
  /** With answers left out it has too many; who answers everything was compared. */
  | 'too_many_unanswered'
  /**
   * The two policies count it differently, so that the values of one say nothing about the other's; or an exception is for once a year
   * by one of them alone.
   */
  | 'counted_differently';

/** A number that is lowered. */
export interface Reduction {
  /** The parameter that is lowered. */
  parameter: string;
  /** The parameter that says by how much. */
  by: string;
}

/** Why a command was not carried out. Nothing has changed. */
export interface Refusal {
  /** Which reason. */
  code: RefusalCode;
  /** The guard that stands in the way. */
  guard: Guard;
  /** The values its sentence speaks of. */
  params?: Record<string, Param>;
  /** The sentence: what is wrong and what to do. A desk fills it in. */
  message?: Text;
  /** The clauses it rests on, the nearest first; none where no document speaks of it, as where somebody else acted in between. */
  basis?: Basis[];
  /** Findings of the report that refuse or are missing. */
  findings?: Finding[];
}

/**
 * Why a command is refused. The list is closed; each has its sentence in both languages, under `refusal/` in the
 * words of the messages.
 */
export type RefusalCode =
  /** The action is not possible in this state. */
  | 'state/not-here'
  /** There already is an application of this name. */
  | 'state/exists'
  /** There is no application yet. */
  | 'state/not-started'
  /** Time ran backwards. */
  | 'state/time-backwards'
  /** Another procedure has decided so far. */
  | 'state/procedure-changed'
  /** The action is not for this role. */
  | 'role/not-yours'
  /** Somebody else acted in between. */
  | 'version/stale'
  /** The command was made for events that are not there. */
  | 'version/ahead'
  /** It is somebody else's application. */
  | 'owner/stranger'
  /** It is one's own application. */
  | 'not_own/own-application'
  /** It lies outside one's regions or units. */
  | 'in_charge/elsewhere'
  /** Real-name verification has not been passed. */
  | 'verified/missing'
  /** Name or number differ from real-name verification. */
  | 'verified/differs'
  /** The region is not one of the round. */
  | 'region/unknown'
  /** The window has not opened. */
  | 'window/not-open'
  /** The window is over. */
  | 'window/closed'
  /** There is no window for this role, level and region. */
  | 'window/none'
  /** The window is still open. */
  | 'window_over/still-open'
  /** The stage is another role's. */
  | 'stage_role/other'
  /** The stage does not work at this time. */
  | 'stage_window/closed'
  /** Somebody else has it on the desk. */
  | 'unclaimed/other'
  /** It is not on one's desk. */
  | 'claimed/not'
  /** Name, number or mobile would change. */
  | 'identity_kept/changed'
  /** The level would change where it is fixed. */
  | 'level_kept/fixed'
  /** The region would change. */
  | 'level_kept/region'
  /** The form brings files. */
  | 'uploads_apart/brought'
  /** Something changes that was not unlocked. */
  | 'unlocked/locked'
  /** The rules refuse. */
  | 'report/refuses'
  /** An answer is missing. */
  | 'report/incomplete'
  /** There is no report to decide by. */
  | 'report/missing'
  /** The policy is another one than at the submission. */
  | 'policy_kept/changed'
  /** The material is none of this level. */
  | 'slot/unknown'
  /** Answers are missing that have to be printed. */
  | 'printed/incomplete'
  /** The form was not printed yet. */
  | 'printed/never'
  /** The form has changed since it was printed. */
  | 'printed/changed'
  /** The file is not there. */
  | 'file/unknown'
  /** The same file is there already. */
  | 'file/same'
  /** The same file is there already. */
  | 'room/same'
  /** There are too many files for the material. */
  | 'room/full'
  /** The token is none. */
  | 'token/malformed'
  /** The token was altered, or is of another application, material or secret. */
  | 'token/forged'
  /** The token has expired. */
  | 'token/expired'
  /** The token was used. */
  | 'token/used'
  /** The token was taken back, or another took its place. */
  | 'token/revoked'
  /** The host gave no secret, or one too short. */
  | 'token/secret'
  /** The host gave too few random bytes. */
  | 'token/random'
  /** No reason is given. */
  | 'reasons/missing'
  /** A reason is none of the list. */
  | 'reasons/unknown'
  /** This reason needs a text. */
  | 'reasons/text'
  /** The text is too long. */
  | 'reasons/long'
  /** Nothing is named. */
  | 'items/missing'
  /** An item is no field and no material. */
  | 'items/unknown'
  /** The ticket has no seat. */
  | 'arranged/not'
  /** The batch does not take this level and region. */
  | 'batch/unknown'
  /** A session is none of the level's subjects, or ends before it begins. */
  | 'batch/session'
  /** The tickets have not opened. */
  | 'ticket_window/not-open'
  /** The time for tickets is over. */
  | 'ticket_window/closed'
  /** The challenge is none, or altered, or of another application. */
  | 'challenge/forged'
  /** The answer is wrong. */
  | 'challenge/wrong'
  /** The challenge has expired. */
  | 'challenge/expired'
  /** The challenge was used. */
  | 'challenge/used'
  /** There is no result. */
  | 'result/missing'
  /** A mark is none of the level's subjects, or above the full mark. */
  | 'result/wrong'
  /** The result is not published yet. */
  | 'published/not-yet'
  /** There will be no result. */
  | 'published/none';

/** A place of registration. */
export interface Region {
  /** Division code (行政区划代码). */
  code: string;
  /** Its name. */
  name: string;
}

/** What is wrong with a registration. The list is closed; each has its sentence in the words of the messages. */
export type RegistrationCode =
  /** The password is too short. */
  | 'registration/password-short'
  /** The password is too long. */
  | 'registration/password-long'
  /** The password has no letter. */
  | 'registration/password-letter'
  /** The password has no digit. */
  | 'registration/password-digit'
  /** The password has something else. */
  | 'registration/password-character'
  /** The password is on the list of those nobody may take. */
  | 'registration/password-blocked'
  /** The two passwords differ. */
  | 'registration/password-repeat'
  /** It is too early for another code. */
  | 'registration/sms-wait'
  /** The mobile number is malformed. */
  | 'registration/mobile'
  /** Real-name verification has not been passed. */
  | 'registration/not-verified'
  /** The name differs. */
  | 'registration/name-differs'
  /** The number differs. */
  | 'registration/number-differs'
  /** The number is malformed. */
  | 'registration/number-malformed';

/** How a declared work type relates to the one held. */
export type Relation =
  /** The same. */
  | 'same'
  /** The held one was merged into it. */
  | 'merged'
  /** The held one was cancelled and this is one of its neighbours. */
  | 'neighbour'
  /** Another. */
  | 'changed';

/** A file in the place of another. */
export interface ReplacedFile {
  /** The number of the file that was there. */
  file: number;
  /** SHA-256 of the new content. */
  digest: FileDigest;
  /** What the new one was called. */
  name?: Masked | null;
}

/** What is asked instead. */
export interface Replacement {
  /** The rule or branch that is replaced. */
  name: string;
  /** What is asked in its place. */
  with: Condition;
}

/** One file in the place of another of the same material. */
export interface Replacement2 {
  /** The number of the file it replaces. */
  file: number;
  /** SHA-256 of the new content. */
  digest: FileDigest;
  /** What it was called. */
  name?: Masked | null;
}

/** What a log gives: the application, or what is wrong with the log. */
export interface Replay {
  /** The application. */
  state?: ApplicationState;
  /** What is wrong, and where. */
  fault?: LogFault;
}

/** What the library has to say about a form. */
export interface Report {
  /** The sum. */
  verdict: Verdict;
  /**
   * Whether the rules of eligibility are met: met only where every one is, unmet where one refuses, unknown where an answer is
   * missing, a person decides, or no level is declared yet.
   */
  eligible: Outcome;
  /** Everything there is to say, the heaviest first, then in the order of the code list and of the form. */
  findings: Finding[];
  /** Fields whose answers would settle what is unknown. */
  needed: string[];
  /** Fields whose answers the rules that apply compared. */
  used: string[];
  /** Fields the rules of the level ask for whose answers, given or not, change nothing as the rest stands. */
  irrelevant: string[];
  /** The level judged. */
  level?: Level;
  /** How each rule came out. */
  rules: RuleTrace[];
  /** How years were counted. */
  counts: Count[];
  /** What has to be uploaded, and what was. */
  materials: Material[];
  /** What the report leaned on that no source settles. */
  assumed: Citation[];
  /** The documents its citations name. */
  documents: Record<string, Document>;
  /** By which rules it was made. */
  policy: PolicyStamp;
  /** The day it holds for. */
  day: Day;
  /** The exam year. */
  exam_year: number;
}

/** Region and level, chosen anew. */
export interface Restart {
  /** 报名地市 */
  region: string;
  /** 申报级别 */
  level: Level;
}

/** Which statutory age applies. For women it follows the post, not the sex alone, so it is asked, never guessed. */
export type RetirementCategory =
  /** 男职工, originally 60 */
  | 'men'
  /** 原法定退休年龄五十五周岁的女职工 */
  | 'women55'
  /** 原法定退休年龄五十周岁的女职工 */
  | 'women50';

/**
 * How retirement age rises for one category: from `reform` on, one month later for every `step` months the original
 * retirement month lies after it, up to `cap` months.
 */
export interface RetirementSchedule {
  /** Original retirement age in full years. */
  age: number;
  /** Months of original retirement that share one month of delay; at least 1. */
  step: number;
  /** The longest delay in months. */
  cap: number;
  /** The year the delay begins, from January. */
  reform: number;
}

/** Who acts in a registration. */
export type Role =
  /** 报名人员 */
  | 'applicant'
  /** 单位管理员 */
  | 'unit_officer'
  /** 审核员 */
  | 'reviewer'
  /** 管理员 */
  | 'administrator';

/** A year's exam (年度/批次). */
export interface Round {
  /** The exam year; conditions that speak of "the exam year" mean this one. */
  year: number;
  /** Where one may register (报名地市). */
  regions: SourcedArrayOfRegion;
  /** When one may register. */
  windows: Window[];
}

/** A row that was left out, and why. */
export interface RowError {
  /** The line of the file, from 1. */
  line: number;
  /** The column at fault; empty for the row as a whole. */
  column: string;
  /** What is wrong and what to do. */
  message: string;
}

/** What a row of the table of a material says. */
export type RowNeed =
  /** An application is incomplete without it. */
  | 'required'
  /** It may be sent. */
  | 'optional'
  /** It does not apply. */
  | 'not_applicable';

/** Something that must hold. */
export interface Rule {
  /** Its name, unique among the rules of a level; exceptions refer to it. */
  name: string;
  /** The levels it is for. */
  levels: Level[];
  /** What it asks, in a sentence. */
  label: Text;
  /** For whom it is asked at all; for everybody where not given. For the others it is not applicable. */
  when?: Condition | null;
  /** What it asks, exactly. */
  condition: Condition;
  /** What is said when it does not hold. */
  code: Code;
  /** What is said instead in special cases, the first that applies. */
  instead?: Instead[];
  /** What that weighs. */
  severity?: Severity;
  /** Its source. */
  citation: Citation;
}

/** When one rule is met by the same facts. */
export interface RuleForesight {
  /** The rule. */
  rule: string;
  /** How it comes out on the day asked about; for a rule of a later policy on the first day it is asked. */
  now: RuleStatus;
  /** The first day of registration on which it is met. */
  first_met?: Day;
}

/** How one rule came out. */
export interface RuleRecord {
  /** The rule. */
  rule: string;
  /** How it came out. */
  status: RuleStatus;
}

/** How a rule came out. */
export type RuleStatus =
  /** It is not asked of this person. */
  | 'not_applicable'
  /** It holds. */
  | 'met'
  /** It holds through an exception. */
  | 'lifted'
  /** It does not hold. */
  | 'unmet'
  /** It does not hold, and an exception sends it to a person. */
  | 'referred'
  /** It depends on answers not given. */
  | 'unknown';

/** How one rule came out. */
export interface RuleTrace {
  /** The rule's name. */
  rule: string;
  /** What it asks. */
  label: Text;
  /** How it came out. */
  status: RuleStatus;
  /** What it weighs when unmet, after exceptions. */
  severity: Severity;
  /** The named branches by which it passed, the outer ones first. */
  routes?: string[];
  /** The exceptions that lifted it, or sent it to a person. */
  lifted_by?: Lifted;
  /** Its clause. */
  citation: Citation;
  /** For whom it is asked. */
  when?: NodeTrace;
  /** What it asks, node by node. Of a rule that is not applicable it shows what it would ask. */
  condition: NodeTrace;
}

/** Highest schooling (学历). Several kinds stand on the same step: compare with [`Schooling::step`], never by position. */
export type Schooling =
  /** 小学 */
  | 'primary'
  /** 初中 */
  | 'junior_middle'
  /** 高中 */
  | 'senior_middle'
  /** 职高 (职业高中) */
  | 'vocational_senior'
  /** 技校 (技工学校) */
  | 'technical_school'
  /** 职专 (职业中专), 中专 */
  | 'secondary_vocational'
  /** 大专 */
  | 'junior_college'
  /** 本科 */
  | 'bachelor'
  /** 硕士 */
  | 'master'
  /** 博士 */
  | 'doctor';

/** One entry of a list to search: a work type, a unit, a city. */
export interface SearchEntry {
  /** What a hit returns: the code, or the name where there is none. No two entries share one. */
  key: string;
  /** The name, at most 255 characters. */
  name: string;
  /** Other names it is found by, old ones for instance. */
  aliases?: string[];
  /** Whether it is in force. */
  standing?: Standing;
  /** Among equally good hits the higher comes first. */
  weight?: number;
  /** For an entry no longer in force, the keys of those to go to. */
  instead?: string[];
}

/**
 * How a query is read. The default takes full pinyin and initials, and turns to fuzzy sounds and then to typing errors
 * only where nothing else matches.
 */
export interface SearchOptions {
  /** The letters are keys of this scheme (双拼) and not full pinyin. */
  double_pinyin?: DoublePinyin | null;
  /** When sounds that many speakers do not tell apart count as the same. */
  fuzzy?: Fallback;
  /** Which sounds those are. */
  sounds?: FuzzySounds;
  /**
   * When one syllable may be misspelt by one letter too many, too few, wrong, or swapped with its neighbour. Needs five
   * Latin letters in the query, and everything typed in full, the last syllable cut anywhere: initials have no letter to
   * spare, and beside an error they would let in names that nobody meant.
   */
  typo?: Fallback;
}

/** Where and when the exam is. */
export interface Seat {
  /** The batch, whose ticket window holds. */
  batch: string;
  /** 准考证号 */
  number: string;
  /** 考点 */
  site: string;
  /** 考点地址 */
  address?: string | null;
  /** 考场 */
  room: string;
  /** 座位号 */
  seat: string;
  /** When each subject is examined. */
  sessions: Session[];
}

/** Which periods of service count, and how they join. Days that several periods share count once. */
export interface ServiceCounting {
  /** Kinds of period that count. */
  kinds: ServiceKind[];
  /** What a change of work type does. */
  on_change: OnChange;
}

/** What a stretch of work was. */
export type ServiceKind =
  /** 工作 */
  | 'work'
  /** 服兵役 */
  | 'military'
  /** 技工学校等对口专业学习 */
  | 'school';

/** A stretch of work. */
export interface ServicePeriod {
  /** The first day. */
  from: Day;
  /** The last day; none where it goes on. */
  until?: Day | null;
  /** The work type, by code or name; none where it was no work of a type. */
  work_type?: string | null;
  /** What it was. */
  kind?: ServiceKind;
}

/** When a subject is examined. */
export interface Session {
  /** The subject, by its name in the procedure. */
  subject: string;
  /** It begins. */
  from: Moment;
  /** It ends. */
  until: Moment;
}

/** How much a finding weighs. The order is that of the verdict: the later, the heavier. */
export type Severity =
  /** Good to know; it holds nothing up. */
  | 'note'
  /** A person must look. */
  | 'review'
  /** Acknowledge and go on. */
  | 'confirm'
  /** An answer or a material is missing. */
  | 'supply'
  /** It cannot go on like this. */
  | 'refuse';

/** What a case shows of a comparison. */
export type Shown =
  /** Met, and the rule turns on it if it can. */
  | 'met'
  /** Not met, and the rule turns on it if it can. */
  | 'unmet'
  /** Left open. */
  | 'unknown';

/** What an ask for a verification code answers. */
export interface SmsAnswer {
  /** Whether a code may be sent now; the host then remembers the time. */
  send: boolean;
  /** In how many seconds the next may be asked for: what a page counts down, a reload included. */
  retry_after: number;
  /** Why not. */
  complaint?: Complaint;
}

/** An answered challenge. */
export interface Solution {
  /** The challenge, as it was issued. */
  challenge: string;
  /** What was typed. */
  answer: string;
}

/** A challenge that was solved. */
export interface SolvedChallenge {
  /** Its nonce, in hexadecimal. */
  nonce: string;
  /** When it ends by itself. */
  expires: Timestamp;
}

/** A value with its source. */
export interface SourcedArrayOfLevel {
  /** The value. */
  value: Level[];
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedArrayOfRegion {
  /** The value. */
  value: Region[];
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedArrayOfString {
  /** The value. */
  value: string[];
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedArrayOfText {
  /** The value. */
  value: Text[];
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedArrayOfUint32 {
  /** The value. */
  value: number[];
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedMapFromLevelToArrayOfString {
  /** The value. */
  value: Record<string, string[]>;
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedMapFromRetirementCategoryToRetirementSchedule {
  /** The value. */
  value: Record<string, RetirementSchedule>;
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedMapOfText {
  /** The value. */
  value: Record<string, Text>;
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedText {
  /** The value. */
  value: Text;
  /** Its source. */
  citation: Citation;
}

/** A value with its source. */
export interface SourcedUint32 {
  /** The value. */
  value: number;
  /** Its source. */
  citation: Citation;
}

/** A piece of the matched text to highlight, in the units of three kinds of hosts. */
export interface Span {
  /** In characters (Unicode scalar values), as Python counts. */
  chars: Extent2;
  /** In bytes of UTF-8, as Rust counts. */
  utf8: Extent2;
  /** In units of UTF-16, as JavaScript counts. */
  utf16: Extent2;
}

/** A policy's verdict in SQL. */
export interface Sql {
  /** Of everybody, by `declared_level`; `NULL` without one. */
  verdict: string;
  /** Of those who declare a level, by the level's name. */
  levels: Record<string, string>;
  /** Columns of the form that it reads, by name. */
  columns: string[];
  /** Columns that have to be worked out before, by name; all are integers. */
  computed: string[];
}

/** A stage of review. */
export interface Stage {
  /** Its name. */
  name: string;
  /** What it is called. */
  label: Text;
  /** Whose it is. */
  role: Role;
  /** For which levels; all where not given. */
  levels?: Level[] | null;
  /** In which regions; all where not given. */
  regions?: string[] | null;
  /** When it works; always where none is given. */
  windows?: Window[];
  /** Its source. */
  citation: Citation;
}

/** Whether an entry is in force. Those in force rank first. */
export type Standing =
  /** In force. */
  | 'current'
  /** Merged into another (合并). */
  | 'merged'
  /** Cancelled (取消). */
  | 'cancelled';

/** Region and level, chosen before the form opens. */
export interface Start {
  /** The application's name: anything the host has not used before, and nothing personal. */
  application: ApplicationName;
  /** The person, as real-name verification knows them. */
  candidate: Candidate;
  /** 报名地市 */
  region: string;
  /** 申报级别 */
  level: Level;
  /** An earlier form of the same person, from which what still fits is copied. */
  copy?: ApplicationForm | null;
}

/** A state, in words. */
export interface StateEntry {
  /** Its name. */
  name: StateName;
  /** What it is called. */
  label: Text;
  /** What comes next for the applicant. */
  next: Text;
  /** Whether nothing has to follow. */
  ends?: boolean;
}

/** Where an application stands. */
export type StateName =
  /** 填报中: may be anything, valid or not. */
  | 'draft'
  /** 待确认: submitted, and findings were shown that have to be acknowledged. */
  | 'awaiting_confirmation'
  /** 待上传资料: submitted, and materials are missing. */
  | 'awaiting_materials'
  /** 审核中: at a stage of the review. */
  | 'under_review'
  /** 需补充: sent back, with the named items unlocked. */
  | 'supplement_requested'
  /** 现场审核: the papers are looked at on site. */
  | 'on_site_review'
  /** 审核通过 */
  | 'approved'
  /** 审核不通过 */
  | 'rejected'
  /** 准考证已开放 */
  | 'ticket_open'
  /** 已考核 */
  | 'examined'
  /** 已办结 */
  | 'closed'
  /** 已撤回 */
  | 'withdrawn';

/** What is counted of an application: columns of a host's table, or [`Record::of`] a state. */
export interface StatisticsRecord {
  /** 报名地市 */
  region: string;
  /** 申报级别 */
  level: Level;
  /** 申报岗位工种 */
  work_type?: string | null;
  /** 单位 */
  unit?: string | null;
  /** Where it stands. */
  state: StateName;
  /** Whether it was ever submitted; what is only a draft orders nothing. */
  submitted: boolean;
  /** 教材预订 */
  textbooks?: TextbookOrders;
  /** The stage of review. */
  stage?: string | null;
  /** On whose desk it lies. */
  claimed_by?: Masked | null;
  /** Since when it stands there. */
  since: Timestamp;
}

/** What was counted. Every list is sorted by its names. */
export interface StatisticsReport {
  /** How many applications. */
  total: number;
  /** By region, level, work type and state. */
  applications: ApplicationCount[];
  /** Textbooks to order, by title and unit: of what was submitted and neither withdrawn nor refused. */
  textbooks: TextbookCount[];
  /** What waits at each stage. */
  queues: Waiting[];
  /** What lies on each desk. */
  loads: Waiting[];
  /** The steps of age, in days: below the first, below the second, …, and the rest. */
  queue_days: number[];
  /** How many were not told apart, because there were too many different rows. */
  beyond: number;
}

/** One change. */
export interface Step {
  /** What kind of change it is. */
  how: How;
  /** The field of the form. */
  field: string;
  /** What it would have to be. */
  extent: Extent;
}

/** A file that is there. */
export interface StoredFile {
  /** Its number: that of the event that brought it. */
  number: number;
  /** The material it is for. */
  material: string;
  /** SHA-256 of its content. */
  digest: FileDigest;
  /** What it was called. */
  name?: Masked | null;
  /** The number of the file it replaced, which the log and the host's store still have. */
  replaces?: number | null;
  /** Who sent it. */
  by: ActorStamp;
  /** When. */
  at: Timestamp;
}

/** A subject (科目). */
export interface Subject {
  /** Its name in data. */
  name: string;
  /** What it is called. */
  label: Text;
  /** The full mark. */
  full_mark: number;
}

/** What is examined at some levels. */
export interface SubjectList {
  /** At which levels. */
  levels: Level[];
  /** The subjects, in order. */
  subjects: Subject[];
  /** The source. */
  citation: Citation;
}

/** What was submitted. */
export interface Submission {
  /** When. */
  at: Timestamp;
  /** How often it has been submitted. */
  count: number;
  /** The policy it was judged by, which stays. */
  policy: PolicyStamp;
  /** The digest of form and files. */
  content: string;
  /** What was acknowledged. */
  acknowledged: string[];
}

/** A submission. */
export interface Submitted {
  /** The policy it was judged by. */
  policy: PolicyStamp;
  /** The digest of form and files. */
  content: string;
  /** What was acknowledged, by digest. */
  acknowledged: string[];
  /** The stage it is at. */
  stage: string;
}

/** What has to be corrected or supplied, and why. */
export interface SupplementRequest {
  /** What is unlocked: fields of the form, as `current.obtained_year`, and materials, as `uploads.diploma`. */
  items: string[];
  /** Why. */
  grounds: Grounds;
}

/** Rubbish of one kind in one column. */
export interface TableFault {
  /** The column. */
  column: string;
  /** What is wrong. */
  kind: string;
  /** In how many rows. */
  rows: number;
}

/** A text in both languages of the library. */
export interface Text {
  /** For the applicant, in plain Chinese. */
  zh: string;
  /** The same in English. */
  en: string;
}

/** Textbooks of a unit. */
export interface TextbookCount {
  /** 单位; empty where none was given. */
  unit: string;
  /** 职业道德 */
  professional_ethics: number;
  /** 职业能力 */
  vocational_ability: number;
  /** 岗位技能 */
  post_skills: number;
}

/** Textbook orders (教材预订). Some rounds do not ask; then nothing is given. */
export interface TextbookOrders {
  /** 职业道德 */
  professional_ethics?: boolean | null;
  /** 职业能力 */
  vocational_ability?: boolean | null;
  /** 岗位技能 */
  post_skills?: boolean | null;
}

/** When the tickets of a batch may be printed. */
export interface TicketWindow {
  /** The batch's name. */
  batch: string;
  /** For which levels. */
  levels: Level[];
  /** In which regions; all where not given. */
  regions?: string[] | null;
  /** The first moment. */
  opens: Moment;
  /** The moment it is over. */
  closes: Moment;
  /** Its source. */
  citation: Citation;
}

/** How well an entry matched; the better first. */
export type Tier =
  /** The whole name, in hanzi or in full syllables, or the code. */
  | 'exact'
  /** The start of the name, read as it is meant there. */
  | 'start'
  /** The start of the name, some character read otherwise than it is meant there. */
  | 'start_other_reading'
  /** The start of a word inside the name, read as it is meant there. */
  | 'word_start'
  /** Anywhere inside the name. */
  | 'inside'
  /** Anywhere, with sounds that are alike. */
  | 'fuzzy_sound'
  /** Anywhere, with one typing error. */
  | 'typo';

/**
 * A second, written `2022-03-18T09:00:00`, always in China standard time. A text with an offset (`Z`, `+08:00`) is read and
 * converted, fractions of a second are cut off; what is written has neither.
 */
export type Timestamp = string;

/** A token as the application knows it. */
export interface TokenRecord {
  /** The material it opens. */
  material: string;
  /** Its nonce, in hexadecimal. */
  nonce: string;
  /** When it ends. */
  expires: Timestamp;
  /** What became of it. */
  status: TokenStatus;
}

/** What became of a token. */
export type TokenStatus =
  /** It opens its slot once. */
  | 'live'
  /** It did. */
  | 'used'
  /** It was taken back. */
  | 'revoked';

/** One file by a token; the token knows the material. */
export interface TokenUpload {
  /** The token. */
  token: Masked;
  /** The material the page says it is for. */
  material: string;
  /** SHA-256 of the content. */
  digest: FileDigest;
  /** What it was called. */
  name?: Masked | null;
}

/**
 * How much writing touches each side of a picture as it is shown, turned by its orientation: 0 where none does, 100 where as much
 * as inside. A page all of which is in the picture has a margin. Measures, not a verdict.
 */
export interface Touching {
  /** On the left. */
  left: number;
  /** Above. */
  top: number;
  /** On the right. */
  right: number;
  /** Below. */
  bottom: number;
}

/** A row of the table. */
export interface Transition {
  /** What is asked. */
  action: Action;
  /** In which states; none for what makes an application. */
  from: StateName[];
  /** Where each outcome leads; the state stays where nothing is given. */
  to?: Record<string, StateName> | null;
  /** Who may. */
  roles: Role[];
  /** What must hold, asked in this order. */
  guards?: Guard[];
  /** Its source. */
  citation: Citation;
}

/** What no case shows of a rule. */
export interface Uncovered {
  /** The level. */
  level: Level;
  /** The rule. */
  rule: string;
  /** The status that is not shown. */
  status: RuleStatus;
}

/** What was not gone through. */
export interface Unfinished {
  /** The level; none where it is about all of them. */
  level?: Level;
  /** The rules, the exception, or the quantities. */
  names: string[];
  /** Why. */
  reason: Reason2;
  /** How many combinations it has, where that is the reason. */
  combinations?: number;
}

/** A unit (单位). */
export interface Unit {
  /** Its code, unique in the tree. */
  code: string;
  /** Its name. */
  name: string;
  /** The code of the unit above it; none for a root. */
  parent?: string | null;
  /** 单位类别 */
  category?: UnitCategory | null;
  /** 单位级别 */
  rank?: UnitRank | null;
}

/** Kind of unit (单位类别). */
export type UnitCategory =
  /** 行政 */
  | 'administrative'
  /** 事业 */
  | 'public_institution';

/** Administrative rank of a unit (单位级别), the lowest first. */
export type UnitRank =
  /** 乡镇 */
  | 'township'
  /** 县 */
  | 'county'
  /** 省辖市 */
  | 'city'
  /** 省直 */
  | 'province';

/** One file sent for one material. */
export interface Upload {
  /** Name of the material in the policy's list. */
  material: string;
  /** The content's digest. */
  digest: FileDigest;
  /** What the file is called. A document is named after its title. */
  name?: Masked | null;
}

/** What the desktop shows for a phone to upload. */
export interface UploadLink {
  /** The address before the token, and the token. */
  link?: string;
  /** The token alone. */
  token?: string;
  /** By what a host finds the application of a token. */
  key?: string;
  /** The link as a QR code in SVG. */
  qr?: string;
  /** Why there is none. */
  refusal?: Refusal;
}

/** What there is to say about one upload. */
export interface UploadReport {
  /** The sum. To confirm means that the file may be used all the same, once somebody has looked at the advice. */
  verdict: Verdict;
  /** The material. */
  material: string;
  /** Everything there is to say, the heaviest first. Paths are those of `file`. */
  findings: Finding[];
  /** What is in the file. */
  file: FileReport;
  /** The documents its citations name. */
  documents: Record<string, Document>;
}

/** A challenge that was used. */
export interface UsedChallenge {
  /** Its nonce, in hexadecimal. */
  nonce: string;
  /** When it ends by itself. */
  expires: Timestamp;
}

/** The sum of a report: its heaviest severity, where a note alone still passes. */
export type Verdict =
  /** Nothing stands in the way. */
  | 'pass'
  /** A person must look. */
  | 'review'
  /** Something must be acknowledged. */
  | 'confirm'
  /** An answer or a material is missing. */
  | 'supply'
  /** It cannot go on like this. */
  | 'refuse';

/** What real-name verification said of the account. */
export interface Verified {
  /** 姓名 */
  name: Masked;
  /** 身份证号 */
  identity_number: Masked;
}

/** What waits somewhere. */
export interface Waiting {
  /** The stage, or the account of the desk. */
  name: Masked;
  /** How many. */
  count: number;
  /** How many of each step of age. */
  ages: number[];
  /** Since when the oldest. */
  oldest?: Timestamp;
}

/** A time during which some people may act. */
export interface Window {
  /** Who may act. */
  role: Role;
  /** For which levels. */
  levels: Level[];
  /** In which regions; every region of the round where not given. */
  regions?: string[] | null;
  /** The first moment. */
  opens: Moment;
  /** The moment it is over. */
  closes: Moment;
  /** Its source. */
  citation: Citation;
}

/** A case that shows what none shows. */
export interface Witness {
  /** The level. */
  level: Level;
  /** The rule. */
  rule: string;
  /** The comparison. */
  path: string;
  /** What it shows. */
  shows: Shown;
  /** The case as it would stand in the policy's files. What it expects is what the policy says today. */
  case: string;
}

/** A work type (工种) of a catalogue. */
export interface WorkType {
  /** What forms and certificates refer to it by: the catalogue's code, or the name where the catalogue has no codes. */
  code: string;
  /** Its name. */
  name: string;
  /** The group it stands in, as the catalogue names it. */
  group?: string | null;
  /** The levels open to it; none where the catalogue does not say. */
  levels?: Level[] | null;
  /** Whether it may still be declared. */
  status?: WorkTypeStatus;
  /** For a merged type, the code of the type it went into (合并后的新工种). */
  merged_into?: string | null;
  /** For a cancelled type, the codes of the neighbouring types open to it (就近岗位工种). */
  neighbours?: string[];
  /** Provinces that use the name, in a catalogue that gathers several. */
  provinces?: string[];
  /** Where the row comes from. */
  source?: string | null;
}

/** A group of work types that the policy's rules speak of (工种类别). */
export interface WorkTypeGroup {
  /** What it is called. */
  label: Text;
  /** Work types in it, by code or name. */
  work_types?: string[];
  /** Groups of the catalogue whose work types are in it. */
  catalogue_groups?: string[];
  /** Its source. */
  citation: Citation;
}

/** Whether a work type may still be declared. */
export type WorkTypeStatus =
  /** In force. */
  | 'current'
  /** 合并: declare the type it was merged into. */
  | 'merged'
  /** 取消: declare a neighbouring type, with the consent of the unit's personnel office. */
  | 'cancelled';

/** How a bare year is read. */
export type YearOnly =
  /** As its first day. */
  | 'first_day'
  /** As its last day. */
  | 'last_day'
  /** As any of its days: what turns on it stays open until the certificate's day of issue is given. */
  | 'day_of_issue';

/** A number of years. */
export interface Years {
  /** How many, 0 to 100. */
  years: number;
}

/** A day some years before the exam year. */
export interface YearsBefore {
  /** How many, 0 to 100. */
  years: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}
