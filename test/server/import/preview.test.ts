import { describe, expect, it } from 'vitest';
import { closeAbsent } from '../../../server/import/absent.ts';
import type { Store, StoreFields } from '../../../shared/store.ts';
import { catalogueOf, preview } from '../../support/import-preview.ts';
import { aStore } from '../../support/stores.ts';

const kept = (id: string, fields: Partial<StoreFields>): Store => ({
  ...aStore(fields),
  id,
  version: 2,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
});
const WUDAOKOU = kept('wudaokou', {
  sid: 'B1',
  name: '甲店',
  branch: undefined,
  phones: ['010-82600000'],
  position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
});
const catalogue = catalogueOf([WUDAOKOU]);

describe('a record of a store that is known', () => {
  it('leaves alone what has no column, and what has an empty cell unless that is to clear', async () => {
    const file = '编号,名称,电话\nB1,甲店,\n';
    expect((await preview(file, {}, catalogue)).judged).toMatchObject([{ outcome: 'unchanged' }]);
    expect((await preview(file, { emptyClears: true }, catalogue)).planned).toMatchObject([
      {
        changes: [{ field: 'phones', from: '010-82600000', to: '' }],
        fields: { phones: [], services: ['WiFi'] },
      },
    ]);
  });

  it('says what is riskiest in it: moved before closed before renamed', async () => {
    const risks = async (file: string) =>
      (await preview(file, { datum: 'gcj02' }, catalogue)).planned.map(({ risk }) => risk);
    expect(await risks('编号,名称,经度,纬度,状态\nB1,乙店,116.34,39.99272,停业\n')).toEqual(['moved']);
    expect(await risks('编号,名称,状态\nB1,乙店,停业\n')).toEqual(['closed']);
    expect(await risks('编号,名称,电话\nB1,乙店,010-1234567\n')).toEqual(['renamed']);
    expect(await risks('编号,电话\nB1,010-1234567\n')).toEqual(['other']);
  });

  it('tells how far it moves, on the ellipsoid', async () => {
    const { planned } = await preview(
      '编号,经度,纬度\nB1,116.34157,39.99272\n',
      { datum: 'gcj02' },
      catalogue,
    );
    // A hundredth of a degree of longitude at 40 N is 853.9 m.
    expect(planned[0]!.movedMeters).toBeGreaterThan(850);
    expect(planned[0]!.movedMeters).toBeLessThan(858);
  });

  it('would fit in another datum, which is told and not done', async () => {
    // The stored place in BD-09, by gcoord.
    const file = '编号,经度,纬度\nB1,116.338197,39.998411\n';
    const { planned } = await preview(file, { datum: 'gcj02' }, catalogue);
    expect(planned[0]).toMatchObject({
      warnings: [{ reason: 'fits-other-datum', message: expect.stringContaining('bd09') }],
      fields: { position: { longitude: 116.338197, datum: 'gcj02' } },
    });
  });
});

describe('keys beside ids', () => {
  const reasons = async (file: string) =>
    (await preview(file, {}, catalogue)).judged.map((each) =>
      each.outcome === 'reject' ? each.issues[0]!.message : each.outcome,
    );

  it('two records that give their stores one key: the first one counts', async () => {
    const file = '系统编号,编号,名称,经度,纬度\nwudaokou,B9,甲店,,\nother,B9,乙店,116.4,39.9\n';
    expect(await reasons(file)).toEqual(['update', expect.stringContaining('"B9" is that of record 1')]);
  });

  it('a key that another store has is not taken from it, though its own record gives it up', async () => {
    const file = '系统编号,编号,名称,经度,纬度\nwudaokou,B9,甲店,,\nother,B1,乙店,116.4,39.9\n';
    expect(await reasons(file)).toEqual([
      'update',
      expect.stringContaining('"B1" belongs to another store (wudaokou)'),
    ]);
  });
});

describe('a position', () => {
  it('far from the city that the record names is told', async () => {
    const { planned } = await preview(
      '名称,城市,经度,纬度\n甲店,上海市,116.4,39.9\n乙店,北京市,116.4,39.9\n',
    );
    expect(planned.map(({ warnings }) => warnings.map(({ reason }) => reason))).toEqual([
      ['outside-city'],
      [],
    ]);
  });

  it('with exchanged axes is refused, and exchanged when somebody asks', async () => {
    const file = '名称,经度,纬度\n北京店,39.9042,116.4074\n喀什店,39.47,75.99\n';
    expect((await preview(file)).rejected.map(({ issues }) => issues[0]!.reason)).toEqual([
      'coord-swapped',
      'coord-swapped',
    ]);
    const { planned } = await preview(file, { swapAxes: true });
    expect(planned.map(({ fields }) => [fields.position.longitude, fields.position.latitude])).toEqual([
      [116.4074, 39.9042],
      [75.99, 39.47],
    ]);
    expect(planned[0]!.warnings).toMatchObject([{ reason: 'coord-swapped' }]);
  });
});

describe('stores that are not in the file', () => {
  const pages = async function* () {
    yield ['a', 'b', 'c', 'd'].map((id) => kept(id, { sid: id }));
  };
  const closings = async (named: string[], ceiling: number) => {
    const ids: string[] = [];
    for await (const some of closeAbsent(pages(), new Set(named), ceiling))
      ids.push(...some.map(({ id }) => id));
    return ids;
  };

  it('are closed when somebody asks for it', async () => {
    expect(await closings(['a', 'b', 'c'], 0.25)).toEqual(['d']);
  });

  it('are too many for a whole file above the ceiling', async () => {
    await expect(closings(['a'], 0.25)).rejects.toMatchObject({
      reason: 'too-many-absent',
      message: expect.stringContaining('3 of 4'),
    });
  });
});
