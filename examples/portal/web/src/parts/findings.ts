/** What the rules say, with the clause each sentence rests on. */
import { html, nothing, type TemplateResult } from 'lit-html';
import type { Document, Finding, Report } from 'gongkao/types';
import { word } from '../words';

export function finding(finding: Finding, documents: Record<string, Document>, link = true): TemplateResult {
  const target = link && finding.path ? fieldOf(finding.path) : '';
  return html`<li class="finding ${finding.severity}">
    <span class="mark">${word('severity', finding.severity)}</span>
    <div>
      ${target ? html`<a href="#${target}" @click=${(event: Event) => go(event, target)}>${finding.message.zh}</a>` : finding.message.zh}
      ${finding.citations?.length
        ? html`<details>
            <summary>依据</summary>
            <ul>
              ${finding.citations.map(
                (citation) =>
                  html`<li>
                    ${documents[citation.document]?.title ?? citation.document}${documents[citation.document]?.number
                      ? `（${documents[citation.document]?.number}）`
                      : ''}：${citation.clause}${citation.confidence === 'assumed' ? '（文件没有写明，系统按惯例设定）' : ''}
                  </li>`,
              )}
            </ul>
          </details>`
        : nothing}
    </div>
  </li>`;
}

export function findings(report: Report, keep: (finding: Finding) => boolean = () => true): TemplateResult {
  const shown = report.findings.filter(keep);
  return shown.length ? html`<ul class="findings">${shown.map((each) => finding(each, report.documents))}</ul>` : html``;
}

/** The id of the field a path speaks of: the field itself, or what it stands in. */
export function fieldOf(path: string): string {
  for (let at = path; at; at = at.replace(/\.?[^.]*$/, '')) {
    const id = `f-${at.split('.').join('-')}`;
    if (document.getElementById(id)) return id;
  }
  return '';
}

/** Goes to a field without touching the address, which is the view's. */
export function go(event: Event | undefined, id: string): void {
  event?.preventDefault();
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus();
}
