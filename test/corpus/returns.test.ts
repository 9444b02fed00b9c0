import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDkfHost } from '../../web/host/dkf.ts';
import { replyTo } from '../../web/host/reply-reading.ts';
import { corpus } from '../support/corpus.ts';
import { type Generated, generate, runJs, traces } from '../support/run-js.ts';

type ReturnCase = {
  id: string;
  note?: string;
  raw?: string;
  raw_json?: unknown;
  raw_js?: string;
  raw_gen?: Generated;
  throws?: { name: string; message: string };
  no_method?: boolean;
  expect: { outcome: string; code?: number };
};

/** A page whose client answers as the case says. */
function pageOf({ raw, raw_json, raw_js, raw_gen, throws, no_method }: ReturnCase) {
  if (no_method) return { external: {} };
  return {
    external: {
      PutMsg(): unknown {
        if (throws) throw Object.assign(throws.name === 'TypeError' ? new TypeError() : new Error(), throws);
        if (raw_gen) return generate(raw_gen);
        if (raw_js !== undefined) return runJs(raw_js);
        return raw === undefined ? raw_json : raw;
      },
    },
  };
}

describe.each(corpus<ReturnCase>('returns.jsonl'))('reply $id: $note', (returnCase) => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const { outcome, code } = returnCase.expect;
  const page = pageOf(returnCase);

  it(`is read as ${outcome}`, async () => {
    const external = page.external as { PutMsg: () => unknown };
    const reply = Promise.resolve(replyTo(() => external.PutMsg()));
    await vi.runAllTimersAsync();
    expect(await reply).toMatchObject(code === undefined ? { outcome } : { outcome, code });
    expect(traces()).toEqual([undefined, undefined]);
  });

  it('tells the operator what is known', async () => {
    const put = createDkfHost(page).intend().put({ type: 'text', text: '您好' });
    await vi.runAllTimersAsync();
    const told = outcome === 'threw' ? 'unknown' : outcome;
    expect(await put).toMatchObject(code === undefined ? { outcome: told } : { outcome: told, code });
  });
});
