/** Where hits come from unless the page gives a source: engines of the package, one for each catalogue. */

const engines = new Map();
/** After this long without a module people write into a plain field; if it comes later, it is used all the same. */
const PATIENCE_MS = 8000;

/** Makes a source ready, at once where it is there, and says so once it failed or let people wait. */
export function load(source, ready, failed) {
  if (typeof source.search === 'function') {
    ready(source);
    return;
  }
  const late = setTimeout(failed, PATIENCE_MS);
  Promise.resolve(source).then(ready, failed).finally(() => clearTimeout(late));
}

/** The engine of a catalogue's address, Henan's where it is empty. What failed is tried anew when asked again. */
export function engineOf(address) {
  if (!engines.has(address)) {
    const engine = make(address);
    engines.set(address, engine);
    engine.catch(() => engines.delete(address));
  }
  return engines.get(address);
}

async function make(address) {
  const { Engine, init } = await import('../index.js');
  const [catalogue] = await Promise.all([address ? read(address) : null, init()]);
  return new Engine({ catalogue });
}

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response.json();
}
