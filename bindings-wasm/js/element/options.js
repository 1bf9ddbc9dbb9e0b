/** Hits as options of a listbox. */

/** A node with text and children in it. */
export function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Puts these into an element in the place of what was there; `replaceChildren` is younger than the browsers that 360 and Sogou are made of. */
export function refill(element, ...children) {
  element.textContent = '';
  element.append(...children);
}

/** A text with its matched pieces marked; ranges are in units of UTF-16, in their order. */
export function marked(text, ranges) {
  const pieces = [];
  let at = 0;
  for (const { utf16: { start, end } } of ranges) {
    pieces.push(text.slice(at, start), node('mark', {}, text.slice(start, end)));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.filter((piece) => piece !== '');
}

/** One option: the name, what else of it matched, and what became of it. */
export function option(hit, number, say, nameOf) {
  const { key, name, matched, ranges, standing } = hit;
  const alias = matched.alias;
  const parts = [node('span', { class: 'name' }, ...marked(name, matched === 'name' ? ranges : []))];
  const add = (...children) => parts.push(' ', node('span', { class: 'quiet' }, ...children));
  if (alias !== undefined) add(say('alias'), ...marked(alias, ranges));
  if (key !== name) add(...(matched === 'key' ? [node('mark', {}, key)] : [key]));
  if (standing !== 'current') add(say(`now_${standing}`, { instead: hit.instead.map(nameOf).join(say('and')) }));
  return node(
    'div',
    {
      role: 'option',
      id: `option-${number}`,
      part: standing === 'current' ? 'option' : 'option former',
      class: standing === 'current' ? '' : 'former',
      'aria-selected': 'false',
    },
    ...parts,
  );
}
