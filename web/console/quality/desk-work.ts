// What is done about the doubts of the desk, each with its way back.
import type { Operation } from '../../../shared/operation.ts';
import type { ConfirmLink, DeskStore } from '../../../shared/quality.ts';
import type { ReportState } from '../../../shared/report.ts';
import type { WorkingStore } from '../../../shared/working-store.ts';
import { ops } from '../../api/ops.ts';
import { copyText } from '../../elements/clipboard.ts';
import { offerFile } from '../../elements/offer-file.ts';
import { qualityWords } from '../../locale/console/quality-words.ts';
import { attempt } from '../attempt.ts';
import type { Console } from '../console-context.ts';
import { undoAction } from '../undo-operation.ts';
import type { DeskItem } from './desk-lists.ts';
import { fullName } from './desk-row.ts';
import { linkTable } from './link-table.ts';

type Reported = Extract<DeskItem, { kind: 'reported' }>;
type Finding = Extract<DeskItem, { kind: 'finding' }>;

export class DeskWork {
  readonly #console: () => Console;
  readonly #readAgain: () => Promise<void>;

  /** @param readAgain  the lists are others now */
  constructor(console: () => Console, readAgain: () => Promise<void>) {
    this.#console = console;
    this.#readAgain = readAgain;
  }

  settle({ store, reports }: Reported, state: ReportState) {
    const put = (to: ReportState) =>
      ops('/reports/state', { method: 'PUT', body: { ids: reports.map(({ id }) => id), state: to } });
    const text = (state === 'resolved' ? this.#words.resolved : this.#words.reportDismissed)(fullName(store));
    return this.#do(
      () => put(state),
      text,
      () => put('open'),
    );
  }

  dismiss({ store, other, duplicate }: Finding) {
    const query = { kind: duplicate ? 'duplicate' : 'position', store: store.id, other: other?.id };
    const send = (method: 'PUT' | 'DELETE') => ops('/quality/dismissals', { method, query });
    return this.#do(
      () => send('PUT'),
      this.#words.dismissed,
      () => send('DELETE'),
    );
  }

  /** @param kept  the one of the two that stays open */
  close(store: DeskStore, kept: DeskStore) {
    const note = this.#words.closeNote(fullName(kept)).slice(0, 200);
    return this.#operation(
      async () => {
        const path = `/stores/${store.id}/close`;
        return (await ops<WorkingStore>(path, { method: 'POST', query: { note } })).body.operation;
      },
      this.#words.closed(fullName(store)),
    );
  }

  confirm(ids: readonly string[]) {
    const count = new Intl.NumberFormat(this.#console().language).format(ids.length);
    return this.#operation(async () => {
      const request = { method: 'POST', body: { ids } } as const;
      const { body } = await ops<{ operation: Operation | null }>('/confirmations', request);
      return body.operation?.id ?? null;
    }, this.#words.confirmed(count));
  }

  /** Copies the address at which the store's manager confirms it. */
  async copyLink(store: DeskStore) {
    const { language, tell } = this.#console();
    const [made] = await this.#links({ ids: [store.id] });
    if (!made) return;
    const until = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(made.expiresAt));
    const isCopied = await copyText(made.url);
    tell(
      isCopied
        ? { text: this.#words.linkCopied(fullName(store), until) }
        : { kind: 'failed', text: `${this.#words.linkFailed} ${made.url}` },
    );
  }

  /** Offers a table of those addresses as a file. @param which  as POST /confirm-links takes it */
  async linkTable(which: object) {
    const links = await this.#links(which);
    if (links.length === 0) return;
    const name = `confirm-links-${new Date().toISOString().slice(0, 10)}.csv`;
    offerFile(name, new Blob([linkTable(this.#words.columns, links)], { type: 'text/csv' }));
  }

  get #words() {
    return qualityWords[this.#console().language];
  }

  async #links(which: object): Promise<readonly ConfirmLink[]> {
    let links: readonly ConfirmLink[] = [];
    await attempt(this.#console(), async () => {
      const request = { method: 'POST', body: which } as const;
      links = (await ops<{ links: ConfirmLink[] }>('/confirm-links', request)).body.links;
    });
    return links;
  }

  /** Something that the history can undo; null: nothing was changed. */
  async #operation(act: () => Promise<string | null>, text: string) {
    const isDone = await attempt(this.#console(), async () => {
      const operation = await act();
      const after = () => void this.#readAgain();
      this.#console().tell({ text, ...(operation ? undoAction(this.#console(), operation, after) : {}) });
    });
    if (isDone) await this.#readAgain();
  }

  async #do(act: () => Promise<unknown>, text: string, undo: () => Promise<unknown>) {
    if (!(await attempt(this.#console(), act))) return;
    const run = async () => {
      if (await attempt(this.#console(), undo)) this.#console().tell({ text: this.#words.undone });
      await this.#readAgain();
    };
    this.#console().tell({ text, action: { label: this.#words.undo, run: () => void run() } });
    await this.#readAgain();
  }
}
