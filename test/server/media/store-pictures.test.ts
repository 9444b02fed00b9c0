import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hasChineseFont } from '../../../server/media/fonts.ts';
import { storeDrawing } from '../../../server/media/store-drawing.ts';
import { COVER_VARIANTS } from '../../../shared/cover.ts';
import { aCafe, openApp } from '../../support/app.ts';
import { tester } from '../../support/stores.ts';

// 五道口, where streets are shipped; in WGS-84.
const wudaokou = {
  ground: [116.3253, 39.991],
  category: 'cafe',
  name: '示例咖啡',
  branch: '五道口店',
} as const;

describe('the picture of a store without one', () => {
  it.each(COVER_VARIANTS)('is drawn with its streets as %s', async (variant) => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'wudaokou', fields: aCafe() }], tester);
    const { headers, rawPayload } = await app.inject(`/covers/store/wudaokou-${variant}.png`);
    const { width, height, format } = await sharp(rawPayload).metadata();
    expect(`${width}x${height} ${format}`).toBe(`${variant} png`);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=3600',
      'cross-origin-resource-policy': 'cross-origin',
    });
    // A page's first view may weigh 60 KB.
    expect(rawPayload.length).toBeLessThan(25_000);
  });

  it('is another once the store is called otherwise or stands elsewhere, and the same until then', async () => {
    const app = await openApp();
    const etag = async (fields: Parameters<typeof aCafe>[0], held?: string) => {
      await app.storage.stores.put([{ id: 'a', fields: aCafe(fields) }], tester);
      const headers = held === undefined ? {} : { 'if-none-match': held };
      const answer = await app.inject({ url: '/covers/store/a-80x80.png', headers });
      return { status: answer.statusCode, etag: String(answer.headers.etag) };
    };
    const first = await etag({});
    expect(await etag({ phones: ['010-1234567'] }, first.etag)).toEqual({ status: 304, etag: first.etag });
    const position = { longitude: 116.3352, latitude: 39.9928, datum: 'gcj02' } as const;
    expect(await etag({ position }, first.etag)).toMatchObject({ status: 200 });
    expect((await etag({ categories: ['bank'] })).etag).not.toBe(first.etag);
  });

  it('is the one of its category where no streets are shipped', async () => {
    const app = await openApp();
    const position = { longitude: 178.44, latitude: -18.14, datum: 'wgs84' } as const;
    const suva = aCafe({
      position,
      region: 'other',
      timeZone: 'Pacific/Fiji',
      categories: ['tea', 'pharmacy'],
    });
    await app.storage.stores.put([{ id: 'suva', fields: suva }], tester);
    const { rawPayload } = await app.inject('/covers/store/suva-900x383.png');
    const shipped = await sharp('web/static/covers/pharmacy.png').removeAlpha().raw().toBuffer();
    const pixels = await sharp(rawPayload).removeAlpha().raw().toBuffer();
    const middle = (383 / 2) * 900 * 3;
    expect(Math.abs(pixels[Math.floor(middle)]! - shipped[Math.floor(middle)]!)).toBeLessThan(12);
  });

  it('tells nobody which stores are drafts: theirs is that of a store that there is not', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'draft', fields: aCafe({ status: 'draft' }) }], tester);
    const [draft, none] = await Promise.all(
      ['draft', 'none'].map((id) => app.inject(`/covers/store/${id}-200x200.png`)),
    );
    expect(draft!.statusCode).toBe(200);
    expect(draft!.rawPayload.equals(none!.rawPayload)).toBe(true);
  });

  it('writes names as text, never as markup, and only large ones', () => {
    const hostile = { ...wudaokou, name: '<script>&"店' };
    const large = storeDrawing(hostile, '900x383', true)!;
    expect(large).toContain('&lt;script&gt;&amp;&quot;店</text>');
    expect(large).toContain('© OpenStreetMap');
    expect(storeDrawing(wudaokou, '900x383', false)).not.toContain('<text');
    expect(storeDrawing(wudaokou, '80x80', true)).not.toContain('<text');
  });

  it('shortens names to what the middle square holds', () => {
    const long = { ...wudaokou, name: '示例咖啡与图书与花艺与烘焙旗舰概念体验店' };
    expect(storeDrawing(long, '900x383', true)).toContain('>示例咖啡与图书与花艺与…</text>');
  });

  it('has its name where this machine can write Chinese', async () => {
    const [written, bare] = await Promise.all(
      [true, false].map((writes) =>
        sharp(Buffer.from(storeDrawing(wudaokou, '900x383', writes)!))
          .raw()
          .toBuffer(),
      ),
    );
    expect(written!.equals(bare!)).toBe(!(await hasChineseFont()));
  });
});
