// The conformance cases, and the answers the Rust runner left for them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

import { Catalogue, Engine, GongkaoError, SearchIndex, filterOption } from 'gongkao';
import { inspect, inspectHeader } from 'gongkao/inspect';

import { walk } from './walks.js';

const root = new URL('../../', import.meta.url);
const folder = new URL('core/tests/conformance/', root);
const answers = process.env.GONGKAO_ANSWERS
  ? new URL(`file://${process.env.GONGKAO_ANSWERS}/`)
  : new URL('target/conformance/', root);

export const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ file, ...read(new URL(file, folder)) }))
  .filter(({ languages }) => languages?.includes('js') ?? true);

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The answer's text, which the Rust runner wrote without spaces. */
export function answerOfRust(file) {
  if (!existsSync(answers)) {
    throw new Error(`${answers.pathname} is missing: run \`cargo xtask test\`, whose Rust tests write it`);
  }
  return readFileSync(new URL(file, answers), 'utf8');
}

const engines = new Map();

function engineOf({ catalogue, policy, units }) {
  const key = JSON.stringify([catalogue, policy, units]);
  if (!engines.has(key)) {
    const named = { henan: () => undefined, reference: () => read(new URL('core/data/generated/reference.catalogue.json', root)) };
    const data = typeof catalogue === 'string' ? named[catalogue]() : catalogue;
    const rules = typeof policy === 'string' ? read(new URL(`core/data/generated/policies/${policy}.json`, root)) : policy;
    engines.set(key, new Engine({ catalogue: data, policy: rules, units }));
  }
  return engines.get(key);
}

function uploadOf({ material, file, name, title, cut, header }) {
  const bytes = readFileSync(new URL(`core/tests/files/${file}`, root)).subarray(0, cut);
  return { material, file: (header ? inspectHeader : inspect)(bytes, { name, title }) };
}

/** What the package answers; for an error its code and path, as the Rust runner notes them. */
export function answer(asked) {
  if (asked.call === 'walk') return walk(asked);
  if (handles[asked.call]) {
    try {
      return handles[asked.call](asked);
    } catch (error) {
      if (!(error instanceof GongkaoError)) throw error;
      return { code: error.code, path: error.path };
    }
  }
  const engine = engineOf(asked);
  const { call, form, library, day, query, limit } = asked;
  try {
    if (call === 'search') return engine.search(query, limit);
    if (call === 'when') return engine.when(form, library, day);
    if (call === 'what') return engine.what(form, library, day);
    if (call === 'inspect') return engine.judgeUploads(asked.uploads.map(uploadOf));
    if (call === 'title') return engine.judgeTitle(asked.title);
    if (call === 'record') {
      const record = engine.record(form, library, day);
      const differences = engine.reproduce(record, form, library);
      return { record, differences };
    }
    const report = engine.assess(form, library, day);
    if (call === 'assess') return report;
    const digests = report.findings.flatMap(({ digest }) => (digest === undefined ? [] : [{ digest }]));
    return engine.submit(form, library, day, asked.acknowledge ? digests : []);
  } catch (error) {
    if (!(error instanceof GongkaoError)) throw error;
    return { code: error.code, path: error.path };
  }
}

export const handles = {
  catalogue({ csv, catalogue, find = [], relations = [], query = '', limit, options }) {
    const made = csv === undefined ? new Catalogue(catalogue) : Catalogue.fromCsv('csv', csv);
    return {
      complaints: made.complaints(),
      found: find.map((name) => made.find(name)),
      relations: relations.map(([held, declared]) => made.relation(held, declared)),
      hits: made.search(query, limit, options),
      data: made.data(),
    };
  },
  index({ entries, prefix, query = '', limit, options, typed = [], filter = [] }) {
    const made = SearchIndex.fromBytes(new SearchIndex(entries, { prefix }).toBytes());
    const hits = made.search(query, limit, options);
    const session = made.session(limit, options);
    const said = (what) => {
      if (what === 'pop') return session.pop();
      return what.push === undefined ? session.set(what.set) : session.push(what.push);
    };
    return {
      hits,
      typed: typed.map(said),
      query: session.query,
      is_complete: session.isComplete,
      pieces: filter.map(([query, text]) => filterOption(query, text, options)),
    };
  },
};
