// Whatever fails, and whichever node delivers: each change at least once, and of each store in order.
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Webhook } from '../../../server/storage/webhooks/contract.ts';
import type { Delivery } from '../../../server/upstream/receivers.ts';
import { Deliverer } from '../../../server/webhooks/deliverer.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aStore, openTestStorage, tester } from '../../support/stores.ts';

const STORES = ['a', 'b', 'c'];

/** What becomes of a delivery: `lost` is one that the receiver took and whose answer never came. */
type Fate = 'taken' | 'refused' | 'lost' | 'node-dies';
type Step =
  | { readonly kind: 'write'; readonly id: string; readonly status: 'published' | 'draft' }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'wake' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      id: fc.constantFrom(...STORES),
      status: fc.constantFrom('published', 'published', 'draft'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove'), id: fc.constantFrom(...STORES) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait'), seconds: fc.integer({ min: 1, max: 900 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wake') }) },
) as fc.Arbitrary<Step>;
const fate = fc.constantFrom<Fate>('taken', 'taken', 'refused', 'lost', 'node-dies');

it('each change arrives at least once, and the first of each in order, under any failures of receivers and nodes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.array(fate, { maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, fates, changesAtOnce) => {
        const storage = await openTestStorage();
        const clock = new FakeClock('2026-11-22T04:00:00.000Z');
        const fields = {
          name: 'CRM',
          url: 'https://crm.example.com/',
          datum: 'wgs84',
          changesAtOnce,
          paused: false,
        } as const;
        const webhook = (await storage.webhooks.add(fields, 0, 1, tester))!;
        const arrived: string[] = [];
        let under = 0;
        let most = 0;
        const left = [...fates];
        let born = 0;
        const newNode = () => {
          const node: Deliverer = new Deliverer({
            webhooks: storage.webhooks,
            catalogue: storage.catalogue,
            holder: `node ${born++}`,
            base: '',
            clock,
            warn: (error) => {
              if (!(error instanceof Error && error.message === 'died')) throw error;
            },
            async post(_webhook: Webhook, _id: string, body: string): Promise<Delivery> {
              most = Math.max(most, ++under);
              const now = left.shift() ?? 'taken';
              const { data } = JSON.parse(body);
              if (now === 'taken' || now === 'lost') {
                for (const { id, at, store } of data.changes)
                  arrived.push(`${id} ${store?.version ?? `removed ${at}`}`);
              }
              // Long enough for the other node to meddle.
              await turn();
              await turn();
              under--;
              if (now === 'node-dies') throw new Error('died');
              if (now === 'taken') return { delivered: true, status: 200 };
              return { delivered: false, status: undefined, fault: 'did not answer' };
            },
          });
          return node;
        };
        const nodes = [newNode(), newNode()];
        const settle = async () => {
          for (const node of nodes) node.wake();
          await Promise.all(nodes.map((node) => node.settled()));
        };
        let written = 0;
        for (const one of steps) {
          if (one.kind === 'write') {
            const store = aStore({ name: `第${written++}次`, status: one.status });
            await storage.stores.put([{ id: one.id, fields: store }], tester);
          } else if (one.kind === 'remove') await storage.stores.remove([one.id], tester);
          else if (one.kind === 'wait') clock.pass(one.seconds * 1000);
          await settle();
        }
        // Until nothing is left to be told: a few hours at most.
        for (let i = 0; i < 80; i++) {
          clock.pass(15 * 60_000);
          await settle();
        }
        const seen = await storage.catalogue.changesSeen(0, 1000);
        const wanted = seen!.changes.map(({ id, at, store }) => `${id} ${store?.version ?? `removed ${at}`}`);
        expect([...new Set(arrived)]).toEqual([...new Set(wanted)]);
        expect(most).toBeLessThanOrEqual(1);
        expect((await storage.webhooks.get(webhook.id))!.failures).toBe(0);
        await Promise.all(nodes.map((node) => node.close()));
        await storage.close();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
