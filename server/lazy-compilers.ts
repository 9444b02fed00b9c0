// Schemas are compiled when they are first needed: all of them together take longer than the rest of the start. What
// nobody calls, such as most routes in most tests, is never compiled.
import { setImmediate as turn } from 'node:timers/promises';
import AjvCompiler from '@fastify/ajv-compiler';
import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

// As Fastify calls them; its own types stop at `any` here.
type Checked = boolean | Promise<unknown>;
type Validate = { (data: unknown): Checked; errors?: unknown };
type Serialize = (data: unknown) => string;
type Compile<Made> = (route: object) => Made;
type Build<Made> = (schemas: object, options?: object) => Compile<Made>;
type Factory = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;

// Keeps an Ajv for each set of schemas and settings: making one takes it longer than a schema of ours.
const buildValidator = AjvCompiler() as unknown as Build<Validate>;

/**
 * @returns `compilersFactory` for Fastify, and `compileAll`, which compiles what is left, one at a time, others served in
 *   between, so that no later caller waits for it. It rejects for a schema that cannot be compiled.
 */
export function lazyCompilers(): { compilersFactory: Factory; compileAll: () => Promise<void> } {
  const waiting = new Set<() => unknown>();
  const buildSerializer = SerializerSelector() as unknown as Build<Serialize>;
  const later = <Made>(make: () => Made): (() => Made) => {
    let made: Made | undefined;
    const once = () => {
      if (made === undefined) {
        made = make();
        waiting.delete(once);
      }
      return made;
    };
    waiting.add(once);
    return once;
  };
  const compilers: { buildSerializer: Build<Serialize>; buildValidator: Build<Validate> } = {
    buildSerializer: (schemas, options) => {
      const compile = buildSerializer(schemas, options);
      return (route) => {
        const serializer = later(() => compile(route));
        return (data) => serializer()(data);
      };
    },
    buildValidator: (schemas, options) => {
      const compile = buildValidator(schemas, options);
      return (route) => {
        const validator = later(() => compile(route));
        const validate: Validate = (data) => {
          const compiled = validator();
          const answer = compiled(data);
          // Fastify reads what is wrong from the function itself, as Ajv leaves it.
          validate.errors = compiled.errors;
          return answer;
        };
        return validate;
      };
    },
  };
  return {
    compilersFactory: compilers as unknown as Factory,
    compileAll: async () => {
      for (const compile of waiting) {
        compile();
        await turn();
      }
    },
  };
}
