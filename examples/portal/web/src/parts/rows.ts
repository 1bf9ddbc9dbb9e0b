/** A list of the form, as awards: none, or some, each a row. A row that lacks something needed stays here and is not given yet. */
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { choicesOf, labelOf, type Column, type Field } from '../fields';
import { workTypes } from '../rules';

export type Row = Record<string, unknown>;

export interface Rows {
  /** What stands on the page; nothing where neither "none" nor "some" was chosen. */
  rows: Row[] | undefined;
  locked: boolean;
  told: TemplateResult;
  change(rows: Row[] | undefined): void;
}

const isWhole = (columns: Column[], row: Row) => columns.every(({ key, needed }) => !needed || row[key] !== undefined);

/** What is given to the form: every row, once all of them are whole. */
export function given(field: Field, rows: Row[] | undefined): Row[] | undefined {
  const columns = field.columns ?? [];
  if (!rows?.length) return rows;
  return rows.every((row) => isWhole(columns, row)) ? rows : undefined;
}

export function rows(field: Field, { rows, locked, told, change }: Rows): TemplateResult {
  const id = `f-${field.path.split('.').join('-')}`;
  const choose = (some: boolean) => change(some ? [{}] : []);
  return html`<fieldset class="field" id=${id} tabindex="-1">
    <legend>${labelOf(field)}</legend>
    ${field.hint ? html`<p class="hint">${field.hint}</p>` : ''} ${told}
    ${[false, true].map(
      (some) => html`<label class="choice"
        ><input type="radio" name=${id} ?disabled=${locked} .checked=${live(rows !== undefined && rows.length > 0 === some)}
          @change=${() => choose(some)} />
        ${some ? '有' : '没有'}</label
      >`,
    )}
    ${(rows ?? []).map((row, at) => {
      const put = (key: string, value: unknown) =>
        change((rows ?? []).map((each, other) => (other === at ? cleaned({ ...each, [key]: value }) : each)));
      return html`<div class="entry" role="group" aria-label="${labelOf(field)} ${at + 1}">
        ${(field.columns ?? []).map((column) => cell(`${id}-${at}-${column.key}`, column, row[column.key], locked, (value) => put(column.key, value)))}
        <button type="button" class="small" ?disabled=${locked} @click=${() => drop(rows ?? [], at, change)}
          aria-label="删除${labelOf(field)} ${at + 1}">删除</button>
      </div>`;
    })}
    ${rows?.length ? html`<button type="button" class="small" ?disabled=${locked} @click=${() => change([...rows, {}])}>再添加一项</button>` : ''}
  </fieldset>`;
}

function drop(rows: Row[], at: number, change: Rows['change']): void {
  change(rows.filter((_, other) => other !== at));
}

const cleaned = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== undefined));

function cell(id: string, column: Column, value: unknown, locked: boolean, put: (value: unknown) => void): TemplateResult {
  const text = value === undefined || value === null ? '' : String(value);
  const typed = (event: Event) => (event.target as HTMLInputElement).value;
  return html`<div class="cell"><label for=${id}>${column.name}</label>${input()}</div>`;

  function input(): TemplateResult {
    switch (column.kind) {
      case 'select':
        return html`<select id=${id} ?disabled=${locked} @change=${(event: Event) => put(typed(event))}>
          <option value="" .selected=${live(!text)}>请选择</option>
          ${choicesOf(column).map(([key, name]) => html`<option value=${key} .selected=${live(key === text)}>${name}</option>`)}
        </select>`;
      case 'day':
        return html`<input id=${id} type="date" min="1940-01-01" .value=${live(text)} ?disabled=${locked} @change=${(event: Event) => put(typed(event))} />`;
      case 'work-type':
        return html`<gongkao-work-type id=${id} lang="zh-CN" aria-label=${column.name} former .source=${workTypes} value=${text} ?disabled=${locked}
          @change=${(event: CustomEvent) => put((event.target as HTMLInputElement).value)}></gongkao-work-type>`;
      default: {
        const shape = column.kind === 'year' ? /^(\d{4})?$/ : /^\d{0,3}$/;
        return html`<input id=${id} class="short" inputmode="numeric" maxlength=${column.kind === 'year' ? 4 : 3} autocomplete="off" .value=${live(text)}
          ?disabled=${locked} @change=${(event: Event) => shape.test(typed(event)) && put(typed(event) ? Number(typed(event)) : undefined)} />`;
      }
    }
  }
}
