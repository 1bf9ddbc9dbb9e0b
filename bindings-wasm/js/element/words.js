/** Sentences about what stands in the field, with the flag of validity that goes with each. No state of its own. */

const listed = (keys, say, nameOf) => keys.map(nameOf).join(say('and'));

/** Why an entry may no longer be chosen, and what may be instead. */
export function gone({ name, standing, instead }, say, nameOf) {
  const names = listed(instead, say, nameOf);
  return say(names ? standing : 'gone', { name, instead: names });
}

/** What became of an entry that is chosen all the same. */
export function formerly({ name, standing, instead }, say, nameOf) {
  return say('former', { name, what: say(`now_${standing}`, { instead: listed(instead, say, nameOf) }) });
}

/** What is wrong, as a flag and a sentence; nothing where nothing is. */
export function wrong({ text, hit, isFree, isLoading, required, isOpen, label }, say, nameOf) {
  if (!text) return required ? ['valueMissing', say('required', { label })] : [];
  if (isFree) return [];
  if (isLoading) return ['badInput', say('loading')];
  if (!hit) return ['badInput', say('unknown', { text })];
  return isOpen ? [] : ['customError', gone(hit, say, nameOf)];
}

/** What stands above a list, and what is said of it. */
export function above(hits, isCut, isAlike, text, say) {
  const count = say(isCut ? 'more' : 'count', { count: hits.length });
  if (hits.length === 0) {
    const none = say('none', { text });
    return [none, none];
  }
  const note = isAlike ? say('alike', { text }) : isCut ? count : '';
  return [note, isAlike ? `${note} ${count}` : count];
}
