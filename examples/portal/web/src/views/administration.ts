/** 管理台：演示时间、报名规定、统计、批次、单位 */
import { html, type TemplateResult } from 'lit-html';
import { api } from '../api';
import { ask } from '../parts/dialog';
import { me, refreshMe, sentence, show } from '../parts/shell';
import { region, time } from '../words';
import { batches } from './batches';
import { counts } from './counts';
import { rules, rulesOf, type Rules } from './rules-desk';

interface Open {
  statistics: Awaited<ReturnType<typeof api.statistics>>;
  missing: Awaited<ReturnType<typeof api.missingUnits>>;
  batches: Awaited<ReturnType<typeof api.batches>>;
  rules: Rules;
}

export async function administration(): Promise<void> {
  const [statistics, missing, seats, policy] = await Promise.all([api.statistics(), api.missingUnits(), api.batches(), api.policy()]);
  draw({ statistics, missing, batches: seats, rules: rulesOf(policy) });
}

function draw(at: Open): void {
  show(
    '管理台',
    html`${clock()} ${rules(at.rules, () => draw(at), administration)} ${counts(at.statistics)} ${batches(at.batches, administration)} ${units(at)}`,
    true,
  );
}

function clock(): TemplateResult | string {
  if (!me.demonstration) return '';
  return html`<section class="card">
    <h2>演示时间</h2>
    <form class="inline" @submit=${setClock}>
      <label for="clock">现在是</label>
      <input id="clock" type="datetime-local" step="1" value=${me.now} />
      <button>设定</button>
    </form>
  </section>`;
}

async function setClock(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const value = (document.querySelector('#clock') as HTMLInputElement).value;
  await api.clock(value.length === 16 ? `${value}:00` : value);
  await refreshMe();
  await administration();
}

function units(at: Open): TemplateResult {
  return html`<section class="card">
    <h2>未找到的单位</h2>
    ${at.missing.length
      ? html`<ul>
          ${at.missing.map(
            (each) =>
              html`<li>${each.name}（${region(each.region)}，${time(each.at)}）<button class="small" @click=${() => add(each.name)} aria-label="添加${each.name}">添加</button></li>`,
          )}
        </ul>`
      : html`<p>没有待添加的单位。</p>`}
  </section>`;
}

async function add(name: string): Promise<void> {
  const answer = await ask(
    '添加单位',
    html`<p>${name}</p>
      <div class="field"><label for="unit-code">单位编码</label><input id="unit-code" required maxlength="32" /></div>
      <div class="field"><label for="unit-parent">上级单位编码</label><input id="unit-parent" maxlength="32" /></div>
      <div class="field">
        <label for="unit-kind">单位类别</label>
        <select id="unit-kind" required>
          <option value="public_institution">事业</option>
          <option value="administrative">行政</option>
        </select>
      </div>`,
    [['', '取消'], ['yes', '添加']],
    (dialog) => [...dialog.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].map((each) => each.value.trim()),
  );
  if (!answer) return;
  const [code = '', parent, category = ''] = answer;
  try {
    await api.addUnit({ name, code, parent: parent || null, category });
  } catch (error) {
    await ask('添加单位', sentence(error), [['ok', '知道了']]);
  }
  await administration();
}
