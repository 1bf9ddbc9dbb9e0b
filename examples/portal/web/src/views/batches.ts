/** 批次：准考证打印时间，考场编排 */
import { html, type TemplateResult } from 'lit-html';
import { api, refused, type Batches } from '../api';
import { ask } from '../parts/dialog';
import { regionOptions } from '../parts/place';
import { sentence } from '../parts/shell';
import { known, level, region, time } from '../words';

let chosen = '';

export function batches({ seated, waiting }: Batches, again: () => Promise<void>): TemplateResult {
  const batch = known.batches.find((each) => each.batch === chosen) ?? known.batches[0];
  const subjects = known.subjects.find(({ levels }) => batch && levels.some((each) => batch.levels.includes(each)))?.subjects ?? [];
  // Tickets are printed until the day before; the administrator sets the times of the exam.
  const day = batch ? after(batch.closes) : '';
  return html`<section class="card">
    <h2>批次和考场编排</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="批次">
      <table>
        <thead>
          <tr><th scope="col">批次</th><th scope="col">级别</th><th scope="col">准考证打印时间</th><th scope="col">已编排</th></tr>
        </thead>
        <tbody>
          ${known.batches.map(
            (each) => html`<tr>
              <th scope="row">${each.batch}</th><td>${each.levels.map(level).join('、')}</td>
              <td>${time(each.opens)} 至 ${time(each.closes)}</td><td>${seated[each.batch] ?? 0} 人</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>
      ${waiting.length
        ? html`审核通过、待编排：${waiting.map((each) => `${region(each.region)}${level(each.level)} ${each.count} 人`).join('，')}。`
        : '没有待编排的人员。'}
    </p>
    <form @submit=${(event: SubmitEvent) => arrange(event, again)} class="narrow">
      <div class="field">
        <label for="batch">批次</label>
        <select id="batch" name="batch" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value, again)}>
          ${known.batches.map((each) => html`<option value=${each.batch} ?selected=${each === batch}>${each.batch}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="arrange-region">地市</label>
        <select id="arrange-region" name="region">${regionOptions(waiting[0]?.region ?? '410100')}</select>
      </div>
      <div class="field"><label for="site">考点</label><input id="site" name="site" required maxlength="64" /></div>
      <div class="field"><label for="address">考点地址</label><input id="address" name="address" maxlength="128" /></div>
      <div class="field"><label for="seats">每个考场人数</label><input id="seats" name="seats" type="number" min="1" max="500" value="30" /></div>
      ${subjects.map(
        ({ name, label }, at) => html`<fieldset class="field inline">
          <legend>${label.zh}</legend>
          <label>开始 <input name="from-${name}" type="datetime-local" required value="${day}T${9 + 2 * at < 10 ? '0' : ''}${9 + 2 * at}:00" /></label>
          <label>结束 <input name="until-${name}" type="datetime-local" required value="${day}T${10 + 2 * at}:30" /></label>
        </fieldset>`,
      )}
      <p class="buttons"><button class="main">编排审核通过的人员</button></p>
    </form>
  </section>`;
}

function after(moment: string): string {
  const day = new Date(`${moment.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

function choose(batch: string, again: () => Promise<void>): void {
  chosen = batch;
  void again();
}

async function arrange(event: SubmitEvent, again: () => Promise<void>): Promise<void> {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  const text = (name: string) => String(data.get(name) ?? '');
  const batch = known.batches.find((each) => each.batch === text('batch'));
  const sessions = [...data.keys()]
    .filter((key) => key.startsWith('from-'))
    .map((key) => ({ subject: key.slice(5), from: text(key), until: text(key.replace('from-', 'until-')) }));
  try {
    const done = await api.arrange({
      batch: text('batch'),
      levels: batch?.levels ?? [],
      region: text('region'),
      site: text('site'),
      ...(text('address') ? { address: text('address') } : {}),
      seats_in_a_room: Number(text('seats')),
      sessions,
    });
    const left = done.refused.map((each) => refused(each.refusal)).join('');
    await ask('考场编排', `已编排 ${done.arranged} 人。${left}`, [['ok', '知道了']]);
  } catch (error) {
    await ask('考场编排', sentence(error), [['ok', '知道了']]);
  }
  await again();
}
