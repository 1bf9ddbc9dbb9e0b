// The browser package beside what pages use today: search, a decision, start and size.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

import { Engine as RulesEngine } from 'json-rules-engine';
import PinyinMatch from 'pinyin-match';
import { match } from 'pinyin-pro';

const root = new URL('../../', import.meta.url);
const began = performance.now();
const before = process.memoryUsage().rss;
const { Engine, SearchIndex } = await import(new URL('bindings-wasm/js/node.js', root));
const engine = new Engine();
const [start, memory] = [performance.now() - began, process.memoryUsage().rss - before];

function median(work, rounds = 60) {
  const times = [];
  for (let at = 0; at < rounds; at += 1) {
    const began = process.hrtime.bigint();
    work();
    times.push(Number(process.hrtime.bigint() - began) / 1000);
  }
  return times.sort((one, other) => one - other)[rounds >> 1];
}

const say = (name, value, unit) => console.log(`${name.padEnd(48)} ${value.toFixed(value < 10 ? 2 : 0).padStart(9)} ${unit}`);

const rows = readFileSync(new URL('core/tests/data/occupations_2022.csv', root), 'utf8').trim().split(/\r?\n/).slice(1).map((row) => row.split(','));
const names = rows.map(([name]) => name);
const index = new SearchIndex(rows.map(([name, key], at) => ({ key: `${key}-${at}`, name })));
const queries = { initials: ['byy', 'qcjs', 'dg', 'zspt'], full: ['boyin', 'qiche', 'diangong', 'pengtiao'], mixed: ['boyy', 'qicj', 'diang', 'zhongspt'] };
console.log(`Search, ${names.length} names, a keystroke:`);
for (const [kind, typed] of Object.entries(queries)) {
  const each = (search) => () => typed.forEach(search);
  const ours = median(each((query) => index.search(query, 20)), 200) / typed.length;
  const pinyinMatch = median(each((query) => names.filter((name) => PinyinMatch.match(name, query))), 5) / typed.length;
  const pinyinPro = median(each((query) => names.filter((name) => match(name, query))), 5) / typed.length;
  say(`  ${kind}: gongkao`, ours, 'µs');
  say(`  ${kind}: pinyin-match, ${(pinyinMatch / ours).toFixed(0)} times`, pinyinMatch, 'µs');
  say(`  ${kind}: pinyin-pro, ${(pinyinPro / ours).toFixed(0)} times`, pinyinPro, 'µs');
}

const person = {
  candidate: { name: '张三', identity_number: '11010519491231002X' },
  declared: { level: 'four' },
  current: { level: 'five', obtained_year: 2016 },
  work_start: '2010-07-01',
};
const rules = new RulesEngine();
const fact = (name, operator, value) => ({ fact: name, operator, value });
rules.addRule({
  conditions: {
    all: [
      fact('below', 'equal', 1),
      { any: [fact('level_years', 'greaterThanInclusive', 5), fact('work_years', 'greaterThanInclusive', 10)] },
      ...['appointed', 'assessed', 'schooled', 'in_service'].map((flag) => fact(flag, 'equal', true)),
    ],
  },
  event: { type: 'eligible' },
});
const facts = { below: 1, level_years: 6, work_years: 12, appointed: true, assessed: true, schooled: true, in_service: true };
console.log('A decision:');
say('  gongkao, the whole report with its sentences', median(() => engine.assess(person, null, '2022-03-18'), 500), 'µs');
say('  gongkao, all rules of the level, yes or no', median(() => engine.eligible(person, '2022-03-18'), 2000), 'µs');
const times = [];
for (let at = 0; at < 500; at += 1) {
  const began = process.hrtime.bigint();
  await rules.run(facts);
  times.push(Number(process.hrtime.bigint() - began) / 1000);
}
say('  json-rules-engine, six conditions, yes or no', times.sort((one, other) => one - other)[250], 'µs');

console.log('Start and size:');
say('  import, compile, first engine', start, 'ms');
say('  memory after it', memory / 1024 / 1024, 'MB');
const size = (file) => gzipSync(readFileSync(file), { level: 9 }).length / 1000;
const require = createRequire(import.meta.url);
for (const part of ['gongkao', 'inspect', 'desk']) say(`  ${part}.wasm, gzipped`, size(new URL(`bindings-wasm/pkg/${part}_bg.wasm`, root)), 'KB');
say('  pinyin-pro, gzipped', size(require.resolve('pinyin-pro')), 'KB');
say('  pinyin-match, gzipped', size(require.resolve('pinyin-match')), 'KB');
