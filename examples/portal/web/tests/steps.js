/** What people do at the portal, step by step, each with axe-core over the page and a picture of it. */
import assert from 'node:assert/strict';
import { person } from './portal.js';

/** Picks from a list that opens while one types. */
export async function choose(page, label, typed, name) {
  await page.getByRole('combobox', { name: label, exact: true }).fill(typed);
  await page.getByRole('option', { name }).first().click();
}

/** The same by keyboard alone. */
export async function chooseByKey(page, label, typed, name) {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.focus();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await field.inputValue(), name);
}

/** Looks at a page as it stands: nothing serious in it, and a picture. */
export async function look(someone, name) {
  assert.deepEqual(await someone.faults(), [], name);
  await someone.picture(name);
}

export async function begin(page, level, region = '410100') {
  await page.getByLabel('报名地市').selectOption(region);
  await page.getByLabel(level).check();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
  assert.equal(await page.locator('.error').count(), 0, 'a fresh form complains of nothing');
  return /application\/(\w+)/.exec(page.url())[1];
}

/** What every level's form asks. */
export async function fill(page, { start, held, year, declared }) {
  await choose(page, '单位', 'fszx', /发射中心/);
  await page.getByLabel('单位类别').selectOption('public_institution');
  await page.getByLabel('单位级别').selectOption('city');
  await page.getByLabel('参加工作时间').fill(start);
  await choose(page, '现岗位工种', 'byy', '播音员');
  await page.getByLabel('现岗位等级').selectOption(held);
  await page.getByLabel('现等级取得年份').fill(year);
  await chooseByKey(page, '申报岗位工种', 'boyinyuan', '播音员');
  if (declared) await page.getByLabel('申报岗位等级').selectOption(declared);
  for (const book of ['职业道德', '职业能力', '岗位技能']) {
    await page.getByRole('group', { name: book }).getByLabel('预订', { exact: true }).check();
  }
  await saved(page);
}

export const saved = (page) => page.getByText(/^已保存 \d\d:\d\d/).waitFor();

/** Sends a file for a material and keeps it, whatever is advised. */
export async function upload(page, material, file) {
  const slot = page.locator(`#slot-${material}`);
  const before = await slot.locator('.files img, .files a[download]').count();
  await slot.locator('label.button:has-text("添加上传资料") input').setInputFiles(file);
  await settle(slot, before);
}

/** Waits until one file more than `before` is there, accepting advice on the way. */
export async function settle(slot, before) {
  const accept = slot.getByRole('button', { name: '仍要使用' });
  const more = slot.locator('.files img, .files a[download]').nth(before);
  await accept.or(more).first().waitFor();
  if (await accept.count()) await accept.click();
  await more.waitFor();
}

/** From the check of all answers to the submission. */
export async function submit(someone, name) {
  const { page } = someone;
  await page.getByRole('heading', { name: '核对并提交', level: 1 }).waitFor();
  if (name) await look(someone, name);
  await page.getByRole('button', { name: '提交信息' }).click();
}

export async function accepted(page) {
  await page.getByText('您的信息已提交，请耐心等待审核').waitFor();
  await page.getByRole('button', { name: '查看审核进度' }).click();
  await page.getByRole('heading', { name: /审核中/ }).waitFor();
}

/** Opens somebody's application at a desk, whichever state it is in. */
export async function open(them, title, state) {
  const { page } = them;
  await page.goto('/#/desk');
  await page.getByRole('heading', { name: '审核台' }).waitFor();
  if (state) await page.getByLabel(state, { exact: true }).check();
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('heading', { name: `审核：${title}` }).waitFor();
}

/** Passes an application on at somebody's desk. */
export async function pass(chrome, portal, name, title, size) {
  const them = await person(chrome, portal, size);
  await them.login(name);
  await open(them, title);
  await look(them, `review-${name}`);
  const before = await them.page.locator('.timeline li').count();
  await them.page.getByRole('button', { name: '通过', exact: true }).click();
  await them.page.waitForFunction((count) => document.querySelectorAll('.timeline li').length > count, before);
  assert.deepEqual(them.wrong, []);
  await them.close();
}

/** Sets the demonstration's clock. */
export async function clock(admin, time) {
  const { page } = admin;
  await page.goto('/#/administration');
  await page.reload();
  await page.getByRole('heading', { name: '管理台' }).waitFor();
  await page.getByLabel('现在是').fill(time);
  await page.getByRole('button', { name: '设定' }).click();
  const [year, month, day] = time.slice(0, 10).split('-').map(Number);
  await page.getByText(`演示时间 ${year}年${month}月${day}日`).waitFor();
}

/** Gives seats to everybody approved for a batch. */
export async function arrange(admin, batch) {
  const { page } = admin;
  await page.getByRole('combobox', { name: '批次', exact: true }).selectOption(batch);
  await page.getByRole('option', { name: new RegExp(batch) }).and(page.locator(':checked')).waitFor({ state: 'attached' });
  await page.getByLabel('考点', { exact: true }).fill('郑州市示例学校');
  await page.getByRole('button', { name: '编排审核通过的人员' }).click();
  await page.getByText('已编排 1 人').waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
}

/** Prints the ticket behind its challenge, after a wrong answer. */
export async function ticket(someone, name) {
  const { page } = someone;
  const answer = page.getByLabel('请输入页面上显示的随机验证码');
  await answer.fill('x');
  await page.getByRole('button', { name: '打印', exact: true }).click();
  await page.locator('dialog').getByRole('button', { name: '知道了' }).click();
  await page.locator('#summary').waitFor();
  await look(someone, `challenge-${name}`);
  await answer.fill(await page.locator('.challenge').textContent());
  return printed(someone, page.getByRole('button', { name: '打印', exact: true }), `ticket-${name}`);
}

/** A page that opens for print, with how many sheets it has. */
export async function printed(someone, button, name) {
  const opened = someone.context.waitForEvent('page');
  await button.click();
  const tab = await opened;
  await tab.waitForURL(/signature=/);
  await tab.waitForLoadState();
  await someone.keep(tab, name);
  const pdf = await tab.pdf({ format: 'A4', printBackground: true });
  const text = await tab.locator('body').innerText();
  await tab.close();
  return { text, sheets: pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length };
}

/** Notes attendance and marks of somebody, and publishes them. */
export async function examine(admin, title, marks) {
  const { page } = admin;
  await open(admin, title, '可打印准考证');
  await page.getByRole('button', { name: '登记到考' }).click();
  await page.getByRole('button', { name: '登记成绩' }).click();
  for (const [subject, mark] of Object.entries(marks)) await page.locator('dialog').getByLabel(subject).fill(mark);
  await page.locator('dialog').getByLabel('考核合格').check();
  await look(admin, 'marks');
  await page.locator('dialog').getByRole('button', { name: '登记' }).click();
  await page.getByRole('button', { name: '公布结果' }).click();
  await page.getByText('起公布').waitFor();
}

/** The result, once it is published. */
export async function result(someone, id, name) {
  await someone.page.goto(`/#/application/${id}`);
  await someone.page.reload();
  await someone.page.getByRole('heading', { name: '已办结' }).waitFor();
  await look(someone, `closed-${name}`);
  const { text } = await printed(someone, someone.page.getByRole('button', { name: '查看考核结果' }), `result-${name}`);
  assert.match(text, /合格/);
  assert.deepEqual(someone.wrong, []);
  await someone.close();
}
