/** 打印准考证：输入随机验证码，也可以听 */
import { html } from 'lit-html';
import type { Challenge } from 'gongkao/types';
import { api, refused, type Shown } from '../api';
import { say, sentence, show } from '../parts/shell';
import { focusSummary, summary, type Wrong } from '../parts/summary';
import { time } from '../words';
import { print } from './application';

export async function ticket(id = ''): Promise<void> {
  const [shown, answer] = await Promise.all([api.application(id), api.challenge(id)]);
  draw(id, shown, answer.challenge, answer.refusal ? [{ field: '', text: refused(answer.refusal) }] : []);
}

function draw(id: string, shown: Shown, challenge: Challenge | undefined, wrong: Wrong[]): void {
  const may = shown.actions.find((each) => each.action === 'print_ticket');
  show(
    '打印准考证',
    html`${summary(wrong)}
      <p class="back"><a href="#/application/${id}">返回我的报名</a></p>
      ${may?.permission === 'blocked'
        ? html`<p class="notice">${may.blocked_by[0]?.message?.zh}</p>
            ${shown.progress.opens ? html`<p>${time(shown.progress.opens)} 起可以打印。</p>` : ''}`
        : html`<form class="narrow card" @submit=${(event: SubmitEvent) => enter(event, id, shown, challenge)} novalidate>
            <div class="field">
              <label for="answer">请输入页面上显示的随机验证码</label>
              <p class="challenge" aria-hidden="true">${challenge?.shown}</p>
              <p>
                <button type="button" @click=${() => speak(challenge)}>读出验证码</button>
                <button type="button" @click=${() => ticket(id)}>换一个</button>
              </p>
              <p class="hidden" id="spoken">验证码：${challenge?.spoken.zh}</p>
              <input id="answer" name="answer" inputmode="numeric" autocomplete="off" aria-describedby="spoken" required />
            </div>
            <p class="buttons"><button class="main">打印</button></p>
          </form>`}`,
  );
}

/** The same characters for the ears: by the browser's voice where there is one, and to a screen reader anyway. */
function speak(challenge: Challenge | undefined): void {
  const text = challenge?.spoken.zh ?? '';
  say(`验证码：${text}`);
  if ('speechSynthesis' in window) {
    const said = new SpeechSynthesisUtterance(text);
    said.lang = 'zh-CN';
    said.rate = 0.7;
    speechSynthesis.speak(said);
  }
}

async function enter(event: SubmitEvent, id: string, shown: Shown, challenge: Challenge | undefined): Promise<void> {
  event.preventDefault();
  const answer = String(new FormData(event.target as HTMLFormElement).get('answer')).trim();
  try {
    await print(id, shown, 'ticket', { challenge: challenge?.challenge ?? '', answer });
    await ticket(id);
  } catch (error) {
    const [now, fresh] = await Promise.all([api.application(id), api.challenge(id)]);
    draw(id, now, fresh.challenge, [{ field: 'answer', text: sentence(error) }]);
    focusSummary();
  }
}
