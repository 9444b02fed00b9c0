// What storage must do for webhooks, on every engine.
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Storage } from '../../../server/storage/repository.ts';
import { aStore, tester } from '../../support/stores.ts';

const NOON = '2026-11-22T04:00:00.000Z';
const LATER = '2026-11-22T05:00:00.000Z';
const CRM = {
  name: 'CRM',
  url: 'https://crm.example.com/hook',
  datum: 'gcj02',
  changesAtOnce: 100,
  paused: false,
} as const;

/** @param open  an empty storage of its own for each call */
export function testWebhookStorage(name: string, open: () => Promise<Storage>) {
  async function opened() {
    const storage = await open();
    onTestFinished(() => storage.close());
    const webhook = (await storage.webhooks.add(CRM, 0, 9, tester))!;
    const lease = (holder: string) => ({ webhook: webhook.id, holder });
    return { storage, webhooks: storage.webhooks, webhook, lease };
  }
  const put = (storage: Storage, id: string, name: string) =>
    storage.stores.put([{ id, fields: aStore({ name }) }], tester);

  describe(`${name}: webhooks`, () => {
    it('are kept as given, in the order of their making, no more than there may be', async () => {
      const { webhooks, webhook } = await opened();
      expect(webhook).toMatchObject({ ...CRM, secret: 1, revision: 0, told: 0, tries: 0, failures: 0 });
      const second = (await webhooks.add({ ...CRM, name: 'BI' }, 7, 2, tester))!;
      expect(await webhooks.all()).toEqual([webhook, second]);
      expect(await webhooks.add(CRM, 0, 2, tester)).toBeUndefined();
      expect(await webhooks.change(second.id, { paused: true }, tester)).toEqual({ ...second, paused: true });
      expect(await webhooks.rotate(second.id, LATER, tester)).toMatchObject({
        secret: 2,
        rotatedUntil: LATER,
      });
      expect([await webhooks.remove(second.id, tester), await webhooks.remove(second.id, tester)]).toEqual([
        true,
        false,
      ]);
      expect(await webhooks.get(second.id)).toBeUndefined();
    });

    it('are due when there is something to tell, they are not paused and wait for nothing', async () => {
      const { storage, webhooks, webhook, lease } = await opened();
      expect(await webhooks.due(NOON)).toEqual([]);
      await put(storage, 'a', '甲');
      expect(await webhooks.due(NOON)).toEqual([webhook.id]);
      await webhooks.take(lease('here'), NOON, LATER);
      const failed = { tries: 1, since: NOON, fault: 'answered with 500', nextAt: LATER };
      expect(await webhooks.postpone(lease('here'), failed)).toBe(true);
      expect([await webhooks.due(NOON), await webhooks.due(LATER)]).toEqual([[], [webhook.id]]);
      expect(await webhooks.nextAt(NOON)).toBe(LATER);
      await webhooks.change(webhook.id, { paused: true }, tester);
      expect(await webhooks.due(LATER)).toEqual([]);
      expect(await webhooks.nextAt(NOON)).toBeUndefined();
    });

    it('are leased to one node, and to another when that is over', async () => {
      const { webhooks, lease } = await opened();
      const taken = await Promise.all(
        ['here', 'there'].map((holder) => webhooks.take(lease(holder), NOON, LATER)),
      );
      expect(taken.filter(Boolean)).toHaveLength(1);
      const [winner, loser] = taken[0] ? ['here', 'there'] : ['there', 'here'];
      expect(await webhooks.take(lease(winner), NOON, LATER)).toBeDefined();
      expect(await webhooks.advance(lease(loser), 5, { at: NOON })).toBe(false);
      expect(
        await webhooks.take(lease(loser), '2026-11-22T05:00:00.001Z', '2026-11-22T06:00:00.000Z'),
      ).toBeDefined();
      expect(await webhooks.advance(lease(winner), 5, { at: NOON })).toBe(false);
      expect(await webhooks.advance(lease(loser), 5, { at: NOON })).toBe(true);
      await webhooks.release(lease(loser));
      expect(await webhooks.take(lease(winner), NOON, LATER)).toMatchObject({
        revision: 5,
        told: 5,
        deliveredAt: NOON,
      });
    });

    it('list what was given up until it is resent, page by page', async () => {
      const { webhooks, webhook, lease } = await opened();
      await webhooks.take(lease('here'), NOON, LATER);
      for (const stores of [['a'], ['b', 'c'], ['d']]) {
        const failure = {
          stores,
          failingSince: NOON,
          givenUpAt: LATER,
          tries: 20,
          fault: 'answered with 500',
        };
        expect(await webhooks.giveUp(lease('here'), 9, failure)).toBe(true);
        expect(await webhooks.giveUp(lease('there'), 9, failure)).toBe(false);
      }
      const page = await webhooks.failures(webhook.id, { limit: 2 });
      expect(page.failures.map(({ stores }) => stores)).toEqual([['a'], ['b', 'c']]);
      const rest = await webhooks.failures(webhook.id, { limit: 2, cursor: page.next });
      expect(rest).toMatchObject({ failures: [{ stores: ['d'] }], next: undefined });
      await expect(webhooks.failures(webhook.id, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
        code: 'INVALID_CURSOR',
      });
      expect(await webhooks.toResend(webhook.id)).toBeUndefined();
      const second = page.failures[1]!.id;
      expect(await webhooks.resend(webhook.id, [second, 'of somebody else'])).toBe(1);
      expect(await webhooks.due(NOON)).toEqual([webhook.id]);
      expect(await webhooks.toResend(webhook.id)).toMatchObject({ id: second, resend: true });
      await webhooks.resent(lease('here'), second, 'answered with 400', LATER);
      expect(await webhooks.toResend(webhook.id)).toBeUndefined();
      expect((await webhooks.failures(webhook.id, { limit: 9 })).failures[1]).toMatchObject({
        tries: 21,
        fault: 'answered with 400',
        resend: false,
      });
      expect(await webhooks.resend(webhook.id)).toBe(3);
      await webhooks.resent(lease('here'), second, undefined, LATER);
      expect(await webhooks.get(webhook.id)).toMatchObject({ failures: 2, deliveredAt: LATER });
      await webhooks.remove(webhook.id, tester);
      expect((await webhooks.failures(webhook.id, { limit: 9 })).failures).toEqual([]);
    });

    it('know each store as it was last by a revision, forgotten ones as removed', async () => {
      const { storage, webhooks } = await opened();
      await put(storage, 'a', '甲');
      await put(storage, 'b', '乙');
      await storage.stores.remove(['b'], tester);
      await put(storage, 'a', '甲二');
      await put(storage, 'a', '甲三');
      const latest = await webhooks.latest(['a', 'b', 'gone'], 4, NOON);
      expect(latest.map(({ id, store }) => `${id} ${store?.name ?? 'removed'}`)).toEqual([
        'gone removed',
        'b removed',
        'a 甲二',
      ]);
      expect(latest[0]!.at).toBe(NOON);
      expect(await webhooks.latest([], 4, NOON)).toEqual([]);
    });
  });
}
