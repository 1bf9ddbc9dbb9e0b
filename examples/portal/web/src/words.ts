/** What the page calls things. The rules' own sentences come with every finding. */
import type { HeldLevel, Level } from 'gongkao/types';

export const LEVELS: Record<Level, string> = {
  five: '五级（初级工）',
  four: '四级（中级工）',
  three: '三级（高级工）',
  two: '二级（技师）',
  one: '一级（高级技师）',
};

export const HELD: Record<HeldLevel, string> = { ungraded: '未定级', ...LEVELS };

export const STATES: Record<string, string> = {
  draft: '填报中',
  awaiting_confirmation: '待确认',
  awaiting_materials: '待上传资料',
  under_review: '审核中',
  supplement_requested: '需补充材料',
  on_site_review: '现场审核',
  approved: '审核通过',
  rejected: '审核不通过',
  ticket_open: '可打印准考证',
  examined: '已参加考核',
  closed: '已办结',
  withdrawn: '已撤回',
};

export const STAGES: Record<string, string> = { unit: '单位初审', department: '主管部门审核', exam_office: '工考办审核' };

export const VERDICTS: Record<string, string> = {
  pass: '按目前填写的内容，没有妨碍提交的问题',
  review: '可以提交，有内容需要人工核定',
  confirm: '有内容需要您确认',
  supply: '还有内容需要填写或上传',
  refuse: '按目前填写的内容，不符合报名条件',
};

export const REGIONS: Record<string, string> = {
  '410000': '省直',
  '410100': '郑州市',
  '410200': '开封市',
  '410300': '洛阳市',
  '410400': '平顶山市',
  '410500': '安阳市',
  '410600': '鹤壁市',
  '410700': '新乡市',
  '410800': '焦作市',
  '410900': '濮阳市',
  '411000': '许昌市',
  '411100': '漯河市',
  '411200': '三门峡市',
  '411300': '南阳市',
  '411400': '商丘市',
  '411500': '信阳市',
  '411600': '周口市',
  '411700': '驻马店市',
  '419001': '济源市',
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
  released: '放回审核',
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

export const ROLES: Record<string, string> = {
  applicant: '报名人员',
  unit_officer: '单位管理员',
  reviewer: '审核员',
  administrator: '管理员',
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
