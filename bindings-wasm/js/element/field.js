/** What any field of a form has: a name, a state, a validity, and somebody who labels it. */

/** A server that renders pages has no elements. */
const Element = globalThis.HTMLElement ?? class {};

export class FormField extends Element {
  static formAssociated = true;
  #internals = this.attachInternals();

  get form() {
    return this.#internals.form;
  }

  get labels() {
    return this.#internals.labels;
  }

  get validity() {
    return this.#internals.validity;
  }

  get validationMessage() {
    return this.#internals.validationMessage;
  }

  get willValidate() {
    return this.#internals.willValidate;
  }

  get type() {
    return this.localName;
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
  }

  /** What the form sends, what the browser keeps to restore it, and what is wrong with it. */
  _hold(value, state, flag, message, anchor) {
    this.#internals.setFormValue(value, state);
    this.#internals.setValidity(flag ? { [flag]: true } : {}, message, anchor);
  }

  _label(otherwise) {
    const labels = [...(this.labels ?? [])].map((label) => label.textContent.trim());
    return this.getAttribute('aria-label') || labels.join(' ') || otherwise;
  }

  /** What the page says of the field beside its label. */
  _description() {
    const ids = this.getAttribute('aria-describedby')?.split(/\s+/) ?? [];
    return ids.map((id) => this.getRootNode().getElementById?.(id)?.textContent.trim() ?? '').join(' ');
  }

  /** What Enter in a text field does. */
  _submit() {
    const button = [...(this.form?.elements ?? [])].find(({ type }) => type === 'submit');
    if (button) button.click();
    else this.form?.requestSubmit();
  }
}

/** Properties that stand in attributes: those that are there or not, and those with a text. */
export function reflect(prototype, flags, texts) {
  const define = (property, get, set) => Object.defineProperty(prototype, property, { configurable: true, get, set });
  for (const [property, attribute] of Object.entries(flags)) {
    define(
      property,
      function () {
        return this.hasAttribute(attribute);
      },
      function (on) {
        this.toggleAttribute(attribute, Boolean(on));
      },
    );
  }
  for (const [property, attribute] of Object.entries(texts)) {
    define(
      property,
      function () {
        return this.getAttribute(attribute) ?? '';
      },
      function (text) {
        this.setAttribute(attribute, text);
      },
    );
  }
}
