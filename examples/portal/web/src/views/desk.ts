/** 审核台：等得最久的在前 */
import { html } from 'lit-html';
import { api } from '../api';
import { me, show } from '../parts/shell';
import { level, region, standing, time, word } from '../words';

const STATE_CHOICES = ['under_review', 'on_site_review', 'supplement_requested', 'awaiting_materials', 'draft', 'approved', 'ticket_open', 'examined', 'closed', 'rejected'];
let chosen: string[] = ['under_review', 'on_site_review'];
let page = 0;
const EACH = 50;

export async function desk(): Promise<void> {
  const query = new URLSearchParams(chosen.map((state): [string, string] => ['state', state]));
  query.set('offset', String(page * EACH));
  query.set('limit', String(EACH));
  const { total, applications } = await api.desk(query.toString());
  show(
    '审核台',
    html`<fieldset class="field inline">
        <legend>显示</legend>
        ${STATE_CHOICES.map(
          (state) =>
            html`<label class="choice"
              ><input type="checkbox" .checked=${chosen.includes(state)} @change=${() => toggle(state)} /> ${word('state', state)}</label
            >`,
        )}
      </fieldset>
      <p role="status">共 ${total} 份</p>
      <div class="scroll" tabindex="0" role="region" aria-label="报名列表">
        <table>
          <thead>
            <tr>
              <th scope="col">姓名</th><th scope="col">申报</th><th scope="col">单位</th><th scope="col">地市</th>
              <th scope="col">环节</th><th scope="col">等待自</th><th scope="col">经办</th>
            </tr>
          </thead>
          <tbody>
            ${applications.map(
              (line) => html`<tr>
                <td><a href="#/desk/${line.id}">${line.name}</a></td>
                <td>${level(line.level)} ${line.work_type ?? ''}</td>
                <td>${line.unit ?? ''}</td>
                <td>${region(line.region)}</td>
                <td>${standing(line.state, line.stage)}</td>
                <td>${time(line.since)}</td>
                <td>${line.claimed_by ? (line.claimed_by === me.account?.id ? '本人' : '他人已领取') : ''}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="buttons">
        ${page > 0 ? html`<button @click=${() => turn(-1)}>上一页</button>` : ''}
        ${total > (page + 1) * EACH ? html`<button @click=${() => turn(1)}>下一页</button>` : ''}
      </p>`,
    true,
  );
}

function toggle(state: string): void {
  chosen = chosen.includes(state) ? chosen.filter((each) => each !== state) : [...chosen, state];
  page = 0;
  void desk();
}

function turn(by: number): void {
  page += by;
  void desk();
}
