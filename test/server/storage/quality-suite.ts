// What every engine must do with reports, findings and covers, told as facts.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { KeptFinding } from '../../../server/storage/quality/contract.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { aStore, tester } from '../../support/stores.ts';

const anna = { kind: 'user', name: 'anna' } as const;
const monday = '2026-11-23T08:00:00.000Z';

/** @param open  an empty storage of its own for each call */
export function testQuality(name: string, open: () => Promise<Storage>) {
  async function holding(stores: Readonly<Record<string, Partial<StoreFields>>>): Promise<Storage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields: aStore(fields) }));
    await storage.stores.put(puts, tester);
    return storage;
  }
  const duplicate = (storeId: string, otherId: string): KeptFinding => ({
    kind: 'duplicate',
    storeId,
    otherId,
    detail: { meters: 12, alike: ['name'] },
  });
  const found = (findings: readonly KeptFinding[], covers: Readonly<Record<string, string>> = {}) => ({
    findings,
    covers: new Map(Object.entries(covers)),
    stores: 3,
    finishedAt: '2026-11-23T08:00:05.000Z',
  });

  describe(`${name}: reports`, () => {
    it('wait by store until they are settled, and come back when that is undone', async () => {
      const { quality } = await holding({ a: {}, b: {} });
      await quality.report({ store: 'b', reason: 'closed', note: '门口贴了停业' });
      await quality.report({ store: 'a', reason: 'phone', near: { longitude: 116.36, latitude: 39.99 } });
      await quality.report({ store: 'b', reason: 'hours' });
      const page = await quality.reported({ limit: 10 });
      expect(page.next).toBeUndefined();
      expect(page.items).toMatchObject([
        {
          storeId: 'a',
          reports: [{ reason: 'phone', note: null, near: { longitude: 116.36, latitude: 39.99 } }],
        },
        {
          storeId: 'b',
          // Written in one millisecond, they have no order.
          reports: expect.arrayContaining([
            expect.objectContaining({ reason: 'closed', note: '门口贴了停业', near: null }),
            expect.objectContaining({ reason: 'hours' }),
          ]),
        },
      ]);
      const ids = page.items[1]!.reports.map(({ id }) => id);
      expect(await quality.storesOfReports(ids)).toEqual(['b']);
      expect(await quality.settleReports(ids, 'resolved', anna)).toBe(2);
      expect((await quality.counts()).reported).toBe(1);
      expect(await quality.settleReports(ids, 'open', anna)).toBe(2);
      expect((await quality.counts()).reported).toBe(2);
    });

    it('come in pages of stores, and only those within somebody’s rights', async () => {
      const { quality } = await holding({ a: {}, b: { address: { city: '上海市' } }, c: {} });
      for (const store of ['c', 'a', 'b', 'gone']) await quality.report({ store, reason: 'other' });
      const first = await quality.reported({ limit: 2 });
      expect(first.items.map(({ storeId }) => storeId)).toEqual(['a', 'b']);
      const { items, next } = await quality.reported({ limit: 2, cursor: first.next });
      expect([items.map(({ storeId }) => storeId), next]).toEqual([['c'], undefined]);
      const within = { cities: ['上海市'] };
      expect((await quality.reported({ limit: 9, within })).items.map(({ storeId }) => storeId)).toEqual([
        'b',
      ]);
      expect((await quality.counts(within)).reported).toBe(1);
    });

    it('are not kept where a hundred wait already', async () => {
      const { quality } = await holding({ a: {} });
      for (let count = 0; count < 100; count++) await quality.report({ store: 'a', reason: 'other' });
      expect(await quality.report({ store: 'a', reason: 'other' })).toBe(false);
    });
  });

  describe(`${name}: scans`, () => {
    it('are made one at a time, and again where one was lost', async () => {
      const { quality } = await holding({});
      const lost = '2026-11-23T07:00:00.000Z';
      expect(await quality.scan()).toBeUndefined();
      expect(await quality.beginScan(monday, lost)).toBe(true);
      expect(await quality.scan()).toEqual({ startedAt: monday, finishedAt: undefined, stores: 0 });
      expect(await quality.beginScan(monday, lost)).toBe(false);
      expect(await quality.beginScan(monday, '2026-11-23T08:30:00.000Z')).toBe(true);
      await quality.finishScan(found([]));
      expect(await quality.scan()).toEqual({
        startedAt: monday,
        finishedAt: '2026-11-23T08:00:05.000Z',
        stores: 3,
      });
      expect(await quality.beginScan(monday, lost)).toBe(true);
    });

    it('leave what they found in pages, without what was dismissed or is closed since', async () => {
      const { quality, stores } = await holding({ a: {}, b: {}, c: {} });
      await quality.beginScan(monday, monday);
      await quality.finishScan(found([duplicate('a', 'b'), duplicate('a', 'c'), duplicate('b', 'c')]));
      const first = await quality.findings('duplicate', { limit: 2 });
      expect(first.items).toEqual([duplicate('a', 'b'), duplicate('a', 'c')]);
      const second = await quality.findings('duplicate', { limit: 2, cursor: first.next });
      expect(second).toEqual({ items: [duplicate('b', 'c')], next: undefined });
      expect(await quality.findings('position', { limit: 2 })).toEqual({ items: [], next: undefined });

      const key = { kind: 'duplicate', storeId: 'a', otherId: 'b' } as const;
      await quality.dismiss(key, anna);
      await quality.dismiss(key, anna);
      expect((await quality.counts()).duplicate).toBe(2);
      await quality.finishScan(found([duplicate('a', 'b')]));
      expect((await quality.counts()).duplicate).toBe(0);
      await quality.restore(key);
      expect((await quality.counts()).duplicate).toBe(1);
      await stores.put([{ id: 'b', fields: aStore({ status: 'closed' }) }], tester);
      expect((await quality.counts()).duplicate).toBe(0);
      await expect(quality.findings('duplicate', { limit: 2, cursor: 'x' })).rejects.toMatchObject({
        code: 'INVALID_CURSOR',
      });
    });
  });

  describe(`${name}: covers`, () => {
    it('are due once a week, once however many stores show them, and told of where they are broken', async () => {
      const { quality } = await holding({ a: {}, b: {}, c: {} });
      const [gone, fine] = ['https://pictures.example.com/gone.jpg', 'https://pictures.example.com/fine.jpg'];
      await quality.finishScan(found([], { a: gone, b: gone, c: fine }));
      const due = await quality.coversDue('2026-11-16T08:00:00.000Z', 10);
      expect(due.map(({ address }) => address).sort()).toEqual([fine, gone]);
      const check = (address: string, fault?: string) => ({
        cover: due.find((one) => one.address === address)!.cover,
        checkedAt: monday,
        fault,
      });
      await quality.keepCoverChecks([check(gone, 'status 404'), check(fine)]);
      expect(await quality.coversDue('2026-11-16T08:00:00.000Z', 10)).toEqual([]);
      expect(await quality.coversDue('2026-11-30T08:00:00.001Z', 1)).toHaveLength(1);
      const broken = { address: gone, fault: 'status 404', checkedAt: monday };
      const first = await quality.faultyCovers({ limit: 1 });
      expect(first.items).toEqual([{ storeId: 'a', ...broken }]);
      expect((await quality.faultyCovers({ limit: 1, cursor: first.next })).items).toEqual([
        { storeId: 'b', ...broken },
      ]);
      expect((await quality.counts()).cover).toBe(2);
      await quality.keepCoverChecks([check(gone)]);
      expect((await quality.counts()).cover).toBe(0);
    });
  });
}
