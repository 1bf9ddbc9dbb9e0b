// Keys, pointer and touch, and what a screen reader is given.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FIELD, field, form, heard, open, state, told } from './page.js';

const is = async (page, expected) => {
  const seen = await state(page);
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(seen[name], value, `${name} of ${JSON.stringify(seen)}`);
};

test('a name is found by its initials and chosen with the arrow keys', async () => {
  const page = await open(form());
  await is(page, { open: false, active: null, message: '', invalid: false });
  await field(page).focus();
  await is(page, { open: false });
  await page.keyboard.type('byy');
  await is(page, { open: true, active: null, value: '', options: ['播音员 0101', '保育员 0305', '报音员 0306', '广播播音员 0103 已合并为播音员'] });
  const marks = await page.locator('gongkao-work-type mark').allTextContents();
  assert.deepEqual(marks, ['播音员', '保育员', '报音员', '播音员']);
  await page.keyboard.press('ArrowDown');
  await is(page, { active: '播音员' });
  await page.keyboard.press('ArrowUp');
  await is(page, { active: '广播播音员' });
  await page.keyboard.press('ArrowDown');
  await is(page, { active: '播音员' });
  await page.keyboard.press('End');
  await is(page, { active: '广播播音员' });
  await page.keyboard.press('Home');
  await told(page);
  await page.keyboard.press('Enter');
  await is(page, { open: false, active: null, text: '播音员', value: '0101', valid: true });
  assert.deepEqual(await told(page), [['input', '0101', '0101'], ['change', '0101', '0101']]);
  assert.deepEqual(page.errors, []);
});

test('a letter goes on from the text, and the caret moves in it', async () => {
  const page = await open(form());
  await field(page).focus();
  await page.keyboard.type('by');
  await page.keyboard.press('Home');
  assert.equal(await field(page).evaluate(({ selectionStart }) => selectionStart), 0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await is(page, { active: null, open: true });
  await page.keyboard.press('End');
  await page.keyboard.type('y');
  await is(page, { text: 'byy', active: null });
});

test('the list opens whole, pages, and the active option is kept in view', async () => {
  const page = await open(form());
  await page.evaluate(() => {
    const items = Array.from({ length: 80 }, (_, at) => ({ key: `k${at}`, name: `单位${at}`, matched: 'name', ranges: [], reading: '', tier: 'start', standing: 'current', instead: [] }));
    document.querySelector('gongkao-work-type').source = { search: (query, limit) => items.filter(({ name, key }) => name.includes(query) || key === query).slice(0, limit) };
  });
  await field(page).focus();
  await page.keyboard.press('ArrowDown');
  const seen = await state(page);
  assert.equal(seen.options.length, 50);
  assert.equal(seen.active, '单位0');
  assert.equal(seen.note, '显示前 50 项，继续输入可缩小范围。');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await is(page, { active: '单位20' });
  const inView = () => page.evaluate(() => {
    const root = document.querySelector('gongkao-work-type').shadowRoot;
    const list = root.querySelector('#list').getBoundingClientRect();
    const active = root.querySelector('[aria-selected=true]').getBoundingClientRect();
    return active.top >= list.top - 1 && active.bottom <= list.bottom + 1;
  });
  assert.ok(await inView());
  await page.keyboard.press('End');
  await is(page, { active: '单位49' });
  assert.ok(await inView());
  await page.keyboard.press('PageUp');
  await is(page, { active: '单位39' });
  assert.ok(await inView());
  await page.keyboard.press('Alt+ArrowUp');
  await is(page, { open: false });
  await page.keyboard.press('Alt+ArrowDown');
  await is(page, { open: true, active: null });
});

test('Escape closes the list, and then clears the field; a dialog around it stays', async () => {
  const page = await open(`<dialog>${FIELD}</dialog>`);
  await page.evaluate(() => {
    document.querySelector('dialog').showModal();
    window.escapes = 0;
    document.addEventListener('keydown', ({ key }) => (window.escapes += key === 'Escape'));
  });
  await field(page).focus();
  await page.keyboard.type('播音员');
  await page.keyboard.press('Escape');
  await is(page, { open: false, text: '播音员', value: '0101' });
  await page.keyboard.press('Escape');
  await is(page, { open: false, text: '', value: '' });
  assert.ok(await page.evaluate(() => document.querySelector('dialog').open && window.escapes === 0));
  await page.keyboard.press('Escape');
  assert.ok(!(await page.evaluate(() => document.querySelector('dialog').open)));
});

test('Tab takes the active option and goes on', async () => {
  const page = await open(form());
  await field(page).focus();
  await page.keyboard.type('dg');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await is(page, { text: '电工', value: '0302', open: false });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), '提交');
});

test('Enter without an active option takes the only one, never one of several', async () => {
  const page = await open(form());
  await field(page).focus();
  await page.keyboard.type('byy');
  await page.keyboard.press('Enter');
  await is(page, { text: 'byy', value: '', open: true });
  await field(page).fill('glyh');
  await page.keyboard.press('Enter');
  await is(page, { text: '公路养护工', value: '0301', open: false });
});

test('what is there is said, once typing rests', async () => {
  const page = await open(form());
  await field(page).focus();
  await page.keyboard.type('byy');
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').shadowRoot.querySelector('[role=status]').textContent === '找到 4 项。');
  await field(page).fill('qqqqqq');
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').shadowRoot.querySelector('[role=status]').textContent.startsWith('没有找到“qqqqqq”'));
  await is(page, { open: false });
  await field(page).fill('dg');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').shadowRoot.querySelector('[role=status]').textContent === '已选择“电工”。');
  assert.equal(await heard(page).getAttribute('aria-live'), 'polite');
});

test('a screen reader finds a named combobox with a named list', async () => {
  const page = await open(form());
  await field(page).focus();
  await page.keyboard.type('dg');
  await page.keyboard.press('ArrowDown');
  const tree = await page.locator('main').ariaSnapshot();
  assert.match(tree, /combobox "申报工种" \[expanded\]/);
  assert.match(tree, /listbox "申报工种"/);
  assert.match(tree, /option "电工 0302" \[selected\]/);
  const input = await field(page).evaluate((input) => Object.fromEntries([...input.attributes].map(({ name, value }) => [name, value])));
  assert.equal(input['aria-controls'], 'list');
  assert.equal(input['aria-owns'], undefined);
  assert.equal(input['aria-autocomplete'], 'list');
  assert.equal(input['aria-activedescendant'], 'option-0');
});

test('a mouse chooses, and the field keeps the focus', async () => {
  const page = await open(form());
  await page.getByText('申报工种').click();
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'gongkao-work-type');
  await page.locator('gongkao-work-type #toggle').click();
  await is(page, { open: true });
  await page.locator('gongkao-work-type #toggle').click();
  await is(page, { open: false });
  await field(page).pressSequentially('jsy');
  await page.getByRole('option', { name: '汽车驾驶员' }).click();
  await is(page, { text: '汽车驾驶员', value: '0201', open: false });
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'gongkao-work-type');
});

test('a finger chooses, and scrolls without choosing', async () => {
  const page = await open(form(), { options: { hasTouch: true, viewport: { width: 360, height: 640 } } });
  await field(page).tap();
  await is(page, { open: true });
  const list = page.locator('gongkao-work-type #list');
  const { x, y, height } = await list.boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const touch = (type, points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x: x + 50, y: y + height - 30 }]);
  for (let by = 30; by <= 150; by += 30) await touch('touchMove', [{ x: x + 50, y: y + height - 30 - by }]);
  await touch('touchEnd', []);
  await is(page, { open: true, value: '' });
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').shadowRoot.querySelector('#list').scrollTop > 0);
  await page.getByRole('option', { name: '保育员' }).tap();
  await is(page, { value: '0305', open: false });
});

test('Shift and keys of the browser leave the active option alone or do not touch the list', async () => {
  const page = await open(form());
  await field(page).focus();
  await page.keyboard.type('byy');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift');
  await is(page, { active: '播音员', open: true });
  await page.keyboard.press('Control+Home');
  await is(page, { active: null, open: true, text: 'byy' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Tab');
  await is(page, { text: '播音员', value: '0101', open: false });
});

test('PageUp and PageDown, Home and End of a closed list are the page\'s', async () => {
  const page = await open(form());
  await field(page).focus();
  for (const key of ['PageDown', 'PageUp', 'Home', 'End']) {
    await page.keyboard.press(key);
    await is(page, { open: false, active: null });
  }
  await page.keyboard.press('ArrowUp');
  const { options, active } = await state(page);
  assert.equal(`${active}`, options.at(-1).split(' ')[0], 'up from nothing is the last');
});
