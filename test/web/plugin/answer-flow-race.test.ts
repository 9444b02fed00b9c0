import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Position } from '../../../shared/position.ts';
import { ApiError } from '../../../web/api/client.ts';
import type { PutOutcome } from '../../../web/host/chat-host.ts';
import { type Asked, anAnswerFlow, settled } from '../../support/answer-flow.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

// Each customer is somewhere of their own; whatever is found there carries the place in its address.
const places: Record<string, Position> = {
  oABC_one: [116.31, 39.98],
  oABC_two: [114.05, 22.54],
  oABC_six: [126.97, 37.56],
};
const customers = Object.keys(places);
const storeNear = (position: Position) =>
  aStoreRecord({ id: String(position[0]), url: `https://stores.example.com/s/${position[0]}` });

const steps = fc.array(
  fc.oneof(
    fc.record({ does: fc.constant('switch' as const), to: fc.constantFrom(...customers) }),
    fc.record({ does: fc.constant('click' as const), offset: fc.constantFrom(0, 0.01) }),
    fc.record({
      does: fc.constant('answer' as const),
      which: fc.nat(5),
      fails: fc.constantFrom('no', 'no', 'busy', 'unreachable'),
    }),
    fc.record({
      does: fc.constant('press' as const),
      form: fc.constantFrom('news' as const, 'text' as const),
    }),
    fc.record({ does: fc.constant('retry' as const) }),
    fc.record({
      does: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(1, 1_000, 5_000, 6 * 3600_000),
    }),
    fc.record({ does: fc.constant('reply late' as const) }),
    fc.record({ does: fc.constant('reply' as const), which: fc.nat(3), code: fc.constantFrom(0, 0, 5) }),
  ),
  { maxLength: 20 },
);

it('nothing ever reaches another customer’s box or eyes, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { flow, host, clock, asked } = anAnswerFlow();
      const open: Asked[] = [];
      const replies: ((code: number) => void)[] = [];
      let clicks = 0;
      for (const step of script) {
        const customer = host.conversation.openid;
        switch (step.does) {
          case 'switch':
            if (step.to !== customer) host.switchTo(step.to);
            break;
          case 'click': {
            if (!customer) break;
            const [lon, lat] = places[customer]!;
            host.clickLocation({ position: [lon + step.offset, lat], label: customer }, clock.now());
            clicks += 1;
            break;
          }
          case 'answer': {
            const request = open.splice(step.which % Math.max(1, open.length), 1)[0];
            if (step.fails === 'busy')
              await request?.fail(new ApiError({ kind: 'busy', retryAfterMilliseconds: 2_000 }));
            else if (step.fails === 'unreachable') await request?.fail(new ApiError({ kind: 'unreachable' }));
            else if (request) await request.answer(aNearbyAnswer([storeNear(request.location.position)]));
            break;
          }
          case 'press':
            void flow.put(step.form);
            break;
          case 'retry':
            void flow.retryPut();
            break;
          case 'wait':
            clock.pass(step.milliseconds);
            break;
          case 'reply late': {
            const { promise, resolve } = Promise.withResolvers<PutOutcome>();
            host.replies.push(promise);
            replies.push((code) =>
              resolve(
                code === 0
                  ? { outcome: 'ok', userUnknown: false }
                  : { outcome: 'rejected', code, message: '' },
              ),
            );
            break;
          }
          case 'reply':
            replies.splice(step.which % Math.max(1, replies.length), 1)[0]?.(step.code);
            break;
        }
        await settled();
        open.push(...asked.splice(0));

        for (const [openid, box] of host.boxes) {
          const own = String(places[openid!]![0]).slice(0, 3);
          for (const message of box) expect(JSON.stringify(message)).toContain(`/s/${own}`);
        }
        const { inquiry } = flow;
        expect(inquiry.conversation).toEqual(host.conversation);
        if (inquiry.place) expect(inquiry.place.label).toBe(host.conversation.openid);
        if (inquiry.search.state === 'found') {
          expect(inquiry.search.answer.stores[0]!.id).toBe(String(inquiry.place!.position[0]));
        }
        expect(open.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(1);
        expect(host.notices).toBeLessThanOrEqual(clicks);
      }
    }),
    { numRuns: 10_000 },
  );
}, 60_000);
