/** How it begins: an account, a real name, plain forms without script, a photo by phone. */
import assert from 'node:assert/strict';
import { person, shaky } from './portal.js';
import { onEachStore, PHONE } from './stage.js';
import { begin, look } from './steps.js';

onEachStore((at, walk) => {
  walk('somebody new registers, is verified and may begin', async () => {
    const her = await person(at.chrome, at.portal, at.size);
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

  walk('a browser that runs no script registers, fills in, uploads and submits by plain forms', async () => {
    const her = await person(at.chrome, at.portal, { ...at.size, script: false });
    const { page } = her;
    await page.goto('/');
    await page.getByRole('link', { name: '简易版页面' }).click();
    await page.getByRole('link', { name: '还没有账号，去注册' }).click();
    await page.getByLabel('手机号').fill('13900139001');
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('短信验证码').fill(await page.locator('#shown-code').textContent());
    await page.getByLabel('用户名').fill('zhaoliu');
    await page.getByLabel('密码', { exact: true }).fill('Zheng2022');
    await page.getByLabel('再次输入密码').fill('Zheng2022');
    await her.picture('plain-register');
    await page.getByRole('button', { name: '注册', exact: true }).click();
    await page.getByLabel('姓名').fill('赵六');
    await page.getByLabel('身份证号').fill('410105199206150018');
    await page.getByRole('button', { name: '认证' }).click();
    await page.getByLabel('报名地市').selectOption('410100');
    await page.getByLabel('申报级别').selectOption('five');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByLabel('单位', { exact: true }).fill('发射中心');
    await page.getByLabel('参加工作时间').fill('2015-07-01');
    await page.getByRole('button', { name: '保存信息' }).click();
    await page.getByText('您是不是要找').waitFor();
    await page.getByLabel(/发射中心/).check();
    await page.getByRole('button', { name: '保存信息' }).click();
    assert.match(await page.getByLabel('单位', { exact: true }).inputValue(), /发射中心（示例）/);
    const choose = { 单位类别: 'public_institution', 单位级别: 'city', 现岗位等级: 'ungraded', 申报岗位等级: 'five' };
    for (const [label, value] of Object.entries(choose)) await page.getByLabel(label, { exact: true }).selectOption(value);
    for (const book of ['职业道德', '职业能力', '岗位技能']) await page.getByLabel(book).selectOption('not_ordered');
    for (const label of ['现岗位工种', '申报岗位工种']) await page.getByLabel(label, { exact: true }).fill('播音员');
    await page.getByLabel('转正定级日期').fill('2016-07-01');
    await page.getByRole('button', { name: '保存信息' }).click();
    await her.picture('plain');
    await page.getByRole('link', { name: '上传资料' }).click();
    for (const id of await page.locator('section.card[id^=slot-]').evaluateAll((all) => all.filter((each) => /还没有上传/.test(each.textContent)).map((each) => each.id))) {
      await sendPlainly(page, id, at.photo());
    }
    await her.picture('plain-files');
    await page.getByRole('link', { name: '返回我的报名' }).click();
    await page.getByRole('button', { name: '保存并提交' }).click();
    const confirm = page.getByRole('button', { name: '确认并提交' });
    if (await confirm.count()) {
      for (const tick of await page.locator('[name=acknowledge]').all()) await tick.check();
      await confirm.click();
    }
    await page.getByRole('heading', { name: '审核中' }).waitFor();
    await her.picture('plain-submitted');
    await her.close();
  });

  walk('an older browser asks the server, and one that is too old has the plain forms', async () => {
    const older = await person(at.chrome, at.portal, at.size);
    await older.context.addInitScript(() => delete globalThis.structuredClone);
    const asked = [];
    older.page.on('request', (request) => asked.push(new URL(request.url())));
    await older.login('wangwu', 'Zheng2022');
    const id = await begin(older.page, '五级（初级工）');
    await older.page.goto(`/#/application/${id}/form`);
    await older.page.getByRole('combobox', { name: '现岗位工种' }).pressSequentially('byy');
    await older.page.getByRole('option', { name: /播音员/ }).first().waitFor();
    assert.ok(asked.some(({ pathname }) => pathname === '/api/work-types'), 'the server searches');
    await older.page.goto(`/#/application/${id}/materials`);
    const slot = older.page.locator('section.slot').filter({ has: older.page.locator('input[type=file]') }).first();
    await slot.locator('input[type=file]').first().setInputFiles(at.photo());
    await slot.getByText(/仍要使用|更换/).first().waitFor();
    assert.ok(asked.some(({ searchParams }) => /^[0-9a-f]{64}$/.test(searchParams.get('digest') ?? '')), 'a broken sending could go on');
    assert.deepEqual(asked.filter(({ pathname }) => pathname.endsWith('.wasm')), []);
    assert.deepEqual(older.wrong, []);
    await older.close();
    const old = await person(at.chrome, at.portal, at.size);
    await old.context.addInitScript(() => delete HTMLElement.prototype.attachInternals);
    await old.page.goto('/');
    await old.page.waitForURL('**/plain/');
    await old.page.getByRole('heading', { name: '登录' }).waitFor();
    await old.close();
    const broken = await person(at.chrome, at.portal, at.size);
    await broken.page.route('**/assets/index-*.js', (route) => route.abort());
    await broken.page.goto('/');
    await broken.page.getByRole('link', { name: '简易版页面' }).click();
    await broken.page.getByRole('heading', { name: '登录' }).waitFor();
    await broken.close();
  });

  walk('an upload whose connection breaks goes on where it was', async () => {
    const line = await shaky(at.portal);
    const him = await person(at.chrome, line, at.size);
    await him.login('zhangsan');
    const id = await begin(him.page, '三级（高级工）');
    await him.page.goto(`/#/application/${id}/materials`);
    const sent = [];
    him.page.on('request', (request) => request.method() === 'PUT' && sent.push(Number(new URL(request.url()).searchParams.get('start'))));
    const slot = him.page.locator('#slot-diploma');
    await slot.waitFor();
    line.cutAfter(120_000);
    await slot.locator('input[type=file]').first().setInputFiles(at.photo());
    const accept = slot.getByRole('button', { name: '仍要使用' });
    const there = slot.locator('.files img');
    await accept.or(slot.getByText('网络中断')).first().waitFor();
    if (await accept.count()) await accept.click();
    await slot.getByText('网络中断').waitFor();
    line.cutAfter(Infinity);
    await there.first().waitFor();
    assert.equal(sent[0], 0);
    assert.ok(sent.length > 1 && sent[sent.length - 1] > 10_000, `sent at ${sent}`);
    assert.deepEqual(him.wrong.filter((each) => !/ERR_(EMPTY_RESPONSE|CONNECTION_RESET|CONNECTION_CLOSED)/.test(each)), []);
    await him.close();
    line.stop();
  });

  walk('a phone sends a photo by the code, and the page shows it', async () => {
    const him = await person(at.chrome, at.portal, at.size);
    await him.login('lisi');
    const id = await begin(him.page, '二级（技师）');
    await him.page.goto(`/#/application/${id}/materials`);
    await him.page.locator('#slot-diploma').getByRole('button', { name: '手机扫码上传' }).click();
    const link = await him.page.locator('#phone-link').textContent();
    await look(him, 'phone-code');
    const phone = await person(at.chrome, at.portal, PHONE);
    await phone.page.goto(link);
    await phone.page.getByRole('heading', { name: '手机上传资料' }).waitFor();
    await look(phone, 'phone');
    await phone.page.locator('input[type=file]').setInputFiles(at.photo());
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
});

/** Chooses a file for a material, and uses it all the same where it was advised against. */
async function sendPlainly(page, slot, photo) {
  await page.locator(`#${slot} input[type=file]`).setInputFiles(photo);
  await page.locator(`#${slot}`).getByRole('button', { name: '上传' }).click();
  const anyway = page.locator(`#${slot}`).getByRole('button', { name: '仍要使用' });
  if (await anyway.count()) await anyway.click();
  await page.locator(`#${slot} li`).first().waitFor();
}
