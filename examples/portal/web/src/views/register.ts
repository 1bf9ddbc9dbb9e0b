/** 注册基本信息：密码、手机号、短信验证码 */
import { html } from 'lit-html';
import type { Complaint } from 'gongkao/types';
import { api, Problem } from '../api';
import { say, sentence, show } from '../parts/shell';
import { focusSummary, summary, type Wrong } from '../parts/summary';

let wait = 0;
let timer = 0;
let shownCode = '';

export async function register(): Promise<void> {
  draw([]);
}

function draw(wrong: Wrong[]): void {
  const error = (field: string) => wrong.filter((each) => each.field === field);
  const told = (field: string) => error(field).map((each) => html`<p class="error" id="${field}-error">${each.text}</p>`);
  show(
    '注册',
    html`${summary(wrong)}
      <form class="narrow" @submit=${enter} novalidate>
        <div class="field">
          <label for="username">用户名</label>
          ${told('username')}<input id="username" name="username" autocomplete="username" required />
        </div>
        <div class="field">
          <label for="password">密码</label>
          <p class="hint" id="password-hint">字母、数字组合，最少 8 位，区分大小写。请不要使用 abc123456 之类人人知道的密码。</p>
          ${told('password')}
          <input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" required />
        </div>
        <div class="field">
          <label for="repeated">再次输入密码</label>
          ${told('repeated')}
          <input id="repeated" name="repeated" type="password" autocomplete="new-password" required />
        </div>
        <div class="field">
          <label for="mobile">手机号</label>
          <p class="hint">请填写本人现在使用的手机号，注册后自动绑定，不能自行更改。</p>
          ${told('mobile')}<input id="mobile" name="mobile" type="tel" inputmode="numeric" autocomplete="tel-national" required />
        </div>
        <div class="field">
          <label for="code">短信验证码</label>
          ${told('code')}
          <div class="row">
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required />
            <button type="button" @click=${sms} ?disabled=${wait > 0}>${wait > 0 ? `${wait} 秒后可再次获取` : '获取验证码'}</button>
          </div>
          ${shownCode ? html`<p class="hint">演示环境不发送短信，验证码是 <strong id="shown-code">${shownCode}</strong></p>` : ''}
        </div>
        <p class="buttons"><button class="main">注册</button></p>
      </form>`,
  );
}

async function sms(): Promise<void> {
  const mobile = (document.querySelector('#mobile') as HTMLInputElement).value.trim();
  try {
    const answer = await api.sms(mobile);
    shownCode = answer.demonstration_code ?? shownCode;
    count(answer.retry_after);
    draw(answer.complaint ? [{ field: 'mobile', text: answer.complaint.message?.zh ?? '' }] : []);
    say(answer.send ? '验证码已发送' : (answer.complaint?.message?.zh ?? ''));
  } catch (error) {
    draw([{ field: 'mobile', text: sentence(error) }]);
  }
}

function count(seconds: number): void {
  clearInterval(timer);
  wait = seconds;
  timer = window.setInterval(() => {
    wait -= 1;
    if (wait <= 0) clearInterval(timer);
    if (location.hash === '#/register') draw([]);
  }, 1000);
}

const FIELDS: Record<string, string> = { username: '用户名', password: '密码', repeated: '再次输入密码', mobile: '手机号', code: '短信验证码' };
const PLACES: Record<string, string> = { 'sms/wrong': 'code', 'account/taken': 'username' };

async function enter(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const data = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
  const empty = Object.entries(FIELDS).filter(([field]) => !data[field]?.trim());
  if (empty.length) {
    draw(empty.map(([field, name]) => ({ field, text: `请填写“${name}”。` })));
    focusSummary();
    return;
  }
  try {
    await api.register(data);
    await api.login(data['username'] ?? '', data['password'] ?? '');
    location.hash = '#/real-name';
  } catch (error) {
    const more = error instanceof Problem ? (error.body.more as Complaint[] | undefined) : undefined;
    const place = error instanceof Problem ? (PLACES[error.body.code ?? ''] ?? 'username') : 'username';
    draw(more?.map((each) => ({ field: 'password', text: each.message?.zh ?? '' })) ?? [{ field: place, text: sentence(error) }]);
    focusSummary();
  }
}
