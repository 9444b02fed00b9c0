// A file against the catalogue, from its first record to its last: what would be done, and nothing done yet.
import { setImmediate as turn } from 'node:timers/promises';
import type { Field } from '../../shared/import-fields.ts';
import type { Catalogue } from './catalogue.ts';
import { mappingOf } from './column-fields.ts';
import { Judge } from './judge.ts';
import type { Judged } from './judged.ts';
import { LIMITS } from './limits.ts';
import type { OpenedTable } from './open-table.ts';
import type { ImportOptions } from './options.ts';
import { ImportRefused } from './reasons.ts';
import type { TableRow } from './table.ts';

export type Analysis = {
  /** @throws ImportRefused, perhaps only at the end */
  batches(): AsyncIterable<{ readonly rows: readonly TableRow[]; readonly judged: readonly Judged[] }>;
  /** Once all batches are read: the ids of the stores that the file speaks of. */
  readonly named: ReadonlySet<string>;
  /** So far: a position was read whose datum nobody has said. */
  needsDatum(): boolean;
  /** From 0 to 1. */
  share(): number;
};

/**
 * @param at  when it is looked at, ISO 8601
 * @throws ImportRefused when the columns cannot make stores
 */
export function analyse(
  { table }: OpenedTable,
  options: ImportOptions,
  catalogue: Catalogue,
  at: string,
): Analysis {
  checkColumns(table, options);
  const judge = new Judge(table, options, catalogue, at);
  return {
    named: judge.named,
    needsDatum: () => judge.needsDatum,
    share: table.share,
    async *batches() {
      let records = 0;
      for await (const rows of table.rows()) {
        records += rows.length;
        if (records > LIMITS.records) {
          throw new ImportRefused(
            'too-large',
            `The file has more than ${LIMITS.records.toLocaleString('en')} records.`,
          );
        }
        yield { rows, judged: await judge.judge(rows) };
        await turn();
      }
      if (records === 0)
        throw new ImportRefused('no-data-rows', 'There is a header, and no record follows it.');
    },
  };
}

/** A file that names stores by their keys may leave out what they have already; any other brings names and places. */
function checkColumns(table: OpenedTable['table'], { mapping, geocode }: ImportOptions): void {
  const mapped = new Set(Object.values(mappingOf(table, mapping)));
  const has = (...fields: Field[]) => fields.some((field) => mapped.has(field));
  const isKeyed = has('id', 'sid');
  if (!has('name') && !isKeyed && !table.hasGeometry) {
    const shown = table.columns.slice(0, 8).join(', ').slice(0, 200);
    throw new ImportRefused(
      'no-header',
      `No column is known as the name of a store (名称, 门店名称, name, title …). The header read is: ${shown}.`,
    );
  }
  const hasPlace = table.hasGeometry || (has('longitude') && has('latitude')) || has('position');
  const canLookUp = geocode && has('street');
  if (!hasPlace && !canLookUp && !isKeyed) {
    throw new ImportRefused(
      'no-coordinate-columns',
      'There are no columns for longitude and latitude (经度 and 纬度, lng and lat, x and y, or 经纬度 in one). Choose them in the mapping, or have the addresses looked up.',
    );
  }
}
