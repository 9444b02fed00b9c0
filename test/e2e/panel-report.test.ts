import { expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { sixStores, xueyuanLu } from '../support/nearby-answers.ts';
import type { PanelOptions } from '../support/panel-driver.ts';
import { panelSuite } from '../support/panel-suite.ts';

const suite = panelSuite();

/** The panel with the six stores found for …PqRs, and what it sent beside asking for stores. */
async function openWithStores(options: PanelOptions = {}, status = 204) {
  const panel = await suite.open(options);
  const { page } = panel;
  const sent: { path: string; body: unknown }[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.method() === 'POST') sent.push({ path: pathname, body: request.postDataJSON() });
  });
  const reporting = { status };
  await page.route('**/api/v1/reports', (route) => route.fulfill({ status: reporting.status }));
  await panel.switchTo('oABC_1234PqRs');
  await panel.clickLocation(xueyuanLu);
  await panel.answer(sixStores);
  await page.locator('store-row .row').first().waitFor();
  return { ...panel, sent, reporting };
}

it('tells of a click and a put once each, by place and stores, and of nobody', async () => {
  const { sent, clickLocation, faults } = await openWithStores();
  await expect.poll(() => sent.length).toBe(2);
  await clickLocation(xueyuanLu);
  expect(sent.sort((a, b) => a.path.localeCompare(b.path))).toEqual([
    {
      path: '/api/v1/insights/clicks',
      body: {
        position: { longitude: xueyuanLu.longitude, latitude: xueyuanLu.latitude, datum: 'gcj02' },
        radiusMeters: 3000,
        stores: 6,
      },
    },
    { path: '/api/v1/insights/puts', body: { stores: expect.any(Array) } },
  ]);
  expect(JSON.stringify(sent)).not.toMatch(/PqRs|学院路/);
  expect(faults).toEqual([]);
});

it('tells ops in two clicks that something is wrong with a store, and of the customer only the kilometre', async () => {
  const { page, sent, faults } = await openWithStores({ settings: { onLocation: 'choose' } });
  await page.getByRole('button', { name: /^详情/ }).first().click();
  await page.getByRole('button', { name: '信息有误' }).click();
  await page.getByRole('group', { name: '哪里不对？' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '电话不对' }).click();
  await page.getByText('谢谢，运营会去核对。').waitFor();
  expect(sent.filter(({ path }) => path === '/api/v1/reports')).toEqual([
    {
      path: '/api/v1/reports',
      body: {
        store: sixStores.stores[0]!.id,
        reason: 'phone',
        near: { longitude: 116.36, latitude: 39.99 },
      },
    },
  ]);
  expect(faults).toEqual([]);
});

it('says when a report was not sent, keeps the words, and sends it by keys alone', async () => {
  const { page, sent, reporting } = await openWithStores({ settings: { onLocation: 'choose' } }, 500);
  await page.locator('store-row .row').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: '信息有误' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: '补充一句' }).fill('搬走了');
  await page.getByRole('button', { name: '已关店' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('没有发出去，请再点一次。').waitFor();
  reporting.status = 204;
  await page.getByRole('button', { name: '已关店' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('谢谢，运营会去核对。').waitFor();
  expect(sent.at(-1)!.body).toMatchObject({ reason: 'closed', note: '搬走了' });
});
