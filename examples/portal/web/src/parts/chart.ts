/** Bars in SVG, with the table they draw beside them, so that nobody needs the picture. */
import { html, svg, type TemplateResult } from 'lit-html';

export interface Bar {
  name: string;
  values: number[];
}

const WIDTH = 640;
const ROW = 26;
const LEFT = 190;

export function bars(title: string, series: string[], data: Bar[]): TemplateResult {
  const most = Math.max(1, ...data.flatMap((bar) => bar.values));
  const height = data.length * (ROW * series.length + 8) + 8;
  return html`<figure>
    <figcaption>${title}</figcaption>
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${title} class="chart">
      ${data.map((bar, at) =>
        bar.values.map((value, which) => {
          const y = 8 + at * (ROW * series.length + 8) + which * ROW;
          const width = ((WIDTH - LEFT - 60) * value) / most;
          return svg`<text x="${LEFT - 8}" y="${y + 17}" text-anchor="end">${which === 0 ? bar.name : ''}</text>
            <rect x="${LEFT}" y="${y}" width="${width}" height="${ROW - 4}" class="series-${which}"></rect>
            <text x="${LEFT + width + 6}" y="${y + 17}">${value}</text>`;
        }),
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
