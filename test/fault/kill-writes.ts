// SIGKILL at random moments under mixed writes: what was acknowledged is there, nothing is half done. A file for each engine,
// so that they run beside each other.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { openStorage } from '../../server/storage/index.ts';
import { withRole } from '../support/access.ts';
import { aStore, tester } from '../support/stores.ts';
import { loadNode } from './killable.ts';
import { Ledger, type Look } from './ledger.ts';
import { newSeed, seeded } from './random.ts';
import { Round } from './writers.ts';

const STORES = 10_000;
const LINES = 5;
/** Milliseconds of writes before a kill, at most; or after an import was told to be applied. */
const LONGEST_ROUND = 400;
const LONGEST_AFTER_CONFIRMING = 120;
/** Some 5 minutes on two processors, with the other engine beside it. */
export const PATIENCE = 1_800_000;

/** A catalogue of 10,000 at an address. Answers the ids, and headers that may write. */
async function fill(address: string) {
  const storage = await openStorage(address);
  try {
    const ids: string[] = [];
    for (let from = 0; from < STORES; from += 1_000) {
      const puts = Array.from({ length: 1_000 }, (_, i) => {
        const name = `门店${from + i}`;
        return { fields: aStore({ name, branch: name, sid: `S${from + i}` }) };
      });
      ids.push(...(await storage.stores.put(puts, tester)).map(({ id }) => id));
    }
    return { ids, headers: await withRole({ storage }, 'publisher') };
  } finally {
    await storage.close();
  }
}

/** Kills so many nodes, one after the other, and looks at the database after each. */
export async function killUnderWrites(
  kills: number,
  address: string,
  environment: Record<string, string>,
  look: () => Look,
) {
  const seed = newSeed();
  console.log(`FAULT_SEED=${seed}`);
  const random = seeded(seed);
  const { ids, headers } = await fill(address);
  const ledger = new Ledger();
  const looked = async (work: (look: Look) => Promise<void>) => {
    const opened = look();
    try {
      await work(opened);
    } finally {
      opened.close();
    }
  };
  await looked((opened) => ledger.begin(opened));

  let waiting = loadNode(environment);
  onTestFinished(() => waiting.kill());
  for (let number = 1; number <= kills; number++) {
    const node = waiting;
    const origin = await node.open();
    waiting = loadNode(environment);
    const round = new Round(origin, headers, `round${number}`);
    const writing = [round.import(), ...Array.from({ length: LINES }, () => round.write(ids, random))];
    const moment = random();
    // Half of them while an import is applied, which would seldom be met by chance.
    if (number % 2 === 0) await delay(moment * LONGEST_ROUND);
    else
      await Promise.race([round.applying.promise, ...writing]).then(() =>
        delay(moment * LONGEST_AFTER_CONFIRMING),
      );
    await node.kill();
    await Promise.all(writing);
    expect(node.said()).toBe('');
    await looked((opened) => ledger.check(opened, round));
  }

  // What was confirmed is applied by whoever comes next, when the lease of the one that was killed has ended.
  await waiting.open();
  await expect
    .poll(
      async () => {
        let left = -1;
        await looked(async (opened) => {
          left = await ledger.unfinishedImports(opened);
        });
        return left;
      },
      { timeout: 120_000, interval: 500 },
    )
    .toBe(0);
  await looked((opened) => ledger.checkAtEnd(opened));
  const { counts } = ledger;
  console.log(`${kills} kills: ${JSON.stringify(counts)}`);
  expect(counts.acknowledged).toBeGreaterThan(kills);
}
