// What storage must do for access, on every engine.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccessRepository } from '../../../server/storage/access/contract.ts';
import type { Storage } from '../../../server/storage/repository.ts';
import type { Limits, Role } from '../../../shared/access.ts';
import { aStore, tester } from '../../support/stores.ts';

/** @param open  an empty storage of its own for each call */
export function testAccessStorage(name: string, open: () => Promise<Storage>) {
  async function opened(): Promise<Storage> {
    const storage = await open();
    onTestFinished(() => storage.close());
    return storage;
  }
  const access = async () => (await opened()).access;

  const addUser = ({ users }: AccessRepository, name: string, role: Role = 'viewer', limits?: Limits) =>
    users.add({ name, role, limits, password: `hash of ${name}` }, tester);

  describe(`${name}: users`, () => {
    it('are kept as given and found by their name, folded', async () => {
      const repository = await access();
      const limits = { cities: ['深圳市'] };
      const added = await addUser(repository, 'Wang', 'editor', limits);
      expect(await repository.users.get(added.id)).toEqual(added);
      expect(await repository.users.named('ＷＡＮＧ')).toEqual({ ...added, password: 'hash of Wang' });
      expect(added).toMatchObject({ name: 'Wang', role: 'editor', limits, signedInAt: undefined });
      await expect(addUser(repository, 'wANG')).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    });

    it('never lose their last admin, side by side either', async () => {
      const repository = await access();
      const admins = [await addUser(repository, 'a', 'admin'), await addUser(repository, 'b', 'admin')];
      const removals = await Promise.allSettled(admins.map(({ id }) => repository.users.remove(id, tester)));
      expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await repository.users.all()).toHaveLength(1);
    });
  });

  describe(`${name}: sessions`, () => {
    it('end with their user, with a new password, and when they are too old', async () => {
      const repository = await access();
      const { users, sessions } = repository;
      const wang = await addUser(repository, 'wang');
      const li = await addUser(repository, 'li');
      for (const hash of ['w1', 'w2']) await sessions.add(hash, wang.id);
      await sessions.add('l1', li.id);
      expect(await sessions.find('w1')).toMatchObject({ hash: 'w1', user: { name: 'wang' } });
      expect((await users.get(wang.id))!.signedInAt).toMatch(/Z$/);
      await users.change(wang.id, { password: 'new' }, tester, 'w1');
      expect(await sessions.find('w2')).toBeUndefined();
      expect(await sessions.find('w1')).toBeDefined();
      await users.remove(li.id, tester);
      expect(await sessions.find('l1')).toBeUndefined();
      await sessions.removeExpired('2999-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z');
      expect(await sessions.find('w1')).toBeUndefined();
    });
  });

  describe(`${name}: keys`, () => {
    it('are found by any secret that holds, and say how each begins', async () => {
      const { keys } = await access();
      const fields = { name: 'BI', scopes: ['read', 'view'] as const, requestsPerMinute: 100 };
      const key = await keys.add(fields, { hash: 'h1', prefix: 'nbs_1' }, tester);
      expect(key).toMatchObject({ ...fields, secrets: [{ prefix: 'nbs_1' }] });
      await keys.rotate(key.id, { hash: 'h2', prefix: 'nbs_2' }, '2999-01-01T00:00:00.000Z', tester);
      for (const hash of ['h1', 'h2']) expect((await keys.withSecret(hash))!.id).toBe(key.id);
      expect((await keys.get(key.id))!.secrets.map(({ prefix }) => prefix).sort()).toEqual([
        'nbs_1',
        'nbs_2',
      ]);
      await keys.rotate(key.id, { hash: 'h3', prefix: 'nbs_3' }, '2020-01-01T00:00:00.000Z', tester);
      expect(await keys.withSecret('h1')).toBeUndefined();
      expect((await keys.get(key.id))!.secrets.map(({ prefix }) => prefix)).toEqual(['nbs_3']);
      await keys.touch(key.id);
      expect((await keys.named('BI'))!.usedAt).toMatch(/Z$/);
      expect(await keys.remove(key.id, tester)).toBe(true);
      expect(await keys.withSecret('h3')).toBeUndefined();
    });
  });

  describe(`${name}: failed sign-ins`, () => {
    const subject = { subject: 's', delay: (failures: number) => (failures > 2 ? 100 : 0) };

    it('are counted before they are made, also side by side', async () => {
      const { signInFailures } = await access();
      const gates = await Promise.all(Array.from({ length: 6 }, () => signInFailures.begin([subject])));
      expect(gates.filter(({ mayTry }) => mayTry)).toHaveLength(3);
      const refused = gates.find((gate) => !gate.mayTry);
      const seconds = (Date.parse((refused as { retryAt: string }).retryAt) - Date.now()) / 1_000;
      expect(seconds).toBeGreaterThan(40);
      expect(seconds).toBeLessThanOrEqual(100);
    });

    it('are forgotten for who gets it right, and taken back where others count too', async () => {
      const { signInFailures } = await access();
      const other = { subject: 'o', delay: (failures: number) => (failures > 1 ? 100 : 0) };
      await signInFailures.begin([subject, other]);
      await signInFailures.succeeded('s', ['o']);
      expect((await signInFailures.begin([subject, other])).mayTry).toBe(true);
      expect((await signInFailures.begin([other])).mayTry).toBe(true);
      expect((await signInFailures.begin([other])).mayTry).toBe(false);
    });
  });

  describe(`${name}: the first admin`, () => {
    it('is one, of many who come with a token that holds', async () => {
      const { firstAdmin, users } = await access();
      for (const hash of ['t1', 't2'])
        expect(await firstAdmin.offer(hash, '2999-01-01T00:00:00.000Z')).toBe(true);
      const made = await Promise.all(
        ['t1', 't2', 't1'].map((hash, i) =>
          firstAdmin.redeem(hash, { name: `boss ${i}`, role: 'admin', password: 'hash' }),
        ),
      );
      expect(made.filter((user) => user !== undefined)).toHaveLength(1);
      expect(await users.all()).toHaveLength(1);
      expect(await firstAdmin.offer('t3', '2999-01-01T00:00:00.000Z')).toBe(false);
    });
  });

  describe(`${name}: the audit`, () => {
    it('holds each write once over its pages, newest first', async () => {
      const storage = await opened();
      for (let i = 0; i < 4; i++) {
        await addUser(storage.access, `user ${i}`);
        await storage.stores.put([{ id: `store-${i}`, fields: aStore() }], tester);
        await storage.settings.putPlugin({ onLocation: i % 2 ? 'put' : 'choose' }, tester);
      }
      await storage.stores.remove(['store-0'], tester);
      const seen = [];
      let cursor: string | undefined;
      do {
        const page = await storage.access.audit.list({ limit: 3, cursor });
        expect(page.entries.length).toBeLessThanOrEqual(3);
        seen.push(...page.entries);
        cursor = page.next;
      } while (cursor !== undefined);
      // The subject of an operation is its id.
      const names = seen.map(({ action, subject }) =>
        /^stores/.test(action) ? action : `${action} ${subject}`,
      );
      const wanted = [0, 1, 2, 3].flatMap((i) => [
        `user.add user ${i}`,
        'stores.write',
        'setting.change plugin',
      ]);
      expect(names.toSorted()).toEqual([...wanted, 'stores.delete'].sort());
      const times = seen.map(({ at }) => at);
      expect(times).toEqual(times.toSorted().reverse());
      expect(seen[0]).toMatchObject({ action: 'stores.delete', by: tester, detail: { stores: 1 } });
    });

    it.each(['x', '{"operations":1}', '{"settings":["a","b"]}', 'null', '[]'])(
      'refuses a cursor that is not its own: %s',
      async (text) => {
        const { audit } = await access();
        const cursor = Buffer.from(text).toString('base64url');
        await expect(audit.list({ limit: 1, cursor })).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
      },
    );
  });
}
