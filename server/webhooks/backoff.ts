// When a delivery that failed is tried again: soon at first, then every few hours, until a day is over.

const FIRST_MILLISECONDS = 5_000;
export const LONGEST_WAIT_MILLISECONDS = 2 * 3_600_000;
/** After that it is given up, listed and left to a person. */
export const GIVE_UP_AFTER_MILLISECONDS = 24 * 3_600_000;

/**
 * Milliseconds until the next try; undefined: there is none.
 * @param tries  how many failed, from 1
 * @param failingFor  milliseconds since the first of them
 * @param random  from 0 to 1: receivers that failed together are not tried together
 */
export function untilNextTry(tries: number, failingFor: number, random: number): number | undefined {
  if (failingFor >= GIVE_UP_AFTER_MILLISECONDS) return undefined;
  const full = Math.min(FIRST_MILLISECONDS * 2 ** (tries - 1), LONGEST_WAIT_MILLISECONDS);
  return Math.round(full * (0.5 + random / 2));
}
