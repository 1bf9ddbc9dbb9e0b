/** `import 'gongkao/element'` is all a page needs. */

import { GongkaoWorkTypeElement } from './work-type.js';

export { antFilter, elementFilter } from './filter.js';
export { GongkaoWorkTypeElement };

const NAME = 'gongkao-work-type';

/** Defines the element, once however often it is called; where a browser cannot have it, puts plain fields in its place. */
export function define() {
  if (!globalThis.customElements || customElements.get(NAME)) return;
  if ('attachInternals' in HTMLElement.prototype && 'adoptedStyleSheets' in Document.prototype) {
    customElements.define(NAME, GongkaoWorkTypeElement);
  } else {
    document.querySelectorAll(NAME).forEach(putPlain);
  }
}

function putPlain(element) {
  if (element.querySelector('input')) return;
  const field = document.createElement('input');
  for (const name of ['name', 'value', 'required', 'placeholder', 'aria-label', 'disabled', 'readonly']) {
    if (element.hasAttribute(name)) field.setAttribute(name, element.getAttribute(name));
  }
  // A label that names the element by its id finds the field.
  field.id = element.id;
  element.removeAttribute('id');
  element.append(field);
}

define();
