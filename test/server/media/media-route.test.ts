import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { signedIn, withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { coloursAt, columns } from '../../support/pictures.ts';

type App = Awaited<ReturnType<typeof openApp>>;

async function open() {
  const app = await openApp();
  const headers = await withRole(app, 'editor');
  const upload = (payload: Buffer, query = '', type = 'application/octet-stream') =>
    app.inject({
      method: 'POST',
      url: `/api/v1/media${query}`,
      headers: { ...headers, 'content-type': type },
      payload,
    });
  return { app, headers, upload };
}
const variantOf = async (app: App, path: string) => (await app.inject(path)).rawPayload;

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'is taken as %s, whatever it is said to be',
    async (format) => {
      const { app, upload } = await open();
      const answer = await upload(
        await columns(900, 600, ['red', 'blue']).toFormat(format).toBuffer(),
        '',
        'text/html',
      );
      expect(answer.statusCode).toBe(201);
      const { cover, width, height, focus, variants } = answer.json();
      expect({ width, height, focus }).toEqual({ width: 900, height: 600, focus: null });
      expect(Object.keys(variants)).toEqual(['900x383', '640x320', '200x200', '80x80']);
      expect(cover).toBe(variants['900x383']);
      for (const [size, path] of Object.entries<string>(variants)) {
        const made = await sharp(await variantOf(app, path)).metadata();
        expect(`${made.width}x${made.height} ${made.format}`).toBe(`${size} jpeg`);
      }
    },
  );

  it('comes as a part of a form too', async () => {
    const { upload } = await open();
    const picture = await columns(300, 200, ['red']).png().toBuffer();
    const body = Buffer.concat([
      Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="../../a.svg"\r\n\r\n'),
      picture,
      Buffer.from('\r\n--x--\r\n'),
    ]);
    expect((await upload(body, '', 'multipart/form-data; boundary=x')).statusCode).toBe(201);
  });

  it('shows the middle of its focus, to the pixel', async () => {
    const { app, upload } = await open();
    // Nine columns of 200 pixels. The focus is the 900 × 383 pixels from 500 to 1,400.
    const colours = ['red', 'lime', 'blue', 'red', 'lime', 'blue', 'red', 'lime', 'blue'] as const;
    const picture = await columns(1_800, 383, colours).png().toBuffer();
    const answer = await upload(picture, `?focus=${500 / 1_800},0,0.5,1`);
    const { variants, focus } = answer.json();
    expect(focus).toEqual({ x: 0.277778, y: 0, width: 0.5, height: 1 });
    const large = await variantOf(app, variants['900x383']);
    // Blue ends at 600, red at 800, lime at 1,000, blue at 1,200, red goes on: pixels 100, 300, 500, 700 of the cut.
    expect(
      await coloursAt(
        large,
        [95, 105, 295, 305, 495, 505, 695, 705].map((x) => x / 900),
      ),
    ).toEqual(['blue', 'red', 'red', 'lime', 'lime', 'blue', 'blue', 'red']);
    // The square is the 383 pixels about the middle, 758.5 to 1,141.5.
    const small = await variantOf(app, variants['200x200']);
    expect(await coloursAt(small, [0.03, 0.2, 0.5, 0.7, 0.97])).toEqual([
      'red',
      'lime',
      'lime',
      'blue',
      'blue',
    ]);
  });

  it('is cut again from what is kept, and keeps its first cut', async () => {
    const { app, headers, upload } = await open();
    const first = (
      await upload(await columns(1_000, 500, ['red', 'blue']).png().toBuffer(), '?focus=0,0,0.5,1')
    ).json();
    const url = `/api/v1/media/${first.hash}/crops`;
    const cut = await app.inject({
      method: 'POST',
      url,
      headers,
      payload: { x: 0.5, y: 0, width: 0.5, height: 1 },
    });
    expect(cut.statusCode).toBe(201);
    expect(await coloursAt(await variantOf(app, first.cover), [0.5])).toEqual(['red']);
    expect(await coloursAt(await variantOf(app, cut.json().cover), [0.5])).toEqual(['blue']);
    const original = await app.inject({ url: `/api/v1/media/${first.hash}/original`, headers });
    expect(await coloursAt(original.rawPayload, [0.25, 0.75])).toEqual(['red', 'blue']);
    expect((await app.inject({ url: `/api/v1/media/${first.hash}`, headers })).json()).toEqual(first);
  });

  it('has one address for the same content, and another for another focus', async () => {
    const { upload } = await open();
    const picture = await columns(400, 400, ['red', 'blue']).png().toBuffer();
    const covers = [];
    for (const query of ['', '', '?focus=0,0,1,0.5'])
      covers.push((await upload(picture, query)).json().cover);
    expect(covers[0]).toMatch(/^\/media\/[0-9a-f]{64}-900x383\.jpg$/);
    expect(covers[1]).toBe(covers[0]);
    expect(covers[2]).not.toBe(covers[0]);
  });

  it('stands upright, and nothing in it tells where and with what it was taken', async () => {
    const { app, headers, upload } = await open();
    // Taken with the telephone on its side: lying it is blue on the left, upright its top is.
    const lying = await columns(600, 400, ['blue', 'red'])
      .withExif({
        IFD0: { Orientation: '6', Make: 'Acme', Copyright: 'Anna' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '39/1 59/1 33/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '116/1 19/1 53/1',
        },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(lying).metadata()).orientation).toBe(6);
    expect(lying.includes('Acme')).toBe(true);
    const { hash, width, height, variants } = (await upload(lying)).json();
    expect({ width, height }).toEqual({ width: 400, height: 600 });
    const original = (await app.inject({ url: `/api/v1/media/${hash}/original`, headers })).rawPayload;
    const top = await sharp(original).extract({ left: 0, top: 0, width: 400, height: 100 }).jpeg().toBuffer();
    expect(await coloursAt(top, [0.1, 0.9])).toEqual(['blue', 'blue']);
    for (const kept of [
      original,
      ...(await Promise.all(Object.values<string>(variants).map((path) => variantOf(app, path)))),
    ]) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(kept).metadata();
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({});
      expect(kept.includes('Acme') || kept.includes('Exif') || kept.includes('Anna')).toBe(false);
    }
  });

  it('shows white where it was transparent', async () => {
    const { app, upload } = await open();
    const glass = await sharp({ create: { width: 200, height: 200, channels: 4, background: '#ff000000' } })
      .webp()
      .toBuffer();
    expect(await coloursAt(await variantOf(app, (await upload(glass)).json().cover), [0.5])).toEqual([
      'white',
    ]);
  });
});

describe('what is refused', () => {
  /** A PNG whose header is all that is large about it. */
  function pngOf(width: number, height: number): Buffer {
    const chunk = (type: string, data: Buffer) => {
      const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crc32(body));
      return Buffer.concat([length, body, sum]);
    };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 0, 0, 0, 0], 8);
    return Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.alloc(1_000))),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  }
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="9" height="9"/></svg>',
  );
  const whole = () => columns(800, 600, ['red', 'lime', 'blue', 'white']).jpeg().toBuffer();
  const frame = (background: string) =>
    sharp({ create: { width: 100, height: 100, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = async () => sharp([await frame('red'), await frame('blue')], { join: { animated: true } });

  it.each<[string, () => Buffer | Promise<Buffer>, number, string]>([
    ['nothing', () => Buffer.alloc(0), 400, 'PICTURE_MISSING'],
    ['text', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'PICTURE_TYPE_UNKNOWN'],
    ['SVG', () => svg, 415, 'PICTURE_TYPE_UNKNOWN'],
    [
      'SVG behind the first bytes of a JPEG',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), svg]),
      422,
      'PICTURE_UNREADABLE',
    ],
    ['GIF', async () => (await frames()).gif().toBuffer(), 415, 'PICTURE_TYPE_UNKNOWN'],
    ['TIFF', () => columns(100, 100, ['red']).tiff().toBuffer(), 415, 'PICTURE_TYPE_UNKNOWN'],
    ['a moving WebP', async () => (await frames()).webp().toBuffer(), 422, 'PICTURE_ANIMATED'],
    ['a JPEG cut in half', async () => (await whole()).subarray(0, -2_000), 422, 'PICTURE_UNREADABLE'],
    [
      'a PNG cut in half',
      async () => {
        const png = await columns(800, 600, ['red', 'blue']).png({ compressionLevel: 0 }).toBuffer();
        return png.subarray(0, png.length / 2);
      },
      422,
      'PICTURE_UNREADABLE',
    ],
    ['a header alone', async () => (await whole()).subarray(0, 20), 422, 'PICTURE_UNREADABLE'],
    [
      'a bomb of 10,000 million pixels in 200 bytes',
      () => pngOf(100_000, 100_000),
      422,
      'PICTURE_DIMENSIONS',
    ],
    ['a strip', () => columns(2_000, 79, ['red']).png().toBuffer(), 422, 'PICTURE_DIMENSIONS'],
  ])('is %s', async (_, make, status, code) => {
    const { app, upload } = await open();
    const answer = await upload(await make());
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect(await app.storage.media.purge(new Date('2099-01-01'))).toBe(0);
  });

  it('is more than 10 MB, with or without saying so', async () => {
    const { upload } = await open();
    const much = Buffer.alloc(10_000_001, 0xff);
    expect((await upload(much)).json()).toMatchObject({
      code: 'PICTURE_TOO_LARGE',
      detail: 'A picture may have at most 10 MB',
    });
    expect((await upload(Buffer.alloc(12_000_000))).statusCode).toBe(413);
  });

  it.each(['0,0,1', '0,0,0,1', '0.5,0,0.6,1', 'a,b,c,d', '-0.1,0,1,1', '0,0,1,1,1'])(
    'is the focus %s',
    async (focus) => {
      const { upload } = await open();
      const answer = await upload(await columns(100, 100, ['red']).png().toBuffer(), `?focus=${focus}`);
      expect(answer.json()).toMatchObject({ code: 'INVALID_PARAMETER', parameter: 'focus' });
    },
  );

  it('is whoever may not edit', async () => {
    const { app } = await open();
    const headers = await signedIn(app, 'viewer');
    const answer = await app.inject({ method: 'POST', url: '/api/v1/media', headers, payload: 'x' });
    expect(answer.json().code).toBe('NOT_ALLOWED');
  });
});

describe('the address of a picture', () => {
  it('may be kept for ever, by anybody, and is shown by pages of any origin', async () => {
    const { app, upload } = await open();
    const { cover } = (await upload(await columns(300, 300, ['red']).png().toBuffer())).json();
    const { headers } = await app.inject(cover);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers.ratelimit).toBeUndefined();
    const again = await app.inject({ url: cover, headers: { 'if-none-match': String(headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it.each([
    [`/media/${'0'.repeat(64)}-900x383.jpg`, 'MEDIA_NOT_FOUND'],
    [`/media/${'0'.repeat(64)}-1x1.jpg`, 'NOT_FOUND'],
    ['/media/..%2f..%2fpackage.json', 'NOT_FOUND'],
    ['/covers/store/a-1x1.png', 'NOT_FOUND'],
  ])('is not %s', async (url, code) => {
    const answer = await (await openApp()).inject(url);
    expect([answer.statusCode, answer.json().code]).toEqual([404, code]);
  });
});
