import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement } from 'lit';
import type { HolidayPreset, HolidaySet, HolidaySetInput } from '../../../shared/holiday-set.ts';
import type { Undone } from '../../../shared/operation.ts';
import type { StoreFilter } from '../../../shared/store-filter.ts';
import type { StoreFacets } from '../../../shared/store-table.ts';
import { categoryNames, type ListedCategory, listCategories } from '../../api/categories.ts';
import { OpsError, ops } from '../../api/ops.ts';
import { holidayWords } from '../../locale/console/holiday-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import '../stores/bulk-dialog.ts';
import type { BulkDialog, BulkDoneEvent } from '../stores/bulk-dialog.ts';

type Day = HolidaySetInput['days'][number];
type Edited = { readonly id: string | undefined; readonly name: string; readonly days: readonly Day[] };
type Applying = { readonly set: HolidaySet; readonly action: 'apply' | 'remove' };

/** Named days with their hours, applied to any filter of stores and taken away again as one. */
export class HolidaysView extends LitElement {
  static override properties = {
    sets: { state: true },
    presets: { state: true },
    year: { state: true },
    edited: { state: true },
    applying: { state: true },
    facets: { state: true },
    categories: { state: true },
    failure: { state: true },
  };
  declare sets: readonly HolidaySet[] | undefined;
  declare presets: readonly HolidayPreset[];
  declare year: number;
  declare edited: Edited | undefined;
  declare applying: Applying | undefined;
  declare facets: StoreFacets | undefined;
  declare categories: readonly ListedCategory[];
  declare failure: string | undefined;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

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
      .spring {
        flex: 1;
      }
      ul {
        margin: 8px 0 0;
        padding-inline-start: 18px;
        color: var(--text-quiet);
        font-size: 13px;
      }
      .day {
        display: grid;
        grid-template-columns: 150px 1fr 1fr auto;
        gap: 6px;
      }
    `,
  ];

  constructor() {
    super();
    this.presets = [];
    this.categories = [];
    this.year = new Date().getFullYear();
  }

  override connectedCallback() {
    super.connectedCallback();
    void this.#read();
    void this.#readPresets();
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = holidayWords[language];
    const number = new Intl.NumberFormat(language);
    const mayEdit = session.may('edit');
    if (!this.sets) return html`<p role="status">${this.failure ?? words.loading}</p>`;
    return html`
      <section aria-labelledby="sets">
        <h2>
          <span id="sets">${words.title}</span>
          ${
            mayEdit
              ? html`<button class="primary" @click=${() => this.#edit(undefined, '', [])}>${words.create}</button>`
              : ''
          }
        </h2>
        <p class="quiet">${words.more}</p>
        ${this.sets.length === 0 ? html`<p class="quiet">${words.none}</p>` : ''}
        ${this.sets.map(
          (set) => html`<div class="line">
            <strong>${set.name}</strong>
            <span class="quiet">${words.applied(number.format(set.stores))}</span>
            <span class="spring"></span>
            ${
              mayEdit
                ? html`<button @click=${() => this.#apply(set, 'apply')}>${words.apply}</button>
                    <button ?disabled=${set.stores === 0} @click=${() => this.#apply(set, 'remove')}>
                      ${words.takeAway}
                    </button>
                    <button @click=${() => this.#edit(set.id, set.name, set.days)}>${words.edit}</button>
                    <button ?disabled=${set.stores > 0} @click=${() => this.#remove(set)}>${words.remove}</button>`
                : ''
            }
          </div>
          <ul>
            ${set.days.map(({ date, openingHours, note }) => html`<li>${date} ${openingHours} ${note ?? ''}</li>`)}
          </ul>`,
        )}
      </section>
      ${
        mayEdit
          ? html`<section aria-labelledby="presets">
              <h2 id="presets">${words.fromPreset}</h2>
              <div class="line">
                <label
                  >${words.year}
                  <input
                    type="number"
                    min="2004"
                    max="2100"
                    .value=${`${this.year}`}
                    @change=${(event: Event) => {
                      this.year = Number((event.target as HTMLInputElement).value);
                      void this.#readPresets();
                    }}
                /></label>
                ${this.presets.map(
                  (preset) => html`<button @click=${() => this.#fromPreset(preset)}>
                    ${language === 'en' ? preset.nameEn : preset.name} ${preset.year}
                  </button>`,
                )}
              </div>
            </section>`
          : ''
      }
      ${this.#editor()} ${this.#applier()}
      <bulk-dialog .reader=${{ language, categories: categoryNames(this.categories, language) }} @bulk-done=${this.#bulkDone}></bulk-dialog>
    `;
  }

  #editor() {
    const words = holidayWords[this.#console.value!.language];
    const { edited } = this;
    return html`<wa-dialog
      label=${edited?.name || words.create}
      ?open=${edited !== undefined}
      @wa-after-hide=${() => {
        this.edited = undefined;
      }}
    >
      <form @submit=${this.#save}>
        ${this.failure ? html`<span class="bad" role="alert">${this.failure}</span>` : ''}
        <label
          ><span>${words.name}</span
          ><input
            required
            maxlength="60"
            .value=${edited?.name ?? ''}
            @input=${(event: Event) => this.#change({ name: given(event) })}
        /></label>
        ${edited?.days.map(
          (day, index) => html`<div class="day">
            <input
              type="date"
              required
              aria-label=${words.date}
              .value=${day.date}
              @change=${(event: Event) => this.#changeDay(index, { date: given(event) })}
            />
            <input
              required
              aria-label=${words.hours}
              placeholder=${words.hours}
              .value=${day.openingHours}
              @change=${(event: Event) => this.#changeDay(index, { openingHours: given(event) })}
            />
            <input
              aria-label=${words.note}
              placeholder=${words.note}
              .value=${day.note ?? ''}
              @change=${(event: Event) => this.#changeDay(index, { note: given(event) })}
            />
            <button
              type="button"
              class="plain"
              aria-label=${words.removeDay(day.date)}
              @click=${() => this.#change({ days: edited.days.filter((_, at) => at !== index) })}
            >
              ✕
            </button>
          </div>`,
        )}
        <div><button type="button" @click=${this.#addDay}>${words.addDay}</button></div>
        <footer>
          <button
            type="button"
            @click=${() => {
              this.edited = undefined;
            }}
          >
            ${words.cancel}
          </button>
          <button class="primary">${words.save}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  #applier() {
    const { language, session } = this.#console.value!;
    const words = holidayWords[language];
    const { applying, facets } = this;
    const pick = (name: string, label: string, options: readonly (readonly [string, string])[]) => html`<label
      ><span>${label}</span
      ><select name=${name}>
        <option value="">–</option>
        ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
      </select></label
    >`;
    return html`<wa-dialog
      label=${applying ? (applying.action === 'apply' ? words.apply : words.takeAway) : ''}
      ?open=${applying !== undefined}
      @wa-after-hide=${() => {
        this.applying = undefined;
      }}
    >
      <form @submit=${this.#applyNow}>
        <p class="quiet">${words.allStores}</p>
        ${pick(
          'city',
          words.city,
          (facets?.cities ?? []).map(({ value }) => [value, value]),
        )}
        ${pick(
          'tag',
          words.tag,
          (facets?.tags ?? []).map(({ value }) => [value, value]),
        )}
        ${pick(
          'category',
          words.category,
          this.categories.map(({ id, name, nameEn }) => [id, language === 'en' ? nameEn : name]),
        )}
        ${
          applying?.action === 'apply'
            ? html`<label class="check"><input type="checkbox" name="overwrite" />${words.overwrite}</label>`
            : ''
        }
        ${
          session.may('publish')
            ? html`<label class="check"><input type="checkbox" name="publish" checked />${words.publish}</label>`
            : ''
        }
        <footer>
          <button class="primary">${applying?.action === 'apply' ? words.apply : words.takeAway}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  #edit(id: string | undefined, name: string, days: readonly Day[]) {
    this.failure = undefined;
    this.edited = { id, name, days: days.length > 0 ? days : [{ date: today(), openingHours: 'off' }] };
  }

  #fromPreset({ name, nameEn, year, days }: HolidayPreset) {
    const { language } = this.#console.value!;
    const words = holidayWords[language];
    this.#edit(
      undefined,
      `${language === 'en' ? nameEn : name} ${year}`,
      days.map(({ date, kind }) =>
        kind === 'holiday'
          ? { date, openingHours: '10:00-18:00', note: name }
          : { date, openingHours: '09:00-21:00', note: words.worked },
      ),
    );
  }

  #change(change: Partial<Edited>) {
    if (this.edited) this.edited = { ...this.edited, ...change };
  }

  #changeDay(index: number, change: Partial<Day>) {
    const days = this.edited!.days.map((day, at) => {
      if (at !== index) return day;
      const { note, ...changed } = { ...day, ...change };
      return note ? { ...changed, note } : changed;
    });
    this.#change({ days });
  }

  #addDay() {
    const last = this.edited?.days.at(-1);
    const date = last ? nextDay(last.date) : today();
    this.#change({
      days: [...(this.edited?.days ?? []), { date, openingHours: last?.openingHours ?? 'off' }],
    });
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    const { id, name, days } = this.edited!;
    const body = { name, days };
    await this.#try(async () => {
      if (id === undefined) await ops('/holiday-sets', { method: 'POST', body });
      else await ops(`/holiday-sets/${id}`, { method: 'PUT', body });
      this.edited = undefined;
    });
  };

  async #remove({ id, name }: HolidaySet) {
    const { language, ask } = this.#console.value!;
    const words = holidayWords[language];
    const sure = await ask({ title: words.removeSure(name), yes: words.remove, isGrave: true });
    if (sure === undefined) return;
    await this.#try(async () => {
      await ops(`/holiday-sets/${id}`, { method: 'DELETE' });
    });
  }

  async #apply(set: HolidaySet, action: Applying['action']) {
    this.applying = { set, action };
    await this.#try(async () => {
      const [facets, categories] = await Promise.all([ops<StoreFacets>('/stores/facets'), listCategories()]);
      this.facets = facets.body;
      this.categories = categories;
    });
  }

  readonly #applyNow = (event: SubmitEvent) => {
    event.preventDefault();
    const { language } = this.#console.value!;
    const words = holidayWords[language];
    const chosen = new FormData(event.target as HTMLFormElement);
    const { set, action } = this.applying!;
    const filters = ['city', 'tag', 'category'].flatMap((name) => {
      const value = chosen.get(name);
      return value ? [[name, String(value)]] : [];
    });
    const filter: StoreFilter = {
      ...Object.fromEntries(filters),
      status: 'published',
      ...(action === 'remove' ? { holidaySet: set.id } : {}),
    };
    this.applying = undefined;
    void this.renderRoot.querySelector<BulkDialog>('bulk-dialog')!.ask(
      `${action === 'apply' ? words.apply : words.takeAway} ${set.name}`,
      { filter },
      {
        holidaySet: {
          id: set.id,
          action,
          ...(chosen.has('overwrite') ? { overwrite: true } : {}),
        },
        ...(chosen.has('publish') ? { action: 'publish' as const } : {}),
      },
    );
  };

  readonly #bulkDone = ({ changed, operation }: BulkDoneEvent) => {
    const { language, tell } = this.#console.value!;
    const words = holidayWords[language];
    const undo = (id: string) =>
      this.#try(async () => {
        await ops<Undone>(`/operations/${id}/undo`, { method: 'POST' });
      });
    tell({
      text: words.done(new Intl.NumberFormat(language).format(changed)),
      ...(operation ? { action: { label: words.undo, run: () => void undo(operation.id) } } : {}),
    });
    void this.#read();
  };

  async #read() {
    try {
      this.sets = (await ops<{ holidaySets: HolidaySet[] }>('/holiday-sets')).body.holidaySets;
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      this.failure = error.message;
    }
  }

  async #readPresets() {
    try {
      const { body } = await ops<{ presets: HolidayPreset[] }>('/holiday-sets/presets', {
        query: { year: this.year },
      });
      this.presets = body.presets;
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      this.presets = [];
    }
  }

  async #try(work: () => Promise<void>) {
    const { language, tell } = this.#console.value!;
    this.failure = undefined;
    try {
      await work();
      await this.#read();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      if (this.edited) this.failure = error.message;
      else tell({ kind: 'failed', text: `${holidayWords[language].failed}：${error.message}` });
    }
  }
}

const given = (event: Event): string => (event.target as HTMLInputElement).value.trim();
const today = (): string => new Date().toISOString().slice(0, 10);
const nextDay = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

customElements.define('holidays-view', HolidaysView);
