/** The page a phone opens by the code: one material, one file. The address after `#` never reaches the server's logs. */
import { html, render } from 'lit-html';
import { Queue } from './parts/queue';

const [key = '', material = '', token = ''] = location.hash.slice(1).split('.');
let done = false;
document.documentElement.setAttribute('data-runs', '');

const queue = new Queue(
  (item) => `/api/phone/${encodeURIComponent(key)}/${encodeURIComponent(material)}?token=${encodeURIComponent(token)}&accepted=${item.accepted}`,
  () => undefined,
  draw,
  async () => {
    done = true;
    draw();
  },
);

function draw(): void {
  render(
    html`<main class="phone">
      <h1>手机上传资料</h1>
      ${done
        ? html`<p class="notice" role="status">已上传，请回到电脑上继续。</p>`
        : html`<p>请拍摄或选择原件照片，图片内容完整、字迹清晰。</p>
            <ul class="files">
              ${queue.items.map(
                (item) => html`<li class="item ${item.status}">
                  <span>${item.text}</span>
                  ${item.status === 'sending' ? html`<progress max="1" value=${Math.max(0, item.progress)}></progress>` : ''}
                  ${item.findings.map((each) => html`<p class=${each.severity === 'refuse' ? 'error' : 'notice'}>${each.message.zh}</p>`)}
                  ${item.status === 'asking' ? html`<button @click=${() => queue.accept(item)}>仍要使用</button>` : ''}
                  ${item.status === 'failed' ? html`<button @click=${() => queue.retry(item)}>重试</button>` : ''}
                </li>`,
              )}
            </ul>
            <p>
              <label class="button main">拍照或选择照片<input type="file" class="hidden" accept="image/jpeg,.jpg,.jpeg" @change=${pick} /></label>
            </p>`}
    </main>`,
    document.querySelector('#app') as HTMLElement,
  );
}

function pick(event: Event): void {
  const input = event.target as HTMLInputElement;
  for (const item of queue.items) queue.drop(item);
  queue.add([...(input.files ?? [])], material);
  input.value = '';
}

draw();
