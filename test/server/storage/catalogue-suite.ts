// What every engine must do with drafts, plans, operations, filters and orders, told as facts.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoreConditions } from '../../../server/storage/catalogue/contract.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { aStore, tester } from '../../support/stores.ts';

const anna = { kind: 'user', name: 'anna' } as const;
const wgs84 = (longitude: number, latitude: number) => ({ longitude, latitude, datum: 'wgs84' as const });

/** @param open  an empty storage of its own for each call */
export function testCatalogue(name: string, open: () => Promise<Storage>) {
  async function holding(stores: Readonly<Record<string, Partial<StoreFields>>>): Promise<Storage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields: aStore(fields) }));
    await storage.stores.put(puts, tester);
    return storage;
  }

  describe(`${name}: drafts`, () => {
    it('lie beside their store, keep what they were made from, and go with it', async () => {
      const { catalogue, stores } = await holding({ a: {} });
      const draft = { id: 'a', fields: aStore({ name: '甲' }), baseVersion: 1 };
      const { operation } = await catalogue.write({ drafts: [draft] }, anna, { kind: 'edit' });
      expect(operation).toMatchObject({ kind: 'edit', by: anna, stores: 1 });
      expect(await catalogue.worked('a')).toMatchObject({
        store: { name: '示例咖啡', version: 1 },
        draft: { version: 1, fields: { name: '甲' }, base: { name: '示例咖啡' }, by: anna },
        plan: undefined,
      });
      expect((await catalogue.write({ drafts: [draft] }, anna, { kind: 'edit' })).operation).toBeUndefined();
      await expect(
        catalogue.write({ drafts: [{ ...draft, ifVersion: 0 }] }, anna, { kind: 'edit' }),
      ).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
      await expect(
        catalogue.write({ drafts: [{ ...draft, id: 'nobody' }] }, anna, { kind: 'edit' }),
      ).rejects.toMatchObject({ code: 'UNKNOWN_STORE' });
      expect((await catalogue.fieldsAt('a', 1, 1))?.name).toBe('甲');
      await stores.remove(['a'], anna);
      await stores.put([{ id: 'a', fields: aStore() }], anna);
      expect((await catalogue.worked('a'))?.draft).toBeUndefined();
    });

    it('are written with stores or not at all', async () => {
      const { catalogue } = await holding({ a: {}, b: { sid: 'taken' } });
      const batch = {
        puts: [{ id: 'a', fields: aStore({ sid: 'taken' }) }],
        drafts: [{ id: 'b', fields: aStore({ name: '乙' }), baseVersion: 1 }],
      };
      await expect(catalogue.write(batch, anna, { kind: 'bulk' })).rejects.toMatchObject({
        code: 'SID_TAKEN',
      });
      expect((await catalogue.worked('b'))?.draft).toBeUndefined();
    });

    it('lose their plan when nothing of the store is left to publish', async () => {
      const { catalogue } = await holding({ a: {}, b: { status: 'draft' } });
      const plan = { publishAt: '2099-10-01T00:00:00.000Z', review: null, note: null };
      const plans = ['a', 'b'].map((id) => ({ id, plan }));
      await catalogue.write({ plans }, anna, { kind: 'publish' });
      expect(await catalogue.due(new Date('2099-10-01T00:00:00Z'))).toEqual(['b']);
      await catalogue.write({ puts: [{ id: 'b', fields: aStore() }] }, anna, { kind: 'publish' });
      expect(await catalogue.nextDue()).toBeUndefined();
    });
  });

  describe(`${name}: operations`, () => {
    it('are undone whole: stores, drafts, additions and removals; and that is undone again', async () => {
      const { catalogue, stores, operations } = await holding({ a: { sid: 'A' }, b: {}, c: {} });
      const state = async () => {
        const worked = await catalogue.workedMany(['a', 'b', 'c', 'd']);
        return worked.map(({ store, draft }) => [store.id, store.name, draft?.fields.name]);
      };
      const before = await state();
      const batch = {
        puts: [
          { id: 'a', fields: aStore({ name: '甲' }) },
          { id: 'd', fields: aStore({ name: '丁', sid: 'A' }) },
        ],
        removals: [{ id: 'b' }],
        drafts: [{ id: 'c', fields: aStore({ name: '丙' }), baseVersion: 1 }],
      };
      const { operation } = await catalogue.write(batch, anna, { kind: 'import', note: 'stores.csv' });
      const after = await state();
      expect(after).toEqual([
        ['a', '甲', undefined],
        ['c', '示例咖啡', '丙'],
        ['d', '丁', undefined],
      ]);
      expect(await operations.storesOf(operation!.id, 9)).toEqual(['a', 'b', 'c', 'd']);
      const undone = await operations.undo(operation!.id, tester);
      expect(undone).toMatchObject({
        restored: 4,
        conflicts: [],
        operation: { kind: 'undo', note: 'stores.csv' },
      });
      expect(await state()).toEqual(before);
      expect((await stores.get('a'))?.sid).toBe('A');
      expect((await operations.get(operation!.id))?.undoneBy).toBe(undone.operation!.id);
      await expect(operations.undo(operation!.id, tester)).rejects.toMatchObject({ code: 'ALREADY_UNDONE' });
      await operations.undo(undone.operation!.id, tester);
      expect(await state()).toEqual(after);
      expect((await operations.get(operation!.id))?.undoneBy).toBeNull();
      await expect(operations.undo('nothing', tester)).rejects.toMatchObject({ code: 'OPERATION_NOT_FOUND' });
    });

    it('leave alone what somebody touched since, a sid that is taken, and what is not theirs', async () => {
      const { catalogue, stores, operations } = await holding({ a: { sid: 'A' }, b: {}, c: { name: '丙' } });
      const puts = ['a', 'b', 'c'].map((id) => ({ id, fields: aStore({ name: '同名' }) }));
      const { operation } = await catalogue.write({ puts }, anna, { kind: 'bulk' });
      await stores.put([{ id: 'b', fields: aStore({ name: '乙' }) }], anna);
      await stores.put([{ id: 'thief', fields: aStore({ sid: 'A' }) }], anna);
      const undone = await operations.undo(operation!.id, tester, ({ name }) => name !== '丙');
      expect(undone).toMatchObject({ operation: null, restored: 0 });
      expect(undone.conflicts).toEqual([
        { id: 'a', name: '同名', reason: 'sid-taken' },
        { id: 'b', name: '乙', reason: 'changed-since' },
        { id: 'c', name: '同名', reason: 'not-allowed' },
      ]);
      expect((await operations.get(operation!.id))?.undoneBy).toBeNull();
    });

    it('are listed last first, page by page, by whom and of what kind', async () => {
      const { operations, stores } = await holding({ a: {} });
      await stores.put([{ id: 'a', fields: aStore({ name: '甲' }) }], anna, { kind: 'edit' });
      await stores.remove(['a'], anna);
      const first = await operations.list({ limit: 2 });
      expect(first.operations.map(({ kind }) => kind)).toEqual(['delete', 'edit']);
      const rest = await operations.list({ limit: 2, cursor: first.next! });
      expect(rest).toMatchObject({ operations: [{ kind: 'write', by: tester }], next: undefined });
      expect((await operations.list({ limit: 9, by: 'anna', kind: 'edit' })).operations).toHaveLength(1);
    });
  });

  describe(`${name}: stores by conditions`, () => {
    const stores = {
      a: { name: '星巴克', tags: ['直营', '旗舰'], position: wgs84(116.46, 39.91), sid: 'BJ-1' },
      b: {
        name: '重庆小面',
        address: { province: '上海市', city: '上海市', district: '徐汇区' },
        position: wgs84(121.44, 31.19),
        openingHours: undefined,
        phones: [],
        confirmedAt: '2026-01-01T00:00:00+08:00',
      },
      c: {
        name: 'Costa',
        status: 'closed' as const,
        address: { province: '上海市', city: '上海市' },
        position: wgs84(121.5, 31.24),
        closure: { from: '2020-01-01T00:00:00Z' },
        cover: 'https://stores.example.com/c.png',
        exceptions: [{ date: '2026-10-01', openingHours: 'off', holidaySet: 'national-day' }],
      },
      d: { name: '安静书吧', status: 'draft' as const, position: wgs84(114.06, 22.54), tags: ['直营'] },
    };
    const facts: [StoreConditions, string][] = [
      [{}, 'abcd'],
      [{ text: 'xbk' }, 'a'],
      [{ text: 'chongqing 徐汇' }, 'b'],
      [{ text: 'cqxm' }, 'b'],
      [{ status: 'published' }, 'ab'],
      [{ unpublished: true }, 'bd'],
      [{ unpublished: false }, 'ac'],
      [{ tag: '直营' }, 'ad'],
      [{ city: '上海市' }, 'bc'],
      [{ province: '上海市', district: '徐汇区' }, 'b'],
      [{ missing: 'hours' }, 'b'],
      [{ missing: 'phone' }, 'b'],
      [{ missing: 'cover' }, 'abd'],
      [{ missing: 'sid' }, 'bcd'],
      [{ closure: 'now' }, 'c'],
      [{ closure: 'ahead' }, ''],
      [{ closure: 'none' }, 'abd'],
      [{ confirmedBefore: '2025-12-31T15:59:59.999Z' }, 'acd'],
      [{ confirmedBefore: '2026-01-01T00:00:00.000Z' }, 'abcd'],
      [{ holidaySet: 'national-day' }, 'c'],
      [{ plan: 'scheduled' }, 'd'],
      [{ plan: 'requested' }, ''],
      [{ updatedFrom: '2099-01-01T00:00:00.000Z' }, ''],
      [{ updatedUntil: '2099-01-01T00:00:00.000Z' }, 'abcd'],
      [
        {
          polygon: [
            [121.43, 31.18],
            [121.45, 31.18],
            [121.44, 31.2],
          ],
        },
        'b',
      ],
      [{ openAt: new Date('2026-11-22T10:00:00+08:00'), status: 'published' }, 'a'],
      [{ within: { cities: ['上海市'], tags: ['旗舰'] } }, 'abc'],
      [{ within: {} }, ''],
    ];

    it('are those that meet them all', async () => {
      const { catalogue } = await holding(stores);
      const plan = { publishAt: '2099-10-01T00:00:00.000Z', review: null, note: null };
      const draft = { id: 'b', fields: aStore({ name: '乙' }), baseVersion: 1 };
      await catalogue.write({ drafts: [draft], plans: [{ id: 'd', plan }] }, anna, { kind: 'edit' });
      for (const [conditions, ids] of facts) {
        const found = (await catalogue.order(conditions, 'id')).ids.join('');
        expect([conditions, found]).toEqual([conditions, ids]);
        expect([conditions, await catalogue.count(conditions)]).toEqual([conditions, ids.length]);
      }
      expect(await catalogue.counted('tag')).toEqual([
        { value: '直营', stores: 2 },
        { value: '旗舰', stores: 1 },
      ]);
      expect(await catalogue.counted('city', { cities: ['上海市'] })).toEqual([
        { value: '上海市', stores: 2 },
      ]);
    });

    it('stand in an order, names as they are spelled, and page through it once each', async () => {
      const { catalogue, stores: repository } = await holding(stores);
      const order = async (sort: Parameters<typeof catalogue.order>[1]) =>
        (await catalogue.order({}, sort)).ids.join('');
      expect(await order('name')).toBe('dbca');
      expect(await order('-name')).toBe('acbd');
      expect(await order('sid')).toBe('bcda');
      expect(await order('city')).toBe('bcad');
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await repository.list({ sort: '-name', limit: 1, ...(cursor ? { cursor } : {}) });
        seen.push(...page.stores.map(({ id }) => id));
        cursor = page.next;
        if (cursor === undefined) break;
      }
      expect(seen.join('')).toBe('acbd');
    });

    it('come with where they are on the ground', async () => {
      const { catalogue } = await holding({
        a: { position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' } },
      });
      const { ids, longitudes, latitudes } = await catalogue.order({}, 'id');
      expect(ids).toEqual(['a']);
      // gcoord 1.0.7 converts the stored pair to 116.3254315, 39.9914102.
      expect(longitudes[0]).toBeCloseTo(116.3254315, 5);
      expect(latitudes[0]).toBeCloseTo(39.9914102, 5);
    });
  });

  describe(`${name}: removed stores`, () => {
    it('can be listed until they are forgotten, and then nobody is told less than happened', async () => {
      const { catalogue, stores } = await holding({ a: {}, b: { name: '乙' }, c: {} });
      await stores.remove(['a'], tester);
      await stores.remove(['b'], anna);
      await stores.put([{ id: 'a', fields: aStore() }], tester);
      const { stores: removed } = await catalogue.removed({ limit: 9 });
      expect(removed).toMatchObject([{ id: 'b', version: 2, fields: { name: '乙' }, by: anna }]);
      const seen = await catalogue.changesSeen(3, 9);
      expect(seen?.changes.map(({ id, store }) => [id, store?.name])).toEqual([
        ['a', undefined],
        ['b', undefined],
        ['a', '示例咖啡'],
      ]);
      expect(await catalogue.purge(new Date(0))).toBe(0);
      expect(await catalogue.purge(new Date(Date.now() + 60_000))).toBe(1);
      expect((await catalogue.removed({ limit: 9 })).stores).toEqual([]);
      expect(await stores.versions('b')).toEqual([]);
      expect(await stores.versions('a')).toHaveLength(3);
      expect(await catalogue.changesSeen(4, 9)).toBeUndefined();
      expect((await catalogue.changesSeen(5, 9))?.changes).toMatchObject([{ id: 'a', revision: 6 }]);
    });
  });

  describe(`${name}: answers and holiday sets`, () => {
    it('keep an answer for whoever got it, and a set until it is removed', async () => {
      const { answers, holidaySets } = await holding({});
      const answer = { status: 201, headers: { etag: '"1"' }, body: '{"id":"甲"}' };
      expect(await answers.begin('k', 'anna', 'f')).toEqual({ state: 'new' });
      await answers.finish('k', 'anna', answer);
      expect(await answers.begin('k', 'anna', 'f')).toEqual({ state: 'answered', answer });
      expect(await answers.begin('k', 'anna', 'other')).toEqual({ state: 'other-request' });
      expect(await answers.begin('k', 'ben', 'f')).toEqual({ state: 'new' });
      await answers.purge(new Date(Date.now() + 60_000));
      expect(await answers.begin('k', 'anna', 'other')).toEqual({ state: 'new' });

      const days = [{ date: '2026-10-01', openingHours: 'off' }];
      const set = await holidaySets.add({ name: '国庆', days }, anna);
      expect(await holidaySets.replace(set.id, { name: '国庆节', days }, anna)).toEqual({
        ...set,
        name: '国庆节',
      });
      expect(await holidaySets.replace('nobody', { name: '中秋', days }, anna)).toBeUndefined();
      await holidaySets.remove(set.id, anna);
      expect(await holidaySets.all()).toEqual([]);
    });
  });
}
