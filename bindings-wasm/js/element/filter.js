/** For the selects of component libraries, which filter options of their own: by the hits of a source, whose keys are the options' values. */

const MOST = 200;

/** `filterOption` and `filterSort` for Ant Design's `Select`, one source asked once for what was typed. */
export function antFilter(source, limit = MOST) {
  let last;
  let ranks;
  const rankOf = (input, value) => {
    if (input !== last) {
      ranks = new Map(source.search(input, limit).map(({ key }, rank) => [key, rank]));
      last = input;
    }
    return ranks.get(String(value));
  };
  return {
    filterOption: (input, option) => rankOf(input, option?.value) !== undefined,
    filterSort: (one, other, { searchValue } = { searchValue: last ?? '' }) =>
      (rankOf(searchValue, one.value) ?? MOST) - (rankOf(searchValue, other.value) ?? MOST),
  };
}

/** `filter-method` or `remote-method` for Element Plus's `el-select`: hands over the options for what was typed, the likeliest first. */
export function elementFilter(source, apply, limit = MOST) {
  return (query) => apply(source.search(query, limit).map((hit) => ({ value: hit.key, label: hit.name, hit })));
}
