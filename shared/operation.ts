// Operations: whatever one action of somebody wrote, however many stores it touched. Undone as one.
import { type Static, Type } from 'typebox';

export const OPERATION_KINDS = [
  'create',
  'edit',
  'publish',
  'close',
  'reopen',
  'closure',
  'delete',
  'restore',
  'bulk',
  'holidays',
  'import',
  'confirm',
  'undo',
  'write',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];
export const OperationKindSchema = Type.Unsafe<OperationKind>(
  Type.Union(
    OPERATION_KINDS.map((kind) => Type.Literal(kind)),
    { description: 'What was done; `write` is everything that nobody named' },
  ),
);

export const AuthorSchema = Type.Object({
  kind: Type.Union([
    Type.Literal('system'),
    Type.Literal('command'),
    Type.Literal('user'),
    Type.Literal('key'),
  ]),
  name: Type.String(),
});

export const OperationSchema = Type.Object(
  {
    id: Type.String({ description: 'Of our making; the time of its making comes first (UUID version 7)' }),
    kind: OperationKindSchema,
    by: AuthorSchema,
    at: Type.String({ format: 'date-time' }),
    stores: Type.Integer({ description: 'How many stores it changed' }),
    note: Type.Union([Type.String(), Type.Null()], { description: 'In words: the name of the file, …' }),
    undoes: Type.Union([Type.String(), Type.Null()], { description: 'The operation that this one undid' }),
    undoneBy: Type.Union([Type.String(), Type.Null()], {
      description: 'The operation that undid this one; null while it holds',
    }),
  },
  { title: 'Operation' },
);
export type Operation = Static<typeof OperationSchema>;

export const UndoneSchema = Type.Object(
  {
    operation: Type.Union([OperationSchema, Type.Null()], {
      description: 'What undid it, to be undone in turn; null when nothing could be',
    }),
    restored: Type.Integer({ description: 'Stores that are as they were before' }),
    conflicts: Type.Array(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        reason: Type.Union([
          Type.Literal('changed-since'),
          Type.Literal('sid-taken'),
          Type.Literal('not-allowed'),
        ]),
      }),
      {
        description:
          'Stores that stay as they are: somebody changed them since, took their sid, or they are not yours to change',
      },
    ),
  },
  { title: 'Undone' },
);
export type Undone = Static<typeof UndoneSchema>;
