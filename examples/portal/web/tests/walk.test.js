/** The guide, walked through the pages by everybody who has a part in it, on each store. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { browser, keep, papers, person, serve } from './portal.js';
import { postgresql } from './postgresql.js';
import { accepted, arrange, begin, choose, clock, examine, fill, look, open, pass, printed, saved, submit, ticket, upload } from './steps.js';

const PHONE = { width: 360, height: 760 };
const DESKTOP = { width: 1280, height: 900 };
const STORES = (process.env.PORTAL_TEST_STORES ?? 'sqlite postgresql').split(' ');

let chrome;
let paper;
before(async () => {
  [chrome, paper] = await Promise.all([browser(), papers(24)]);
});
after(async () => {
  await chrome?.close();
  paper?.drop();
});

/** A test that leaves pictures of every open page where it fails. */
const walk = (name, steps) =>
  test(name, async () => {
    try {
      await steps();
    } catch (error) {
      const pages = chrome.contexts().flatMap((context) => context.pages());
      await Promise.all(pages.map((page, at) => keep(page, `failed-${name.slice(0, 12)}-${at}`).catch(() => undefined)));
      throw error;
    }
  });

for (const kind of STORES) {
  describe(`on ${kind}`, () => {
    // The applicants sit at a desk with one store, and hold a phone with the other.
    const size = kind === 'sqlite' ? DESKTOP : PHONE;
    let store;
    let portal;
    let admin;
    let next = 0;
    const photo = () => paper.photos[next++];
    before(async () => {
      store = kind === 'postgresql' ? await postgresql() : {};
      portal = await serve(store.store);
      admin = await person(chrome, portal);
      await admin.login('guanli');
    });
    after(async () => {
      await admin?.close();
      await portal?.stop();
      await store?.stop?.();
      assert.deepEqual(admin?.wrong ?? [], []);
    });

    walk('somebody new registers, is verified and may begin', async () => {
      const her = await person(chrome, portal, size);
      const { page } = her;
      await page.goto('/');
      await page.getByRole('heading', { name: '登录', level: 1 }).waitFor();
      await look(her, 'login');
      await page.getByRole('link', { name: '还没有账号，去注册' }).click();
      await page.getByRole('heading', { name: '注册', level: 1 }).waitFor();
      await page.getByRole('button', { name: '注册', exact: true }).click();
      assert.equal(await page.locator('#summary a').count(), 5, 'each empty field is named');
      await page.getByLabel('用户名').fill('wangwu');
      await page.getByLabel('密码', { exact: true }).fill('abc123456');
      await page.getByLabel('再次输入密码').fill('abc123456');
      await page.getByLabel('手机号').fill('13900139000');
      await page.getByRole('button', { name: '获取验证码' }).click();
      const code = await page.locator('#shown-code').textContent();
      await page.getByLabel('短信验证码').fill(code);
      await page.getByRole('button', { name: '注册', exact: true }).click();
      await page.locator('#summary').waitFor();
      assert.match(await page.title(), /^错误：/);
      await look(her, 'register');
      await page.getByLabel('密码', { exact: true }).fill('Zheng2022');
      await page.getByLabel('再次输入密码').fill('Zheng2022');
      await page.getByRole('button', { name: '注册', exact: true }).click();
      await page.getByRole('heading', { name: '实名认证', level: 1 }).waitFor();
      await page.getByLabel('姓名').fill('李五');
      await page.getByLabel('身份证号').fill('410105198006150019');
      await page.getByRole('button', { name: '认证' }).click();
      await page.locator('#summary').waitFor();
      await look(her, 'real-name');
      await page.getByLabel('姓名').fill('王五');
      await page.getByLabel('身份证号').fill('410105198806150017');
      await page.getByRole('button', { name: '认证' }).click();
      await page.getByRole('heading', { name: '选择报名地市、申报级别' }).waitFor();
      await look(her, 'home');
      assert.deepEqual(her.wrong, []);
      await her.close();
    });

    walk('a browser that runs no script registers by plain forms', async () => {
      const her = await person(chrome, portal, { ...size, script: false });
      const { page } = her;
      await page.goto('/');
      await page.getByRole('link', { name: '不用脚本的页面' }).click();
      await page.getByLabel('手机号、用户名或身份证号').fill('wangwu');
      await page.getByLabel('密码').fill('Zheng2022');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByLabel('报名地市').selectOption('410100');
      await page.getByLabel('申报级别').selectOption('five');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByLabel('单位', { exact: true }).fill('发射中心');
      await page.getByLabel('参加工作时间').fill('2015-07-01');
      await page.getByRole('button', { name: '保存信息' }).click();
      await page.getByText('您是不是要找').waitFor();
      await her.picture('plain');
      await page.getByLabel(/发射中心/).check();
      await page.getByRole('button', { name: '保存信息' }).click();
      assert.match(await page.getByLabel('单位', { exact: true }).inputValue(), /发射中心（示例）/);
      await her.close();
    });

    walk('a phone sends a photo by the code, and the page shows it', async () => {
      const him = await person(chrome, portal, size);
      await him.login('lisi');
      const id = await begin(him.page, '二级（技师）');
      await him.page.goto(`/#/application/${id}/materials`);
      await him.page.locator('#slot-diploma').getByRole('button', { name: '手机扫码上传' }).click();
      const link = await him.page.locator('#phone-link').textContent();
      await look(him, 'phone-code');
      const phone = await person(chrome, portal, PHONE);
      await phone.page.goto(link);
      await phone.page.getByRole('heading', { name: '手机上传资料' }).waitFor();
      await look(phone, 'phone');
      await phone.page.locator('input[type=file]').setInputFiles(photo());
      const accept = phone.page.getByRole('button', { name: '仍要使用' });
      const done = phone.page.getByText('已上传，请回到电脑上继续');
      await accept.or(done).first().waitFor();
      if (await accept.count()) await accept.click();
      await done.waitFor();
      await him.page.locator('#slot-diploma .files img').first().waitFor({ timeout: 15_000 });
      assert.deepEqual([...him.wrong, ...phone.wrong], []);
      await him.close();
      await phone.close();
    });

    walk('level three: from the choice of level to the result, with the rules changed on the way', async () => {
      const her = await person(chrome, portal, size);
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
      await rulesChange(her, id);
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
      for (const material of ['diploma', 'level_certificate']) await upload(page, material, photo());
      await look(her, 'materials-three');

      // The unit's personnel office sends the approval of the salary.
      const unit = await person(chrome, portal);
      await unit.login('danwei');
      await look(unit, 'desk');
      await open(unit, '张三', '待上传资料');
      await upload(unit.page, 'salary_approval', photo());
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
      await diploma.locator('label:has-text("更换") input').setInputFiles(photo());
      const accept = diploma.getByRole('button', { name: '仍要使用' });
      await accept.or(diploma.locator('.item').first()).first().waitFor();
      await diploma.locator('.item.looking, .item.waiting').waitFor({ state: 'detached' });
      if (await accept.count()) await accept.click();
      await diploma.locator('.item').first().waitFor({ state: 'detached' });
      await page.getByRole('link', { name: '核对并提交' }).click();
      await submit(her);
      await accepted(page);

      for (const who of ['danwei', 'shenhe', 'shenhe']) await pass(chrome, portal, who, '张三');
      await clock(admin, '2022-07-01T09:00:00');
      await arrange(admin, '2022-1');
      await look(admin, 'administration');
      await page.goto(`/#/application/${id}/ticket`);
      await page.getByText('起可以打印').waitFor();
      await look(her, 'ticket-early');
      await clock(admin, '2022-07-05T09:00:00');
      await page.reload();
      const { text, sheets } = await ticket(her, `three-${kind}`);
      assert.match(text, /郑州市示例学校/);
      assert.equal(sheets, 1, 'a ticket is one sheet');
      await clock(admin, '2022-07-20T09:00:00');
      await examine(admin, '张三', { 岗位技能: '88', 职业道德: '90', 职业能力: '76' });
      await result(her, id, 'three');
    });

    walk('level one: texts, optional conditions, the printed form and its photo, the thesis, the ticket and the result', async () => {
      await clock(admin, '2022-03-17T12:00:00');
      const him = await person(chrome, portal, size);
      const { page } = him;
      await him.login('lisi');
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
      await missingUnit(him);
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
      await form.locator('input[type=file]').last().setInputFiles(photo());
      await form.locator('.item.refused, .item.asking').first().waitFor();
      if (await form.getByRole('button', { name: '仍要使用' }).count()) await form.getByRole('button', { name: '仍要使用' }).click();
      await form.locator('.item.refused').waitFor();
      await look(him, 'materials-one-not-printed');
      await form.getByRole('button', { name: '重新选择' }).click();
      const sheet = await printed(him, form.getByRole('button', { name: '考评申报表打印' }), `form-${kind}`);
      assert.match(sheet.text, /高级技师考评申报表/);
      assert.match(sheet.text, /带教三名高级工/);
      assert.match(sheet.text, /工作年限\s*30/);
      for (const material of ['salary_approval', 'declaration_form', 'assessment_results', 'level_two_certificate', 'merit_1']) {
        await upload(page, material, photo());
      }
      const thesis = page.locator('#slot-thesis');
      await thesis.locator('label.button:has-text("添加上传资料") input').setInputFiles({ ...paper.thesis, name: '浅谈播音的技术.docx' });
      await thesis.locator('.item.refused').waitFor();
      await look(him, 'thesis-name');
      await thesis.getByRole('button', { name: '重新选择' }).click();
      await upload(page, 'thesis', { ...paper.thesis, name: '浅谈播音技术.docx' });
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

      for (const who of ['danwei', 'shenhe', 'shenhe']) await pass(chrome, portal, who, '李四');
      await clock(admin, '2022-08-02T09:00:00');
      await arrange(admin, '2022-one');
      await page.goto(`/#/application/${id}/ticket`);
      await page.getByLabel('请输入页面上显示的随机验证码').waitFor();
      const { text, sheets } = await ticket(him, `one-${kind}`);
      assert.match(text, /专业基础知识/);
      assert.equal(sheets, 1, 'a ticket is one sheet');
      await clock(admin, '2022-08-20T09:00:00');
      await examine(admin, '李四', { 职业道德: '91', 专业基础知识: '85' });
      await result(him, id, 'one');
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

    /** A unit nobody listed is asked for, added by the administrator, and found. */
    async function missingUnit({ page }) {
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

    /** The administrator tries another number and another day, sees whom it hits, uses it and takes it back; the applicant is told. */
    async function rulesChange({ page, ...her }, id) {
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

    async function result(someone, id, name) {
      await someone.page.goto(`/#/application/${id}`);
      await someone.page.reload();
      await someone.page.getByRole('heading', { name: '已办结' }).waitFor();
      await look(someone, `closed-${name}`);
      const { text } = await printed(someone, someone.page.getByRole('button', { name: '查看考核结果' }), `result-${name}-${kind}`);
      assert.match(text, /合格/);
      assert.deepEqual(someone.wrong, []);
      await someone.close();
    }
  });
}
