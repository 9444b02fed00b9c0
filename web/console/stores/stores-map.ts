import { css, html, LitElement, nothing } from 'lit';
import type { Bbox } from '../../../shared/bbox.ts';
import type { Language } from '../../../shared/language.ts';
import type { StoreFilter } from '../../../shared/store-filter.ts';
import type { StoreClusters } from '../../../shared/store-table.ts';
import { ops } from '../../api/ops.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import type { AreaChangeEvent, MarkHoverEvent, MarkPickEvent } from '../../map/catalogue-events.ts';
import '../../map/catalogue-map.ts';
import type { CatalogueMap } from '../../map/catalogue-map.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { TilesInUse } from '../tiles-in-use.ts';
import { RowHoverEvent, StoreOpenEvent } from './store-events.ts';

/** The table is to show only what lies in this area. */
export class AreaFilterEvent extends Event {
  /** As in a filter; undefined: everywhere. */
  readonly bbox: string | undefined;
  constructor(bbox: string | undefined) {
    super('area-filter');
    this.bbox = bbox;
  }
}

/** Moving on within it asks for nothing. */
const SETTLE_MILLISECONDS = 120;
const WORLD = { bbox: '-180,-85,180,85', zoom: 2 };

/**
 * The same stores as the table's, on the map: as clusters, since they may be many. Another filter brings what it finds
 * into view.
 * @fires store-open  StoreOpenEvent
 * @fires row-hover  RowHoverEvent
 * @fires area-filter  AreaFilterEvent
 */
export class StoresMap extends LitElement {
  static override properties = {
    language: {},
    filter: { attribute: false },
    revision: { type: Number },
    hovered: {},
    answer: { state: true },
    failed: { state: true },
  };
  declare language: Language;
  declare filter: StoreFilter;
  /** Another number: the stores changed. */
  declare revision: number;
  declare hovered: string | undefined;
  declare answer: StoreClusters | undefined;
  declare failed: boolean;

  #area: { bbox: Bbox; zoom: number } | undefined;
  #asking: AbortController | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #fitted = false;
  readonly #tiles = new TilesInUse(this);

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        position: relative;
        display: block;
        min-height: 0;
      }
      .over {
        position: absolute;
        inset: 10px auto auto 10px;
        z-index: 1000;
        display: flex;
        gap: 6px;
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--surface-selected);
        color: var(--good);
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.filter = {};
    this.revision = 0;
    this.failed = false;
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#settling);
    this.#asking?.abort();
  }

  override willUpdate(changed: Map<string, unknown>) {
    const before = changed.get('filter') as StoreFilter | undefined;
    if (before && wherever(before) !== wherever(this.filter)) this.#fitted = false;
    if (changed.has('filter') || changed.has('revision')) this.#askSoon();
  }

  override render() {
    const words = storeWords[this.language];
    return html`
      <catalogue-map
        .language=${this.language}
        .clusters=${this.answer?.clusters ?? []}
        .hovered=${this.hovered}
        .tiles=${this.#tiles.shown}
        @area-change=${({ bbox, zoom }: AreaChangeEvent) => {
          this.#area = { bbox, zoom };
          this.#askSoon();
        }}
        @mark-pick=${({ id }: MarkPickEvent) => this.dispatchEvent(new StoreOpenEvent(id))}
        @mark-hover=${({ id }: MarkHoverEvent) => this.dispatchEvent(new RowHoverEvent(id))}
      ></catalogue-map>
      <div class="over">
        ${this.failed ? html`<button @click=${this.#ask}>${words.failed} · ${words.retry}</button>` : nothing}
        <button
          aria-pressed=${this.filter.bbox !== undefined}
          @click=${() =>
            this.dispatchEvent(
              new AreaFilterEvent(this.filter.bbox ? undefined : this.#area?.bbox.join(',')),
            )}
        >
          ${words.area}
        </button>
      </div>
    `;
  }

  #askSoon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(this.#ask, SETTLE_MILLISECONDS);
  }

  readonly #ask = async () => {
    if (!this.#area) return;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { bbox, zoom } = this.#area;
    const inView = { bbox: bbox.map((degree) => degree.toFixed(6)).join(','), zoom };
    try {
      const { body } = await ops<StoreClusters>('/stores/clusters', {
        query: this.#fitted ? { ...this.filter, ...inView } : { ...WORLD, ...this.filter },
        signal: asking.signal,
      });
      this.failed = false;
      if (this.#fitted || body.clusters.length === 0) this.answer = body;
      else this.#fit(body);
    } catch {
      if (!asking.signal.aborted) this.failed = true;
    }
  };

  /** The stores are somewhere in the world: the clusters of where they are come next. */
  #fit({ clusters }: StoreClusters) {
    this.#fitted = true;
    const [wests, souths, easts, norths] = [0, 1, 2, 3].map((side) =>
      clusters.map(({ bbox }) => bbox[side]!),
    );
    this.renderRoot
      .querySelector<CatalogueMap>('catalogue-map')
      ?.show([Math.min(...wests!), Math.min(...souths!), Math.max(...easts!), Math.max(...norths!)]);
    this.#askSoon();
  }
}

/** What a filter asks of stores, but for the part of the map they are in. */
const wherever = ({ bbox: _, ...others }: StoreFilter) => JSON.stringify(others);

customElements.define('stores-map', StoresMap);
