import '@awesome.me/webawesome/dist/components/icon/icon.js';
import '@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import { type ImportJob, listImports, sendFile } from '../../api/imports.ts';
import { OpsError, opsAddress } from '../../api/ops.ts';
import { importWords } from '../../locale/console/import-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { failureText } from '../failure-text.ts';
import { pageStyles } from '../page-styles.ts';

/** A file on its way to the service; in bytes. */
type Sending = { readonly name: string; readonly bytes: number; readonly sent: number };

/** Where files of stores are handed in and given out, and the imports of the last month. */
export class ImportStart extends LitElement {
  static override properties = {
    recent: { state: true },
    over: { state: true },
    sending: { state: true },
  };
  declare recent: readonly ImportJob[];
  /** A file is held over the page. */
  declare over: boolean;
  declare sending: Sending | undefined;
  /** Gives up what is being sent. */
  #giveUp = new AbortController();

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

  static override styles = [
    baseStyles,
    buttonStyles,
    pageStyles,
    css`
      :host {
        padding: 0;
      }
      .drop {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 40px 20px;
        border: 2px dashed var(--line-strong);
        border-radius: 8px;
        background: var(--surface);
        text-align: center;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--surface-selected);
      }
      .drop input {
        position: absolute;
        width: 1px;
        height: 1px;
        opacity: 0;
      }
      .drop label {
        color: var(--accent);
        text-decoration: underline;
        cursor: pointer;
      }
      .drop input:focus-visible + label {
        outline: 2px solid var(--focus);
      }
      .sending {
        display: grid;
        gap: 8px;
        justify-items: center;
        width: min(100%, 400px);
      }
      .sending wa-progress-bar {
        width: 100%;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
      }
    `,
  ];

  constructor() {
    super();
    this.recent = [];
    this.over = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#readRecent();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#giveUp.abort();
  }

  override render() {
    const { language, go } = this.#console.value!;
    const words = importWords[language];
    const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    return html`
      <section
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.over = true;
        }}
        @dragleave=${() => {
          this.over = false;
        }}
        @drop=${(event: DragEvent) => {
          event.preventDefault();
          this.over = false;
          this.#send(event.dataTransfer?.files[0]);
        }}
      >
        <wa-icon name="upload"></wa-icon>
        ${this.sending ? this.#sent(this.sending) : nothing}
        <span ?hidden=${this.sending !== undefined}>
          ${words.drop}
          <input
            id="file"
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,.json,.geojson,.geojsonl,.geojsonseq,.ndjson"
            @change=${(event: Event) => this.#send((event.target as HTMLInputElement).files?.[0])}
          /><label for="file">${words.choose}</label>
        </span>
        <small class="quiet">${words.formats}</small>
        <a class="button" href=${opsAddress('/imports/template.xlsx')} download>${words.template}</a>
      </section>
      <section>
        <h2>${words.recent}</h2>
        ${
          this.recent.length === 0
            ? html`<p class="quiet">${words.none}</p>`
            : html`<table>
                <tbody>
                  ${this.recent.map(
                    (job) => html`<tr>
                      <td>${job.fileName}</td>
                      <td>${words.states[job.state]}</td>
                      <td>${job.by.name} · ${when.format(new Date(job.createdAt))}</td>
                      <td class="actions"><button @click=${() => go(`import?id=${job.id}`)}>${words.open}</button></td>
                    </tr>`,
                  )}
                </tbody>
              </table>`
        }
      </section>
      <section>
        <h2>${words.export}</h2>
        <p class="quiet">${words.exportMore}</p>
        <div class="line">
          ${Object.entries(words.exports).map(
            ([format, label]) =>
              html`<a class="button" href=${opsAddress('/exports', { format })} download>${label}</a>`,
          )}
        </div>
      </section>
    `;
  }

  #sent({ name, bytes, sent }: Sending) {
    const { language } = this.#console.value!;
    const words = importWords[language];
    const megabytes = new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    const share = bytes === 0 ? 1 : Math.min(1, sent / bytes);
    return html`<div class="sending" role="status">
      <strong>${name}</strong>
      <wa-progress-bar label=${words.sending} value=${Math.round(share * 100)}></wa-progress-bar>
      <span>${words.sent(megabytes.format(sent / 1e6), megabytes.format(bytes / 1e6))}</span>
      <button @click=${() => this.#giveUp.abort()}>${words.stopSending}</button>
    </div>`;
  }

  async #send(file: File | undefined) {
    if (!file || this.sending) return;
    const { language, go, tell } = this.#console.value!;
    const words = importWords[language];
    const { name, size: bytes } = file;
    this.sending = { name, bytes, sent: 0 };
    this.#giveUp = new AbortController();
    const { signal } = this.#giveUp;
    const onSent = (sent: number) => {
      // The head of the request counts as well.
      this.sending = { name, bytes, sent: Math.min(bytes, sent) };
    };
    try {
      const job = await sendFile(file, onSent, signal);
      go(`import?id=${job.id}`);
    } catch (error) {
      if (!signal.aborted) tell({ kind: 'failed', text: `${words.failed}：${failureText(error, language)}` });
    } finally {
      this.sending = undefined;
    }
  }

  async #readRecent() {
    try {
      this.recent = await listImports();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      this.recent = [];
    }
  }
}

customElements.define('import-start', ImportStart);
