// What checkers of accessibility and a ruler find: nothing, in every state, on a phone, enlarged, in forced colours.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { FIELD, broken, field, form, open, state } from './page.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pictures are left where GONGKAO_PICTURES says, for people to look at. */
const picture = async (page, name) => {
  const folder = process.env.GONGKAO_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

async function clean(page, name) {
  await picture(page, name);
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(() => window.axe.run());
  const found = violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)}`);
  assert.deepEqual(found, []);
  // Nothing that it could not judge either, but colours under a shadow.
  assert.deepEqual(incomplete.map(({ id }) => id).filter((id) => id !== 'color-contrast'), []);
}

const STATES = {
  fresh: async () => {},
  list: async (page) => {
    await field(page).pressSequentially('byy');
    await page.keyboard.press('ArrowDown');
  },
  none: (page) => field(page).fill('qqqqqq'),
  alike: (page) => field(page).fill('qichejiashiyaun'),
  cancelled: async (page) => {
    await field(page).fill('tlj');
    await page.keyboard.press('Enter');
  },
  garbage: async (page) => {
    await field(page).fill('播音园');
    await page.keyboard.press('Tab');
  },
};

test('axe finds nothing, whatever the state', async () => {
  const page = await open(form());
  for (const [name, reach] of Object.entries(STATES)) {
    await field(page).fill('');
    await reach(page);
    await clean(page, name);
  }
  assert.deepEqual(page.errors, [], 'and the policy on content was kept');
});

test('axe finds nothing: named by aria-label, readonly, disabled, English', async () => {
  const more = ['aria-label="工种"', 'aria-label="a" readonly value="0101"', 'aria-label="b" disabled', 'aria-label="c" lang="en"'];
  const page = await open(more.map((attributes) => `<gongkao-work-type ${attributes} catalogue="/catalogue.json"></gongkao-work-type>`).join('<p></p>'));
  await clean(page, 'named');
});

test('axe finds nothing: plain', async () => {
  broken.add('/pkg/gongkao_bg.wasm');
  const page = await open(form(), { options: {}, ready: false });
  await page.getByRole('button', { name: '重试查找' }).waitFor();
  await clean(page, 'plain');
  broken.clear();
});

/** What lies outside the page sideways, and what is too small for a finger. */
const measure = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('gongkao-work-type').shadowRoot;
    const targets = [...root.querySelectorAll('input, button, [role=option]')].filter((element) => element.checkVisibility());
    const small = targets.filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 44 || height < 44;
    });
    const { scrollWidth, clientWidth } = document.documentElement;
    return { targets: targets.length, small: small.map((element) => element.outerHTML), sideways: scrollWidth - clientWidth };
  });

for (const [name, options] of Object.entries({
  'a phone of 360 pixels': { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true },
  'a window of 1280 pixels at 200 %': { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
  '320 pixels, which are 400 %': { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
})) {
  test(`nothing sideways and every target large enough: ${name}`, async () => {
    const page = await open(form(), { options });
    for (const [state, reach] of Object.entries(STATES)) {
      await field(page).fill('');
      await reach(page);
      const { targets, small, sideways } = await measure(page);
      assert.ok(targets >= 2);
      assert.deepEqual([small, sideways], [[], 0], state);
      await picture(page, `${options.viewport.width}-${state}`);
    }
  });
}

test('text of twice the size moves things, and hides none', async () => {
  const page = await open(form(), { options: { viewport: { width: 360, height: 640 } } });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await STATES.cancelled(page);
  assert.deepEqual(await measure(page), { targets: 4, small: [], sideways: 0 });
  await picture(page, 'large-text');
});

test('low on the page the list opens upward', async () => {
  const page = await open(form(`<div id="tall"></div>${FIELD}`));
  await page.evaluate(() => (document.querySelector('#tall').style.height = '560px'));
  await field(page).click();
  const { list, input } = await page.evaluate(() => {
    const root = document.querySelector('gongkao-work-type').shadowRoot;
    return { list: root.querySelector('#popup').getBoundingClientRect(), input: root.querySelector('#field').getBoundingClientRect() };
  });
  assert.ok(list.bottom <= input.top && list.top >= 0);
});

test('in forced colours the active option and the matches are told apart', async () => {
  const page = await open(form(), { options: { forcedColors: 'active' } });
  await STATES.list(page);
  const seen = await page.evaluate(() => {
    const root = document.querySelector('gongkao-work-type').shadowRoot;
    const [active, other] = root.querySelectorAll('[role=option]');
    return [getComputedStyle(active).backgroundColor === getComputedStyle(other).backgroundColor, getComputedStyle(other.querySelector('mark')).textDecorationLine];
  });
  assert.deepEqual(seen, [false, 'underline']);
  await picture(page, 'forced-colours');
});

test('nothing moves by itself', async () => {
  const page = await open(form());
  await STATES.list(page);
  assert.equal(await page.evaluate(() => document.getAnimations().length + document.querySelector('gongkao-work-type').shadowRoot.getAnimations().length), 0);
});

test('the page styles it by properties and parts', async () => {
  const page = await open(form());
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('gongkao-work-type { --gongkao-radius: 9px } gongkao-work-type::part(input) { border-style: dashed } gongkao-work-type::part(option) { padding-left: 33px } gongkao-work-type:invalid { outline: 5px solid red }');
    document.adoptedStyleSheets = [sheet];
  });
  await field(page).fill('byy');
  const seen = await page.evaluate(() => {
    const element = document.querySelector('gongkao-work-type');
    const of = (selector) => getComputedStyle(element.shadowRoot.querySelector(selector));
    return [of('#field').borderRadius, of('#field').borderStyle, of('[role=option]').paddingLeft, getComputedStyle(element).outlineWidth];
  });
  assert.deepEqual(seen, ['9px', 'dashed', '33px', '5px']);
  assert.equal((await state(page)).valid, false);
});
