/** Colours, sizes and what the browser is asked to respect. A constructed sheet, so that no policy on styles has to be eased. */

const css = `
:host {
  --_line: var(--gongkao-line, #6b7280);
  --_accent: var(--gongkao-accent, #1d4ed8);
  --_error: var(--gongkao-error, #b42318);
  --_text: var(--gongkao-text, #1f2937);
  --_quiet: var(--gongkao-quiet, #4b5563);
  --_surface: var(--gongkao-surface, #fff);
  --_chosen: var(--gongkao-active, #e0e9ff);
  --_mark: var(--gongkao-mark, #ffe58f);
  --_radius: var(--gongkao-radius, 4px);
  display: block;
  position: relative;
  max-width: var(--gongkao-width, 28rem);
  color: var(--_text);
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; font: inherit; color: inherit; }
#box { position: relative; display: flex; }
input, ::slotted(input) {
  width: 100%;
  min-width: 0;
  min-height: 44px;
  padding: 0.5em 0.75em;
  font-size: max(1em, 16px);
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
}
input[role] { padding-inline-end: 48px; }
input::placeholder { color: var(--_quiet); opacity: 1; }
input:focus-visible, button:focus-visible { outline: 2px solid var(--_accent); outline-offset: 0; }
input[aria-invalid=true] { border: 2px solid var(--_error); }
input:disabled, input:read-only { background: var(--gongkao-disabled, #f3f4f6); }
button { min-height: 44px; min-width: 44px; border: 0; background: none; cursor: pointer; }
#toggle { position: absolute; inset-block: 0; inset-inline-end: 0; }
#toggle:disabled { cursor: default; opacity: 0.4; }
#toggle::before {
  content: '';
  display: inline-block;
  border: 5px solid transparent;
  border-top-color: currentColor;
  border-bottom-width: 0;
}
#popup {
  position: absolute;
  z-index: var(--gongkao-layer, 1000);
  inset-inline: 0;
  top: 100%;
  margin-block: 4px;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
  box-shadow: 0 4px 16px rgb(0 0 0 / 18%);
}
#popup.up { top: auto; bottom: 100%; }
#list { max-height: min(22rem, 45vh); overflow-y: auto; overscroll-behavior: contain; position: relative; }
#note { margin: 0; padding: 0.6em 0.75em; border-bottom: 1px solid var(--_line); }
[role=option] {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 0.75em;
  min-height: 44px;
  padding: 0.4em 0.75em;
  border-inline-start: 4px solid transparent;
  cursor: pointer;
  overflow-wrap: anywhere;
}
[role=option]:hover { background: var(--gongkao-hover, #f3f4f6); }
[role=option][aria-selected=true] { background: var(--_chosen); border-color: var(--_accent); }
.quiet { color: var(--_quiet); font-size: 0.875em; }
.former .name { color: var(--_quiet); }
mark { background: var(--_mark); color: inherit; font-weight: 700; border-radius: 2px; }
#message:not(:empty) { margin-block: 4px; }
#message.error { color: var(--_error); }
#message button { padding: 0 0.75em; margin-inline-end: 0.5em; border: 1px solid currentColor; border-radius: var(--_radius); color: var(--_accent); background: var(--_surface); }
#message p { margin: 0 0 4px; overflow-wrap: anywhere; }
.heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  [role=option] { border-color: Canvas; }
  [role=option][aria-selected=true], [role=option][aria-selected=true] * { forced-color-adjust: none; color: HighlightText; }
  [role=option][aria-selected=true] { background: Highlight; border-color: Highlight; }
  mark { background: none; text-decoration: underline; }
  input[aria-invalid=true] { border-style: double; border-width: 4px; }
  #toggle::before { border-top-color: ButtonText; forced-color-adjust: none; }
}
`;

let sheet;

export function styleSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
