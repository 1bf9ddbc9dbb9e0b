/**
 * Follows the input method of a field. From `compositionstart` to `compositionend` the text and the keys are the method's: what
 * the element wants to write meanwhile waits in `after`.
 */

/** Some methods end first and send the key that ended them after it; nobody presses another one as soon. */
const SAME_KEY_MS = 30;
/** Of the keys that end a composition those that mean something to the field. */
const ENDING_KEYS = ['Enter', 'Escape'];

export class Composition {
  active = false;
  #ended = -Infinity;
  #waiting = [];

  constructor(field) {
    field.addEventListener('compositionstart', () => {
      this.active = true;
    });
    field.addEventListener('compositionend', (event) => {
      this.#ended = event.timeStamp;
      this.#end();
    });
    // A field that loses the focus has no method any more, whether or not the browser says so.
    field.addEventListener('blur', () => {
      if (this.active) setTimeout(() => this.#end());
    });
  }

  /** Whether a key was pressed for the input method, so that it means nothing here. */
  owns(event) {
    if (this.active || event.isComposing || event.keyCode === 229) return true;
    const late = event.timeStamp - this.#ended < SAME_KEY_MS && ENDING_KEYS.includes(event.key);
    this.#ended = -Infinity;
    return late;
  }

  /** Does something now, or once the method is done and the field has its last `input`. */
  after(work) {
    if (this.active) this.#waiting.push(work);
    else work();
  }

  #end() {
    this.active = false;
    const waiting = this.#waiting.splice(0);
    if (waiting.length > 0) setTimeout(() => waiting.forEach((work) => work()));
  }
}
