/** A served portal and people in front of it, each in a browser of their own. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const SERVER = fileURLToPath(new URL('../../server/', import.meta.url));
const WEB = fileURLToPath(new URL('../dist/', import.meta.url));
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const PYTHON = process.env.PORTAL_PYTHON ?? 'python3';
const PICTURES = process.env.PORTAL_PICTURES ?? join(tmpdir(), 'portal-pictures');

const ran = (program, words, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.on('exit', (code) => (code === 0 ? resolve(said) : reject(new Error(`${words.join(' ')} ended with ${code}`))));
  });

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A portal on a store of its own, with the sample people. */
export async function serve(store) {
  const home = mkdtempSync(join(tmpdir(), 'portal-'));
  const port = await freePort();
  const environment = {
    ...process.env,
    PYTHONPATH: SERVER,
    PORTAL_DEMONSTRATION: '1',
    PORTAL_SECRET: 's'.repeat(32),
    PORTAL_HOME: home,
    PORTAL_WEB: WEB,
    ...(store ? { PORTAL_DATABASE: store } : {}),
  };
  const at = { cwd: SERVER, env: environment };
  await ran(PYTHON, ['-m', 'portal.sample'], at);
  const words = ['-m', 'uvicorn', '--factory', 'portal.app:create_app', '--port', String(port), '--log-level', 'error'];
  mkdirSync(PICTURES, { recursive: true });
  // Its log lies beside the pictures.
  const log = openSync(join(PICTURES, 'server.log'), 'a');
  const child = spawn(PYTHON, words, { ...at, stdio: ['ignore', log, log] });
  closeSync(log);
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${address}/api/health`)).ok) break;
    } catch {
      if (tries > 300) throw new Error('the portal does not answer');
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const stop = () =>
    new Promise((resolve) => {
      child.on('exit', () => {
        rmSync(home, { recursive: true, force: true });
        resolve();
      });
      child.kill('SIGINT');
    });
  return { address, home, stop };
}

/** The portal behind a network that may break: it hangs up on connections that carry more than so many bytes. */
export async function shaky(portal) {
  const { port } = new URL(portal.address);
  let left = Infinity;
  const server = createServer((here) => {
    const there = connect(Number(port), '127.0.0.1');
    let sent = 0;
    let isCut = false;
    here.on('data', (data) => {
      if (isCut) return undefined;
      sent += data.length;
      if (sent <= left) return there.write(data);
      // What fits still arrives, as it would on a wire that is cut.
      there.write(data.subarray(0, Math.max(0, data.length - (sent - left))));
      isCut = true;
      return setTimeout(() => {
        here.destroy();
        there.destroy();
      }, 500);
    });
    there.pipe(here);
    for (const [one, other] of [[here, there], [there, here]]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.end());
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    /** From now on every connection that carries more than this is cut. */
    cutAfter: (bytes) => (left = bytes),
    stop: () => server.close(),
  };
}

/** Documents photographed, so to speak: whole JPEGs of pages of text, each another; and a thesis. */
export async function papers(count) {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  const script = `
import sys, zipfile
from PIL import Image, ImageDraw
for seed in range(${count}):
    page = Image.new("L", (1200, 1700), 235)
    pen = ImageDraw.Draw(page)
    for line in range(40):
        pen.text((120, 120 + line * 36), f"{seed} material line {line * 7919 + seed} " * 4, fill=20)
    page.save(f"{sys.argv[1]}/photo-{seed}.jpg", "JPEG", quality=88)
part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
files = {
    "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{part}.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>',
}
with zipfile.ZipFile(f"{sys.argv[1]}/thesis.docx", "w", zipfile.ZIP_DEFLATED) as thesis:
    for name, text in files.items():
        thesis.writestr(name, text)
`;
  await ran(PYTHON, ['-c', script, folder], {});
  return {
    photos: Array.from({ length: count }, (_, at) => join(folder, `photo-${at}.jpg`)),
    thesis: {
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: readFileSync(join(folder, 'thesis.docx')),
    },
    drop: () => rmSync(folder, { recursive: true }),
  };
}

export const browser = () =>
  chromium.launch({
    executablePath: process.env.GONGKAO_BROWSER?.startsWith('/') ? process.env.GONGKAO_BROWSER : `/usr/bin/${process.env.GONGKAO_BROWSER ?? 'chromium'}`,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });

/** A picture of a page as it stands, for people to look at. */
export async function keep(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  // What follows the window would lie over what a longer picture shows.
  const follow = (position, maxHeight) =>
    page.evaluate((style) => document.querySelectorAll('.sticky, aside').forEach((each) => Object.assign(each.style, style)), { position, maxHeight });
  await follow('static', 'none');
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  await follow('', '');
}

/** Somebody at a browser. */
export async function person(chrome, portal, { width = 1280, height = 900, script = true } = {}) {
  const context = await chrome.newContext({ viewport: { width, height }, locale: 'zh-CN', baseURL: portal.address, javaScriptEnabled: script });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && wrong.push(message.text()));
  return {
    page,
    context,
    wrong,
    async login(name, password = 'Gongkao2022') {
      await page.goto('/#/login');
      await page.getByLabel('手机号、用户名或身份证号').fill(name);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.waitForURL((url) => !url.hash.includes('login'));
    },
    picture: (name) => keep(page, `${name}-${width}`),
    /** A picture of another page of theirs. */
    keep,
    /** What axe-core finds that is serious; whether the page fits its width, and half of it; what is too small for a finger. */
    async faults() {
      // Not as a script of the page, which forbids those.
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
        // A switch of a radio or a box is as large as the label around it.
        const small = [...document.querySelectorAll('button, .button, select, textarea, label.choice, input')]
          .filter((each) => !each.matches('.hidden, .link, [type=radio], [type=checkbox]') && each.checkVisibility())
          .filter((each) => each.getBoundingClientRect().height < 43.5);
        return [
          ...violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`),
          ...small.map((each) => `too small: ${each.outerHTML.slice(0, 120)}`),
        ];
      });
      // Half the width is what is left of it at twice the size.
      for (const part of width > 700 ? [width, width / 2] : [width]) {
        await page.setViewportSize({ width: part, height });
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
        if (sideways) found.push(`scrolls sideways at ${part}`);
      }
      await page.setViewportSize({ width, height });
      return found;
    },
    close: () => context.close(),
  };
}
