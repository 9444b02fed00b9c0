import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { ContextConsumer } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { BulkChange } from '../../../shared/bulk.ts';
import type { Undone } from '../../../shared/operation.ts';
import type { StoreFacets } from '../../../shared/store-table.ts';
import { categoryNames, type ListedCategory, listCategories } from '../../api/categories.ts';
import { OpsError, ops } from '../../api/ops.ts';
import { KeptValues } from '../../elements/kept-values.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { failureText } from '../failure-text.ts';
import { type Publishing, publishingOf } from '../publishing.ts';
import './bulk-dialog.ts';
import type { BulkDialog, BulkDoneEvent } from './bulk-dialog.ts';
import './closure-dialog.ts';
import type { ClosureGivenEvent } from './closure-dialog.ts';
import './bulk-edit.ts';
import type { BulkEdit, BulkGivenEvent } from './bulk-edit.ts';
import { addressOf, filterOf, momentOf, sortOf } from './filter-address.ts';
import { keepPlace, type ListPlace, takePlace } from './list-place.ts';
import { COLUMNS, type ColumnName, USUAL_COLUMNS } from './store-columns.ts';
import type { RowHoverEvent, SelectionChangeEvent, SortChangeEvent, StoreOpenEvent } from './store-events.ts';
import './store-filter-bar.ts';
import type { FilterChangeEvent } from './store-filter-bar.ts';
import { StoreRows } from './store-rows.ts';
import { meant, nothingSelected, type StoreSelection, selectedCount } from './store-selection.ts';
import './store-table.ts';
import type { StoreTable } from './store-table.ts';
import './stores-map.ts';
import type { AreaFilterEvent } from './stores-map.ts';

/** The stores: filtered, in a table and beside it on the map, one of them opened, some of them changed at once. */
export class StoresView extends LitElement {
  static override properties = {
    query: { attribute: false },
    selection: { state: true },
    facets: { state: true },
    categories: { state: true },
    columns: { state: true },
    hovered: { state: true },
    closing: { state: true },
    publishing: { state: true },
    mapShown: { state: true },
    revision: { state: true },
  };
  /** Of the address: the filter, the order, and the moment. */
  declare query: URLSearchParams;
  declare selection: StoreSelection;
  declare facets: StoreFacets | undefined;
  declare categories: readonly ListedCategory[];
  declare columns: readonly ColumnName[];
  declare hovered: string | undefined;
  declare closing: boolean;
  declare publishing: Publishing;
  declare mapShown: boolean;
  /** Grows with each change made here: the map asks again. */
  declare revision: number;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #rows = new StoreRows(this);
  readonly #kept = new KeptValues(() => localStorage);
  /** Where to stand once the rows are there. */
  #returning: ListPlace | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        height: 100%;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        padding: 4px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .line.selected {
        background: var(--surface-selected);
      }
      .both {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-height: 0;
      }
      .both[data-map] {
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      }
      .spring {
        flex: 1;
      }
      .quiet {
        color: var(--text-quiet);
      }
      .message {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 8px;
        color: var(--text-quiet);
      }
      .message strong {
        color: var(--text);
        font-size: 15px;
      }
      .message div {
        display: flex;
        gap: 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.selection = nothingSelected;
    this.categories = [];
    this.closing = false;
    this.publishing = 'drafts';
    this.mapShown = this.#kept.get('console.map') !== 'off';
    this.revision = 0;
    const kept = this.#kept.get('console.columns')?.split(',');
    this.columns = kept ? COLUMNS.flatMap(({ name }) => (kept.includes(name) ? name : [])) : USUAL_COLUMNS;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#returning = takePlace(this.#address);
    void this.#readFacets();
    publishingOf(this.#console.value!.session).then((publishing) => {
      this.publishing = publishing;
    });
    listCategories().then(
      (categories) => {
        this.categories = categories;
      },
      () => {},
    );
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('query')) {
      this.selection = nothingSelected;
      this.#rows.ask({ filter: this.#filter, sort: this.#sort, at: this.#at });
    }
  }

  override updated() {
    const table = this.#returning && this.renderRoot.querySelector<StoreTable>('store-table');
    if (!this.#returning || !table || this.#rows.count === undefined) return;
    void table.standAt(this.#returning);
    this.#returning = undefined;
  }

  override render() {
    const { language, session } = this.#console.value!;
    const words = storeWords[language];
    const count = this.#rows.count;
    return html`
      <store-filter-bar
        .language=${language}
        .filter=${this.#filter}
        .at=${this.#at}
        .facets=${this.facets}
        .categories=${this.categories}
        @filter-change=${this.#filterChanged}
      ></store-filter-bar>
      ${selectedCount(this.selection, count ?? 0) > 0 ? this.#selectionLine() : this.#countLine()}
      ${
        this.#rows.failure !== undefined && count === undefined
          ? html`<div class="message" role="alert">
              <strong>${words.failed}</strong>
              <span>${this.#rows.failure instanceof OpsError ? failureText(this.#rows.failure, language) : nothing}</span>
              <button @click=${() => this.#rows.refresh()}>${words.retry}</button>
            </div>`
          : count === 0
            ? this.#nothing()
            : html`<div class="both" ?data-map=${this.mapShown}><store-table
                .language=${language}
                .rows=${this.#rows}
                .count=${count ?? 0}
                .columns=${this.columns}
                .sort=${this.#sort}
                .selection=${this.selection}
                .reader=${{
                  language,
                  at: this.#at === undefined ? new Date() : new Date(this.#at),
                  categories: categoryNames(this.categories, language),
                }}
                .hovered=${this.hovered}
                ?mayEdit=${session.may('edit')}
                @selection-change=${({ selection }: SelectionChangeEvent) => {
                  this.selection = selection;
                }}
                @sort-change=${({ sort }: SortChangeEvent) =>
                  this.#console.value!.go(addressOf(this.#filter, sort, this.#at))}
                @row-hover=${({ id }: RowHoverEvent) => {
                  this.hovered = id;
                }}
                @store-open=${this.#opened}
              ></store-table>${
                this.mapShown
                  ? html`<stores-map
                      .language=${language}
                      .filter=${this.#filter}
                      .revision=${this.revision}
                      .hovered=${this.hovered}
                      @row-hover=${({ id }: RowHoverEvent) => {
                        this.hovered = id;
                      }}
                      @store-open=${this.#opened}
                      @area-filter=${({ bbox }: AreaFilterEvent) => {
                        const { bbox: _, ...others } = this.#filter;
                        this.#console.value!.go(
                          addressOf(bbox === undefined ? others : { ...others, bbox }, this.#sort, this.#at),
                        );
                      }}
                    ></stores-map>`
                  : nothing
              }</div>`
      }
      <bulk-dialog
        .reader=${{ language, categories: categoryNames(this.categories, language) }}
        @bulk-done=${this.#bulkDone}
      ></bulk-dialog>
      <bulk-edit
        .language=${language}
        .categories=${this.categories}
        .publishing=${this.publishing}
        @bulk-given=${({ change }: BulkGivenEvent) => this.#bulk(words.edit, change)}
      ></bulk-edit>
      <closure-dialog
        .language=${language}
        ?shown=${this.closing}
        @closure-given=${({ closure }: ClosureGivenEvent) => {
          this.closing = false;
          void this.#bulkDialog.carryOut(words.closeTemporarily, meant(this.selection, this.#filter), {
            closure,
          });
        }}
      ></closure-dialog>
    `;
  }

  get #filter() {
    return filterOf(this.query);
  }
  get #sort() {
    return sortOf(this.query);
  }
  get #at() {
    return momentOf(this.query);
  }
  get #address() {
    return addressOf(this.#filter, this.#sort, this.#at);
  }

  #countLine() {
    const { language, session, go } = this.#console.value!;
    const words = storeWords[language];
    const count = this.#rows.count;
    return html`<div class="line">
      <span role="status"
        >${count === undefined ? words.loading : words.found(new Intl.NumberFormat(language).format(count))}</span
      >
      ${
        this.#rows.current
          ? nothing
          : html`<button class="plain" @click=${this.#refresh}>${words.stale} · ${words.refresh}</button>`
      }
      <span class="spring"></span>
      <button aria-pressed=${this.mapShown} @click=${this.#toggleMap}>
        <wa-icon name="map"></wa-icon>${words.showMap}
      </button>
      <wa-dropdown @wa-select=${this.#columnChosen}>
        <button slot="trigger"><wa-icon name="columns"></wa-icon>${words.chooseColumns}</button>
        ${COLUMNS.filter(({ name }) => name !== 'name').map(
          ({ name }) => html`<wa-dropdown-item
            value=${name}
            type="checkbox"
            ?checked=${this.columns.includes(name)}
            >${words.columns[name]}</wa-dropdown-item
          >`,
        )}
      </wa-dropdown>
      ${
        session.may('edit')
          ? html`<button class="primary" @click=${() => go('store')}>
              <wa-icon name="plus"></wa-icon>${words.create}
            </button>`
          : nothing
      }
    </div>`;
  }

  #selectionLine() {
    const { language, session } = this.#console.value!;
    const words = storeWords[language];
    const count = this.#selected;
    const publisher = session.may('publish');
    const publish = this.publishing === 'asks' ? words.requestReview : words.publish;
    return html`<div class="line selected" role="toolbar" aria-label=${words.selected(count)}>
      <strong role="status">${words.selected(count)}</strong>
      ${
        this.publishing === 'drafts'
          ? nothing
          : html`<button class="primary" @click=${() => this.#bulk(publish, { action: 'publish' })}>
              ${publish}
            </button>`
      }
      <button class=${this.publishing === 'drafts' ? 'primary' : ''} @click=${this.#edit}>${words.edit}</button>
      ${
        publisher
          ? html`<button
                @click=${() => {
                  this.closing = true;
                }}
              >
                ${words.closeTemporarily}
              </button>
              <button @click=${() => this.#bulk(words.endClosure, { closure: null })}>${words.endClosure}</button>`
          : nothing
      }
      <button
        @click=${() => this.#bulk(words.confirmed, { set: { confirmedAt: new Date().toISOString() } })}
      >
        ${words.confirmed}
      </button>
      <wa-dropdown
        @wa-select=${(event: CustomEvent<{ item: { value?: string } }>) => {
          const action = event.detail.item.value as NonNullable<BulkChange['action']>;
          this.#bulk(words[action === 'delete' ? 'remove' : action], { action });
        }}
      >
        <button slot="trigger">${words.moreActions}<wa-icon name="chevron-down"></wa-icon></button>
        <wa-dropdown-item value="discard">${words.discard}</wa-dropdown-item>
        ${
          publisher
            ? html`<wa-dropdown-item value="close">${words.close}</wa-dropdown-item>
                <wa-dropdown-item value="reopen">${words.reopen}</wa-dropdown-item>
                <wa-dropdown-item value="delete" variant="danger">${words.remove}</wa-dropdown-item>`
            : nothing
        }
      </wa-dropdown>
      <span class="spring"></span>
      <button
        class="plain"
        @click=${() => {
          this.selection = nothingSelected;
        }}
      >
        ${words.clearSelection}
      </button>
    </div>`;
  }

  /** How many, as people write it. */
  get #selected(): string {
    const count = selectedCount(this.selection, this.#rows.count ?? 0);
    return new Intl.NumberFormat(this.#console.value!.language).format(count);
  }

  #nothing() {
    const { language, session, go } = this.#console.value!;
    const words = storeWords[language];
    const filtered = Object.keys(this.#filter).length > 0;
    return html`<div class="message">
      <strong>${filtered ? words.none : words.empty}</strong>
      <span>${filtered ? words.noneMore : words.emptyMore}</span>
      <div>
        ${
          filtered
            ? html`<button @click=${() => go('stores')}>${words.reset}</button>`
            : session.may('edit')
              ? html`<button class="primary" @click=${() => go('import')}>${words.importStores}</button>
                  <button @click=${() => go('store')}>${words.create}</button>`
              : nothing
        }
      </div>
    </div>`;
  }

  readonly #opened = ({ id }: StoreOpenEvent) => {
    const table = this.renderRoot.querySelector<StoreTable>('store-table');
    if (table) keepPlace({ address: this.#address, ...table.place });
    this.#console.value!.go(`store?id=${id}`);
  };

  #edit() {
    this.renderRoot.querySelector<BulkEdit>('bulk-edit')!.open(this.#selected);
  }

  #toggleMap() {
    this.mapShown = !this.mapShown;
    this.#kept.set('console.map', this.mapShown ? 'on' : 'off');
  }

  #filterChanged({ filter, at }: FilterChangeEvent) {
    this.#console.value!.go(addressOf(filter, this.#sort, at));
  }

  #columnChosen(event: CustomEvent<{ item: { value?: string } }>) {
    const { value } = event.detail.item;
    this.columns = COLUMNS.flatMap(({ name }) =>
      (name === value) !== this.columns.includes(name) ? name : [],
    );
    this.#kept.set('console.columns', this.columns.join(','));
  }

  #bulk(label: string, change: BulkChange) {
    void this.#bulkDialog.ask(label, meant(this.selection, this.#filter), change);
  }

  get #bulkDialog(): BulkDialog {
    return this.renderRoot.querySelector<BulkDialog>('bulk-dialog')!;
  }

  #bulkDone({ label, changed, operation }: BulkDoneEvent) {
    const { language, tell } = this.#console.value!;
    const words = storeWords[language];
    const count = new Intl.NumberFormat(language).format(changed);
    this.renderRoot.querySelector<BulkEdit>('bulk-edit')!.clear();
    this.selection = nothingSelected;
    this.#refresh();
    tell({
      text: words.done(label, count),
      ...(operation ? { action: { label: words.undo, run: () => void this.#undo(operation.id) } } : {}),
    });
  }

  async #undo(operation: string) {
    const { language, tell } = this.#console.value!;
    const words = storeWords[language];
    const number = new Intl.NumberFormat(language);
    try {
      const { body } = await ops<Undone>(`/operations/${operation}/undo`, { method: 'POST' });
      const stayed = body.conflicts.length;
      const text = words.undone(number.format(body.restored));
      tell({ text: stayed > 0 ? `${text}；${words.undoConflicts(number.format(stayed))}` : text });
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      tell({ kind: 'failed', text: words.other(failureText(error, language)) });
    }
    this.#refresh();
  }

  #refresh() {
    this.#rows.refresh();
    this.revision += 1;
    void this.#readFacets();
  }

  async #readFacets() {
    try {
      this.facets = (await ops<StoreFacets>('/stores/facets')).body;
    } catch {
      // The filters work without the counts; what fails the list is said there.
    }
  }
}

customElements.define('stores-view', StoresView);
