import type { Engine } from '../engine.ts';
import type { QualityRepository } from './contract.ts';
import { faulty, openCovers } from './covers.ts';
import { notDismissed, openFindings } from './findings.ts';
import { openReports } from './reports.ts';
import { seenStores } from './seen-stores.ts';

export function openQuality(engine: Pick<Engine, 'writer' | 'reader' | 'bulkInsert'>): QualityRepository {
  const { reader } = engine;
  return {
    ...openReports(engine),
    ...openFindings(engine),
    ...openCovers(engine),

    async counts(within) {
      const found = (kind: 'duplicate' | 'position') =>
        notDismissed(reader, kind, within)
          .select((row) => row.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
      const [reported, duplicate, position, cover] = await Promise.all([
        reader
          .selectFrom('store_reports')
          .select((row) => row.fn.count<number>('store_id').distinct().as('count'))
          .where('state', '=', 'open')
          .where('store_id', 'in', seenStores(reader, within))
          .executeTakeFirstOrThrow(),
        found('duplicate'),
        found('position'),
        faulty(reader, within)
          .select((row) => row.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow(),
      ]);
      return {
        reported: Number(reported.count),
        duplicate: Number(duplicate.count),
        position: Number(position.count),
        cover: Number(cover.count),
      };
    },
  };
}
