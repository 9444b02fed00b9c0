// The picture of a store that has none: its streets, a pin with its category's icon, and its name. North is up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { light } from '../../shared/base-map/palette.ts';
import { hueOf } from '../../shared/category-hue.ts';
import { COVER_SIZES, type CoverVariant } from '../../shared/cover.ts';
import { graphemes, oneLine } from '../../shared/plain-text.ts';
import type { Position } from '../../shared/position.ts';
import { html } from '../pages/html.ts';
import { lightMapStyle } from '../pages/map-style.ts';
import { HEIGHT, viewOf, WIDTH } from '../pages/map-view.ts';
import { aboutWidth, drawStreets } from '../pages/street-drawing.ts';
import { streetsAt } from '../pages/street-sheets.ts';

export type DrawnStore = {
  /** WGS-84. */
  readonly ground: Position;
  /** One that is shipped. */
  readonly category: string;
  readonly name: string;
  readonly branch: string;
};

const icons = join(import.meta.dirname, '..', '..', 'web', 'static', 'icons');

// In units of the map's view. The pin's tip is the store, in the middle of the view; its head has room for the icon.
const [X, Y] = [WIDTH / 2, HEIGHT / 2];
const PIN_HEIGHT = 68;
/** As much of the view as is high in a picture: name and all, or the pin alone where a name could not be read. */
const TALL = 153;
const CLOSE = 92;
/** What a name may take of the middle square. */
const NAME_WIDTH = 140;

/** As SVG; undefined where no streets are shipped. @param writes  whether names can be written here */
export function storeDrawing(store: DrawnStore, variant: CoverVariant, writes: boolean): string | undefined {
  const sheet = streetsAt(store.ground);
  if (!sheet) return undefined;
  const [width, height] = COVER_SIZES[variant];
  const isSmall = width === height;
  const shownHeight = isSmall ? CLOSE : TALL;
  const shownWidth = (shownHeight * width) / height;
  const left = X - shownWidth / 2;
  const top = (isSmall ? Y - PIN_HEIGHT / 2 : Y) - shownHeight / 2;
  // The streets' own names would be read for the store's.
  const streets = drawStreets(sheet, viewOf([store.ground]), 'zh-CN', [[0, 0, WIDTH, HEIGHT]]);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${shownWidth} ${shownHeight}"><style>${lightMapStyle}</style><rect width="${WIDTH}" height="${HEIGHT}" fill="${light.land}"/><g class="map">${streets}</g>${pin(store.category)}${
    writes && !isSmall && [names(store), credit(left + shownWidth, top + shownHeight)]
  }</svg>`.toString();
}

function pin(category: string) {
  const hue = hueOf(category) ?? 0;
  const [, drawing = ''] =
    /<svg[^>]*>(.*)<\/svg>/s.exec(readFileSync(join(icons, `${category}.svg`), 'utf8')) ?? [];
  const paths = [...drawing.matchAll(/<path d="([^"]+)"/g)].map(([, d]) => html`<path d="${d}"/>`);
  const color = `hsl(${hue}, 58%, 40%)`;
  return html`<g transform="translate(${X} ${Y}) scale(${PIN_HEIGHT / 292})"><ellipse rx="62" ry="13" opacity=".22"/><path d="M0 0C-30-48-112-102-112-180a112 112 0 0 1 224 0C112-102 30-48 0 0z" fill="${color}" stroke="#fff" stroke-width="10"/><circle cy="-182" r="88" fill="#fff"/><g transform="translate(-66 -248) scale(5.5)" fill="none" stroke="${color}" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${paths}</g></g>`;
}

/** Two lines below the pin, as large as fits. */
function names({ name, branch }: DrawnStore) {
  const lines = [
    { text: fitted(oneLine(name), 12), most: 19, weight: 700 },
    { text: fitted(oneLine(branch), 14), most: 13, weight: 500 },
  ].filter(({ text }) => text !== '');
  let y = Y + 6;
  return html`<g font-family="sans-serif" text-anchor="middle" fill="#1f2328" stroke="#fff" stroke-opacity=".92" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${lines.map(
    ({ text, most, weight }) => {
      const size = Math.min(most, NAME_WIDTH / ems(text));
      y += size * 1.15;
      return html`<text x="${X}" y="${y}" font-size="${size}" font-weight="${weight}">${text}</text>`;
    },
  )}</g>`;
}

const credit = (right: number, bottom: number) =>
  html`<text x="${right - 4}" y="${bottom - 4}" text-anchor="end" font-family="sans-serif" font-size="6.5" fill="#5d564c" stroke="#fff" stroke-opacity=".85" stroke-width="2" paint-order="stroke">© OpenStreetMap</text>`;

/** Bold Latin letters of some fonts are wider than most. */
const ems = (text: string): number => aboutWidth(text, '400 1px') * (/\p{Script=Han}/u.test(text) ? 1 : 1.3);

/** Shortened to so many widths of a Chinese character. */
function fitted(text: string, most: number): string {
  if (ems(text) <= most) return text;
  let kept = '';
  for (const each of graphemes(text)) {
    if (ems(`${kept}${each}…`) > most) break;
    kept += each;
  }
  return `${kept.trimEnd()}…`;
}
