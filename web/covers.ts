// Draws the default covers, one for each icon: `node web/covers.ts` writes static/covers/*.png through Chromium
// (CHROMIUM_PATH, else the system's). Chat cards show a cover whole or cut to its centre square: the pin fits both.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { hueOf } from '../shared/category-hue.ts';
import { indexedPng } from './indexed-png.ts';

/** What the client's news cards use: 2.35 to 1. */
const WIDTH = 900;
const HEIGHT = 383;

const folder = join(import.meta.dirname, 'static');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
mkdirSync(join(folder, 'covers'), { recursive: true });
for (const file of readdirSync(join(folder, 'icons'))) {
  const category = file.replace('.svg', '');
  const hue = hueOf(category);
  if (hue === undefined) throw new Error(`static/icons/${file} has no hue in shared/category-hue.ts`);
  const icon = readFileSync(join(folder, 'icons', file), 'utf8').replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');
  const png = indexedPng(await pixelsOf(page, cover(hue, icon)), WIDTH, HEIGHT);
  writeFileSync(join(folder, 'covers', `${category}.png`), png);
  if (category === 'other') writeFileSync(join(folder, 'covers', 'default.png'), png);
  console.log(`${category}.png ${(png.length / 1024).toFixed(1)} KB`);
}
await browser.close();

async function pixelsOf(page: Page, svg: string): Promise<Uint8Array> {
  const base64 = await page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      canvas.drawImage(image, 0, 0);
      const pixels = canvas.getImageData(0, 0, image.width, image.height).data;
      return new Uint8Array(pixels.buffer).toBase64();
    },
    `data:image/svg+xml,${encodeURIComponent(svg)}`,
  );
  return Buffer.from(base64, 'base64');
}

/** A pin with the icon in its head, on a street map that has the category's colour. */
function cover(hue: number, icon: string): string {
  const tint = (saturation: number, lightness: number) => `hsl(${hue} ${saturation}% ${lightness}%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="${tint(42, 91)}"/>
    <g fill="${tint(40, 86)}">
      <path d="M-20 250L250 205 300 420-20 420z"/>
      <path d="M590-20L920-20 920 92 640 138z"/>
      <path d="M690 300L920 262 920 420 715 420z"/>
    </g>
    <path d="M-20 96C120 40 190 130 330 70 400 40 420 10 430-20" fill="none" stroke="${tint(48, 80)}" stroke-width="40"/>
    <g fill="none" stroke="#fff" stroke-linecap="round">
      <path d="M-20 205L920 50M-20 395L920 240" stroke-width="20"/>
      <path d="M150-20L262 420M545-20L657 420" stroke-width="20"/>
      <path d="M-20 300L920 145M60-20L118 205M345-20L400 190M455 170L512 420M735-20L790 130M820 85L905 420M330 330L360 420" stroke-width="9"/>
    </g>
    <ellipse cx="450" cy="338" rx="62" ry="13" fill="${tint(30, 30)}" opacity=".22"/>
    <path d="M450 338C420 290 338 236 338 158a112 112 0 0 1 224 0C562 236 480 290 450 338z" fill="${tint(58, 43)}"/>
    <circle cx="450" cy="156" r="88" fill="#fff"/>
    <svg x="388" y="94" width="124" height="124" viewBox="0 0 24 24" color="${tint(58, 38)}" fill="none"
      stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${icon}</svg>
  </svg>`;
}
