/** 一份报名：办到哪一步，下一步做什么，到什么时候为止 */
import { html, type TemplateResult } from 'lit-html';
import type { Action, ApplicationEvent, Command } from 'gongkao/types';
import { api, type Shown } from '../api';
import { ask } from '../parts/dialog';
import { findings } from '../parts/findings';
import { nameOf } from '../fields';
import { announcement } from '../parts/announcement';
import { outlook } from '../parts/outlook';
import { levelOptions, regionOptions } from '../parts/place';
import { say, sentence, show } from '../parts/shell';
import { timeline } from '../parts/timeline';
import { level, region, time } from '../words';

const SUBMITTED = new Set(['under_review', 'on_site_review', 'approved', 'ticket_open', 'examined', 'closed', 'rejected']);
const BEFORE_EXAM = new Set(['approved', 'ticket_open']);

export async function application(id = ''): Promise<void> {
  const [shown, events] = await Promise.all([api.application(id), api.events(id)]);
  const foreseen = shown.report.verdict === 'refuse' ? await api.outlook(id) : undefined;
  draw(id, shown, events, foreseen ? outlook(foreseen) : html``);
}

function draw(id: string, shown: Shown, events: ApplicationEvent[], foreseen: TemplateResult): void {
  const { state, progress } = shown;
  const may = (action: Action) => shown.actions.find((each) => each.action === action);
  const until = may('save')?.until ?? may('submit')?.until;
  show(
    '我的报名',
    html`<p>${level(state.level)}，${region(state.region)}。姓名 ${state.form.candidate.name}</p>
      <section class="card state" aria-label="当前进度">
        <h2>${progress.label.zh}${progress.stage ? `：${progress.stage.zh}` : ''}</h2>
        <p>自 ${time(progress.since)}。${progress.next.zh}</p>
        ${progress.reasons?.length || progress.text
          ? html`<div class="notice">
              <h3>审核意见</h3>
              <ul>
                ${progress.reasons?.map((reason) => html`<li>${reason.zh}</li>`)}
              </ul>
              ${progress.text ? html`<p>${progress.text}</p>` : ''}
              ${progress.unlocked?.length ? html`<p>需要更正或补充：${progress.unlocked.map((path) => titleOf(shown, path)).join('、')}。</p>` : ''}
            </div>`
          : ''}
        ${until ? html`<p class="deadline">报名截止：<strong>${time(until)}</strong>（北京时间）</p>` : ''}
        ${progress.due.filter(({ passed }) => passed).map((due) => html`<p class="error">${due.label.zh}：${time(due.at)}</p>`)}
      </section>
      ${announcement(shown)} ${SUBMITTED.has(state.state) ? '' : tasks(id, shown)} ${foreseen}
      ${state.seat && BEFORE_EXAM.has(state.state)
        ? html`<section class="card">
            <h2>准考证</h2>
            <p>考点 ${state.seat.site}，考场 ${state.seat.room}，座位 ${state.seat.seat}。${progress.opens ? `${time(progress.opens)} 起可打印。` : ''}</p>
            <p><a class="button main" href="#/application/${id}/ticket">打印准考证</a></p>
          </section>`
        : ''}
      ${state.state === 'closed' && state.result
        ? html`<p><button class="main" @click=${() => print(id, shown, 'result')}>查看考核结果</button></p>`
        : ''}
      <p class="buttons">
        ${may('print_form')?.permission === 'allowed' && isReady(shown)
          ? html`<button @click=${() => print(id, shown, 'form')}>考评申报表打印</button>`
          : ''}
        ${may('restart')?.permission === 'allowed' ? html`<button @click=${() => restart(id, shown)}>删除并重新填报</button>` : ''}
        ${may('withdraw')?.permission === 'allowed' && SUBMITTED.has(state.state)
          ? html`<button @click=${() => carry(id, shown, 'withdraw', '撤回报名', '撤回后不再审核；报名期间可以重新填报。')}>撤回报名</button>`
          : ''}
      </p>
      ${timeline(events)}`,
  );
}

/** What a material or field is called. */
function titleOf({ report }: Shown, path: string): string {
  const name = path.startsWith('uploads.') ? path.slice('uploads.'.length) : '';
  return report.materials.find((each) => each.name === name)?.label.zh ?? nameOf(path);
}

/** Whether the form may go to print: the level has a printed form, and nothing it shows is left to fill in. */
export const isReady = ({ report, printed }: Shown) =>
  report.materials.some(({ name, need, waits_for }) => printed.includes(name) && need !== 'not_applicable' && !waits_for?.length);

function tasks(id: string, shown: Shown): TemplateResult {
  const { report, state } = shown;
  const open = report.findings.filter((each) => each.severity === 'refuse' || each.severity === 'supply');
  const form = open.filter((each) => !each.path.startsWith('uploads')).length;
  const files = report.materials.filter((each) => each.need === 'required' && !each.uploaded).length;
  const begun = state.version > 1;
  // Of what was sent back, that is what is left to do, however complete the rest is.
  const asked = (shown.progress.unlocked ?? []).filter((path) => !shown.progress.changed?.some((each) => each.path === path));
  const back = (own: boolean) => asked.filter((path) => path.startsWith('uploads') === own).length;
  const named = (done: boolean, attention: number) => (attention && begun ? `还有 ${attention} 项` : done ? '已完成' : '未开始');
  return html`<section aria-label="办理步骤">
      <ol class="tasks">
        <li><a href="#/application/${id}/form">填写报名信息</a><span class="tag ${form || back(false) ? '' : 'done'}">${named(!form && !back(false), form + back(false))}</span></li>
        <li>
          <a href="#/application/${id}/materials">上传资料</a
          ><span class="tag ${files || back(true) ? '' : 'done'}">${state.files.length || !files ? named(!files && !back(true), files + back(true)) : '未开始'}</span>
        </li>
        <li><a href="#/application/${id}/check">核对并提交</a><span class="tag">${open.length ? '尚不能提交' : '可以提交'}</span></li>
      </ol>
    </section>
    ${begun ? findings(report, (each) => each.severity === 'refuse') : ''}`;
}

/** Prints a page: it opens in a tab of its own, from which the browser prints. */
export async function print(id: string, shown: Shown, page: 'form' | 'ticket' | 'result', solution?: { challenge: string; answer: string }): Promise<void> {
  // Opened with the click, for a browser opens no window later.
  const tab = window.open('', '_blank');
  try {
    const { address } = await api.page(id, shown.state.version, page, solution);
    if (tab) tab.location.href = address;
    else location.href = address;
  } catch (error) {
    tab?.close();
    await ask('不能打印', sentence(error), [['ok', '知道了']]);
    throw error;
  }
}

async function carry(id: string, shown: Shown, command: Command, title: string, text: string): Promise<void> {
  if ((await ask(title, text, [['', '取消'], ['yes', title]])) !== 'yes') return;
  try {
    await api.command(id, shown.state.version, command);
    say(`${title}：已完成`);
  } catch (error) {
    await ask(title, sentence(error), [['ok', '知道了']]);
  }
  await application(id);
}

async function restart(id: string, shown: Shown): Promise<void> {
  const answer = await ask(
    '删除并重新填报',
    html`<p>本次填报会被删除（记录保留），仍适用的内容会带入新的报名。</p>
      <div class="field">
        <label for="again-region">报名地市</label>
        <select id="again-region">
          ${regionOptions(shown.state.region)}
        </select>
      </div>
      <div class="field">
        <label for="again-level">申报级别</label>
        <select id="again-level">
          ${levelOptions(shown.state.level)}
        </select>
      </div>`,
    [['', '取消'], ['yes', '重新填报']],
    (dialog) => ({
      region: dialog.querySelector<HTMLSelectElement>('#again-region')?.value ?? '',
      level: dialog.querySelector<HTMLSelectElement>('#again-level')?.value ?? '',
    }),
  );
  if (typeof answer === 'string') return;
  try {
    await api.command(id, shown.state.version, { restart: answer } as Command);
  } catch (error) {
    await ask('删除并重新填报', sentence(error), [['ok', '知道了']]);
  }
  await application(id);
}
