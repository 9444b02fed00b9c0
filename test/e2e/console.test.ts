import { describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { consoleSuite } from '../support/console-suite.ts';

const suite = consoleSuite();
const { open } = suite;

describe('the stores', () => {
  it('are found by the initials of their pinyin, and only those are on the map', async () => {
    const { page, faults } = await open();
    await page.getByText('2,192 家门店').waitFor();
    await page.getByRole('searchbox').fill('xbk');
    await page
      .getByRole('row', { name: /星巴克/ })
      .first()
      .waitFor();
    const names = page.locator('store-table .body .row .name');
    // 玮兴别克 has the same initials inside.
    await expect
      .poll(async () => [...new Set(await names.allTextContents())].slice(0, 4))
      .toEqual(['点将雪弗兰专修别克专修', 'Starbucks 星巴克', '玮兴别克4S店', '星巴克']);
    expect(page.url()).toContain('q=xbk');
    expect(faults).toEqual([]);
  });

  it('keep no more rows in the page than are in sight, wherever the table is scrolled to', async () => {
    const { page } = await open();
    await page.getByText('2,192 家门店').waitFor();
    await page.locator('store-table .body').evaluate((body) => {
      body.scrollTop = body.scrollHeight;
    });
    await page.locator('[aria-rowindex="2193"] .name').waitFor();
    expect(await page.locator('store-table .body .row').count()).toBeLessThan(60);
  });

  it('are walked through, selected and opened by keys alone', async () => {
    const { page } = await open('stores?q=示例咖啡');
    await page
      .getByRole('row', { name: /示例咖啡/ })
      .first()
      .waitFor();
    await page.locator('[aria-rowindex="2"]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('已选 2 家').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /示例咖啡/ }).waitFor();
  });

  it('are closed temporarily with two clicks, live at once, and that is undone with one', async () => {
    const { page } = await open('stores?q=示例咖啡');
    const first = page.getByRole('row', { name: /示例咖啡/ }).first();
    await first.waitFor();
    const sid = await first.locator('.cell').nth(1).textContent();
    const state = async () => {
      const answer = await fetch(
        `${suite.service.origin}/api/v1/stores?sid=${encodeURIComponent(sid ?? '')}`,
      );
      const { stores } = (await answer.json()) as { stores: { open: { state: string } }[] };
      return stores[0]?.open.state;
    };
    const before = await state();
    await first.getByRole('checkbox').check();
    await page.getByRole('button', { name: '暂停营业', exact: true }).click();
    await page.getByRole('button', { name: '开始暂停' }).click();
    await page.getByText('暂停营业：1 家').waitFor();
    expect(await state()).toBe('temporarily-closed');
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText('已撤销：1 家恢复原样').waitFor();
    expect(await state()).toBe(before);
  });

  it('have nothing that axe finds', async () => {
    const { page } = await open();
    await page.locator('store-table .body .name').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});

describe('a store', () => {
  async function openStore(q: string) {
    const console = await open(`stores?q=${q}`);
    const { page } = console;
    await page
      .getByRole('row', { name: new RegExp(q) })
      .first()
      .click();
    await page.getByRole('heading', { name: new RegExp(q) }).waitFor();
    return console;
  }
  const published = async (id: string) =>
    (await (await fetch(`${suite.service.origin}/api/v1/stores/${id}`)).json()) as {
      name: string;
      phones: string[];
    };
  const idOf = (url: string) => new URL(url).hash.split('id=')[1] ?? '';

  it('is drafted beside what is live, compared with it, and then published', async () => {
    const { page, faults } = await openStore('示例书店');
    const id = idOf(page.url());
    await page.getByLabel('名称 *').fill('示例书店（新）');
    await page.getByLabel('名称 *').blur();
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('已保存草稿').waitFor();
    expect((await published(id)).name).toBe('示例书店');
    await page.getByRole('tab', { name: '未保存的修改' }).click();
    await page.locator('ins').getByText('示例书店（新）').waitFor();
    await page.getByRole('button', { name: '保存并发布' }).click();
    await page.getByText('已发布').last().waitFor();
    await expect.poll(async () => (await published(id)).name).toBe('示例书店（新）');
    expect(faults).toEqual([]);
  });

  it('keeps what was not saved through a reload', async () => {
    const { page } = await openStore('示例药房');
    page.on('dialog', (dialog) => dialog.accept());
    await page.getByLabel('分店名').fill('改到一半店');
    await page.getByLabel('分店名').blur();
    await page.reload();
    await page.getByText('上次没有保存的修改还在这里。').waitFor();
    expect(await page.getByLabel('分店名').inputValue()).toBe('改到一半店');
  });

  it('is merged field by field when somebody else has saved it meanwhile', async () => {
    const { page } = await openStore('示例超市');
    const other = await suite.again(new URL(page.url()).hash);
    await other.page.getByLabel('分店名').fill('别人的店名');
    await other.page.getByLabel('分店名').blur();
    await other.page.getByRole('button', { name: '保存草稿' }).click();
    await other.page.getByText('已保存草稿').waitFor();
    await page.getByLabel('名称 *').fill('我的名称');
    await page.getByLabel('分店名').fill('我的店名');
    await page.getByLabel('分店名').blur();
    await page.getByRole('button', { name: '保存草稿' }).click();
    const merge = page.locator('merge-dialog');
    await merge.getByText('对方的：别人的店名').click();
    await merge.getByRole('button', { name: '合并' }).click();
    expect(await page.getByLabel('分店名').inputValue()).toBe('别人的店名');
    expect(await page.getByLabel('名称 *').inputValue()).toBe('我的名称');
  });

  it('has its hours read from a sentence', async () => {
    const { page } = await openStore('示例咖啡');
    await page.getByLabel('粘贴文字识别').fill('周一至周五 9:00-18:00，周末休息');
    await page.getByRole('button', { name: '识别' }).click();
    await expect.poll(() => page.getByLabel('OSM 语法').inputValue()).toBe('Mo-Fr 09:00-18:00; Sa,Su off');
  });

  it('stands still on its map until it is told to move, and goes back with Escape', async () => {
    const { page } = await openStore('示例咖啡');
    const numbers = page.locator('position-editor small').first();
    const before = await numbers.textContent();
    const pin = page.locator('position-editor button.place');
    await pin.focus();
    await page.keyboard.press('ArrowRight');
    expect(await numbers.textContent()).toBe(before);
    await page.getByRole('button', { name: '移动', exact: true }).click();
    await pin.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.getByText(/比原来移动了/).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => numbers.textContent()).toBe(before);
  });

  it('has nothing that axe finds', async () => {
    const { page } = await openStore('示例咖啡');
    await page.locator('store-preview store-row').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});
