import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement, nothing } from 'lit';
import type { BulkAnswer, BulkChange, BulkRequest } from '../../../shared/bulk.ts';
import type { Operation } from '../../../shared/operation.ts';
import { ops } from '../../api/ops.ts';
import { shellWords } from '../../locale/console/shell-words.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { changesStyles } from '../editor/changes-styles.ts';
import { changesTable, type FieldReader } from '../editor/field-changes.ts';
import { failureText, problemText } from '../failure-text.ts';

/** Who has more of them changes the selection first. */
const MOST_CONFLICTS = 50;

/** A bulk change was carried out. */
export class BulkDoneEvent extends Event {
  readonly label: string;
  readonly changed: number;
  readonly operation: Operation | null;
  constructor(label: string, changed: number, operation: Operation | null) {
    super('bulk-done');
    this.label = label;
    this.changed = changed;
    this.operation = operation;
  }
}

type Asked = {
  readonly label: string;
  readonly which: Pick<BulkRequest, 'ids' | 'filter' | 'except'>;
  readonly change: BulkChange;
};

/**
 * Counts what a bulk change would do, asks once, and does it.
 * @fires bulk-done  BulkDoneEvent
 */
export class BulkDialog extends LitElement {
  static override properties = {
    reader: { attribute: false },
    asked: { state: true },
    preview: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };
  declare reader: FieldReader;
  declare asked: Asked | undefined;
  declare preview: BulkAnswer | undefined;
  declare refusal: string | undefined;
  declare busy: boolean;

  static override styles = [
    baseStyles,
    buttonStyles,
    changesStyles,
    css`
      p {
        margin: 0 0 8px;
      }
      ul {
        max-height: 160px;
        margin: 0 0 8px;
        padding-inline-start: 20px;
        overflow: auto;
        color: var(--text-quiet);
      }
      .samples {
        max-height: 40vh;
        margin-bottom: 12px;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: 6px;
        overflow: auto;
      }
      .samples table {
        margin-bottom: 8px;
      }
      .refusal {
        color: var(--bad);
      }
      footer {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.reader = { language: 'zh-CN', categories: new Map() };
    this.busy = false;
  }

  /** @param label  what is done, as the button said it */
  async ask(label: string, which: Asked['which'], change: BulkChange): Promise<void> {
    this.asked = { label, which, change };
    this.preview = undefined;
    this.refusal = undefined;
    await this.#run(async () => {
      this.preview = await this.#send(true);
    });
  }

  /** Does at once what somebody has just been asked about; what is refused is said here. */
  async carryOut(label: string, which: Asked['which'], change: BulkChange): Promise<void> {
    this.asked = { label, which, change };
    this.preview = undefined;
    await this.#run(() => this.#finish());
  }

  override render() {
    const { asked, preview, reader } = this;
    const words = storeWords[reader.language];
    const number = new Intl.NumberFormat(reader.language);
    const samples = preview?.samples.filter(({ changes }) => changes.length > 0) ?? [];
    return html`<wa-dialog
      ?open=${asked !== undefined}
      label=${asked ? words.sure(asked.label, number.format(preview?.matched ?? 0)) : ''}
      @wa-hide=${this.#close}
    >
      ${
        preview
          ? html`<p>
              ${
                preview.changed === 0
                  ? words.nothingChanged
                  : words.willChange(number.format(preview.changed), number.format(preview.unchanged))
              }
            </p>`
          : this.refusal
            ? nothing
            : html`<p role="status">${words.loading}</p>`
      }
      ${
        preview && preview.numberOfConflicts > 0
          ? html`<p>${words.notChanged(number.format(preview.numberOfConflicts))}</p>
              <ul>
                ${preview.conflicts.slice(0, MOST_CONFLICTS).map(({ name, code, pointer, message }) => {
                  const why = { code, detail: message, parameter: pointer };
                  return html`<li>${words.conflict(name, problemText(why, reader.language))}</li>`;
                })}
              </ul>`
          : nothing
      }
      ${
        samples.length > 0
          ? html`<p>${words.samples}</p>
              <div class="samples" tabindex="0" role="group" aria-label=${words.samples}>
                ${samples.map(({ name, changes }) => html`<strong>${name}</strong>${changesTable(changes, reader)}`)}
              </div>`
          : nothing
      }
      ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
      <footer>
        <button @click=${this.#close}>${words.cancel}</button>
        <button
          class="primary"
          ?disabled=${this.busy || !preview || preview.changed === 0}
          @click=${this.#confirm}
        >
          ${asked?.label}
        </button>
      </footer>
    </wa-dialog>`;
  }

  #close() {
    this.asked = undefined;
  }

  async #confirm() {
    await this.#run(() => this.#finish());
  }

  async #finish() {
    const { label } = this.asked!;
    const done = await this.#send(false);
    this.#close();
    this.dispatchEvent(new BulkDoneEvent(label, done.changed, done.operation));
  }

  async #send(dryRun: boolean): Promise<BulkAnswer> {
    const { which, change } = this.asked!;
    const body: BulkRequest = {
      ...which,
      change,
      dryRun,
      ...(dryRun || !this.preview ? {} : { expected: this.preview.matched }),
    };
    return (await ops<BulkAnswer>('/stores/bulk', { method: 'POST', body })).body;
  }

  async #run(work: () => Promise<void>) {
    this.busy = true;
    this.refusal = undefined;
    try {
      await work();
    } catch (error) {
      const { language } = this.reader;
      this.refusal = shellWords[language].notDone(failureText(error, language));
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('bulk-dialog', BulkDialog);
