// What ops decide about their own work.
import { type Static, Type } from 'typebox';

export const OpsSettingsSchema = Type.Object(
  {
    review: Type.Boolean({
      description:
        'Editors ask for a review instead of not publishing at all; publishers and admins publish anyway',
    }),
  },
  { additionalProperties: false, title: 'OpsSettings' },
);
export type OpsSettings = Static<typeof OpsSettingsSchema>;
export const DEFAULT_OPS_SETTINGS: OpsSettings = { review: false };
