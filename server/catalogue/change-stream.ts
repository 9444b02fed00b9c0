// Changes as they happen, for whoever listens: server-sent events.
import { Readable } from 'node:stream';
import type { SeenChange, SeenChanges } from '../storage/catalogue/contract.ts';

/** Proxies end what is silent for long. */
const SILENCE_MS = 15_000;
const AT_ONCE = 200;

type Listening = {
  /** The revision that the listener knows. */
  readonly after: number;
  /** Undefined: nobody can tell any more. */
  readonly read: (after: number, limit: number) => Promise<SeenChanges | undefined>;
  /** Calls soon after somebody wrote; answers how to stop it. */
  readonly watch: (listener: () => void) => () => void;
  readonly event: (change: SeenChange) => string;
  /** The id of a revision: whoever is cut off before the first change goes on from the one that is told at first. */
  readonly idOf: (revision: number) => string;
  /** What is said when the changes are gone. */
  readonly gone: string;
  readonly signal: AbortSignal;
};

/** Each change once and in order; ends when it is told to, or when it cannot tell every change any more. */
export function changeStream({ after, read, watch, event, idOf, gone, signal }: Listening): Readable {
  return Readable.from(events(), { objectMode: false });

  async function* events(): AsyncGenerator<string> {
    let known = after;
    let wake = Promise.withResolvers<void>();
    const stop = watch(() => wake.resolve());
    const end = () => wake.resolve();
    signal.addEventListener('abort', end);
    try {
      yield `: listening\nid: ${idOf(after)}\n\n`;
      while (!signal.aborted) {
        const woken = wake.promise;
        const seen = await read(known, AT_ONCE);
        if (seen === undefined) {
          yield gone;
          return;
        }
        for (const change of seen.changes) yield event(change);
        known = seen.revision;
        if (seen.more || signal.aborted) continue;
        const silence = setTimeout(() => wake.resolve(), SILENCE_MS);
        await woken;
        clearTimeout(silence);
        wake = Promise.withResolvers();
        if (seen.changes.length === 0 && !signal.aborted) yield ': still here\n\n';
      }
    } finally {
      stop();
      signal.removeEventListener('abort', end);
    }
  }
}
