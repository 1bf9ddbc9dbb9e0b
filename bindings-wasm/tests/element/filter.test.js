// The helpers for selects of component libraries; and the import on a server, which has no elements.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Engine } from 'gongkao';
import { antFilter, define, elementFilter } from 'gongkao/element';

const work_types = ['广播播音员', '播音员', '保育员', '电工'].map((name, at) => ({ code: `c${at}`, name }));
const engine = new Engine({ catalogue: { title: 'test', work_types } });

test('Ant Design: what pinyin finds, the likeliest first, asked once a letter', () => {
  let asked = 0;
  const source = {
    search(query, limit) {
      asked += 1;
      return engine.search(query, limit);
    },
  };
  const { filterOption, filterSort } = antFilter(source);
  const options = work_types.map(({ code, name }) => ({ value: code, label: name }));
  const shown = options.filter((option) => filterOption('byy', option));
  shown.sort((one, other) => filterSort(one, other, { searchValue: 'byy' }));
  assert.deepEqual(shown.map(({ label }) => label), ['播音员', '保育员', '广播播音员']);
  assert.equal(asked, 1);
  assert.equal(filterOption('dg', undefined), false);
  assert.ok(options.every((option) => filterOption('', option)));
});

test('Element Plus: the options for what was typed', () => {
  let options;
  const filter = elementFilter(engine, (found) => (options = found));
  filter('byy');
  assert.deepEqual(options.map(({ value, label }) => [value, label]), [['c1', '播音员'], ['c2', '保育员'], ['c0', '广播播音员']]);
  filter('');
  assert.equal(options.length, 4);
});

test('nothing is defined where there are no elements', () => define());
