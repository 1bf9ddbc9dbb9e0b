/** What a change of the rules since the form was last saved means for whoever fills it in. */
import { html, type TemplateResult } from 'lit-html';
import type { Shown } from '../api';
import { time, word } from '../words';

export function announcement({ announced }: Shown): TemplateResult | string {
  if (!announced) return '';
  const { since, rules, until } = announced;
  return html`<section class="notice" aria-label="报名规定已更新">
    <p><strong>报名规定已于 ${time(since)} 更新。</strong>${rules.length || until ? '对您的变化：' : '您填写的内容不受影响。'}</p>
    ${rules.length || until
      ? html`<ul>
          ${until ? html`<li>报名截止：${until.before ? time(until.before) : '无'} 改为 ${until.after ? time(until.after) : '无'}</li>` : ''}
          ${rules.map(({ label, before, after }) => html`<li>${label.zh}：${before ? word('status', before) : '原无此项'} 改为 ${word('status', after)}</li>`)}
        </ul>`
      : ''}
  </section>`;
}
