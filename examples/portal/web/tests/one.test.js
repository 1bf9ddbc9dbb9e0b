/** Level one: texts, optional conditions, the printed form and its photo, the thesis, the ticket and the result. */
import assert from 'node:assert/strict';
import { person } from './portal.js';
import { onEachStore } from './stage.js';
import { accepted, arrange, begin, choose, clock, examine, fill, look, pass, printed, result, saved, submit, ticket, upload } from './steps.js';

onEachStore((at, walk) => {
  walk('level one: texts, optional conditions, the printed form and its photo, the thesis, the ticket and the result', async () => {
    const him = await person(at.chrome, at.portal, at.size);
    const { page } = him;
    await him.login('lisi');
    // The wrong level at first, which is left by beginning anew.
    const mistaken = await begin(page, '二级（技师）');
    await page.goto(`/#/application/${mistaken}`);
    await page.getByRole('button', { name: '删除并重新填报' }).click();
    await page.locator('dialog').getByLabel('申报级别').selectOption('one');
    await page.locator('dialog').getByRole('button', { name: '重新填报' }).click();
    await page.getByText(/^一级（高级技师）/).first().waitFor();
    const id = /application\/(\w+)/.exec(page.url())[1];
    await page.goto(`/#/application/${id}/materials`);
    await page.locator('#slot-declaration_form').getByText('还需填写并保存').waitFor();
    await look(him, 'materials-one-empty');

    await page.goto(`/#/application/${id}/form`);
    await page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
    await missingUnit(at.admin, him);
    await fill(page, { start: '1992-07-01', held: 'two', year: '2014' });
    await page.getByLabel('学历').selectOption('senior_middle');
    await page.getByLabel('聘任岗位等级').selectOption('two');
    await page.getByLabel('聘任时间').fill('2015-01-01');
    const awards = page.getByRole('group', { name: '奖项', exact: true });
    await awards.getByLabel('有', { exact: true }).check();
    await awards.getByLabel('奖项', { exact: true }).selectOption('commendation');
    await awards.getByLabel('授予单位级别').selectOption('city');
    await awards.getByLabel('年份').fill('2019');
    await page.getByLabel('学习工作简历').fill('1989年9月至1992年7月，就读于示例技工学校；\n1992年7月起，在示例单位从事播音工作。');
    await page.getByLabel('奖惩情况').fill('2019年受郑州市人民政府表彰（示例）。');
    await page.getByLabel('主要技术业务工作业绩').fill('承担示例单位播音工作，带教三名高级工。');
    await page.getByLabel('论文标题').fill('浅谈播音技术');
    await page.getByLabel(/第（六）项第1条/).fill('2019年受郑州市人民政府表彰（示例文号）。');
    await saved(page);
    await look(him, 'form-one');

    await page.goto(`/#/application/${id}/materials`);
    const form = page.locator('#slot-declaration_form');
    // Items 1 to 8, the assessments among them, may be filled in later.
    await form.getByRole('button', { name: '考评申报表打印' }).waitFor();
    await form.locator('input[type=file]').last().setInputFiles(at.photo());
    await form.locator('.item.refused, .item.asking').first().waitFor();
    if (await form.getByRole('button', { name: '仍要使用' }).count()) await form.getByRole('button', { name: '仍要使用' }).click();
    await form.locator('.item.refused').waitFor();
    await look(him, 'materials-one-not-printed');
    await form.getByRole('button', { name: '重新选择' }).click();
    const sheet = await printed(him, form.getByRole('button', { name: '考评申报表打印' }), `form-${at.kind}`);
    assert.match(sheet.text, /高级技师考评申报表/);
    assert.match(sheet.text, /带教三名高级工/);
    assert.match(sheet.text, /工作年限\s*30/);
    for (const material of ['salary_approval', 'declaration_form', 'assessment_results', 'level_two_certificate', 'merit_1']) {
      await upload(page, material, at.photo());
    }
    const thesis = page.locator('#slot-thesis');
    await thesis.locator('label.button:has-text("添加上传资料") input').setInputFiles({ ...at.thesis, name: '浅谈播音的技术.docx' });
    await thesis.locator('.item.refused').waitFor();
    await look(him, 'thesis-name');
    await thesis.getByRole('button', { name: '重新选择' }).click();
    await upload(page, 'thesis', { ...at.thesis, name: '浅谈播音技术.docx' });
    await look(him, 'materials-one');

    await page.goto(`/#/application/${id}/form`);
    await page.getByRole('heading', { name: '报名信息', level: 1 }).waitFor();
    await page.getByRole('button', { name: '核对并提交' }).click();
    await page.locator('#summary').getByText('年度考核结果').waitFor();
    for (const [year, grade] of Object.entries({ 2021: 'qualified', 2020: 'excellent', 2019: 'qualified', 2018: 'excellent', 2017: 'qualified' })) {
      await page.getByLabel(`${year} 年`).selectOption(grade);
    }
    await saved(page);
    await page.getByRole('button', { name: '核对并提交' }).click();
    await submit(him, 'check-one');
    await accepted(page);
    await look(him, 'progress-one');

    for (const who of ['danwei', 'shenhe', 'shenhe']) await pass(at.chrome, at.portal, who, '李四');
    await clock(at.admin, '2022-08-02T09:00:00');
    await arrange(at.admin, '2022-one');
    await page.goto(`/#/application/${id}/ticket`);
    await page.getByLabel('请输入页面上显示的随机验证码').waitFor();
    const { text, sheets } = await ticket(him, `one-${at.kind}`);
    assert.match(text, /专业基础知识/);
    assert.equal(sheets, 1, 'a ticket is one sheet');
    await clock(at.admin, '2022-08-20T09:00:00');
    await examine(at.admin, '李四', { 职业道德: '91', 专业基础知识: '85' });
    await result(him, id, 'one');
  });
});

/** A unit nobody listed is asked for, added by the administrator, and found. */
async function missingUnit(admin, { page }) {
  await page.getByRole('button', { name: '没有找到本人所属单位' }).click();
  await page.getByLabel('单位全称').fill('郑州市示例博物馆');
  await page.locator('dialog').getByRole('button', { name: '登记' }).click();
  await page.locator('dialog').getByRole('button', { name: '知道了' }).click();
  await admin.page.goto('/#/administration');
  await admin.page.reload();
  await admin.page.getByRole('button', { name: '添加郑州市示例博物馆' }).click();
  await admin.page.getByLabel('单位编码', { exact: true }).fill('zz-bwg');
  await admin.page.getByLabel('上级单位编码').fill('zz');
  await look(admin, 'unit-dialog');
  await admin.page.locator('dialog').getByRole('button', { name: '添加' }).click();
  await admin.page.getByText('没有待添加的单位').waitFor();
  await choose(page, '单位', 'bwg', /博物馆/);
}
