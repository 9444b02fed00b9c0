import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import type { BulkChange } from '../../../shared/bulk.ts';
import type { HolidaySet } from '../../../shared/holiday-set.ts';
import type { StoreFilter } from '../../../shared/store-filter.ts';
import type { StoreFacets } from '../../../shared/store-table.ts';
import type { ListedCategory } from '../../api/categories.ts';
import { ops } from '../../api/ops.ts';
import { holidayWords } from '../../locale/console/holiday-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { attempt } from '../attempt.ts';
import { consoleContext } from '../console-context.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';
import { type SavedFilter, savedFilters } from '../stores/saved-filters.ts';

type Action = 'apply' | 'remove';
type Applied = { readonly set: HolidaySet; readonly action: Action };

/** It was said which stores a set is applied to, or taken out of; nothing is done yet. */
export class HolidayGivenEvent extends Event {
  /** What is done, in words. */
  readonly label: string;
  readonly filter: StoreFilter;
  readonly change: BulkChange;
  constructor(label: string, filter: StoreFilter, change: BulkChange) {
    super('holiday-given');
    this.label = label;
    this.filter = filter;
    this.change = change;
  }
}

/**
 * Asks which stores: all that are published, those of a saved filter, and of them those of a place, a tag or a category.
 * @fires holiday-given  HolidayGivenEvent
 */
export class HolidayApplier extends LitElement {
  static override properties = {
    categories: { attribute: false },
    applied: { state: true },
    facets: { state: true },
    filters: { state: true },
  };
  declare categories: readonly ListedCategory[];
  /** Undefined while the dialog is closed. */
  declare applied: Applied | undefined;
  declare facets: StoreFacets | undefined;
  declare filters: readonly SavedFilter[];

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });

  static override styles = [baseStyles, buttonStyles, fieldStyles, dialogStyles];

  constructor() {
    super();
    this.categories = [];
    this.filters = [];
  }

  async open(set: HolidaySet, action: Action): Promise<void> {
    this.filters = savedFilters();
    this.applied = { set, action };
    await attempt(this.#console.value!, async () => {
      this.facets = (await ops<StoreFacets>('/stores/facets')).body;
    });
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = holidayWords[language];
    const { applied } = this;
    const label = applied?.action === 'remove' ? words.takeAway : words.apply;
    return dialogForm(
      {
        language,
        label: applied ? `${label} · ${applied.set.name}` : label,
        open: applied !== undefined,
        yes: words.look,
        submit: (given) => this.#give(given),
        close: () => {
          this.applied = undefined;
        },
      },
      applied
        ? html`<p class="quiet">${words.allStores}</p>
            ${this.#choices()}
            ${
              applied.action === 'apply'
                ? html`<label class="check"><input type="checkbox" name="overwrite" />${words.overwrite}</label>`
                : nothing
            }
            ${
              session.may('publish')
                ? html`<label class="check"><input type="checkbox" name="publish" checked />${words.publish}</label>`
                : nothing
            }`
        : nothing,
    );
  }

  #choices() {
    const { language } = this.#console.value!;
    const words = holidayWords[language];
    const { provinces = [], cities = [], tags = [] } = this.facets ?? {};
    const counted = (facet: StoreFacets['cities']) => facet.map(({ value }) => [value, value] as const);
    const choice = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
      options.length === 0
        ? nothing
        : html`<label
            >${label}<select name=${name}>
              <option value="">${words.any}</option>
              ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
            </select></label
          >`;
    return [
      choice(
        'saved',
        words.savedFilter,
        this.filters.map(({ name }, index) => [`${index}`, name]),
      ),
      choice('province', words.province, counted(provinces)),
      choice('city', words.city, counted(cities)),
      choice('tag', words.tag, counted(tags)),
      choice(
        'category',
        words.category,
        this.categories.map(({ id, name, nameEn }) => [id, language === 'en' ? nameEn : name]),
      ),
    ];
  }

  #give(given: FormData) {
    const words = holidayWords[this.#console.value!.language];
    const { set, action } = this.applied!;
    const saved = given.get('saved');
    const chosen = ['province', 'city', 'tag', 'category'].flatMap((name) => {
      const value = given.get(name);
      return value ? [[name, String(value)]] : [];
    });
    const filter: StoreFilter = {
      status: 'published',
      ...(saved ? this.filters[Number(saved)]?.filter : {}),
      ...Object.fromEntries(chosen),
      ...(action === 'remove' ? { holidaySet: set.id } : {}),
    };
    this.applied = undefined;
    this.dispatchEvent(
      new HolidayGivenEvent(`${action === 'apply' ? words.applyTo : words.takeOut} ${set.name}`, filter, {
        holidaySet: { id: set.id, action, ...(given.has('overwrite') ? { overwrite: true } : {}) },
        ...(given.has('publish') ? { action: 'publish' as const } : {}),
      }),
    );
  }
}

customElements.define('holiday-applier', HolidayApplier);

declare global {
  interface HTMLElementTagNameMap {
    'holiday-applier': HolidayApplier;
  }
}
