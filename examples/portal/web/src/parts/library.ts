/** What the certificate library (合格库) has of a person, beside what was entered. */
import { html, type TemplateResult } from 'lit-html';
import type { ApplicationForm, CertificateLibrary } from 'gongkao/types';
import { level } from '../words';

export function library({ certificates }: CertificateLibrary, { current }: ApplicationForm): TemplateResult {
  if (!certificates.length) return html`<p class="hint">合格库没有本人的记录。</p>`;
  const row = (name: string, mine: string, theirs: string) => html`<tr class=${mine && mine !== theirs ? 'differs' : ''}>
    <th scope="row">${name}</th><td>${mine}</td><td>${theirs}</td>
  </tr>`;
  return html`<table class="compare">
    <caption>与合格库核对</caption>
    <tr><th></th><th scope="col">填写</th><th scope="col">合格库</th></tr>
    ${certificates.map(
      (record) => html`${row('工种', current?.work_type ?? '', record.work_type)} ${row('等级', level(current?.level), level(record.level))}
      ${row('取得年份', String(current?.obtained_year ?? ''), String(record.obtained_year))}`,
    )}
  </table>`;
}
