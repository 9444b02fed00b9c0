import type { Engine } from '../engine.ts';
import { fromJson, toJson } from '../json.ts';
import type { MediaRepository } from './contract.ts';
import { forgetUnused, KEPT_MS } from './unused.ts';

export function openMedia(engine: Pick<Engine, 'writer' | 'reader'>): MediaRepository {
  const { writer, reader } = engine;

  const keptUntil = () => new Date(Date.now() + KEPT_MS).toISOString();

  return {
    put: ({ hash, original, crop, variants }, by) =>
      writer.transaction().execute(async (transaction) => {
        const kept_until = keptUntil();
        const { hash: originalHash, width, height, bytes } = original;
        await transaction
          .insertInto('media_originals')
          .values({ hash: originalHash, width, height, base64: bytes.toString('base64') })
          .onConflict((known) => known.column('hash').doNothing())
          .execute();
        await transaction
          .insertInto('media')
          .values({
            hash,
            original: originalHash,
            crop: crop ? toJson(crop) : null,
            at: new Date().toISOString(),
            by_kind: by.kind,
            by_name: by.name,
            kept_until,
          })
          .onConflict((known) => known.column('hash').doUpdateSet({ kept_until }))
          .execute();
        await transaction
          .insertInto('media_variants')
          .values(
            [...variants].map(([variant, picture]) => ({
              media: hash,
              variant,
              base64: picture.toString('base64'),
            })),
          )
          .onConflict((known) => known.columns(['media', 'variant']).doNothing())
          .execute();
      }),

    async renew(hash) {
      const row = await writer
        .updateTable('media')
        .set({ kept_until: keptUntil() })
        .where('hash', '=', hash)
        .returning('hash')
        .executeTakeFirst();
      return row !== undefined;
    },

    async get(hash) {
      const row = await withOriginal()
        .select(['media.crop', 'media_originals.hash', 'media_originals.width', 'media_originals.height'])
        .where('media.hash', '=', hash)
        .executeTakeFirst();
      if (!row) return undefined;
      const { crop, ...original } = row;
      return { hash, original, crop: crop === null ? undefined : fromJson(crop) };
    },

    async original(hash) {
      const row = await withOriginal()
        .select([
          'media_originals.hash',
          'media_originals.width',
          'media_originals.height',
          'media_originals.base64',
        ])
        .where('media.hash', '=', hash)
        .executeTakeFirst();
      if (!row) return undefined;
      const { base64, ...original } = row;
      return { ...original, bytes: Buffer.from(base64, 'base64') };
    },

    async variant(hash, variant) {
      const row = await reader
        .selectFrom('media_variants')
        .select('base64')
        .where('media', '=', hash)
        .where('variant', '=', variant)
        .executeTakeFirst();
      return row && Buffer.from(row.base64, 'base64');
    },

    purge: (now) => forgetUnused(engine, now),
  };

  function withOriginal() {
    return reader.selectFrom('media').innerJoin('media_originals', 'media_originals.hash', 'media.original');
  }
}
