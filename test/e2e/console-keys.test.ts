// Jobs of the stores' table, by keys alone, and the map beside it.
import { describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { consoleSuite } from '../support/console-suite.ts';
import { pressed, tabTo } from '../support/keyboard.ts';

const suite = consoleSuite();
const { open } = suite;

const published = async (q: string) => {
  const answer = await fetch(`${suite.service.origin}/api/v1/stores?q=${encodeURIComponent(q)}`);
  return ((await answer.json()) as { stores: Record<string, unknown>[] }).stores;
};

describe('the table', () => {
  it('keeps, by keys alone, a filter under a name, finds by it again, and shows other columns', async () => {
    const { page, faults } = await open();
    const keys = page.keyboard;
    await page.getByText('2,192 家门店').waitFor();
    await tabTo(page.getByRole('searchbox'));
    await keys.type('示例咖啡');
    await page.getByText('10 家门店').waitFor();
    await pressed(page.getByRole('button', { name: '常用筛选' }));
    await pressed(page.getByRole('menuitem', { name: '把当前筛选存为…' }), 'ArrowDown');
    const name = page.locator('question-dialog').getByLabel('名称');
    // The dialog puts the focus there once it is open.
    await expect.poll(() => name.evaluate((field) => field.matches(':focus'))).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    await keys.type('咖啡店');
    await keys.press('Enter');
    await pressed(page.getByRole('button', { name: '清除筛选' }));
    await page.getByText('2,192 家门店').waitFor();

    await pressed(page.getByRole('button', { name: '常用筛选' }), 'Shift+Tab');
    const saved = page.getByRole('menuitem', { name: '咖啡店', exact: true });
    await tabTo(saved, 'ArrowDown');
    await keys.press('Enter');
    await page.getByText('10 家门店').waitFor();

    await pressed(page.getByRole('button', { name: '显示的列' }));
    const phones = page.getByRole('menuitemcheckbox', { name: '电话' });
    await tabTo(phones, 'ArrowDown');
    await keys.press('Enter');
    await page.getByRole('columnheader', { name: '电话' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('changes, by keys alone, several stores, which wait as drafts, and publishes those together', async () => {
    const { page, faults } = await open('stores?q=示例银行');
    const keys = page.keyboard;
    const row = page.getByRole('row', { name: /示例银行/ }).first();
    await row.waitFor();
    await tabTo(page.locator('[aria-rowindex="2"]'));
    await keys.press('Control+a');
    await pressed(page.getByRole('button', { name: '批量修改' }), 'Shift+Tab');
    const form = page.locator('bulk-edit');
    const how = form.getByRole('combobox', { name: '网站' });
    await tabTo(how);
    await keys.press('ArrowDown');
    await expect.poll(() => how.inputValue()).toBe('set');
    await tabTo(form.getByRole('textbox', { name: '网站' }));
    await keys.type('https://example.com/bank');
    await pressed(form.getByRole('button', { name: '预览改动' }));
    const preview = page.locator('bulk-dialog');
    await preview.locator('ins').first().waitFor();
    await pressed(preview.getByRole('button', { name: '批量修改' }));
    await page.getByText(/^批量修改：\d+ 家$/).waitFor();
    expect((await published('示例银行')).map(({ website }) => website)).not.toContain(
      'https://example.com/bank',
    );
    await row.getByText('有未发布的修改').waitFor();

    await tabTo(page.getByRole('button', { name: /^未发布 \([1-9]/ }));
    await keys.press('Space');
    await page.getByRole('button', { name: /^未发布/, pressed: true }).waitFor();
    await page.getByText(/家门店$/).waitFor();
    await tabTo(page.locator('[aria-rowindex="2"]'));
    await keys.press('Control+a');
    await pressed(page.getByRole('button', { name: '发布', exact: true }), 'Shift+Tab');
    await pressed(preview.getByRole('button', { name: '发布', exact: true }));
    await page.getByText(/^发布：\d+ 家$/).waitFor();
    const websites = (await published('示例银行')).map(({ website }) => website);
    expect([...new Set(websites)]).toEqual(['https://example.com/bank']);
    expect(faults).toEqual([]);
  });

  it('shows on the map what the filter finds, in words for whoever keeps the stores', async () => {
    const { page } = await open('stores?q=示例咖啡');
    await page.getByText('10 家门店').waitFor();
    const marks = page.locator('catalogue-map .anchor button');
    await expect.poll(() => marks.allTextContents()).not.toEqual([]);
    await page.getByRole('searchbox').fill('小月河店');
    await page.getByText('1 家门店').waitFor();
    // A single store: its mark is in the middle of the map, wherever the map was.
    await expect.poll(() => marks.count()).toBe(1);
    const [map, mark] = await Promise.all([page.locator('catalogue-map').boundingBox(), marks.boundingBox()]);
    expect(Math.abs(map!.x + map!.width / 2 - (mark!.x + mark!.width / 2))).toBeLessThan(2);
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/clusters')) asked += 1;
    });
    await page.getByRole('row', { name: /小月河店/ }).hover();
    await page.locator('store-table .row.hovered').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByText('2,192 家门店').waitFor();
    await page.locator('store-table').getByText('缺营业时间').first().waitFor();
    await expect.poll(() => marks.count()).toBeGreaterThan(3);
    // Of the world, then of where they are; pointing at a row asked for nothing.
    expect(asked).toBe(2);
    expect(await page.getByText('请致电').count()).toBe(0);
  });
});
