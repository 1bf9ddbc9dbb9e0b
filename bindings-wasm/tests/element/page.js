// A browser, and a small server with the package, pages and forms; under the strictest policy on content that the package needs.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { delimiter, isAbsolute, join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; form-action 'self'";
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', json: 'application/json', html: 'text/html; charset=utf-8' };

/** A catalogue for tests alone: names with every standing, some of the same sound. */
const CATALOGUE = {
  title: 'test',
  work_types: [
    ['0101', '播音员'],
    ['0102', '播音技术员'],
    ['0103', '广播播音员', { status: 'merged', merged_into: '0101' }],
    ['0201', '汽车驾驶员'],
    ['0202', '汽车修理工'],
    ['0203', '拖拉机驾驶员', { status: 'cancelled', neighbours: ['0201', '0202'] }],
    ['0301', '公路养护工'],
    ['0302', '电工'],
    ['0303', '仪表电工'],
    ['0304', '中式烹调师'],
    ['0305', '保育员'],
    ['0306', '报音员'],
  ].map(([code, name, more]) => ({ code, name, status: 'current', ...more })),
};

let server;
let browser;
let shared;
const DESKTOP = { viewport: { width: 1000, height: 700 } };
const pages = new Map();
const policies = new Map();
const uncaught = [];
/** Forms that were sent, as pairs. */
export const posted = [];
/** Addresses that are answered with an error. */
export const broken = new Set();

async function serve(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const cached = /\.(js|wasm)$/.test(pathname);
  const send = (status, type, body) => {
    response.writeHead(status, { 'content-type': type, 'content-security-policy': policies.get(pathname) ?? POLICY, 'cache-control': cached && status === 200 ? 'max-age=60' : 'no-cache' });
    response.end(body);
  };
  if (request.method === 'POST') {
    let body = '';
    for await (const piece of request) body += piece;
    posted.push([...new URLSearchParams(body)]);
    return send(200, TYPES.html, '<title>sent</title>');
  }
  if (broken.has(pathname)) return send(404, 'text/plain', 'not there');
  if (pages.has(pathname)) return send(200, TYPES.html, pages.get(pathname));
  if (pathname === '/catalogue.json') return send(200, TYPES.json, JSON.stringify(CATALOGUE));
  if (!/^\/(js|pkg|examples)\/[\w./-]+$/.test(pathname)) return send(404, 'text/plain', '');
  try {
    return send(200, TYPES[pathname.split('.').pop()] ?? 'text/css', await readFile(root + pathname));
  } catch {
    return send(404, 'text/plain', '');
  }
}

/** `cargo xtask test` says which; a name alone is looked for where programs are. */
function program() {
  const { GONGKAO_BROWSER: named = 'chromium', PATH = '' } = process.env;
  return isAbsolute(named) ? named : PATH.split(delimiter).map((folder) => join(folder, named)).find((file) => existsSync(file));
}

async function start() {
  server = createServer(serve);
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await chromium.launch({
    executablePath: program(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

after(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  assert.deepEqual(uncaught, []);
});

const HEAD = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>报名</title>';

/** Opens a page with a body. `errors` holds what it logs as an error; what it throws fails the file. */
export async function open(body, { head = '', policy = POLICY, ...rest } = {}) {
  if (!server) await start();
  const path = `/page-${pages.size}`;
  policies.set(path, policy);
  pages.set(path, `${HEAD}<script type="module" src="/js/element/index.js"></script>${head}</head><body><main><h1>报名</h1>${body}</main></body></html>`);
  return visit(path, rest);
}

export async function visit(path, { options, ready = true, prepare } = {}) {
  if (!server) await start();
  // One context has one cache; what is asked for otherwise gets its own.
  shared ??= await browser.newContext(DESKTOP);
  const context = options ? await browser.newContext({ ...DESKTOP, ...options }) : shared;
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.errors = [];
  page.on('pageerror', (error) => {
    page.errors.push(String(error));
    uncaught.push(error);
  });
  page.on('console', (message) => message.type() === 'error' && page.errors.push(message.text()));
  await prepare?.(page);
  await page.goto(`http://127.0.0.1:${server.address().port}${path}`);
  // Every event of the element, in its order.
  await page.evaluate(() => {
    window.told = [];
    for (const type of ['input', 'change']) {
      document.addEventListener(type, ({ target, detail }) => window.told.push([type, target.value, detail?.hit?.key ?? null]));
    }
  });
  if (ready) await page.locator('gongkao-work-type #field[aria-busy=false]').first().waitFor({ state: 'attached' });
  return page;
}

export const FIELD = '<label for="type">申报工种</label><gongkao-work-type id="type" name="work_type" catalogue="/catalogue.json"></gongkao-work-type>';
export const form = (field = FIELD) => `<form method="post" action="/post">${field}<button>提交</button> <button type="reset">重填</button></form>`;

/** What can be seen and heard of the element. */
export function state(page) {
  return page.evaluate(() => {
    const element = document.querySelector('gongkao-work-type');
    const root = element.shadowRoot;
    const field = root.querySelector('#field');
    const active = field.getAttribute('aria-activedescendant');
    return {
      text: field.value,
      value: element.value,
      open: field.getAttribute('aria-expanded') === 'true',
      options: [...root.querySelectorAll('[role=option]')].map((option) => option.textContent.replace(/\s+/g, ' ').trim()),
      active: active && root.querySelector(`#${active} .name`).textContent,
      note: root.querySelector('#popup').hidden ? '' : root.querySelector('#note').textContent,
      message: root.querySelector('#message p')?.textContent ?? '',
      choices: [...root.querySelectorAll('#message button')].map((button) => button.textContent),
      invalid: field.getAttribute('aria-invalid') === 'true',
      valid: element.validity.valid,
    };
  });
}

export const told = (page) => page.evaluate(() => window.told.splice(0));
export const field = (page) => page.locator('gongkao-work-type #field').first();
export const heard = (page) => page.locator('gongkao-work-type [role=status]').first();
