import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { StoreFilter } from '../../../shared/store-filter.ts';
import type { StoreFacets } from '../../../shared/store-table.ts';
import type { ListedCategory } from '../../api/categories.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { localMinute } from '../local-minute.ts';
import { type Chip, chipsOf } from './filter-chips.ts';
import { keepFilters, type SavedFilter, savedFilters } from './saved-filters.ts';

/** Other stores are asked for. */
export class FilterChangeEvent extends Event {
  readonly filter: StoreFilter;
  /** An ISO instant to look at the stores at; absent: now. */
  readonly at: string | undefined;
  constructor(filter: StoreFilter, at: string | undefined) {
    super('filter-change');
    this.filter = filter;
    this.at = at;
  }
}

const TYPING_MILLISECONDS = 250;

/**
 * What the stores are filtered by, and the moment they are looked at.
 * @fires filter-change  FilterChangeEvent
 */
export class StoreFilterBar extends LitElement {
  static override properties = {
    language: {},
    filter: { attribute: false },
    at: {},
    facets: { attribute: false },
    categories: { attribute: false },
    saved: { state: true },
  };
  declare language: Language;
  declare filter: StoreFilter;
  /** As in FilterChangeEvent. */
  declare at: string | undefined;
  declare facets: StoreFacets | undefined;
  declare categories: readonly ListedCategory[];
  declare saved: readonly SavedFilter[];

  readonly #console = new ContextConsumer(this, { context: consoleContext });
  #typing: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 10px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      input[type='search'] {
        flex: 1 1 220px;
        max-width: 340px;
        min-height: 32px;
      }
      select {
        max-width: 150px;
        min-height: 32px;
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--surface-selected);
        color: var(--good);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        color: var(--text-quiet);
      }
      .chip {
        gap: 6px;
        border-color: var(--accent);
        border-radius: 16px;
        background: var(--surface-selected);
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.filter = {};
    this.categories = [];
    this.saved = savedFilters();
  }

  override render() {
    const words = storeWords[this.language];
    const { filter, facets } = this;
    const number = new Intl.NumberFormat(this.language);
    const counted = (facet: StoreFacets['cities'] = []) =>
      facet.map(({ value, stores }) => [value, `${value} (${number.format(stores)})`] as const);
    const asked = Object.keys(filter).length > 0 || this.at !== undefined;
    return html`
      <input
        type="search"
        aria-label=${words.search}
        placeholder=${words.search}
        maxlength="100"
        .value=${filter.q ?? ''}
        @input=${this.#typed}
      />
      ${this.#select('status', words.allStatuses, Object.entries(words.status))}
      ${
        (facets?.provinces.length ?? 0) > 1
          ? this.#select('province', words.allProvinces, counted(facets?.provinces))
          : nothing
      }
      ${this.#select('city', words.allCities, counted(facets?.cities))}
      ${this.#select(
        'category',
        words.allCategories,
        this.categories.map(({ id, name, nameEn }) => [id, this.language === 'en' ? nameEn : name]),
      )}
      ${facets?.tags.length ? this.#select('tag', words.allTags, counted(facets.tags)) : nothing}
      <button
        aria-pressed=${filter.unpublished === true}
        @click=${() => this.#become({ unpublished: filter.unpublished ? undefined : true })}
      >
        ${words.unpublished(number.format(facets?.unpublished ?? 0))}
      </button>
      ${
        facets?.requested
          ? html`<button
              aria-pressed=${filter.plan === 'requested'}
              @click=${() => this.#become({ plan: filter.plan === 'requested' ? undefined : 'requested' })}
            >
              ${words.waiting(number.format(facets.requested))}
            </button>`
          : nothing
      }
      <wa-dropdown @wa-select=${this.#chosen}>
        <button slot="trigger"><wa-icon name="filter"></wa-icon>${words.more}</button>
        <wa-dropdown-item value="closure" type="checkbox" ?checked=${filter.closure === 'now'}
          >${words.closures.now}</wa-dropdown-item
        >
        ${Object.entries(words.missing).map(
          ([lack, label]) => html`<wa-dropdown-item
            value="missing:${lack}"
            type="checkbox"
            ?checked=${filter.missing === lack}
            >${label}</wa-dropdown-item
          >`,
        )}
      </wa-dropdown>
      <wa-dropdown @wa-select=${this.#savedChosen}>
        <button slot="trigger">${words.saved}</button>
        ${this.saved.map(
          ({ name }, index) => html`<wa-dropdown-item value="use:${index}">${name}</wa-dropdown-item>`,
        )}
        <wa-dropdown-item value="save" ?disabled=${!asked}>${words.saveFilter}</wa-dropdown-item>
        ${this.saved.map(
          ({ name }, index) =>
            html`<wa-dropdown-item value="remove:${index}">${words.removeSaved(name)}</wa-dropdown-item>`,
        )}
      </wa-dropdown>
      <label
        >${words.moment}
        <input
          type="datetime-local"
          .value=${this.at === undefined ? '' : localMinute(new Date(this.at))}
          @change=${this.#momentChosen}
        />
      </label>
      ${
        this.at === undefined
          ? nothing
          : html`<label
              ><input
                type="checkbox"
                .checked=${filter.openAt !== undefined}
                @change=${(event: Event) =>
                  this.#become({
                    openAt: (event.target as HTMLInputElement).checked ? this.at : undefined,
                  })}
              />${words.onlyOpen}</label
            >`
      }
      ${chipsOf(filter, this.language).map((chip) => this.#chip(chip))}
      ${asked ? html`<button class="plain" @click=${this.#reset}>${words.reset}</button>` : nothing}
    `;
  }

  #chip({ text, names }: Chip) {
    const without = Object.fromEntries(names.map((name) => [name, undefined]));
    return html`<button
      class="chip"
      aria-label=${storeWords[this.language].removeFilter(text)}
      @click=${() => this.#become(without)}
    >
      ${text}<wa-icon name="x"></wa-icon>
    </button>`;
  }

  #select(
    name: 'status' | 'province' | 'city' | 'category' | 'tag',
    all: string,
    options: readonly (readonly [value: string, label: string])[],
  ) {
    const chosen = this.filter[name] ?? '';
    return html`<select
      aria-label=${all}
      .value=${chosen}
      @change=${(event: Event) =>
        this.#become({ [name]: (event.target as HTMLSelectElement).value || undefined })}
    >
      <option value="">${all}</option>
      ${options.map(
        ([value, label]) => html`<option value=${value} ?selected=${value === chosen}>${label}</option>`,
      )}
    </select>`;
  }

  #typed(event: Event) {
    const q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#become({ q: q || undefined }), TYPING_MILLISECONDS);
  }

  #momentChosen(event: Event) {
    const { value } = event.target as HTMLInputElement;
    const at = value ? new Date(value).toISOString() : undefined;
    const { openAt, ...others } = this.filter;
    // Those that are open are those that are open then.
    this.#fire(openAt && at ? { ...others, openAt: at } : others, at);
  }

  #chosen(event: CustomEvent<{ item: { value?: string } }>) {
    const [kind, lack] = (event.detail.item.value ?? '').split(':');
    if (kind === 'closure') this.#become({ closure: this.filter.closure ? undefined : 'now' });
    else
      this.#become({ missing: this.filter.missing === lack ? undefined : (lack as StoreFilter['missing']) });
  }

  async #savedChosen(event: CustomEvent<{ item: { value?: string } }>) {
    const [kind, index] = (event.detail.item.value ?? '').split(':');
    if (kind === 'use') this.#fire(this.saved[Number(index)]?.filter ?? {}, this.at);
    else if (kind === 'remove') this.#keep(this.saved.filter((_, at) => at !== Number(index)));
    else {
      const words = storeWords[this.language];
      const line = { label: words.savedName, maxLength: 40 };
      const name = await this.#console.value?.ask({ title: words.saveFilter, yes: words.keepFilter, line });
      if (name) this.#keep([...this.saved.filter((one) => one.name !== name), { name, filter: this.filter }]);
    }
  }

  #keep(saved: readonly SavedFilter[]) {
    this.saved = saved;
    keepFilters(saved);
  }

  #reset() {
    this.#fire({}, undefined);
  }

  #become(change: { readonly [Name in keyof StoreFilter]?: StoreFilter[Name] | undefined }) {
    const all = Object.entries({ ...this.filter, ...change }).filter(([, value]) => value !== undefined);
    this.#fire(Object.fromEntries(all), this.at);
  }

  #fire(filter: StoreFilter, at: string | undefined) {
    this.dispatchEvent(new FilterChangeEvent(filter, at));
  }
}

customElements.define('store-filter-bar', StoreFilterBar);
