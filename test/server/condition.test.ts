import { expect, it } from 'vitest';
import { Condition } from '../../server/health/condition.ts';
import { faultOf } from '../../server/storage/fault.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

/** A condition with clocks and a database of its own. */
function condition(probe: () => Promise<string | undefined> = async () => '2026-11-22T11:59:00.000Z') {
  const time = { clock: NOON, steady: 0 };
  const watched = new Condition({ probe, clock: () => time.clock, steady: () => time.steady, patience: 10 });
  /** Seconds pass, for both clocks. */
  const pass = (seconds: number) => {
    time.clock += seconds * 1_000;
    time.steady += seconds * 1_000;
  };
  return { watched, time, pass };
}

const failing = (fields: object) => async () => {
  throw Object.assign(new Error('as the engine says it'), fields);
};

it('says nothing where nothing is wrong', async () => {
  expect(await condition().watched.troubles()).toEqual([]);
});

it('sees a clock that was set back by an hour, and that it was set right again', async () => {
  const { watched, time, pass } = condition();
  expect(await watched.troubles()).toEqual([]);
  pass(10);
  time.clock -= HOUR;
  expect(await watched.troubles()).toEqual([
    {
      part: 'clock',
      fault: 'set-back',
      detail: 'The clock is 3600 seconds behind what it was: opening hours are judged by it',
      since: '2026-11-22T11:00:10.000Z',
    },
  ]);
  pass(10);
  time.clock += HOUR;
  expect(await watched.troubles()).toEqual([]);
});

it('sees at its start that the clock is behind the newest change', async () => {
  const { watched } = condition(async () => '2026-11-22T14:00:00.000Z');
  expect(await watched.troubles()).toMatchObject([{ part: 'clock', fault: 'set-back' }]);
});

it.each([
  ['a full disk under SQLite', { errcode: 13 }, 'full'],
  ['a file of SQLite that may only be read', { errcode: 8 | (3 << 8) }, 'read-only'],
  ['a damaged page of SQLite', { errcode: 11 }, 'corrupt'],
  ['a file that is no database', { errcode: 26 }, 'corrupt'],
  ['a full disk under PostgreSQL', { code: '53100' }, 'full'],
  ['a PostgreSQL that became a standby', { code: '25006' }, 'read-only'],
  ['a PostgreSQL that is being stopped', { code: '57P01' }, 'unreachable'],
  ['nobody who listens', { code: 'ECONNREFUSED' }, 'unreachable'],
  ['what nobody thought of', {}, 'broken'],
])('tells %s', async (_case, fields, fault) => {
  const { watched } = condition(failing(fields));
  expect(await watched.troubles()).toMatchObject([{ part: 'database', fault }]);
});

it('does not wait for a database that never answers', async () => {
  const { watched } = condition(() => new Promise(() => {}));
  expect(await watched.troubles()).toMatchObject([{ fault: 'slow' }]);
});

it('remembers damage that a request met until every page was looked at', async () => {
  const looks: boolean[] = [];
  let isDamaged = true;
  let steady = 0;
  const seeing = new Condition({
    probe: async (thorough) => {
      looks.push(thorough);
      if (thorough && isDamaged) throw Object.assign(new Error(), { errcode: 11 });
      return undefined;
    },
    clock: () => NOON + steady,
    steady: () => steady,
  });
  seeing.met('corrupt');
  expect(await seeing.troubles()).toMatchObject([{ fault: 'corrupt' }]);
  isDamaged = false;
  steady += 10_000;
  expect(await seeing.troubles()).toMatchObject([{ fault: 'corrupt' }]);
  steady += 60_000;
  expect(await seeing.troubles()).toEqual([]);
  expect(looks).toEqual([true, false, true]);
});

it('takes no fault of ours for one of the database', () => {
  expect(faultOf(new TypeError('x is not a function'))).toBeUndefined();
  expect(faultOf(Object.assign(new Error('unique'), { errcode: 2067 }))).toBeUndefined();
  expect(faultOf(Object.assign(new Error('unique'), { code: '23505' }))).toBeUndefined();
  expect(
    faultOf(Object.assign(new Error('no such file'), { code: 'ENOENT', path: '/a/tile' })),
  ).toBeUndefined();
});
