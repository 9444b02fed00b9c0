import { css, html, LitElement, nothing } from 'lit';
import type { Located } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { whenIdle } from '../elements/idle.ts';
import { panelWords } from '../locale/panel-words.ts';
import type { MapMoveEvent } from '../map/events.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { idlePicture } from './idle-picture.ts';
import type { Place } from './inquiry.ts';
import type { ListedStore } from './listed-store.ts';
import { locatedOf } from './service.ts';

/** The map comes after the list, but not much later, also while the panel's tab is hidden. */
const LATEST_MAP_MILLISECONDS = 300;

/**
 * The map, and what the agent can do with it: look around where it was moved to, come back to the customer, pick where
 * the customer is. Before the first place a picture stands for it.
 *
 * @property {Place | undefined} place
 * @property {readonly ListedStore[]} stores
 * @property {readonly string[]} selected  ids
 * @property {string | undefined} hovered  id
 * @property {PluginSettings} settings
 * @property {boolean} picking
 * @fires area-search  AreaSearchEvent
 * @fires pick-cancel
 * @fires back  the customer's place is wanted again
 */
export class MapPane extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        position: relative;
        min-height: 0;
        overflow: hidden;
      }
      store-map {
        display: block;
        height: 100%;
      }
      /* What moves in it costs no frame: a first location's answer has the processor to itself. */
      .idle store-map {
        content-visibility: hidden;
      }
      .map {
        height: 100%;
      }
      .idle-picture {
        position: absolute;
        inset: 0;
        width: min(240px, 60%);
        height: 100%;
        margin: auto;
        fill: none;
        stroke: var(--line-strong);
        stroke-linecap: round;
        stroke-linejoin: round;
        stroke-width: 1.5;
        opacity: 0.6;
      }
      .over {
        position: absolute;
        inset: 8px 44px auto 8px;
        z-index: 1000;
        display: flex;
        flex-wrap: wrap;
        align-items: flex-start;
        justify-content: center;
        gap: 6px;
        margin: 0;
        pointer-events: none;
      }
      .over > * {
        min-height: 28px;
        padding: 0 10px;
        border-radius: 14px;
        box-shadow: 0 1px 4px rgb(0 0 0 / 0.25);
        font-size: 13px;
        pointer-events: auto;
      }
      .hint {
        margin: 0;
        background: var(--surface);
        color: var(--text);
        line-height: 28px;
      }
    `,
  ];
  static override properties = {
    place: { attribute: false },
    stores: { attribute: false },
    selected: { attribute: false },
    hovered: {},
    settings: { attribute: false },
    language: {},
    picking: { type: Boolean },
    movedTo: { state: true },
  };

  declare place: Place | undefined;
  declare stores: readonly ListedStore[];
  declare selected: readonly string[];
  declare hovered: string | undefined;
  declare settings: PluginSettings;
  declare language: Language;
  declare picking: boolean;
  /** The middle of the map once the agent has moved it away. */
  declare movedTo: Located | undefined;

  #loading: Promise<unknown> | undefined;
  /** What to show once the map's code has come; `place` is told later, while an answer is waited for. */
  #wanted: Place | undefined;

  /** Centres the map in the calling task; once its code has come, which the page waits for nowhere else. */
  show(place: Place) {
    this.movedTo = undefined;
    const map = this.#map;
    if (map && 'show' in map) map.show(locatedOf(place, this.settings), place.scale);
    else {
      this.#wanted = place;
      this.#loadMap();
    }
  }

  /** The list is drawn first. */
  protected override firstUpdated() {
    whenIdle(() => this.#loadMap(), LATEST_MAP_MILLISECONDS);
  }

  protected override updated(changed: Map<PropertyKey, unknown>) {
    if (changed.has('settings') && changed.get('settings') !== undefined && this.place) this.show(this.place);
    const map = this.#map;
    if (!changed.has('place') || this.place) return;
    this.#wanted = undefined;
    if (map && 'forget' in map) map.forget();
  }

  override render() {
    const words = panelWords[this.language];
    const isIdle = !this.place && !this.picking;
    return html`
      <div class="map ${isIdle ? 'idle' : ''}">
        ${isIdle ? idlePicture : nothing}
        <store-map
          role="region"
          aria-label=${words.map}
          .stores=${this.stores}
          .selected=${this.selected}
          .hovered=${this.hovered}
          .tiles=${this.settings.tiles ?? undefined}
          .picking=${this.picking}
          .language=${this.language}
          @map-move=${this.#onMove}
        ></store-map>
      </div>
      <div class="over">${this.#over}</div>
    `;
  }

  get #map() {
    return this.renderRoot?.querySelector('store-map');
  }

  get #over() {
    const words = panelWords[this.language];
    const { movedTo } = this;
    if (this.picking) {
      return html`<p class="hint" role="status">${words.picking}</p>
        <button type="button" @click=${() => this.dispatchEvent(new Event('pick-cancel'))}>
          ${words.cancel}
        </button>`;
    }
    if (!movedTo || !this.place) return nothing;
    return html`
      <button type="button" @click=${() => this.#searchAround(movedTo)}>
        ${words.searchArea}
      </button>
      <button type="button" @click=${() => this.dispatchEvent(new Event('back'))}>
        ${words.backToCustomer}
      </button>
    `;
  }

  #loadMap() {
    this.#loading ??= import('../map/store-map.ts').then(
      () => {
        const place = this.#wanted ?? this.place;
        this.#wanted = undefined;
        if (place) this.show(place);
      },
      () => {
        // The next place tries again.
        this.#loading = undefined;
      },
    );
  }

  #searchAround(area: Located) {
    this.movedTo = undefined;
    this.dispatchEvent(new AreaSearchEvent(area));
  }

  #onMove({ center, byAgent }: MapMoveEvent) {
    this.movedTo = byAgent ? center : undefined;
  }
}

/** Stores are wanted around the middle of the map. */
export class AreaSearchEvent extends Event {
  readonly area: Located;
  constructor(area: Located) {
    super('area-search');
    this.area = area;
  }
}

customElements.define('map-pane', MapPane);

declare global {
  interface HTMLElementTagNameMap {
    'map-pane': MapPane;
  }
}
