import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { Datum } from '../../shared/datum.ts';
import type { Language } from '../../shared/language.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import type { PluginSettings, ShownTiles } from '../../shared/settings.ts';
import { copyText } from '../elements/clipboard.ts';
import { Ticker } from '../elements/ticker.ts';
import type { ChatHost, LocationMessage } from '../host/chat-host.ts';
import { panelWords } from '../locale/panel-words.ts';
import type { StoreHoverEvent, StoreSelectEvent } from '../map/events.ts';
import { baseStyles, visuallyHidden } from '../style/controls.ts';
import type { AnswerFlow } from './answer-flow.ts';
import type { CopyEvent, MapFoldEvent, PutEvent } from './events.ts';
import { idlePicture } from './idle-picture.ts';
import { lastPutFor } from './inquiry.ts';
import { type ListedStore, listed } from './listed-store.ts';
import { deliveryNotice, type Notice, remarkNotice, searchNotice } from './notice.ts';
import { storePanelStyles } from './store-panel-styles.ts';
import './list-pane.ts';
import './panel-header.ts';
import './panel-notice.ts';
import './put-bar.ts';
import './store-list.ts';

/**
 * The agent's panel: shows how the answer flow stands, and passes on what the agent does.
 *
 * @property {AnswerFlow} flow
 * @property {Datum} eventDatum  what the chat client's coordinates are measured against
 * @property {ShownTiles | undefined} tiles  the map to show instead of the one that is shipped
 * @property {'put' | 'choose'} onLocation
 * @property {ChatHost} host  while no client is there, copying takes the place of putting
 * @property {boolean} demo  customers cannot open the links
 * @fires on-location-change  the agent decided what a location click does
 * @fires map-fold
 */
export class StorePanel extends LitElement {
  static override styles = [baseStyles, visuallyHidden, storePanelStyles];
  static override properties = {
    flow: { attribute: false },
    language: {},
    eventDatum: {},
    tiles: { attribute: false },
    onLocation: {},
    mapFolded: { type: Boolean },
    host: { attribute: false },
    demo: { type: Boolean },
    hovered: { state: true },
    copied: { state: true },
  };

  declare flow: AnswerFlow;
  declare language: Language;
  declare eventDatum: Datum;
  declare tiles: ShownTiles | undefined;
  declare onLocation: PluginSettings['onLocation'];
  declare mapFolded: boolean;
  declare host: ChatHost;
  declare demo: boolean;
  /** Id of the store that the pointer or focus is on, in the list or on the map. */
  declare hovered: string | undefined;
  /** What became of the last copy, until anything else happens. */
  declare copied: Notice | undefined;

  #stores: readonly ListedStore[] = [];
  #answer: unknown;

  constructor() {
    super();
    new Ticker(
      this,
      () => (this.flow.inquiry.search.state === 'waiting' ? 1000 : 60_000),
      () => void this.flow.refresh(),
    );
  }

  /** Centres the map in the calling task; once its code has come, which the page waits for nowhere else. */
  show({ position, scale }: LocationMessage) {
    const map = this.renderRoot?.querySelector('store-map');
    if (map && 'show' in map) map.show({ position, datum: this.eventDatum }, scale);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.flow.addEventListener('change', this.#onFlowChange);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.flow.removeEventListener('change', this.#onFlowChange);
  }

  protected override async firstUpdated() {
    await import('../map/store-map.ts');
    this.#showPlace();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has('eventDatum') && changed.get('eventDatum') !== undefined) this.#showPlace();
  }

  protected override willUpdate() {
    const { search } = this.flow.inquiry;
    const answer = search.state === 'found' ? search.answer : undefined;
    if (answer === this.#answer) return;
    this.#answer = answer;
    this.#stores = answer ? listed(answer) : [];
  }

  override render() {
    const { flow, language } = this;
    const { inquiry, offered } = flow;
    const now = Date.now();
    const words = panelWords[language];
    const search = searchNotice(inquiry.search, now, language);
    return html`
      <main
        class=${this.mapFolded ? 'folded' : ''}
        @store-select=${(event: StoreSelectEvent) => flow.select(event.store.id)}
        @store-hover=${this.#onStoreHover}
      >
        <panel-header
          .inquiry=${inquiry}
          .language=${language}
          .onLocation=${this.onLocation}
          .mapFolded=${this.mapFolded}
          .demo=${this.demo}
          @map-fold=${(event: MapFoldEvent) => {
            this.mapFolded = event.folded;
          }}
        ></panel-header>
        <div class="map ${inquiry.place ? '' : 'idle'}" ?inert=${this.mapFolded}>
          ${inquiry.place ? nothing : idlePicture}
          <store-map
            role="region"
            aria-label=${words.map}
            .stores=${this.#stores}
            .selected=${inquiry.selected}
            .hovered=${this.hovered}
            .tiles=${this.tiles}
            .language=${language}
          ></store-map>
        </div>
        <div class="reach">
          <p class=${search.tone} aria-hidden="true">${search.text}</p>
          <p class="visually-hidden" role="status">${search.announced}</p>
          ${this.#stores.length > 0 ? html`<p>${words.straightLine}</p>` : nothing}
        </div>
        <list-pane
          .inquiry=${inquiry}
          .language=${language}
          .hostPresent=${this.host.present}
          .now=${now}
          @retry=${() => flow.retrySearch()}
        >
          <store-list
            .stores=${this.#stores}
            .language=${language}
            .selected=${inquiry.selected}
            .hovered=${this.hovered}
            .put=${new Set(inquiry.puts.flatMap(({ storeIds }) => storeIds))}
            .now=${now}
          ></store-list>
        </list-pane>
        <panel-notice
          .notice=${this.#notice}
          .language=${language}
          @notice-action=${this.#onNoticeAction}
        ></panel-notice>
        <put-bar
          .offered=${offered}
          .language=${language}
          .again=${this.#wasPut(offered)}
          .busy=${inquiry.delivery.state === 'putting'}
          .copying=${!this.host.present}
          @put=${(event: PutEvent) => void flow.put(event.form)}
          @copy-offer=${this.#onCopy}
        ></put-bar>
        ${this.demo ? html`<p class="demo" title=${words.demoHint}>${words.demo}</p>` : nothing}
      </main>
    `;
  }

  get #notice(): Notice | undefined {
    const { remark, inquiry } = this.flow;
    if (this.copied) return this.copied;
    return remark ? remarkNotice(remark, this.language) : deliveryNotice(inquiry, this.language);
  }

  /** Whether just this was put for just this place already. */
  #wasPut(offered: readonly StoreRecord[]): boolean {
    const { inquiry } = this.flow;
    const put = inquiry.place && lastPutFor(inquiry, inquiry.place.position);
    const ids = offered.map(({ id }) => id).join();
    return put !== undefined && put.storeIds.join() === ids;
  }

  #showPlace() {
    const { place } = this.flow.inquiry;
    if (place) this.show(place);
  }

  readonly #onFlowChange = () => {
    this.copied = undefined;
    this.requestUpdate();
  };

  #onStoreHover(event: StoreHoverEvent) {
    this.hovered = event.store?.id;
  }

  #onNoticeAction() {
    if (this.flow.remark) this.flow.dismissRemark();
    else void this.flow.retryPut();
  }

  async #onCopy({ what }: CopyEvent) {
    const words = panelWords[this.language];
    const message = this.flow.message(what === 'link' ? 'news' : 'text');
    if (!message) return;
    this.copied = (await copyText(wordsOf(message)))
      ? { tone: 'good', text: words.copied }
      : { tone: 'bad', text: words.copyFailed };
  }
}

/** A message as it can be pasted: its text, else its addresses. */
function wordsOf(message: ChatMessage): string {
  switch (message.type) {
    case 'text':
      return message.text;
    case 'picture':
      return message.url;
    case 'news':
      return message.articles.map(({ url }) => url).join('\n');
  }
}

customElements.define('store-panel', StorePanel);

declare global {
  interface HTMLElementTagNameMap {
    'store-panel': StorePanel;
  }
}
