import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { firstAdmin, signIn } from '../support/console-driver.ts';
import { coloursAt, columns } from '../support/pictures.ts';
import { type Service, startService } from '../support/service.ts';

let browser: Browser;
let service: Service;
let page: Page;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchChromium(), startService()]);
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

/** The first to come makes the account that the others use. */
let hasAccount = false;
async function openStore() {
  const console = hasAccount ? await signIn(browser, service) : await firstAdmin(browser, service);
  hasAccount = true;
  ({ page } = console);
  await console.go('stores?q=示例咖啡');
  await page
    .getByRole('row', { name: /示例咖啡/ })
    .first()
    .click();
  await page.getByRole('heading', { name: /示例咖啡/ }).waitFor();
  return console;
}

const field = () => page.locator('cover-field');
const pictureFile = async (buffer: Promise<Buffer>) => ({
  name: 'IMG_0001.HEIC.jpg',
  mimeType: 'image/jpeg',
  buffer: await buffer,
});
/** Three columns, two of them inside the widest frame's reach. */
const aPicture = () => columns(1_800, 1_000, ['red', 'lime', 'blue']).jpeg().toBuffer();
const give = async (picture: Promise<Buffer>) =>
  field()
    .locator('input[type=file]')
    .setInputFiles(await pictureFile(picture));
const shownIn = async (place: string) => {
  const address = await field().locator(`figure.${place} img`).getAttribute('src');
  const answer = await fetch(`${service.origin}${address}`);
  return { address, picture: Buffer.from(await answer.arrayBuffer()) };
};

it('is uploaded, cut by keys, seen as customers see it, published and taken away again', async () => {
  const { faults } = await openStore();
  const id = new URL(page.url()).hash.split('id=')[1] ?? '';
  const published = async () =>
    (await (await fetch(`${service.origin}/api/v1/stores/${id}`)).json()) as { cover: string | null };

  // Without a cover it shows the one that is drawn.
  expect((await published()).cover).toBeNull();
  const drawn = await shownIn('large');
  expect(drawn.address).toBe(`/covers/store/${id}-900x383.png`);
  expect((await sharp(drawn.picture).metadata()).width).toBe(900);

  await give(aPicture());
  const frame = field().getByRole('button', { name: /^裁剪框/ });
  await frame.waitFor();
  expect(await axeFaults(page)).toEqual([]);
  // Half as wide, then all the way to the right: what is left is the last columns.
  await field().getByRole('slider').fill('50');
  await frame.focus();
  for (let step = 0; step < 12; step++) await page.keyboard.press('Shift+ArrowRight');
  await field().getByRole('button', { name: '使用' }).click();
  await field().getByText('封面已换好').waitFor();
  const [large, small] = [await shownIn('large'), await shownIn('small')];
  expect(large.address).toMatch(/^\/media\/[0-9a-f]{64}-900x383\.jpg$/);
  // From 900 to 1,800 of the picture: lime up to 1,200, a third of the way.
  expect(await coloursAt(large.picture, [0.1, 0.3, 0.37, 0.9])).toEqual(['lime', 'lime', 'blue', 'blue']);
  expect(await coloursAt(small.picture, [0.05, 0.5, 0.9])).toEqual(['lime', 'blue', 'blue']);
  expect(await axeFaults(page)).toEqual([]);

  await page.getByRole('button', { name: '保存并发布' }).click();
  await expect.poll(async () => (await published()).cover).toBe(large.address);

  await field().getByRole('button', { name: '移除封面' }).click();
  expect((await shownIn('large')).address).toBe(drawn.address);
  expect(faults).toEqual([]);
});

it('is dragged into place with the pointer, from the whole of what was uploaded', async () => {
  await openStore();
  await give(aPicture());
  await field().getByRole('slider').fill('50');
  const frame = field().getByRole('button', { name: /^裁剪框/ });
  const box = (await frame.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 2_000, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await field().getByRole('button', { name: '使用' }).click();
  await field().getByText('封面已换好').waitFor();
  const { picture } = await shownIn('large');
  expect(await coloursAt(picture, [0.1, 0.6, 0.72])).toEqual(['red', 'red', 'lime']);
  await field().getByRole('button', { name: '调整裁剪' }).click();
  await frame.waitFor();
  await field().getByRole('button', { name: '使用' }).click();
  await field().getByText('封面已换好').waitFor();
  expect(await coloursAt((await shownIn('large')).picture, [0.1, 0.5, 0.9])).toEqual(['red', 'lime', 'blue']);
});

it('is dropped or pasted too, and what is no picture is said in words', async () => {
  await openStore();
  const dispatch = (kind: 'drop' | 'paste', bytes: number[], type: string) =>
    field().evaluate(
      (element, { kind, bytes, type }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'a.png', { type }));
        const options = { bubbles: true, composed: true, cancelable: true };
        element.dispatchEvent(
          kind === 'drop'
            ? new DragEvent('drop', { ...options, dataTransfer: data })
            : new ClipboardEvent('paste', { ...options, clipboardData: data }),
        );
      },
      { kind, bytes, type },
    );
  const small = [...(await columns(120, 100, ['red']).png().toBuffer())];
  for (const kind of ['drop', 'paste'] as const) {
    await dispatch(kind, small, 'image/png');
    await field().getByText('选中的部分只有 120 像素宽').waitFor();
    await field().getByRole('button', { name: '取消' }).click();
  }
  await dispatch('paste', [60, 115, 118, 103], 'image/png');
  await field().getByText('这不是能打开的图片').waitFor();
  // A browser shows it; the service does not take it.
  await give(
    sharp({ create: { width: 300, height: 200, channels: 3, background: 'red' } })
      .gif()
      .toBuffer(),
  );
  await field().getByRole('button', { name: '使用' }).click();
  await field().getByRole('alert').getByText('从内容看，这不是 JPEG、PNG、WebP 或 AVIF 图片。').waitFor();
});
