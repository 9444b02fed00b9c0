// A store in the body of a request: every field at fault is told, each at its place.
import type { FastifySchema, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { invalidFields } from '../../storage/errors.ts';
import { schemaFaults } from '../../storage/schema-fault.ts';

/** For the routes that take one: the others stop at the first fault. Their parameters are texts, which nothing is made of. */
export const everyFault: FastifySchemaCompiler<FastifySchema> = ({ schema }) => {
  const compiled = Compile(schema as TSchema);
  return (value: unknown) => {
    const faults = schemaFaults(compiled, value);
    return faults.length === 0 ? { value } : { error: invalidFields(faults) };
  };
};
