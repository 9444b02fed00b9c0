import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { html, LitElement, nothing } from 'lit';
import type { Operation } from '../../../shared/operation.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { ops } from '../../api/ops.ts';
import { activityWords } from '../../locale/console/activity-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import { undoOperation } from '../undo-operation.ts';
import { whatIsRead } from '../what-is-read.ts';

type Removed = {
  readonly id: string;
  readonly fields: StoreFields;
  readonly removedAt: string;
  readonly by: { readonly name: string };
};

type OperationPage = { readonly operations: Operation[]; readonly cursor: string | null };

/** Undoing more than so many stores is asked about first. */
const MANY = 20;

/** What was done, by whom and when, each to be undone as one; and the stores that were deleted lately. */
export class ActivityView extends LitElement {
  static override properties = { operations: { state: true }, cursor: { state: true } };
  declare operations: readonly Operation[];
  declare cursor: string | null;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #all = new Task(this, {
    args: () => [],
    task: async () => {
      const [operations, removed] = await Promise.all([
        ops<OperationPage>('/operations'),
        ops<{ stores: Removed[] }>('/stores/removed'),
      ]);
      this.operations = operations.body.operations;
      this.cursor = operations.body.cursor;
      return removed.body.stores;
    },
  });

  static override styles = [baseStyles, buttonStyles, pageStyles];

  constructor() {
    super();
    this.operations = [];
    this.cursor = null;
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = activityWords[language];
    const number = new Intl.NumberFormat(language);
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    return whatIsRead(
      this.#all,
      language,
      (removed) => html`
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
            ${removed.map(
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
        ${removed.length === 0 ? html`<p class="quiet">${words.nothingDeleted}</p>` : nothing}
      </section>
    `,
    );
  }

  readonly #readMore = () =>
    attempt(this.#console.value!, async () => {
      const { body } = await ops<OperationPage>('/operations', {
        query: { cursor: this.cursor ?? undefined },
      });
      this.operations = [...this.operations, ...body.operations];
      this.cursor = body.cursor;
    });

  async #undo({ id, stores }: Operation) {
    const { language, ask } = this.#console.value!;
    const words = activityWords[language];
    if (stores > MANY) {
      const title = words.undoSure(new Intl.NumberFormat(language).format(stores));
      const sure = await ask({ title, text: words.undoSureMore, yes: words.undo });
      if (sure === undefined) return;
    }
    await undoOperation(this.#console.value!, id);
    await this.#all.run();
  }

  async #restore(id: string) {
    await attempt(this.#console.value!, async () => {
      await ops(`/stores/${id}/restore`, { method: 'POST', body: {} });
      this.#console.value!.go(`store?id=${id}`);
    });
  }
}

customElements.define('activity-view', ActivityView);
