// Every cover is asked for once a week, some of them at a time: nobody waits for it, and no host is asked in a hurry.

import type { QualityRepository } from '../storage/quality/contract.ts';
import type { CoverCheck } from '../upstream/cover-check.ts';

const AGAIN_AFTER_MILLISECONDS = 7 * 24 * 60 * 60_000;
/** With a round every ten minutes, 120,000 a week. */
const AT_A_TIME = 120;
const AT_ONCE = 4;

/** Asks for covers that are due. Answers how many were. */
export async function coverRound(
  quality: Pick<QualityRepository, 'coversDue' | 'keepCoverChecks'>,
  check: Pick<CoverCheck, 'fault'>,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<number> {
  const checkedBefore = new Date(now() - AGAIN_AFTER_MILLISECONDS).toISOString();
  const due = await quality.coversDue(checkedBefore, AT_A_TIME);
  const left = due.values();
  const lane = async () => {
    for (const { cover, address } of left) {
      const fault = await check.fault(address, signal);
      await quality.keepCoverChecks([{ cover, checkedAt: new Date(now()).toISOString(), fault }]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return due.length;
}
