// Whether two stores may be one and the same, entered twice.
import type { Duplicate } from '../../shared/quality.ts';
import type { Store } from '../../shared/store.ts';
import { likeness, nameKey, type Pairs, pairsOf } from './likeness.ts';

/** What two stores are compared by. */
export type Traits = {
  /** Name and branch in one spelling. */
  readonly key: string;
  readonly name: Pairs;
  readonly whole: Pairs;
  /** Undefined: no branch is named. */
  readonly branch: Pairs | undefined;
  /** Digits only, without those that many stores of a chain share. */
  readonly phones: readonly string[];
  /** The numbers in name and branch: 体育馆1号 and 2号 stand side by side. */
  readonly numbers: string;
};

/** Further apart they are two stores, whatever they are called. */
export const NEAR_METERS = 150;
const ALIKE_NAME = 0.7;
const ALIKE_WHOLE = 0.8;
const ALIKE_BRANCH = 0.6;
/** Hotlines: 400 and 800 numbers answer for a whole chain. */
const HOTLINE = /^(?:86)?[48]00\d{7}$/;
const SHORTEST_PHONE = 7;

export function traitsOf({ name, branch, phones }: Pick<Store, 'name' | 'branch' | 'phones'>): Traits {
  const key = nameKey(name, branch);
  const branchKey = nameKey(branch);
  return {
    key,
    name: pairsOf(nameKey(name)),
    whole: pairsOf(key),
    branch: branchKey === '' ? undefined : pairsOf(branchKey),
    numbers: (key.match(/\d+/g) ?? []).join(' '),
    phones: phones
      .map((phone) => phone.replace(/\D/g, ''))
      .filter((digits) => digits.length >= SHORTEST_PHONE && !HOTLINE.test(digits)),
  };
}

/**
 * In what two stores are alike, when that makes them possibly one: the same name with branches that do not tell them
 * apart, or that a phone number of both overrules.
 */
export function alikeIn(a: Traits, b: Traits): Duplicate['alike'] | undefined {
  const sameWhole = likeness(a.whole, b.whole) >= ALIKE_WHOLE;
  if (!sameWhole && likeness(a.name, b.name) < ALIKE_NAME) return undefined;
  const branch = a.branch && b.branch && likeness(a.branch, b.branch) >= ALIKE_BRANCH;
  const phone = a.phones.some((digits) => b.phones.includes(digits));
  const toldApart =
    (a.branch !== undefined && b.branch !== undefined && !branch) ||
    (a.numbers !== '' && b.numbers !== '' && a.numbers !== b.numbers);
  if (toldApart && !phone) return undefined;
  return ['name', ...(branch ? (['branch'] as const) : []), ...(phone ? (['phone'] as const) : [])];
}
