/** The form, field by field, in the guide's order. What a field is called the packages say; which of them a level asks for, the report. */
import type { ApplicationForm } from 'gongkao/types';
import { choices, date, HELD, known, LEVELS, word } from './words';

export type Kind = 'text' | 'long' | 'day' | 'year' | 'select' | 'yes-no' | 'work-type' | 'unit' | 'tick' | 'rows' | 'years';

export interface Field {
  path: string;
  kind: Kind;
  /** A shorter name than the packages', where the section says the rest. */
  name?: string;
  hint?: string;
  /** The kind of word, and the words in their order. */
  options?: [kind: string, names?: readonly string[]];
  /** The choices of a field whose words the packages do not have. */
  literal?: [name: string, word: string][];
  /** Levels whose form has it; all where not given. */
  levels?: string[];
  /** Only where a rule asks for it, or it was answered. */
  ifNeeded?: boolean;
  /** Whether it is there, as the rest of the form stands. */
  when?: (form: ApplicationForm) => boolean;
  most?: number;
  /** Of a list: what each row holds. */
  columns?: Column[];
}

export interface Column {
  key: string;
  name: string;
  kind: 'select' | 'year' | 'number' | 'day' | 'work-type';
  options?: [kind: string, names?: readonly string[]];
  /** A row without it is not given yet. */
  needed?: boolean;
}

export interface Section {
  name: string;
  fields: Field[];
}

export const GRADES = ['excellent', 'qualified', 'basically_qualified', 'no_grade', 'unqualified'] as const;
const ONE = ['one'];

export const SECTIONS: Section[] = [
  {
    name: '单位信息',
    fields: [
      { path: 'unit', kind: 'unit', hint: '输入单位名称或拼音首字母查找。找不到的，可以登记，由工考办添加。' },
      {
        path: 'unit_category',
        kind: 'select',
        options: ['unit_category', ['administrative', 'public_institution']],
        hint: '不清楚的，可咨询本单位人事部门。',
      },
      { path: 'unit_rank', kind: 'select', options: ['unit_rank', ['province', 'city', 'county', 'township']] },
    ],
  },
  {
    name: '现岗位',
    fields: [
      { path: 'work_start', kind: 'day', hint: '工作年限由系统按参加工作时间计算。' },
      { path: 'current.work_type', kind: 'work-type', hint: '输入拼音首字母或汉字查找，例如播音员可录入“byy”或“播音员”。' },
      { path: 'current.level', kind: 'select', options: ['level', HELD], hint: '没有机关事业单位等级证书的，请选择未定级。' },
      { path: 'current.obtained_year', kind: 'year', when: (form) => form.current?.level !== 'ungraded' },
      { path: 'regularised_on', kind: 'day', levels: ['five'] },
      {
        path: 'candidate.retirement_category',
        kind: 'select',
        ifNeeded: true,
        literal: [
          ['men', '男职工'],
          ['women55', '原法定退休年龄五十五周岁的女职工'],
          ['women50', '原法定退休年龄五十周岁的女职工'],
        ],
      },
    ],
  },
  {
    name: '申报岗位',
    fields: [
      { path: 'declared.work_type', kind: 'work-type', hint: '合并的工种选择合并后的新工种；取消的工种经单位人事部门同意后选择就近岗位工种。' },
      { path: 'declared.level', kind: 'select', options: ['level', LEVELS] },
      {
        path: 'schooling',
        kind: 'select',
        levels: ['two', 'one'],
        options: [
          'schooling',
          ['primary', 'junior_middle', 'senior_middle', 'vocational_senior', 'technical_school', 'secondary_vocational', 'junior_college', 'bachelor', 'master', 'doctor'],
        ],
      },
      { path: 'appointed_level', kind: 'select', options: ['level', HELD], levels: ONE },
      { path: 'appointed_on', kind: 'day', levels: ONE },
    ],
  },
  {
    name: '破格晋升',
    fields: [
      { path: 'exception.claimed', kind: 'tick', hint: '符合破格晋升条件的请勾选，并上传证明材料原件照片；不具备该条件请勿勾选。' },
      {
        path: 'exception.grounds',
        kind: 'long',
        hint: '符合何文件规定的破格晋升条件，100 字以内。',
        most: 100,
        when: (form) => form.exception?.claimed === true,
      },
    ],
  },
  {
    name: '教材预订',
    fields: ['professional_ethics', 'vocational_ability', 'post_skills'].map((book) => ({
      path: `textbooks.${book}`,
      get name() {
        return word('textbook', book);
      },
      kind: 'yes-no',
    })),
  },
  {
    name: '奖项、处分和工作经历',
    fields: [
      {
        path: 'awards',
        kind: 'rows',
        ifNeeded: true,
        hint: '只填写有证书或文件的奖项。没有等奖、名次或排名的，对应的格不填。',
        columns: [
          { key: 'kind', name: '奖项', kind: 'select', options: ['award_kind'], needed: true },
          { key: 'grade', name: '授予单位级别', kind: 'select', options: ['award_grade', ['county', 'city', 'province', 'nation']], needed: true },
          { key: 'year', name: '年份', kind: 'year', needed: true },
          { key: 'prize', name: '等奖', kind: 'number' },
          { key: 'rank', name: '名次', kind: 'number' },
          { key: 'place', name: '本人排名', kind: 'number' },
        ],
      },
      {
        path: 'penalties',
        kind: 'rows',
        ifNeeded: true,
        columns: [
          { key: 'kind', name: '处分', kind: 'select', options: ['penalty', ['warning', 'demerit', 'serious_demerit', 'demotion', 'dismissal']], needed: true },
          { key: 'from', name: '开始', kind: 'day', needed: true },
          { key: 'until', name: '结束', kind: 'day' },
        ],
      },
      {
        path: 'service',
        kind: 'rows',
        ifNeeded: true,
        columns: [
          { key: 'work_type', name: '工种', kind: 'work-type' },
          { key: 'from', name: '开始', kind: 'day', needed: true },
          { key: 'until', name: '结束', kind: 'day' },
        ],
      },
    ],
  },
  {
    name: '一级（高级技师）申报内容',
    fields: [
      { path: 'narrative.history', kind: 'long', levels: ONE, hint: '根据文件要求的格式填写。' },
      { path: 'narrative.rewards', kind: 'long', levels: ONE, hint: '根据文件要求的格式填写，没有的填“无”。' },
      { path: 'narrative.achievements', kind: 'long', levels: ONE, hint: '根据文件要求的格式填写。' },
      { path: 'thesis_title', kind: 'text', levels: ONE, hint: '论文文件（doc 或 docx）的名称需与标题一致。没有论文的不填。' },
      { path: 'assessments', kind: 'years', levels: ONE, hint: '必填。根据实际考核结果填写，并上传考核结果原件照片。' },
    ],
  },
];

export const FIELDS = SECTIONS.flatMap((section) => section.fields);

export const labelOf = (field: Field) => field.name ?? word('field', field.path);

/** What a path of the form is called. */
export function nameOf(path: string): string {
  for (let at = path; at; at = at.replace(/\.?[^.]*$/, '')) {
    const name = known.words[`field/${at}`];
    if (name) return name;
  }
  return path.startsWith('uploads') ? '上传资料' : path;
}

/** An answer as people read it. */
export function said(field: Field | undefined, value: unknown): string {
  if (value === undefined || value === null || value === '') return word('word', 'none');
  if (field?.kind === 'yes-no') return word('answer', value ? 'ordered' : 'not_ordered');
  if (typeof value === 'boolean') return word('word', value ? 'yes' : 'no');
  if (field?.kind === 'day') return date(String(value));
  if (field?.kind === 'years') {
    return (value as { year: number; grade: string }[]).map(({ year, grade }) => `${year}年${word('assessment_grade', grade)}`).join('，');
  }
  if (Array.isArray(value)) {
    return value.length ? value.map((row) => rowSaid(field?.columns ?? [], row as Record<string, unknown>)).join('；') : '没有';
  }
  if (field?.options) return word(field.options[0], String(value));
  if (field?.literal) return field.literal.find(([name]) => name === value)?.[1] ?? String(value);
  return typeof value === 'object' ? Object.values(value).map(String).join('，') : String(value);
}

function rowSaid(columns: Column[], row: Record<string, unknown>): string {
  const given = columns.filter(({ key }) => row[key] !== undefined && row[key] !== null);
  return given
    .map(({ key, name, kind, options }) => {
      const value = String(row[key]);
      if (options) return word(options[0], value);
      return kind === 'day' ? `${name}${date(value)}` : kind === 'number' ? `${name}${value}` : value;
    })
    .join(' ');
}

/** The id of the form's field for a path, by which the form is opened there. */
export function controlOf(path: string): string {
  const field = FIELDS.find((each) => path === each.path || path.startsWith(`${each.path}.`));
  const known = field?.path ?? (path.startsWith('merits.') ? path : '');
  return known ? `f-${known.split('.').join('-')}` : '';
}

/** The choices of a field that has some. */
export const choicesOf = ({ options, literal }: Pick<Field, 'options' | 'literal'>) => literal ?? (options ? choices(...options) : []);

type Bag = Record<string, unknown>;

/** The answer at a path. */
export function get(form: ApplicationForm, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Bag | undefined)?.[key], form);
}

/** The form with another answer at a path; an empty one is not given. */
export function set(form: ApplicationForm, path: string, value: unknown): ApplicationForm {
  const [key = '', ...rest] = path.split('.');
  const bag = { ...(form as unknown as Bag) };
  const inner = rest.length ? set((bag[key] ?? {}) as ApplicationForm, rest.join('.'), value) : value;
  const empty = inner === '' || inner === null || inner === undefined || (typeof inner === 'object' && !Array.isArray(inner) && !Object.keys(inner).length);
  if (empty) delete bag[key];
  else bag[key] = inner;
  return bag as unknown as ApplicationForm;
}
