// What is different between two states of a store, field by field, and what two people made of the same one.
import { type Static, Type } from 'typebox';
import type { StoreFields } from './store.ts';

export const FieldChangeSchema = Type.Object(
  {
    pointer: Type.String({
      description: 'The field (RFC 6901): `/name`, `/address/city`; lists are one field',
    }),
    from: Type.Optional(Type.Unknown({ description: 'Absent: it was not there' })),
    to: Type.Optional(Type.Unknown({ description: 'Absent: it is not there any more' })),
  },
  { title: 'FieldChange', description: 'One field that differs' },
);
export type FieldChange = Static<typeof FieldChangeSchema>;

/** The fields that differ, in the order of the schema. Parts of the address are fields of their own. */
export function fieldChanges(before: Partial<StoreFields>, after: Partial<StoreFields>): FieldChange[] {
  const [from, to] = [flat(before), flat(after)];
  const pointers = new Set([...from.keys(), ...to.keys()]);
  return [...pointers].flatMap((pointer) => {
    const [old, now] = [from.get(pointer), to.get(pointer)];
    if (same(old, now)) return [];
    return {
      pointer,
      ...(old === undefined ? {} : { from: old }),
      ...(now === undefined ? {} : { to: now }),
    };
  });
}

export type Merged = {
  /** `mine` with what only `theirs` changed; of what both changed differently, `mine`. */
  readonly fields: StoreFields;
  /** What both changed differently: from theirs to mine. */
  readonly conflicts: readonly FieldChange[];
};

/** Two states that were made from one, put together. */
export function mergedFields(base: StoreFields, mine: StoreFields, theirs: StoreFields): Merged {
  const ours = new Map(fieldChanges(base, mine).map((change) => [change.pointer, change]));
  let fields = mine;
  const conflicts: FieldChange[] = [];
  for (const { pointer, to } of fieldChanges(base, theirs)) {
    const own = ours.get(pointer);
    if (own === undefined) fields = withField(fields, pointer, to);
    else if (!same(own.to, to)) conflicts.push({ ...own, from: to });
  }
  return { fields, conflicts };
}

function flat({ address = {}, ...fields }: Partial<StoreFields>): Map<string, unknown> {
  const all = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) all.set(`/${name}`, value);
  for (const [name, value] of Object.entries(address)) {
    if (value !== undefined) all.set(`/address/${name}`, value);
  }
  return all;
}

function withField(fields: StoreFields, pointer: string, value: unknown): StoreFields {
  const [, first = '', second] = pointer.split('/');
  if (second === undefined) return without(fields, first, value);
  return { ...fields, address: without(fields.address, second, value) };
}

function without<Fields extends object>(fields: Fields, name: string, value: unknown): Fields {
  const copy = { ...fields };
  if (value === undefined) Reflect.deleteProperty(copy, name);
  else Reflect.set(copy, name, value);
  return copy;
}

/** Whether two JSON values are the same, whatever order their names stand in. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    left.length === right.size && left.every(([key, value]) => right.has(key) && same(value, right.get(key)))
  );
}
