/** What the rules say of the form as it stands: the verdict, the years, the certificate library, and what to do about a refusal. */
import { html, type TemplateResult } from 'lit-html';
import type { ApplicationForm, CertificateLibrary, Report } from 'gongkao/types';
import { foreseen } from '../rules';
import { date, VERDICTS, word } from '../words';
import { findings } from './findings';
import { library } from './library';
import { outlook } from './outlook';

export function beside(report: Report, records: CertificateLibrary, form: ApplicationForm): TemplateResult {
  const ahead = report.verdict === 'refuse' ? foreseen(form, records, report) : undefined;
  return html`<aside aria-label="按目前填写的内容">
    <div class="verdict ${report.verdict}" role="status"><p>${VERDICTS[report.verdict]}</p></div>
    ${counts(report)} ${records.certificates.length ? library(records, form) : ''}
    ${findings(report, ({ severity }) => severity === 'refuse' || severity === 'confirm' || severity === 'review')}
    ${ahead ? outlook(ahead) : ''}
  </aside>`;
}

/** The sum of the years: from when, until when, by which clause. */
function counts(report: Report): TemplateResult | string {
  const shown = report.counts.filter((each) => each.from || each.quantity === 'work_years');
  if (!shown.length) return '';
  return html`<dl class="facts">
    ${shown.map(
      (each) =>
        html`<dt>${word('quantity', each.quantity)}</dt>
          <dd>
            ${each.at_most === undefined ? each.years : `${each.years} 至 ${each.at_most}`} 年
            <span class="hint">${each.from ? `${date(each.from)} 至 ${date(each.until)}，` : ''}${each.citation.clause}</span>
          </dd>`,
    )}
  </dl>`;
}
