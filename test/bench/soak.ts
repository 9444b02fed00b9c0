// Half an hour of mixed use: what the service holds at its end, and how long a click takes then, against the first third.
// On both engines at the same time.
import { soak } from '../fault/soak.ts';
import { startPostgres } from '../support/postgres.ts';
import { type BenchRow, median } from './row.ts';

const ROUNDS = 30;
const SECONDS = 60;
const THIRD = ROUNDS / 3;
const SEED = 7;

export async function bench(): Promise<BenchRow[]> {
  const postgres = await startPostgres();
  try {
    const address = await postgres.schema();
    const both = [on('SQLite'), on('PostgreSQL', address)];
    return (await Promise.all(both)).flat();
  } finally {
    await postgres.close();
  }
}

async function on(engine: string, database?: string): Promise<BenchRow[]> {
  const rounds = await soak(ROUNDS, SECONDS, SEED, database);
  const row = (name: string, goal: number, of: (round: (typeof rounds)[number]) => number): BenchRow => {
    const before = median(rounds.slice(0, THIRD).map(of));
    return {
      name: `soak: ${(ROUNDS * SECONDS) / 60} minutes of mixed use on ${engine}, ${name}, last third against the first`,
      ratios: rounds.slice(-THIRD).map((round) => of(round) / before),
      of: 'time',
      goal,
    };
  };
  return [
    row('memory after collection', 1.05, ({ memory }) => memory),
    row('descriptors', 1.05, ({ descriptors }) => descriptors),
    row('median click', 1.2, ({ click }) => click),
    row('processor time of a click', 1.1, ({ clickCost }) => clickCost),
  ];
}
