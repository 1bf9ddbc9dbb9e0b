// A browser, and a small server with the package, the cases, and what Rust answered to them.
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch } from './browser.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const answers = process.env.GONGKAO_ANSWERS ?? join(root, 'target/conformance');
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', html: 'text/html; charset=utf-8' };
/** Node's modules that the cases use, and where the package is found. */
const NODE = { 'node:fs': './fs.js', 'node:assert/strict': './assert.js' };

const pages = new Map();
let server;
let browser;

async function serve(request, response) {
  const path = decodeURI(new URL(request.url, 'http://localhost').pathname);
  const send = (type, body, status = 200) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' });
    response.end(body);
  };
  if (pages.has(path)) return send(TYPES.html, pages.get(path));
  const file = path.startsWith('/target/conformance/') ? join(answers, path.slice(20)) : join(root, path);
  if (!file.startsWith(root) && !file.startsWith(answers)) return send('text/plain', '', 404);
  try {
    if (path.endsWith('/')) return send(TYPES.json, JSON.stringify(await readdir(file)));
    return send(TYPES[path.split('.').pop()] ?? 'application/octet-stream', await readFile(file));
  } catch {
    return send('text/plain', '', 404);
  }
}

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A page where the package's names lead to these files of it. */
export async function open(imports, body = '', prepare = undefined) {
  if (!server) {
    server = createServer(serve);
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    browser = await launch();
  }
  const tests = '/bindings-wasm/tests/chromium/page';
  const path = `${tests}-${pages.size}.html`;
  pages.set(path, `<!doctype html><meta charset="utf-8"><script type="importmap">${JSON.stringify({ imports: { ...NODE, ...imports } })}</script>${body}`);
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await prepare?.(page);
  await page.goto(`http://127.0.0.1:${server.address().port}${path}`);
  return page;
}

export const PACKAGE = {
  gongkao: '/bindings-wasm/js/index.js',
  'gongkao/desk': '/bindings-wasm/js/desk/index.js',
  'gongkao/inspect': '/bindings-wasm/js/inspect/index.js',
  'gongkao/inspect/worker': '/bindings-wasm/js/inspect/in-worker.js',
};
export const LEGACY = {
  gongkao: '/bindings-wasm/legacy/js/index.js',
  'gongkao/desk': '/bindings-wasm/legacy/js/desk/index.js',
  'gongkao/inspect': '/bindings-wasm/legacy/js/inspect/index.js',
  'gongkao/inspect/worker': '/bindings-wasm/legacy/js/inspect/in-worker.js',
};
