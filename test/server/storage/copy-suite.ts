// What copying a storage must do, told as facts; `from` and `to` answer the address of an empty storage at each call.
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyStorage } from '../../../server/storage/copy-storage.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { openEngine } from '../../../server/storage/open-engine.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import { aStore, tester } from '../../support/stores.ts';

type Addresses = { readonly from: () => Promise<string>; readonly to: () => Promise<string> };

const pictures = Array.from({ length: 25 }, (_, i) => {
  const hash = i.toString(16).padStart(64, '0');
  const bytes = Buffer.alloc(50_000, i);
  return {
    hash,
    original: { hash, width: 2, height: 1, bytes },
    crop: { x: 0, y: 0, width: 1, height: 1 },
    variants: new Map([['80x80', Buffer.from([i, 255, 0])]] as const),
  };
});

export function testCopy(name: string, addresses: Addresses) {
  async function opened(address: string): Promise<Storage> {
    const storage = await openStorage(address);
    onTestFinished(() => storage.close());
    return storage;
  }

  /** A storage with a little of everything, and stores enough for several pages. */
  async function aFullOne(): Promise<string> {
    const address = await addresses.from();
    const { stores, categories, settings, media, close } = await openStorage(address);
    const many = Array.from({ length: 2_500 }, (_, i) => ({
      id: `s${i}`,
      fields: aStore({ sid: `BJ-${i}` }),
    }));
    await stores.put(many, tester);
    await stores.put(
      [
        { id: 's7', fields: aStore({ name: '改了名\t的\\N "店"\n二楼', status: 'draft' }) },
        {
          id: 'taveuni',
          fields: aStore({
            position: { longitude: -179.97, latitude: -16.85, datum: 'wgs84' },
            region: 'other',
          }),
        },
      ],
      { kind: 'user', name: 'anna' },
    );
    await stores.remove(['s8', 's9'], tester);
    await categories.put([{ id: 'tea', name: '茶馆', nameEn: 'Tea house', icon: 'cafe' }], tester);
    await settings.putPlugin({ onLocation: 'choose' }, tester);
    for (const picture of pictures) await media.put(picture, tester);
    await close();
    return address;
  }

  /** Everything that can be asked of a storage. */
  async function told(address: string) {
    const { stores, categories, settings, media, close } = await openStorage(address);
    const { revision, stores: pages } = await stores.published();
    const all = {
      revision,
      published: (await Array.fromAsync(pages)).flat(),
      changes: await stores.changesAfter(0, 10_000),
      histories: [await stores.versions('s7'), await stores.versions('s9')],
      bySid: await stores.list({ limit: 9, sid: 'BJ-42' }),
      byText: await stores.list({ limit: 9, text: '改了名' }),
      byCategory: (await stores.list({ limit: 5_000, category: 'food' })).stores.length,
      nearest: await stores.nearest([180, -17], { limit: 3 }),
      counts: await categories.counts(),
      categories: await categories.all(),
      settings: await settings.plugin(),
      pictures: await Promise.all(
        pictures.flatMap(({ hash }) => [media.get(hash), media.original(hash), media.variant(hash, '80x80')]),
      ),
    };
    await close();
    return all;
  }

  /** Copies until something is about to be told, and stops there. */
  const stopAt = async (from: string, to: string, moment: string) =>
    expect(
      copyStorage(from, to, (what, { table }) => {
        if (`${what} ${table}` === moment) throw new Error('stopped');
      }),
    ).rejects.toThrow('stopped');

  describe(`copying ${name}`, () => {
    it('brings everything over, so that it cannot be told apart, and goes on from there', async () => {
      const [from, to] = [await aFullOne(), await addresses.to()];
      const copied = await copyStorage(from, to);
      expect(Object.fromEntries(copied.map(({ table, rows }) => [table, rows]))).toMatchObject({
        last_revision: 1,
        settings: 2,
        store_versions: 2_504,
        stores: 2_499,
        store_categories: 2_499,
      });
      expect(await told(to)).toEqual(await told(from));
      const { stores } = await opened(to);
      const heard: number[] = [];
      stores.watch((changes) => heard.push(...changes.map(({ revision }) => revision)));
      await stores.put([{ fields: aStore() }], tester);
      expect(heard).toEqual([2_505]);
    });

    it('brings a table over that nobody told it of', async () => {
      const [from, to] = [await addresses.from(), await addresses.to()];
      for (const address of [from, to]) {
        const { writer, close } = await openEngine(address);
        await sql`create table notes (id text primary key, note text)`.execute(writer);
        if (address === from) await sql`insert into notes values ('甲', 'a'), ('乙', null)`.execute(writer);
        await close();
      }
      expect(await copyStorage(from, to)).toContainEqual({ table: 'notes', rows: 2 });
      const { reader, close } = await openEngine(to);
      onTestFinished(close);
      expect((await sql`select id, note from notes order by id`.execute(reader)).rows).toEqual([
        { id: '乙', note: null },
        { id: '甲', note: 'a' },
      ]);
    });

    it('copies nothing where only one of them has a table', async () => {
      const [from, to] = [await aFullOne(), await addresses.to()];
      const { writer, close } = await openEngine(from);
      await sql`create table notes (id text primary key)`.execute(writer);
      await close();
      await expect(copyStorage(from, to)).rejects.toMatchObject({
        code: 'TABLES_DIFFER',
        message: expect.stringContaining('only one of them has notes(id; id)'),
      });
    });

    it('leaves a storage alone that holds something', async () => {
      const [from, to] = [await aFullOne(), await addresses.to()];
      const { stores } = await opened(to);
      await stores.put([{ id: 'theirs', fields: aStore() }], tester);
      await expect(copyStorage(from, to)).rejects.toMatchObject({ code: 'STORAGE_NOT_EMPTY' });
      expect((await stores.get('theirs'))?.version).toBe(1);
    });

    it.each(['copied store_versions', 'copied store_categories', 'compared settings'])(
      'stopped when it had %s, goes on when called again; until then nobody serves from there',
      async (moment) => {
        const [from, to] = [await aFullOne(), await addresses.to()];
        await stopAt(from, to, moment);
        await expect(openStorage(to)).rejects.toMatchObject({ code: 'COPY_UNFINISHED' });
        await copyStorage(from, to);
        expect(await told(to)).toEqual(await told(from));
      },
    );

    it('starts over where the source has changed meanwhile', async () => {
      const [from, to] = [await aFullOne(), await addresses.to()];
      await stopAt(from, to, 'copied store_categories');
      const { stores, close } = await openStorage(from);
      await stores.put([{ id: 's3', fields: aStore({ name: '后来改名' }) }], tester);
      await stores.remove(['s5'], tester);
      await close();
      await copyStorage(from, to);
      expect(await told(to)).toEqual(await told(from));
    });

    it('names the first value that is not the same, and starts over when called again', async () => {
      const [from, to] = [await aFullOne(), await addresses.to()];
      await stopAt(from, to, 'compared settings');
      const { writer, close } = await openEngine(to);
      await sql`update stores set latitude = 16.85 where id = 'taveuni'`.execute(writer);
      await close();
      await expect(copyStorage(from, to)).rejects.toMatchObject({
        code: 'COPY_DIFFERS',
        message:
          'The copy is not the same as the original: in the table stores, in the row taveuni, latitude differs. Run again, migrate-storage starts over',
      });
      await expect(openStorage(to)).rejects.toMatchObject({ code: 'COPY_UNFINISHED' });
      await copyStorage(from, to);
      expect(await told(to)).toEqual(await told(from));
    });
  });
}
