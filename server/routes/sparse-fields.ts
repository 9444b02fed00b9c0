// Only the fields of a store that somebody asked for.
import { Type } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { invalidParameter } from '../errors.ts';
import { type StoreItem, StoreItemSchema } from './store-item.ts';

export const fieldsParameter = Type.Optional(
  Type.String({
    maxLength: 500,
    description:
      'Only these fields of each store, separated by commas: `name,phones,open`; `id` always is. For JSON',
  }),
);

const known = new Set(Object.keys(StoreItemSchema.properties));

/** @throws INVALID_PARAMETER for a field that no store has */
export function readFields(text: string): ReadonlySet<string> {
  const fields = new Set(text.split(',').map((name) => name.trim()));
  for (const name of fields) {
    if (!known.has(name))
      throw invalidParameter('fields', name, `must name fields of a store: ${[...known].join(', ')}`);
  }
  return fields.add('id');
}

export const only = (item: StoreItem, fields: ReadonlySet<string>): Partial<StoreItem> =>
  Object.fromEntries(Object.entries(item).filter(([name]) => fields.has(name)));

/** The answer's schema has every field; this one says what was asked for. */
export const sendSparse = (reply: FastifyReply, answer: object) =>
  reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(answer);
