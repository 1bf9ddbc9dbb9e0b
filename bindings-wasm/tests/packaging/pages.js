// Run with a folder where nothing but the package is installed: its exports checked, and pages built of it and without a build.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

import { launch } from '../chromium/browser.js';

const [folder, packed] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const tool = (path, ...args) => execFileSync(process.execPath, [join(here, 'node_modules', path), ...args], { encoding: 'utf8', stdio: 'pipe' });
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' };

tool('publint/src/cli.js', 'run', '--strict', join(folder, 'node_modules/gongkao'));
const modules = ['gongkao.wasm', 'desk.wasm', 'inspect.wasm', 'legacy/gongkao.wasm', 'legacy/desk.wasm', 'legacy/inspect.wasm', 'package.json'];
tool('@arethetypeswrong/cli/dist/index.js', packed, '--profile', 'esm-only', '--exclude-entrypoints', ...modules, 'types');

for (const file of ['page.html', 'page.js']) cpSync(join(here, file), join(folder, file));
await build({ root: folder, logLevel: 'error', build: { target: 'es2022', rolldownOptions: { input: join(folder, 'page.html') } }, worker: { format: 'es' } });

// Without a build the names lead to the files that `exports` names for browsers.
const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/gongkao/package.json'), 'utf8'));
const imports = Object.fromEntries(
  Object.entries(exports)
    .map(([name, to]) => [`gongkao${name.slice(1)}`, typeof to === 'string' ? to : (to.default?.default ?? to.default)])
    .filter(([, to]) => to?.endsWith('.js'))
    .map(([name, to]) => [name, `/node_modules/gongkao${to.slice(1)}`]),
);
const plain = readFileSync(join(here, 'page.html'), 'utf8').replace('<script', `<script type="importmap">${JSON.stringify({ imports })}</script><script`);

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = pathname.startsWith('/assets/') || pathname === '/built.html' ? join(folder, 'dist', pathname.replace('built', 'page')) : join(folder, pathname);
  try {
    response.setHeader('content-type', TYPES[pathname.split('.').pop()] ?? 'text/plain');
    response.end(pathname === '/plain.html' ? plain : await readFile(file));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const browser = await launch();
try {
  for (const name of ['plain', 'built']) {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/${name}.html`);
    await page.waitForFunction(() => document.title !== 'asking', undefined, { timeout: 60_000 });
    const title = await page.title();
    assert.equal(title, JSON.stringify(['播音员', '播音员', true, 'pdf', 'pdf', true]), `${name}: ${title}`);
  }
} finally {
  await browser.close();
  server.close();
}
