import { sql } from 'kysely';
import type { Datum } from '../../../shared/datum.ts';
import type { GeocoderName } from '../../upstream/geocoders.ts';
import type { Engine } from '../engine.ts';
import type { ImportRepository } from './contract.ts';

export function openGeocoding({
  writer,
}: Engine): Pick<ImportRepository, 'geocoded' | 'keepGeocoded' | 'useGeocoder'> {
  return {
    async geocoded(address) {
      const row = await writer
        .selectFrom('geocoded_addresses')
        .select(['longitude', 'latitude', 'datum', 'source', 'confidence'])
        .where('address', '=', address)
        .executeTakeFirst();
      return (
        row && {
          position: [row.longitude, row.latitude],
          datum: row.datum as Datum,
          source: row.source as GeocoderName,
          confidence: row.confidence,
        }
      );
    },
    async keepGeocoded(address, { position: [longitude, latitude], datum, source, confidence }) {
      const row = { longitude, latitude, datum, source, confidence, at: new Date().toISOString() };
      await writer
        .insertInto('geocoded_addresses')
        .values({ address, ...row })
        .onConflict((known) => known.column('address').doUpdateSet(row))
        .execute();
    },
    async useGeocoder(source, day, most) {
      const { questions } = await writer
        .insertInto('geocoder_use')
        .values({ source, day, questions: 1 })
        .onConflict((known) =>
          known.columns(['source', 'day']).doUpdateSet({ questions: sql`geocoder_use.questions + 1` }),
        )
        .returning('questions')
        .executeTakeFirstOrThrow();
      return questions <= most;
    },
  };
}
