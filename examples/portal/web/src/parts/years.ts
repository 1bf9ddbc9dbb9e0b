/** 年度考核结果：一年一行 */
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { Assessment } from 'gongkao/types';
import { GRADES, labelOf, type Field } from '../fields';
import { choices } from '../words';

/** How many years back the page asks; more may be in the form. */
const BACK = [1, 2, 3, 4, 5];

export interface Years {
  exam: number;
  given: Assessment[];
  locked: boolean;
  told: TemplateResult;
  change(list: Assessment[] | undefined): void;
}

export function years(field: Field, { exam, given, locked, told, change }: Years): TemplateResult {
  const grades = new Map(given.map((each) => [each.year, each.grade]));
  const put = (year: number, grade: string) => {
    if (grade) grades.set(year, grade as Assessment['grade']);
    else grades.delete(year);
    const list = [...grades].sort(([a], [b]) => b - a).map(([year, grade]) => ({ year, grade }));
    change(list.length ? list : undefined);
  };
  return html`<fieldset class="field" id="f-${field.path}" tabindex="-1">
    <legend>${labelOf(field)}</legend>
    ${field.hint ? html`<p class="hint">${field.hint}</p>` : ''} ${told}
    ${BACK.map((back) => {
      const year = exam - back;
      return html`<div class="field inline">
        <label for="assessment-${year}">${year} 年</label>
        <select id="assessment-${year}" ?disabled=${locked} @change=${(event: Event) => put(year, (event.target as HTMLSelectElement).value)}>
          <option value="">请选择</option>
          ${choices('assessment_grade', GRADES).map(
            ([grade, name]) => html`<option value=${grade} .selected=${live(grades.get(year) === grade)}>${name}</option>`,
          )}
        </select>
      </div>`;
    })}
  </fieldset>`;
}
