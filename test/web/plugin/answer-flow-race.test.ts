import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Position } from '../../../shared/position.ts';
import { ApiError } from '../../../web/api/client.ts';
import type { PutOutcome } from '../../../web/host/chat-host.ts';
import { type Asked, type AskedWhere, anAnswerFlow, settled } from '../../support/answer-flow.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

// Each customer is somewhere of their own; whatever is found there carries the place in its address.
const places: Record<string, Position> = {
  oABC_one: [116.31, 39.98],
  oABC_two: [114.05, 22.54],
  oABC_six: [126.57, 37.56],
};
const customers = Object.keys(places);
/** A place in the part of the country where this customer is. */
const near = (customer: string, east: number) => {
  const [lon, lat] = places[customer]!;
  return { name: customer, address: '', position: [lon + east, lat] as const, datum: 'gcj02' as const };
};
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
    fc.record({ does: fc.constant('look up' as const) }),
    fc.record({ does: fc.constant('click a name' as const) }),
    fc.record({ does: fc.constant('find' as const), which: fc.nat(3), places: fc.nat(2) }),
    fc.record({ does: fc.constant('choose' as const) }),
    fc.record({ does: fc.constant('pick' as const), how: fc.constantFrom('place', 'area', 'back') }),
    fc.record({ does: fc.constant('narrow' as const), text: fc.constantFrom('', '咖啡') }),
    fc.record({
      does: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(1, 1_000, 5_000, 6 * 3600_000),
    }),
    fc.record({ does: fc.constant('reply late' as const) }),
    fc.record({ does: fc.constant('reply' as const), which: fc.nat(3), code: fc.constantFrom(0, 0, 5) }),
  ),
  { maxLength: 20, size: 'medium' },
);

it('nothing ever reaches another customer’s box or eyes, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { flow, host, clock, asked, lookups } = anAnswerFlow();
      const open: Asked[] = [];
      const openLookups: AskedWhere[] = [];
      const replies: ((code: number) => void)[] = [];
      let clicks = 0;
      for (const step of script) {
        const customer = host.conversation.openid;
        const putsBefore = host.puts.length;
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
            else if (request) await request.answer(aNearbyAnswer([storeNear(request.place.position)]));
            break;
          }
          case 'press':
            void flow.put(step.form);
            break;
          case 'retry':
            void flow.retryPut();
            break;
          case 'look up':
            if (customer) void flow.places.lookUp(customer);
            break;
          case 'click a name':
            if (!customer) break;
            host.clickLocation({ position: [0, 0], label: customer }, clock.now());
            clicks += 1;
            break;
          case 'find': {
            const [lookup] = openLookups.splice(step.which % Math.max(1, openLookups.length), 1);
            const found = [0.02, 0.03].slice(0, step.places);
            await lookup?.find({
              state: 'candidates',
              candidates: found.map((east) => ({ ...near(lookup.text, east), datumGuessed: false })),
            });
            break;
          }
          case 'choose': {
            const { lookup } = flow.inquiry;
            if (lookup.state === 'candidates' && lookup.candidates[0])
              void flow.places.goToCandidate(lookup.candidates[0]);
            break;
          }
          case 'pick':
            if (!customer) break;
            if (step.how === 'place') void flow.places.pick(near(customer, 0.04));
            else if (step.how === 'area') void flow.places.lookAround(near(customer, 0.05));
            else void flow.places.backToCustomer();
            break;
          case 'narrow':
            void flow.narrow({ text: step.text });
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
        openLookups.push(...lookups.splice(0));

        for (const [openid, box] of host.boxes) {
          const own = String(places[openid!]![0]).slice(0, 3);
          for (const message of box) expect(JSON.stringify(message)).toContain(`/s/${own}`);
        }
        const { inquiry } = flow;
        expect(inquiry.conversation).toEqual(host.conversation);
        const own = host.conversation.openid && String(places[host.conversation.openid]![0]);
        if (inquiry.place) expect(String(inquiry.place.position[0]).slice(0, 3)).toBe(own!.slice(0, 3));
        if (inquiry.lookup.state !== 'none') expect(inquiry.lookup.text).toBe(host.conversation.openid);
        // What nobody pressed for answers a location message, just as it came.
        if (step.does !== 'press' && step.does !== 'retry' && host.puts.length > putsBefore) {
          expect(inquiry.place!.from).toBe('message');
          expect(inquiry.area).toBeUndefined();
          expect(inquiry.filter.text).toBe('');
        }
        if (inquiry.search.state === 'found') {
          expect(inquiry.search.answer.stores[0]!.id).toBe(String(inquiry.place!.position[0]));
        }
        for (const requests of [open, openLookups]) {
          expect(requests.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(1);
        }
        expect(host.notices).toBeLessThanOrEqual(clicks);
      }
    }),
    { numRuns: 10_000 },
  );
}, 120_000);
