// A store as the API shows it by itself: the record of the nearby answer without a distance, and all that is stored.
import { type Static, Type } from '@fastify/type-provider-typebox';
import type { Datum } from '../../shared/datum.ts';
import { StoreRecordSchema } from '../../shared/nearby.ts';
import { hoursOn, openingStateOf } from '../../shared/opening-hours.ts';
import {
  AddressSchema,
  ClosureSchema,
  OpeningExceptionSchema,
  type Store,
  WirePositionSchema,
} from '../../shared/store.ts';
import { holdsUntil } from '../nearby/schedules.ts';
import { fixedFields, ownAddress, positionIn } from '../nearby/store-record.ts';

const { distanceMeters: _, hoursToday, open, ...recordFields } = StoreRecordSchema.properties;
const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

const dataFields = {
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
};

export const StoreDataSchema = Type.Object(dataFields, {
  title: 'StoreData',
  description:
    'A published store, with all that is stored of it; nothing in it depends on the time of asking',
});
export type StoreData = Static<typeof StoreDataSchema>;

export const StoreItemSchema = Type.Object(
  { ...dataFields, hoursToday, open },
  { title: 'Store', description: 'A published store, with all that is stored of it' },
);
export type StoreItem = Static<typeof StoreItemSchema>;

/** Its position in `datum`; `base` as publicBase answers it. */
export function storeData(store: Store, datum: Datum, base: string): StoreData {
  const [longitude, latitude] = positionIn(store, datum);
  return {
    ...fixedFields(store),
    addressParts: store.address,
    position: { longitude, latitude, datum },
    storedPosition: store.position,
    timeZone: store.timeZone,
    openingHours: store.openingHours ?? null,
    openingHoursNote: store.openingHoursNote ?? null,
    exceptions: store.exceptions,
    closure: store.closure ?? null,
    website: store.website ?? null,
    url: ownAddress(store) ?? `${base}/s/${store.id}`,
    createdAt: store.createdAt,
    confirmedAt: store.confirmedAt ?? null,
    version: store.version,
  };
}

/** The same as it is at `at`. */
export const storeItem = (store: Store, datum: Datum, at: Date, base: string): StoreItem => ({
  ...storeData(store, datum, base),
  hoursToday: hoursOn(store, at),
  open: openingStateOf(store, at),
});

/** Milliseconds: an item that was made at `now` says the same up to here. */
export const itemUntil = ({ open, timeZone }: StoreItem, now: number): number =>
  holdsUntil(open, timeZone, now);
