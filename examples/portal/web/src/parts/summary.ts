/** What is wrong with a form, on top of it: the focus goes there, and each line leads to its field. */
import { html, type TemplateResult } from 'lit-html';
import { go } from './findings';

export interface Wrong {
  /** The id of the field. */
  field: string;
  text: string;
}

/** `elsewhere` is the address of a field that stands on another page. */
export function summary(wrong: Wrong[], elsewhere?: (field: string) => string): TemplateResult {
  if (!wrong.length) return html``;
  const to = ({ field, text }: Wrong) =>
    elsewhere ? html`<a href=${elsewhere(field)}>${text}</a>` : html`<a href="#${field}" @click=${(event: Event) => go(event, field)}>${text}</a>`;
  return html`<section class="summary" tabindex="-1" id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">请先处理以下内容</h2>
    <ul>
      ${wrong.map((each) => html`<li>${each.field ? to(each) : each.text}</li>`)}
    </ul>
  </section>`;
}

export function focusSummary(): void {
  document.title = `错误：${document.title.replace(/^错误：/, '')}`;
  document.getElementById('summary')?.focus();
}
