/** The plain field that a page may have put inside, for where the element cannot work. */

export const ownField = (host) => host.querySelector(':scope > input');

/** It stands in where the search does not work, and is out of the form where it does. */
export function adopt(host, standsIn) {
  const own = ownField(host);
  if (!own) return;
  if (!host.name) host.name = own.name;
  if (own.required) host.required = true;
  if (!host.hasAttribute('value') && own.value) host.defaultValue = own.value;
  // A label finds whichever of the two is at work.
  const [from, to] = standsIn ? [host, own] : [own, host];
  if (from.id && !to.id) {
    const { id } = from;
    from.removeAttribute('id');
    to.id = id;
  }
  own.disabled = !standsIn;
}
