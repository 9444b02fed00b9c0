import gcoordModule from 'gcoord';
import type { Page } from 'playwright-core';
import type { Position } from '../../shared/position.ts';
import { TILE_PIXELS, type TileAnswer, tilePicture } from './tile-server.ts';

// Its types describe the ES module, Node loads the CommonJS one: there is no `default` inside the default.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const PAPER = [250, 250, 250] as const;
const MAGENTA = [255, 0, 255] as const;
/** Half the width of the mark: 9 pixels wide, and with its middle on the place. */
const HALF = 4.5;

/**
 * Answers tiles `/{z}/{x}/{y}` of a map drawn in `datum`, with a magenta mark where a place lies. The shift is gcoord's,
 * the numbers of tiles those of https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames.
 */
export function markedTiles(wgs84: Position, datum: 'wgs84' | 'gcj02'): TileAnswer {
  const shifted = datum === 'wgs84' ? wgs84 : gcoord.transform([...wgs84], gcoord.WGS84, gcoord.GCJ02);
  return (reply, { url }) => {
    const [, z, x, y] = (/\/(\d+)\/(\d+)\/(\d+)/.exec(url) ?? []).map(Number);
    const [lon, lat] = [shifted[0], (shifted[1] * Math.PI) / 180];
    const side = TILE_PIXELS * 2 ** z!;
    const [east, south] = [
      ((lon + 180) / 360) * side,
      ((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * side,
    ];
    const mark = { x: east - x! * TILE_PIXELS, y: south - y! * TILE_PIXELS, half: HALF, color: MAGENTA };
    reply.writeHead(200, { 'content-type': 'image/png' }).end(tilePicture(PAPER, mark));
  };
}

/** Where the mark is seen in the tiles of the page's map, in the page's pixels; undefined when it is not. */
export const markOn = (page: Page) =>
  page.evaluate(() => {
    let [count, left, top] = [0, 0, 0];
    for (const tile of document
      .querySelector('store-map')!
      .shadowRoot!.querySelectorAll<HTMLImageElement>('img.leaflet-tile-loaded')) {
      const box = tile.getBoundingClientRect();
      const context = new OffscreenCanvas(256, 256).getContext('2d')!;
      context.drawImage(tile, 0, 0);
      const { data } = context.getImageData(0, 0, 256, 256);
      for (let pixel = 0; pixel < 256 * 256; pixel++) {
        if (data[pixel * 4] !== 255 || data[pixel * 4 + 1] !== 0) continue;
        count++;
        left += box.left + (pixel % 256) + 0.5;
        top += box.top + Math.floor(pixel / 256) + 0.5;
      }
    }
    return count === 0 ? undefined : ([left / count, top / count] as const);
  });
