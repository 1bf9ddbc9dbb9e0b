/** 我的报名：选择报名地市、申报级别，或接着办理 */
import { html } from 'lit-html';
import { api, Problem } from '../api';
import { me, sentence, show } from '../parts/shell';
import { focusSummary, summary, type Wrong } from '../parts/summary';
import { regionOptions } from '../parts/place';
import { choices, level, LEVELS, region, time, word } from '../words';

const OVER = new Set(['closed', 'rejected', 'withdrawn']);

export async function home(): Promise<void> {
  const mine = await api.applications();
  if (mine.length === 1 && mine[0] && !OVER.has(mine[0].state)) {
    location.replace(`#/application/${mine[0].id}`);
    return;
  }
  draw(mine, []);
}

function draw(mine: Awaited<ReturnType<typeof api.applications>>, wrong: Wrong[]): void {
  const may = mine.every((each) => OVER.has(each.state));
  show(
    '我的报名',
    html`${summary(wrong)}
      ${mine.length
        ? html`<ul class="cards">
            ${mine.map(
              (each) =>
                html`<li class="card">
                  <a href="#/application/${each.id}">${level(each.level)}，${region(each.region)}</a>
                  <p>${word('state', each.state)}，${time(each.since)}</p>
                </li>`,
            )}
          </ul>`
        : ''}
      ${me.account?.verified
        ? may
          ? html`<form class="narrow card" @submit=${(event: SubmitEvent) => start(event, mine)} novalidate>
              <h2>选择报名地市、申报级别</h2>
              <div class="field">
                <label for="region">报名地市</label>
                <select id="region" name="region" required>
                  <option value="">请选择</option>
                  ${regionOptions()}
                </select>
              </div>
              <fieldset class="field" id="level" tabindex="-1">
                <legend>申报级别</legend>
                <p class="hint">
                  选择一级（高级技师）后，申报级别不可更改；如选择有误，需删除后重新填报，仍适用的内容会带入新的报名。
                </p>
                ${choices('level', LEVELS).map(
                  ([level, name]) =>
                    html`<label class="choice"><input type="radio" name="level" value=${level} required /> ${name}</label>`,
                )}
              </fieldset>
              <p class="buttons"><button class="main">保存</button></p>
            </form>`
          : ''
        : html`<p class="notice">不进行实名认证将无法进行网上报名。<a href="#/real-name">去实名认证</a></p>`}`,
  );
}

async function start(event: SubmitEvent, mine: Awaited<ReturnType<typeof api.applications>>): Promise<void> {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  const [region, level] = [String(data.get('region') ?? ''), String(data.get('level') ?? '')];
  const wrong: Wrong[] = [];
  if (!region) wrong.push({ field: 'region', text: '请选择报名地市。' });
  if (!level) wrong.push({ field: 'level', text: '请选择申报级别。' });
  if (!wrong.length) {
    try {
      const begun = await api.start(region, level);
      location.hash = `#/application/${begun.state?.application}/form`;
      return;
    } catch (error) {
      const there = error instanceof Problem ? (error.body.more as { application?: string } | undefined)?.application : undefined;
      if (there) location.hash = `#/application/${there}`;
      wrong.push({ field: '', text: sentence(error) });
    }
  }
  draw(mine, wrong);
  focusSummary();
}
