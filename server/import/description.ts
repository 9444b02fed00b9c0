// How a file was read, for whoever has to say whether that is right: its columns with their first values, and the first
// places as each datum would put them.
import { convert, type Datum } from '../../shared/datum.ts';
import { datumOfHeader } from '../../shared/import-fields.ts';
import { mappingOf } from './column-fields.ts';
import type { Judged } from './judged.ts';
import type { OpenedTable } from './open-table.ts';
import type { ImportOptions } from './options.ts';
import type { ImportSummary } from './summary.ts';
import type { TableRow } from './table.ts';

const SAMPLES = 3;
const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

/** Counts and samples, batch by batch; `summary` tells them. */
export class Description {
  readonly #opened: OpenedTable;
  readonly #options: ImportOptions;
  readonly #samples: string[][] = [];
  readonly #datumSamples: ImportSummary['datumSamples'] = [];
  readonly #counts = { records: 0, create: 0, update: 0, unchanged: 0, reject: 0, close: 0 };
  readonly #risks = { moved: 0, closed: 0, renamed: 0, other: 0 };
  readonly #rejections: Record<string, number> = {};
  readonly #doubts: Record<string, number> = {};

  constructor(opened: OpenedTable, options: ImportOptions) {
    this.#opened = opened;
    this.#options = options;
  }

  get records(): number {
    return this.#counts.records;
  }

  add(rows: readonly TableRow[], judged: readonly Judged[]): void {
    if (this.#counts.records < 1_000) for (const { cells } of rows) this.#sample(cells);
    this.#counts.records += rows.length;
    for (const each of judged) this.#count(each);
  }

  /** Stores to be closed, which have no record. */
  addClosed(judged: readonly Judged[]): void {
    for (const each of judged) this.#count(each);
  }

  summary(needsDatum: boolean, isStale: boolean): ImportSummary {
    const { format, encoding, bom, delimiter, sheets, sheet, headerRow, table } = this.#opened;
    const mapping = mappingOf(table, this.#options.mapping);
    const { records, create, update, unchanged, reject, close } = this.#counts;
    return {
      format,
      encoding,
      bom,
      delimiter,
      sheets: [...sheets],
      sheet,
      headerRow,
      columns: table.columns.map((name, index) => ({
        name,
        field: mapping[name] ?? null,
        samples: this.#samples[index] ?? [],
      })),
      needs: needsDatum ? ['datum'] : [],
      datumHint: table.columns.map(datumOfHeader).find((datum) => datum !== undefined) ?? null,
      datumSamples: this.#datumSamples,
      records,
      create,
      update,
      unchanged,
      rejected: reject,
      close,
      risks: { ...this.#risks },
      rejections: { ...this.#rejections },
      doubts: { ...this.#doubts },
      isStale,
    };
  }

  #sample(cells: TableRow['cells']): void {
    cells.forEach((cell, index) => {
      const text = cell?.trim();
      if (!text) return;
      const samples = this.#samples[index] ?? [];
      this.#samples[index] = samples;
      if (samples.length < SAMPLES) samples.push(text.slice(0, 80));
    });
  }

  #count(judged: Judged): void {
    this.#counts[judged.outcome]++;
    for (const { reason } of judged.warnings) increment(this.#doubts, reason);
    if (judged.outcome === 'reject') increment(this.#rejections, judged.issues[0]!.reason);
    if (judged.outcome === 'update') this.#risks[judged.risk]++;
    const isPlaced = judged.outcome === 'create' || judged.outcome === 'update';
    if (!isPlaced || this.#datumSamples.length >= SAMPLES) return;
    const { name, branch, address, position } = judged.fields;
    const read = (datum: Datum) => {
      const [longitude, latitude] = convert([position.longitude, position.latitude], datum, 'wgs84');
      return { longitude, latitude };
    };
    const [wgs84, gcj02, bd09] = DATUMS.map(read);
    this.#datumSamples.push({
      record: judged.record,
      name: branch ? `${name}（${branch}）` : name,
      address: address.street ?? '',
      readings: { wgs84: wgs84!, gcj02: gcj02!, bd09: bd09! },
    });
  }
}

function increment(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
