/** The worker behind `inspectInWorker`: reads a file in slices, the next only when the last was looked into. */

import { Inspector, init } from './index.js';

const SLICE = 1 << 20;

self.onmessage = async ({ data: { file, names } }) => {
  try {
    await init();
    const inspector = new Inspector(names);
    const of = file.size;
    for (let done = 0; inspector.expect(of) && done < of; ) {
      // A blob of an old browser has no `arrayBuffer`.
      const slice = await new Response(file.slice(done, done + SLICE)).arrayBuffer();
      inspector.feed(slice);
      done += slice.byteLength;
      self.postMessage({ read: { done, of } });
    }
    self.postMessage({ report: inspector.finish() });
  } catch ({ message, code, path }) {
    self.postMessage({ failed: { message, code, path } });
  }
};
