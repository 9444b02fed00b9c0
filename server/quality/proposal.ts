// What a store's manager proposes: a draft that asks for a review. It is never published by itself, whatever was planned
// with the store before.
import { readOpeningHours } from '../../shared/opening-hours-text.ts';
import type { StoreFields } from '../../shared/store.ts';
import { NotQuietEnough } from '../catalogue/errors.ts';
import { isConflict } from '../catalogue/store-editor.ts';
import { asPublished, workingFields } from '../catalogue/working-store.ts';
import type { Batch, Worked } from '../storage/catalogue/contract.ts';
import type { Author, Storage } from '../storage/repository.ts';
import { storeFaults } from '../storage/store-check.ts';

export type Proposal = {
  /** Empty: as it is. */
  readonly street: string;
  /** A number a line. */
  readonly phones: string;
  /** In words; empty: as they are. */
  readonly hours: string;
  readonly note: string;
};

const TRIES = 5;
const LONGEST_NOTE = 500;

/** @returns whether it could be kept: false where a phone number or the street is no such thing */
export async function propose(
  { catalogue }: Pick<Storage, 'catalogue'>,
  id: string,
  proposal: Proposal,
  by: Author,
): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const worked = await catalogue.worked(id);
    if (worked?.store.status !== 'published') return false;
    const batch = proposed(worked, proposal, new Date());
    if (batch === undefined) return false;
    try {
      await catalogue.write(batch, by, { kind: 'edit', note: proposal.note });
      return true;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
  throw new NotQuietEnough();
}

/** Undefined: it cannot be kept. */
export function proposed(worked: Worked, proposal: Proposal, at: Date): Batch | undefined {
  const { store, draft, plan } = worked;
  const { fields: before } = workingFields(worked);
  const { fields, told } = changed(before, proposal);
  // What the manager saw and did not change is right: publishing it says so.
  const confirmed = { ...fields, confirmedAt: at.toISOString() };
  if (storeFaults(confirmed).length > 0) return undefined;
  const note = [proposal.note.trim(), ...told].filter(Boolean).join(' · ').slice(0, LONGEST_NOTE);
  return {
    drafts: [
      {
        id: store.id,
        fields: asPublished(confirmed),
        baseVersion: store.version,
        ifVersion: draft?.version ?? 0,
      },
    ],
    plans: [
      {
        id: store.id,
        plan: { publishAt: plan?.publishAt ?? null, review: 'requested', note: note === '' ? null : note },
      },
    ],
  };
}

function changed(before: StoreFields, { street, phones, hours }: Proposal) {
  const fields = { ...before };
  const told: string[] = [];
  if (street.trim() !== '') fields.address = { ...before.address, street: street.trim() };
  const numbers = phones
    .split(/[\n,，;；]/)
    .map((phone) => phone.trim())
    .filter(Boolean);
  if (numbers.length > 0) fields.phones = numbers;
  if (hours.trim() !== '') {
    const read = readOpeningHours(hours);
    if (read.result === 'exact' && read.openingHours) {
      fields.openingHours = read.openingHours;
      delete fields.openingHoursNote;
      // What could not be read goes to whoever reviews it, in the manager's own words.
    } else told.push(`营业时间：${hours.trim()}`);
  }
  return { fields, told };
}
