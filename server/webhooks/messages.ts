// What receivers of webhooks are told. The shapes stand in the API's document too, under `webhooks`.
import { Type } from '@fastify/type-provider-typebox';
import type { Datum } from '../../shared/datum.ts';
import { StoreDataSchema, storeData } from '../routes/store-item.ts';
import type { SeenChange } from '../storage/catalogue/contract.ts';

const Instant = Type.String({ format: 'date-time' });

export const StoresChangedSchema = Type.Object(
  {
    type: Type.Literal('stores.changed'),
    timestamp: Instant,
    data: Type.Object({
      since: Type.Union([Type.String(), Type.Null()], {
        description:
          'The `cursor` of the delivery before. Where it is not the one you had, something is missing: read `/changes` from yours. null: a delivery that was resent, out of line',
      }),
      cursor: Type.Union([Type.String(), Type.Null()], {
        description: '`since` of `/changes` from here on; null where `since` is',
      }),
      changes: Type.Array(
        Type.Object(
          {
            id: Type.String(),
            change: Type.Union([Type.Literal('published'), Type.Literal('removed')], {
              description:
                '`published`: the store is now as it stands here; `removed`: nobody sees it any more',
            }),
            at: Instant,
            store: Type.Union([StoreDataSchema, Type.Null()]),
          },
          { title: 'WebhookChange' },
        ),
      ),
    }),
  },
  {
    title: 'StoresChanged',
    description:
      'Changes in their order, as `/changes` has them, without what depends on the time: opening states',
  },
);

export const ChangesGoneSchema = Type.Object(
  {
    type: Type.Literal('changes.gone'),
    timestamp: Instant,
    data: Type.Object({ cursor: Type.String({ description: 'Deliveries go on from here' }) }),
  },
  {
    title: 'ChangesGone',
    description:
      'The receiver was not told for so long that removed stores are forgotten: read all anew from `/changes`',
  },
);

export const PingSchema = Type.Object(
  { type: Type.Literal('ping'), timestamp: Instant, data: Type.Object({}) },
  { title: 'WebhookPing', description: 'Somebody tries whether the receiver answers' },
);

type Place = { readonly since: string; readonly cursor: string };

/**
 * @param place  null: it is resent
 * @param base  where the addresses of stores begin
 */
export function storesChanged(
  changes: readonly SeenChange[],
  place: Place | null,
  datum: Datum,
  base: string,
  at: number,
): string {
  return message('stores.changed', at, {
    since: place?.since ?? null,
    cursor: place?.cursor ?? null,
    changes: changes.map(({ id, store, at }) => ({
      id,
      change: store ? 'published' : 'removed',
      at,
      store: store ? storeData(store, datum, base) : null,
    })),
  });
}

export const changesGone = (cursor: string, at: number): string => message('changes.gone', at, { cursor });

export const ping = (at: number): string => message('ping', at, {});

const message = (type: string, at: number, data: object) =>
  JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
