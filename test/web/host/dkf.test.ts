import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../../shared/chat-message.ts';
import { createDkfHost } from '../../../web/host/dkf.ts';
import { ModelClient } from '../../support/model-client.ts';

const WANG = 'oKf7Xw0aBcDeFgHiJkLmNoPqRsTu';
const LI = 'oKf7Xw0zYxWvUtSrQpOnMlKjIhGf';
const HELLO: ChatMessage = { type: 'text', text: '您好' };
const NEWS: ChatMessage = {
  type: 'news',
  articles: [{ title: '星巴克（五道口店）· 1.2公里', digest: '', cover: '', url: 'https://example.com/s/1' }],
};
const userChange = (useraccount: string) => ({ event: 'OnUserChange', channeltype: '1', useraccount });

function aHost(...client: ConstructorParameters<typeof ModelClient>) {
  const model = new ModelClient(...client);
  const host = createDkfHost(model.page);
  host.start();
  return { host, client: model };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the conversation', () => {
  it('is another one at the first user, at another user, and at one that cannot be read', () => {
    const { host, client } = aHost([]);
    const heard: unknown[] = [];
    host.addEventListener('conversation-change', () => heard.push(host.conversation));
    client.send(userChange(WANG));
    client.send(userChange(WANG));
    client.send(userChange(LI));
    client.send({ event: 'OnUserChange' });
    client.send(userChange(LI));
    expect(heard).toEqual([
      { epoch: 1, openid: WANG },
      { epoch: 2, openid: LI },
      { epoch: 3, openid: undefined },
      { epoch: 4, openid: LI },
    ]);
  });

  it('stays the same through what cannot be understood', () => {
    const { host, client } = aHost([]);
    client.send(userChange(WANG));
    client.sendText('{"event":"OnUserChange"');
    client.send({ event: 'OnTyping' });
    client.send({ event: 'OnMapMsgClick' });
    expect(host.conversation).toEqual({ epoch: 1, openid: WANG });
  });
});

describe('an intention', () => {
  it('is cancelled by a switch, also after switching back', async () => {
    const { host, client } = aHost([]);
    client.send(userChange(WANG));
    const intention = host.intend();
    client.send(userChange(LI));
    client.send(userChange(WANG));
    expect(intention.current).toBe(false);
    expect(await intention.put(HELLO)).toEqual({ outcome: 'cancelled' });
    expect(client.calls).toEqual([]);
  });

  it('made while nobody is known is cancelled by the first user', async () => {
    const { host, client } = aHost([]);
    const intention = host.intend();
    client.send(userChange(WANG));
    expect(await intention.put(HELLO)).toEqual({ outcome: 'cancelled' });
  });

  it('calls the client in the very task of its put', () => {
    const { host, client } = aHost([]);
    void host.intend().put(HELLO);
    expect(client.calls).toHaveLength(1);
  });

  it('does not try the other form of news once the customer is another', async () => {
    const { host, client } = aHost([5, 'ok'], 200);
    client.send(userChange(WANG));
    const put = host.intend().put(NEWS);
    await vi.advanceTimersByTimeAsync(100);
    client.send(userChange(LI));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await put).toEqual({ outcome: 'cancelled' });
    expect(client.calls.map(({ type }) => type)).toEqual([7]);
    expect(client.insertions).toEqual([]);
  });

  it('whose answer comes after a switch tells the outcome of the former customer', async () => {
    const { host, client } = aHost(['ok'], 200);
    client.send(userChange(WANG));
    const intention = host.intend();
    const put = intention.put(HELLO);
    await vi.advanceTimersByTimeAsync(100);
    client.send(userChange(LI));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await put).toEqual({ outcome: 'ok', userUnknown: false });
    expect({ current: intention.current, openid: intention.conversation.openid }).toEqual({
      current: false,
      openid: WANG,
    });
    expect(client.insertions).toMatchObject([{ user: WANG, content: '{"text":"您好"}' }]);
  });

  it('retried after an unclear reply keeps its random, so that a copy is dropped', async () => {
    const { host, client } = aHost(['throw', 'undefined', 'ok']);
    const intention = host.intend();
    expect(await intention.put(HELLO)).toEqual({ outcome: 'unknown' });
    expect(await intention.put(HELLO)).toEqual({ outcome: 'unknown' });
    expect(await intention.put(HELLO)).toEqual({ outcome: 'ok', userUnknown: true });
    expect(new Set(client.calls.map(({ random }) => random)).size).toBe(1);
    expect(client.insertions).toHaveLength(1);
  });

  it('retried after a refusal has a new random', async () => {
    const { host, client } = aHost([5, 'ok']);
    const intention = host.intend();
    expect(await intention.put(HELLO)).toEqual({ outcome: 'rejected', code: 5, message: '参数错误' });
    expect(await intention.put(HELLO)).toEqual({ outcome: 'ok', userUnknown: true });
    expect(client.calls[0]!.random).not.toBe(client.calls[1]!.random);
  });

  it('with news stays with the form whose reply was unclear', async () => {
    const { host, client } = aHost([5, 'undefined', 5]);
    const intention = host.intend();
    expect(await intention.put(NEWS)).toEqual({ outcome: 'unknown' });
    expect(await intention.put(NEWS)).toMatchObject({ outcome: 'rejected' });
    expect(client.calls.map(({ type }) => type)).toEqual([7, 1, 1]);
    expect(client.calls[1]!.random).toBe(client.calls[2]!.random);
  });

  it('never tries the other form where the client may refuse the copy of what it took', async () => {
    const { host, client } = aHost(['undefined', 5]);
    const intention = host.intend();
    await intention.put(NEWS);
    expect(await intention.put(NEWS)).toMatchObject({ outcome: 'rejected' });
    expect(client.calls.map(({ type }) => type)).toEqual([7, 7]);
  });

  it('that came through is not put again', async () => {
    const { host, client } = aHost([]);
    const intention = host.intend();
    await intention.put(HELLO);
    expect(await intention.put(HELLO)).toEqual({ outcome: 'ok', userUnknown: true });
    expect(client.calls).toHaveLength(1);
  });

  it.each([
    [600, 1],
    [601, 2],
  ])('and another with the same content %i ms later make %i calls', async (later, calls) => {
    const { host, client } = aHost([]);
    void host.intend().put(HELLO);
    await vi.advanceTimersByTimeAsync(later);
    expect(await host.intend().put(HELLO)).toMatchObject({ outcome: 'ok' });
    expect(client.calls).toHaveLength(calls);
  });

  it('double-clicked while the client still answers waits for the same answer', async () => {
    const { host, client } = aHost([5], 3000);
    const first = host.intend().put(HELLO);
    const second = host.intend().put(HELLO);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await Promise.all([first, second])).toMatchObject([
      { outcome: 'rejected' },
      { outcome: 'rejected' },
    ]);
    expect(client.calls).toHaveLength(1);
  });

  it('with another content within the time of a double click is its own', async () => {
    const { host, client } = aHost([]);
    await host.intend().put(HELLO);
    await host.intend().put(NEWS);
    expect(client.calls).toHaveLength(2);
  });

  it('in the next conversation is no double of one in the last', async () => {
    const { host, client } = aHost([]);
    client.send(userChange(WANG));
    await host.intend().put(HELLO);
    client.send(userChange(LI));
    await host.intend().put(HELLO);
    expect(client.insertions.map(({ user }) => user)).toEqual([WANG, LI]);
  });
});

describe('the form of news that worked', () => {
  it('comes first from then on, and the other one after it', async () => {
    const { host, client } = aHost([5, 'ok', 5, 'ok']);
    await host.intend().put(NEWS);
    vi.advanceTimersByTime(1000);
    await host.intend().put(NEWS);
    expect(client.calls.map(({ type }) => type)).toEqual([7, 1, 1, 7]);
  });
});

describe('the tab', () => {
  it('is lit by a method called with the empty text', () => {
    const { host, client } = aHost([]);
    host.notify();
    expect(client.notices).toEqual([['']]);
  });

  it.each([
    ['there is no client', {}],
    ['the client lacks the method', { external: {} }],
    [
      'the client throws',
      {
        external: {
          Notice: () => {
            throw new Error('x');
          },
        },
      },
    ],
    ['the client rejects', { external: { Notice: () => Promise.reject(new Error('x')) } }],
  ])('is nobody else’s trouble when %s', async (_, page) => {
    expect(() => createDkfHost(page).notify()).not.toThrow();
    await vi.runAllTimersAsync();
  });
});

describe('the client', () => {
  it('is present by its method, whatever type that says it is', () => {
    expect(createDkfHost({ external: { PutMsg: {} } }).present).toBe(true);
    expect(createDkfHost({ external: {} }).present).toBe(false);
    expect(createDkfHost({}).present).toBe(false);
    const untouchable = {
      get PutMsg(): unknown {
        throw new TypeError('Property get method was not found');
      },
    };
    expect(createDkfHost({ external: untouchable }).present).toBe(true);
  });

  it('has its method called on itself', async () => {
    const external = {
      reply: '{"retCode":0}',
      PutMsg() {
        return this.reply;
      },
    };
    expect(await createDkfHost({ external }).intend().put(HELLO)).toMatchObject({ outcome: 'ok' });
  });

  it('never sees an exception of a listener', () => {
    const { host, client } = aHost([]);
    vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(host, 'dispatchEvent').mockImplementation(() => {
      throw new Error('x');
    });
    expect(() => client.send(userChange(WANG))).not.toThrow();
  });
});
