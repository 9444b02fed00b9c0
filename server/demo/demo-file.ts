import type { StoreFields, WirePosition } from '../../shared/store.ts';

/** A data file of the demo catalogue: the stores of one source, written as briefly as they can be read. */
export type DemoFile = {
  /** What all stores of the file have in common; a store's own word goes first, of an address part by part. */
  readonly common: Partial<Omit<StoreFields, 'position'>> & { readonly datum: WirePosition['datum'] };
  readonly stores: readonly DemoStore[];
  /** What of the source is not in the catalogue, and why. */
  readonly leftOut: readonly LeftOut[];
};

export type LeftOut = { readonly name: string; readonly because: string };

export type DemoStore = Partial<Omit<StoreFields, 'position' | 'name'>> & {
  /** Never changes: links and histories hang on it. */
  readonly id: string;
  readonly name: string;
  /** [longitude, latitude] as the source has it, in the file's datum. */
  readonly position: readonly [number, number];
  /** What is only worth seeing around today: days are counted from the one on which the catalogue is filled. */
  readonly relative?: {
    readonly closure?: { readonly from: number; readonly until?: number; readonly reason: string };
    readonly exceptions?: readonly {
      readonly inDays: number;
      readonly openingHours: string;
      readonly note: string;
    }[];
  };
};

/** The store with all that its file leaves unsaid. */
export function fieldsOf(
  { datum, address, ...common }: DemoFile['common'],
  store: DemoStore,
  now: Date,
): StoreFields {
  const { id, position, address: ownAddress, relative, ...own } = store;
  const [longitude, latitude] = position;
  const fields: StoreFields = {
    categories: ['other'],
    services: [],
    phones: [],
    region: 'other',
    timeZone: 'UTC',
    exceptions: [],
    linkTo: 'page',
    status: 'published',
    ...common,
    ...own,
    address: { ...address, ...ownAddress },
    position: { longitude, latitude, datum },
  };
  return relative ? { ...fields, ...aroundToday(relative, now, fields.timeZone) } : fields;
}

function aroundToday(
  { closure, exceptions = [] }: NonNullable<DemoStore['relative']>,
  now: Date,
  timeZone: string,
): Pick<StoreFields, 'closure' | 'exceptions'> {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .startOfDay();
  const midnightIn = (days: number) => today.add({ days }).toInstant().toString();
  return {
    ...(closure && {
      closure: {
        from: midnightIn(closure.from),
        ...(closure.until !== undefined && { until: midnightIn(closure.until) }),
        reason: closure.reason,
      },
    }),
    exceptions: exceptions.map(({ inDays, ...exception }) => ({
      date: today.add({ days: inDays }).toPlainDate().toString(),
      ...exception,
    })),
  };
}
