import { expect, it } from 'vitest';
import { Admission, type Kind } from '../../../server/health/admission.ts';

/** A service whose answers take so many milliseconds, and a loop that turns when the test says so. */
function aService(milliseconds: Partial<Record<Kind, number>> = {}) {
  let now = 0;
  const ends: (() => void)[] = [];
  const admission = new Admission({ now: () => now, afterTurn: (callback) => void ends.push(callback) });
  /** One turn that finds these requests; answers how many of them are begun. */
  const turn = (requests: readonly Kind[], lasting = false): number => {
    const answered: (() => void)[] = [];
    const begun = requests.filter((kind) => {
      const isBegun = admission.admits(kind);
      if (isBegun && kind === 'other') answered.push(admission.begin());
      now += isBegun ? (milliseconds[kind] ?? 1) : 0.03;
      return isBegun;
    });
    if (!lasting) for (const end of answered) end();
    for (const callback of ends.splice(0)) callback();
    return begun.length;
  };
  return {
    turn,
    /** Nothing comes for so long. */
    pass(time: number) {
      turn([]);
      now += time;
    },
    /** So much at once, and again and again, that it is an overload. */
    overload() {
      for (let i = 0; i < 5; i++) turn(many(500));
    },
  };
}

const many = (count: number, kind: Kind = 'other') => Array.from({ length: count }, () => kind);

it('waits a burst out: what a fifth of a second holds is all begun', () => {
  expect(aService().turn(many(200))).toBe(200);
});

it('begins what a fifth of a second holds of a larger burst', () => {
  expect(aService().turn(many(5_000))).toBe(201);
});

it('begins the front alone once the queue has stood for a fifth of a second', () => {
  const service = aService();
  for (let turn = 0; turn < 4; turn++) expect(service.turn(many(50))).toBe(50);
  expect(service.turn(many(50))).toBe(8);
  expect(service.turn(many(1_000))).toBe(8);
});

it('begins as many clicks of agents as a short turn holds, while others are refused', () => {
  const service = aService({ click: 0.1 });
  service.overload();
  const mixed = [...many(40), ...many(100, 'click'), ...many(100)];
  expect(service.turn(mixed)).toBe(8 + 100);
  expect(service.turn(many(1_000, 'click'))).toBeOneOf([200, 201]);
});

it('begins a few clicks however slow each of them is', () => {
  const service = aService({ click: 50 });
  service.overload();
  expect(service.turn(many(20, 'click'))).toBe(8);
});

it('stays so where what comes has gaps, while most of it is refused', () => {
  const service = aService();
  service.overload();
  for (let clump = 0; clump < 50; clump++) {
    service.pass(150);
    expect(service.turn(many(100))).toBe(8);
  }
});

it('begins everything again after a second in which few had to be refused', () => {
  const service = aService();
  service.overload();
  for (let turn = 0; turn < 300; turn++) {
    service.turn(many(5));
    service.pass(5);
  }
  expect(service.turn(many(150))).toBe(150);
});

it('begins everything after a pause, however long the queue stood before it', () => {
  const service = aService();
  service.overload();
  service.pass(60_000);
  expect(service.turn(many(150))).toBe(150);
});

it('refuses nobody where few are connected, however slow each answer is', () => {
  const service = aService({ other: 200 });
  for (let turn = 0; turn < 50; turn++) expect(service.turn(many(8))).toBe(8);
});

it('counts to the front what is not answered yet', () => {
  const service = aService();
  service.overload();
  expect(service.turn(many(5), true)).toBe(5);
  expect(service.turn(many(40))).toBe(3);
});
