/** 上传资料：清单、检查、上传、手机扫码 */
import { html } from 'lit-html';
import { unsafeSVG } from 'lit-html/directives/unsafe-svg.js';
import type { Material, StoredFile } from 'gongkao/types';
import { api, type Shown, sendTo } from '../api';
import { ask } from '../parts/dialog';
import { go } from '../parts/findings';
import { Queue } from '../parts/queue';
import { say, sentence, show } from '../parts/shell';
import { slot } from '../parts/slot';
import { time } from '../words';
import { print } from './application';

interface Open {
  id: string;
  shown: Shown;
  queue: Queue;
}

let open: Open | undefined;

/** `slot` is the material to go to. */
export async function materials(id = '', name = ''): Promise<void> {
  const shown = await api.application(id);
  const queue = new Queue(
    (item) => sendTo(id, item.material, at.shown.state.version, item.replaces, item.accepted),
    () => at.shown.state.form.thesis_title ?? undefined,
    () => open === at && draw(at),
    () => refresh(at),
    (item, digest) => at.shown.state.files.some((file) => file.material === item.material && file.digest === digest),
  );
  const at: Open = { id, shown, queue };
  open = at;
  draw(at);
  if (name) setTimeout(() => go(undefined, `slot-${name}`));
}

async function refresh(at: Open): Promise<void> {
  at.shown = await api.application(at.id);
  if (open === at) draw(at);
}

function draw(at: Open): void {
  const { shown } = at;
  const may = shown.actions.find((each) => each.action === 'upload');
  const locked = may?.permission === 'blocked';
  const wanted = shown.report.materials.filter((each) => each.need !== 'not_applicable' || filesOf(shown, each).length);
  show(
    '上传资料',
    html`<p class="back"><a href="#/application/${at.id}">返回我的报名</a></p>
      ${locked ? html`<p class="notice">${may?.blocked_by[0]?.message?.zh}</p>` : ''}
      ${may?.until ? html`<p class="deadline">报名截止：<strong>${time(may.until)}</strong>（北京时间）</p>` : ''}
      <p>格式为 jpg 的原件照片，图片内容完整、字迹清晰。论文为 doc 或 docx。可一次选择多个文件，上传前先在本机检查。</p>
      ${wanted.map((material) =>
        slot({
          material,
          files: filesOf(shown, material),
          reports: shown.files,
          form: `#/application/${at.id}/form`,
          ...(shown.printed.includes(material.name) ? { print: () => void printed(at) } : {}),
          address: (file) => api.file(at.id, file.number),
          queue: at.queue,
          locked,
          phone: () => phone(at, material),
          remove: (file) => remove(at, file),
        }),
      )}
      <p class="buttons sticky"><a class="button main" href="#/application/${at.id}/check">核对并提交</a></p>`,
  );
}

const filesOf = (shown: Shown, material: Material) => shown.state.files.filter((file) => file.material === material.name);

async function remove(at: Open, file: StoredFile): Promise<void> {
  if ((await ask('撤下资料', `撤下“${file.name ?? ''}”？原文件保留在记录中。`, [['', '取消'], ['yes', '撤下']])) !== 'yes') return;
  try {
    await api.command(at.id, at.shown.state.version, { remove: file.number });
  } catch (error) {
    await ask('没有撤下', sentence(error), [['ok', '知道了']]);
  }
  await refresh(at);
}

/** The code for a phone; the list here follows what the phone sends. */
async function phone(at: Open, material: Material): Promise<void> {
  try {
    const { link, state } = await api.link(at.id, at.shown.state.version, material.name);
    if (state) at.shown.state = state;
    const before = filesOf(at.shown, material).length;
    const expires = state?.tokens.find((token) => token.material === material.name && token.status === 'live')?.expires ?? '';
    const watch = window.setInterval(async () => {
      await refresh(at);
      if (filesOf(at.shown, material).length > before) {
        clearInterval(watch);
        say('手机上传已收到');
        document.querySelector('dialog')?.close('sent');
      }
    }, 3000);
    const answer = await ask(
      `手机扫码上传：${material.label.zh}`,
      html`<p>用手机扫描二维码，打开后可拍照或选择相册上传一个文件。二维码 ${expires.slice(11, 16)} 前有效，只能用于本项资料。</p>
        <div class="qr" role="img" aria-label="手机上传二维码">${unsafeSVG(link.qr ?? '')}</div>
        <p class="hint">不能扫码的，也可以在手机浏览器打开：<br /><code id="phone-link">${link.link}</code></p>`,
      [
        ['revoke', '作废二维码'],
        ['', '关闭'],
      ],
    );
    clearInterval(watch);
    if (answer === 'revoke') await api.command(at.id, at.shown.state.version, { revoke_token: material.name });
  } catch (error) {
    await ask('手机扫码上传', sentence(error), [['ok', '知道了']]);
  }
  await refresh(at);
}

async function printed(at: Open): Promise<void> {
  await print(at.id, at.shown, 'form').catch(() => undefined);
  await refresh(at);
}
