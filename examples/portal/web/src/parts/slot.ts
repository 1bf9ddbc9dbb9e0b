/** One material: whether it is wanted, what is there, and the way to send it. */
import { html, type TemplateResult } from 'lit-html';
import type { FileReport, Finding, Material, StoredFile } from 'gongkao/types';
import { controlOf, nameOf } from '../fields';
import { word } from '../words';
import type { Item, Queue } from './queue';
import { titled } from './titled';

export interface Slot {
  material: Material;
  files: StoredFile[];
  /** What was found in each file, by its digest. */
  reports: Record<string, FileReport>;
  address(file: StoredFile): string;
  queue: Queue;
  locked: boolean;
  phone?: () => void;
  remove?: (file: StoredFile) => void;
  /** Of a material that shows the printed form: prints it. */
  print?: () => void;
  /** Where the form is, for answers that have to be given first. */
  form?: string;
  /** Whether a reviewer looks at it, who sees what was measured. */
  measured?: boolean;
}

export function slot(at: Slot): TemplateResult {
  const { material, files, queue, locked, phone } = at;
  const items = queue.items.filter((item) => item.material === material.name);
  const attention = items.some((item) => item.status === 'asking' || item.status === 'refused' || item.status === 'failed');
  const state = attention ? '需要处理' : files.length && material.completeness === 'complete' ? `已上传 ${files.length} 个` : word('completeness', material.completeness);
  const waits = material.waits_for ?? [];
  const id = `slot-${material.name}`;
  return html`<section class="card slot" id=${id} tabindex="-1" aria-labelledby="${id}-name">
    <h2 id="${id}-name">${material.label.zh} <span class="tag ${files.length && !attention ? 'done' : ''}">${state}</span></h2>
    ${material.reason ? html`<p class="hint">${material.reason.zh}</p>` : ''} ${at.print ? printing(at.print, waits, at.form) : ''}
    <ul class="files">
      ${files.map((file) => stored(at, file))} ${items.map((item) => waiting(item, queue))}
    </ul>
    ${locked || material.need === 'not_applicable' || waits.length
      ? ''
      : html`<p class="buttons">
          <label class="button">添加上传资料<input type="file" class="hidden" multiple accept=${accept(material)} aria-label="添加上传资料：${material.label.zh}"
            @change=${(event: Event) => pick(event, queue, material)} /></label>
          ${phone && material.name !== 'thesis' ? html`<button @click=${phone}>手机扫码上传</button>` : ''}
        </p>`}
  </section>`;
}

const accept = ({ name }: Material) => (name === 'thesis' ? '.doc,.docx' : '.jpg,.jpeg,image/jpeg');

function printing(print: () => void, waits: string[], form: string | undefined): TemplateResult {
  const fields = waits.map((path, at) => html`${at ? '、' : ''}${form ? html`<a href="${form}/${controlOf(path)}">${nameOf(path)}</a>` : nameOf(path)}`);
  return waits.length
    ? html`<p>还需填写并保存：${fields}。</p>`
    : html`<p>报名信息保存后打印，由单位签字盖章，再拍照上传。打印后报名信息又有修改的，需重新打印。</p>
        <p class="buttons"><button @click=${print}>考评申报表打印</button></p>`;
}

function stored({ material, address, reports, queue, locked, remove, measured }: Slot, file: StoredFile): TemplateResult {
  const report = reports[file.digest];
  const name = file.name ?? material.label.zh;
  return html`<li>
    ${material.name === 'thesis'
      ? html`<a href=${address(file)} download=${name}>${name}</a>`
      : html`<a href=${address(file)} target="_blank"><img src=${address(file)} alt=${`${material.label.zh}：${name}`} loading="lazy" /></a>`}
    <span>${file.name ?? ''}${file.by.role === 'applicant' ? '' : `（${word('role', file.by.role)}代为上传）`}</span>
    ${material.name === 'thesis' && report?.name?.title ? titled(report.name) : ''} ${measured && report?.jpeg ? html`<span class="hint">${measure(report.jpeg)}</span>` : ''}
    ${locked
      ? ''
      : html`<label class="button small">更换<input type="file" class="hidden" accept=${accept(material)} aria-label="更换：${name}"
            @change=${(event: Event) => pick(event, queue, material, file.number)} /></label>
          ${remove ? html`<button class="small" @click=${() => remove(file)} aria-label="撤下：${name}">撤下</button>` : ''}`}
  </li>`;
}

/** What was measured of a photo, in words. */
function measure({ width, height, legibility }: NonNullable<FileReport['jpeg']>): string {
  const edge = legibility?.edge_width;
  return `${width}×${height} 像素；${edge === undefined ? '清晰度无法测量' : `边缘宽 ${(edge / 100).toFixed(2)} 像素（越小越清晰）`}`;
}

function pick(event: Event, queue: Queue, material: Material, replaces?: number): void {
  const input = event.target as HTMLInputElement;
  queue.add([...(input.files ?? [])], material.name, replaces);
  input.value = '';
}

/** Of a name that is not the title, what differs. */
const compared = ({ code, params }: Finding) =>
  code === 'file/name-title' ? titled({ shown: String(params?.['name'] ?? ''), title: String(params?.['title'] ?? ''), is_title: false }) : '';

function waiting(item: Item, queue: Queue): TemplateResult {
  return html`<li class="item ${item.status}">
    <span>${item.file.name}</span>
    ${item.status === 'sending'
      ? html`<progress max="1" value=${Math.max(0, item.progress)} aria-label="上传进度：${item.file.name}"></progress>
          <span>${Math.round(Math.max(0, item.progress) * 100)}%</span>`
      : html`<span>${item.text || (item.status === 'waiting' ? '等待上传' : '')}</span>`}
    ${item.findings.map((each) => html`<p class=${each.severity === 'refuse' ? 'error' : 'notice'}>${each.message.zh}</p>${compared(each)}`)}
    ${item.status === 'asking' ? html`<button class="small" @click=${() => queue.accept(item)}>仍要使用</button>` : ''}
    ${item.status === 'failed' ? html`<button class="small" @click=${() => queue.retry(item)}>重试</button>` : ''}
    <button class="small" @click=${() => queue.drop(item)}>${item.status === 'asking' || item.status === 'refused' ? '重新选择' : '取消'}</button>
  </li>`;
}
