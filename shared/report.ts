// What agents say is wrong with a store: a reason, and where about they looked from, never for whom.
import { type Static, Type } from 'typebox';

export const REPORT_REASONS = ['address', 'phone', 'hours', 'closed', 'position', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];
export const ReportReasonSchema = Type.Unsafe<ReportReason>(
  Type.Union(
    REPORT_REASONS.map((reason) => Type.Literal(reason)),
    { description: 'What is wrong; `closed`: it is not there any more' },
  ),
);

const Coarse = (name: string, most: number) =>
  Type.Number({ minimum: -most, maximum: most, description: `${name}, to 0.01°: about a kilometre` });

export const ReportSchema = Type.Object(
  {
    store: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'Its id' }),
    reason: ReportReasonSchema,
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: "In the agent's words" })),
    near: Type.Optional(
      Type.Object(
        { longitude: Coarse('Degrees east', 180), latitude: Coarse('Degrees north', 90) },
        {
          additionalProperties: false,
          description: 'Where the customer was, about, as the map it was read from has it',
        },
      ),
    ),
  },
  { additionalProperties: false, title: 'Report' },
);
export type Report = Static<typeof ReportSchema>;

export const REPORT_STATES = ['open', 'resolved', 'dismissed'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
export const ReportStateSchema = Type.Unsafe<ReportState>(
  Type.Union(
    REPORT_STATES.map((state) => Type.Literal(state)),
    { description: '`resolved`: it was so, and is mended; `dismissed`: it was not' },
  ),
);

export const KeptReportSchema = Type.Object(
  {
    id: Type.String(),
    reason: ReportReasonSchema,
    note: Type.Union([Type.String(), Type.Null()]),
    near: Type.Union([Type.Object({ longitude: Type.Number(), latitude: Type.Number() }), Type.Null()]),
    at: Type.String({ format: 'date-time' }),
  },
  { title: 'KeptReport' },
);
export type KeptReport = Static<typeof KeptReportSchema>;
