// One change for many stores: first counted, then carried out as one operation, whole or not at all.
import { type Static, Type } from 'typebox';
import { OperationSchema } from './operation.ts';
import { ClosureSchema, StoreFieldsSchema } from './store.ts';
import { FieldChangeSchema } from './store-changes.ts';
import { StoreFilterSchema } from './store-filter.ts';

const { categories, services, phones, linkTo, confirmedAt, timeZone } = StoreFieldsSchema.properties;
const Words = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 40 });
const Lists = Type.Partial(Type.Object({ categories: Words, services: Words, tags: Words }));
const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

export const BulkChangeSchema = Type.Object(
  {
    set: Type.Optional(
      Type.Object(
        {
          categories: Type.Optional(categories),
          services: Type.Optional(services),
          tags: Type.Optional(Words),
          phones: Type.Optional(phones),
          openingHours: orNull(Type.String({ maxLength: 1000 })),
          openingHoursNote: orNull(Type.String({ maxLength: 500 })),
          cover: orNull(Type.String({ maxLength: 2048 })),
          website: orNull(Type.String({ maxLength: 2048 })),
          linkTo: Type.Optional(linkTo),
          timeZone: Type.Optional(timeZone),
          confirmedAt: Type.Optional(confirmedAt),
        },
        { additionalProperties: false, description: 'Fields as they shall be; null removes one' },
      ),
    ),
    add: Type.Optional(Type.Object(Lists.properties, { additionalProperties: false })),
    remove: Type.Optional(Type.Object(Lists.properties, { additionalProperties: false })),
    holidaySet: Type.Optional(
      Type.Object(
        {
          id: Type.String({ maxLength: 64 }),
          action: Type.Union([Type.Literal('apply'), Type.Literal('remove')]),
          overwrite: Type.Optional(
            Type.Boolean({
              description: 'Its hours replace those of a day that differs by itself; else the day stays',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    closure: Type.Optional(
      Type.Union([ClosureSchema, Type.Null()], {
        description: 'Temporarily closed, live at once; null ends it',
      }),
    ),
    action: Type.Optional(
      Type.Union(
        [
          Type.Literal('publish'),
          Type.Literal('discard'),
          Type.Literal('close'),
          Type.Literal('reopen'),
          Type.Literal('delete'),
        ],
        {
          description: '`publish` what is worked on, the changes of this request included; `discard` drafts',
        },
      ),
    ),
    publishAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'With `publish`: then, not now' }),
    ),
  },
  { additionalProperties: false, minProperties: 1, title: 'BulkChange' },
);
export type BulkChange = Static<typeof BulkChangeSchema>;

export const BulkRequestSchema = Type.Object(
  {
    ids: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100_000 })),
    filter: Type.Optional(StoreFilterSchema),
    except: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        maxItems: 10_000,
        description: 'Of the filter, without these',
      }),
    ),
    change: BulkChangeSchema,
    dryRun: Type.Optional(Type.Boolean({ description: 'Only tell what it would do' })),
    expected: Type.Optional(
      Type.Integer({
        description: 'Refuse when it is another number of stores than the dry run told (`matched`)',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'BulkRequest',
    description:
      'Which stores, by `ids` or `filter`, and what happens to them. Changed fields go into drafts, unless they are published with it',
  },
);
export type BulkRequest = Static<typeof BulkRequestSchema>;

export const BulkAnswerSchema = Type.Object(
  {
    matched: Type.Integer({ description: 'Stores that were meant' }),
    changed: Type.Integer({ description: 'Stores that are different now, or would be' }),
    unchanged: Type.Integer(),
    conflicts: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        pointer: Type.String(),
        code: Type.String({
          description:
            'Stable: of the problem that it is; OWN_HOURS: the store has hours of its own for the day',
        }),
        message: Type.String(),
      }),
      { maxItems: 1000, description: 'Stores that stay as they are, or days that do; the first thousand' },
    ),
    numberOfConflicts: Type.Integer(),
    samples: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), changes: Type.Array(FieldChangeSchema) }),
      { maxItems: 5, description: 'The first of them' },
    ),
    operation: Type.Union([OperationSchema, Type.Null()], { description: 'null: nothing was written' }),
  },
  { title: 'BulkAnswer' },
);
export type BulkAnswer = Static<typeof BulkAnswerSchema>;
