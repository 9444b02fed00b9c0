import { describe, expect, it } from 'vitest';
import { defaultHostOptions, HostEmulator, PROFILES, type Profile } from '../../web/client/host-emulator.ts';
import { corpus } from '../support/corpus.ts';
import { type Generated, generate, runJs, traces } from '../support/run-js.ts';

type Expected = { retCode: number; inserted: number; dropped?: boolean };
type Call = {
  arg?: string;
  arg_json?: unknown;
  arg_js?: string;
  arg_gen?: Generated;
  expect: Record<Profile, Expected>;
};
type PutCase = { id: string; note?: string; calls: Call[] };

function argumentOf({ arg, arg_json, arg_js, arg_gen }: Call): unknown {
  if (arg_gen) return generate(arg_gen);
  if (arg_js !== undefined) return runJs(arg_js);
  return arg === undefined ? arg_json : arg;
}

describe.each(corpus<PutCase>('putmsg-host.jsonl'))('PutMsg $id: $note', ({ calls }) => {
  it.each(PROFILES)('under the profile %s', (profile) => {
    const host = new HostEmulator();
    host.options = { ...defaultHostOptions, profile };
    for (const call of calls) {
      const { retCode, inserted, dropped } = host.putMsg(argumentOf(call));
      expect({ retCode, inserted: inserted.length, dropped }).toEqual({
        dropped: false,
        ...call.expect[profile],
      });
    }
    expect(traces()).toEqual([undefined, undefined]);
  });
});
