/** A source of hits, asked: it may answer at once or later, and it may fail. What its keys are called is remembered. */

/** A key may also be the start of others, or a piece of a name. */
const WHERE_A_KEY_IS = 50;

export class Directory {
  #source;
  #failed;
  #names = new Map();

  constructor(source, failed) {
    this.#source = source;
    this.#failed = failed;
  }

  nameOf = (key) => this.#names.get(key) ?? key;

  /** The hits for what was typed; `use` is called at once where they are there at once. */
  search(query, limit, use) {
    const take = (hits) => {
      for (const { key, name } of hits) this.#names.set(key, name);
      use(hits);
    };
    try {
      const answer = this.#source.search(query, limit);
      if (typeof answer?.then === 'function') answer.then(take).catch(this.#failed);
      else take(answer);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The entries with these keys, in their order, without those that the source does not know. */
  entries(keys, use) {
    const found = new Map();
    let open = keys.length;
    const finish = () => use(keys.flatMap((key) => found.get(key) ?? []));
    if (open === 0) finish();
    for (const key of keys) {
      this.search(key, WHERE_A_KEY_IS, (hits) => {
        found.set(key, hits.filter((hit) => hit.key === key));
        open -= 1;
        if (open === 0) finish();
      });
    }
  }

  /** Goes on once it is known what the entries are called to which the former among the hits lead. */
  learn(hits, use) {
    const missing = hits.flatMap(({ instead }) => instead).filter((key) => !this.#names.has(key));
    this.entries([...new Set(missing)], use);
  }
}

const folded = (text) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Whether a hit is what was written in full: its code, its name or an old name of it. Sounds alone can mean several. */
function isMeant({ key, name, matched, tier }, written) {
  if ([key, name, matched.alias ?? name].some((text) => folded(text) === written)) return true;
  // The search folds what this does not, as traditional forms.
  return tier === 'exact' && !/[a-z]/.test(written);
}

/** The one entry that was written in full; none where it could be one of several. */
export function meant(hits, text) {
  const written = folded(text);
  const all = hits.filter((hit) => isMeant(hit, written));
  const coded = all.filter(({ key }) => folded(key) === written);
  const current = all.filter(({ standing }) => standing === 'current');
  return [coded, current, all].find(({ length }) => length === 1)?.[0] ?? null;
}

/** Whether a hit is only like what was typed. */
export const isAlike = ({ tier }) => tier === 'fuzzy_sound' || tier === 'typo';
