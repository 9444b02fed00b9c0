// What the quality desk doubts about stores, and asks about again.
import { type Static, Type } from 'typebox';
import { KeptReportSchema } from './report.ts';
import { AddressSchema, StoreStatusSchema } from './store.ts';

const orNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const Instant = Type.String({ format: 'date-time' });

/** As much of a store as a desk needs to decide. */
export const DeskStoreSchema = Type.Object(
  {
    id: Type.String(),
    sid: orNull(''),
    name: Type.String(),
    branch: orNull(''),
    address: AddressSchema,
    phones: Type.Array(Type.String()),
    status: StoreStatusSchema,
    confirmedAt: orNull('When somebody last confirmed it'),
  },
  { title: 'DeskStore' },
);
export type DeskStore = Static<typeof DeskStoreSchema>;

export const FINDING_KINDS = ['duplicate', 'position'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Two stores that may be one. */
export const DuplicateSchema = Type.Object(
  {
    meters: Type.Integer({ description: 'From one to the other' }),
    alike: Type.Array(Type.Union([Type.Literal('name'), Type.Literal('branch'), Type.Literal('phone')]), {
      description: 'In what',
    }),
  },
  { title: 'DuplicateDoubt' },
);
export type Duplicate = Static<typeof DuplicateSchema>;

export const PositionDoubtSchema = Type.Object(
  {
    reason: Type.Union(
      [
        Type.Literal('outside-city'),
        Type.Literal('shared'),
        Type.Literal('null-island'),
        Type.Literal('other-datum'),
      ],
      {
        description:
          '`outside-city`: far from the city or district of its address; `shared`: other stores have exactly these numbers; `other-datum`: read in `datum`, the numbers are where a store of the same name stands',
      },
    ),
    city: Type.Optional(Type.String({ description: 'Of `outside-city`' })),
    kilometers: Type.Optional(Type.Integer({ description: 'From there' })),
    stores: Type.Optional(Type.Integer({ description: 'Of `shared`: how many, this one included' })),
    datum: Type.Optional(Type.String({ description: 'Of `other-datum`' })),
  },
  { title: 'PositionDoubt' },
);
export type PositionDoubt = Static<typeof PositionDoubtSchema>;

export const FindingSchema = Type.Object(
  {
    store: DeskStoreSchema,
    other: Type.Union([DeskStoreSchema, Type.Null()], { description: 'The one it is compared with' }),
    duplicate: Type.Optional(DuplicateSchema),
    position: Type.Optional(PositionDoubtSchema),
  },
  { title: 'QualityFinding' },
);
export type Finding = Static<typeof FindingSchema>;

export const BrokenCoverSchema = Type.Object(
  {
    store: DeskStoreSchema,
    cover: Type.String(),
    fault: Type.String({
      description:
        '`status 404`, `no picture`, `too many redirects`, `private address`, `timeout`, `unreachable`',
    }),
    checkedAt: Instant,
  },
  { title: 'BrokenCover' },
);
export type BrokenCover = Static<typeof BrokenCoverSchema>;

export const ReportedStoreSchema = Type.Object(
  { store: DeskStoreSchema, reports: Type.Array(KeptReportSchema, { description: 'Oldest first' }) },
  { title: 'ReportedStore' },
);
export type ReportedStore = Static<typeof ReportedStoreSchema>;

export const QualitySummarySchema = Type.Object(
  {
    counts: Type.Object({
      reported: Type.Integer({ description: 'Stores with open reports' }),
      duplicate: Type.Integer(),
      position: Type.Integer(),
      cover: Type.Integer({ description: 'Stores whose cover does not load' }),
      stale: Type.Integer({ description: 'Published stores not confirmed for `staleMonths`' }),
      noCover: Type.Integer(),
      noHours: Type.Integer(),
    }),
    staleBefore: Instant,
    scan: Type.Union(
      [
        Type.Object({
          startedAt: Instant,
          finishedAt: Type.Union([Instant, Type.Null()], { description: 'null: it is under way' }),
          stores: Type.Integer(),
        }),
        Type.Null(),
      ],
      { description: 'The last look at all stores; null: there was none' },
    ),
  },
  { title: 'QualitySummary' },
);
export type QualitySummary = Static<typeof QualitySummarySchema>;

export const ConfirmLinkSchema = Type.Object(
  {
    id: Type.String(),
    sid: orNull(''),
    name: Type.String(),
    branch: orNull(''),
    phones: Type.Array(Type.String()),
    url: Type.String({ description: 'For the manager of this store only' }),
    expiresAt: Instant,
  },
  { title: 'ConfirmLink' },
);
export type ConfirmLink = Static<typeof ConfirmLinkSchema>;
