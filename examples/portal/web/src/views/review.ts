/** 审核一份报名：填写的内容、图片和合格库并排，通过、退回补充、不通过 */
import { html, type TemplateResult } from 'lit-html';
import type { Action, ApplicationEvent, Command, Material, StoredFile } from 'gongkao/types';
import { api, type Shown, sendTo } from '../api';
import { FIELDS, get, labelOf, nameOf, said, SECTIONS, type Field } from '../fields';
import { ask } from '../parts/dialog';
import { examination } from '../parts/examination';
import { findings } from '../parts/findings';
import { library } from '../parts/library';
import { Queue } from '../parts/queue';
import { me, say, sentence, show } from '../parts/shell';
import { slot } from '../parts/slot';
import { timeline } from '../parts/timeline';
import { known, level, region, standing, time, word } from '../words';
import { print } from './application';

let current = '';

export async function review(id = ''): Promise<void> {
  current = id;
  const [shown, events] = await Promise.all([api.application(id), api.events(id)]);
  const queue = new Queue(
    (item) => sendTo(id, item.material, at.shown.state.version, item.replaces, item.accepted),
    () => at.shown.state.form.thesis_title ?? undefined,
    () => current === id && draw(at),
    () => refresh(at),
    (item, digest) => at.shown.state.files.some((file) => file.material === item.material && file.digest === digest),
  );
  const at = { id, shown, events, queue };
  draw(at);
}

/** Takes in what happened meanwhile; the files on their way go on. */
async function refresh(at: Open): Promise<void> {
  [at.shown, at.events] = await Promise.all([api.application(at.id), api.events(at.id)]);
  if (current === at.id) draw(at);
}

interface Open {
  id: string;
  shown: Shown;
  events: ApplicationEvent[];
  queue: Queue;
}

function draw(at: Open): void {
  const { id, shown } = at;
  const { state, progress, report } = shown;
  const may = (action: Action) => shown.actions.find((each) => each.action === action);
  const button = (action: Action, name: string, run: () => void, main = false) => {
    const view = may(action);
    const blocked = view?.permission === 'blocked';
    return html`<button class=${main ? 'main' : ''} ?disabled=${blocked} title=${blocked ? (view?.blocked_by[0]?.message?.zh ?? '') : ''} @click=${run}>
      ${name}
    </button>`;
  };
  const materials = report.materials.filter((each) => each.need !== 'not_applicable' || each.uploaded > 0);
  const shownSlot = (material: Material) =>
    slot({
      material,
      files: state.files.filter((file) => file.material === material.name),
      reports: shown.files,
      measured: true,
      address: (file: StoredFile) => api.file(id, file.number),
      queue: at.queue,
      locked: may('upload')?.permission === 'blocked',
    });
  show(
    `审核：${state.form.candidate.name}`,
    html`<p class="back"><a href="#/desk">返回审核台</a></p>
      <p>
        ${standing(state.state, state.stage)}，自 ${time(state.since)}。
        ${state.claim ? (state.claim.by === me.account?.id ? '已由本人领取。' : '已由他人领取。') : ''} ${level(state.level)}，${region(state.region)}
      </p>
      ${progress.due.filter((due) => due.passed).map((due) => html`<p class="error">${due.label.zh}（${time(due.at)}）</p>`)}
      <p class="buttons sticky">
        ${state.claim ? button('release', '放回', () => run(at, 'release', '放回')) : button('claim', '领取', () => run(at, 'claim', '领取'))}
        ${button('request_supplement', '退回补充', () => supplement(at))} ${button('reject', '不通过', () => reject(at))}
        ${button('pass', '通过', () => run(at, 'pass', '通过'), true)}
        ${may('refer_on_site')?.permission === 'allowed' ? html`<button @click=${() => run(at, 'refer_on_site', '转现场审核')}>转现场审核</button>` : ''}
        ${may('print_form')?.permission === 'allowed' ? html`<button @click=${() => print(id, shown, 'form')}>考评申报表打印</button>` : ''}
      </p>
      ${may('pass')?.permission === 'blocked' ? html`<p class="hint">${may('pass')?.blocked_by[0]?.message?.zh}</p>` : ''}
      ${examination(shown, (command, name) => run(at, command, name))}
      ${progress.changed?.length
        ? html`<section class="card">
            <h2>退回后的修改</h2>
            <table class="compare">
              <tr><th scope="col">内容</th><th scope="col">原来</th><th scope="col">现在</th></tr>
              ${progress.changed.map(
                (each) =>
                  each.path.startsWith('uploads')
                    ? html`<tr><th scope="row">${material(shown, each.path)}</th><td colspan="2">文件已更换或增减，见右侧</td></tr>`
                    : html`<tr><th scope="row">${nameOf(each.path)}</th><td>${answer(each.path, each.before)}</td><td>${answer(each.path, each.after)}</td></tr>`,
              )}
            </table>
          </section>`
        : ''}
      <div class="two">
        <div>
          <section class="card">
            <h2>填报信息</h2>
            ${SECTIONS.map((section) => filled(section.name, section.fields, shown))} ${optional(shown)}
          </section>
          <section class="card">
            <h2>合格库</h2>
            ${library(shown.library, state.form)}
          </section>
          <section class="card">
            <h2>系统判断</h2>
            ${findings(report)}
          </section>
        </div>
        <div class="pictures">
          ${materials.filter(({ completeness }) => completeness !== 'open').map(shownSlot)}
          <details>
            <summary>没有上传、不要求上传的资料</summary>
            ${materials.filter(({ completeness }) => completeness === 'open').map(shownSlot)}
          </details>
        </div>
      </div>
      ${timeline(at.events)}`,
    true,
  );
}

/** An answer at a path, as people read it. */
const answer = (path: string, value: unknown) => said(FIELDS.find((field) => field.path === path), value);

function filled(name: string, fields: Field[], shown: Shown): TemplateResult {
  const given = fields.filter((field) => get(shown.state.form, field.path) !== undefined);
  return given.length
    ? html`<h3>${name}</h3>
        <dl class="facts">
          ${given.map((field) => html`<dt>${labelOf(field)}</dt><dd>${field.path === 'unit' ? (shown.unit ?? shown.state.form.unit) : said(field, get(shown.state.form, field.path))}</dd>`)}
        </dl>`
    : html``;
}

/** 1至8项可选条件 */
function optional({ state, report }: Shown): TemplateResult | string {
  const written = Object.entries(state.form.merits ?? {});
  const label = (name: string) => report.materials.find((each) => each.name === name)?.label.zh ?? name;
  return written.length
    ? html`<h3>${word('field', 'merits')}</h3>
        <dl class="facts">${written.map(([name, text]) => html`<dt>${label(name)}</dt><dd>${text}</dd>`)}</dl>`
    : '';
}

/** What the material of a path is called. */
function material(shown: Shown, path: string): string {
  const name = path.split('.')[1];
  return shown.report.materials.find((each) => each.name === name)?.label.zh ?? nameOf(path);
}

async function run(at: Open, command: Command, name: string): Promise<void> {
  try {
    await api.command(at.id, at.shown.state.version, command);
    say(`${name}：已完成`);
  } catch (error) {
    await ask(name, sentence(error), [['ok', '知道了']]);
  }
  await review(at.id);
}

/** The procedure's reasons; some of them only with words of one's own. */
const reasons = () => html`<fieldset class="field">
    <legend>原因</legend>
    ${known.reasons.map(
      ({ code, label, needs_text }) =>
        html`<label class="choice"><input type="checkbox" name="reason" value=${code} /> ${label.zh}${needs_text ? '（需写明）' : ''}</label>`,
    )}
  </fieldset>
  <div class="field"><label for="grounds">审核意见</label><textarea id="grounds" rows="3" maxlength="500"></textarea></div>`;

function grounds(dialog: HTMLElement): { reasons: string[]; text?: string } {
  const chosen = [...dialog.querySelectorAll<HTMLInputElement>('input[name=reason]:checked')].map((each) => each.value);
  const text = dialog.querySelector<HTMLTextAreaElement>('#grounds')?.value.trim();
  return { reasons: chosen, ...(text ? { text } : {}) };
}

async function reject(at: Open): Promise<void> {
  const answer = await ask('不通过', reasons(), [['', '取消'], ['yes', '不通过']], grounds);
  if (answer) await run(at, { reject: answer }, '不通过');
}

/** Only what is ticked here can be changed by the applicant afterwards. */
async function supplement(at: Open): Promise<void> {
  const fields = FIELDS.filter((field) => get(at.shown.state.form, field.path) !== undefined);
  const materials = at.shown.report.materials.filter((each) => each.need !== 'not_applicable');
  const answer = await ask(
    '退回补充',
    html`<fieldset class="field">
        <legend>需要更正或补充的内容</legend>
        ${materials.map(
          (each) => html`<label class="choice"><input type="checkbox" name="item" value="uploads.${each.name}" /> ${each.label.zh}</label>`,
        )}
        ${fields.map((each) => html`<label class="choice"><input type="checkbox" name="item" value=${each.path} /> ${labelOf(each)}</label>`)}
      </fieldset>
      ${reasons()}`,
    [['', '取消'], ['yes', '退回补充']],
    (dialog) => ({
      items: [...dialog.querySelectorAll<HTMLInputElement>('input[name=item]:checked')].map((each) => each.value),
      grounds: grounds(dialog),
    }),
  );
  if (answer) await run(at, { request_supplement: answer }, '退回补充');
}
