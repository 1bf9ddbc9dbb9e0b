/** The guide, walked through the pages by everybody who has a part in it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser, person, photos, serve } from './portal.js';
import { postgresql } from './postgresql.js';

let chrome;
let pictures;
before(async () => {
  [chrome, pictures] = await Promise.all([browser(), photos(14)]);
});
after(async () => {
  await chrome?.close();
  pictures?.drop();
});

async function choose(page, label, typed, name) {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.fill(typed);
  await page.getByRole('option', { name }).first().click();
}

async function levelThree(portal, width) {
  const her = await person(chrome, portal, { width, height: width < 500 ? 760 : 900 });
  const { page } = her;
  await her.login('zhangsan');
  assert.deepEqual(await her.faults(), []);

  await page.getByLabel('报名地市').selectOption('410100');
  await page.getByLabel('三级（高级工）').check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
  assert.equal(await page.locator('.error').count(), 0, 'a fresh form complains of nothing');

  await choose(page, '单位', 'fszx', /发射中心/);
  await page.getByLabel('单位类别').selectOption('public_institution');
  await page.getByLabel('单位级别').selectOption('city');
  await page.getByLabel('参加工作时间').fill('2003-07-01');
  await choose(page, '现岗位工种', 'byy', '播音员');
  await page.getByLabel('现岗位等级').selectOption('four');
  await page.getByLabel('现等级取得年份').fill('2015');
  await choose(page, '申报岗位工种', '播音', '播音员');
  await page.getByLabel('申报岗位等级').selectOption('three');
  for (const book of ['职业道德', '职业能力', '岗位技能']) {
    await page.getByRole('group', { name: book }).getByLabel('预订', { exact: true }).check();
  }
  await page.getByText(/^已保存 \d\d:\d\d/).waitFor();
  await page.getByText('工作年限', { exact: true }).waitFor();
  assert.deepEqual(await her.faults(), []);
  await her.picture('form-three');

  await page.reload();
  await page.getByLabel('现等级取得年份').waitFor();
  assert.equal(await page.getByLabel('现等级取得年份').inputValue(), '2015', 'what was saved is there after a reload');

  await page.getByRole('button', { name: '提交信息' }).click();
  await page.getByText('现岗位等级取得时间与合格库信息不符，是否确认报考').waitFor();
  await her.picture('prompt-year');
  await page.getByRole('button', { name: '取消' }).click();
  await page.locator('#summary').waitFor();
  assert.match(await page.title(), /^错误：/);
  await page.getByLabel('现等级取得年份').fill('2016');
  await page.getByText(/^已保存 \d\d:\d\d/).waitFor();
  await page.getByRole('button', { name: '提交信息' }).click();
  await page.getByText('您需按要求上传资料').first().waitFor();
  await page.getByRole('button', { name: '去上传资料' }).click();

  await page.getByRole('heading', { name: '上传资料', level: 1 }).waitFor();
  const slots = page.locator('section.slot');
  assert.equal(await slots.count() >= 3, true);
  await slots.nth(0).locator('input[type=file]').last().setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.7') });
  await slots.nth(0).locator('.error').first().waitFor();
  await slots.nth(0).getByRole('button', { name: '重新选择' }).click();
  for (const [at, name] of ['diploma', 'salary_approval', 'level_certificate'].entries()) {
    const slot = page.locator(`#slot-${name}`);
    await slot.locator('label.button:has-text("添加上传资料") input').setInputFiles(pictures.files[at]);
    await slot.locator('.files img, button:has-text("仍要使用")').first().waitFor();
    if (await slot.getByRole('button', { name: '仍要使用' }).count()) await slot.getByRole('button', { name: '仍要使用' }).click();
    await slot.locator('.files img').first().waitFor();
  }
  assert.deepEqual(await her.faults(), []);
  await her.picture('materials-three');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('您的信息已提交，请耐心等待审核').waitFor();
  await page.getByRole('button', { name: '查看审核进度' }).click();
  await page.getByRole('heading', { name: /审核中/ }).waitFor();
  assert.deepEqual(await her.faults(), []);
  await her.picture('progress-three');
  return her;
}

async function pass(portal, name, title, act = '通过') {
  const them = await person(chrome, portal);
  const { page } = them;
  await them.login(name);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: `审核：${title}` }).waitFor();
  assert.deepEqual(await them.faults(), []);
  await them.picture(`review-${name}`);
  const before = await page.locator('.timeline li').count();
  await page.getByRole('button', { name: act, exact: true }).click();
  if (act === '通过') await page.waitForFunction((count) => document.querySelectorAll('.timeline li').length > count, before);
  return them;
}

async function clock(admin, time) {
  const { page } = admin;
  await page.goto('/#/administration');
  await page.reload();
  await page.getByRole('heading', { name: '管理台' }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('现在是').fill(time);
  await page.getByRole('button', { name: '设定' }).click();
  await page.getByText(`演示时间 ${Number(time.slice(0, 4))}年${Number(time.slice(5, 7))}月${Number(time.slice(8, 10))}日`).waitFor();
}

const STORES = (process.env.PORTAL_TEST_STORES ?? 'sqlite postgresql').split(' ');

for (const kind of STORES) {
  describe(`on ${kind}`, () => {
    let store;
    let portal;
    before(async () => {
      store = kind === 'postgresql' ? await postgresql() : {};
      assert.ok(store, 'PostgreSQL is needed for these walks; Debian has it in the package `postgresql`');
      portal = await serve(store.store);
    });
    after(async () => {
      await portal?.stop();
      await store?.stop?.();
    });

    test('a phone sends a photo by the code, and the page shows it', async () => {
      const him = await person(chrome, portal);
      await him.login('lisi');
      await him.page.getByLabel('报名地市').selectOption('410100');
      await him.page.getByLabel('二级（技师）').check();
      await him.page.getByRole('button', { name: '保存' }).click();
      await him.page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
      const id = /application\/(\w+)/.exec(him.page.url())[1];
      await him.page.goto(`/#/application/${id}/materials`);
      await him.page.locator('#slot-diploma').getByRole('button', { name: '手机扫码上传' }).click();
      const link = await him.page.locator('#phone-link').textContent();
      await him.picture('phone-code');
      const phone = await person(chrome, portal, { width: 360, height: 700 });
      await phone.page.goto(link);
      assert.deepEqual(await phone.faults(), []);
      await phone.page.locator('input[type=file]').setInputFiles(pictures.files[5]);
      await phone.page.locator('[role=status]:has-text("已上传"), button:has-text("仍要使用")').first().waitFor();
      if (await phone.page.getByRole('button', { name: '仍要使用' }).count()) await phone.page.getByRole('button', { name: '仍要使用' }).click();
      await phone.page.getByText('已上传，请回到电脑上继续').waitFor();
      await phone.picture('phone');
      await him.page.locator('#slot-diploma .files img').first().waitFor({ timeout: 15_000 });
      await him.close();
      await phone.close();
    });

    test('level three: from the choice of level to the result', async () => {
      const her = await levelThree(portal, kind === 'sqlite' ? 1280 : 360);

      const reviewer = await pass(portal, 'danwei', '张三', '退回补充');
      await reviewer.page.getByRole('checkbox', { name: '毕业证' }).check();
      await reviewer.page.getByLabel('上传的材料不完整或字迹不清晰').check();
      await reviewer.page.getByLabel('审核意见').fill('毕业证照片缺右下角，请重拍。');
      await reviewer.page.locator('dialog').getByRole('button', { name: '退回补充' }).click();
      await reviewer.page.getByText('需补充材料').first().waitFor();

      await her.page.reload();
      await her.page.getByText('毕业证照片缺右下角，请重拍。').waitFor();
      await her.picture('supplement');
      await her.page.getByRole('link', { name: '上传资料' }).click();
      const diploma = her.page.locator('#slot-diploma');
      await diploma.locator('label:has-text("更换") input').setInputFiles(pictures.files[10]);
      await diploma.locator('.files img, button:has-text("仍要使用")').first().waitFor();
      await her.page.waitForTimeout(800);
      if (await diploma.getByRole('button', { name: '仍要使用' }).count()) await diploma.getByRole('button', { name: '仍要使用' }).click();
      await her.page.waitForTimeout(800);
      await her.page.getByRole('button', { name: '提交', exact: true }).click();
      await her.page.getByRole('button', { name: '查看审核进度' }).click();

      await (await pass(portal, 'danwei', '张三')).close();
      await (await pass(portal, 'shenhe', '张三')).close();
      await (await pass(portal, 'shenhe', '张三')).close();

      const admin = await person(chrome, portal);
      await admin.login('guanli');
      await clock(admin, '2022-07-01T09:00:00');
      await admin.page.getByLabel('考点').fill('郑州市示例学校');
      await admin.page.getByRole('button', { name: '编排审核通过的人员' }).click();
      await admin.page.getByText('已编排 1 人').waitFor();
      await admin.page.getByRole('button', { name: '知道了' }).click();
      assert.deepEqual(await admin.faults(), []);
      await admin.picture('administration');

      await her.page.reload();
      await her.page.getByRole('link', { name: '打印准考证' }).click();
      await her.page.getByText('起可以打印').waitFor();
      await clock(admin, '2022-07-05T09:00:00');
      await her.page.reload();
      await her.page.getByLabel('请输入页面上显示的随机验证码').fill('x');
      await her.page.getByRole('button', { name: '打印', exact: true }).click();
      await her.page.locator('dialog').getByRole('button', { name: '知道了' }).click();
      await her.page.locator('#summary').waitFor();
      const shown = await her.page.locator('.challenge').textContent();
      await her.page.getByLabel('请输入页面上显示的随机验证码').fill(shown);
      const opened = her.context.waitForEvent('page');
      await her.page.getByRole('button', { name: '打印', exact: true }).click();
      const ticket = await opened;
      await ticket.getByText('准考证').first().waitFor();
      await ticket.screenshot({ path: `${process.env.PORTAL_PICTURES ?? '/tmp'}/ticket-${kind}.png`, fullPage: true });
      assert.match(await ticket.content(), /郑州市示例学校/);
      assert.deepEqual(her.wrong, []);
      assert.deepEqual(admin.wrong, []);
    });
  });
}
