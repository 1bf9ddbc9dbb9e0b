import '../js/element/index.js';

import { Engine, init } from '../js/index.js';

// Whatever has `search` can be searched: here a list of two units, made an index by an engine of its own.
const names = ['郑州市广播电视台', '郑州市公路管理局'];
const unit = document.querySelector('#unit');
unit.messages = { label: '单位', placeholder: '单位名称，或拼音首字母', unknown: '名单中没有“{text}”，请从列表中选择。' };
unit.source = init().then(
  () => new Engine({ catalogue: { title: '单位', work_types: names.map((name, at) => ({ code: `u${at}`, name })) } }),
);

document.addEventListener('change', ({ target, detail }) => {
  document.querySelector('output').textContent = `${target.name} = ${target.value} ${detail.hit?.name ?? ''}`;
});
