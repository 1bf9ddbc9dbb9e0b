// The flavour for old browsers in one that has been made old: what came after Chrome 69 is taken away, in the page and in its worker.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { LEGACY, open } from './page.js';

function age(scope) {
  const younger = {
    Array: ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
    String: ['at', 'matchAll', 'replaceAll', 'isWellFormed', 'toWellFormed'],
    Blob: ['arrayBuffer', 'bytes', 'stream', 'text'],
    AbortSignal: ['reason', 'throwIfAborted'],
  };
  for (const [name, methods] of Object.entries(younger)) for (const method of methods) delete scope[name].prototype[method];
  for (const method of ['fromEntries', 'groupBy', 'hasOwn']) delete scope.Object[method];
  for (const method of ['allSettled', 'any', 'try', 'withResolvers']) delete scope.Promise[method];
  for (const name of ['AggregateError', 'FinalizationRegistry', 'WeakRef', 'queueMicrotask', 'structuredClone']) delete scope[name];
  delete scope.AbortSignal.abort;
  const { Worker } = scope;
  if (!Worker) return;
  scope.Worker = function (url, options) {
    if (options?.type === 'module') throw new TypeError('Module scripts are not supported on DedicatedWorker yet.');
    return new Worker(url, options);
  };
}

test('every part works in a browser as old as it is meant for', async () => {
  const workers = [];
  const page = await open(LEGACY, '', async (page) => {
    await page.addInitScript(`(${age})(self)`);
    await page.route('**/worker.js', async (route) => {
      workers.push(new URL(route.request().url()).pathname);
      const response = await route.fetch();
      await route.fulfill({ response, body: `(${age})(self);\n${await response.text()}` });
    });
  });
  const told = await page.evaluate(async () => {
    const rules = await import('gongkao');
    const desk = await import('gongkao/desk');
    const files = await import('gongkao/inspect');
    const { inspectInWorker } = await import('gongkao/inspect/worker');
    await Promise.all([rules, desk, files].map(({ init }) => init()));
    const pdf = new Blob(['%PDF-1.7']);
    const stop = new AbortController();
    const given = inspectInWorker(new Blob(Array(60).fill(new Uint8Array(1 << 20))), { signal: stop.signal, progress: () => stop.abort() });
    const failed = await given.catch(({ name }) => name);
    return {
      failed,
      found: new rules.Engine().search('byy')[0].name,
      complaints: new desk.Desk().checkPassword('abc123456', 'abc123456').length,
      kind: files.inspect(await new Response(pdf).arrayBuffer()).kind,
      inWorker: (await inspectInWorker(pdf)).kind,
      isOld: 'at' in Array.prototype,
    };
  });
  assert.deepEqual(told, { failed: 'AbortError', found: '播音员', complaints: 1, kind: 'pdf', inWorker: 'pdf', isOld: false });
  assert.deepEqual([...new Set(workers)], ['/bindings-wasm/legacy/js/inspect/worker.js']);
});

test('no script of it needs a name or a word that came later', async () => {
  for (const part of ['index', 'desk/index', 'inspect/index', 'inspect/in-worker', 'inspect/worker']) {
    const script = await readFile(new URL(`../../legacy/js/${part}.js`, import.meta.url), 'utf8');
    assert.doesNotMatch(script, /\bglobalThis\b|\?\?|\?\.[a-z_$[(]|#[a-z]+\b *[;=(]|static \{/i, part);
  }
});
