/** 提交：规则的提示逐条显示，确认的内容一并提交 */
import { html } from 'lit-html';
import type { Acknowledgement, Decision, Finding } from 'gongkao/types';
import { api, Problem, type Shown } from '../api';
import { ask } from './dialog';
import { controlOf } from '../fields';
import { sentence } from './shell';
import type { Wrong } from './summary';

/** Submits, asking for every confirmation on the way. What is left to be done comes back; nothing where it was submitted. */
export async function submit(id: string, shown: Shown): Promise<Wrong[]> {
  let acknowledged: Acknowledgement[] = [];
  for (;;) {
    let decision: Decision;
    try {
      decision = await api.command(id, shown.state.version, { submit: acknowledged });
    } catch (error) {
      return refused(error);
    }
    if (decision.state) shown.state = decision.state;
    const prompts = decision.prompts ?? [];
    const asked = prompts.filter((each) => each.severity === 'confirm' && each.digest);
    const open = asked.filter((each) => !acknowledged.some(({ digest }) => digest === each.digest));
    if (open.length) {
      for (const each of open) {
        if (!(await confirmed(each))) return [{ field: controlOf(each.path), text: each.message.zh }];
      }
      acknowledged = asked.map((each) => ({ digest: each.digest ?? '' }));
      continue;
    }
    const missing = prompts.filter((each) => each.severity === 'supply');
    if (missing.length) {
      if (missing.some((each) => each.path.startsWith('uploads'))) {
        await ask('提交信息', missing.map((each) => each.message.zh).join(''), [['ok', '去上传资料']]);
        location.hash = `#/application/${id}/materials`;
        return [];
      }
      return missing.map((each) => ({ field: controlOf(each.path), text: each.message.zh }));
    }
    const done = prompts.find((each) => each.code === 'workflow/submitted');
    await ask('提交信息', done?.message.zh ?? '您的信息已提交，请耐心等待审核。', [['ok', '查看审核进度']]);
    location.hash = `#/application/${id}`;
    return [];
  }
}

async function confirmed(each: Finding): Promise<boolean> {
  const answer = await ask('请核对', html`<p>${each.message.zh}</p>`, [
    ['', '取消'],
    ['yes', '确定'],
  ]);
  return answer === 'yes';
}

function refused(error: unknown): Wrong[] {
  const findings = error instanceof Problem ? (error.body.refusal?.findings ?? error.body.prompts ?? []) : [];
  const wrong = findings
    .filter((each) => each.severity === 'refuse' || each.severity === 'supply')
    .map((each) => ({ field: controlOf(each.path), text: each.message.zh }));
  return wrong.length ? wrong : [{ field: '', text: sentence(error) }];
}
