// What this process does that nobody asked for just now: counted by how it went, timed, and traced where that is wanted.
import { traced } from './tracing/tracing.ts';

/** `failed`: something is tried again, or waits for somebody to look at it. */
export type Outcome = 'done' | 'failed';
type Times = { count: number; seconds: number };
export type JobTally = Readonly<Record<Outcome, Readonly<Times>>>;

const tallies = new Map<string, Record<Outcome, Times>>();

/** Every job that ran since the process started, by name. */
export const jobTallies: ReadonlyMap<string, JobTally> = tallies;

/**
 * Carries a job out as a trace of its own, and counts it.
 * @param outcomeOf  what a result means; a job that throws has failed
 */
export const asJob = <Result>(
  job: string,
  work: () => Promise<Result>,
  outcomeOf?: (result: Result) => Outcome,
): Promise<Result> => counted(job, () => traced(job, work), outcomeOf);

/** The same for a part of a trace. */
export async function counted<Result>(
  job: string,
  work: () => Promise<Result>,
  outcomeOf: (result: Result) => Outcome = () => 'done',
): Promise<Result> {
  const from = performance.now();
  let outcome: Outcome = 'failed';
  try {
    const result = await work();
    outcome = outcomeOf(result);
    return result;
  } finally {
    const tally = tallies.get(job) ?? { done: { count: 0, seconds: 0 }, failed: { count: 0, seconds: 0 } };
    tallies.set(job, tally);
    tally[outcome].count++;
    tally[outcome].seconds += (performance.now() - from) / 1_000;
  }
}
