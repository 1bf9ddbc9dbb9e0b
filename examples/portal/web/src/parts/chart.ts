/** Bars in SVG, with the table they draw beside them, so that nobody needs the picture. */
import { html, svg, type TemplateResult } from 'lit-html';

export interface Bar {
  name: string;
  values: number[];
}

const WIDTH = 640;
const ROW = 24;
const NAME = 22;

export function bars(title: string, series: string[], data: Bar[]): TemplateResult {
  const most = Math.max(1, ...data.flatMap((bar) => bar.values));
  const each = NAME + ROW * series.length + 10;
  if (!data.length) return html`<figure><figcaption>${title}</figcaption><p class="hint">还没有数据。</p></figure>`;
  return html`<figure>
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${data.length * each}" role="img" aria-label=${title} class="chart">
      ${data.map(
        (bar, at) => svg`<text x="0" y="${at * each + 16}">${bar.name}</text>${bar.values.map((value, which) => {
          const y = at * each + NAME + which * ROW;
          const width = Math.max(2, ((WIDTH - 60) * value) / most);
          return svg`<rect x="0" y="${y}" width="${width}" height="${ROW - 4}" class="series-${which}"></rect>
            <text x="${width + 6}" y="${y + 15}">${value}</text>`;
        })}`,
      )}
    </svg>
    ${series.length > 1
      ? html`<p class="legend">${series.map((name, which) => html`<span class="series-${which}">${name}</span>`)}</p>`
      : ''}
    <details>
      <summary>数据表</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${title}>
        <table>
          <thead>
            <tr><th scope="col"></th>${series.map((name) => html`<th scope="col">${name}</th>`)}</tr>
          </thead>
          <tbody>
            ${data.map((bar) => html`<tr><th scope="row">${bar.name}</th>${bar.values.map((value) => html`<td>${value}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
    </details>
  </figure>`;
}
