// Problem details (RFC 9457), the one form of every error answer.
import { type Static, Type } from 'typebox';

export const ProblemSchema = Type.Object({
  type: Type.String({ description: 'Where this kind of problem is explained' }),
  title: Type.String({ description: 'The kind, in one phrase' }),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  code: Type.String({ description: 'Stable: branch on this, never on the words' }),
  detail: Type.String({ description: 'What was wrong here: the value and the rule' }),
  instance: Type.Optional(Type.String({ description: 'The request id, for whoever reads the log' })),
  parameter: Type.Optional(Type.String({ description: 'The parameter or field at fault' })),
});
export type Problem = Static<typeof ProblemSchema>;
