// Input methods: whatever the order of their events, nothing is picked and nothing lost between their first letter and their last.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FIELD, field, form, open, state, told } from './page.js';

const changes = async (page) => (await told(page)).filter(([type]) => type === 'change');

async function method(page) {
  const cdp = await page.context().newCDPSession(page);
  return {
    compose: (text) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (text) => cdp.send('Input.insertText', { text }),
  };
}

/** Events as a browser sends them, one after another in one go. */
const play = (page, steps) =>
  page.evaluate((steps) => {
    const input = document.querySelector('gongkao-work-type').shadowRoot.querySelector('#field');
    input.focus();
    for (const [type, { text, ...init }] of steps) {
      if (text !== undefined) input.value = text;
      const Kind = type.startsWith('composition') ? CompositionEvent : type === 'input' ? InputEvent : KeyboardEvent;
      input.dispatchEvent(new Kind(type, { bubbles: true, composed: true, cancelable: true, ...init }));
    }
  }, steps);

test('letters in composition already search, and nothing is picked before their end', async () => {
  const page = await open(form());
  await field(page).focus();
  const { compose, commit } = await method(page);
  for (const letters of ["b", "bo", "bo'y", "bo'yin"]) await compose(letters);
  let seen = await state(page);
  assert.equal(seen.text, "bo'yin");
  assert.deepEqual([seen.open, seen.options[0]], [true, '播音员 0101']);
  assert.deepEqual(await told(page), []);
  await commit('播音员');
  seen = await state(page);
  assert.deepEqual([seen.text, seen.value, seen.open], ['播音员', '0101', true]);
  assert.deepEqual(await told(page), [['input', '0101', '0101']]);
  await page.keyboard.press('Tab');
  assert.deepEqual(await changes(page), [['change', '0101', '0101']]);
});

test('a composition given up leaves the field and its value as they were', async () => {
  const page = await open(form());
  await field(page).fill('播音员');
  await page.keyboard.press('Tab');
  await told(page);
  await field(page).focus();
  await page.keyboard.press('End');
  const { compose } = await method(page);
  await compose('shi');
  assert.equal((await state(page)).value, '0101');
  await compose('');
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.value, seen.valid], ['播音员', '0101', true]);
  await page.keyboard.press('Tab');
  assert.deepEqual(await changes(page), []);
});

const composing = (text) => [
  ['compositionstart', {}],
  ['keydown', { key: 'Process', keyCode: 229, isComposing: true }],
  ['input', { text, isComposing: true }],
];
const ARROW = ['keydown', { key: 'ArrowDown', keyCode: 40 }];

const ORDERS = {
  'the end after the last input': (text) => [['input', { text, isComposing: true }], ['compositionend', { data: text }]],
  'the end before the last input': (text) => [['compositionend', { text, data: text }], ['input', { text }]],
  'the end alone': (text) => [['compositionend', { text, data: text }]],
};
const ENTERS = {
  'a key in composition': (rest) => [['keydown', { key: 'Enter', keyCode: 13, isComposing: true }], ...rest],
  'the key 229': (rest) => [['keydown', { key: 'Enter', keyCode: 229 }], ...rest],
  'a key after the end with 229': (rest) => [...rest, ['keydown', { key: 'Enter', keyCode: 229 }]],
  'a bare key after the end': (rest) => [...rest, ['keydown', { key: 'Enter', keyCode: 13 }]],
};

let page;

for (const [order, rest] of Object.entries(ORDERS)) {
  for (const [enter, around] of Object.entries(ENTERS)) {
    test(`Enter commits a candidate and picks nothing: ${order}, ${enter}`, async () => {
      page ??= await open(form());
      await page.evaluate(() => {
        document.querySelector('gongkao-work-type').value = '';
        document.querySelector('form').onsubmit = () => {
          throw new Error('sent');
        };
      });
      await told(page);
      await play(page, [...composing("gong'lu"), ARROW, ...around(rest('公路'))]);
      let seen = await state(page);
      assert.deepEqual([seen.text, seen.value, seen.active, seen.open], ['公路', '', null, true]);
      assert.deepEqual(seen.options, ['公路养护工 0301']);
      assert.deepEqual(await changes(page), []);
      await page.waitForTimeout(50);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      seen = await state(page);
      assert.deepEqual([seen.text, seen.value], ['公路养护工', '0301']);
      assert.deepEqual(page.errors, []);
    });
  }
}

for (const [name, end] of Object.entries({
  'the key first': [['keydown', { key: 'Escape', keyCode: 229, isComposing: true }], ['compositionend', { text: '电', data: '' }], ['input', { text: '电' }]],
  'the end first': [['input', { text: '电' }], ['compositionend', { data: '' }], ['keydown', { key: 'Escape', keyCode: 27 }]],
})) {
  test(`Escape gives up a composition and clears nothing: ${name}`, async () => {
    const page = await open(form());
    await field(page).pressSequentially('电');
    await play(page, [...composing("电gong"), ...end]);
    const seen = await state(page);
    assert.deepEqual([seen.text, seen.open], ['电', true]);
    assert.deepEqual(seen.options, ['电工 0302', '仪表电工 0303']);
  });
}

test('a key 229 is the method\'s however late it comes', async () => {
  const page = await open(form());
  await play(page, [...composing("gong'lu"), ['compositionend', { text: '公路', data: '公路' }], ['input', { text: '公路' }]]);
  await page.waitForTimeout(60);
  await play(page, [['keydown', { key: 'Enter', keyCode: 229 }]]);
  assert.deepEqual((await state(page)).text, '公路');
  await play(page, [['keydown', { key: 'Enter', keyCode: 13 }]]);
  assert.deepEqual((await state(page)).text, '公路养护工');
});

test('a field left without the end of its composition is judged all the same', async () => {
  const page = await open(form());
  await play(page, [...composing('播音员'), ['blur', {}]]);
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').value === '0101');
  assert.deepEqual(await changes(page), [['change', '0101', '0101']]);
});

test('keys of the method move no option, Space and Tab neither', async () => {
  const page = await open(form());
  const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'Enter', ' ', 'Tab', 'Escape'];
  await play(page, [...composing('bo'), ...keys.map((key) => ['keydown', { key, keyCode: 229, isComposing: true }])]);
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.active, seen.open, seen.value], ['bo', null, true, '']);
});

test('a click on an option ends the composition, and then picks', async () => {
  const page = await open(form());
  await field(page).focus();
  const { compose } = await method(page);
  await compose("bo'yin");
  await page.evaluate(() => {
    window.order = [];
    const input = document.querySelector('gongkao-work-type').shadowRoot.querySelector('#field');
    input.addEventListener('compositionend', () => window.order.push('end'));
    document.addEventListener('change', () => window.order.push('change'));
  });
  await page.getByRole('option', { name: '播音技术员' }).click();
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').value === '0102');
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.open, seen.valid], ['播音技术员', false, true]);
  assert.deepEqual(await page.evaluate(() => window.order), ['end', 'change']);
});

test('leaving the field in composition judges what it left, once', async () => {
  const page = await open(form());
  await field(page).focus();
  const { compose } = await method(page);
  await compose('dian');
  await page.getByRole('heading').click();
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').shadowRoot.querySelector('#message p'));
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.value, seen.invalid], ['dian', '', true]);
});

test('a value that the page sets during a composition waits for its end', async () => {
  const page = await open(form());
  await play(page, composing('bo'));
  await page.evaluate(() => (document.querySelector('gongkao-work-type').value = '0302'));
  assert.equal((await state(page)).text, 'bo');
  await play(page, [['compositionend', { text: '播', data: '播' }], ['input', { text: '播' }]]);
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').value === '0302');
  assert.equal((await state(page)).text, '电工');
});

test('only the key that ended a composition is the method\'s: the next one, however soon, is not', async () => {
  const page = await open(form());
  await play(page, [
    ...composing("gong'lu"),
    ['compositionend', { text: '公路', data: '公路' }],
    ['input', { text: '公路' }],
    ['keydown', { key: ' ', keyCode: 32 }],
    ['keydown', { key: 'Enter', keyCode: 13 }],
  ]);
  assert.equal((await state(page)).text, '公路养护工');
});

test('two compositions, one after the other, are one text, and nothing between them is picked', async () => {
  const page = await open(form());
  await play(page, [
    ...composing('bo'), ['compositionend', { text: '播', data: '播' }], ['input', { text: '播' }],
    ...composing("播yin'yuan"), ['compositionend', { text: '播音员', data: '音员' }], ['input', { text: '播音员' }],
  ]);
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.value, seen.open], ['播音员', '0101', true]);
  assert.deepEqual(await changes(page), []);
});

test('a start without an input, as a key of the method alone makes, changes nothing', async () => {
  const page = await open(form());
  await field(page).fill('播音员');
  await page.keyboard.press('Tab');
  await told(page);
  await play(page, [['compositionstart', {}], ['keydown', { key: 'Escape', keyCode: 229, isComposing: true }], ['compositionend', { data: '' }]]);
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.value, seen.valid], ['播音员', '0101', true]);
  assert.deepEqual(await told(page), []);
});

test('a page that disables or resets the field in a composition is obeyed', async () => {
  const page = await open(form(FIELD.replace('<gongkao-work-type', '<gongkao-work-type value="0302"')));
  await play(page, composing('电工bo'));
  await page.evaluate(() => document.querySelector('form').reset());
  await play(page, [['compositionend', { text: '电工播', data: '播' }], ['input', { text: '电工播' }]]);
  await page.waitForFunction(() => document.querySelector('gongkao-work-type').value === '0302');
  assert.equal((await state(page)).text, '电工');
  await play(page, composing('bo'));
  await page.evaluate(() => (document.querySelector('gongkao-work-type').disabled = true));
  const seen = await state(page);
  assert.deepEqual([seen.open, await field(page).isDisabled()], [false, true]);
});

test('a key that says it is composed is the method\'s, whether or not a start was told', async () => {
  const page = await open(form());
  await field(page).pressSequentially('公路');
  await play(page, [['keydown', { key: 'Enter', keyCode: 13, isComposing: true }], ['keydown', { key: 'Escape', keyCode: 27, isComposing: true }]]);
  assert.deepEqual([(await state(page)).text, (await state(page)).open], ['公路', true]);
});
