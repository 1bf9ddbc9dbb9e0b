/** 报名规定：时间和数值，先检查、试算，再启用 */
import { html, type TemplateResult } from 'lit-html';
import { api, type Lint, type Parameter, type PolicyDesk, type PolicyTrial, type RoundWindow } from '../api';
import { bars } from '../parts/chart';
import { ask } from '../parts/dialog';
import { say, sentence } from '../parts/shell';
import { level, region, role, word } from '../words';

export interface Rules {
  policy: PolicyDesk;
  windows: RoundWindow[];
  /** Numbers that were changed: a number, or one for each level. */
  numbers: Record<string, number | Record<string, number>>;
  trial?: PolicyTrial;
}

export const rulesOf = (policy: PolicyDesk): Rules => ({ policy, windows: JSON.parse(JSON.stringify(policy.windows)), numbers: {} });

const KINDS: Record<string, string> = {
  unused: '没有用到',
  level_without_rules: '级别没有条件',
  year_without_value: '缺少年度数值',
  review_due: '已到复核日期',
  refuses_on_assumption: '没有文件依据的拒绝',
  effect_without_effect: '没有作用的破格效力',
  calendar: '时间安排有疑问',
  overlap: '适用范围重叠',
};

export function rules(at: Rules, draw: () => void, again: () => Promise<void>): TemplateResult {
  return html`<section class="card">
    <h2>报名规定</h2>
    <p class="hint">${at.policy.id}，第 ${at.policy.version} 版</p>
    <h3>报名时间</h3>
    ${at.windows.map((window) => times(window, () => stale(at, draw)))}
    <details>
      <summary>数值（${Object.keys(at.policy.numbers).length} 个）</summary>
      <div class="numbers">${Object.entries(at.policy.numbers).map(([name, number]) => values(at, name, number, draw))}</div>
    </details>
    <p class="buttons">
      <button @click=${() => tryOut(at, draw)}>检查并试算</button>
      <button class="main" @click=${() => use(at, again)} ?disabled=${!at.trial}>启用</button>
    </p>
    ${at.trial ? trial(at.trial) : html`<h3>检查</h3>${lint(at.policy.lint)}`}
  </section>`;
}

/** What was tried no longer is what stands there. */
function stale(at: Rules, draw: () => void): void {
  delete at.trial;
  draw();
}

function times(window: RoundWindow, changed: () => void): TemplateResult {
  const put = (side: 'opens' | 'closes', event: Event) => {
    const input = event.target as HTMLInputElement;
    if (!input.checkValidity()) return void input.reportValidity();
    window[side] = input.value;
    changed();
  };
  const field = (side: 'opens' | 'closes', name: string) => html`<label
    >${name}
    <input value=${window[side]} required pattern="\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}" title="年-月-日T时:分，例如 2022-03-21T24:00"
      @change=${(event: Event) => put(side, event)} /></label
  >`;
  return html`<fieldset class="field inline">
    <legend>${role(window.role)}：${window.levels.map(level).join('、')}${window.regions ? `（${window.regions.map(region).join('、')}）` : ''}</legend>
    ${field('opens', '开始')} ${field('closes', '截止')}
  </fieldset>`;
}

/** A number with the clause it stands in; one for each level where it has several. Those that changed with the years are left alone. */
function values(at: Rules, name: string, number: Parameter, draw: () => void): TemplateResult {
  const put = (key: string, event: Event) => {
    const input = event.target as HTMLInputElement;
    if (!input.checkValidity()) return void input.reportValidity();
    const value = Number(input.value);
    at.numbers[name] = key ? { ...(at.numbers[name] as Record<string, number> | undefined), [key]: value } : value;
    stale(at, draw);
  };
  const field = (key: string, value: number) => html`<label
    >${key ? level(key) : '数值'} <input class="short" type="number" min="0" max="999" required value=${value} @change=${(event: Event) => put(key, event)} /></label
  >`;
  return html`<fieldset class="field inline">
    <legend>${number.citation?.clause ?? number.dated?.slice(-1)[0]?.citation.clause ?? name}</legend>
    ${typeof number.value === 'number' ? field('', number.value) : ''} ${Object.entries(number.values ?? {}).map(([key, value]) => field(key, value))}
    ${number.dated?.length ? html`<span class="hint">随年度变化：${number.dated.map(({ from, value, values }) => `${from}年起 ${value ?? Object.entries(values ?? {}).map(([key, each]) => `${level(key)} ${each}`).join('、')}`).join('；')}</span>` : ''}
  </fieldset>`;
}

function trial({ lint: found, difference, moves }: PolicyTrial): TemplateResult {
  const name = (each: PolicyTrial['moves']['moves'][number]) =>
    each.kind === 'eligible'
      ? `${level(each.level)}：条件 ${word('outcome', each.before)} → ${word('outcome', each.after)}`
      : `${level(each.level)}：${word('action', 'submit')} ${may(each.before)} → ${may(each.after)}`;
  return html`<h3>检查</h3>
    ${lint(found)}
    <h3>规则的变化</h3>
    ${difference.changes.length
      ? html`<ul>
          ${difference.changes.map(
            (each) => html`<li>
              ${level(each.level)}${each.claimed ? '（申请破格的）' : ''}，部分人员
              ${each.moves.map(([from, to]) => `由“${word('outcome', from)}”变为“${word('outcome', to)}”`).join('，')}：${each.rules.map((rule) => rule.zh).join('；')}
            </li>`,
          )}
        </ul>`
      : html`<p>条件没有变化。</p>`}
    ${difference.unfinished ? html`<p class="hint">另有 ${difference.unfinished} 组组合过多，没有逐一比较。</p>` : ''}
    <h3>试算：正在填报的 ${moves.looked_at} 份报名</h3>
    ${moves.moves.length
      ? html`${bars('受影响的报名', ['份数'], moves.moves.map((each) => ({ name: name(each), values: [each.count] })))}
          <ul>
            ${moves.moves.map(
              (each) => html`<li>${name(each)}：${each.examples.map((id) => html`<a href="#/desk/${id}">${id.slice(0, 8)}</a> `)}</li>`,
            )}
          </ul>`
      : html`<p>没有受影响的报名。</p>`}`;
}

const may = (permission: string) => ({ allowed: '可以', blocked: '不可以' })[permission] ?? '待定';

function lint(found: Lint[]): TemplateResult {
  return found.length
    ? html`<ul>
        ${found.map((each) => html`<li>${KINDS[each.kind] ?? each.kind}：<code>${each.path}</code> <span class="hint" lang="en">${each.message}</span></li>`)}
      </ul>`
    : html`<p>没有发现问题。</p>`;
}

async function tryOut(at: Rules, draw: () => void): Promise<void> {
  try {
    at.trial = await api.tryPolicy(at.windows, at.numbers);
    draw();
    say('检查和试算已完成');
  } catch (error) {
    await ask('检查并试算', sentence(error), [['ok', '知道了']]);
  }
}

async function use(at: Rules, again: () => Promise<void>): Promise<void> {
  if ((await ask('启用', '启用后，新的提交按新的规定办理；已提交的仍按提交时的规定。', [['', '取消'], ['yes', '启用']])) !== 'yes') return;
  try {
    await api.usePolicy(at.windows, at.numbers);
    say('已启用');
  } catch (error) {
    await ask('启用', sentence(error), [['ok', '知道了']]);
  }
  await again();
}
