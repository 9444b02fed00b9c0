import '@awesome.me/webawesome/dist/components/icon/icon.js';
import '@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { Undone } from '../../../shared/operation.ts';
import { type ImportJob, listImports, sendFile } from '../../api/imports.ts';
import { OpsError, ops, opsAddress } from '../../api/ops.ts';
import { importWords } from '../../locale/console/import-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import './datum-question.ts';
import type { DatumChosenEvent } from './datum-question.ts';
import './import-reading.ts';
import type { DecisionEvent } from './import-reading.ts';
import './import-rows.ts';
import { WatchedImport } from './watched-import.ts';

/** Files of stores: handed in, looked at, decided about, confirmed; and given out. */
export class ImportView extends LitElement {
  static override properties = {
    query: { attribute: false },
    recent: { state: true },
    over: { state: true },
    sending: { state: true },
  };
  /** Of the address: `id`, the import that is looked at. */
  declare query: URLSearchParams;
  declare recent: readonly ImportJob[];
  /** A file is held over the page. */
  declare over: boolean;
  declare sending: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #import = new WatchedImport(this);
  #opened: string | null | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    pageStyles,
    css`
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
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px;
      }
      .spring {
        flex: 1;
      }
      .confirm {
        position: sticky;
        bottom: 0;
        padding: 12px 20px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--surface);
      }
      wa-progress-bar {
        width: 100%;
        margin: 10px 0;
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.recent = [];
    this.over = false;
  }

  override willUpdate() {
    const id = this.query.get('id');
    if (id === this.#opened) return;
    this.#opened = id;
    if (id === null) void this.#readRecent();
    else void this.#import.open(id);
  }

  override render() {
    return this.query.has('id') ? this.#page() : this.#start();
  }

  #start() {
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
        <span>
          ${this.sending ?? words.drop}
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

  #page() {
    const { language, go } = this.#console.value!;
    const words = importWords[language];
    const { job, failure } = this.#import;
    return html`
      <p class="line">
        <button class="plain" @click=${() => go('import')}>
          <wa-icon name="chevron-left"></wa-icon>${words.back}
        </button>
        ${job ? html`<strong>${job.fileName}</strong><span class="quiet">${words.states[job.state]}</span>` : nothing}
      </p>
      ${failure ? html`<p class="bad" role="alert">${failure.message}</p>` : nothing}
      ${job ? this.#job(job) : html`<p role="status">${words.loading}</p>`}
    `;
  }

  #job(job: ImportJob) {
    const { language } = this.#console.value!;
    const words = importWords[language];
    const { summary } = job;
    if (job.state === 'reading' || job.state === 'applying') return this.#progress(job);
    if (job.state === 'done') return this.#done(job);
    if (job.state === 'cancelled' || job.state === 'failed') return nothing;
    return html`
      ${job.refusal ? html`<p class="bad" role="alert">${job.refusal.message}</p>` : nothing}
      ${summary?.isStale ? html`<p class="bad" role="status">${words.stale}</p>` : nothing}
      ${
        summary?.needs.includes('datum')
          ? html`<section>
              <datum-question
                .language=${language}
                .samples=${summary.datumSamples}
                @datum-chosen=${({ datum }: DatumChosenEvent) => this.#import.decide({ datum })}
              ></datum-question>
            </section>`
          : job.options.datum
            ? html`<p>
                ${words.datumChosen(words.datums[job.options.datum])}
                <button class="plain" @click=${() => this.#import.decide({ datum: null })}>${words.change}</button>
              </p>`
            : nothing
      }
      ${
        summary
          ? html`<section>
                <h2>${words.read}</h2>
                <import-reading
                  .language=${language}
                  .job=${job}
                  @import-decision=${({ options }: DecisionEvent) => this.#import.decide(options)}
                ></import-reading>
              </section>
              <section>
                <import-rows
                  .language=${language}
                  .job=${job.id}
                  .generation=${job.generation}
                  .summary=${summary}
                ></import-rows>
              </section>`
          : nothing
      }
      ${this.#confirmBar(job)}
    `;
  }

  #confirmBar(job: ImportJob) {
    const { language } = this.#console.value!;
    const words = importWords[language];
    const number = new Intl.NumberFormat(language);
    const { summary } = job;
    const apply = summary ? summary.create + summary.update + summary.close : 0;
    const blocked = summary?.needs.includes('datum');
    return html`<div class="confirm line">
      <button @click=${() => this.#import.cancel()}>${words.cancelImport}</button>
      ${
        summary && summary.rejected > 0
          ? html`<a
              class="button"
              href=${opsAddress(`/imports/${job.id}/problems.xlsx`)}
              title=${words.problemsMore}
              download
              >${words.problems}</a
            >`
          : nothing
      }
      <span class="spring"></span>
      ${blocked ? html`<small class="quiet">${words.needsDatum}</small>` : nothing}
      <button
        class="primary"
        ?disabled=${this.#import.busy || blocked || apply === 0 || job.state !== 'ready'}
        @click=${() => this.#import.confirm()}
      >
        ${
          apply === 0
            ? words.nothing
            : words.confirm(
                number.format(apply),
                number.format(summary?.rejected ?? 0),
                (summary?.rejected ?? 0) > 0,
              )
        }
      </button>
    </div>`;
  }

  #progress({ progress, state }: ImportJob) {
    const { language } = this.#console.value!;
    const words = importWords[language];
    const number = new Intl.NumberFormat(language);
    return html`<section role="status">
      <strong>${words.states[state]}</strong>
      <wa-progress-bar
        label=${words.states[state]}
        ?indeterminate=${progress === null}
        value=${Math.round((progress?.share ?? 0) * 100)}
      ></wa-progress-bar>
      ${
        progress
          ? html`<p>
              ${words.progress(number.format(progress.records), number.format(progress.recordsPerSecond))}${
                progress.secondsLeft === null ? nothing : words.left(number.format(progress.secondsLeft))
              }
            </p>`
          : nothing
      }
      <small class="quiet">${words.closeable}</small>
      <p><button @click=${() => this.#import.cancel()}>${words.cancelImport}</button></p>
    </section>`;
  }

  #done(job: ImportJob) {
    const { language, go } = this.#console.value!;
    const words = importWords[language];
    const { summary, operation } = job;
    const changed = summary ? summary.create + summary.update + summary.close : 0;
    return html`<section>
      <h2>${words.doneTitle(new Intl.NumberFormat(language).format(changed))}</h2>
      <div class="line">
        <button class="primary" @click=${() => go('stores?sort=-updated')}>${words.show}</button>
        ${operation ? html`<button @click=${() => this.#undo(operation)}>${words.undo}</button>` : nothing}
        ${
          summary && summary.rejected > 0
            ? html`<a class="button" href=${opsAddress(`/imports/${job.id}/problems.xlsx`)} download
                >${words.problems}</a
              >`
            : nothing
        }
      </div>
    </section>`;
  }

  async #send(file: File | undefined) {
    if (!file) return;
    const { language, go, tell } = this.#console.value!;
    const words = importWords[language];
    this.sending = words.loading;
    try {
      const job = await sendFile(file);
      go(`import?id=${job.id}`);
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      tell({ kind: 'failed', text: `${words.failed}：${error.message}` });
    } finally {
      this.sending = undefined;
    }
  }

  async #undo(operation: string) {
    const { language, tell } = this.#console.value!;
    const words = importWords[language];
    try {
      await ops<Undone>(`/operations/${operation}/undo`, { method: 'POST' });
      tell({ text: words.undone });
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      tell({ kind: 'failed', text: `${words.failed}：${error.message}` });
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

customElements.define('import-view', ImportView);
