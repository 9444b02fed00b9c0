import { crc32, deflateSync } from 'node:zlib';

/** An indexed PNG has at most this many colours; a flat drawing needs no more, its softened edges included. */
const COLOURS = 128;

/**
 * A flat drawing as an indexed PNG, some three times smaller than in true colour. Colours beyond the most frequent ones
 * become the nearest of these.
 * @param pixels  red, green, blue, alpha of each pixel, row by row; alpha is ignored
 */
export function indexedPng(pixels: Uint8Array, width: number, height: number): Buffer {
  const count = new Map<number, number>();
  const colourAt = (pixel: number) =>
    (pixels[pixel * 4]! << 16) | (pixels[pixel * 4 + 1]! << 8) | pixels[pixel * 4 + 2]!;
  for (let pixel = 0; pixel < width * height; pixel++) {
    count.set(colourAt(pixel), (count.get(colourAt(pixel)) ?? 0) + 1);
  }
  const palette = [...count.keys()].sort((a, b) => count.get(b)! - count.get(a)!).slice(0, COLOURS);
  const indexOf = new Map([...count.keys()].map((colour) => [colour, nearest(colour, palette)]));

  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    // The byte before each row stays 0: no filter, which suits indices.
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(y * width + x))!;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = { index: 0, distance: Number.POSITIVE_INFINITY };
  palette.forEach((candidate, index) => {
    const distance =
      ((candidate >> 16) - (colour >> 16)) ** 2 +
      (((candidate >> 8) & 255) - ((colour >> 8) & 255)) ** 2 +
      ((candidate & 255) - (colour & 255)) ** 2;
    if (distance < best.distance) best = { index, distance };
  });
  return best.index;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
