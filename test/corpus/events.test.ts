import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDkfHost, type DkfWindow } from '../../web/host/dkf.ts';
import { type EventReading, readEvent } from '../../web/host/event-reading.ts';
import { corpus } from '../support/corpus.ts';
import { type Generated, generate, runJs, traces } from '../support/run-js.ts';

type EventCase = {
  id: string;
  note?: string;
  input?: string;
  input_json?: unknown;
  input_js?: string;
  input_gen?: Generated;
  expect: {
    ok: boolean;
    value?: Record<string, unknown>;
    error?: string;
    error_any?: string[];
    warn?: string[];
  };
};

function inputOf({ input, input_json, input_js, input_gen }: EventCase): unknown {
  if (input_gen) return generate(input_gen);
  if (input_js !== undefined) return runJs(input_js);
  return input === undefined ? input_json : input;
}

/** The warnings that the protocol asks for, by the corpus's names; its others are advice. */
const REQUIRED_WARNINGS = new Map([
  ['swapped', 'swapped'],
  ['null-island', 'zero'],
]);

function partsOf(reading: EventReading) {
  if (!reading.ok) return { warnings: [] };
  const { warnings, ...value } = { warnings: [], ...reading.event };
  return { value, warnings };
}

describe.each(corpus<EventCase>('events.jsonl'))('event $id: $note', (eventCase) => {
  const { ok, value, error, error_any: errors = [error], warn = [] } = eventCase.expect;

  it(ok ? 'is read' : `is refused as ${errors.join(' or ')}`, () => {
    const reading = readEvent(inputOf(eventCase));
    const read = partsOf(reading);
    expect(read.value).toEqual(value);
    expect(read.warnings).toEqual(
      expect.arrayContaining(warn.flatMap((name) => REQUIRED_WARNINGS.get(name) ?? [])),
    );
    if (!ok) expect(errors).toContain(reading.ok ? 'ok' : reading.refusal);
    expect(traces()).toEqual([undefined, undefined]);
  });

  it('leaves the client in peace', () => {
    const log = vi.spyOn(console, 'warn').mockReturnValue();
    onTestFinished(() => log.mockRestore());
    const page: DkfWindow = {};
    const host = createDkfHost(page);
    const heard: string[] = [];
    for (const name of ['conversation-change', 'location-click', 'bad-event']) {
      host.addEventListener(name, () => heard.push(name));
    }
    host.start();
    expect(() => (page.MCS_ClientNotify as (input: unknown) => void)(inputOf(eventCase))).not.toThrow();
    expect(heard.includes('bad-event')).toBe(!ok);
    expect(heard.length).toBeGreaterThan(0);
    expect(traces()).toEqual([undefined, undefined]);
  });
});
