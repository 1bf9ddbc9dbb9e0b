/** What is wrong with a form, on top of it: the focus goes there, and each line leads to its field. */
import { html, type TemplateResult } from 'lit-html';
import { go } from './findings';

export interface Wrong {
  /** The id of the field. */
  field: string;
  text: string;
}

export function summary(wrong: Wrong[]): TemplateResult {
  if (!wrong.length) return html``;
  return html`<section class="summary" tabindex="-1" id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">请先更正以下内容</h2>
    <ul>
      ${wrong.map(
        ({ field, text }) =>
          html`<li>${field ? html`<a href="#${field}" @click=${(event: Event) => go(event, field)}>${text}</a>` : text}</li>`,
      )}
    </ul>
  </section>`;
}

export function focusSummary(): void {
  document.title = `错误：${document.title.replace(/^错误：/, '')}`;
  document.getElementById('summary')?.focus();
}
