/** 办理记录 */
import { html, type TemplateResult } from 'lit-html';
import type { ApplicationEvent } from 'gongkao/types';
import { happening, role, time } from '../words';

export const timeline = (events: ApplicationEvent[]): TemplateResult => html`<section>
  <h2>办理记录</h2>
  <ol class="timeline">
    ${events.map((event) => html`<li><time>${time(event.at)}</time> ${happening(event.what)}（${role(event.by.role)}）</li>`)}
  </ol>
</section>`;
