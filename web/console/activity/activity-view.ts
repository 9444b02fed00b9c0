import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import type { Operation, Undone } from '../../../shared/operation.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { OpsError, ops } from '../../api/ops.ts';
import { activityWords } from '../../locale/console/activity-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';

type Removed = {
  readonly id: string;
  readonly fields: StoreFields;
  readonly removedAt: string;
  readonly by: { readonly name: string };
};

/** Undoing more than so many stores is asked about first. */
const MANY = 20;

/** What was done, by whom and when, each to be undone as one; and the stores that were deleted lately. */
export class ActivityView extends LitElement {
  static override properties = {
    operations: { state: true },
    removed: { state: true },
    cursor: { state: true },
    failure: { state: true },
  };
  declare operations: readonly Operation[] | undefined;
  declare removed: readonly Removed[];
  declare cursor: string | null;
  declare failure: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

  static override styles = [baseStyles, buttonStyles, pageStyles];

  constructor() {
    super();
    this.removed = [];
    this.cursor = null;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#read();
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = activityWords[language];
    const number = new Intl.NumberFormat(language);
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    if (!this.operations) return html`<p role="status">${this.failure ?? words.loading}</p>`;
    return html`
      <section aria-labelledby="operations">
        <h2 id="operations">${words.title}</h2>
        ${
          this.operations.length === 0
            ? html`<p class="quiet">${words.none}</p>`
            : html`<table>
                <tbody>
                  ${this.operations.map(
                    (operation) => html`<tr>
                      <td>${when.format(new Date(operation.at))}</td>
                      <td>${operation.by.name}</td>
                      <td>
                        ${words.kinds[operation.kind]}
                        ${operation.note ? html`<span class="quiet">${operation.note}</span>` : nothing}
                      </td>
                      <td>${words.stores(number.format(operation.stores))}</td>
                      <td class="actions">
                        ${
                          operation.undoneBy
                            ? html`<span class="quiet">${words.undone}</span>`
                            : session.may('edit')
                              ? html`<button @click=${() => this.#undo(operation)}>${words.undo}</button>`
                              : nothing
                        }
                      </td>
                    </tr>`,
                  )}
                </tbody>
              </table>`
        }
        ${this.cursor ? html`<button @click=${this.#readMore}>${words.more}</button>` : nothing}
      </section>
      <section aria-labelledby="deleted">
        <h2 id="deleted">${words.deleted}</h2>
        <p class="quiet">${words.deletedMore}</p>
        <table>
          <tbody>
            ${this.removed.map(
              ({ id, fields, removedAt, by }) => html`<tr>
                <td>${fields.name} ${fields.branch ?? ''}</td>
                <td>${fields.address.city ?? ''}</td>
                <td>${by.name} · ${when.format(new Date(removedAt))}</td>
                <td class="actions">
                  ${
                    session.may('edit')
                      ? html`<button @click=${() => this.#restore(id)}>${words.restore}</button>`
                      : nothing
                  }
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
        ${this.removed.length === 0 ? html`<p class="quiet">${words.nothingDeleted}</p>` : nothing}
      </section>
    `;
  }

  async #read() {
    await this.#try(async () => {
      const [operations, removed] = await Promise.all([
        ops<{ operations: Operation[]; cursor: string | null }>('/operations'),
        ops<{ stores: Removed[] }>('/stores/removed'),
      ]);
      this.operations = operations.body.operations;
      this.cursor = operations.body.cursor;
      this.removed = removed.body.stores;
    });
  }

  readonly #readMore = () =>
    this.#try(async () => {
      const { body } = await ops<{ operations: Operation[]; cursor: string | null }>('/operations', {
        query: { cursor: this.cursor ?? undefined },
      });
      this.operations = [...(this.operations ?? []), ...body.operations];
      this.cursor = body.cursor;
    });

  async #undo({ id, stores }: Operation) {
    const { language, ask, tell } = this.#console.value!;
    const words = activityWords[language];
    const number = new Intl.NumberFormat(language);
    if (stores > MANY) {
      const title = words.undoSure(number.format(stores));
      const sure = await ask({ title, text: words.undoSureMore, yes: words.undo });
      if (sure === undefined) return;
    }
    await this.#try(async () => {
      const { body } = await ops<Undone>(`/operations/${id}/undo`, { method: 'POST' });
      const stayed = body.conflicts.length;
      const restored = words.restored(number.format(body.restored));
      tell({ text: stayed === 0 ? restored : `${restored}；${words.stayed(number.format(stayed))}` });
    });
    await this.#read();
  }

  async #restore(id: string) {
    await this.#try(async () => {
      await ops(`/stores/${id}/restore`, { method: 'POST', body: {} });
      this.#console.value!.go(`store?id=${id}`);
    });
  }

  async #try(work: () => Promise<void>) {
    const { language, tell } = this.#console.value!;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      const text = `${activityWords[language].failed}：${error.message}`;
      if (this.operations) tell({ kind: 'failed', text });
      else this.failure = text;
    }
  }
}

customElements.define('activity-view', ActivityView);
