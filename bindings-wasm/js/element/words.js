/** Sentences about what stands in the field, with the flag of validity that goes with each. No state of its own. */

const listed = (keys, say, nameOf) => keys.map(nameOf).join(say('and'));

/** Why an entry may no longer be chosen, and what may be instead. */
export function gone({ name, standing, instead }, say, nameOf) {
  const names = listed(instead, say, nameOf);
  return say(names ? standing : 'gone', { name, instead: names });
}

/** What is wrong, as a flag and a sentence; nothing where nothing is. */
export function wrong({ text, hit, isFree, isLoading, required, mayStand, label }, say, nameOf) {
  if (!text) return required ? ['valueMissing', say('required', { label })] : [];
  if (isFree) return [];
  if (isLoading) return ['badInput', say('loading')];
  if (!hit) return ['badInput', say('unknown', { text })];
  return mayStand ? [] : ['customError', gone(hit, say, nameOf)];
}

/** What is said below the field: what is wrong, where that is to be shown, or what became of an entry that may stand all the same. */
export function below({ flag, message, ways, isPlain, label, hit, mayStand }, say, nameOf) {
  if (isPlain) return (flag ? message : '') + say('plain', { label });
  if (flag) return message + (flag === 'badInput' && ways.length > 0 ? say('did_you_mean') : '');
  if (!hit || !mayStand || hit.standing === 'current') return '';
  const what = say(`now_${hit.standing}`, { instead: listed(hit.instead, say, nameOf) });
  return say('former', { name: hit.name, what });
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
