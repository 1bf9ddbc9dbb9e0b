/** The form, field by field, as the guide names them. Which of them a level asks for is the report's to say. */
import type { ApplicationForm } from 'gongkao/types';
import { HELD, LEVELS } from './words';

export type Kind = 'text' | 'long' | 'day' | 'year' | 'select' | 'yes-no' | 'work-type' | 'unit' | 'tick';

export interface Field {
  path: string;
  name: string;
  kind: Kind;
  hint?: string;
  options?: Record<string, string>;
  /** Levels whose form has it; all where not given. */
  levels?: string[];
  /** Whether it is there, as the rest of the form stands. */
  when?: (form: ApplicationForm) => boolean;
  most?: number;
}

export interface Section {
  name: string;
  fields: Field[];
}

export const GRADES: Record<string, string> = { unqualified: '不合格（不称职）', no_grade: '不定等次', basically_qualified: '基本合格（基本称职）', qualified: '合格（称职）', excellent: '优秀' };

export const SECTIONS: Section[] = [
  {
    name: '单位信息',
    fields: [
      { path: 'unit', name: '单位', kind: 'unit', hint: '输入单位名称或拼音首字母查找。找不到的，可以登记，由工考办添加。' },
      {
        path: 'unit_category',
        name: '单位类别',
        kind: 'select',
        options: { administrative: '行政', public_institution: '事业' },
        hint: '不清楚的，可咨询本单位人事部门。',
      },
      { path: 'unit_rank', name: '单位级别', kind: 'select', options: { province: '省直', city: '省辖市', county: '县', township: '乡镇' } },
    ],
  },
  {
    name: '现岗位',
    fields: [
      { path: 'work_start', name: '参加工作时间', kind: 'day', hint: '工作年限由系统按参加工作时间计算。' },
      {
        path: 'current.work_type',
        name: '现岗位工种',
        kind: 'work-type',
        hint: '输入拼音首字母或汉字查找，例如播音员可录入“byy”或“播音员”。',
      },
      { path: 'current.level', name: '现岗位等级', kind: 'select', options: HELD, hint: '没有机关事业单位等级证书的，请选择未定级。' },
      {
        path: 'current.obtained_year',
        name: '现等级取得年份',
        kind: 'year',
        when: (form) => form.current?.level !== 'ungraded',
      },
      { path: 'regularised_on', name: '转正定级时间', kind: 'day', levels: ['five'] },
      {
        path: 'candidate.retirement_category',
        name: '退休年龄类别',
        kind: 'select',
        options: { men: '男职工', women55: '原法定退休年龄五十五周岁的女职工', women50: '原法定退休年龄五十周岁的女职工' },
      },
    ],
  },
  {
    name: '申报岗位',
    fields: [
      {
        path: 'declared.work_type',
        name: '申报岗位工种',
        kind: 'work-type',
        hint: '合并的工种选择合并后的新工种；取消的工种经单位人事部门同意后选择就近岗位工种。',
      },
      { path: 'declared.level', name: '申报岗位等级', kind: 'select', options: LEVELS },
      {
        path: 'schooling',
        name: '学历',
        kind: 'select',
        levels: ['two', 'one'],
        options: {
          primary: '小学',
          junior_middle: '初中',
          senior_middle: '高中',
          vocational_senior: '职高',
          technical_school: '技校',
          secondary_vocational: '中专（职专）',
          junior_college: '大专',
          bachelor: '本科',
          master: '硕士',
          doctor: '博士',
        },
      },
      { path: 'appointed_level', name: '聘任岗位等级', kind: 'select', options: HELD, levels: ['one'] },
      { path: 'appointed_on', name: '聘任时间', kind: 'day', levels: ['one'] },
    ],
  },
  {
    name: '破格晋升',
    fields: [
      { path: 'exception.claimed', name: '破格晋升', kind: 'tick', hint: '符合破格晋升条件的请勾选，并上传证明材料原件照片；不具备该条件请勿勾选。' },
      {
        path: 'exception.grounds',
        name: '破格晋升说明',
        kind: 'long',
        hint: '符合何文件规定的破格晋升条件，100 字以内。',
        most: 100,
        when: (form) => form.exception?.claimed === true,
      },
    ],
  },
  {
    name: '教材预订',
    fields: [
      { path: 'textbooks.professional_ethics', name: '职业道德', kind: 'yes-no' },
      { path: 'textbooks.vocational_ability', name: '职业能力', kind: 'yes-no' },
      { path: 'textbooks.post_skills', name: '岗位技能', kind: 'yes-no' },
    ],
  },
  {
    name: '一级（高级技师）申报内容',
    fields: [
      { path: 'narrative.history', name: '学习工作简历', kind: 'long', levels: ['one'], hint: '根据文件要求的格式填写。' },
      { path: 'narrative.rewards', name: '奖惩情况', kind: 'long', levels: ['one'], hint: '根据文件要求的格式填写。' },
      { path: 'narrative.achievements', name: '主要技术业务工作业绩', kind: 'long', levels: ['one'], hint: '根据文件要求的格式填写。' },
      { path: 'thesis_title', name: '论文标题', kind: 'text', levels: ['one'], hint: '论文文件（doc 或 docx）的名称需与标题一致。' },
    ],
  },
];

const NAMES = new Map(SECTIONS.flatMap((section) => section.fields.map((field) => [field.path, field.name] as const)));

/** What a path of the form is called. */
export function nameOf(path: string): string {
  for (let at = path; at; at = at.replace(/\.?[^.]*$/, '')) {
    const name = NAMES.get(at);
    if (name) return name;
  }
  return MORE[path.split('.')[0] ?? ''] ?? path;
}

const MORE: Record<string, string> = {
  candidate: '本人信息',
  current: '现岗位',
  declared: '申报岗位',
  awards: '奖励',
  assessments: '年度考核结果',
  service: '工作经历',
  penalties: '处分',
  schooling: '学历',
  uploads: '上传资料',
  region: '报名地市',
};

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
