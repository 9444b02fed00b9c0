import { describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { consoleSuite } from '../support/console-suite.ts';

const suite = consoleSuite();

/** A published store of the demo. */
async function aDemoStore() {
  const answer = await fetch(`${suite.service.origin}/api/v1/stores?q=示例咖啡&limit=1`);
  const { stores } = (await answer.json()) as { stores: { id: string; phones: string[] }[] };
  return stores[0]!;
}

describe('the quality desk', () => {
  it('shows what an agent reported, settles it with a click, and takes that back with another', async () => {
    const { id } = await aDemoStore();
    await fetch(`${suite.service.origin}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        store: id,
        reason: 'phone',
        note: '打不通',
        near: { longitude: 116.36, latitude: 39.99 },
      }),
    });
    const { page, faults } = await suite.open('quality');
    await page.getByRole('link', { name: '客服报错 1' }).waitFor();
    await page.getByText('打不通').waitFor();
    await page.getByText('客户在 39.99, 116.36 一带').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '已改好' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('这里没有要处理的。').waitFor();
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByRole('link', { name: '客服报错 1' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('looks at all stores when it is told to, and a doubt that is none is not told again', async () => {
    const { page, faults } = await suite.open('quality?list=position');
    await page.getByRole('button', { name: '现在看一遍' }).click();
    await page.getByText(/看过 [\d,]+ 家/).waitFor();
    const entry = page.getByRole('link', { name: /^位置存疑/ });
    const counted = async () => Number((await entry.textContent())?.replace(/\D/g, ''));
    await expect.poll(counted).toBeGreaterThan(0);
    const before = await counted();
    await page.getByRole('button', { name: '位置没错' }).first().click();
    await expect.poll(counted).toBe(before - 1);
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await expect.poll(counted).toBe(before);
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('marks selected stores as confirmed by keys alone', async () => {
    const { page } = await suite.open('quality?list=stale');
    const boxes = page.getByRole('checkbox');
    await boxes.first().waitFor();
    await boxes.first().focus();
    await page.keyboard.press('Space');
    await boxes.nth(1).focus();
    await page.keyboard.press('Space');
    await page.getByText('已选 2 家').waitFor();
    await page
      .getByRole('heading', { name: /久未确认/ })
      .getByRole('button', { name: '标记为已确认' })
      .focus();
    await page.keyboard.press('Enter');
    await page.getByText('已确认 2 家').waitFor();
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText('已撤销').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('makes a table of links for managers; one opens on a phone, confirms its store, and takes changes', async () => {
    const { page } = await suite.open('quality?list=stale');
    const box = page.getByRole('checkbox').first();
    await box.check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 1 家的店长链接' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const table = Buffer.concat(chunks).toString();
    expect(table).toMatch(/^\ufeff门店编号,名称,分店,电话,链接,有效至\r\n/);
    const link = /http\S+\/confirm\/[^,\s]+/.exec(table)![0];

    const phone = await page
      .context()
      .browser()!
      .newPage({ viewport: { width: 375, height: 720 } });
    try {
      await phone.goto(`${link}?lang=zh-CN`);
      expect(await axeFaults(phone)).toEqual([]);
      await phone.getByText('有误，修改').click();
      await phone.getByLabel('营业时间').fill('每天 10:00-22:00');
      expect(await axeFaults(phone)).toEqual([]);
      await phone.getByRole('button', { name: '提交修改' }).click();
      await phone.getByText('谢谢，已提交').waitFor();
      await phone.goto(`${link}?lang=zh-CN`);
      await phone.getByRole('button', { name: '全部正确' }).click();
      await phone.getByText('谢谢，已确认').waitFor();
    } finally {
      await phone.close();
    }
    await page.goto(`${suite.service.origin}/console/#/stores?plan=requested`);
    await page.getByText('1 家门店').waitFor();
  });
});
