/** 管理台：时间安排、教材统计、考场编排、单位、政策检查和试算 */
import { html, type TemplateResult } from 'lit-html';
import type { StatisticsReport } from 'gongkao/types';
import { api, type PolicyDesk, type PolicyTrial, type RoundWindow } from '../api';
import { bars } from '../parts/chart';
import { ask } from '../parts/dialog';
import { me, refreshMe, say, sentence, show } from '../parts/shell';
import { LEVELS, REGIONS, ROLES, STATES, time } from '../words';

interface Open {
  statistics: StatisticsReport;
  missing: Awaited<ReturnType<typeof api.missingUnits>>;
  policy: PolicyDesk;
  windows: RoundWindow[];
  trial?: PolicyTrial;
}

export async function administration(): Promise<void> {
  const [statistics, missing, policy] = await Promise.all([api.statistics(), api.missingUnits(), api.policy()]);
  draw({ statistics, missing, policy, windows: structuredClone(policy.windows) });
}

function draw(at: Open): void {
  show(
    '管理台',
    html`${clock()} ${windows(at)} ${counts(at.statistics)} ${arrangement()} ${units(at)}`,
    true,
  );
}

function clock(): TemplateResult | string {
  if (!me.demonstration) return '';
  return html`<section class="card">
    <h2>演示时间</h2>
    <form class="inline" @submit=${setClock}>
      <label for="clock">现在是</label>
      <input id="clock" type="datetime-local" step="1" value=${me.now} />
      <button>设定</button>
    </form>
  </section>`;
}

async function setClock(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const value = (document.querySelector('#clock') as HTMLInputElement).value;
  await api.clock(value.length === 16 ? `${value}:00` : value);
  await refreshMe();
  await administration();
}

/** The registration windows of the round. Trying them says what changes before anything holds. */
function windows(at: Open): TemplateResult {
  const put = (which: number, side: 'opens' | 'closes', value: string) => {
    const window = at.windows[which];
    if (window) window[side] = value;
  };
  return html`<section class="card">
    <h2>报名时间</h2>
    <p class="hint">政策 ${at.policy.id}，第 ${at.policy.version} 版</p>
    ${at.windows.map(
      (window, which) => html`<fieldset class="field inline">
        <legend>${ROLES[window.role]}：${window.levels.map((level) => LEVELS[level as keyof typeof LEVELS]).join('、')}</legend>
        <label>开始 <input value=${window.opens} pattern="\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}" @change=${(event: Event) => put(which, 'opens', (event.target as HTMLInputElement).value)} /></label>
        <label>截止 <input value=${window.closes} pattern="\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}" @change=${(event: Event) => put(which, 'closes', (event.target as HTMLInputElement).value)} /></label>
      </fieldset>`,
    )}
    <p class="buttons">
      <button @click=${() => tryOut(at)}>检查并试算</button>
      <button class="main" @click=${() => use(at)} ?disabled=${!at.trial || at.trial.lint.some((each) => each.severity === 'error')}>启用</button>
    </p>
    ${at.trial
      ? html`<h3>检查结果</h3>
          ${at.trial.lint.length
            ? html`<ul>
                ${at.trial.lint.map((each) => html`<li>${each.path ? `${each.path}：` : ''}${each.message}</li>`)}
              </ul>`
            : html`<p>没有发现问题。</p>`}
          <h3>试算：对现有报名的影响</h3>
          <pre tabindex="0">${JSON.stringify(at.trial.moves, null, 1)}</pre>`
      : ''}
  </section>`;
}

async function tryOut(at: Open): Promise<void> {
  try {
    at.trial = await api.tryPolicy(at.windows);
    draw(at);
    say('检查和试算已完成');
  } catch (error) {
    await ask('检查并试算', sentence(error), [['ok', '知道了']]);
  }
}

async function use(at: Open): Promise<void> {
  if ((await ask('启用', '启用后，新的提交按新的规定办理；已提交的仍按提交时的规定。', [['', '取消'], ['yes', '启用']])) !== 'yes') return;
  try {
    await api.usePolicy(at.windows);
    say('已启用');
  } catch (error) {
    await ask('启用', sentence(error), [['ok', '知道了']]);
  }
  await administration();
}

function counts(report: StatisticsReport): TemplateResult {
  const sum = (key: (row: StatisticsReport['applications'][number]) => string) => {
    const found = new Map<string, number>();
    for (const row of report.applications) found.set(key(row), (found.get(key(row)) ?? 0) + row.count);
    return [...found].map(([name, count]) => ({ name, values: [count] }));
  };
  return html`<section class="card">
    <h2>统计</h2>
    <p>共 ${report.total} 份报名</p>
    ${bars('教材预订（按单位）', ['职业道德', '职业能力', '岗位技能'], report.textbooks.map((row) => ({
      name: row.unit ?? '未填单位',
      values: [row.professional_ethics, row.vocational_ability, row.post_skills],
    })))}
    ${bars('报名人数（按级别）', ['人数'], sum((row) => LEVELS[row.level]))}
    ${bars('报名人数（按进度）', ['人数'], sum((row) => STATES[row.state] ?? row.state))}
    ${bars('报名人数（按地市）', ['人数'], sum((row) => REGIONS[row.region] ?? row.region))}
  </section>`;
}

function arrangement(): TemplateResult {
  return html`<section class="card">
    <h2>考场编排</h2>
    <form @submit=${arrange} class="narrow">
      <div class="field"><label for="batch">批次</label><input id="batch" name="batch" value="2022-1" required /></div>
      <div class="field">
        <label for="arrange-region">地市</label>
        <select id="arrange-region" name="region">
          ${Object.entries(REGIONS).map(([code, name]) => html`<option value=${code} ?selected=${code === '410100'}>${name}</option>`)}
        </select>
      </div>
      <div class="field"><label for="site">考点</label><input id="site" name="site" required maxlength="64" /></div>
      <div class="field"><label for="seats">每个考场人数</label><input id="seats" name="seats" type="number" min="1" max="500" value="30" /></div>
      <div class="field"><label for="begins">开始时间</label><input id="begins" name="begins" type="datetime-local" value="2022-07-12T09:00" /></div>
      <div class="field"><label for="ends">结束时间</label><input id="ends" name="ends" type="datetime-local" value="2022-07-12T10:30" /></div>
      <p class="buttons"><button class="main">编排审核通过的人员</button></p>
    </form>
  </section>`;
}

async function arrange(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const data = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
  const one = data['batch']?.includes('one');
  const session = { from: data['begins'], until: data['ends'] };
  try {
    const done = await api.arrange({
      batch: data['batch'],
      levels: one ? ['one'] : ['five', 'four', 'three', 'two'],
      region: data['region'],
      site: data['site'],
      seats_in_a_room: Number(data['seats']),
      sessions: [{ subject: 'professional_ethics', ...session }],
    });
    const refused = done.refused.map((each) => each.refusal.message?.zh ?? '').join('');
    await ask('考场编排', `已编排 ${done.arranged} 人。${refused}`, [['ok', '知道了']]);
  } catch (error) {
    await ask('考场编排', sentence(error), [['ok', '知道了']]);
  }
  await administration();
}

function units(at: Open): TemplateResult {
  return html`<section class="card">
    <h2>未找到的单位</h2>
    ${at.missing.length
      ? html`<ul>
          ${at.missing.map((each) => html`<li>${each.name}（${REGIONS[each.region]}，${time(each.at)}）<button class="small" @click=${() => add(each.name)}>添加</button></li>`)}
        </ul>`
      : html`<p>没有待添加的单位。</p>`}
  </section>`;
}

async function add(name: string): Promise<void> {
  const answer = await ask(
    '添加单位',
    html`<div class="field"><label for="unit-code">单位编码</label><input id="unit-code" required maxlength="32" /></div>
      <div class="field"><label for="unit-parent">上级单位编码</label><input id="unit-parent" maxlength="32" /></div>`,
    [['', '取消'], ['yes', '添加']],
    (dialog) => [...dialog.querySelectorAll('input')].map((each) => each.value.trim()),
  );
  if (!answer) return;
  try {
    await api.addUnit({ name, code: answer[0] ?? '', parent: answer[1] || null });
  } catch (error) {
    await ask('添加单位', sentence(error), [['ok', '知道了']]);
  }
  await administration();
}
