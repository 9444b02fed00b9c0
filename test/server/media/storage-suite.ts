// What storage must do for pictures, on every engine.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Media } from '../../../server/storage/media/contract.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import { mediaPath } from '../../../shared/cover.ts';
import { aStore, tester } from '../../support/stores.ts';

const DAY = 24 * 60 * 60_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const hashOf = (digit: string) => digit.repeat(64);

/** @param open  an empty storage of its own for each call */
export function testMediaStorage(name: string, open: () => Promise<Storage>) {
  async function opened(): Promise<Storage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    return storage;
  }
  const whole = { hash: hashOf('0'), width: 4, height: 3, bytes: Buffer.from([0, 255, 0, 128]) };
  const put = ({ media }: Storage, hash: string, crop?: Media['crop']) =>
    media.put(
      { hash, original: whole, crop, variants: new Map([['80x80', Buffer.from(hash, 'hex')]]) },
      tester,
    );

  describe(`${name}: pictures`, () => {
    it('are kept byte by byte, with what was cut out of what', async () => {
      const storage = await opened();
      const { media } = storage;
      const crop = { x: 1, y: 0, width: 2, height: 3 };
      await put(storage, hashOf('a'), crop);
      await put(storage, hashOf('b'));
      const { bytes: _, ...original } = whole;
      expect(await media.get(hashOf('a'))).toEqual({ hash: hashOf('a'), original, crop });
      expect(await media.get(hashOf('b'))).toEqual({ hash: hashOf('b'), original, crop: undefined });
      expect(await media.original(hashOf('a'))).toEqual(whole);
      expect(await media.variant(hashOf('b'), '80x80')).toEqual(Buffer.from(hashOf('b'), 'hex'));
      expect(await media.variant(hashOf('b'), '200x200')).toBeUndefined();
      expect(await media.get(hashOf('c'))).toBeUndefined();
      expect(await media.original(hashOf('c'))).toBeUndefined();
    });

    it('are the same put twice, also at the same time', async () => {
      const storage = await opened();
      await Promise.all([put(storage, hashOf('a')), put(storage, hashOf('a')), put(storage, hashOf('a'))]);
      expect(await storage.media.renew(hashOf('a'))).toBe(true);
      expect(await storage.media.renew(hashOf('b'))).toBe(false);
    });

    it('are forgotten after 30 days where no version and no draft has them, whole ones with their last part', async () => {
      const storage = await opened();
      const { media, stores, catalogue } = storage;
      for (const digit of ['a', 'b', 'c', 'd']) await put(storage, hashOf(digit));
      const withCover = (digit: string) => aStore({ cover: mediaPath(hashOf(digit)) });
      await stores.put([{ id: 'live', fields: withCover('a') }], tester);
      // Only its history has it.
      await stores.put([{ id: 'changed', fields: withCover('b') }], tester);
      await stores.put([{ id: 'changed', fields: aStore({ name: '换了' }) }], tester);
      const drafts = [{ id: 'live', fields: withCover('c'), baseVersion: 1 }];
      await catalogue.write({ drafts }, tester, { kind: 'edit' });

      expect(await media.purge(inDays(29))).toBe(0);
      expect(await media.purge(inDays(31))).toBe(1);
      const left = async () => {
        const found = await Promise.all(['a', 'b', 'c', 'd'].map((digit) => media.get(hashOf(digit))));
        return found.map((one) => one?.hash[0] ?? '-').join('');
      };
      expect(await left()).toBe('abc-');
      expect(await media.variant(hashOf('d'), '80x80')).toBeUndefined();
      // What was found in use is asked about again only after another 30 days.
      expect(await media.purge(inDays(60))).toBe(0);
      expect(await left()).toBe('abc-');
      expect(await media.original(hashOf('a'))).toEqual(whole);
    });

    it('are gone with their whole when nothing has any of it', async () => {
      const storage = await opened();
      await put(storage, hashOf('a'));
      await put(storage, hashOf('b'));
      expect(await storage.media.purge(inDays(31))).toBe(2);
      expect(await storage.media.original(hashOf('a'))).toBeUndefined();
    });
  });
}
