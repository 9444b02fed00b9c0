import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../web/host/event-reading.ts';
import { excerptOf } from '../../../web/host/excerpt.ts';

const OPENID = 'oKf7Xw0aBcDeFgHiJkLmNoPqRsTu';
const click = (fields: object) =>
  readEvent({ event: 'OnMapMsgClick', latitude: 23.1, longitude: 113.3, ...fields });
const fieldsOf = (reading: ReturnType<typeof readEvent>) => (reading.ok ? reading.event : reading.refusal);

describe('an event', () => {
  it('is refused by the first rule that fails', () => {
    expect(readEvent(' '.repeat(300_000))).toMatchObject({ refusal: 'empty' });
    expect(readEvent(`{event:"x"${' '.repeat(300_000)}`)).toMatchObject({ refusal: 'too-large' });
    expect(readEvent(`[${'['.repeat(40)}${']'.repeat(41)}`)).toMatchObject({ refusal: 'too-deep' });
    expect(readEvent('{event:"OnTyping",latitude:91}')).toMatchObject({ refusal: 'unknown-event' });
    expect(click({ latitude: 'abc', longitude: null })).toMatchObject({ refusal: 'missing-field' });
  });

  it('means another conversation even where the user cannot be read', () => {
    expect(readEvent('{"event":"OnUserChange"}')).toMatchObject({
      refusal: 'missing-field',
      event: 'OnUserChange',
    });
    expect(readEvent('{"event":"OnUserChange","useraccount":"o 1"}')).toMatchObject({
      event: 'OnUserChange',
    });
    expect(readEvent('{"event":"OnMapMsgClick"}')).toMatchObject({
      refusal: 'missing-field',
      event: 'OnMapMsgClick',
    });
    expect(readEvent('{"event":"OnUserChange"')).toMatchObject({ refusal: 'syntax', event: undefined });
  });

  it('may end its user with the NUL of its text', () => {
    expect(fieldsOf(readEvent(`{"event":"OnUserChange","useraccount":"${OPENID}\\u0000"}`))).toMatchObject({
      useraccount: OPENID,
    });
  });

  it('of several keys with stray space takes the last', () => {
    const text = '{"event":"OnUserChange"," useraccount":"o1","useraccount ":"o2"," useraccount":"o3"}';
    expect(fieldsOf(readEvent(text))).toMatchObject({ useraccount: 'o3' });
  });
});

describe('a location', () => {
  it('has no negative zero', () => {
    expect(fieldsOf(click({ latitude: '-0', longitude: -0 }))).toMatchObject({ latitude: 0, longitude: 0 });
  });

  it('warns of axes exchanged, of 0,0, of stray space and of a scale that says nothing', () => {
    expect(click({ latitude: 113.3, longitude: 23.1 })).toMatchObject({ event: { warnings: ['swapped'] } });
    expect(click({ latitude: 0, longitude: 0 })).toMatchObject({ event: { warnings: ['zero'] } });
    expect(click({ ' scale': 'abc' })).toMatchObject({
      event: { scale: null, warnings: ['stray-space', 'scale'] },
    });
    expect(click({ scale: ' ' })).toMatchObject({ event: { scale: null, warnings: [] } });
  });

  it.each([
    [0.4, 1],
    [1.49, 1],
    [15.5, 16],
    ['１６', 16],
    [1000, 28],
    [Number.POSITIVE_INFINITY, null],
    [true, null],
  ])('with scale %s is shown at %s', (scale, expected) => {
    expect(fieldsOf(click({ scale }))).toMatchObject({ scale: expected });
  });

  it('has a label without what cannot be seen', () => {
    const location = '\u202e\ufeff\u0085 一楼\r\n二楼\t\u2066x\ud83d ';
    expect(fieldsOf(click({ location }))).toMatchObject({ location: '一楼\n二楼x\ufffd' });
  });

  it('has a label of at most 1000 code points, none of them halved', () => {
    const reading = fieldsOf(click({ location: `x${'🏠'.repeat(200_000)}` }));
    expect(reading).toMatchObject({ location: `x${'🏠'.repeat(999)}` });
  });
});

describe('an object that does not behave', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throwing = () => {
    throw new Error('x');
  };

  it.each([
    ['revoked', revoked.proxy, 'not-object'],
    ['without keys to read', new Proxy({}, { ownKeys: throwing }), 'not-object'],
    ['without values to read', new Proxy({ event: 'OnUserChange' }, { get: throwing }), 'no-event'],
    ['a function', () => ({ event: 'OnUserChange' }), 'not-object'],
    ['a symbol', Symbol('x'), 'not-object'],
    ['a text object', new String('{"event":"OnUserChange"}'), 'no-event'],
    [
      'a field that throws',
      Object.defineProperty({ event: 'OnUserChange' }, 'useraccount', { enumerable: true, get: throwing }),
      'missing-field',
    ],
    [
      'a hidden field',
      Object.defineProperty({ event: 'OnUserChange' }, 'useraccount', { value: OPENID }),
      'missing-field',
    ],
    ['a text that is an object', { event: { toString: throwing } }, 'no-event'],
    [
      'an account that is an object',
      { event: 'OnUserChange', useraccount: { toString: throwing } },
      'bad-account',
    ],
    ['an account that is a symbol', { event: 'OnUserChange', useraccount: Symbol('x') }, 'bad-account'],
    ['a big coordinate', { event: 'OnMapMsgClick', latitude: 1n, longitude: 2 }, 'bad-coordinate'],
  ])('is refused: %s', (_, input, refusal) => {
    expect(readEvent(input)).toMatchObject({ ok: false, refusal });
  });

  it('may be as deep as a text, and not deeper', () => {
    const nested = (levels: number) => {
      let value: object = { event: 'OnUserChange', useraccount: OPENID };
      for (let level = 1; level < levels; level++)
        value = { event: 'OnUserChange', useraccount: OPENID, value };
      return value;
    };
    expect(readEvent(nested(32)).ok).toBe(true);
    expect(readEvent(nested(33))).toMatchObject({ refusal: 'too-deep' });
    const circle: Record<string, unknown> = { event: 'OnUserChange', useraccount: OPENID };
    circle.self = circle;
    expect(readEvent(circle)).toMatchObject({ refusal: 'too-deep' });
  });

  it('is never thrown about, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
        (input) => {
          expect(readEvent(input)).toHaveProperty('ok');
          expect(typeof excerptOf(input)).toBe('string');
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('an excerpt for the log', () => {
  it('names nobody and stays short', () => {
    const excerpt = excerptOf(
      `{"event":"OnUserChange",\n"useraccount":"${OPENID}","x":"${'长'.repeat(300_000)}"}`,
    );
    expect(excerpt).toContain('"event":"OnUserChange", "useraccount":"…RsTu"');
    expect([...excerpt]).toHaveLength(120);
  });

  it('says what else it was', () => {
    expect([excerptOf(null), excerptOf(undefined), excerptOf({}), excerptOf(5)]).toEqual([
      '(null)',
      '(undefined)',
      '(object)',
      '(number)',
    ]);
  });
});
