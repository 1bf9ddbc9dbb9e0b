/** Questions that have to be answered before it goes on. The browser's own dialog keeps the focus inside and Escape working. */
import { html, render, type TemplateResult } from 'lit-html';

type Buttons = [value: string, name: string][];

/** Asks. The answer is the button's value, empty where the dialog was closed; or what is read from it, where it was not. */
export function ask(title: string, body: TemplateResult | string, buttons: Buttons): Promise<string>;
export function ask<T>(title: string, body: TemplateResult | string, buttons: Buttons, read: (dialog: HTMLElement) => T): Promise<T | ''>;
export function ask<T>(
  title: string,
  body: TemplateResult | string,
  buttons: Buttons,
  read?: (dialog: HTMLElement) => T,
): Promise<T | string> {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  render(
    html`<form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      <div class="body">${body}</div>
      <p class="buttons">
        ${buttons.map(
          ([value, name], at) =>
            html`<button value=${value} ?formnovalidate=${value === ''} class=${at === buttons.length - 1 ? 'main' : ''}>${name}</button>`,
        )}
      </p>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      const value = dialog.returnValue;
      const answer = value && read ? read(dialog) : value;
      dialog.remove();
      resolve(answer);
    }),
  );
}
