/** 填写报名信息：边填边判断，自动保存，提交时逐条提示 */
import { html, type TemplateResult } from 'lit-html';
import type { ApplicationForm, Assessment, Report } from 'gongkao/types';
import { api, Problem, type Shown } from '../api';
import { get, GRADES, SECTIONS, set, type Field } from '../fields';
import { ask } from '../parts/dialog';
import { control } from '../parts/control';
import { findings } from '../parts/findings';
import { say, sentence, show } from '../parts/shell';
import { submit } from '../parts/submit';
import { focusSummary, summary, type Wrong } from '../parts/summary';
import { assess } from '../rules';
import { HELD, LEVELS, time, VERDICTS } from '../words';

/** One form that is open. */
interface Open {
  id: string;
  shown: Shown;
  form: ApplicationForm;
  report: Report;
  /** Fields that were left once, or all of them after a try to submit: nothing is an error before. */
  touched: Set<string> | 'all';
  saved: string;
  changed: boolean;
  wrong: Wrong[];
}

let open: Open | undefined;
let saving: Promise<void> = Promise.resolve();
let timer = 0;
let asked = 0;

export async function form(id = ''): Promise<void> {
  const shown = await api.application(id);
  const now = { id, shown, form: shown.state.form, report: shown.report, touched: new Set<string>(), changed: false };
  open = { ...now, saved: shown.state.version > 1 ? `已保存 ${time(shown.state.last)}` : '', wrong: [] };
  draw(open);
}

function draw(at: Open): void {
  const { shown, report } = at;
  const may = shown.actions.find((each) => each.action === 'save');
  const locked = may?.permission === 'blocked';
  const only = shown.progress.unlocked ?? [];
  show(
    '报名信息',
    html`${summary(at.wrong)}
      <p class="back"><a href="#/application/${at.id}">返回我的报名</a></p>
      ${locked ? html`<p class="notice">${may?.blocked_by[0]?.message?.zh}</p>` : ''}
      ${may?.until ? html`<p class="deadline">报名截止：<strong>${time(may.until)}</strong>（北京时间）</p>` : ''}
      ${only.length ? html`<p class="notice">只能修改被要求更正的内容。</p>` : ''}
      <div class="two">
        <form @submit=${(event: Event) => send(event, at)} novalidate>
          <section class="card">
            <h2>本人信息</h2>
            <dl class="facts">
              <dt>姓名</dt>
              <dd>${at.form.candidate.name}</dd>
              <dt>身份证号</dt>
              <dd>${masked(at.form.candidate.identity_number)}</dd>
              <dt>申报级别</dt>
              <dd>${LEVELS[shown.state.level]}</dd>
            </dl>
            <p class="hint">姓名、身份证号为注册时信息，不可修改。</p>
          </section>
          ${SECTIONS.map((section) => {
            const fields = section.fields.filter((field) => isAsked(at, field));
            return fields.length
              ? html`<section class="card">
                  <h2>${section.name}</h2>
                  ${fields.map((field) => shownField(at, field, locked || (only.length > 0 && !only.includes(field.path))))}
                </section>`
              : '';
          })}
          ${shown.state.level === 'one' ? assessments(at, locked) : ''}
          <p class="buttons sticky">
            <span class="saved" role="status">${at.saved}</span>
            <button type="button" @click=${() => save(at)} ?disabled=${locked}>保存信息</button>
            <button class="main" ?disabled=${locked}>提交信息</button>
          </p>
        </form>
        <aside aria-label="按目前填写的内容">
          <div class="verdict ${report.verdict}" role="status"><p>${VERDICTS[report.verdict]}</p></div>
          ${counts(report)} ${library(at)}
          ${findings(report, (each) => each.severity === 'refuse' || each.severity === 'confirm' || each.severity === 'review')}
        </aside>
      </div>`,
  );
}

function isAsked(at: Open, field: Field): boolean {
  if (field.levels && !field.levels.includes(at.shown.state.level)) return false;
  if (field.path === 'candidate.retirement_category') {
    return at.report.needed.includes(field.path) || get(at.form, field.path) !== undefined;
  }
  return field.when?.(at.form) ?? true;
}

function shownField(at: Open, field: Field, locked: boolean): TemplateResult {
  const touched = at.touched === 'all' || at.touched.has(field.path);
  const told = at.report.findings.filter(
    (each) => each.path === field.path && each.severity !== 'note' && (touched || each.severity !== 'supply'),
  );
  return control(field, get(at.form, field.path), {
    locked: locked || (field.path === 'declared.level' && at.shown.state.level === 'one'),
    region: at.form.region ?? '',
    told: touched ? told.map((each) => each.message.zh) : [],
    change: (value) => change(at, field.path, value),
    left: () => {
      if (at.touched !== 'all') at.touched.add(field.path);
      if (open === at) draw(at);
    },
  });
}

function change(at: Open, path: string, value: unknown): void {
  at.form = set(at.form, path, value);
  if (path === 'current.level' && value === 'ungraded') at.form = set(at.form, 'current.obtained_year', undefined);
  at.changed = true;
  at.saved = '未保存';
  clearTimeout(timer);
  timer = window.setTimeout(() => save(at), 1500);
  void judge(at);
}

/** The verdict on what stands there now; an answer that was overtaken is dropped. */
async function judge(at: Open): Promise<void> {
  asked += 1;
  const mine = asked;
  const uploads = at.shown.state.files.map(({ material, digest, name }) => ({ material, digest, ...(name ? { name } : {}) }));
  const report = await assess(at.id, { ...at.form, uploads }, at.shown.library, at.shown.now.slice(0, 10));
  if (mine !== asked || open !== at) return;
  at.report = report;
  draw(at);
}

/** Saves what stands there, one after another. */
function save(at: Open): Promise<void> {
  clearTimeout(timer);
  saving = saving.then(() => store(at));
  return saving;
}

async function store(at: Open): Promise<void> {
  if (!at.changed) return;
  const form = at.form;
  at.changed = false;
  try {
    const decision = await api.command(at.id, at.shown.state.version, { save: form });
    if (decision.state) at.shown.state = decision.state;
    if (!at.changed) at.saved = `已保存 ${decision.state?.last.slice(11, 16) ?? ''}`;
  } catch (error) {
    at.changed = true;
    at.saved = '未保存';
    if (error instanceof Problem && error.isStale) await conflict(at);
    else at.wrong = [{ field: '', text: sentence(error) }];
  }
  if (open === at) draw(at);
}

/** Somebody, or another tab, saved in between. Nothing is overwritten without being asked. */
async function conflict(at: Open): Promise<void> {
  const theirs = await api.application(at.id);
  const differs = SECTIONS.flatMap((section) => section.fields).filter(
    (field) => JSON.stringify(get(theirs.state.form, field.path)) !== JSON.stringify(get(at.form, field.path)),
  );
  const answer = await ask(
    '报名信息已在别处修改',
    html`<p>本页填写的内容与已保存的不同：</p>
      <ul>
        ${differs.map((field) => html`<li>${field.name}</li>`)}
      </ul>`,
    [
      ['theirs', '使用已保存的'],
      ['mine', '保存本页填写的'],
    ],
  );
  at.shown = theirs;
  if (answer === 'mine') {
    await store(at);
  } else {
    at.form = theirs.state.form;
    at.report = theirs.report;
    at.changed = false;
  }
}

async function send(event: Event, at: Open): Promise<void> {
  event.preventDefault();
  await save(at);
  at.touched = 'all';
  at.wrong = await submit(at.id, at.shown);
  if (open === at && at.wrong.length) {
    draw(at);
    focusSummary();
    say(`有 ${at.wrong.length} 项需要处理`);
  }
}

function counts(report: Report): TemplateResult {
  const names: Record<string, string> = { work_years: '工作年限', level_years: '现岗位等级年限' };
  const shown = report.counts.filter((each) => names[each.quantity]);
  return shown.length
    ? html`<dl class="facts">
        ${shown.map(
          (each) =>
            html`<dt>${names[each.quantity]}</dt>
              <dd>
                ${each.years} 年
                <span class="hint">${each.from && each.until ? `${each.from} 至 ${each.until}，${each.citation.clause}` : ''}</span>
              </dd>`,
        )}
      </dl>`
    : html``;
}

/** What the certificate library has, beside what was entered. */
function library(at: Open): TemplateResult {
  const records = at.shown.library.certificates;
  if (!records.length) return html``;
  const mine = at.form.current;
  return html`<table class="compare">
    <caption>
      与合格库核对
    </caption>
    <tr><th></th><th scope="col">填写</th><th scope="col">合格库</th></tr>
    ${records.map(
      (record) => html`<tr class=${differs(mine?.work_type, record.work_type)}>
          <th scope="row">工种</th><td>${mine?.work_type ?? ''}</td><td>${record.work_type}</td>
        </tr>
        <tr class=${differs(mine?.level, record.level)}>
          <th scope="row">等级</th><td>${mine?.level ? HELD[mine.level] : ''}</td><td>${LEVELS[record.level]}</td>
        </tr>
        <tr class=${differs(mine?.obtained_year, record.obtained_year)}>
          <th scope="row">取得年份</th><td>${mine?.obtained_year ?? ''}</td><td>${record.obtained_year}</td>
        </tr>`,
    )}
  </table>`;
}

const differs = (one: unknown, other: unknown) => (one !== undefined && one !== other ? 'differs' : '');

/** 年度考核结果：一年一行 */
function assessments(at: Open, locked: boolean): TemplateResult {
  const year = at.report.exam_year;
  const given = new Map((at.form.assessments ?? []).map((each) => [each.year, each.grade]));
  const put = (each: number, grade: string) => {
    if (grade) given.set(each, grade as Assessment['grade']);
    else given.delete(each);
    const list = [...given].sort(([a], [b]) => b - a).map(([year, grade]) => ({ year, grade }));
    change(at, 'assessments', list.length ? list : undefined);
  };
  return html`<section class="card" id="f-assessments" tabindex="-1">
    <h2>年度考核结果（必填）</h2>
    <p class="hint">根据实际考核结果填写，并上传考核结果原件照片。</p>
    ${[1, 2, 3, 4, 5].map((back) => {
      const each = year - back;
      return html`<div class="field inline">
        <label for="assessment-${each}">${each} 年</label>
        <select id="assessment-${each}" ?disabled=${locked} @change=${(event: Event) => put(each, (event.target as HTMLSelectElement).value)}>
          <option value=""></option>
          ${Object.entries(GRADES).map(
            ([grade, name]) => html`<option value=${grade} ?selected=${given.get(each) === grade}>${name}</option>`,
          )}
        </select>
      </div>`;
    })}
  </section>`;
}

const masked = (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`;
