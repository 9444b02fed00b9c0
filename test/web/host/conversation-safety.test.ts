import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Intention, LocationClickEvent } from '../../../web/host/chat-host.ts';
import { createDkfHost, type DkfWindow } from '../../../web/host/dkf.ts';

const USERS = [
  'oKf7Xw0aBcDeFgHiJkLmNoPqRsTu',
  'oKf7Xw0zYxWvUtSrQpOnMlKjIhGf',
  'oKf7Xw0mNoPqRsTuVwXyZaBcDeFg',
];
const DOUBLE_CLICK_MILLISECONDS = 600;

type Step =
  | { do: 'switch'; user: number; readable: boolean }
  | { do: 'repeat' }
  | { do: 'nonsense' }
  | { do: 'click-location' }
  | { do: 'click-button' }
  /** Another click for the same content. */
  | { do: 'click-again'; nth: number }
  /** The content of a click is ready; done again, it is a retry. */
  | { do: 'put'; nth: number; news: boolean }
  /** The client answers a call that it left waiting. */
  | { do: 'answer'; nth: number; reply: Reply }
  | { do: 'wait'; milliseconds: number }
  /** How the client answers from now on. */
  | { do: 'behave'; reply: Reply | 'later' };

type Reply = 'taken' | 'refused' | 'taken-silently' | 'taken-and-threw' | 'lost-silently';

const reply = fc.constantFrom<Reply>(
  'taken',
  'refused',
  'taken-silently',
  'taken-and-threw',
  'lost-silently',
);
/** Counted back from the latest. */
const nth = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('switch' as const), user: fc.nat(2), readable: fc.boolean() }),
  fc.record({ do: fc.constantFrom('repeat' as const, 'nonsense' as const) }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('click-location' as const, 'click-button' as const) }),
  },
  fc.record({ do: fc.constant('click-again' as const), nth }),
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), nth, news: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const), nth, reply }) },
  fc.record({ do: fc.constant('wait' as const), milliseconds: fc.constantFrom(1, 300, 601, 5000) }),
  fc.record({ do: fc.constant('behave' as const), reply: fc.oneof(reply, fc.constant('later' as const)) }),
);

/** A click, and the stretch of conversation that its content is meant for. */
type Click = { intention: Intention; content: string; stretch: number; at: number };
type Insertion = { content: string; stretch: number };

/** A client with one conversation in front and an agent who does as the steps say. */
class Scene {
  readonly insertions: Insertion[] = [];
  readonly clicks: Click[] = [];
  readonly #page: DkfWindow = {
    external: { PutMsg: (text: string) => this.#putMsg(text), Notice: () => '' },
  };
  readonly #host = createDkfHost(this.#page);
  readonly #seen = new Set<string>();
  readonly #waiting: ((reply: Reply) => void)[] = [];
  /** Counts the changes of conversation, as the client knows them. */
  #stretch = 0;
  #user: string | undefined;
  #behaviour: Reply | 'later' = 'taken';

  constructor() {
    this.#host.addEventListener('location-click', (event) =>
      this.#clicked((event as LocationClickEvent).intention),
    );
    this.#host.start();
  }

  play(step: Step) {
    switch (step.do) {
      case 'switch':
        return this.#switch(USERS[step.user]!, step.readable);
      case 'repeat':
        return this.#user && this.#send({ event: 'OnUserChange', channeltype: '1', useraccount: this.#user });
      case 'nonsense':
        return this.#send({ event: 'OnTyping' });
      case 'click-location':
        return this.#send({
          event: 'OnMapMsgClick',
          latitude: 39.98,
          longitude: 116.35,
          location: '学院路30号',
        });
      case 'click-button':
        return this.#clicked(this.#host.intend());
      case 'click-again':
        return this.#clickAgain(this.clicks.at(-1 - step.nth));
      case 'put':
        return this.#put(this.clicks.at(-1 - step.nth), step.news);
      case 'answer':
        return this.#waiting.splice(step.nth, 1)[0]?.(step.reply);
      case 'wait':
        return vi.advanceTimersByTime(step.milliseconds);
      case 'behave':
        this.#behaviour = step.reply;
    }
  }

  #switch(user: string, readable: boolean) {
    if (user !== this.#user || !readable) this.#stretch++;
    this.#user = readable ? user : undefined;
    this.#send({ event: 'OnUserChange', channeltype: '1', useraccount: readable ? user : '…' });
  }

  #send(event: object) {
    (this.#page.MCS_ClientNotify as (text: string) => void)(JSON.stringify(event));
  }

  #clicked(intention: Intention) {
    const content = `content ${this.clicks.length}.`;
    this.clicks.push({ intention, content, stretch: this.#stretch, at: performance.now() });
  }

  #clickAgain(first: Click | undefined) {
    if (!first || first.stretch !== this.#stretch) return;
    this.clicks.push({ ...first, intention: this.#host.intend(), at: performance.now() });
  }

  #put(click: Click | undefined, news: boolean) {
    const url = 'https://example.com/s/1';
    void click?.intention.put(
      news
        ? { type: 'news', articles: [{ title: click.content, digest: '', cover: '', url }] }
        : { type: 'text', text: click.content },
    );
  }

  /** What is taken goes, at the moment of the call, into the box that is in front. */
  #putMsg(raw: string): unknown {
    const { head, body } = JSON.parse(raw).msg;
    const content = body[0].type === 0 ? body[0].content.text : `news ${body[0].content[0].title}`;
    const insertion = { content, stretch: this.#stretch };
    const settle = (reply: Reply) => {
      if (this.#seen.has(head.random)) return { retCode: 0 };
      if (reply.startsWith('taken')) {
        this.#seen.add(head.random);
        this.insertions.push(insertion);
      }
      if (reply === 'taken-and-threw') throw new Error('Unspecified error.');
      return reply === 'taken' ? { retCode: 0 } : reply === 'refused' ? { retCode: 5 } : undefined;
    };
    if (this.#behaviour !== 'later') return settle(this.#behaviour);
    return new Promise((resolve, reject) => {
      this.#waiting.push((reply) => {
        try {
          resolve(settle(reply));
        } catch (error) {
          reject(error);
        }
      });
    });
  }
}

/** Lets everything that waits on settled promises go on. */
async function settle() {
  for (let turn = 0; turn < 8; turn++) await null;
}

/** The clicks without those that follow another within a double click's time. */
function withoutDoubles(clicks: readonly Click[]): Click[] {
  const singles: Click[] = [];
  for (const click of clicks) {
    const last = singles.at(-1);
    if (!last || click.at - last.at > DOUBLE_CLICK_MILLISECONDS) singles.push(click);
  }
  return singles;
}

describe('whatever the order of switches, clicks and answers', () => {
  beforeAll(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'warn').mockReturnValue();
  });
  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('nothing prepared in one conversation reaches another, and no click inserts twice', async () => {
    let inserted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => {
        const scene = new Scene();
        for (const one of steps) {
          scene.play(one);
          await settle();
        }
        vi.advanceTimersByTime(10_000);
        await settle();
        inserted += scene.insertions.length;
        for (const { content, stretch } of scene.insertions) {
          const clicks = scene.clicks.filter((click) => content.endsWith(click.content));
          expect(stretch).toBe(clicks[0]!.stretch);
          const copies = scene.insertions.filter((other) => other.content === content);
          expect(copies.length).toBeLessThanOrEqual(withoutDoubles(clicks).length);
        }
      }),
      { numRuns: 10_000 },
    );
    // Of 10,000 histories that never put anything, nothing would follow.
    expect(inserted).toBeGreaterThan(10_000);
  }, 60_000);
});
