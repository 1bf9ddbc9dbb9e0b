/** 填写报名信息：边填边判断，自动保存，提交前核对 */
import { html, type TemplateResult } from 'lit-html';
import type { ApplicationForm, Assessment, Report } from 'gongkao/types';
import { api, Problem, type Shown } from '../api';
import { FIELDS, get, nameOf, SECTIONS, set, type Field } from '../fields';
import { announcement } from '../parts/announcement';
import { beside } from '../parts/beside';
import { control } from '../parts/control';
import { ask } from '../parts/dialog';
import { fieldOf, go } from '../parts/findings';
import { merits } from '../parts/merits';
import { given, rows, type Row } from '../parts/rows';
import { say, sentence, show } from '../parts/shell';
import { focusSummary, summary, type Wrong } from '../parts/summary';
import { years } from '../parts/years';
import { assess } from '../rules';
import { known, level, time, word } from '../words';

/** One form that is open. */
interface Open {
  id: string;
  shown: Shown;
  form: ApplicationForm;
  report: Report;
  /** Lists as they stand on the page, rows that lack something too. */
  lists: Map<string, Row[] | undefined>;
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

/** `field` is where to go: the id of a control. */
export async function form(id = '', field = ''): Promise<void> {
  const shown = await api.application(id);
  const at: Open = {
    id,
    shown,
    form: shown.state.form,
    report: shown.report,
    lists: listsOf(shown.state.form),
    touched: new Set<string>(),
    saved: shown.state.version > 1 ? `已保存 ${time(shown.state.last)}` : '',
    changed: false,
    wrong: [],
  };
  open = at;
  draw(at);
  // What cannot be chosen otherwise need not be chosen.
  const { level: chosen } = shown.state;
  const may = shown.actions.find((each) => each.action === 'save')?.permission !== 'blocked';
  if (may && known.fixed_levels.includes(chosen) && !at.form.declared?.level) change(at, 'declared.level', chosen);
  if (field) setTimeout(() => go(undefined, field));
}

const listsOf = (form: ApplicationForm) =>
  new Map(FIELDS.filter(({ kind }) => kind === 'rows').map(({ path }) => [path, (get(form, path) ?? undefined) as Row[] | undefined]));

function draw(at: Open): void {
  const { shown, report } = at;
  const may = shown.actions.find((each) => each.action === 'save');
  const blocked = may?.permission === 'blocked';
  const only = shown.progress.unlocked ?? [];
  const locked = (path: string) =>
    blocked || (only.length > 0 && !only.some((free) => path === free || path.startsWith(`${free}.`))) || (path === 'declared.level' && known.fixed_levels.includes(shown.state.level));
  show(
    '报名信息',
    html`${summary(at.wrong)}
      <p class="back"><a href="#/application/${at.id}">返回我的报名</a></p>
      ${blocked ? html`<p class="notice">${may?.blocked_by[0]?.message?.zh}</p>` : ''} ${announcement(shown)}
      ${may?.until ? html`<p class="deadline">报名截止：<strong>${time(may.until)}</strong>（北京时间）</p>` : ''}
      ${only.length ? html`<p class="notice">只能修改被要求更正的内容：${only.map(nameOf).join('、')}。</p>` : ''}
      <div class="two">
        <form @submit=${(event: Event) => send(event, at)} novalidate>
          <section class="card">
            <h2>本人信息</h2>
            <dl class="facts">
              <dt>${word('field', 'candidate.name')}</dt>
              <dd>${at.form.candidate.name}</dd>
              <dt>${word('field', 'candidate.identity_number')}</dt>
              <dd>${masked(at.form.candidate.identity_number)}</dd>
              <dt>${word('field', 'declared_level')}</dt>
              <dd>${level(shown.state.level)}</dd>
            </dl>
            <p class="hint">姓名、身份证号为注册时信息，不可修改。</p>
          </section>
          ${SECTIONS.map((section) => {
            const fields = section.fields.filter((field) => isAsked(at, field));
            return fields.length
              ? html`<section class="card">
                  <h2>${section.name}</h2>
                  ${fields.map((field) => shownField(at, field, locked(field.path)))}
                </section>`
              : '';
          })}
          ${merits({
            id: at.id,
            form: at.form,
            materials: report.materials.filter(({ name, need }) => need !== 'not_applicable' && shown.described.includes(name)),
            locked,
            change: (path, value) => change(at, path, value),
          })}
          <p class="buttons sticky">
            <span class="saved" role="status">${at.saved}</span>
            <button type="button" @click=${() => save(at)} ?disabled=${blocked}>保存信息</button>
            <button class="main" ?disabled=${blocked}>核对并提交</button>
          </p>
        </form>
        ${beside(report, shown.library, at.form)}
      </div>`,
  );
}

/** Whether the level has the field, and, where only some rules ask for it, whether one does. */
function isAsked(at: Open, field: Field): boolean {
  if (field.levels && !field.levels.includes(at.shown.state.level)) return false;
  if (field.ifNeeded) {
    const { needed, used, irrelevant } = at.report;
    return [...needed, ...used, ...irrelevant].includes(field.path) || get(at.form, field.path) !== undefined || Boolean(at.lists.get(field.path));
  }
  return field.when?.(at.form) ?? true;
}

function shownField(at: Open, field: Field, locked: boolean): TemplateResult {
  const touched = at.touched === 'all' || at.touched.has(field.path);
  const told = touched ? at.report.findings.filter((each) => each.path === field.path && each.severity !== 'note').map((each) => each.message.zh) : [];
  const wrong = told.length ? html`<p class="error">${told.join('')}</p>` : html``;
  if (field.kind === 'rows') {
    return rows(field, {
      rows: at.lists.get(field.path),
      locked,
      told: wrong,
      change: (list) => {
        at.lists.set(field.path, list);
        change(at, field.path, given(field, list));
        draw(at);
      },
    });
  }
  if (field.kind === 'years') {
    const list = (get(at.form, field.path) ?? []) as Assessment[];
    return years(field, { exam: at.report.exam_year, given: list, locked, told: wrong, change: (value) => change(at, field.path, value) });
  }
  return control(field, get(at.form, field.path), {
    locked,
    region: at.form.region ?? '',
    told,
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
  const report = await assess(at.id, { ...at.form, uploads }, at.shown.library, at.shown.report);
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
  const paths = [...FIELDS.map(({ path }) => path), ...theirs.described.map((name) => `merits.${name}`)];
  const differs = paths.filter((path) => JSON.stringify(get(theirs.state.form, path)) !== JSON.stringify(get(at.form, path)));
  // Where only a file came in between, the form has nothing to ask about.
  const answer = differs.length
    ? await ask(
        '报名信息已在别处修改',
        html`<p>本页填写的内容与已保存的不同：</p>
          <ul>
            ${differs.map((path) => html`<li>${nameOf(path)}</li>`)}
          </ul>`,
        [
          ['theirs', '使用已保存的'],
          ['mine', '保存本页填写的'],
        ],
      )
    : 'theirs';
  at.shown = theirs;
  if (answer === 'mine') {
    await store(at);
  } else {
    at.form = theirs.state.form;
    at.report = theirs.report;
    at.lists = listsOf(at.form);
    at.changed = false;
  }
}

/** On to the check of all answers, once none of them is missing or refused. */
async function send(event: Event, at: Open): Promise<void> {
  event.preventDefault();
  await save(at);
  at.touched = 'all';
  const half = FIELDS.filter((field) => field.kind === 'rows' && at.lists.get(field.path)?.length && get(at.form, field.path) === undefined);
  const open_ = at.report.findings.filter(({ severity, path }) => (severity === 'refuse' || severity === 'supply') && !path.startsWith('uploads'));
  draw(at);
  at.wrong = [
    ...open_.map(({ path, message }) => ({ field: fieldOf(path), text: message.zh })),
    ...half.map(({ path }) => ({ field: fieldOf(path), text: `“${nameOf(path)}”还有没填完的一项。` })),
  ];
  if (open !== at || at.changed) return;
  if (!at.wrong.length) {
    location.hash = `#/application/${at.id}/check`;
    return;
  }
  draw(at);
  focusSummary();
  say(`有 ${at.wrong.length} 项需要处理`);
}

const masked = (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`;
