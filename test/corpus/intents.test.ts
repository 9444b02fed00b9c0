import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { Intention, PutOutcome } from '../../web/host/chat-host.ts';
import { createDkfHost } from '../../web/host/dkf.ts';
import { strict } from '../../web/host/put-text.ts';
import { freshRandom } from '../../web/host/random.ts';
import { corpus } from '../support/corpus.ts';
import { ModelClient, type PutCall, type ScriptedReply } from '../support/model-client.ts';

type Intent =
  | { type: 'text'; text: string }
  | { type: 'image'; url: string }
  | { type: 'news'; items: Record<string, string>[] };
type ExpectedCall = { type: number; content?: unknown; random?: 'fresh' | 'same' };
type Case = { id: string; note?: string };
type Host = ScriptedReply[] | 'no-method';
type CallsExpectation = { calls?: number | ExpectedCall[]; arg_must_not_contain?: string[] };
type IntentCase = Case & {
  kind: 'intent';
  intent: Intent;
  host: Host;
  expect: CallsExpectation & { outcome: string; code?: number };
};
type SequenceCase = Case & {
  kind: 'intent-sequence';
  intents: Intent[];
  host: Host;
  expect: CallsExpectation & { outcomes: string[] };
};
type RandomCase = Case & { kind: 'random'; count: number; expect: { pattern: string; distinct: number } };
type Step = { at: number } & (
  | { event: unknown }
  | { event_text: string }
  | { start: string; needs_ms?: number; text?: string; news?: unknown }
  | { retry: string }
);
type RaceCase = Case & {
  kind: 'race';
  steps: Step[];
  host?: Host | { async_ms?: number; replies?: ScriptedReply[] };
  expect: CallsExpectation & {
    sent?: string[];
    outcomes?: Record<string, string>;
    inserted?: number | string[];
    current_user?: string | null;
    warn?: Record<string, string>;
  };
};

/** Longer than any step, content or reply of a case takes. */
const LONG_MILLISECONDS = 600_000;

const cases = corpus<IntentCase | SequenceCase | RandomCase | RaceCase>('intents.jsonl');
const ofKind = <Kind extends (typeof cases)[number]['kind']>(kind: Kind) =>
  cases.filter((one): one is Extract<(typeof cases)[number], { kind: Kind }> => one.kind === kind);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('knows every kind of case', () => {
  expect(
    cases
      .map(({ kind }) => kind)
      .filter((kind) => !['intent', 'intent-sequence', 'random', 'race'].includes(kind)),
  ).toEqual([]);
});

describe.for(ofKind('intent'))('intent $id: $note', (intentCase) => {
  it(`ends ${intentCase.expect.outcome}`, async () => {
    const { outcome, code } = intentCase.expect;
    const client = new ModelClient(intentCase.host);
    const put = createDkfHost(client.page).intend().put(messageOf(intentCase.intent));
    await vi.advanceTimersByTimeAsync(LONG_MILLISECONDS);
    expect(await put).toMatchObject(code === undefined ? { outcome } : { outcome, code });
    expectCalls(client.calls, intentCase.expect);
  });
});

describe.for(ofKind('intent-sequence'))('intents $id: $note', (sequence) => {
  it('end one after the other', async () => {
    const client = new ModelClient(sequence.host);
    const host = createDkfHost(client.page);
    const outcomes: string[] = [];
    for (const intent of sequence.intents) {
      const put = host.intend().put(messageOf(intent));
      await vi.advanceTimersByTimeAsync(LONG_MILLISECONDS);
      outcomes.push((await put).outcome);
    }
    expect(outcomes).toEqual(sequence.expect.outcomes);
    expectCalls(client.calls, sequence.expect);
  });
});

describe.for(ofKind('random'))('randoms $id: $note', ({ count, expect: { pattern, distinct } }) => {
  it('are digits, never repeated', () => {
    const randoms = Array.from({ length: count }, freshRandom);
    expect(randoms.filter((random) => !new RegExp(pattern).test(random))).toEqual([]);
    expect(new Set(randoms).size).toBe(distinct);
  });
});

describe.for(ofKind('race'))('race $id: $note', (race) => {
  it('reaches the right box or none', async () => {
    const { client, host, outcomes, clicks, contents } = await run(race);
    const idsInBoxes = client.insertions.map(({ by, content }) => by ?? contents.get(content));
    const { sent, outcomes: expected = {}, inserted, current_user, warn = {} } = race.expect;
    if (sent) expect([...new Set(idsInBoxes)].sort()).toEqual([...sent].sort());
    for (const [id, outcome] of Object.entries(expected))
      expect(outcomes.get(id), id).toMatchObject({ outcome });
    for (const [id, warning] of Object.entries(warn)) {
      // There are two things to tell with an outcome: that nobody was known, or that it is the former customer's.
      if (warning === 'user-unknown') expect(outcomes.get(id), id).toMatchObject({ userUnknown: true });
      else expect(clicks.get(id)!.intention.current, `${id}: ${warning}`).toBe(false);
    }
    if (typeof inserted === 'number') expect(client.insertions).toHaveLength(inserted);
    else if (inserted) expect(idsInBoxes).toEqual(inserted);
    if (current_user !== undefined) expect(host.conversation.openid ?? null).toBe(current_user);
    expectCalls(client.calls, race.expect);
  });
});

/** Plays the steps of a race at their times, and everything they started to its end. */
async function run({ steps, host: scripted = [] }: RaceCase) {
  const { async_ms, replies = [] } =
    typeof scripted === 'object' && !Array.isArray(scripted) ? scripted : { replies: scripted };
  const client = new ModelClient(replies, async_ms);
  const host = createDkfHost(client.page);
  host.start();
  const outcomes = new Map<string, PutOutcome>();
  const clicks = new Map<string, { intention: Intention; message: ChatMessage }>();
  const contents = new Map<string, string>();

  const put = async (id: string) => {
    const { intention, message } = clicks.get(id)!;
    client.by = id;
    const outcome = intention.put(message);
    client.by = undefined;
    outcomes.set(id, await outcome);
  };
  let now = 0;
  for (const step of [...steps].sort((a, b) => a.at - b.at)) {
    await vi.advanceTimersByTimeAsync(step.at - now);
    now = step.at;
    if ('event' in step) client.send(step.event);
    else if ('event_text' in step) client.sendText(step.event_text);
    else if ('retry' in step) void put(step.retry);
    else {
      const message = contentOf(step.start, step);
      contents.set(spelled(message), step.start);
      clicks.set(step.start, { intention: host.intend(), message });
      if (step.needs_ms) setTimeout(() => void put(step.start), step.needs_ms);
      else void put(step.start);
    }
  }
  await vi.advanceTimersByTimeAsync(LONG_MILLISECONDS);
  return { client, host, outcomes, clicks, contents };
}

function contentOf(id: string, { text = id, news }: { text?: string; news?: unknown }): ChatMessage {
  if (!news) return { type: 'text', text };
  return messageOf({
    type: 'news',
    items: Array.isArray(news)
      ? news
      : [{ title: text, digest: '', cover: '', url: `https://example.com/s/${id}` }],
  });
}

/** The message's content as the model client finds it in its boxes. */
function spelled(message: ChatMessage): string {
  const strictness = strict(message);
  return JSON.stringify(strictness.ok && strictness.message.content);
}

/** The corpus's word for a picture is image; its articles may lack what may be empty. */
function messageOf(intent: Intent): ChatMessage {
  switch (intent.type) {
    case 'image':
      return { type: 'picture', url: intent.url };
    case 'news':
      return { type: 'news', articles: intent.items } as unknown as ChatMessage;
    case 'text':
      return intent;
  }
}

function expectCalls(calls: readonly PutCall[], expected: CallsExpectation) {
  for (const forbidden of expected.arg_must_not_contain ?? []) {
    expect(calls.filter(({ raw }) => raw.includes(forbidden))).toEqual([]);
  }
  if (typeof expected.calls === 'number') expect(calls).toHaveLength(expected.calls);
  if (!Array.isArray(expected.calls)) return;
  const seen = new Set<string>();
  const made = calls.map(({ type, content, random }) => {
    const age = seen.has(random) ? 'same' : 'fresh';
    seen.add(random);
    return { type, content, random: age };
  });
  expect(made).toHaveLength(expected.calls.length);
  expect(made).toMatchObject(expected.calls);
}
