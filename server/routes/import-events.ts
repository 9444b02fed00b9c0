// An import as it goes on, for whoever watches: server-sent events. The job is in the database, so it does not matter which
// node carries it on.
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportJob } from '../storage/imports/contract.ts';

const LOOK_MS = 400;
/** Proxies end what is silent for long. */
const SILENCE_MS = 15_000;

type Watched = {
  readonly look: () => Promise<ImportJob | undefined>;
  /** Whether this node carries it on, so that its progress is known here. */
  readonly isHere: () => boolean;
  readonly view: (job: ImportJob) => unknown;
};

/** Ends when the job waits for somebody or is over, or is not there any more. */
export function importEvents({ look, isHere, view }: Watched): Readable {
  return Readable.from(events(), { objectMode: false });

  async function* events(): AsyncGenerator<string> {
    let told = '';
    let toldAt = 0;
    let job = await look();
    for (;;) {
      // While this node writes it, SQLite answers nobody who asks for the job.
      if (!(job?.state === 'applying' && isHere())) job = await look();
      if (job === undefined) return;
      const text = JSON.stringify(view(job));
      if (text !== told) {
        yield `event: import\ndata: ${text}\n\n`;
        told = text;
        toldAt = Date.now();
      } else if (Date.now() - toldAt > SILENCE_MS) {
        yield ': still here\n\n';
        toldAt = Date.now();
      }
      if (job.state !== 'reading' && job.state !== 'applying') return;
      await pause(LOOK_MS);
    }
  }
}
