// Ten times as many requests as can be answered, for two minutes: how long what is answered takes, against a busy service
// that is not overloaded, and how much is answered right after. Rounds of both in turn. The crowd is a process of its own;
// a few among it are asked for by this one, at the same small rate throughout, and timed.
import { busyDay } from '../fault/busy-day.ts';
import { type Answer, OpenLoad, percentile } from '../fault/open-load.ts';
import { startService } from '../support/service.ts';
import { Crowd } from './crowd.ts';
import type { BenchRow } from './row.ts';

const ROUNDS = 3;
const CONNECTIONS = 2_000;
/** Of what can be answered: a busy hour. */
const NORMAL = 0.8;
const NORMAL_SECONDS = 30;
const OVERLOAD = 10;
const OVERLOAD_SECONDS = 120;
const AFTER_SECONDS = 5;
const TIMED_A_SECOND = 50;
const TIMED_CONNECTIONS = 200;

export async function bench(): Promise<BenchRow[]> {
  const { origin, close } = await startService({ RATE_LIMIT: '0' });
  const crowd = await Crowd.open(origin, CONNECTIONS);
  const timed = await OpenLoad.open(origin, TIMED_CONNECTIONS);
  const next = busyDay(origin);
  const both = async (perSecond: number, seconds: number) => {
    const [asked, answers] = await Promise.all([
      crowd.ask(perSecond - TIMED_A_SECOND, seconds),
      timed.run(TIMED_A_SECOND, seconds, next),
    ]);
    return { ...asked, p99: p99(answers) };
  };
  try {
    await crowd.capacity();
    const slower: number[] = [];
    const recovered: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const capacity = await crowd.capacity();
      const normal = await both(NORMAL * capacity, NORMAL_SECONDS);
      const over = await both(OVERLOAD * capacity, OVERLOAD_SECONDS);
      const after = await both(NORMAL * capacity, AFTER_SECONDS);
      console.log(
        `  capacity ${capacity.toFixed(0)}/s, offered ${over.offered.toFixed(0)}/s, answered ${over.answered.toFixed(0)}/s; p99 ${normal.p99.toFixed(1)} ms, in the overload ${over.p99.toFixed(1)} ms, after it ${after.p99.toFixed(1)} ms`,
      );
      slower.push(over.p99 / normal.p99);
      recovered.push(after.answered / after.offered);
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
    crowd.close();
    timed.close();
    await close();
  }
}

const p99 = (answers: readonly Answer[]) =>
  percentile(
    answers.filter(({ status }) => status === 200).map(({ milliseconds }) => milliseconds),
    0.99,
  );
