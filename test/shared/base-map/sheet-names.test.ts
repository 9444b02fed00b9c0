import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WrittenName } from '../../../shared/base-map/name-writer.ts';
import { sheetOf } from '../../../shared/base-map/sheet.ts';
import { writeNames } from '../../../shared/base-map/sheet-names.ts';

const basemap = join(import.meta.dirname, '..', '..', '..', 'web', 'static', 'basemap');
const sheet = (name: string) => sheetOf(JSON.parse(readFileSync(join(basemap, `${name}.json`), 'utf8')));
const measure = (text: string) =>
  [...text].reduce((sum, character) => sum + (character > '\u2fff' ? 12 : 7), 0);
const textsOf = (names: WrittenName[]) => names.map(({ glyphs }) => glyphs.map(({ text }) => text).join(''));

describe('the names on the shipped street sheets', () => {
  const xueyuanlu = sheet('beijing-xueyuanlu');

  it('name the station, the campus and the streets of Xueyuan Lu at zoom 16', () => {
    const texts = textsOf(writeNames(xueyuanlu, 16, 'zh-CN', measure));
    expect(texts).toEqual(
      expect.arrayContaining(['六道口', '中国农业大学东校区', '清华东路', '学清路', '小月河']),
    );
  });

  it('are English where the data has an English name', () => {
    const texts = textsOf(writeNames(xueyuanlu, 16, 'en', measure));
    expect(texts).toEqual(expect.arrayContaining(['Liudaokou', 'Qinghua East Road', 'Xiaoyue River']));
    expect(texts).not.toContain('清华东路');
  });

  it('name houses only when one has come close', () => {
    expect(textsOf(writeNames(xueyuanlu, 16, 'zh-CN', measure))).not.toContain('11号楼');
    expect(textsOf(writeNames(xueyuanlu, 18, 'zh-CN', measure))).toContain('11号楼');
  });

  it.each(['beijing-xueyuanlu', 'beijing-tsinghua', 'shenzhen-futian'])(
    'never lie over one another on %s, at any zoom',
    (name) => {
      for (const zoom of [13, 14, 15, 16, 17, 18, 19]) {
        const written = writeNames(sheet(name), zoom, 'zh-CN', measure);
        expect(written.length).toBeGreaterThan(0);
        // Two characters of 11 px or more whose middles are nearer than 8 px would overlap.
        const middles = written.flatMap(({ glyphs }, index) =>
          glyphs.filter(({ text }) => [...text].length === 1).map(({ x, y }) => ({ index, x, y })),
        );
        middles.sort((a, b) => a.x - b.x);
        for (const [i, a] of middles.entries()) {
          for (let j = i + 1; j < middles.length && middles[j]!.x - a.x < 8; j++) {
            const b = middles[j]!;
            if (a.index !== b.index) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(8);
          }
        }
      }
    },
  );
});
