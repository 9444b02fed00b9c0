// Judged records on shelves, some hundred a page: by outcome and risk, in the order in which people want to see them.
import type { Insertable, Kysely } from 'kysely';
import { type Judged, RISKS } from '../../import/judged.ts';
import type { Engine } from '../engine.ts';
import { fromJson, toJson } from '../json.ts';
import type { Tables } from '../tables.ts';
import type { KeptRow, PageQuery } from './contract.ts';
import type { ImportPagesTable } from './tables.ts';

/** Records on a page. */
const SIZE = 100;
/** Pages that are read at a time. */
const READ = 10;
const OUTCOMES: readonly Judged['outcome'][] = ['reject', 'close', 'update', 'create', 'unchanged'];

/** `2 update 0 moved d`: the numbers sort, the letter says whether there is a doubt. */
function shelfOf(row: KeptRow): string {
  const risk = row.outcome === 'update' ? row.risk : 'other';
  const doubt = row.warnings.length > 0 ? 'd' : '-';
  return `${OUTCOMES.indexOf(row.outcome)} ${row.outcome} ${RISKS.indexOf(risk)} ${risk} ${doubt}`;
}

function isAsked(shelf: string, { outcome, risk, doubtful }: PageQuery): boolean {
  const [, ofOutcome, , ofRisk, doubt] = shelf.split(' ');
  return (
    (outcome === undefined || outcome === ofOutcome) &&
    (risk === undefined || risk === ofRisk) &&
    (doubtful === undefined || doubtful === (doubt === 'd'))
  );
}

/** Puts rows on their shelves, and shelves into the database, a page at a time. */
export class PageWriter {
  readonly #engine: Engine;
  readonly #importId: string;
  readonly #open = new Map<string, { number: number; rows: string[] }>();
  #full: Insertable<ImportPagesTable>[] = [];

  constructor(engine: Engine, importId: string) {
    this.#engine = engine;
    this.#importId = importId;
  }

  async add(rows: Iterable<KeptRow>): Promise<void> {
    for (const row of rows) {
      const shelf = shelfOf(row);
      const page = this.#open.get(shelf) ?? { number: 0, rows: [] };
      this.#open.set(shelf, page);
      page.rows.push(toJson(row));
      if (page.rows.length >= SIZE) this.#close(shelf, page);
    }
    if (this.#full.length >= 20) await this.#write();
  }

  async end(): Promise<void> {
    for (const [shelf, page] of this.#open) if (page.rows.length > 0) this.#close(shelf, page);
    await this.#write();
  }

  #close(shelf: string, page: { number: number; rows: string[] }): void {
    const rows = `[${page.rows.join(',')}]`;
    this.#full.push({
      import_id: this.#importId,
      shelf,
      number: page.number++,
      size: page.rows.length,
      rows,
    });
    page.rows = [];
  }

  async #write(): Promise<void> {
    const pages = this.#full;
    this.#full = [];
    if (pages.length === 0) return;
    await this.#engine.writer
      .transaction()
      .execute((transaction) => this.#engine.bulkInsert(transaction, 'import_pages', pages));
  }
}

/** The judged records of these outcomes, a page at a time. */
export async function* judgedPages(
  db: Kysely<Tables>,
  id: string,
  outcomes: readonly Judged['outcome'][],
): AsyncGenerator<KeptRow[]> {
  for (const shelf of await shelvesOf(db, id)) {
    if (!outcomes.some((outcome) => isAsked(shelf, { outcome }))) continue;
    for (let from = 0; ; from += READ) {
      const pages = await pagesAt(db, id, shelf, from, READ);
      yield* pages;
      if (pages.length < READ) break;
    }
  }
}

/** The next page that a query asks for. */
export async function nextPage(
  db: Kysely<Tables>,
  id: string,
  query: PageQuery,
): Promise<{ rows: KeptRow[]; next: string | undefined }> {
  const shelves = (await shelvesOf(db, id)).filter((shelf) => isAsked(shelf, query));
  const [at = '', after = '0'] = (query.cursor ?? '').split('~');
  for (const shelf of shelves.filter((each) => each >= at)) {
    const number = shelf === at ? Number(after) : 0;
    const [rows] = await pagesAt(db, id, shelf, number, 1);
    if (rows === undefined) continue;
    const isLast = rows.length < SIZE && shelf === shelves.at(-1);
    return { rows, next: isLast ? undefined : `${shelf}~${number + 1}` };
  }
  return { rows: [], next: undefined };
}

async function shelvesOf(db: Kysely<Tables>, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('import_pages')
    .select('shelf')
    .distinct()
    .where('import_id', '=', id)
    .execute();
  return rows.map(({ shelf }) => shelf).sort();
}

/** The pages of a shelf from a number on, `count` at most; none after its last. */
async function pagesAt(
  db: Kysely<Tables>,
  id: string,
  shelf: string,
  from: number,
  count: number,
): Promise<KeptRow[][]> {
  const pages = await db
    .selectFrom('import_pages')
    .select('rows')
    .where('import_id', '=', id)
    .where('shelf', '=', shelf)
    .where('number', '>=', from)
    .orderBy('number')
    .limit(count)
    .execute();
  return pages.map(({ rows }) => fromJson<KeptRow[]>(rows));
}
