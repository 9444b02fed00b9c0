import { v7 as uuidv7 } from 'uuid';
import { MISSED_METERS } from '../../../shared/insights.ts';
import type { Engine } from '../engine.ts';
import type { InsightRepository } from './contract.ts';

export const openInsights = ({ writer, reader }: Pick<Engine, 'writer' | 'reader'>): InsightRepository => ({
  async add(clicks) {
    if (clicks.length === 0) return;
    const totals = new Map<string, { day: string; city: string; clicks: number; missed: number }>();
    for (const { hour, city, nearestMeters } of clicks) {
      const day = hour.slice(0, 10);
      const total = totals.get(`${day} ${city}`) ?? { day, city, clicks: 0, missed: 0 };
      total.clicks += 1;
      if (nearestMeters === undefined || nearestMeters > MISSED_METERS) total.missed += 1;
      totals.set(`${day} ${city}`, total);
    }
    await writer.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('asked_clicks')
        .values(
          clicks.map((click) => ({
            id: uuidv7(),
            hour: click.hour,
            longitude: click.longitude,
            latitude: click.latitude,
            radius_meters: click.radiusMeters,
            stores: click.stores,
            nearest_meters: click.nearestMeters ?? null,
            city: click.city,
          })),
        )
        .execute();
      // In one order, so that nodes that count at the same time wait for each other instead of for ever.
      for (const [, total] of [...totals].sort(([a], [b]) => (a < b ? -1 : 1))) {
        await transaction
          .insertInto('asked_days')
          .values(total)
          .onConflict((conflict) =>
            conflict.columns(['day', 'city']).doUpdateSet((row) => ({
              clicks: row('asked_days.clicks', '+', row.ref('excluded.clicks')),
              missed: row('asked_days.missed', '+', row.ref('excluded.missed')),
            })),
          )
          .execute();
      }
    });
  },

  async addPuts(day, puts) {
    if (puts.size === 0) return;
    await writer.transaction().execute(async (transaction) => {
      for (const [store, count] of [...puts].sort(([a], [b]) => (a < b ? -1 : 1))) {
        await transaction
          .insertInto('store_puts')
          .values({ store_id: store, day, puts: count })
          .onConflict((conflict) =>
            conflict
              .columns(['store_id', 'day'])
              .doUpdateSet((row) => ({ puts: row('store_puts.puts', '+', row.ref('excluded.puts')) })),
          )
          .execute();
      }
    });
  },

  async cells({ from, until, nearestOver, limit }) {
    const rows = await reader
      .selectFrom('asked_clicks')
      .select((row) => [
        'longitude',
        'latitude',
        row.fn.countAll<number>().as('clicks'),
        row.fn.min('nearest_meters').as('nearest'),
      ])
      .where('hour', '>=', from)
      .where('hour', '<', until)
      .$if(nearestOver > 0, (query) =>
        query.where((row) =>
          row.or([row('nearest_meters', 'is', null), row('nearest_meters', '>', nearestOver)]),
        ),
      )
      .groupBy(['longitude', 'latitude'])
      .orderBy('clicks', 'desc')
      .orderBy('longitude')
      .orderBy('latitude')
      .limit(limit)
      .execute();
    return rows.map(({ longitude, latitude, clicks, nearest }) => ({
      longitude,
      latitude,
      clicks: Number(clicks),
      nearestMeters: nearest === null ? null : Number(nearest),
    }));
  },

  async days(from, until) {
    return reader
      .selectFrom('asked_days')
      .select(['day', 'city', 'clicks', 'missed'])
      .where('day', '>=', from)
      .where('day', '<=', until)
      .orderBy('day')
      .orderBy('city')
      .execute();
  },

  async puts(from, until, limit) {
    const rows = await reader
      .selectFrom('store_puts')
      .select((row) => ['store_id', row.fn.sum<number>('puts').as('puts')])
      .where('day', '>=', from)
      .where('day', '<=', until)
      .groupBy('store_id')
      .orderBy('puts', 'desc')
      .orderBy('store_id')
      .limit(limit)
      .execute();
    return rows.map(({ store_id, puts }) => ({ id: store_id, puts: Number(puts) }));
  },

  async purge(before) {
    await writer.deleteFrom('asked_clicks').where('hour', '<', before).execute();
  },
});
