import { ContextConsumer } from '@lit/context';
import { html, LitElement, nothing } from 'lit';
import type { BulkChange } from '../../../shared/bulk.ts';
import type { StoreFacets } from '../../../shared/store-table.ts';
import { categoryNames, type ListedCategory, listCategories } from '../../api/categories.ts';
import { ops } from '../../api/ops.ts';
import { KeptValues } from '../../elements/kept-values.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { failureText } from '../failure-text.ts';
import { type Publishing, publishingOf } from '../publishing.ts';
import { undoAction } from '../undo-operation.ts';
import './bulk-dialog.ts';
import type { BulkDialog, BulkDoneEvent } from './bulk-dialog.ts';
import './closure-dialog.ts';
import type { ClosureGivenEvent } from './closure-dialog.ts';
import { countLine } from './count-line.ts';
import { emptyList } from './empty-list.ts';
import './bulk-edit.ts';
import type { BulkGivenEvent } from './bulk-edit.ts';
import { addressOf, filterOf, momentOf, sortOf } from './filter-address.ts';
import { keepPlace, type ListPlace, takePlace } from './list-place.ts';
import { COLUMNS, type ColumnName, type Reader, USUAL_COLUMNS } from './store-columns.ts';
import type { RowHoverEvent, SelectionChangeEvent, SortChangeEvent, StoreOpenEvent } from './store-events.ts';
import './store-filter-bar.ts';
import { messageStyles } from '../message-styles.ts';
import { selectionLine } from './selection-line.ts';
import type { FilterChangeEvent } from './store-filter-bar.ts';
import { type RowsQuery, StoreRows } from './store-rows.ts';
import { meant, nothingSelected, type StoreSelection, selectedCount } from './store-selection.ts';
import { storesViewStyles } from './stores-view-styles.ts';
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
  declare publishing: Publishing;
  declare mapShown: boolean;
  /** Grows with each change made here: the map asks again. */
  declare revision: number;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #rows = new StoreRows(this);
  readonly #kept = new KeptValues(() => localStorage);
  /** What the address asks for, the same until it asks for something else: whoever is given it asks the service then only. */
  #listed: RowsQuery = { filter: {}, sort: 'name', at: undefined };
  #knownReader: (Reader & { readonly of: readonly ListedCategory[] }) | undefined;
  /** Where to stand once the rows are there. */
  #returning: ListPlace | undefined;

  static override styles = [baseStyles, buttonStyles, messageStyles, storesViewStyles];

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.selection = nothingSelected;
    this.categories = [];
    this.publishing = 'drafts';
    this.mapShown = this.#kept.get('console.map') !== 'off';
    this.revision = 0;
    const kept = this.#kept.get('console.columns')?.split(',');
    this.columns = kept ? COLUMNS.flatMap(({ name }) => (kept.includes(name) ? name : [])) : USUAL_COLUMNS;
  }

  override connectedCallback() {
    super.connectedCallback();
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
      this.#listed = { filter: filterOf(this.query), sort: sortOf(this.query), at: momentOf(this.query) };
      this.#rows.ask(this.#listed);
      if (!this.hasUpdated) this.#returning = takePlace(this.#address);
    }
  }

  override updated() {
    const table = this.#returning && this.renderRoot.querySelector<StoreTable>('store-table');
    if (!this.#returning || !table || this.#rows.count === undefined) return;
    void table.standAt(this.#returning);
    this.#returning = undefined;
  }

  override render() {
    const { language, session, go } = this.#console.value!;
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
      ${this.#line()}
      ${
        this.#rows.failure !== undefined && count === undefined
          ? html`<div class="message" role="alert">
              <strong>${words.failed}</strong>
              <span>${failureText(this.#rows.failure, language)}</span>
              <button @click=${() => this.#rows.refresh()}>${words.retry}</button>
            </div>`
          : count === 0
            ? emptyList({
                language,
                isFiltered: Object.keys(this.#filter).length > 0,
                mayEdit: session.may('edit'),
                go,
              })
            : html`<div class="both" ?data-map=${this.mapShown}><store-table
                .language=${language}
                .rows=${this.#rows}
                .revision=${this.#rows.revision}
                .count=${count ?? 0}
                .columns=${this.columns}
                .sort=${this.#sort}
                .selection=${this.selection}
                .reader=${this.#reader}
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
        @closure-given=${({ closure }: ClosureGivenEvent) =>
          this.#bulkDialog.carryOut(words.closeTemporarily, meant(this.selection, this.#filter), { closure })}
      ></closure-dialog>
    `;
  }

  /** The same until something in it is another: pointing at a row draws no table anew. */
  get #reader(): Reader {
    const { language } = this.#console.value!;
    const at = this.#at === undefined ? Math.floor(Date.now() / 60_000) * 60_000 : Date.parse(this.#at);
    const known = this.#knownReader;
    if (known?.language === language && known.at.getTime() === at && known.of === this.categories)
      return known;
    const categories = categoryNames(this.categories, language);
    this.#knownReader = { language, at: new Date(at), categories, of: this.categories };
    return this.#knownReader;
  }
  get #filter() {
    return this.#listed.filter;
  }
  get #sort() {
    return this.#listed.sort;
  }
  get #at() {
    return this.#listed.at;
  }
  get #address() {
    return addressOf(this.#filter, this.#sort, this.#at);
  }

  #line() {
    const { language, session, go } = this.#console.value!;
    const words = storeWords[language];
    const { count } = this.#rows;
    if (selectedCount(this.selection, count ?? 0) === 0) {
      return countLine({
        language,
        count,
        isFailed: this.#rows.failure !== undefined,
        isCurrent: this.#rows.current,
        mapShown: this.mapShown,
        columns: this.columns,
        mayAdd: session.may('edit'),
        refresh: () => this.#refresh(),
        toggleMap: () => this.#toggleMap(),
        toggleColumn: (column) => this.#toggleColumn(column),
        add: () => go('store'),
      });
    }
    const publish = this.publishing === 'asks' ? words.requestReview : words.publish;
    return selectionLine({
      language,
      count: this.#selected,
      publishing: this.publishing,
      publish: () => this.#bulk(publish, { action: 'publish' }),
      edit: () => this.renderRoot.querySelector('bulk-edit')!.open(this.#selected),
      closeTemporarily: () => this.renderRoot.querySelector('closure-dialog')!.open(),
      endClosure: () => this.#bulk(words.endClosure, { closure: null }),
      confirm: () => this.#bulk(words.confirmed, { set: { confirmedAt: new Date().toISOString() } }),
      act: (action) => this.#bulk(words[action === 'delete' ? 'remove' : action], { action }),
      clear: () => {
        this.selection = nothingSelected;
      },
    });
  }

  /** How many, as people write it. */
  get #selected(): string {
    const count = selectedCount(this.selection, this.#rows.count ?? 0);
    return new Intl.NumberFormat(this.#console.value!.language).format(count);
  }

  readonly #opened = ({ id }: StoreOpenEvent) => {
    const table = this.renderRoot.querySelector<StoreTable>('store-table');
    if (table) keepPlace({ address: this.#address, ...table.place });
    this.#console.value!.go(`store?id=${id}`);
  };

  #toggleMap() {
    this.mapShown = !this.mapShown;
    this.#kept.set('console.map', this.mapShown ? 'on' : 'off');
  }

  #filterChanged({ filter, at }: FilterChangeEvent) {
    this.#console.value!.go(addressOf(filter, this.#sort, at));
  }

  #toggleColumn(column: string) {
    this.columns = COLUMNS.flatMap(({ name }) =>
      (name === column) !== this.columns.includes(name) ? name : [],
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
    this.renderRoot.querySelector('bulk-edit')!.clear();
    this.selection = nothingSelected;
    this.#refresh();
    const undo = operation && undoAction(this.#console.value!, operation.id, () => this.#refresh());
    tell({ text: words.done(label, count), ...undo });
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
