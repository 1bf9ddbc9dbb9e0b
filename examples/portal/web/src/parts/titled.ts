/** The thesis's title and the name of its file, one above the other, with what differs marked. */
import { html, type TemplateResult } from 'lit-html';
import type { NameReport } from 'gongkao/types';

export function titled({ shown, title = '', is_title }: NameReport): TemplateResult {
  const [stem = '', extension = ''] = /^(.*?)(\.\w+)?$/.exec(shown)?.slice(1) ?? [];
  const [before, after] = is_title ? [title.length, 0] : common(title, stem);
  const marked = (text: string) => {
    const middle = text.slice(before, text.length - after);
    return html`${text.slice(0, before)}${middle ? html`<mark>${middle}</mark>` : ''}${after ? text.slice(text.length - after) : ''}`;
  };
  return html`<dl class="facts titled">
    <dt>论文标题</dt><dd>${is_title ? title : marked(title)}</dd>
    <dt>文件名称</dt><dd>${is_title ? stem : marked(stem)}${extension}</dd>
  </dl>`;
}

/** How much two texts share at their beginnings and ends. */
function common(one: string, other: string): [number, number] {
  const most = Math.min(one.length, other.length);
  let before = 0;
  while (before < most && one[before] === other[before]) before += 1;
  let after = 0;
  while (after < most - before && one[one.length - 1 - after] === other[other.length - 1 - after]) after += 1;
  return [before, after];
}
