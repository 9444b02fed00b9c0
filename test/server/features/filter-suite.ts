// What filters find, told as facts: CQL2 text and JSON mean the same, on every engine.
import { beforeAll, describe, expect, it } from 'vitest';
import { readCql2Json } from '../../../server/routes/features/cql2-json.ts';
import { readCql2Text } from '../../../server/routes/features/cql2-text.ts';
import { CRS84, type Crs, crsOf, EPSG_3857, EPSG_4326 } from '../../../server/routes/features/crs.ts';
import type { Filter } from '../../../server/storage/filter.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import { aStore, tester } from '../../support/stores.ts';

const stores = {
  beijing: aStore({ sid: 'BJ-1', name: '示例咖啡', branch: '五道口店', position: at(116.33157, 39.99272) }),
  shanghai: aStore({
    sid: 'SH_1',
    name: 'Example 100%',
    branch: undefined,
    address: { city: '上海市', district: '黄浦区' },
    position: at(121.4737, 31.2304),
  }),
  'hong-kong': aStore({
    name: "O'Neill's * bar?",
    branch: undefined,
    address: { city: 'Hong Kong' },
    region: 'HK',
    position: at(114.1694, 22.3193),
  }),
  taveuni: aStore({
    name: 'example',
    branch: 'C:\\wharf',
    address: {},
    region: 'other',
    timeZone: 'Pacific/Fiji',
    position: at(-179.97, -16.85),
  }),
};
const all = ['beijing', 'hong-kong', 'shanghai', 'taveuni'];

function at(longitude: number, latitude: number) {
  return { longitude, latitude, datum: 'wgs84' } as const;
}

const wgs84 = crsOf(CRS84)!;

/** @param open  an empty storage */
export function testFilters(name: string, open: () => Promise<Storage>) {
  describe(name, () => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await open();
      const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields }));
      await storage.stores.put([...puts, { id: 'draft', fields: aStore({ status: 'draft' }) }], tester);
      // A second version of one of them.
      await storage.stores.put([{ id: 'beijing', fields: { ...stores.beijing, services: [] } }], tester);
      return () => storage.close();
    });

    async function found(filter: Filter): Promise<string[]> {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await storage.features.page({ filter, limit: 2, cursor });
        ids.push(...page.stores.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(await storage.features.count(filter)).toBe(ids.length);
      return ids;
    }

    const property = (name: string) => ({ property: name });
    const comparing = (op: string, ...args: unknown[]) => ({ op, args });
    const triangle = [
      [114, 22],
      [123, 31],
      [114, 33],
      [114, 22],
    ];
    const corners = (ring: readonly (readonly number[])[]) => ring.map((each) => each.join(' ')).join(', ');

    it.each<[string, unknown, string[]]>([
      ["city = '上海市'", comparing('=', property('city'), '上海市'), ['shanghai']],
      [`"city" = '上海市'`, comparing('=', property('city'), '上海市'), ['shanghai']],
      // What is not known is neither equal nor unequal.
      ["city <> '上海市'", comparing('<>', property('city'), '上海市'), ['beijing', 'hong-kong']],
      ['city IS NULL', comparing('isNull', property('city')), ['taveuni']],
      ['sid is not null', comparing('not', comparing('isNull', property('sid'))), ['beijing', 'shanghai']],
      ["name = 'O''Neill''s * bar?'", comparing('=', property('name'), "O'Neill's * bar?"), ['hong-kong']],
      ["name LIKE 'Example%'", comparing('like', property('name'), 'Example%'), ['shanghai']],
      ["name LIKE '_xample%'", comparing('like', property('name'), '_xample%'), ['shanghai', 'taveuni']],
      ["name LIKE '%100\\%'", comparing('like', property('name'), '%100\\%'), ['shanghai']],
      ["name LIKE '%* bar?'", comparing('like', property('name'), '%* bar?'), ['hong-kong']],
      ["sid LIKE '__-1'", comparing('like', property('sid'), '__-1'), ['beijing']],
      ["branch LIKE '%\\\\wharf'", comparing('like', property('branch'), '%\\\\wharf'), ['taveuni']],
      [
        "name NOT LIKE '%咖啡'",
        comparing('not', comparing('like', property('name'), '%咖啡')),
        ['hong-kong', 'shanghai', 'taveuni'],
      ],
      [
        "region IN ('HK', 'MO', 'other')",
        comparing('in', property('region'), ['HK', 'MO', 'other']),
        ['hong-kong', 'taveuni'],
      ],
      ['version BETWEEN 2 AND 5', comparing('between', property('version'), 2, 5), ['beijing']],
      ['version >= 2', comparing('>=', property('version'), 2), ['beijing']],
      ['2 > version', comparing('>', 2, property('version')), ['hong-kong', 'shanghai', 'taveuni']],
      [
        'created = updated',
        comparing('=', property('created'), property('updated')),
        ['hong-kong', 'shanghai', 'taveuni'],
      ],
      [
        "updated > TIMESTAMP('2020-01-01T08:00:00+08:00')",
        comparing('>', property('updated'), { timestamp: '2020-01-01T08:00:00+08:00' }),
        all,
      ],
      ["updated < DATE('2020-01-01')", comparing('<', property('updated'), { date: '2020-01-01' }), []],
      [
        "NOT (city = '上海市' OR region = 'HK') AND version = 2",
        comparing(
          'and',
          comparing(
            'not',
            comparing(
              'or',
              comparing('=', property('city'), '上海市'),
              comparing('=', property('region'), 'HK'),
            ),
          ),
          comparing('=', property('version'), 2),
        ),
        ['beijing'],
      ],
      [
        "city = '上海市' OR city = 'Hong Kong' AND version > 9",
        comparing(
          'or',
          comparing('=', property('city'), '上海市'),
          comparing(
            'and',
            comparing('=', property('city'), 'Hong Kong'),
            comparing('>', property('version'), 9),
          ),
        ),
        ['shanghai'],
      ],
      [
        'S_INTERSECTS(geometry, BBOX(121, 31, 122, 32))',
        comparing('s_intersects', property('geometry'), { bbox: [121, 31, 122, 32] }),
        ['shanghai'],
      ],
      [
        'S_INTERSECTS(geometry, BBOX(170, -20, -175, -10))',
        comparing('s_intersects', property('geometry'), { bbox: [170, -20, -175, -10] }),
        ['taveuni'],
      ],
      [
        'S_INTERSECTS(geometry, POINT(121.4737 31.2304))',
        comparing('s_intersects', property('geometry'), { type: 'Point', coordinates: [121.4737, 31.2304] }),
        ['shanghai'],
      ],
      [
        `S_INTERSECTS(POLYGON((${corners(triangle)})), geometry)`,
        comparing('s_intersects', { type: 'Polygon', coordinates: [triangle] }, property('geometry')),
        ['hong-kong', 'shanghai'],
      ],
      // The edge from 113.1694 to 115.1694 east runs through the store: edges belong to it.
      [
        'S_INTERSECTS(geometry, POLYGON((113.1694 22.3193, 115.1694 22.3193, 114 20, 113.1694 22.3193)))',
        comparing('s_intersects', property('geometry'), {
          type: 'Polygon',
          coordinates: [
            [
              [113.1694, 22.3193],
              [115.1694, 22.3193],
              [114, 20],
              [113.1694, 22.3193],
            ],
          ],
        }),
        ['hong-kong'],
      ],
      // A hole.
      [
        'S_INTERSECTS(geometry, POLYGON((110 20, 125 20, 125 42, 110 42, 110 20), (120 30, 123 30, 123 32, 120 32, 120 30)))',
        comparing('s_intersects', property('geometry'), {
          type: 'Polygon',
          coordinates: [
            [
              [110, 20],
              [125, 20],
              [125, 42],
              [110, 42],
              [110, 20],
            ],
            [
              [120, 30],
              [123, 30],
              [123, 32],
              [120, 32],
              [120, 30],
            ],
          ],
        }),
        ['beijing', 'hong-kong'],
      ],
      [
        'S_INTERSECTS(geometry, MULTIPOLYGON(((121 31, 122 31, 122 32, 121 32, 121 31)), ((114 22, 115 22, 115 23, 114 23, 114 22))))',
        comparing('s_intersects', property('geometry'), {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [121, 31],
                [122, 31],
                [122, 32],
                [121, 32],
                [121, 31],
              ],
            ],
            [
              [
                [114, 22],
                [115, 22],
                [115, 23],
                [114, 23],
                [114, 22],
              ],
            ],
          ],
        }),
        ['hong-kong', 'shanghai'],
      ],
      [
        'S_INTERSECTS(geometry, LINESTRING(113.1694 22.3193, 115.1694 22.3193))',
        comparing('s_intersects', property('geometry'), {
          type: 'LineString',
          coordinates: [
            [113.1694, 22.3193],
            [115.1694, 22.3193],
          ],
        }),
        ['hong-kong'],
      ],
      ['TRUE', true, all],
      ['FALSE', false, []],
    ])('%s', async (text, json, ids) => {
      expect(await found(readCql2Text(text, wgs84))).toEqual(ids);
      expect(await found(readCql2Json(JSON.stringify(json), wgs84))).toEqual(ids);
    });

    it.each<[string, Crs, string]>([
      ['latitude first', crsOf(EPSG_4326)!, 'BBOX(31, 121, 32, 122)'],
      // 121 and 122 east are 13,469,658 and 13,580,977 m, 31 and 32 north 3,632,749 and 3,763,310 m on that sphere (PROJ).
      ['metres', crsOf(EPSG_3857)!, 'BBOX(13469658, 3632749, 13580978, 3763311)'],
    ])('areas in another reference system: %s', async (_, crs, box) => {
      expect(await found(readCql2Text(`S_INTERSECTS(geometry, ${box})`, crs))).toEqual(['shanghai']);
    });

    it('a category means those below it when it is asked for with them', async () => {
      expect(await found({ op: 'category', ids: ['cafe', 'food'] })).toEqual(all);
      expect(await found({ op: 'category', ids: ['library'] })).toEqual([]);
    });

    it('as large a filter as may be written is answered', async () => {
      const list = Array.from({ length: 490 }, (_, i) => `sid = 'x${i}'`);
      expect(await found(readCql2Text(list.slice(0, 245).join(' OR '), wgs84))).toEqual([]);
      const ring = Array.from({ length: 400 }, (_, i) => {
        const turn = ((i % 399) / 399) * 2 * Math.PI;
        return `${(116 + Math.cos(turn)).toFixed(6)} ${(40 + Math.sin(turn)).toFixed(6)}`;
      });
      expect(
        await found(readCql2Text(`S_INTERSECTS(geometry, POLYGON((${ring.join(',')})))`, wgs84)),
      ).toEqual(['beijing']);
    });
  });
}
