import { describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { fillSignIn } from '../support/console-driver.ts';
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

  it('are changed together: looked at first, published with it, and undone', async () => {
    const { page, faults } = await open('stores?q=示例咖啡');
    await page
      .getByRole('row', { name: /示例咖啡/ })
      .first()
      .waitFor();
    await page.getByRole('checkbox', { name: '全选' }).check();
    await page.getByRole('button', { name: '批量修改' }).click();
    const form = page.locator('bulk-edit');
    await form.getByRole('button', { name: '预览改动' }).waitFor();
    expect(await form.getByRole('button', { name: '预览改动' }).isDisabled()).toBe(true);
    await form.getByRole('combobox', { name: '网站' }).selectOption('set');
    await form.getByRole('textbox', { name: '网站' }).fill('https://example.com/cafe');
    await form.getByLabel('立即发布').check();
    await form.getByRole('button', { name: '预览改动' }).click();
    const preview = page.locator('bulk-dialog');
    await preview.locator('ins').getByText('https://example.com/cafe').first().waitFor();
    await preview.getByRole('button', { name: '批量修改' }).click();
    await page.getByText(/^批量修改：\d+ 家$/).waitFor();
    const websites = async () => {
      const answer = await fetch(`${suite.service.origin}/api/v1/stores?q=${encodeURIComponent('示例咖啡')}`);
      const { stores } = (await answer.json()) as { stores: { website?: string }[] };
      return [...new Set(stores.map(({ website }) => website))];
    };
    expect(await websites()).toEqual(['https://example.com/cafe']);
    await page.getByRole('button', { name: '撤销', exact: true }).click();
    await page.getByText(/^已撤销/).waitFor();
    expect(await websites()).not.toContain('https://example.com/cafe');
    expect(faults).toEqual([]);
  });

  it('say so when rows did not come, and come when they are asked for again', async () => {
    const { page } = await open();
    await page.getByText('2,192 家门店').waitFor();
    // The table may ask by itself at any time: rows come for whoever has clicked, and for nothing else.
    await page.evaluate(() => addEventListener('click', () => document.body.classList.add('clicked'), true));
    await page.route('**/stores/window?*', async (route) => {
      const isClicked = await page.evaluate(() => document.body.classList.contains('clicked'));
      await (isClicked ? route.continue() : route.abort());
    });
    await page.locator('store-table .body').evaluate((body) => {
      body.scrollTop = body.scrollHeight;
    });
    // The map beside the table may have one of its own.
    await page.getByRole('alert').getByRole('button', { name: '没有读到门店 · 重试' }).click();
    await page.locator('[aria-rowindex="2193"] .name').waitFor();
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });

  it('are where they were when somebody comes back from one: filter, row and focus', async () => {
    const { page } = await open('stores?status=published&at=2026-10-01T02:00:00.000Z');
    await page.locator('[aria-rowindex="2"] .name').waitFor();
    await page.locator('store-table .body').evaluate((body) => {
      body.scrollTop = 20_000;
    });
    const row = page.locator('store-table .body .row:has(.name)').nth(12);
    await expect.poll(async () => Number(await row.getAttribute('aria-rowindex'))).toBeGreaterThan(100);
    const place = await row.getAttribute('aria-rowindex');
    await row.click();
    await page.getByRole('button', { name: '返回列表' }).click();
    await expect
      .poll(() =>
        page.evaluate(() => {
          let focused = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          return focused?.getAttribute('aria-rowindex');
        }),
      )
      .toBe(place);
    expect(new URL(page.url()).hash).toContain('status=published&at=2026-10-01');
  });

  it('are filtered by what is open then, and a filter without a field is taken away by itself', async () => {
    const { page } = await open('stores?district=海淀区');
    const found = async () =>
      Number((await page.getByText(/^[\d,]+ 家门店$/).textContent())?.replace(/\D/g, ''));
    await page.getByText(/^[\d,]+ 家门店$/).waitFor();
    const inDistrict = await found();
    await page.getByLabel('看某个时刻').fill('2026-10-01T03:30');
    await page.getByLabel('看某个时刻').blur();
    await page.getByLabel('只看那时营业的').check();
    await expect.poll(found).toBeLessThan(inDistrict);
    await page.getByRole('button', { name: '取消筛选：海淀区' }).click();
    await expect.poll(() => new URL(page.url()).hash).not.toContain('district');
    expect(new URL(page.url()).hash).toContain('openAt=');
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

  it('is left with unsaved changes only by whoever says so', async () => {
    const { page } = await openStore('示例影院');
    const { hash } = new URL(page.url());
    await page.getByLabel('分店名').fill('没保存店');
    await page.getByLabel('分店名').blur();
    await page.getByRole('button', { name: '返回列表' }).click();
    await page.getByRole('dialog', { name: '有没有保存的修改' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).hash).toBe(hash);
    expect(await page.getByLabel('分店名').inputValue()).toBe('没保存店');
    await page.getByRole('button', { name: '返回列表' }).click();
    await page.getByRole('button', { name: '离开', exact: true }).click();
    await page.locator('store-table').waitFor();
  });

  it('is undone and redone by keys, and left with Escape', async () => {
    const { page } = await openStore('示例酒店');
    const branch = page.getByLabel('分店名');
    const before = await branch.inputValue();
    await branch.fill('键盘店');
    await branch.blur();
    await page.keyboard.press('Control+z');
    await expect.poll(() => branch.inputValue()).toBe(before);
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => branch.inputValue()).toBe('键盘店');
    await page.keyboard.press('Control+z');
    await expect.poll(() => branch.inputValue()).toBe(before);
    await page.keyboard.press('Escape');
    await page.locator('store-table').waitFor();
  });

  it('loses nothing when the service does not answer, or the session is over', async () => {
    const { page } = await openStore('示例银行');
    await page.getByLabel('分店名').fill('断网店');
    await page.getByLabel('分店名').blur();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByRole('alert').getByText('服务没有回应').waitFor();
    await page.context().setOffline(false);
    await page.context().clearCookies();
    // By the key: any request of the page may be the first to find the session over, and hide the button.
    await page.keyboard.press('Control+s');
    await page.getByText('登录已过期').waitFor();
    await fillSignIn(page);
    await expect.poll(() => page.getByLabel('分店名').inputValue()).toBe('断网店');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByText('已保存草稿').waitFor();
  });

  it('goes back to a version that it was, and back again', async () => {
    const { page } = await openStore('示例药房');
    const name = page.getByLabel('名称 *');
    await name.fill('示例药房（改名）');
    await name.blur();
    await page.getByRole('button', { name: '保存并发布' }).click();
    await page.getByText('已发布').last().waitFor();
    await page.getByRole('tab', { name: '历史' }).click();
    await page.getByRole('button', { name: '恢复到这一版' }).last().click();
    await page.getByText('已恢复到第 1 版').waitFor();
    expect(await name.inputValue()).toBe('示例药房');
    await page.locator('told-list').getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销，和之前一样').waitFor();
    expect(await name.inputValue()).toBe('示例药房（改名）');
  });

  it('is told to be missing when its address leads nowhere', async () => {
    const { page } = await open('store?id=nowhere');
    await page.getByText('没有这家门店').waitFor();
    await page.getByRole('button', { name: '最近删除的门店' }).click();
    await page.getByRole('heading', { name: '最近删除的门店' }).waitFor();
  });

  it('is published by a publisher after an editor asked for it, where reviews are switched on', async () => {
    const admin = await open();
    const search = '#/stores?q=示例健身';
    const editor = await suite.colleague(admin, '小林', 'editor', search);
    const openFirst = async (page: typeof editor.page) => {
      await page
        .getByRole('row', { name: /示例健身/ })
        .first()
        .click();
      await page.getByLabel('分店名').waitFor();
    };
    await openFirst(editor.page);
    await editor.page.getByRole('button', { name: '保存草稿' }).waitFor();
    // Nobody reviews: what an editor makes is a draft.
    expect(await editor.page.getByRole('button', { name: /发布|提交审核/ }).count()).toBe(0);
    await suite.review(admin, true);
    await editor.page.reload();
    await editor.page.getByLabel('分店名').fill('待审店');
    await editor.page.getByLabel('分店名').blur();
    await editor.page.getByRole('button', { name: '保存并提交审核' }).click();
    await editor.page.getByText('已提交审核').waitFor();

    const publisher = await suite.colleague(admin, '老王', 'publisher');
    await publisher.page.getByRole('button', { name: '待审核 (1)' }).click();
    await openFirst(publisher.page);
    await publisher.page.getByText('小林 提交了审核').waitFor();
    await publisher.page.getByRole('button', { name: '退回', exact: true }).click();
    const note = publisher.page.locator('question-dialog');
    await note.getByLabel('退回的原因').fill('分店名要带路名');
    await note.getByRole('button', { name: '退回' }).click();
    await publisher.page.getByText('老王 退回：分店名要带路名').waitFor();

    await editor.page.reload();
    await editor.page.getByText('老王 退回：分店名要带路名').waitFor();
    await editor.page.getByLabel('分店名').fill('中山路店');
    await editor.page.getByLabel('分店名').blur();
    await editor.page.getByRole('button', { name: '保存并提交审核' }).click();
    await editor.page.getByText('已提交审核').waitFor();
    await publisher.page.reload();
    const id = idOf(publisher.page.url());
    await publisher.page.getByRole('button', { name: '通过并发布' }).click();
    await expect.poll(async () => ((await published(id)) as { branch?: string }).branch).toBe('中山路店');
    await suite.review(admin, false);
  });

  it('has nothing that axe finds', async () => {
    const { page } = await openStore('示例咖啡');
    await page.locator('store-preview store-row').waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});
