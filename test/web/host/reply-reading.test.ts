import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readReply, replyTo } from '../../../web/host/reply-reading.ts';

const throwing = () => {
  throw new Error('x');
};

describe('a reply', () => {
  it.each([
    ['{ retCode : 0 , errMsg : “” }', { outcome: 'ok' }],
    ['{" retCode ":"5"," errMsg ":"参数错误"}', { outcome: 'rejected', code: 5, message: '参数错误' }],
    ['{‘retCode’:‘-1’}', { outcome: 'rejected', code: -1, message: '' }],
    ['0', { outcome: 'ok' }],
    ['45008', { outcome: 'rejected', code: 45008, message: '' }],
    [-0, { outcome: 'ok' }],
    [
      { retCode: 5, errMsg: `\u202e参数\n错误${'！'.repeat(500)}` },
      { outcome: 'rejected', code: 5, message: `参数 错误${'！'.repeat(194)}…` },
    ],
    [
      { retCode: 5, errMsg: { toString: throwing } },
      { outcome: 'rejected', code: 5, message: '' },
    ],
  ])('%j says what became of the call', (raw, reply) => {
    expect(readReply(raw)).toEqual(reply);
  });

  it.each([
    ['text of more than 4096 characters', `{"retCode":0,"x":"${'长'.repeat(4096)}"}`],
    ['a broken number', 0.5],
    ['not a number', Number.NaN],
    ['a boundless number', { retCode: Number.POSITIVE_INFINITY }],
    ['a broken code', '{"retCode":"0.5"}'],
    ['an empty code', '{"retCode":""}'],
    ['an inherited code', Object.create({ retCode: 0 })],
    ['an array', [{ retCode: 0 }]],
    ['a function', () => 0],
    ['a symbol', Symbol('x')],
    ['a big integer', 0n],
    ['a text object', new String('{"retCode":0}')],
    ['a hostile proxy', new Proxy({}, { getOwnPropertyDescriptor: throwing })],
  ])('says nothing as %s', (_, raw) => {
    expect(readReply(raw)).toEqual({ outcome: 'unknown' });
  });
});

describe('a call of the client', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const answeredAfter = async (milliseconds: number, raw: unknown) => {
    const reply = replyTo(() => new Promise((resolve) => setTimeout(() => resolve(raw), milliseconds)));
    await vi.runAllTimersAsync();
    return reply;
  };

  it('is waited for during 5 seconds', async () => {
    expect(await answeredAfter(4999, '{"retCode":0}')).toEqual({ outcome: 'ok' });
    expect(await answeredAfter(5001, '{"retCode":0}')).toEqual({ outcome: 'unknown' });
  });

  it('leaves no timer behind', async () => {
    await replyTo(() => Promise.resolve(0));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that is refused later has thrown', async () => {
    expect(await replyTo(() => Promise.reject(new Error('x')))).toEqual({ outcome: 'threw' });
  });

  it.each([
    ['that throws by itself', { value: throwing }, 'threw'],
    ['that cannot be looked at', { get: throwing }, 'unknown'],
    ['of another make', { value: (resolve: (value: unknown) => void) => resolve('{retCode:0}') }, 'ok'],
  ])('may answer with a promise %s', async (_, descriptor, outcome) => {
    expect(await replyTo(() => Object.defineProperty({}, 'then', descriptor))).toEqual({ outcome });
  });

  it.each([
    "Object doesn't support this property or method",
    "Object doesn't support property or method 'PutMsg'",
    '对象不支持“PutMsg”属性或方法',
    '对象不支持此属性或方法',
    'window.external.PutMsg is not a function',
    "undefined is not a function (near '...window.external.PutMsg...')",
  ])('finds no method: %s', (message) => {
    expect(
      replyTo(() => {
        throw new TypeError(message);
      }),
    ).toEqual({ outcome: 'no-host' });
  });

  it.each([
    ['an error', () => new Error('Unspecified error.')],
    ['a type error of its own', () => new TypeError('this.list.push is not a function')],
    ['text', () => 'x'],
    ['nothing', () => null],
    ['an error that cannot be looked at', () => Object.defineProperty({}, 'message', { get: throwing })],
  ])('that throws %s may have done it all the same', (_, thrown) => {
    const reply = replyTo(() => {
      throw thrown();
    });
    expect(reply).toEqual({ outcome: 'threw' });
  });
});
