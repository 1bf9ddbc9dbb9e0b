/** 核对并提交：填写的全部内容，逐项可改 */
import { html, type TemplateResult } from 'lit-html';
import { api, type Shown } from '../api';
import { get, labelOf, said, SECTIONS, type Field } from '../fields';
import { announcement } from '../parts/announcement';
import { findings } from '../parts/findings';
import { say, show } from '../parts/shell';
import { submit } from '../parts/submit';
import { focusSummary, summary, type Wrong } from '../parts/summary';
import { level, region, time, word } from '../words';

export async function check(id = ''): Promise<void> {
  draw(id, await api.application(id), []);
}

function draw(id: string, shown: Shown, wrong: Wrong[]): void {
  const { state, report } = shown;
  const may = shown.actions.find((each) => each.action === 'submit');
  const blocked = may?.permission === 'blocked';
  show(
    '核对并提交',
    html`${summary(wrong, (field) => `#/application/${id}/form/${field}`)}
      <p class="back"><a href="#/application/${id}">返回我的报名</a></p>
      ${blocked ? html`<p class="notice">${may?.blocked_by[0]?.message?.zh}</p>` : ''} ${announcement(shown)}
      ${may?.until ? html`<p class="deadline">报名截止：<strong>${time(may.until)}</strong>（北京时间）</p>` : ''}
      <section class="card">
        <h2>本人信息</h2>
        <dl class="answers">
          ${line(word('field', 'candidate.name'), state.form.candidate.name)} ${line(word('field', 'region'), region(state.region))}
          ${line(word('field', 'declared_level'), level(state.level))}
        </dl>
      </section>
      ${SECTIONS.map((section) => part(id, shown, section.name, section.fields))} ${optional(id, shown)} ${files(id, shown)}
      ${findings(report, ({ severity }) => severity === 'refuse' || severity === 'confirm' || severity === 'review')}
      <p class="buttons sticky"><button class="main" ?disabled=${blocked} @click=${() => send(id, shown)}>提交信息</button></p>`,
  );
}

const line = (name: string, value: unknown, change: TemplateResult | string = '') => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="change">${change}</dd></div>`;

const changeable = (id: string, path: string, name: string) =>
  html`<a href="#/application/${id}/form/f-${path.split('.').join('-')}" aria-label="修改${name}">修改</a>`;

/** What was answered, and what has to be. */
function part(id: string, shown: Shown, name: string, fields: Field[]): TemplateResult | string {
  const missing = (field: Field) => shown.report.findings.some(({ path, severity }) => path === field.path && severity === 'supply');
  const rows = fields.filter((field) => get(shown.state.form, field.path) !== undefined || missing(field));
  if (!rows.length) return '';
  return html`<section class="card">
    <h2>${name}</h2>
    <dl class="answers">
      ${rows.map((field) => {
        const value = said(field, field.path === 'unit' ? (shown.unit ?? shown.state.form.unit) : get(shown.state.form, field.path));
        return line(labelOf(field), value, changeable(id, field.path, labelOf(field)));
      })}
    </dl>
  </section>`;
}

function optional(id: string, shown: Shown): TemplateResult | string {
  const written = Object.entries(shown.state.form.merits ?? {});
  if (!written.length) return '';
  const label = (name: string) => shown.report.materials.find((each) => each.name === name)?.label.zh ?? name;
  return html`<section class="card">
    <h2>${word('field', 'merits')}</h2>
    <dl class="answers">${written.map(([name, text]) => line(label(name), text, changeable(id, `merits.${name}`, label(name))))}</dl>
  </section>`;
}

function files(id: string, shown: Shown): TemplateResult {
  const wanted = shown.report.materials.filter(({ need, uploaded }) => need === 'required' || uploaded > 0);
  return html`<section class="card">
    <h2>上传资料</h2>
    <dl class="answers">
      ${wanted.map((material) =>
        line(
          material.label.zh,
          material.uploaded ? `已上传 ${material.uploaded} 个` : word('completeness', material.completeness),
          html`<a href="#/application/${id}/materials/${material.name}" aria-label="${material.uploaded ? '修改' : '上传'}${material.label.zh}">${material.uploaded ? '修改' : '上传'}</a>`,
        ),
      )}
    </dl>
  </section>`;
}

async function send(id: string, shown: Shown): Promise<void> {
  const wrong = await submit(id, shown);
  if (!wrong.length) return;
  draw(id, await api.application(id), wrong);
  focusSummary();
  say(`有 ${wrong.length} 项需要处理`);
}
