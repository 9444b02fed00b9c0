import { html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { ListedCategory } from '../api/categories.ts';
import { Patience } from '../elements/patience.ts';
import { Ticker } from '../elements/ticker.ts';
import type { ChatHost } from '../host/chat-host.ts';
import type { MapPickEvent, StoreHoverEvent } from '../map/events.ts';
import { baseStyles } from '../style/controls.ts';
import { AgentActions } from './agent-actions.ts';
import type { AnswerFlow } from './answer-flow.ts';
import type { MapFoldEvent, Sheet, SheetEvent, ToolsToggleEvent } from './events.ts';
import type { Inquiry, Place } from './inquiry.ts';
import { type ListedStore, listed } from './listed-store.ts';
import type { AreaSearchEvent } from './map-pane.ts';
import { PanelKeys } from './panel-keys.ts';
import { storePanelStyles } from './store-panel-styles.ts';
import './list-pane.ts';
import './map-pane.ts';
import './panel-header.ts';
import './put-pane.ts';
import './reach-line.ts';
import './store-list.ts';

const NONE: readonly ListedStore[] = [];

/**
 * The agent's panel: shows how the answer flow stands, and passes on what the agent does.
 *
 * @property {AnswerFlow} flow
 * @property {PluginSettings} settings
 * @property {'put' | 'choose'} onLocation
 * @property {Language} messageLanguage  what messages are written in
 * @property {ChatHost} host  while no client is there, copying takes the place of putting
 * @property {readonly ListedCategory[]} categories  in the order of their tree; none until the tools are open
 * @property {boolean} demo  customers cannot open the links
 * @fires on-location-change  the agent decided what a location click does
 * @fires message-language
 * @fires map-fold
 * @fires tools-toggle
 */
export class StorePanel extends LitElement {
  static override styles = [baseStyles, storePanelStyles];
  static override properties = {
    flow: { attribute: false },
    settings: { attribute: false },
    language: {},
    messageLanguage: {},
    onLocation: {},
    mapFolded: { type: Boolean },
    toolsOpen: { type: Boolean },
    host: { attribute: false },
    categories: { attribute: false },
    demo: { type: Boolean },
    hovered: { state: true },
    picking: { state: true },
    sheet: { state: true },
  };

  declare flow: AnswerFlow;
  declare settings: PluginSettings;
  declare language: Language;
  declare messageLanguage: Language;
  declare onLocation: PluginSettings['onLocation'];
  declare mapFolded: boolean;
  declare toolsOpen: boolean;
  declare host: ChatHost;
  declare categories: readonly ListedCategory[];
  declare demo: boolean;
  /** Id of the store that the pointer or focus is on, in the list or on the map. */
  declare hovered: string | undefined;
  /** The next click on the map says where the customer is. */
  declare picking: boolean;
  /** What lies over the list. */
  declare sheet: Sheet | undefined;

  readonly #patience = new Patience();
  #stores = NONE;
  #openid: string | undefined;

  constructor() {
    super();
    this.categories = [];
    this.picking = false;
    new Ticker(
      this,
      () => (this.flow.inquiry.search.state === 'waiting' ? 1000 : 60_000),
      () => void this.flow.refresh(),
    );
    new AgentActions(this, () => this.flow);
    for (const sign of ['pointerenter', 'focusin']) {
      this.addEventListener(sign, this.#loadExtras, { once: true });
    }
    new PanelKeys(this, {
      pick: (number) => this.#list?.pick(number - 1),
      enterList: () => (this.#list ?? this.renderRoot.querySelector('list-pane'))?.focus(),
      put: () => void this.flow.put('news'),
      leave: () => this.#leave(),
    });
  }

  /** Centres the map in the calling task. */
  show(place: Place) {
    this.renderRoot?.querySelector('map-pane')?.show(place);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.flow.addEventListener('change', this.#onFlowChange);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.flow.removeEventListener('change', this.#onFlowChange);
  }

  /** While a search is young the page is left to it: an answer that comes at once is put before anything is drawn. */
  protected override async scheduleUpdate() {
    await this.#patience.while(() => this.flow.inquiry.search.state === 'running');
    super.scheduleUpdate();
  }

  protected override willUpdate() {
    const { search, conversation, lookup } = this.flow.inquiry;
    if (this.toolsOpen || this.sheet || lookup.state !== 'none') this.#loadExtras();
    if (conversation.openid !== this.#openid) {
      this.#openid = conversation.openid;
      this.picking = false;
      this.sheet = undefined;
    }
    this.#stores = search.state === 'found' ? listed(search.answer) : NONE;
  }

  protected override updated() {
    const { search, counts } = this.flow.inquiry;
    // After what the answer is for.
    if (this.toolsOpen && search.state === 'found' && !counts) setTimeout(this.flow.count);
  }

  override render() {
    const { flow, language } = this;
    const { inquiry } = flow;
    const now = Date.now();
    return html`
      <main
        class="${this.mapFolded ? 'folded' : ''} ${this.toolsOpen ? 'tools' : ''}"
        @store-hover=${(event: StoreHoverEvent) => {
          this.hovered = event.store?.id;
        }}
        @sheet=${({ sheet }: SheetEvent) => {
          this.sheet = sheet;
        }}
        @tools-toggle=${({ open }: ToolsToggleEvent) => {
          this.toolsOpen = open;
        }}
        @map-pick=${this.#onMapPick}
      >
        <panel-header
          .inquiry=${inquiry}
          .language=${language}
          .onLocation=${this.onLocation}
          .mapFolded=${this.mapFolded}
          .toolsOpen=${this.toolsOpen}
          .sheet=${this.sheet}
          .puts=${flow.inquiries.reduce((sum, { puts }) => sum + puts.length, 0)}
          @map-fold=${(event: MapFoldEvent) => {
            this.mapFolded = event.folded;
          }}
        ></panel-header>
        ${this.toolsOpen ? this.#tools(inquiry) : nothing}
        <map-pane
          ?inert=${this.mapFolded}
          .place=${inquiry.place}
          .stores=${this.#stores}
          .selected=${inquiry.selected}
          .hovered=${this.hovered}
          .settings=${this.settings}
          .language=${language}
          .picking=${this.picking}
          @area-search=${({ area }: AreaSearchEvent) => void flow.places.lookAround(area)}
          @pick-cancel=${() => {
            this.picking = false;
          }}
          @back=${() => void flow.places.backToCustomer()}
        ></map-pane>
        <reach-line
          .inquiry=${inquiry}
          .language=${language}
          .now=${now}
          @retry=${flow.refresh}
          @back=${() => void flow.places.backToCustomer()}
        ></reach-line>
        <list-pane
          .inquiry=${inquiry}
          .language=${language}
          .hostPresent=${this.host.present}
          .restored=${inquiry.conversation.openid === undefined && flow.inquiries.length > 1}
          .now=${now}
          ?inert=${this.sheet !== undefined}
          @retry=${() => void flow.retrySearch()}
          @retry-lookup=${() => void flow.places.lookUp(inquiry.draft)}
        >
          <store-list
            .stores=${this.#stores}
            .language=${language}
            .selected=${inquiry.selected}
            .hovered=${this.hovered}
            .put=${new Set(inquiry.puts.flatMap(({ stores }) => stores.map(({ id }) => id)))}
            .near=${inquiry.place?.position}
            .now=${now}
          ></store-list>
        </list-pane>
        <put-pane
          .flow=${flow}
          .inquiry=${inquiry}
          .remark=${flow.remark}
          .language=${language}
          .messageLanguage=${this.messageLanguage}
          .sheet=${this.sheet}
          .copying=${!this.host.present}
          .demo=${this.demo}
          .now=${now}
        ></put-pane>
      </main>
    `;
  }

  #tools(inquiry: Inquiry) {
    return html`<find-tools
      .inquiry=${inquiry}
      .language=${this.language}
      .categories=${this.categories}
      @map-wanted=${this.#onMapWanted}
    ></find-tools>`;
  }

  /** Undefined while something else stands in its place. */
  get #list() {
    const list = this.renderRoot.querySelector('store-list');
    return list?.getClientRects().length && this.sheet === undefined ? list : undefined;
  }

  /** What a first answer does without comes with the first sign of a hand, or when it is wanted. */
  readonly #loadExtras = () => void import('./extras.ts');

  readonly #onFlowChange = () => {
    this.requestUpdate();
    this.#patience.look();
  };

  #onMapWanted() {
    this.picking = true;
    // The map needs the room.
    this.mapFolded = false;
    this.toolsOpen = false;
  }

  #onMapPick({ place }: MapPickEvent) {
    this.picking = false;
    void this.flow.places.pick(place);
  }

  #leave() {
    if (this.sheet) this.sheet = undefined;
    else if (this.picking) this.picking = false;
    else this.flow.places.closeLookup();
  }
}

customElements.define('store-panel', StorePanel);

declare global {
  interface HTMLElementTagNameMap {
    'store-panel': StorePanel;
  }
}
