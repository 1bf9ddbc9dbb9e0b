/** 统计：教材预订和报名人数 */
import { html, type TemplateResult } from 'lit-html';
import type { StatisticsReport } from 'gongkao/types';
import { bars } from '../parts/chart';
import { level, region, word } from '../words';

const BOOKS = ['professional_ethics', 'vocational_ability', 'post_skills'] as const;

/** `units` has the names of units by their codes. */
export function counts(report: StatisticsReport & { units: Record<string, string> }): TemplateResult {
  const sum = (key: (row: StatisticsReport['applications'][number]) => string) => {
    const found = new Map<string, number>();
    for (const row of report.applications) found.set(key(row), (found.get(key(row)) ?? 0) + row.count);
    return [...found].map(([name, count]) => ({ name, values: [count] }));
  };
  const books = report.textbooks.map((row) => ({ name: report.units[row.unit] ?? (row.unit || '未填单位'), values: BOOKS.map((book) => row[book]) }));
  return html`<section class="card">
    <h2>统计</h2>
    <p>共 ${report.total} 份报名</p>
    <div class="charts">
      ${bars('教材预订（按单位）', BOOKS.map((book) => word('textbook', book)), books)}
      ${bars('报名人数（按级别）', ['人数'], sum((row) => level(row.level)))}
      ${bars('报名人数（按进度）', ['人数'], sum((row) => word('state', row.state)))}
      ${bars('报名人数（按地市）', ['人数'], sum((row) => region(row.region)))}
    </div>
  </section>`;
}
