/** 考核：登记到考、成绩，公布结果。Which of them is open the procedure says. */
import { html, type TemplateResult } from 'lit-html';
import type { Action, Command } from 'gongkao/types';
import type { Shown } from '../api';
import { known, time } from '../words';
import { ask } from './dialog';

type Run = (command: Command, name: string) => void;

export function examination(shown: Shown, run: Run): TemplateResult | string {
  const { state } = shown;
  const open = (action: Action) => shown.actions.find((each) => each.action === action)?.permission === 'allowed';
  if (!state.seat) return '';
  return html`<section class="card">
    <h2>考核</h2>
    <p>准考证号 ${state.seat.number}，考点 ${state.seat.site}，考场 ${state.seat.room}，座位 ${state.seat.seat}。</p>
    ${state.result
      ? html`<p>${subjects(shown).map(({ name, label }) => `${label.zh} ${state.result?.marks[name] ?? '缺考'}`).join('，')}；${state.result.passed ? '合格' : '不合格'}。</p>`
      : ''}
    ${state.published ? html`<p>${time(state.published)} 起公布。</p>` : ''}
    <p class="buttons">
      ${open('record_attendance')
        ? html`<button @click=${() => run({ record_attendance: true }, '登记到考')}>登记到考</button>
            <button @click=${() => run({ record_attendance: false }, '登记缺考')}>登记缺考</button>`
        : ''}
      ${open('record_result') ? html`<button @click=${() => result(shown, run)}>登记成绩</button>` : ''}
      ${open('publish_result') ? html`<button class="main" @click=${() => run({ publish_result: shown.now }, '公布结果')}>公布结果</button>` : ''}
    </p>
  </section>`;
}

const subjects = ({ state }: Shown) => known.subjects.find(({ levels }) => levels.includes(state.level))?.subjects ?? [];

async function result(shown: Shown, run: Run): Promise<void> {
  const asked = subjects(shown);
  const answer = await ask(
    '登记成绩',
    html`${asked.map(
        ({ name, label, full_mark }) => html`<div class="field">
          <label for="mark-${name}">${label.zh}</label>
          <p class="hint">满分 ${full_mark} 分，缺考的不填</p>
          <input id="mark-${name}" type="number" min="0" max=${full_mark} step="1" value=${shown.state.result?.marks[name] ?? ''} />
        </div>`,
      )}
      <label class="choice"><input id="passed" type="checkbox" ?checked=${shown.state.result?.passed} /> 考核合格</label>`,
    [
      ['', '取消'],
      ['yes', '登记'],
    ],
    (dialog) => {
      const mark = (name: string) => dialog.querySelector<HTMLInputElement>(`#mark-${name}`)?.value;
      const passed = dialog.querySelector<HTMLInputElement>('#passed')?.checked ?? false;
      return { marks: Object.fromEntries(asked.map(({ name }) => [name, mark(name) ? Number(mark(name)) : null])), passed };
    },
  );
  if (answer) run({ record_result: answer }, '登记成绩');
}
