// Tables that other people made, a few records each, with all their dirt: fixtures/import-real/README.md says whose.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../../server/import/options.ts';
import { preview } from '../../support/import-preview.ts';

const read = (name: string, options: Partial<ImportOptions> = {}) =>
  preview(readFileSync(join(import.meta.dirname, '../../fixtures/import-real', name)), options);

describe('cafés of a community list (cn-cafes)', () => {
  it('come in with their Chinese properties; one-off ones are left out', async () => {
    const { rejected, planned } = await read('cn-cafes.geojson');
    expect(rejected).toEqual([]);
    expect(planned[0]!.fields).toMatchObject({
      name: '奇遇花园',
      position: { longitude: 116.342, latitude: 39.941 },
      region: 'CN',
    });
    expect(JSON.stringify(planned[0]!.fields)).not.toContain('speedtest');
  });

  it('are closed for good where the list says 停业', async () => {
    const { planned } = await read('cn-cafes.geojson');
    expect(planned.filter(({ fields }) => fields.status === 'closed')).toHaveLength(3);
  });

  it('keep the hours that are written in Chinese, and split the branch off the name', async () => {
    const { planned } = await read('cn-cafes.geojson');
    expect(planned.find(({ fields }) => fields.openingHours)?.fields).toMatchObject({
      name: '星巴克',
      branch: '北京南四环西路咖啡店',
      openingHours: 'Mo-Fr 07:30-19:00; Sa,Su 09:30-17:30',
    });
  });

  it('are different stores where a name stands for two places', async () => {
    const { planned } = await read('cn-cafes.geojson');
    expect(new Set(planned.map(({ id }) => id)).size).toBe(planned.length);
  });
});

describe('branches of chains in Shanghai (shanghai-chains)', () => {
  it('are read in the datum that somebody says, and keep their numbers', async () => {
    const { planned, rejected } = await read('shanghai-chains.csv', { datum: 'bd09' });
    expect(rejected).toEqual([]);
    expect(planned[0]!.fields).toMatchObject({
      name: '乐购超市',
      branch: '河南南路店',
      position: { longitude: 121.496068, latitude: 31.229093, datum: 'bd09' },
    });
  });

  it('lose doubled and mixed brackets, and keep those in the middle of a name', async () => {
    const { planned } = await read('shanghai-chains.csv', { datum: 'bd09' });
    const names = planned.map(({ fields }) => [fields.name, fields.branch]);
    expect(names).toContainEqual(['星巴克', '紫荆广场店']);
    expect(names).toContainEqual(['六福珠宝（上海）有限公司', undefined]);
  });

  it('may share a place: shops of one building are as many stores', async () => {
    const { planned } = await read('shanghai-chains.csv', { datum: 'bd09' });
    expect(planned.filter(({ fields }) => fields.position.longitude === 121.260205)).toHaveLength(2);
  });
});

describe('sports venues of Hong Kong (hk-facilities)', () => {
  const mapping = { NSEARCH02_TC: 'openingHours', NSEARCH03_TC: 'phones', SEARCH01_TC: 'district' } as const;

  it('stand where their geometry says, also those without columns for it', async () => {
    const { planned, rejected } = await read('hk-facilities.geojson', { mapping });
    expect(rejected).toEqual([]);
    expect(planned[2]!.fields).toMatchObject({
      name: '鳳園遊樂場',
      region: 'HK',
      timeZone: 'Asia/Hong_Kong',
      openingHours: 'Mo-Su 07:00-23:00',
      phones: ['3183 9050'],
      address: { district: '大埔區', street: '大埔汀角路' },
    });
  });

  it('hold no markup where they come in', async () => {
    const { planned } = await read('hk-facilities.geojson', { mapping });
    for (const { fields } of planned) expect(JSON.stringify(fields)).not.toMatch(/<\/?[a-z]+|&nbsp;/i);
  });
});

describe('places of OpenStreetMap (beijing-osm)', () => {
  it('keep their ids as keys and their hours as they are', async () => {
    const { planned } = await read('beijing-osm.geojson');
    expect(planned.map(({ fields }) => fields.sid)).toContain('node/2623025679');
    expect(planned.find(({ fields }) => fields.sid === 'node/2623025679')!.fields.openingHours).toBe(
      '10:00-24:00',
    );
  });

  it('are a point inside where they were an area, and that is told', async () => {
    const { planned } = await read('beijing-osm.geojson');
    const areas = planned.filter(({ warnings }) =>
      warnings.some(({ reason }) => reason === 'point-in-polygon'),
    );
    expect(areas).toHaveLength(2);
  });
});
