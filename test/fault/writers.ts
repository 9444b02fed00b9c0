// Mixed writes over HTTP, and a ledger of what was acknowledged and what was under way when the service was killed.
// Every write carries a mark of its own in two fields of the store, so that half of one could be seen.
import { setTimeout as delay } from 'node:timers/promises';

export type Entry = {
  readonly kind: 'create' | 'change' | 'draft' | 'publish' | 'delete';
  /** In `name` and `branch` of the store; of a deletion nothing is left to carry it. */
  readonly mark: string;
  /** Known to whoever created it only when that was acknowledged. */
  id: string | undefined;
  acknowledged: boolean;
};

export type ImportEntry = {
  /** What the sids of its rows begin with. */
  readonly mark: string;
  readonly rows: number;
  /** Of its last steps, what was acknowledged: `confirmed` promises that it is going to be applied. */
  confirmed: boolean;
  done: boolean;
};

export const ROWS_OF_AN_IMPORT = 200;

/** The service is gone: what was under way stays unacknowledged. */
class Gone extends Error {}

/** What all lines share for one round: where the service is, who they are, and what they did. */
export class Round {
  readonly entries: Entry[] = [];
  readonly imports: ImportEntry[] = [];
  /** Resolves when an import was told to be applied. */
  readonly applying = Promise.withResolvers<void>();
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #name: string;
  #marks = 0;

  constructor(origin: string, headers: Readonly<Record<string, string>>, name: string) {
    this.#origin = origin;
    this.#headers = headers;
    this.#name = name;
  }

  /** Writes until the service is gone. Takes the stores it writes out of `ids` for good. */
  async write(ids: string[], random: () => number): Promise<void> {
    try {
      for (;;) await this.#one(ids, random());
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    }
  }

  /** Hands in file after file and confirms each, until the service is gone. */
  async import(): Promise<void> {
    try {
      for (;;) await this.#import();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    }
  }

  async #one(ids: string[], dice: number): Promise<void> {
    const id = dice < 0.25 ? undefined : ids.pop();
    // Also when all of them were written.
    if (id === undefined) {
      await this.#entered('create', undefined, (mark) => this.#ask('POST', '/stores', storeOf(mark)));
      return;
    }
    if (dice < 0.6) {
      await this.#entered('change', id, (mark) =>
        this.#ask('PATCH', `/stores/${id}`, marked(mark), MERGE_PATCH),
      );
    } else if (dice < 0.85) {
      await this.#entered('draft', id, (mark) =>
        this.#ask('PATCH', `/stores/${id}/draft`, marked(mark), MERGE_PATCH),
      );
      const { mark } = this.entries.findLast((entry) => entry.id === id)!;
      await this.#entered('publish', id, () => this.#ask('POST', `/stores/${id}/publish`, {}), mark);
    } else {
      await this.#entered('delete', id, () => this.#ask('DELETE', `/stores/${id}`));
    }
  }

  async #entered(
    kind: Entry['kind'],
    id: string | undefined,
    write: (mark: string) => Promise<{ id?: string }>,
    mark = this.#mark(),
  ): Promise<void> {
    const entry: Entry = { kind, mark, id, acknowledged: false };
    this.entries.push(entry);
    const answer = await write(mark);
    entry.acknowledged = true;
    entry.id ??= answer.id;
  }

  async #import(): Promise<void> {
    const mark = this.#mark();
    const rows = Array.from({ length: ROWS_OF_AN_IMPORT }, (_, row) => rowOf(mark, row));
    const csv = ['编号,名称,分店,分类,地址,经度,纬度', ...rows].join('\n');
    const entry: ImportEntry = { mark, rows: ROWS_OF_AN_IMPORT, confirmed: false, done: false };
    this.imports.push(entry);
    const { id } = await this.#ask(
      'POST',
      '/imports?fileName=stores.csv&datum=wgs84',
      csv,
      'application/octet-stream',
    );
    const { generation } = await this.#settled(id);
    const confirmed = this.#ask('POST', `/imports/${id}/confirm`, { generation });
    this.applying.resolve();
    await confirmed;
    entry.confirmed = true;
    const { state } = await this.#settled(id);
    if (state !== 'done') throw new Error(`The import ${id} ended as ${state}.`);
    entry.done = true;
  }

  async #settled(id: string): Promise<{ state: string; generation: number }> {
    for (;;) {
      const job = await this.#ask('GET', `/imports/${id}`);
      if (job.state !== 'reading' && job.state !== 'applying') return job;
      await delay(5);
    }
  }

  #mark(): string {
    return `${this.#name}-${++this.#marks}`;
  }

  async #ask(method: string, path: string, body?: object | string, type = 'application/json') {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${this.#origin}/api/v1${path}`, {
        method,
        headers: { ...this.#headers, ...(body !== undefined && { 'content-type': type }) },
        body: typeof body === 'object' ? JSON.stringify(body) : (body ?? null),
      });
      text = await answer.text();
    } catch (error) {
      throw new Gone(`${method} ${path}`, { cause: error });
    }
    if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }
}

const MERGE_PATCH = 'application/merge-patch+json';
const marked = (mark: string) => ({ name: mark, branch: mark });
const storeOf = (mark: string) => ({
  ...marked(mark),
  categories: ['cafe'],
  address: { city: '北京市', street: '学院路30号' },
  position: { longitude: 116.3519, latitude: 40.0033, datum: 'wgs84' },
  status: 'published',
});
const rowOf = (mark: string, row: number) =>
  `${mark}-${row},${mark},${mark},咖啡,学院路${row}号,${(116.2 + row / 1e3).toFixed(4)},39.9${row % 10}`;
