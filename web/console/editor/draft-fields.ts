// The fields of a store while they are worked on: what is at fault, and how two people's work comes together.
import type { Problem } from '../../../shared/problem.ts';
import type { StoreFields, StoreInput } from '../../../shared/store.ts';
import { type FieldChange, mergedFields } from '../../../shared/store-changes.ts';
import type { WorkingStore } from '../../../shared/working-store.ts';

/** A field at fault, as the service names it. */
export type FieldFault = { readonly pointer: string; readonly message: string };

/** Somebody else saved first. */
export type Merge = {
  readonly theirs: WorkingStore;
  /** What both changed differently: from theirs to ours. */
  readonly conflicts: readonly FieldChange[];
};

/** An empty store, to be filled in. */
export const newStore: StoreInput = {
  name: '',
  categories: [],
  services: [],
  address: {},
  phones: [],
  position: { longitude: 0, latitude: 0, datum: 'gcj02' },
  exceptions: [],
};

export const merged = (base: StoreInput, ours: StoreInput, theirs: StoreInput) =>
  mergedFields(base as StoreFields, ours as StoreFields, theirs as StoreFields);

export const etagOf = ({ version, draftVersion }: WorkingStore): string =>
  draftVersion === 0 ? `"${version}"` : `"${version}d${draftVersion}"`;

export function withPointer(fields: StoreInput, pointer: string, value: unknown): StoreInput {
  const [, first = '', second] = pointer.split('/');
  if (second === undefined) return { ...fields, [first]: value };
  return { ...fields, address: { ...fields.address, [second]: value } };
}

export function faultsOf(problem: (Problem & { errors?: unknown }) | undefined): readonly FieldFault[] {
  const errors = problem?.errors;
  return Array.isArray(errors)
    ? errors.filter(
        (error): error is FieldFault =>
          typeof error?.pointer === 'string' && typeof error?.message === 'string',
      )
    : [];
}
