import { css, html, LitElement, nothing } from 'lit';
import { distanceInWords } from '../../../shared/distance-words.ts';
import type { Language } from '../../../shared/language.ts';
import { type ImportRow, type ImportSummary, importRows, type RowsQuery } from '../../api/imports.ts';
import { importWords } from '../../locale/console/import-words.ts';
import '../../map/catalogue-map.ts';
import type { CatalogueMap } from '../../map/catalogue-map.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { failureText } from '../failure-text.ts';
import { TilesInUse } from '../tiles-in-use.ts';
import { issueText } from './reason-text.ts';

type Tab = 'all' | 'reject' | 'doubtful' | 'update' | 'create' | 'close';

/** Of what is shown at once on the small map. */
const MOST_MARKS = 200;
/** The service answers one kind of risk at a time; so many rows are asked for before somebody has to ask for more. */
const ROWS_AT_ONCE = 60;

/** What would become of the rows of a file: those with problems first, then the riskiest changes. */
export class ImportRows extends LitElement {
  static override properties = {
    language: {},
    job: {},
    generation: { type: Number },
    summary: { attribute: false },
    tab: { state: true },
    rows: { state: true },
    next: { state: true },
    failure: { state: true },
  };
  declare language: Language;
  /** Its id. */
  declare job: string;
  /** Another one: the file was looked at anew. */
  declare generation: number;
  declare summary: ImportSummary;
  declare tab: Tab;
  declare rows: readonly ImportRow[];
  declare next: string | null;
  declare failure: string | undefined;
  #asking: AbortController | undefined;
  readonly #tiles = new TilesInUse(this);

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      .tabs {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px;
        margin-bottom: 10px;
      }
      .tabs button[aria-selected='true'] {
        border-color: var(--accent);
        color: var(--good);
      }
      catalogue-map {
        height: 220px;
        margin-bottom: 10px;
        border: 1px solid var(--line);
        border-radius: 6px;
      }
      ol {
        display: grid;
        gap: 6px;
        max-height: 520px;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
      }
      li {
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-inline-start-width: 4px;
        border-radius: 4px;
        font-size: 13px;
      }
      li.reject {
        border-inline-start-color: var(--bad);
      }
      li.update {
        border-inline-start-color: var(--warn);
      }
      li.create {
        border-inline-start-color: var(--good);
      }
      .issue {
        color: var(--bad);
      }
      .doubt {
        color: var(--warn);
      }
      .quiet {
        color: var(--text-quiet);
      }
      del {
        color: var(--text-quiet);
      }
      ins {
        background: var(--good-surface);
        text-decoration: none;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 2px 10px;
        margin: 4px 0 0;
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.tab = 'all';
    this.rows = [];
    this.next = null;
  }

  override willUpdate(changed: Map<string, unknown>) {
    if (changed.has('job') || changed.has('generation') || changed.has('tab')) void this.#read(undefined);
  }

  override updated(changed: Map<string, unknown>) {
    const map = this.renderRoot.querySelector<CatalogueMap>('catalogue-map');
    const places = this.rows.flatMap(({ position }) => position ?? []);
    if (!changed.has('rows') || !map || places.length === 0) return;
    const [longitudes, latitudes] = [places.map((at) => at.longitude), places.map((at) => at.latitude)];
    void map.updateComplete.then(() =>
      map.show([
        Math.min(...longitudes),
        Math.min(...latitudes),
        Math.max(...longitudes),
        Math.max(...latitudes),
      ]),
    );
  }

  override render() {
    const words = importWords[this.language];
    const number = new Intl.NumberFormat(this.language);
    const { rejected, update, create, close, unchanged, doubts } = this.summary;
    const doubtful = Object.values(doubts).reduce((sum, count) => sum + count, 0);
    const counts = { reject: rejected, doubtful, update, create, close };
    return html`
      <div class="tabs" role="tablist">
        ${this.#tab('all', words.tabs.all)}
        ${(['reject', 'doubtful', 'update', 'create', 'close'] as const).map((tab) =>
          counts[tab] > 0 ? this.#tab(tab, words.tabs[tab](number.format(counts[tab]))) : nothing,
        )}
        ${unchanged > 0 ? html`<span class="quiet">${words.unchanged(number.format(unchanged))}</span>` : nothing}
      </div>
      ${this.#map()}
      ${this.failure ? html`<p class="issue" role="alert">${this.failure}</p>` : nothing}
      ${this.rows.length === 0 ? html`<p class="quiet">${words.noRows}</p>` : nothing}
      <ol>
        ${this.rows.map((row) => this.#row(row))}
      </ol>
      ${this.next ? html`<button @click=${() => this.#read(this.next ?? undefined)}>${words.more}</button>` : nothing}
    `;
  }

  #tab(tab: Tab, label: string) {
    return html`<button
      role="tab"
      aria-selected=${this.tab === tab}
      @click=${() => {
        this.tab = tab;
      }}
    >
      ${label}
    </button>`;
  }

  #map() {
    const placed = this.rows.filter(({ position }) => position !== null).slice(0, MOST_MARKS);
    if (placed.length === 0) return nothing;
    return html`<catalogue-map
      aria-label=${importWords[this.language].map}
      .language=${this.language}
      .tiles=${this.#tiles.shown}
      .clusters=${placed.map(({ record, name, position }) => ({
        longitude: position!.longitude,
        latitude: position!.latitude,
        stores: 1,
        bbox: [position!.longitude, position!.latitude, position!.longitude, position!.latitude],
        id: `${record}`,
        name,
        status: null,
      }))}
    ></catalogue-map>`;
  }

  #row(row: ImportRow) {
    const words = importWords[this.language];
    const label = (field: string) => words.fields[field] ?? field;
    return html`<li class=${row.outcome}>
      <strong>${row.name}</strong> ${row.branch ?? ''}
      <span class="quiet">${words.line(row.line)} ${row.address}</span>
      ${
        row.risk && row.outcome !== 'create'
          ? html`<span class="doubt"
              >${row.risk === 'moved' ? words.moved(distanceInWords(row.movedMeters, this.language)) : words.risks[row.risk]}</span
            >`
          : nothing
      }
      ${row.issues.map((issue) => html`<div class="issue" title=${issue.message}>${issueText(issue, this.language)}</div>`)}
      ${row.warnings.map((issue) => html`<div class="doubt" title=${issue.message}>${issueText(issue, this.language)}</div>`)}
      ${
        row.changes.length === 0 || row.outcome === 'create'
          ? nothing
          : html`<dl>
              ${row.changes.map(
                ({ field, from, to }) => html`<dt class="quiet">${label(field)}</dt>
                  <dd><del>${from}</del> → <ins>${to}</ins></dd>`,
              )}
            </dl>`
      }
    </li>`;
  }

  async #read(cursor: string | undefined) {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const query: RowsQuery =
      this.tab === 'doubtful' ? { doubtful: true } : this.tab === 'all' ? {} : { outcome: this.tab };
    try {
      const read: ImportRow[] = [];
      let next = cursor ?? null;
      do {
        const page = await importRows(this.job, { ...query, cursor: next ?? undefined }, asking.signal);
        read.push(...page.rows);
        next = page.next;
      } while (next !== null && read.length < ROWS_AT_ONCE);
      this.rows = cursor === undefined ? read : [...this.rows, ...read];
      this.next = next;
      this.failure = undefined;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.failure = failureText(error, this.language);
    }
  }
}

customElements.define('import-rows', ImportRows);
