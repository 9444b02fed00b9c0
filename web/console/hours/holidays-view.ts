import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import type { HolidayPreset, HolidaySet } from '../../../shared/holiday-set.ts';
import { categoryNames, type ListedCategory, listCategories } from '../../api/categories.ts';
import { ops } from '../../api/ops.ts';
import { holidayWords } from '../../locale/console/holiday-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import '../stores/bulk-dialog.ts';
import type { BulkDialog, BulkDoneEvent } from '../stores/bulk-dialog.ts';
import { undoAction } from '../undo-operation.ts';
import { whatIsRead } from '../what-is-read.ts';
import './holiday-applier.ts';
import type { HolidayGivenEvent } from './holiday-applier.ts';
import './holiday-editor.ts';

/** Named days with their hours, applied to any filter of stores and taken away again as one. */
export class HolidaysView extends LitElement {
  static override properties = { year: { state: true }, categories: { state: true } };
  /** Of the public holidays that a set can be made of. */
  declare year: number;
  declare categories: readonly ListedCategory[];

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #sets = new Task(this, {
    args: () => [],
    task: async () => (await ops<{ holidaySets: HolidaySet[] }>('/holiday-sets')).body.holidaySets,
  });
  readonly #presets = new Task(this, {
    args: () => [this.year] as const,
    task: async ([year], { signal }) => {
      const { body } = await ops<{ presets: HolidayPreset[] }>('/holiday-sets/presets', {
        query: { year },
        signal,
      });
      return { year, presets: body.presets };
    },
  });

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    pageStyles,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .line label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }
      .line input {
        width: 90px;
      }
      .set + .set {
        margin-top: 16px;
        padding-top: 16px;
        border-top: 1px solid var(--line);
      }
      .spring {
        flex: 1;
      }
      ul {
        margin: 8px 0 0;
        padding-inline-start: 18px;
        color: var(--text-quiet);
        font-size: 13px;
      }
      .note {
        margin: 12px 0 0;
        padding: 8px 12px;
        border-radius: 4px;
        background: var(--warn-surface);
        color: var(--warn);
      }
    `,
  ];

  constructor() {
    super();
    this.categories = [];
    this.year = new Date().getFullYear();
  }

  override connectedCallback() {
    super.connectedCallback();
    listCategories().then(
      (categories) => {
        this.categories = categories;
      },
      // Their ids stand in for their names.
      () => {},
    );
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = holidayWords[language];
    const mayEdit = session.may('edit');
    const edit = () => this.#editor.open({ id: undefined, name: '', days: [] });
    return html`
      <section aria-labelledby="sets">
        <h2>
          <span id="sets">${words.title}</span>
          ${mayEdit ? html`<button class="primary" @click=${edit}>${words.create}</button>` : nothing}
        </h2>
        <p class="quiet">${words.more}</p>
        ${whatIsRead(
          this.#sets,
          language,
          (sets) =>
            html`${sets.length === 0 ? html`<p class="quiet">${words.none}</p>` : sets.map((set) => this.#set(set))}`,
        )}
      </section>
      ${mayEdit ? this.#presetsSection() : nothing}
      <holiday-editor @set-saved=${() => this.#sets.run()}></holiday-editor>
      <holiday-applier
        .categories=${this.categories}
        @holiday-given=${({ label, filter, change }: HolidayGivenEvent) =>
          this.renderRoot.querySelector<BulkDialog>('bulk-dialog')!.ask(label, { filter }, change)}
      ></holiday-applier>
      <bulk-dialog
        .reader=${{ language, categories: categoryNames(this.categories, language) }}
        @bulk-done=${this.#bulkDone}
      ></bulk-dialog>
    `;
  }

  #set(set: HolidaySet) {
    const { language, session } = this.#console.value!;
    const words = holidayWords[language];
    const applier = () => this.renderRoot.querySelector('holiday-applier')!;
    return html`<div class="set">
      <div class="line">
        <strong>${set.name}</strong>
        <span class="quiet">${words.applied(new Intl.NumberFormat(language).format(set.stores))}</span>
        <span class="spring"></span>
        ${
          session.may('edit')
            ? html`<button @click=${() => applier().open(set, 'apply')}>${words.apply}</button>
                <button ?disabled=${set.stores === 0} @click=${() => applier().open(set, 'remove')}>
                  ${words.takeAway}
                </button>
                <button @click=${() => this.#editor.open(set)}>${words.edit}</button>
                <button ?disabled=${set.stores > 0} @click=${() => this.#remove(set)}>${words.remove}</button>`
            : nothing
        }
      </div>
      <ul>
        ${set.days.map(
          ({ date, openingHours, note }) =>
            html`<li>${date} ${openingHours === 'off' ? words.closed : openingHours} ${note ?? ''}</li>`,
        )}
      </ul>
    </div>`;
  }

  #presetsSection() {
    const { language } = this.#console.value!;
    const words = holidayWords[language];
    return html`<section aria-labelledby="presets">
      <h2 id="presets">${words.fromPreset}</h2>
      <div class="line">
        <label
          >${words.year}<input
            type="number"
            min="2004"
            max="2100"
            .value=${`${this.year}`}
            @change=${(event: Event) => {
              const field = event.target as HTMLInputElement;
              if (field.reportValidity()) this.year = field.valueAsNumber;
            }}
        /></label>
        ${whatIsRead(
          this.#presets,
          language,
          ({ presets }) =>
            html`${presets.map(
              (preset) => html`<button @click=${() => this.#fromPreset(preset)}>
                ${language === 'en' ? preset.nameEn : preset.name} ${preset.year}
              </button>`,
            )}`,
        )}
      </div>
      ${
        this.#presets.value?.presets.length === 0
          ? html`<p class="note" role="status">${words.notAnnounced(this.#presets.value.year)}</p>`
          : nothing
      }
    </section>`;
  }

  get #editor() {
    return this.renderRoot.querySelector('holiday-editor')!;
  }

  #fromPreset({ name, nameEn, year, days }: HolidayPreset) {
    const { language } = this.#console.value!;
    const words = holidayWords[language];
    const own = language === 'en' ? nameEn : name;
    this.#editor.open({
      id: undefined,
      name: `${own} ${year}`,
      days: days.map(({ date, kind }) =>
        kind === 'holiday'
          ? { date, openingHours: '10:00-18:00', note: own }
          : { date, openingHours: '09:00-21:00', note: words.worked },
      ),
    });
  }

  async #remove({ id, name }: HolidaySet) {
    const { language, ask } = this.#console.value!;
    const words = holidayWords[language];
    const sure = await ask({ title: words.removeSure(name), yes: words.remove, isGrave: true });
    if (sure === undefined) return;
    await attempt(this.#console.value!, () => ops(`/holiday-sets/${id}`, { method: 'DELETE' }));
    void this.#sets.run();
  }

  readonly #bulkDone = ({ changed, operation }: BulkDoneEvent) => {
    const { language, tell } = this.#console.value!;
    const undo = operation && undoAction(this.#console.value!, operation.id, () => void this.#sets.run());
    tell({ text: holidayWords[language].done(new Intl.NumberFormat(language).format(changed)), ...undo });
    void this.#sets.run();
  };
}

customElements.define('holidays-view', HolidaysView);
