// A store as ops work on it: what is published, what was made of it since, and what is planned with that.
import { type Static, Type } from 'typebox';
import { AuthorSchema } from './operation.ts';
import { StoreFieldsSchema, StoreInputSchema, StoreStatusSchema } from './store.ts';
import { FieldChangeSchema } from './store-changes.ts';

const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(
  schema: Schema,
  description: string,
) => Type.Union([schema, Type.Null()], { description });
const Instant = Type.String({ format: 'date-time' });

export const PlanSchema = Type.Object(
  {
    publishAt: orNull(Instant, 'When it is going to be published; null: when somebody does'),
    review: orNull(
      Type.Union([Type.Literal('requested'), Type.Literal('returned'), Type.Literal('failed')]),
      '`requested`: waits for a publisher; `returned`: with a note, to be mended; `failed`: could not be published at its date',
    ),
    note: orNull(Type.String(), 'Of whoever asked, returned, or why it failed'),
    by: AuthorSchema,
    at: Instant,
  },
  { title: 'PublicationPlan', description: 'What is planned with what is not published yet' },
);
export type Plan = Static<typeof PlanSchema>;

/** Of the ETag: `"3"` is version 3, `"3d2"` has a draft beside it in its second version. */
export const WorkingStoreSchema = Type.Object(
  {
    id: Type.String(),
    version: Type.Integer({ description: 'Of the store itself; grows with each change that is not a draft' }),
    draftVersion: Type.Integer({ description: 'Of the draft beside it; 0: there is none' }),
    status: StoreStatusSchema,
    unpublished: Type.Boolean({
      description: 'Something of it is not published: a draft, alone or beside it',
    }),
    fields: Type.Object(StoreFieldsSchema.properties, {
      description: 'What is worked on: the draft with what was published meanwhile, else the store itself',
    }),
    published: orNull(
      Type.Object(StoreFieldsSchema.properties),
      'What agents and customers see; null: they do not see it',
    ),
    changes: Type.Array(FieldChangeSchema, { description: 'From what is published to what is worked on' }),
    conflicts: Type.Array(FieldChangeSchema, {
      description:
        'What was changed in the draft and, differently, in what is published since: from there to here',
    }),
    plan: orNull(PlanSchema, 'null: nothing'),
    createdAt: Instant,
    updatedAt: Type.String({ format: 'date-time', description: 'Of the store, or of the draft beside it' }),
    updatedBy: AuthorSchema,
    operation: orNull(Type.String(), 'The operation of that last change'),
  },
  { title: 'WorkingStore' },
);
export type WorkingStore = Static<typeof WorkingStoreSchema>;

export const PublishRequestSchema = Type.Object(
  {
    fields: Type.Optional(
      Type.Object(StoreInputSchema.properties, {
        additionalProperties: false,
        description: 'Publish these instead of what is worked on: saved and published in one',
      }),
    ),
    at: Type.Optional(Type.String({ format: 'date-time', description: 'Publish then, not now' })),
    note: Type.Optional(Type.String({ maxLength: 500, description: 'For whoever reviews it' })),
  },
  { additionalProperties: false, title: 'PublishRequest' },
);
export type PublishRequest = Static<typeof PublishRequestSchema>;

export const StoreVersionSchema = Type.Object(
  {
    version: Type.Integer(),
    fields: orNull(Type.Object(StoreFieldsSchema.properties), 'null: this version removed the store'),
    changes: Type.Array(FieldChangeSchema, { description: 'From the version before' }),
    at: Instant,
    by: AuthorSchema,
    operation: orNull(Type.String(), 'The operation that made it'),
  },
  { title: 'StoreVersion' },
);
