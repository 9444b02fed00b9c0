// Problem details (RFC 9457), the one form of every error answer.
import { type Static, Type } from 'typebox';
import { FieldChangeSchema } from './store-changes.ts';

export const ProblemSchema = Type.Object({
  type: Type.String({ description: 'Where this kind of problem is explained' }),
  title: Type.String({ description: 'The kind, in one phrase' }),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.String({ description: 'Stable: branch on this, never on the words' }),
  detail: Type.String({ description: 'What was wrong here: the value and the rule' }),
  instance: Type.Optional(Type.String({ description: 'The request id, for whoever reads the log' })),
  parameter: Type.Optional(Type.String({ description: 'The parameter or field at fault' })),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        pointer: Type.String({ description: 'The field (RFC 6901): `/position/longitude`' }),
        message: Type.String({ description: 'The rule, and what was there' }),
      }),
      { description: 'Every field at fault, where there may be several' },
    ),
  ),
  current: Type.Optional(
    Type.Object(
      { version: Type.Integer(), draftVersion: Type.Integer(), fields: Type.Unknown() },
      { description: 'The store as it is by now, where somebody else was quicker' },
    ),
  ),
  changes: Type.Optional(
    Type.Array(FieldChangeSchema, {
      description: 'What others changed in it, from the version that was asked for to the current one',
    }),
  ),
});
export type Problem = Static<typeof ProblemSchema>;
