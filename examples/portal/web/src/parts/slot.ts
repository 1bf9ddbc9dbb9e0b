/** One material: whether it is wanted, what is there, and the way to send it. */
import { html, type TemplateResult } from 'lit-html';
import type { Material, StoredFile } from 'gongkao/types';
import type { Item } from './queue';
import { Queue } from './queue';

const NEEDS: Record<string, string> = { required: '必须上传', optional: '选填', not_applicable: '不适用', unknown: '填写报名信息后确定' };

export interface Slot {
  material: Material;
  files: StoredFile[];
  address(file: StoredFile): string;
  queue: Queue;
  locked: boolean;
  phone?: () => void;
  remove?: (file: StoredFile) => void;
}

export function slot({ material, files, address, queue, locked, phone, remove }: Slot): TemplateResult {
  const items = queue.items.filter((item) => item.material === material.name);
  const attention = items.some((item) => item.status === 'asking' || item.status === 'refused' || item.status === 'failed');
  const state = attention ? '需要处理' : files.length ? `已上传 ${files.length} 个` : NEEDS[material.need];
  const id = `slot-${material.name}`;
  const accept = material.name === 'thesis' ? '.doc,.docx' : '.jpg,.jpeg,image/jpeg';
  return html`<section class="card slot" id=${id} aria-labelledby="${id}-name">
    <h2 id="${id}-name">${material.label.zh} <span class="tag ${files.length && !attention ? 'done' : ''}">${state}</span></h2>
    ${material.reason ? html`<p class="hint">${material.reason.zh}</p>` : ''}
    <ul class="files">
      ${files.map(
        (file) => html`<li>
          ${material.name === 'thesis'
            ? html`<a href=${address(file)} download=${file.name ?? ''}>${file.name ?? '论文'}</a>`
            : html`<a href=${address(file)} target="_blank"><img src=${address(file)} alt=${`${material.label.zh}：${file.name ?? ''}`} loading="lazy" /></a>`}
          <span>${file.name ?? ''}${file.by.role === 'applicant' ? '' : '（代为上传）'}</span>
          ${locked
            ? ''
            : html`<label class="button small">更换<input type="file" class="hidden" accept=${accept} @change=${(event: Event) => pick(event, queue, material, file.number)} /></label>
                ${remove ? html`<button class="small" @click=${() => remove(file)}>撤下</button>` : ''}`}
        </li>`,
      )}
      ${items.map((item) => waiting(item, queue))}
    </ul>
    ${locked || material.need === 'not_applicable'
      ? ''
      : html`<p class="buttons">
          <label class="button">添加上传资料<input type="file" class="hidden" multiple accept=${accept} aria-label="添加上传资料：${material.label.zh}"
            @change=${(event: Event) => pick(event, queue, material)} /></label>
          ${phone && material.name !== 'thesis' ? html`<button @click=${phone}>手机扫码上传</button>` : ''}
        </p>`}
  </section>`;
}

function pick(event: Event, queue: Queue, material: Material, replaces?: number): void {
  const input = event.target as HTMLInputElement;
  queue.add([...(input.files ?? [])], material.name, replaces);
  input.value = '';
}

function waiting(item: Item, queue: Queue): TemplateResult {
  return html`<li class="item ${item.status}">
    <span>${item.file.name}</span>
    ${item.status === 'sending'
      ? html`<progress max="1" value=${Math.max(0, item.progress)}></progress> <span>${Math.round(Math.max(0, item.progress) * 100)}%</span>`
      : html`<span>${item.text || (item.status === 'waiting' ? '等待上传' : '')}</span>`}
    ${item.findings.map((each) => html`<p class=${each.severity === 'refuse' ? 'error' : 'notice'}>${each.message.zh}</p>`)}
    ${item.status === 'asking' ? html`<button class="small" @click=${() => queue.accept(item)}>仍要使用</button>` : ''}
    ${item.status === 'failed' ? html`<button class="small" @click=${() => queue.retry(item)}>重试</button>` : ''}
    <button class="small" @click=${() => queue.drop(item)}>${item.status === 'asking' || item.status === 'refused' ? '重新选择' : '取消'}</button>
  </li>`;
}
