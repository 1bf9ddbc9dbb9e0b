/** One field of the form: label, hint, what is wrong with it, and its control. */
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { choicesOf, labelOf, type Field } from '../fields';
import { api } from '../api';
import { units, workTypes } from '../rules';
import { word } from '../words';
import { ask } from './dialog';
import { say, sentence } from './shell';

export interface Around {
  locked: boolean;
  region: string;
  told: string[];
  change(value: unknown): void;
  left(): void;
}

export function control(field: Field, value: unknown, around: Around): TemplateResult {
  const id = `f-${field.path.split('.').join('-')}`;
  const wrong = around.told.length > 0;
  const described = [field.hint ? `${id}-hint` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ');
  const notes = html`${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : ''}
  ${wrong ? html`<p class="error" id="${id}-error">${around.told.join('')}</p>` : ''}`;
  if (field.kind === 'yes-no') {
    return html`<fieldset class="field ${wrong ? 'wrong' : ''}" id=${id} tabindex="-1">
      <legend>${labelOf(field)}</legend>
      ${notes}
      ${[true, false].map(
        (answer) =>
          html`<label class="choice"
            ><input type="radio" name=${id} ?disabled=${around.locked} .checked=${live(value === answer)} @change=${() => around.change(answer)} />
            ${word('answer', answer ? 'ordered' : 'not_ordered')}</label
          >`,
      )}
    </fieldset>`;
  }
  if (field.kind === 'tick') {
    return html`<div class="field">
      ${notes}
      <label class="choice"
        ><input type="checkbox" id=${id} ?disabled=${around.locked} .checked=${live(value === true)} @change=${(event: Event) =>
          around.change((event.target as HTMLInputElement).checked || undefined)} />
        ${labelOf(field)}</label
      >
    </div>`;
  }
  return html`<div class="field ${wrong ? 'wrong' : ''}">
    <label for=${id}>${labelOf(field)}</label>
    ${notes} ${input(field, id, value, around, described, wrong)}
  </div>`;
}

function input(field: Field, id: string, value: unknown, around: Around, described: string, wrong: boolean): TemplateResult {
  const text = value === undefined || value === null ? '' : String(value);
  const typed = (event: Event) => (event.target as HTMLInputElement).value;
  switch (field.kind) {
    case 'select':
      return html`<select id=${id} ?disabled=${around.locked} aria-describedby=${described} aria-invalid=${wrong}
        @change=${(event: Event) => around.change(typed(event))} @blur=${around.left}>
        <option value="" .selected=${live(!text)}>请选择</option>
        ${choicesOf(field).map(([key, name]) => html`<option value=${key} .selected=${live(key === text)}>${name}</option>`)}
      </select>`;
    case 'day':
      return html`<input id=${id} type="date" min="1940-01-01" .value=${live(text)} ?disabled=${around.locked} aria-describedby=${described}
        aria-invalid=${wrong} @change=${(event: Event) => around.change(typed(event))} @blur=${around.left} />`;
    case 'year':
      return html`<input id=${id} inputmode="numeric" maxlength="4" autocomplete="off" .value=${live(text)} ?disabled=${around.locked}
        aria-describedby=${described} aria-invalid=${wrong}
        @input=${(event: Event) => /^(\d{4})?$/.test(typed(event)) && around.change(typed(event) ? Number(typed(event)) : undefined)}
        @blur=${around.left} />`;
    case 'long':
      return html`<textarea id=${id} rows=${field.most ? 3 : 6} maxlength=${field.most ?? 4000} .value=${live(text)} ?disabled=${around.locked}
        aria-describedby=${described} aria-invalid=${wrong} @input=${(event: Event) => around.change(typed(event))} @blur=${around.left}></textarea>`;
    case 'work-type':
    case 'unit': {
      const source = field.kind === 'unit' ? units : workTypes;
      return html`<gongkao-work-type id=${id} lang="zh-CN" aria-label=${labelOf(field)} .source=${source} ?former=${field.path === 'current.work_type'}
          value=${text} ?disabled=${around.locked} @change=${(event: CustomEvent) => around.change((event.target as HTMLInputElement).value)}
          @blur=${around.left}></gongkao-work-type>
        ${field.kind === 'unit' && !around.locked
          ? html`<p><button type="button" class="link" @click=${() => missing(around.region)}>没有找到本人所属单位</button></p>`
          : ''}`;
    }
    default:
      return html`<input id=${id} autocomplete="off" maxlength="200" .value=${live(text)} ?disabled=${around.locked} aria-describedby=${described}
        aria-invalid=${wrong} @input=${(event: Event) => around.change(typed(event))} @blur=${around.left} />`;
  }
}

/** A unit that is not in the list: noted, so that the office can add it. */
async function missing(region: string): Promise<void> {
  const name = await ask(
    '登记未找到的单位',
    html`<p>工考办添加后，即可在单位中选择。</p>
      <div class="field"><label for="missing-unit">单位全称</label><input id="missing-unit" required minlength="2" maxlength="128" /></div>`,
    [['', '取消'], ['note', '登记']],
    (dialog) => dialog.querySelector('input')?.value.trim() ?? '',
  );
  if (!name) return;
  try {
    await api.missingUnit(name, region);
    say('已登记');
    await ask('已登记', `“${name}”已登记，工考办添加后请再来选择。`, [['ok', '知道了']]);
  } catch (error) {
    await ask('没有登记', sentence(error), [['ok', '知道了']]);
  }
}
