import '@awesome.me/webawesome/dist/components/icon/icon.js';
import '@awesome.me/webawesome/dist/components/progress-bar/progress-bar.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { Undone } from '../../../shared/operation.ts';
import type { ImportJob } from '../../api/imports.ts';
import { ops, opsAddress } from '../../api/ops.ts';
import { importWords } from '../../locale/console/import-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { failureText } from '../failure-text.ts';
import { pageStyles } from '../page-styles.ts';
import './datum-question.ts';
import type { DatumChosenEvent } from './datum-question.ts';
import './import-fixes.ts';
import './import-reading.ts';
import type { DecisionEvent } from './import-reading.ts';
import './import-rows.ts';
import './import-start.ts';
import { refusalText } from './reason-text.ts';
import { WatchedImport } from './watched-import.ts';

/** A file of stores: looked at, decided about, confirmed; without one, where files are handed in and given out. */
export class ImportView extends LitElement {
  static override properties = { query: { attribute: false } };
  /** Of the address: `id`, the import that is looked at. */
  declare query: URLSearchParams;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #import = new WatchedImport(this);
  #opened: string | null | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    pageStyles,
    css`
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
  }

  override willUpdate() {
    const id = this.query.get('id');
    if (id === this.#opened) return;
    this.#opened = id;
    if (id !== null) void this.#import.open(id);
  }

  override render() {
    return this.query.has('id') ? this.#page() : html`<import-start></import-start>`;
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
      ${failure ? html`<p class="bad" role="alert">${failureText(failure, language)}</p>` : nothing}
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
      ${job.refusal ? html`<p class="bad" role="alert" title=${job.refusal.message}>${refusalText(job.refusal, language)}</p>` : nothing}
      <import-fixes
        .language=${language}
        .job=${job}
        @import-decision=${({ options }: DecisionEvent) => this.#import.decide(options)}
      ></import-fixes>
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
      ${
        state === 'reading'
          ? html`<p><button @click=${() => this.#import.cancel()}>${words.cancelImport}</button></p>`
          : nothing
      }
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

  async #undo(operation: string) {
    const { language, tell } = this.#console.value!;
    const words = importWords[language];
    try {
      await ops<Undone>(`/operations/${operation}/undo`, { method: 'POST' });
      tell({ text: words.undone });
    } catch (error) {
      tell({ kind: 'failed', text: `${words.failed}：${failureText(error, language)}` });
    }
  }
}

customElements.define('import-view', ImportView);
