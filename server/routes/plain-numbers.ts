import type { FastifyRequest } from 'fastify';
import { invalidParameter } from '../errors.ts';

const plainNumber = /^(-?\d+(\.\d+)?)?$/;

/**
 * For `preValidation`: numbers of the query in plain digits. Validation, which judges everything else of them, the empty
 * value too, would read 0x10 as 16 and 1e1 as 10, and ask nothing more of what it reads as infinite.
 */
export const plainNumbers =
  (...names: readonly string[]) =>
  async ({ query }: FastifyRequest): Promise<void> => {
    for (const name of names) {
      const value = (query as Record<string, unknown>)[name];
      if (typeof value === 'string' && !(plainNumber.test(value) && Number.isFinite(Number(value)))) {
        throw invalidParameter(name, value, 'must be a number in plain digits');
      }
    }
  };
