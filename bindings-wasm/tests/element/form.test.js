// The element as a field: what a form sends, what is wrong, what is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { FIELD, field, form, open, posted, state, told, visit } from './page.js';

const with_ = (attributes) => FIELD.replace('<gongkao-work-type', `<gongkao-work-type ${attributes}`);
const send = (page) => page.getByRole('button', { name: '提交' }).click();

async function sent(page) {
  await page.waitForURL('**/post');
  return posted.at(-1);
}

test('a form sends the code of what was chosen', async () => {
  const page = await open(form());
  await field(page).pressSequentially('byy');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await send(page);
  assert.deepEqual(await sent(page), [['work_type', '0101']]);
});

test('written in full it is taken when the field is left', async () => {
  const page = await open(form());
  for (const [written, code] of [['播音员', '0101'], ['0302', '0302'], [' 播音員 ', '0101'], ['０３０２', '0302'], ['仪表电工', '0303']]) {
    await field(page).fill('');
    await field(page).pressSequentially(written);
    await told(page);
    await page.keyboard.press('Tab');
    assert.deepEqual(await told(page), [['change', code, code]], written);
  }
  await send(page);
  assert.deepEqual(await sent(page), [['work_type', '0303']]);
});

test('Enter in the closed field sends the form, as in any field', async () => {
  const page = await open(form());
  await field(page).pressSequentially('播音员');
  await page.keyboard.press('Enter');
  assert.equal((await state(page)).open, false);
  await page.evaluate(() => Object.assign(document.querySelector('button'), { name: 'go', value: '1' }));
  await page.keyboard.press('Enter');
  assert.deepEqual(await sent(page), [['work_type', '0101'], ['go', '1']]);
});

test('sounds alone are no name in full, nor is anything half', async () => {
  const page = await open(form());
  for (const written of ['boyinyuan', 'byy', '播音']) {
    await field(page).fill(written);
    await page.keyboard.press('Tab');
    const seen = await state(page);
    assert.deepEqual([seen.value, seen.invalid, seen.text], ['', true, written]);
    assert.equal(seen.message, `目录中没有“${written}”，请从列表中选择。您要找的是不是：`);
  }
});

test('garbage is never sent, and what may have been meant is offered', async () => {
  const page = await open(form());
  await field(page).fill('播音园');
  const before = posted.length;
  await page.evaluate(() => document.querySelector('form').requestSubmit());
  let seen = await state(page);
  assert.deepEqual([seen.value, seen.valid, seen.invalid], ['', false, true]);
  assert.deepEqual(seen.choices, ['播音员', '播音技术员', '广播播音员']);
  assert.equal(await page.evaluate(() => document.querySelector('form').checkValidity()), false);
  assert.equal(await page.evaluate(() => new FormData(document.querySelector('form')).get('work_type')), '');
  assert.equal(posted.length, before);
  assert.ok(await page.evaluate(() => document.querySelector('gongkao-work-type').matches(':invalid')));
  await page.getByRole('button', { name: '播音员', exact: true }).click();
  seen = await state(page);
  assert.deepEqual([seen.value, seen.valid, seen.message, seen.choices], ['0101', true, '', []]);
  await field(page).fill('qqqqqq');
  await page.keyboard.press('Tab');
  seen = await state(page);
  assert.deepEqual([seen.choices, seen.message, seen.invalid], [[], '目录中没有“qqqqqq”，请从列表中选择。', true]);
  await field(page).fill('b');
  seen = await state(page);
  assert.deepEqual([seen.message, seen.invalid, seen.valid], ['', false, false], 'nobody is told off while typing');
});

test('a typing error is asked about, not taken', async () => {
  const page = await open(form());
  await field(page).pressSequentially('qichejiashiyaun');
  const seen = await state(page);
  assert.equal(seen.note, '没有找到“qichejiashiyaun”，您要找的是不是：');
  assert.deepEqual(seen.options, ['汽车驾驶员 0201']);
  await page.keyboard.press('Enter');
  assert.equal((await state(page)).value, '');
});

test('a merged type leads to what it was merged into', async () => {
  const page = await open(form());
  await field(page).pressSequentially('gbby');
  await page.keyboard.press('ArrowDown');
  await told(page);
  await page.keyboard.press('Enter');
  let seen = await state(page);
  assert.equal(seen.note, '“广播播音员”已合并，请选择合并后的“播音员”。');
  assert.deepEqual([seen.options, seen.active, seen.valid], [['播音员 0101'], '播音员', false]);
  assert.deepEqual(await told(page), []);
  await page.keyboard.press('Enter');
  seen = await state(page);
  assert.deepEqual([seen.value, seen.text, seen.valid], ['0101', '播音员', true]);
});

test('a cancelled type leads to its neighbours, by the list or, when the field was left, below it', async () => {
  const page = await open(form());
  await field(page).pressSequentially('拖拉机驾驶员');
  await page.keyboard.press('Tab');
  let seen = await state(page);
  assert.equal(seen.message, '“拖拉机驾驶员”已取消。经单位人事部门同意后，请选择就近岗位工种：汽车驾驶员、汽车修理工。');
  assert.deepEqual([seen.choices, seen.valid, seen.invalid], [['汽车驾驶员', '汽车修理工'], false, true]);
  await page.getByRole('button', { name: '汽车修理工' }).click();
  seen = await state(page);
  assert.deepEqual([seen.value, seen.valid, seen.message], ['0202', true, '']);
});

test('a resumed draft with a merged type says so, and nothing else speaks before it was touched', async () => {
  const page = await open(form(with_('value="0103"')));
  let seen = await state(page);
  assert.deepEqual([seen.text, seen.value, seen.valid, seen.choices], ['广播播音员', '0103', false, ['播音员']]);
  assert.match(seen.message, /已合并/);
  assert.deepEqual(await told(page), []);
  const fresh = await open(form(with_('required')));
  seen = await state(fresh);
  assert.deepEqual([seen.message, seen.invalid, seen.valid], ['', false, false]);
});

test('where former types may stand, as on a certificate, they are taken and explained', async () => {
  const page = await open(form(with_('former')));
  await field(page).pressSequentially('gbby');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const seen = await state(page);
  assert.deepEqual([seen.value, seen.valid, seen.invalid], ['0103', true, false]);
  assert.equal(seen.message, '“广播播音员”已合并为播音员。');
  await send(page);
  assert.deepEqual(await sent(page), [['work_type', '0103']]);
});

test('required, and the sentence says what is', async () => {
  const page = await open(form(with_('required')));
  await send(page);
  const seen = await state(page);
  assert.deepEqual([seen.message, seen.invalid], ['请选择申报工种。', true]);
  assert.equal(await page.evaluate(() => document.querySelector('gongkao-work-type').validity.valueMissing), true);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'gongkao-work-type');
  await page.evaluate(() => (document.querySelector('gongkao-work-type').required = false));
  await send(page);
  assert.deepEqual(await sent(page), [['work_type', '']]);
});

test('disabled by itself or by its fieldset, it is not sent and not asked', async () => {
  for (const markup of [with_('disabled value="0101"'), `<fieldset disabled>${with_('value="0101"')}</fieldset>`]) {
    const page = await open(form(markup));
    assert.ok(await field(page).isDisabled());
    assert.ok(await page.locator('gongkao-work-type #toggle').isDisabled());
    assert.deepEqual(await page.evaluate(() => [...new FormData(document.querySelector('form'))]), []);
    await page.evaluate(() => document.querySelectorAll('[disabled]').forEach((element) => (element.disabled = false)));
    assert.ok(await field(page).isEnabled());
    assert.deepEqual(await page.evaluate(() => [...new FormData(document.querySelector('form'))]), [['work_type', '0101']]);
  }
});

test('readonly, it is sent and cannot be changed', async () => {
  const page = await open(form(with_('readonly value="0101"')));
  await field(page).focus();
  await page.keyboard.type('dg');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await field(page).click();
  const seen = await state(page);
  assert.deepEqual([seen.value, seen.text, seen.open], ['0101', '播音员', false]);
  await send(page);
  assert.deepEqual(await sent(page), [['work_type', '0101']]);
});

test('reset brings back what the page was sent with', async () => {
  const page = await open(form(with_('value="0302"')));
  await field(page).fill('garbage');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '重填' }).click();
  const seen = await state(page);
  assert.deepEqual([seen.value, seen.text, seen.valid, seen.message], ['0302', '电工', true, '']);
});

test('the browser restores what was chosen, and what was half typed', async () => {
  for (const [written, text, value] of [['播音员', '播音员', '0101'], ['播音', '播音', '']]) {
    const page = await open(form());
    await field(page).fill(written);
    await page.keyboard.press('Tab');
    await page.goto('about:blank');
    await page.goBack();
    await page.locator('gongkao-work-type #field[aria-busy=false]').waitFor();
    const seen = await state(page);
    assert.deepEqual([seen.text, seen.value], [text, value]);
  }
});

test('the page may set the value, before and after the element is there, and no event tells of it', async () => {
  const page = await open(form());
  const set = (value) => page.evaluate((value) => (document.querySelector('gongkao-work-type').value = value), value);
  await set('0201');
  assert.deepEqual((await state(page)).text, '汽车驾驶员');
  assert.equal(await page.evaluate(() => document.querySelector('gongkao-work-type').hit.name), '汽车驾驶员');
  await set('9999');
  const seen = await state(page);
  assert.deepEqual([seen.value, seen.valid, seen.message], ['', false, '目录中没有“9999”，请从列表中选择。']);
  await set(null);
  assert.deepEqual([(await state(page)).text, (await state(page)).valid], ['', true]);
  await set('电工');
  assert.equal((await state(page)).value, '0302');
  assert.deepEqual(await told(page), []);
});

test('what the page sets before the element is defined is taken when it is', async () => {
  const early = (page) =>
    page.addInitScript(() => {
      document.addEventListener('readystatechange', () => {
        const element = document.querySelector('gongkao-work-type');
        if (document.readyState === 'interactive') Object.assign(element, { value: '0302', required: true, messages: { label: '甲' } });
      });
    });
  const page = await open(form(), { prepare: early });
  assert.deepEqual((await state(page)).text, '电工');
  assert.equal(await field(page).getAttribute('aria-required'), 'true');
});

test('a framework that hands the value back at every letter disturbs nothing', async () => {
  const page = await open(form(with_('value="0101"')));
  await page.evaluate(() => {
    const element = document.querySelector('gongkao-work-type');
    element.addEventListener('input', () => (element.value = element.value));
  });
  await field(page).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('y');
  const seen = await state(page);
  assert.deepEqual([seen.text, seen.open, seen.value], ['播音y', true, '']);
  assert.deepEqual(seen.options[0], '播音员 0101');
});

test('a label in any form names it, or aria-label does', async () => {
  const element = (attributes) => `<gongkao-work-type ${attributes} catalogue="/catalogue.json"></gongkao-work-type>`;
  const named = {
    [`<label>甲工种 ${element('')}</label>`]: '甲工种',
    [element('aria-label="乙工种"')]: '乙工种',
    [`${element('id="w"')}<label for="w">丙工种</label>`]: '丙工种',
    [element('')]: '工种',
    [`<div lang="en">${element('')}</div>`]: 'Work type',
  };
  const page = await open(Object.keys(named).join('<hr>'));
  const names = await page.getByRole('combobox').evaluateAll((fields) => fields.map((field) => field.getAttribute('aria-label')));
  assert.deepEqual(names, Object.values(named));
  await page.getByRole('combobox', { name: '甲工种', exact: true }).waitFor();
});

test('it speaks the language of its page, and the words of its page', async () => {
  const page = await open(form(with_('lang="en"')));
  await field(page).fill('qqqqqq');
  await page.keyboard.press('Tab');
  assert.equal((await state(page)).message, '“qqqqqq” is not in the catalogue. Choose from the list.');
  await page.evaluate(() => (document.querySelector('gongkao-work-type').messages = { unknown: 'No such unit: {text}' }));
  assert.equal((await state(page)).message, 'No such unit: qqqqqq');
});

test('answers that come late are those of the last letter', async () => {
  const page = await open(form());
  await page.evaluate(() => {
    const hit = (name) => ({ key: name, name, matched: 'name', ranges: [], reading: '', tier: 'start', standing: 'current', instead: [] });
    window.asked = [];
    document.querySelector('gongkao-work-type').source = {
      search(query) {
        window.asked.push(query);
        // The earlier it is asked the later it answers.
        return new Promise((done) => setTimeout(() => done([hit(`答${query}`)]), 400 - query.length * 35));
      },
    };
  });
  await field(page).focus();
  await page.keyboard.type('abcdefghij');
  await page.waitForTimeout(600);
  assert.deepEqual((await state(page)).options, ['答abcdefghij']);
  assert.equal(await page.evaluate(() => window.asked.length), 10);
});

test('of two units of one name the one that was chosen is sent, and the name alone chooses none', async () => {
  const page = await open(form());
  await page.evaluate(() => {
    const hit = (key) => ({ key, name: '办公室', matched: 'name', ranges: [], reading: '', tier: 'exact', standing: 'current', instead: [] });
    document.querySelector('gongkao-work-type').source = { search: () => [hit('a1'), hit('b2')] };
  });
  await field(page).fill('办公室');
  await page.keyboard.press('Tab');
  let seen = await state(page);
  assert.deepEqual([seen.value, seen.invalid], ['', true]);
  await field(page).click();
  await page.getByRole('option', { name: '办公室 b2' }).click();
  await page.keyboard.press('Tab');
  seen = await state(page);
  assert.deepEqual([seen.value, seen.valid], ['b2', true]);
});

test('the example page works as it stands', async () => {
  const page = await visit('/examples/element.html');
  await page.getByRole('combobox', { name: '单位' }).pressSequentially('gbdst');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('unit = u0 郑州市广播电视台').waitFor();
  await page.getByRole('combobox', { name: '申报工种' }).fill('播音员');
  await page.keyboard.press('Tab');
  const sent = await page.evaluate(() => [...new FormData(document.querySelector('form'))]);
  assert.deepEqual(sent, [['declared', '播音员'], ['current', ''], ['unit', 'u0']]);
  assert.deepEqual(page.errors, []);
});

test('the element is defined once, however often it is asked for', async () => {
  const page = await open(form());
  const again = await page.evaluate(async () => {
    const { define } = await import('/js/element/index.js?again');
    define();
    return document.querySelector('gongkao-work-type').matches(':defined');
  });
  assert.ok(again);
  assert.deepEqual(page.errors, []);
});

test('Enter sends a form without a button, and one whose button is outside it', async () => {
  for (const markup of [`<form method="post" action="/post">${FIELD}</form>`, `<form id="f" method="post" action="/post">${FIELD}</form><button form="f">去</button>`]) {
    const page = await open(markup);
    await field(page).pressSequentially('播音员');
    await page.keyboard.press('Enter');
    assert.equal((await state(page)).value, '0101');
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(page), [['work_type', '0101']]);
  }
});

test('Enter sends nothing while what stands there is garbage, or needed and not there', async () => {
  const page = await open(form(with_('required')));
  const before = posted.length;
  await field(page).focus();
  await page.keyboard.press('Enter');
  let seen = await state(page);
  assert.deepEqual([seen.invalid, seen.message], [true, '请选择申报工种。']);
  await field(page).pressSequentially('qqqqqq');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  seen = await state(page);
  assert.deepEqual([seen.invalid, seen.value, seen.text], [true, '', 'qqqqqq']);
  assert.equal(posted.length, before);
});

test('a field of no form does nothing at Enter', async () => {
  const page = await open(FIELD);
  await field(page).pressSequentially('播音员');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.deepEqual([(await state(page)).value, page.errors], ['0101', []]);
});

test('what was picked is forgotten with its name, and found again with it', async () => {
  const page = await open(form());
  await page.evaluate(() => {
    const hit = (key) => ({ key, name: '办公室', matched: 'name', ranges: [], reading: '', tier: 'exact', standing: 'current', instead: [] });
    document.querySelector('gongkao-work-type').source = { search: (query) => (query.startsWith('办公室') && query.length > 3 ? [] : [hit('a1'), hit('b2')]) };
  });
  await field(page).click();
  await page.getByRole('option', { name: '办公室 b2' }).click();
  await page.keyboard.type('甲');
  assert.equal((await state(page)).value, '');
  await page.keyboard.press('Backspace');
  assert.equal((await state(page)).value, 'b2');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '重填' }).click();
  await field(page).fill('办公室');
  assert.equal((await state(page)).value, '', 'a reset forgets it for good');
});

test('what no source has answered for is not sent', async () => {
  const page = await open(form(with_('value="0101"')));
  await page.evaluate(() => {
    document.querySelector('gongkao-work-type').source = { search: () => new Promise(() => {}) };
  });
  const sent = () => page.evaluate(() => [document.querySelector('form').checkValidity(), ...new FormData(document.querySelector('form')).values()]);
  assert.deepEqual(await sent(), [false, '']);
  await page.evaluate(() => (document.querySelector('gongkao-work-type').value = '0302'));
  assert.deepEqual(await sent(), [false, '']);
  await field(page).fill('播音员');
  await page.keyboard.press('Tab');
  assert.deepEqual(await sent(), [false, '']);
});
