// Ten times as many requests as can be answered, for two minutes: how long what is answered takes, against a busy service
// that is not overloaded, and how much is answered right after. Rounds of both in turn.
import { busyDay } from '../fault/busy-day.ts';
import { type Answer, OpenLoad, percentile } from '../fault/open-load.ts';
import { startService } from '../support/service.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 3;
const CONNECTIONS = 2_000;
/** Of what can be answered: a busy hour. */
const NORMAL = 0.8;
const NORMAL_SECONDS = 30;
const OVERLOAD = 10;
const OVERLOAD_SECONDS = 120;
const AFTER_SECONDS = 5;

export async function bench(): Promise<BenchRow[]> {
  const { origin, close } = await startService({ RATE_LIMIT: '0' });
  const load = await OpenLoad.open(origin, CONNECTIONS);
  try {
    const next = busyDay(origin);
    await load.capacity(8, 3_000, next);
    const slower: number[] = [];
    const recovered: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const capacity = await load.capacity(8, 3_000, next);
      const normal = p99(await load.run(NORMAL * capacity, NORMAL_SECONDS, next));
      const answers = await load.run(OVERLOAD * capacity, OVERLOAD_SECONDS, next);
      const after = await load.run(NORMAL * capacity, AFTER_SECONDS, next);
      const answered = answers.filter(isAnswered).length;
      console.log(
        `  capacity ${capacity.toFixed(0)}/s, offered ${(answers.length / OVERLOAD_SECONDS).toFixed(0)}/s, answered ${(answered / OVERLOAD_SECONDS).toFixed(0)}/s; p99 ${normal.toFixed(1)} ms, in the overload ${p99(answers).toFixed(1)} ms, after it ${p99(after).toFixed(1)} ms`,
      );
      slower.push(p99(answers) / normal);
      recovered.push(after.filter(isAnswered).length / (NORMAL * capacity * AFTER_SECONDS));
    }
    return [
      {
        name: `overload: p99 of what is answered at ${OVERLOAD} × capacity, against ${NORMAL} × capacity`,
        ratios: slower,
        of: 'time',
        goal: 2,
      },
      {
        name: `overload: answered in the ${AFTER_SECONDS} s after it, against what is asked then`,
        ratios: recovered,
        of: 'rate',
        goal: 0.99,
      },
    ];
  } finally {
    load.close();
    await close();
  }
}

const isAnswered = ({ status }: Answer) => status === 200;
const p99 = (answers: readonly Answer[]) =>
  percentile(
    answers.filter(isAnswered).map(({ milliseconds }) => milliseconds),
    0.99,
  );
