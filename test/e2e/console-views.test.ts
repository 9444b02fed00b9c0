import { describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { consoleSuite } from '../support/console-suite.ts';
import { isSignedWith, webhookReceiver } from '../support/webhook-receiver.ts';

const suite = consoleSuite({ WEBHOOK_PRIVATE: 'on' });
const { open } = suite;

const csv = (text: string) => ({ name: '门店.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const twoStores =
  '门店编号,名称,城市,地址,经度,纬度,电话\n' +
  'T-1,测试面馆,北京市,海淀区成府路28号,116.33157,39.99272,010-82600001\n' +
  'T-2,测试茶馆,北京市,朝阳区建国路1号,216.4,39.9,010-82600002\n';

describe('a file of stores', () => {
  it('asks where its coordinates come from, shows what is wrong with a row, and imports the rest as one', async () => {
    const { page, faults } = await open('import');
    await page.locator('input[type=file]').setInputFiles(csv(twoStores));
    await page.getByText('坐标从哪里来？').first().waitFor();
    const confirm = page.locator('import-view .confirm button.primary');
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByRole('button', { name: /高德/ }).click();
    await page.getByText('坐标按高德 / 腾讯读取').waitFor();
    await page.getByText('测试茶馆', { exact: true }).waitFor();
    expect(await page.locator('import-rows .issue').first().textContent()).toContain('216.4');
    await page.getByRole('button', { name: '导入 1 行，略过 1 行' }).click();
    await page.getByText('已导入，1 家门店有变化').waitFor();
    const found = async () => {
      const answer = await fetch(`${suite.service.origin}/api/v1/stores?sid=T-1`);
      return ((await answer.json()) as { stores: { name: string }[] }).stores.map(({ name }) => name);
    };
    expect(await found()).toEqual(['测试面馆']);
    await page.getByRole('button', { name: '撤销这次导入' }).click();
    await page.getByText('已撤销').waitFor();
    await expect.poll(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('changes nothing when the same file comes again', async () => {
    const { page } = await open('import');
    const once = async () => {
      await page.locator('input[type=file]').setInputFiles(csv(twoStores));
      await page.getByRole('button', { name: /高德/ }).click();
    };
    await once();
    await page.getByRole('button', { name: '导入 1 行，略过 1 行' }).click();
    await page.getByText('已导入').waitFor();
    await page.getByRole('button', { name: '所有导入' }).click();
    await once();
    await page.getByRole('button', { name: '没有需要导入的变化' }).waitFor();
    await page.getByText('1 行没有变化').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('shows how much of it has gone out, and can be stopped while it does', async () => {
    const { page, faults } = await open('import');
    // The request is held, so that it is still under way when it is looked at.
    await page.route('**/api/v1/imports?fileName=*', () => {});
    await page.locator('input[type=file]').setInputFiles(csv(twoStores));
    const sending = page.locator('import-start .sending');
    await sending.getByText('门店.csv').waitFor();
    await sending.getByText(/已上传 0\.0 \/ 0\.0 MB/).waitFor();
    await page.getByRole('button', { name: '取消上传' }).click();
    await sending.waitFor({ state: 'detached' });
    await page.getByText('选择文件').waitFor();
    expect(faults).toEqual([]);
  });

  it('whose axes are exchanged is offered to be read the other way round', async () => {
    const { page } = await open('import');
    const exchanged = '门店编号,名称,经度,纬度\nT-9,测试书店,39.99,116.33\n';
    await page.locator('input[type=file]').setInputFiles(csv(exchanged));
    await page.getByText('纬度“116.33”：经度和纬度像是填反了').waitFor();
    await page.getByRole('button', { name: '对调后重新读取' }).click();
    await page.getByRole('button', { name: /高德/ }).click();
    await page.getByRole('button', { name: '导入 1 行' }).waitFor();
  });
});

describe('people and keys', () => {
  it('are added with a role, and a key is shown once', async () => {
    const { page } = await open('people');
    await page.getByRole('button', { name: '添加账号' }).click();
    const form = page.locator('people-view form');
    await form.getByLabel('用户名').fill('小王');
    await form.getByLabel('只管这些').fill('省:广东省、标签:直营');
    await form.getByLabel('初始密码').fill('a long enough one');
    await form.getByRole('button', { name: '添加' }).click();
    await page.getByRole('row', { name: /小王 编辑 省:广东省、标签:直营/ }).waitFor();

    await page.getByRole('button', { name: '新建密钥' }).click();
    await form.getByLabel('名称').fill('CRM');
    await form.getByRole('button', { name: '添加' }).click();
    const secret = await page.locator('people-view wa-dialog code').textContent();
    const answer = await fetch(`${suite.service.origin}/api/v1/stores?limit=1`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(answer.status).toBe(200);
    await page.getByRole('button', { name: '关闭', exact: true }).last().click();
    await page.getByRole('row', { name: /CRM/ }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});

describe('a webhook', () => {
  it('is added by keys, tried, paused, given another secret and removed', async () => {
    const receiver = await webhookReceiver();
    const { page, faults } = await open('people');
    const section = page.locator('webhooks-section');
    const button = (name: string) => section.getByRole('button', { name, exact: true });
    await section.getByRole('button', { name: '添加 Webhook' }).focus();
    await page.keyboard.press('Enter');
    const name = section.getByLabel('名称');
    // The dialog puts the focus there once it is open.
    await expect.poll(() => name.evaluate((field) => field.matches(':focus'))).toBe(true);
    await page.keyboard.type('会员小程序');
    await page.keyboard.press('Tab');
    await page.keyboard.type('ftp://example.com');
    await page.keyboard.press('Enter');
    await section.getByText('“地址”必须是 http 或 https 开头的完整网址').waitFor();
    await section.getByLabel('接收地址').fill(receiver.url);
    await page.keyboard.press('Enter');
    const secret = section.locator('secret-dialog code');
    await secret.waitFor();
    const first = (await secret.textContent())!;
    await page.keyboard.press('Escape');
    await page.getByRole('row', { name: /会员小程序.*正常 从未/ }).waitFor();
    await button('测试').click();
    await page.getByText('测试通知已送达').waitFor();
    expect(receiver.received.length).toBe(1);
    expect(isSignedWith(first, receiver.received[0]!)).toBe(true);
    await button('暂停').click();
    await page.getByRole('row', { name: /会员小程序.*已暂停/ }).waitFor();
    await button('更换密钥').click();
    await expect.poll(() => secret.textContent()).not.toBe(first);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await button('删除').click();
    await page.locator('question-dialog').getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('门店发布、修改、暂停营业或下架时').waitFor();
    expect(faults.filter((fault) => !fault.startsWith('400 '))).toEqual([]);
  });
});

describe('the settings', () => {
  it('show the template on real stores while it is written, and the panel gets it', async () => {
    const { page } = await open('settings');
    const title = page.getByLabel('标题').first();
    await title.fill('{name} 欢迎您 {distance}');
    await page.locator('template-editor .title').first().getByText('欢迎您').waitFor();
    await page.locator('settings-view section').first().getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    const answer = await fetch(`${suite.service.origin}/api/v1/settings/plugin`);
    const { template } = (await answer.json()) as { template: { 'zh-CN': { title: string } } };
    expect(template['zh-CN'].title).toBe('{name} 欢迎您 {distance}');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('refuse a number beyond its bound, and say which', async () => {
    const { page } = await open('settings');
    await page.getByLabel('列出几家').fill('51');
    await page.locator('settings-view section').first().getByRole('button', { name: '保存' }).click();
    await page.getByText(/列出几家.*50/).waitFor();
  });
});

describe('a holiday set', () => {
  it('made of National Day is applied to a city, and taken away as one', async () => {
    const { page } = await open('holidays');
    await page.getByLabel('年份').fill('2027');
    await page.getByLabel('年份').blur();
    await page.getByText('这里没有 2027 年的放假安排').waitFor();
    await page.getByLabel('年份').fill('2026');
    await page.getByLabel('年份').blur();
    await page.getByRole('button', { name: '国庆节 2026' }).click();
    await page.locator('holiday-editor').getByRole('button', { name: '保存' }).click();
    await page.getByText('国庆节 2026', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: '套用到门店…' }).click();
    await page.getByLabel('城市').selectOption('南宁市');
    await page.locator('holiday-applier').getByRole('button', { name: '预览改动' }).click();
    await page.locator('bulk-dialog button.primary').click();
    await page.getByText(/已套用 \d+ 家/).waitFor();
    await expect
      .poll(() => page.locator('holidays-view section').first().textContent())
      .not.toContain('已套用 0 家');
    await page.getByRole('button', { name: '从门店移除…' }).click();
    await page.locator('holiday-applier').getByRole('button', { name: '预览改动' }).click();
    await page.locator('bulk-dialog button.primary').click();
    await page.getByText('已套用 0 家').waitFor();
  });
});

describe('insights', () => {
  it('show where was asked in vain, and how far the nearest store is', async () => {
    const { page } = await open();
    const told = await fetch(`${suite.service.origin}/api/v1/insights/clicks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      // Kashgar: the nearest demo store is in another province.
      body: JSON.stringify({
        position: { longitude: 75.99, latitude: 39.47, datum: 'wgs84' },
        radiusMeters: 300_000,
        stores: 3,
      }),
    });
    expect(told.status).toBe(204);
    const days = async () => {
      const today = new Date().toISOString().slice(0, 10);
      return await page.evaluate(
        async (day) => (await (await fetch(`/api/v1/insights/days?from=${day}&until=${day}`)).json()).days,
        today,
      );
    };
    await expect.poll(days).toMatchObject([{ clicks: 1, missed: 1 }]);
    await page.evaluate(() => {
      location.hash = '#/insights';
    });
    await page.getByText('39.47, 75.99').waitFor();
    await page.getByText(/问了 1 次，最近的门店 \d+/).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});

describe('every view', () => {
  const READY: Readonly<Record<string, string>> = {
    stores: 'store-table .body .name',
    store: 'store-form wa-select',
    import: 'import-view h2',
    holidays: 'holidays-view #presets + .line button',
    quality: 'quality-view nav a',
    insights: 'insights-view h2',
    activity: 'activity-view #deleted',
    settings: 'settings-view template-editor',
    people: 'users-section table',
  };

  it.each([
    { width: 1280, height: 800, colorScheme: 'dark' },
    { width: 1920, height: 1080, colorScheme: 'light' },
  ] as const)(
    'fits $width px, in $colorScheme, and axe finds nothing',
    async ({ width, height, colorScheme }) => {
      const { page, go, faults } = await open();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      const found: string[] = [];
      for (const [view, ready] of Object.entries(READY)) {
        await go(view);
        await page.locator(ready).first().waitFor();
        for (const fault of await axeFaults(page)) found.push(`${view}: ${fault}`);
        const least = await page.evaluate(() => document.documentElement.scrollWidth);
        if (least > width) found.push(`${view} needs ${least} px`);
      }
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
    },
  );
});
