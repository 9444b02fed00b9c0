import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../../shared/chat-message.ts';
import {
  defaultHostOptions,
  HostEmulator,
  type HostOptions,
  PROFILES,
  REPLY_SPELLINGS,
  spellReply,
} from '../../../web/client/host-emulator.ts';
import { createDkfHost } from '../../../web/host/dkf.ts';

const TEXT: ChatMessage = { type: 'text', text: '您好' };
const PICTURE: ChatMessage = { type: 'picture', url: 'https://example.com/p.png' };
const NEWS: ChatMessage = {
  type: 'news',
  articles: [
    {
      title: '星巴克（五道口店）· 1.2公里',
      digest: '营业 09:00–21:00',
      cover: 'https://example.com/c.png',
      url: 'https://example.com/s/1',
    },
  ],
};
const put = (random: unknown, text = '您好') =>
  JSON.stringify({ msg: { head: { random }, body: [{ type: 0, content: { text } }] } });
const later = (milliseconds: number, task: () => void) => void setTimeout(task, milliseconds);

/** Our plugin in the emulated client, and what is in its input box. */
function inClient(options: Partial<HostOptions>) {
  const emulator = new HostEmulator();
  emulator.options = { ...defaultHostOptions, ...options };
  const box: ChatMessage[] = [];
  const external = {
    PutMsg(argument: unknown) {
      const { retCode, inserted } = emulator.putMsg(argument);
      box.push(...inserted);
      return spellReply(retCode, emulator.options, later);
    },
  };
  return { host: createDkfHost({ external }), box };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(PROFILES)('under the profile %s', (profile) => {
  describe.each(REPLY_SPELLINGS)('with replies as %s', (spelling) => {
    it.each([TEXT, PICTURE, NEWS])('our plugin puts one $type, once, retries included', async (message) => {
      const { host, box } = inClient({ profile, spelling });
      const intention = host.intend();
      const first = intention.put(message);
      await vi.runAllTimersAsync();
      const clear = spelling !== 'nothing' && spelling !== 'exception';
      expect(await first).toMatchObject({ outcome: clear ? 'ok' : 'unknown' });
      const again = intention.put(message);
      await vi.runAllTimersAsync();
      await again;
      // Without a clear refusal the documented form is never tried.
      expect(box).toEqual(message.type === 'news' && profile === 'documented' && !clear ? [] : [message]);
    });
  });
});

describe('a repeated random', () => {
  it.each([
    ['ok', 0],
    ['error', 5],
    ['nothing', undefined],
  ] as const)('is dropped and answered with %s', (repeatAnswer, retCode) => {
    const host = new HostEmulator();
    host.options = { ...defaultHostOptions, repeatAnswer };
    host.putMsg(put('7'));
    expect(host.putMsg(put(7, '别的'))).toEqual({ retCode, inserted: [], dropped: true });
  });

  it.each(['1 2', ' 7', '', 'x'.repeat(65), 1.5, -1, 2 ** 53, null, true])('cannot be %j', (random) => {
    expect(new HostEmulator().putMsg(put(random))).toMatchObject({ retCode: 5 });
  });
});

describe('a call', () => {
  const item = { type: 0, content: { text: 'x' } };
  const body = (items: unknown) => JSON.stringify({ msg: { head: { random: '1' }, body: items } });

  it('holds at most ten items', () => {
    expect(new HostEmulator().putMsg(body(Array(10).fill(item))).inserted).toHaveLength(10);
    expect(new HostEmulator().putMsg(body(Array(11).fill(item)))).toMatchObject({ retCode: 5, inserted: [] });
  });

  it('holds addresses of at most 2048 characters', () => {
    const picture = (length: number) =>
      body([{ type: 1, content: { picUrl: 'https://x.cn/'.padEnd(length, 'a') } }]);
    expect(new HostEmulator().putMsg(picture(2048)).retCode).toBe(0);
    expect(new HostEmulator().putMsg(picture(2049)).retCode).toBe(5);
  });

  it('is read by its own properties only', () => {
    expect(new HostEmulator().putMsg('{"__proto__":{"msg":{}}}')).toMatchObject({ retCode: 5 });
  });

  it('of Notice takes text', () => {
    expect(['', '您好', undefined].map((argument) => new HostEmulator().notice(argument))).toEqual([0, 0, 5]);
  });
});

describe('a reply', () => {
  it.each([
    ['json', '{"retCode":5,"errMsg":"参数错误"}'],
    ['unquoted', '{retCode:5,errMsg:"参数错误"}'],
    ['object', { retCode: 5, errMsg: '参数错误' }],
    ['nothing', undefined],
  ] as const)('as %s is spelled %j', (spelling, reply) => {
    expect(spellReply(5, { spelling, replyDelayMs: 0 }, later)).toEqual(reply);
  });

  it('as a promise comes when it is due', async () => {
    const reply = spellReply(0, { spelling: 'promise', replyDelayMs: 800 }, later);
    let kept: unknown;
    void (reply as Promise<unknown>).then((value) => {
      kept = value;
    });
    await vi.advanceTimersByTimeAsync(799);
    expect(kept).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(kept).toBe('{"retCode":0,"errMsg":""}');
  });
});
