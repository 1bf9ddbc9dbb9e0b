/** Level three, from the choice of level to the result, with everybody who has a part in it. */
import assert from 'node:assert/strict';
import { person } from './portal.js';
import { onEachStore } from './stage.js';
import { accepted, arrange, begin, clock, examine, fill, look, open, pass, result, saved, submit, ticket, upload } from './steps.js';

onEachStore((at, walk) => {
  walk('level three: from the choice of level to the result, with the rules changed on the way', async () => {
    const her = await person(at.chrome, at.portal, at.size);
    const { page } = her;
    await her.login('zhangsan');
    const id = await begin(page, '三级（高级工）');
    await fill(page, { start: '2008-07-01', held: 'four', year: '2015', declared: 'three' });
    await page.getByText('工作年限', { exact: true }).waitFor();
    await look(her, 'form-three');
    await page.reload();
    await page.getByLabel('现等级取得年份').waitFor();
    assert.equal(await page.getByLabel('现等级取得年份').inputValue(), '2015', 'what was saved is there after a reload');

    await twoTabs(her, id);
    await rulesChange(at.admin, her, id);
    await page.goto(`/#/application/${id}/form`);
    await page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
    await page.getByRole('button', { name: '核对并提交' }).click();
    await submit(her);
    await page.getByText('现岗位等级取得时间与合格库信息不符，是否确认报考').waitFor();
    await look(her, 'prompt-year');
    await page.getByRole('button', { name: '取消' }).click();
    await page.locator('#summary').waitFor();
    assert.match(await page.title(), /^错误：/);
    await look(her, 'check-wrong');
    await page.locator('#summary a').first().click();
    await page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
    await page.getByLabel('现等级取得年份').fill('2016');
    await saved(page);
    await page.getByRole('button', { name: '核对并提交' }).click();
    await submit(her, 'check-three');
    await page.getByText('您需按要求上传资料').first().waitFor();
    await page.getByRole('button', { name: '去上传资料' }).click();
    await page.getByRole('heading', { name: '上传资料', level: 1 }).waitFor();
    const diploma = page.locator('#slot-diploma');
    await diploma.locator('input[type=file]').last().setInputFiles({ name: 'a.heic', mimeType: 'image/heic', buffer: Buffer.from('%PDF-1.7') });
    await diploma.getByText('请先转为 jpg 格式').waitFor();
    await look(her, 'refused-file');
    await diploma.getByRole('button', { name: '重新选择' }).click();
    for (const material of ['diploma', 'level_certificate']) await upload(page, material, at.photo());
    await look(her, 'materials-three');

    // The unit's personnel office sends the approval of the salary.
    const unit = await person(at.chrome, at.portal);
    await unit.login('danwei');
    await look(unit, 'desk');
    await open(unit, '张三', '待上传资料');
    await upload(unit.page, 'salary_approval', at.photo());
    await look(unit, 'review-on-behalf');
    await page.goto(`/#/application/${id}/check`);
    await page.goto(`/#/application/${id}/materials`);
    await page.getByText('单位管理员代为上传').waitFor();
    await page.getByRole('link', { name: '核对并提交' }).click();
    await submit(her);
    await accepted(page);
    await look(her, 'progress-three');

    await open(unit, '张三');
    await unit.page.getByRole('button', { name: '退回补充', exact: true }).click();
    await unit.page.getByRole('checkbox', { name: '毕业证' }).check();
    await unit.page.getByLabel('上传的材料不完整或字迹不清晰').check();
    await unit.page.getByLabel('审核意见').fill('毕业证照片缺右下角，请重拍。');
    await look(unit, 'supplement-dialog');
    await unit.page.locator('dialog').getByRole('button', { name: '退回补充' }).click();
    await unit.page.getByText('需补充材料').first().waitFor();
    assert.deepEqual(unit.wrong, []);
    await unit.close();

    await page.reload();
    await page.getByText('毕业证照片缺右下角，请重拍。').waitFor();
    await look(her, 'supplement');
    await page.getByRole('link', { name: '上传资料' }).click();
    await diploma.locator('label:has-text("更换") input').setInputFiles(at.photo());
    const accept = diploma.getByRole('button', { name: '仍要使用' });
    await accept.or(diploma.locator('.item').first()).first().waitFor();
    await diploma.locator('.item.looking, .item.waiting').waitFor({ state: 'detached' });
    if (await accept.count()) await accept.click();
    await diploma.locator('.item').first().waitFor({ state: 'detached' });
    await page.getByRole('link', { name: '核对并提交' }).click();
    await submit(her);
    await accepted(page);

    for (const who of ['danwei', 'shenhe', 'shenhe']) await pass(at.chrome, at.portal, who, '张三');
    await clock(at.admin, '2022-07-01T09:00:00');
    await arrange(at.admin, '2022-1');
    await look(at.admin, 'administration');
    await page.goto(`/#/application/${id}/ticket`);
    await page.getByText('起可以打印').waitFor();
    await look(her, 'ticket-early');
    await clock(at.admin, '2022-07-05T09:00:00');
    await page.reload();
    const { text, sheets } = await ticket(her, `three-${at.kind}`);
    assert.match(text, /郑州市示例学校/);
    assert.equal(sheets, 1, 'a ticket is one sheet');
    await clock(at.admin, '2022-07-20T09:00:00');
    await examine(at.admin, '张三', { 岗位技能: '88', 职业道德: '90', 职业能力: '76' });
    await result(her, id, 'three');
  });
});

/** What was saved in another tab is neither lost nor overwritten without being asked. */
async function twoTabs({ page, context }, id) {
  const other = await context.newPage();
  await other.goto(`/#/application/${id}/form`);
  await other.getByLabel('单位级别').selectOption('county');
  await other.getByText(/^已保存 \d\d:\d\d/).waitFor();
  await other.waitForFunction(() => !document.querySelector('.saved')?.textContent?.includes('未'));
  await page.getByLabel('单位类别').selectOption('administrative');
  await page.getByRole('heading', { name: '报名信息已在别处修改' }).waitFor();
  await page.locator('dialog').getByText('单位级别').waitFor();
  await page.getByRole('button', { name: '使用已保存的' }).click();
  await page.waitForFunction(() => document.querySelector('#f-unit_rank').value === 'county');
  assert.equal(await page.getByLabel('单位类别').inputValue(), 'public_institution');
  await page.getByLabel('单位级别').selectOption('city');
  await saved(page);
  await other.close();
}

/** The administrator tries another number and another day, sees whom it hits, uses it and takes it back; the applicant is told. */
async function rulesChange(admin, her, id) {
  const { page } = her;
  await admin.page.goto('/#/administration');
  await admin.page.reload();
  await admin.page.getByRole('heading', { name: '报名规定' }).waitFor();
  const numbers = () => admin.page.locator('details:has(.numbers)').evaluate((each) => (each.open = true));
  await numbers();
  const years = () => admin.page.getByRole('group', { name: /取得下一等级后/ }).getByLabel('数值');
  const use = async () => {
    await admin.page.getByRole('button', { name: '检查并试算' }).click();
    await admin.page.getByRole('heading', { name: /^试算/ }).waitFor();
    await admin.page.getByRole('button', { name: '启用', exact: true }).click();
    await admin.page.locator('dialog').getByRole('button', { name: '启用' }).click();
    await admin.page.getByRole('heading', { name: /^试算/ }).waitFor({ state: 'detached' });
  };
  await years().fill('9');
  await years().blur();
  await admin.page.getByLabel('截止').first().fill('2022-03-25T24:00');
  await admin.page.getByLabel('截止').first().blur();
  await admin.page.getByRole('button', { name: '检查并试算' }).click();
  await admin.page.getByRole('img', { name: '受影响的报名' }).waitFor();
  await look(admin, 'rules-tried');
  await use();
  await page.goto(`/#/application/${id}`);
  await page.getByText('报名规定已于').waitFor();
  await page.getByText(/不满足/).first().waitFor();
  await look(her, 'announcement');
  await numbers();
  await years().fill('5');
  await years().blur();
  await use();
}
