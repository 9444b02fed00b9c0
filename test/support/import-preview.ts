// What an import of a file would do, with all of its records at hand: for tests, whose files are small.
import { analyse } from '../../server/import/analysis.ts';
import { bufferSource } from '../../server/import/byte-source.ts';
import type { Catalogue } from '../../server/import/catalogue.ts';
import type { Judged, PlannedPut, Rejected } from '../../server/import/judged.ts';
import { openTable } from '../../server/import/open-table.ts';
import { DEFAULT_OPTIONS, type ImportOptions } from '../../server/import/options.ts';
import { ImportRefused } from '../../server/import/reasons.ts';
import { SHIPPED_CATEGORIES } from '../../server/storage/shipped-categories.ts';
import type { Store } from '../../shared/store.ts';

/** A catalogue of these stores. */
export const catalogueOf = (stores: readonly Store[] = []): Catalogue => ({
  find: async (ids, sids) =>
    stores.filter(({ id, sid }) => ids.includes(id) || (sid !== undefined && sids.includes(sid))),
  hasLeadingZeros: stores.some(({ sid }) => sid?.startsWith('0')),
  categories: new Map(
    SHIPPED_CATEGORIES.flatMap(({ id, name, nameEn }) =>
      [id, name, nameEn].map((word) => [word.toLowerCase(), id] as const),
    ),
  ),
});

export type Preview = {
  readonly file: ImportRefused | undefined;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly format: string | undefined;
  readonly judged: readonly Judged[];
  readonly planned: readonly PlannedPut[];
  readonly rejected: readonly Rejected[];
};

export async function preview(
  bytes: Uint8Array | string,
  options: Partial<ImportOptions> = {},
  catalogue: Catalogue = catalogueOf(),
): Promise<Preview> {
  const source = bufferSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  const judged: Judged[] = [];
  let told = {
    encoding: null as string | null,
    delimiter: null as string | null,
    format: undefined as string | undefined,
  };
  let file: ImportRefused | undefined;
  try {
    const all = { ...DEFAULT_OPTIONS, datum: 'wgs84' as const, ...options };
    const opened = await openTable(source, all);
    told = opened;
    const analysis = analyse(opened, all, catalogue, '2026-11-22T12:00:00.000Z');
    for await (const batch of analysis.batches()) judged.push(...batch.judged);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    file = error;
  }
  return {
    file,
    encoding: told.encoding,
    delimiter: told.delimiter,
    format: told.format,
    judged,
    planned: judged.filter(
      (each): each is PlannedPut => each.outcome === 'create' || each.outcome === 'update',
    ),
    rejected: judged.filter((each): each is Rejected => each.outcome === 'reject'),
  };
}
