// Files looked into in a worker, and search on a slow machine: what somebody who types would notice.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PACKAGE, open } from './page.js';

test('a photo of twelve million pixels never holds up who types', async (context) => {
  const page = await open(PACKAGE, '<input id="field">');
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4000, 3000);
    const pen = canvas.getContext('2d');
    for (let at = 0; at < 20_000; at += 1) {
      pen.fillStyle = `hsl(${(at * 37) % 360} 60% ${(at * 13) % 100}%)`;
      pen.fillRect((at * 7919) % 4000, (at * 104_729) % 3000, 90, 30);
    }
    window.photo = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    /** The longest the page could not answer while something was done. */
    window.held = async (work) => {
      const channel = new MessageChannel();
      let [last, longest, going] = [performance.now(), 0, true];
      const tick = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
      };
      channel.port1.onmessage = () => {
        tick();
        if (going) channel.port2.postMessage(null);
      };
      channel.port2.postMessage(null);
      const report = await work();
      tick();
      going = false;
      return { report, longest };
    };
  });
  const inWorker = page.evaluate(async () => {
    const { inspectInWorker } = await import('gongkao/inspect/worker');
    const read = [];
    const told = await window.held(() => inspectInWorker(window.photo, { name: 'a.jpg', progress: (one) => read.push(one) }));
    return { ...told, read, size: window.photo.size };
  });
  await page.locator('#field').pressSequentially('boyinyuan');
  const { report, longest, read, size } = await inWorker;
  assert.equal(await page.locator('#field').inputValue(), 'boyinyuan');
  assert.deepEqual([report.kind, report.jpeg.width, report.jpeg.height], ['jpeg', 4000, 3000]);
  assert.deepEqual(read.at(-1), { done: size, of: size });

  // A machine with other work stops everybody now and then: the least of some rounds is what the photo itself costs.
  const again = await page.evaluate(async () => {
    const { inspectInWorker } = await import('gongkao/inspect/worker');
    const { init, inspect } = await import('gongkao/inspect');
    await init();
    const bytes = new Uint8Array(await window.photo.arrayBuffer());
    const rounds = { inWorker: [], onPage: [] };
    for (let round = 0; round < 4; round += 1) {
      rounds.inWorker.push(await window.held(() => inspectInWorker(window.photo, { name: 'a.jpg' })));
      rounds.onPage.push(await window.held(async () => inspect(bytes, { name: 'a.jpg' })));
    }
    return rounds;
  });
  for (const { report: other } of [...again.inWorker, ...again.onPage]) assert.deepEqual(other, report);
  const least = (rounds) => Math.min(...rounds.map((round) => round.longest));
  const [inside, outside] = [least(again.onPage), least(again.inWorker)];
  context.diagnostic(`longest the page did not answer: ${outside.toFixed(1)} ms with the worker, ${longest.toFixed(1)} while somebody typed, ${inside.toFixed(1)} ms without`);
  assert.ok(outside < inside, `${outside} ms, ${inside} ms without the worker`);
});

test('a file that is too long is refused without reading it, and the work is ended when nobody wants it', async () => {
  const page = await open(PACKAGE);
  const told = await page.evaluate(async () => {
    const { inspectInWorker } = await import('gongkao/inspect/worker');
    const megabyte = new Blob([new Uint8Array(1 << 20)]);
    const long = new Blob(Array(500).fill(megabyte));
    const read = [];
    const report = await inspectInWorker(long, { progress: (one) => read.push(one) });

    const stop = new AbortController();
    const failed = await inspectInWorker(new Blob(Array(60).fill(megabyte)), {
      signal: stop.signal,
      progress: ({ done }) => done > 1 << 20 && stop.abort(),
    }).catch((error) => error.name);
    const early = await inspectInWorker(megabyte, { signal: AbortSignal.abort() }).catch((error) => error.name);
    const wrong = await inspectInWorker('a.jpg').catch(({ name, code }) => [name, code]);
    const after = await inspectInWorker(new Blob(['%PDF-1.7']));
    return { report, read, failed, early, wrong, after: after.kind };
  });
  assert.equal(told.report.size, 500 << 20);
  assert.equal(told.report.over.bound, 'bytes');
  assert.equal(told.report.whole, false);
  assert.deepEqual(told.read, []);
  assert.deepEqual([told.failed, told.early], ['AbortError', 'AbortError']);
  assert.deepEqual(told.wrong, ['GongkaoError', 'malformed/uploads']);
  assert.equal(told.after, 'pdf');
});

test('search answers within one frame on a machine six times slower', async (context) => {
  const page = await open(PACKAGE);
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const { start, times } = await page.evaluate(async () => {
    const began = performance.now();
    const { Engine, init } = await import('gongkao');
    await init();
    const engine = new Engine();
    const start = performance.now() - began;
    const times = [];
    for (let round = 0; round < 20; round += 1) {
      for (const query of ['b', 'by', 'byy', 'boyiny', '播音y', 'qiche', 'zzz']) {
        const began = performance.now();
        engine.search(query);
        times.push(performance.now() - began);
      }
    }
    return { start, times: times.sort((one, other) => one - other) };
  });
  const [median, worst] = [times[times.length >> 1], times.at(-1)];
  context.diagnostic(`search at a sixth of the speed: median ${median.toFixed(2)} ms, worst ${worst.toFixed(2)} ms; first engine after ${start.toFixed(0)} ms`);
  assert.ok(median < 1000 / 60, `${median} ms`);
});
