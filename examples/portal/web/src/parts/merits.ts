/** 1至8项可选条件：各项写明情况，图片资料在“上传资料”中上传 */
import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ApplicationForm, Material } from 'gongkao/types';
import { get } from '../fields';
import { word } from '../words';

export interface Merits {
  id: string;
  form: ApplicationForm;
  materials: Material[];
  locked(path: string): boolean;
  change(path: string, value: string): void;
}

/** Nothing where the level has no such conditions. */
export function merits({ id, form, materials, locked, change }: Merits): TemplateResult | string {
  if (!materials.length) return '';
  return html`<section class="card" id="f-merits" tabindex="-1">
    <h2>${word('field', 'merits')}</h2>
    <p class="hint">除年度考核外，其余各项根据实际情况填写：有的写明情况并上传图片资料，没有的不填。</p>
    ${materials.map((material) => {
      const path = `merits.${material.name}`;
      const field = `f-${path.split('.').join('-')}`;
      const lacks = material.completeness === 'file_missing' || material.completeness === 'text_missing';
      return html`<div class="field">
        <label for=${field}>${material.label.zh}</label>
        ${lacks ? html`<p class="error" id="${field}-state">${word('completeness', material.completeness)}</p>` : ''}
        <textarea id=${field} rows="2" maxlength="2000" .value=${live(String(get(form, path) ?? ''))} ?disabled=${locked(path)}
          aria-describedby=${lacks ? `${field}-state` : ''} @input=${(event: Event) => change(path, (event.target as HTMLTextAreaElement).value)}></textarea>
        <p><a href="#/application/${id}/materials/${material.name}">${material.uploaded ? `已上传 ${material.uploaded} 个图片资料` : '上传图片资料'}</a></p>
      </div>`;
    })}
  </section>`;
}
