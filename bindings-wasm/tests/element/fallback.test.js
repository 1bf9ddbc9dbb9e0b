// Where the search cannot work there is a plain field, the form still works, and it may be tried again.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FIELD, POLICY, broken, field, form, open, posted, state, told } from './page.js';

const WASM = '/pkg/gongkao_bg.wasm';
const OWN = '<label for="own">申报工种</label><gongkao-work-type catalogue="/catalogue.json"><input id="own" name="work_type" required></gongkao-work-type>';
const retry = (page) => page.getByRole('button', { name: '重试查找' });
const sent = async (page) => {
  await page.getByRole('button', { name: '提交' }).click();
  await page.waitForURL('**/post');
  return posted.at(-1);
};

/** In a context of its own, which has nothing in its cache. */
async function without(address, body, more = {}) {
  broken.add(address);
  const page = await open(body, { options: {}, ready: false, ...more });
  await retry(page).waitFor();
  return page;
}

test('without its module it is a plain field, and sends what was typed', async () => {
  const page = await without(WASM, form());
  const seen = await state(page);
  assert.equal(seen.message, '暂时不能查找，请直接填写申报工种的全称。');
  assert.deepEqual([seen.valid, seen.invalid, seen.open], [true, false, false]);
  assert.equal(await field(page).getAttribute('placeholder'), '');
  await page.getByRole('textbox', { name: '申报工种' }).fill('播音员');
  await page.keyboard.press('Tab');
  assert.deepEqual(await told(page), [['input', '播音员', null], ['change', '播音员', null]]);
  assert.deepEqual(await sent(page), [['work_type', '播音员']]);
});

test('tried again it is a combobox, and finds what was typed meanwhile', async () => {
  for (const address of [WASM, '/catalogue.json']) {
    const page = await without(address, form());
    await field(page).fill('播音员');
    broken.clear();
    await retry(page).click();
    await page.getByRole('combobox', { name: '申报工种' }).waitFor();
    await page.waitForFunction(() => document.querySelector('gongkao-work-type').value === '0101');
    const seen = await state(page);
    assert.deepEqual([seen.text, seen.message, seen.valid], ['播音员', '', true]);
    assert.deepEqual((await told(page)).at(-1), ['change', '0101', '0101']);
    assert.deepEqual(await sent(page), [['work_type', '0101']]);
  }
});

test('where a policy forbids WebAssembly it is a plain field too, and required all the same', async () => {
  const policy = POLICY.replace(" 'wasm-unsafe-eval'", '');
  const page = await open(form(FIELD.replace('name=', 'required value="播音员" name=')), { policy, ready: false });
  await retry(page).waitFor();
  assert.equal((await state(page)).value, '播音员');
  await field(page).fill('');
  await page.evaluate(() => document.querySelector('form').requestSubmit());
  const seen = await state(page);
  assert.deepEqual([seen.valid, seen.invalid], [false, true]);
  assert.match(seen.message, /^请选择申报工种。/);
});

test('a field of the page is out of the form while the element works', async () => {
  const page = await open(form(OWN));
  await page.getByText('申报工种').click();
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'gongkao-work-type');
  assert.equal(await page.evaluate(() => document.querySelector('gongkao-work-type').required), true);
  await page.getByRole('combobox', { name: '申报工种' }).fill('播音员');
  await page.keyboard.press('Tab');
  assert.deepEqual(await sent(page), [['work_type', '0101']]);
});

test('a field of the page takes over where the element does not work', async () => {
  const page = await without(WASM, form(OWN));
  await page.getByText('申报工种').click();
  await page.keyboard.type('电工');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'own');
  assert.equal(await page.evaluate(() => document.querySelector('gongkao-work-type').value), '电工');
  assert.deepEqual(await sent(page), [['work_type', '电工']]);
  broken.clear();
});

test('a field of the page works without any script', async () => {
  const page = await open(form(OWN), { options: { javaScriptEnabled: false }, ready: false, quiet: true });
  await page.getByLabel('申报工种').fill('电工');
  assert.deepEqual(await sent(page), [['work_type', '电工']]);
});

test('a browser that cannot have the element gets plain fields', async () => {
  const old = (page) => page.addInitScript(() => delete HTMLElement.prototype.attachInternals);
  const page = await open(form(), { ready: false, prepare: old });
  await page.getByLabel('申报工种').fill('电工');
  assert.deepEqual(await sent(page), [['work_type', '电工']]);
});

test('a module that does not come makes a plain field after a while, and is used when it comes after all', async () => {
  const page = await open(form());
  await page.clock.install();
  await page.evaluate(() => {
    const element = document.querySelector('gongkao-work-type');
    const { localName } = element;
    customElements.whenDefined(localName).then(() => {
      element.source = new Promise((come) => (window.come = come));
    });
  });
  await page.clock.fastForward(9000);
  await retry(page).waitFor();
  const hit = { key: '1', name: '电工', matched: 'name', ranges: [], reading: '', tier: 'exact', standing: 'current', instead: [] };
  await page.evaluate((hit) => window.come({ search: () => [hit] }), hit);
  await page.getByRole('combobox').fill('电工');
  assert.equal((await state(page)).value, '1');
});

test('a source that fails at a letter leaves what was typed', async () => {
  const page = await open(form());
  await page.evaluate(() => {
    document.querySelector('gongkao-work-type').source = { search: () => Promise.reject(new Error('offline')) };
  });
  await field(page).fill('电工');
  await retry(page).waitFor();
  assert.deepEqual(await sent(page), [['work_type', '电工']]);
});

test('a value that the page sets reaches whichever field stands in', async () => {
  const page = await without(WASM, form(OWN));
  await page.evaluate(() => (document.querySelector('gongkao-work-type').value = '电工'));
  assert.equal(await page.locator('#own').inputValue(), '电工');
  broken.clear();
  await retry(page).click();
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').value === '0302');
  assert.deepEqual(await sent(page), [['work_type', '0302']]);
});
