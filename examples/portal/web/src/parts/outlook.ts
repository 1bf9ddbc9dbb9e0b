/** What a refused person can still do: wait until a day, or change something. */
import { html, type TemplateResult } from 'lit-html';
import type { Advice, Foreseen, Foresight, Step } from 'gongkao/types';
import { nameOf } from '../fields';
import { date } from '../words';

const HOW: Record<string, string> = { answer: '补填', choose: '另选', earn: '取得', hold: '任满年限', correct: '如填写有误，更正' };

export function outlook({ when, what }: { when: Foresight; what: Advice }): TemplateResult {
  const earliest = when.earliest ?? when.possible;
  const steps = what.steps.filter((step) => step.how !== 'correct');
  return html`<section class="card" aria-label="以后什么时候符合">
    <h2>以后什么时候符合</h2>
    ${earliest
      ? html`<p>内容不变，<strong>${day(earliest)}</strong> 起的报名期间${when.earliest ? '符合条件' : '可能符合条件'}。</p>`
      : html`<p>内容不变，只靠等待不会符合条件。</p>`}
    ${steps.length
      ? html`<p>也可以：</p>
          <ul>
            ${steps.map(line)}
          </ul>`
      : ''}
    <p class="hint">以后年度按与本年度相同的规定推算，请以当年的文件为准。</p>
  </section>`;
}

const day = (foreseen: Foreseen) => date(foreseen.day);

function line(step: Step): TemplateResult {
  return html`<li>${HOW[step.how] ?? step.how}：${nameOf(step.field)}</li>`;
}
