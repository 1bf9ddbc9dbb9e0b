/** 实名认证 */
import { html } from 'lit-html';
import type { Complaint } from 'gongkao/types';
import { api, Problem } from '../api';
import { me, refreshMe, sentence, show } from '../parts/shell';
import { focusSummary, summary, type Wrong } from '../parts/summary';

export async function realName(): Promise<void> {
  draw([]);
}

function draw(wrong: Wrong[]): void {
  if (me.account?.verified) {
    show(
      '实名认证',
      html`<p>已通过实名认证：${me.account.name}，${me.account.identity_number}。姓名和身份证号不能修改。</p>
        <p><a class="button main" href="#/">去报名</a></p>`,
    );
    return;
  }
  show(
    '实名认证',
    html`${summary(wrong)}
      <p>姓名和身份证号必须和本人身份证信息一致，否则不能进行网上报名。</p>
      <form class="narrow" @submit=${enter} novalidate>
        <div class="field"><label for="name">姓名</label><input id="name" name="name" autocomplete="name" required /></div>
        <div class="field">
          <label for="identity">身份证号</label><input id="identity" name="identity" autocomplete="off" maxlength="18" required />
        </div>
        <p class="buttons"><button class="main">认证</button></p>
      </form>`,
  );
}

async function enter(event: SubmitEvent): Promise<void> {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  try {
    await api.realName(String(data.get('name')).trim(), String(data.get('identity')).trim().toUpperCase());
    await refreshMe();
    location.hash = '#/';
  } catch (error) {
    const more = error instanceof Problem ? (error.body.more as Complaint[] | undefined) : undefined;
    draw(more?.map((each) => ({ field: 'name', text: each.message?.zh ?? '' })) ?? [{ field: 'name', text: sentence(error) }]);
    focusSummary();
  }
}
