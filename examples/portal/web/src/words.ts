/** What the page calls things: the packages' own words, which the server gives, and a few of the page's. */
import type { Level, Reason, SubjectList, TicketWindow } from 'gongkao/types';

export interface Words {
  /** Names of the contract, as `level/four` or `field/work_start`. */
  words: Record<string, string>;
  /** 报名地市 by code. */
  regions: Record<string, string>;
  stages: Record<string, string>;
  reasons: Reason[];
  batches: TicketWindow[];
  subjects: SubjectList[];
  /** Levels that cannot be left once they were chosen. */
  fixed_levels: string[];
}

export let known: Words = { words: {}, regions: {}, stages: {}, reasons: [], batches: [], subjects: [], fixed_levels: [] };

/** Takes the words in, once, before anything is shown. */
export function learn(words: Words): void {
  known = words;
}

/** What a name of a kind is called; the name itself where nobody knows. */
export const word = (kind: string, name: string | null | undefined) => (name ? (known.words[`${kind}/${name}`] ?? name) : '');

export const level = (name: string | null | undefined) => word('level', name);
export const region = (code: string | null | undefined) => (code ? (known.regions[code] ?? code) : '');
export const role = (name: string) => word('role', name);
/** A state, with the stage of review where there is one. */
export const standing = (state: string, stage?: string | null) =>
  `${word('state', state)}${stage ? `：${known.stages[stage] ?? stage}` : ''}`;

/** Names of a kind with what they are called, in this order; all of the kind where none are named. */
export function choices(kind: string, names?: readonly string[]): [string, string][] {
  const all = () => Object.keys(known.words).filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1));
  return (names ?? all()).map((name) => [name, word(kind, name)]);
}

/** The lowest first, as people climb them. */
export const LEVELS: readonly Level[] = ['five', 'four', 'three', 'two', 'one'];
export const HELD = ['ungraded', ...LEVELS] as const;

export const VERDICTS: Record<string, string> = {
  pass: '按目前填写的内容，没有妨碍提交的问题',
  review: '可以提交，有内容需要人工核定',
  confirm: '有内容需要您确认',
  supply: '还有内容需要填写或上传',
  refuse: '按目前填写的内容，不符合报名条件',
};

const EVENTS: Record<string, string> = {
  started: '选择报名地市和申报级别',
  restarted: '重新填报',
  saved: '保存报名信息',
  confirmation_asked: '提交，需要确认',
  materials_asked: '提交，需要上传资料',
  submitted: '提交报名信息',
  file_added: '上传资料',
  file_replaced: '更换资料',
  file_removed: '撤下资料',
  token_issued: '生成手机上传二维码',
  token_revoked: '作废手机上传二维码',
  form_printed: '打印考评申报表',
  withdrawn: '撤回报名',
  lapsed: '逾期办结',
  claimed: '领取审核',
  released: '放回待审',
  passed: '审核通过一级',
  rejected: '审核不通过',
  supplement_requested: '退回补充',
  referred_on_site: '转现场审核',
  disqualified: '取消资格',
  arranged: '编排考场座位',
  ticket_opened: '开放打印准考证',
  ticket_printed: '打印准考证',
  attendance_recorded: '登记到考',
  result_recorded: '登记结果',
  result_published: '公布结果',
  result_viewed: '查看结果',
};

/** What happened, of an event. */
export function happening(what: unknown): string {
  const name = typeof what === 'string' ? what : Object.keys(what as object)[0];
  return EVENTS[name ?? ''] ?? name ?? '';
}

/** A time as people read it, always China's. */
export function time(text: string): string {
  const [day = '', clock = ''] = text.split('T');
  return `${date(day)} ${clock.slice(0, 5)}`;
}

export function date(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
