// A store as the API shows it by itself: the record of the nearby answer without a distance, and all that is stored.
import { type Static, Type } from '@fastify/type-provider-typebox';
import type { Datum } from '../../shared/datum.ts';
import { StoreRecordSchema } from '../../shared/nearby.ts';
import {
  AddressSchema,
  ClosureSchema,
  OpeningExceptionSchema,
  type Store,
  WirePositionSchema,
} from '../../shared/store.ts';
import { storeRecord } from '../nearby/store-record.ts';

const { distanceMeters: _, ...recordFields } = StoreRecordSchema.properties;
const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

export const StoreItemSchema = Type.Object(
  {
    ...recordFields,
    addressParts: AddressSchema,
    storedPosition: Type.Object(WirePositionSchema.properties, {
      description: 'The original numbers in their own datum, whatever datum was asked for',
    }),
    openingHours: orNull('OSM `opening_hours` syntax; null is not known'),
    openingHoursNote: orNull('What of the hours could not be put into that syntax'),
    exceptions: Type.Array(OpeningExceptionSchema, { description: 'Single days that differ' }),
    closure: Type.Union([ClosureSchema, Type.Null()]),
    website: orNull("The store's own website"),
    createdAt: Type.String({ format: 'date-time' }),
    confirmedAt: orNull('When somebody last confirmed all of this'),
    version: Type.Integer({ description: 'Grows by one with every change' }),
  },
  { title: 'Store', description: 'A published store, with all that is stored of it' },
);
export type StoreItem = Static<typeof StoreItemSchema>;

/** The store at `at`, its position in `datum`; `base` as publicBase answers it. */
export function storeItem(store: Store, datum: Datum, at: Date, base: string): StoreItem {
  return {
    ...storeRecord(store, datum, at, base),
    addressParts: store.address,
    storedPosition: store.position,
    openingHours: store.openingHours ?? null,
    openingHoursNote: store.openingHoursNote ?? null,
    exceptions: store.exceptions,
    closure: store.closure ?? null,
    website: store.website ?? null,
    createdAt: store.createdAt,
    confirmedAt: store.confirmedAt ?? null,
    version: store.version,
  };
}
