import { expect, it } from 'vitest';
import { Admission, type Kind } from '../../../server/health/admission.ts';

/** A service whose answers take so many milliseconds, and a loop that turns when the test says so. */
function aService(milliseconds: Partial<Record<Kind, number>> = {}) {
  let now = 0;
  const ends: (() => void)[] = [];
  const admission = new Admission({ now: () => now, afterTurn: (callback) => void ends.push(callback) });
  /** One turn that finds these requests, and goes on with longer answers meanwhile; answers how many of them are begun. */
  const turn = (requests: readonly Kind[], meanwhile = 0): number => {
    const begun = requests.filter((kind) => {
      const isBegun = admission.admits(kind);
      now += isBegun ? (milliseconds[kind] ?? 1) : 0.03;
      return isBegun;
    });
    now += meanwhile;
    for (const callback of ends.splice(0)) callback();
    return begun.length;
  };
  return {
    turn,
    takesLonger: (kind: Kind) => admission.takesLonger(kind),
    /** Nothing comes for so long. */
    pass(time: number) {
      turn([]);
      now += time;
    },
    get time() {
      return now;
    },
  };
}

const many = (count: number, kind: Kind = 'other') => Array.from({ length: count }, () => kind);

it('waits a burst out: half a second of work at once is all begun', () => {
  expect(aService().turn(many(500))).toBe(500);
});

it('begins what half a second holds of a larger burst', () => {
  expect(aService().turn(many(5_000))).toBe(501);
});

it('begins the front alone once the queue has stood for half a second', () => {
  const service = aService();
  for (let turn = 0; turn < 5; turn++) expect(service.turn(many(100))).toBe(100);
  expect(service.turn(many(100))).toBe(32);
  expect(service.turn(many(1_000))).toBe(32);
});

it('begins as many clicks of agents as are quickly answered, while others are refused', () => {
  const service = aService({ click: 0.1 });
  while (service.time <= 500) service.turn(many(100));
  const mixed = [...many(40), ...many(200, 'click'), ...many(100)];
  expect(service.turn(mixed)).toBe(32 + 200);
});

it('begins everything as soon as a turn had no queue', () => {
  const service = aService();
  while (service.time <= 500) service.turn(many(100));
  expect(service.turn(many(100))).toBe(32);
  service.turn(many(10));
  expect(service.turn(many(300))).toBe(300);
});

it('begins everything after a pause, however long the queue stood before it', () => {
  const service = aService();
  while (service.time <= 500) service.turn(many(100));
  service.pass(60_000);
  expect(service.turn(many(300))).toBe(300);
});

it('refuses nobody where few are connected, however slow each answer is', () => {
  const service = aService({ other: 200 });
  for (let turn = 0; turn < 50; turn++) expect(service.turn(many(32))).toBe(32);
});

it('counts what takes several turns to the front until it is answered', () => {
  const service = aService({ other: 5 });
  const ended = Array.from({ length: 20 }, () => service.takesLonger('other'));
  while (service.time <= 500) service.turn(many(1), 100);
  expect(service.turn(many(40), 100)).toBe(12);
  for (const end of ended) end();
  expect(service.turn(many(40), 100)).toBe(12);
  expect(service.turn(many(40), 100)).toBe(32);
});
