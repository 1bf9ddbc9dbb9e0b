/** 登录：手机号/用户名/身份证号及密码 */
import { html } from 'lit-html';
import { api } from '../api';
import { me, refreshMe, sentence, show } from '../parts/shell';
import { focusSummary, summary, type Wrong } from '../parts/summary';

const SAMPLES: [string, string][] = [
  ['zhangsan', '张三：三级报名人员'],
  ['lisi', '李四：一级报名人员'],
  ['danwei', '单位管理员'],
  ['shenhe', '审核员'],
  ['guanli', '管理员'],
];

export async function login(): Promise<void> {
  draw([]);
}

function draw(wrong: Wrong[]): void {
  show(
    '登录',
    html`${summary(wrong)}
      <form class="narrow" @submit=${enter} novalidate>
        <div class="field">
          <label for="login">手机号、用户名或身份证号</label>
          <input id="login" name="login" autocomplete="username" required />
        </div>
        <div class="field">
          <label for="password">密码</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </div>
        <p class="buttons"><button class="main">登录</button> <a href="#/register">还没有账号，去注册</a></p>
      </form>
      ${me.demonstration
        ? html`<section class="card narrow">
            <h2>演示账号</h2>
            <p>密码都是 <code>Gongkao2022</code></p>
            <ul>
              ${SAMPLES.map(([name, what]) => html`<li><button class="link" @click=${() => fill(name)}>${name}</button> ${what}</li>`)}
            </ul>
          </section>`
        : ''}`,
  );
}

function fill(name: string): void {
  (document.querySelector('#login') as HTMLInputElement).value = name;
  (document.querySelector('#password') as HTMLInputElement).value = 'Gongkao2022';
}

async function enter(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  if (!data.get('login') || !data.get('password')) {
    draw([{ field: data.get('login') ? 'password' : 'login', text: '请填写用户名和密码。' }]);
    focusSummary();
    return;
  }
  try {
    await api.login(String(data.get('login')).trim(), String(data.get('password')));
    await refreshMe();
    location.hash = me.account?.role === 'applicant' ? '#/' : '#/desk';
  } catch (error) {
    draw([{ field: 'login', text: sentence(error) }]);
    focusSummary();
  }
}
