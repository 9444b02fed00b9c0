import { html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import { baseStyles } from '../style/controls.ts';
import { type ClientWords, clientWords } from './client-words.ts';
import type { ColorScheme } from './color-scheme.ts';
import type {
  CardRemoveEvent,
  ConversationOpenEvent,
  DraftTypeEvent,
  EventFireEvent,
  LocationOpenEvent,
  OptionsChangeEvent,
} from './events.ts';
import { GuidedRun } from './guided-run.ts';
import { simulatedClientStyles } from './simulated-client-styles.ts';
import type { Simulation } from './simulation.ts';
import './chat-thread.ts';
import './client-bar.ts';
import './client-options.ts';
import './conversation-list.ts';
import './guide-card.ts';
import './input-box.ts';
import './interaction-table.ts';
import './plugin-strip.ts';

/**
 * A chat client like the one that the plugin is made for: conversations, a chat, an input box, and plugins beside it.
 * @fires language-change  LanguageChangeEvent
 * @fires scheme-change  SchemeChangeEvent
 * @fires guide-change  the guided run was asked for, or closed: see `guided`
 * @fires plugin-add, plugin-remove  from its strip of plugins
 */
export class SimulatedClient extends LitElement {
  static override styles = [baseStyles, simulatedClientStyles];
  static override properties = {
    simulation: { attribute: false },
    language: {},
    ticket: { attribute: false },
    clientOrigin: { attribute: false },
    guided: { type: Boolean },
    scheme: {},
    logOpen: { state: true },
    optionsOpen: { state: true },
  };
  declare simulation: Simulation;
  declare language: Language;
  declare ticket: string;
  declare clientOrigin: string | undefined;
  /** Shows the guided run. */
  declare guided: boolean;
  declare scheme: ColorScheme;
  declare logOpen: boolean;
  declare optionsOpen: boolean;
  #run = new GuidedRun();

  constructor() {
    super();
    this.guided = false;
    this.scheme = 'system';
    this.logOpen = false;
    this.optionsOpen = false;
  }

  override connectedCallback() {
    super.connectedCallback();
    this.simulation.addEventListener('change', this.#onChange);
    this.simulation.addEventListener('log-key', this.#toggleLog);
    window.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.simulation.removeEventListener('change', this.#onChange);
    this.simulation.removeEventListener('log-key', this.#toggleLog);
    window.removeEventListener('keydown', this.#onKey);
  }

  override render() {
    const words = clientWords[this.language];
    const { simulation } = this;
    const { customer, bubbles, draft } = simulation.conversation;
    return html`
      <client-bar
        role="banner"
        .words=${words}
        .language=${this.language}
        .scheme=${this.scheme}
        ?guided=${this.guided}
        ?logOpen=${this.logOpen}
        ?optionsOpen=${this.optionsOpen}
        @options-toggle=${this.#toggleOptions}
        @guide-toggle=${this.#toggleGuide}
        @log-toggle=${this.#toggleLog}
      ></client-bar>
      <conversation-list
        role="navigation"
        aria-label=${words.conversations}
        .conversations=${simulation.conversations}
        .front=${simulation.front}
        .words=${words}
        @conversation-open=${({ openid }: ConversationOpenEvent) => simulation.switchTo(openid)}
      ></conversation-list>
      <main>
        <h2>${customer.name}</h2>
        ${this.#guide(words)}
        <chat-thread
          .bubbles=${bubbles}
          .words=${words}
          @location-open=${({ location }: LocationOpenEvent) => simulation.clickLocation(location)}
        ></chat-thread>
        <input-box
          .draft=${draft}
          .words=${words}
          @draft-type=${({ text, caret }: DraftTypeEvent) => simulation.type(text, caret)}
          @card-remove=${({ index }: CardRemoveEvent) => simulation.removeCard(index)}
          @draft-send=${() => simulation.send()}
        ></input-box>
      </main>
      <plugin-strip
        role="complementary"
        aria-label=${words.plugins}
        .simulation=${simulation}
        .plugins=${simulation.plugins}
        .front=${simulation.frontPlugin}
        .lit=${new Set(simulation.lit)}
        .words=${words}
        .ticket=${this.ticket}
        .clientOrigin=${this.clientOrigin}
      ></plugin-strip>
      ${
        this.logOpen
          ? html`<interaction-table
              role="complementary"
              aria-label=${words.log}
              .entries=${simulation.log.entries}
              .words=${words}
              @log-clear=${this.#clearLog}
              @log-close=${this.#toggleLog}
            ></interaction-table>`
          : html`<span></span>`
      }
      ${
        this.optionsOpen
          ? html`<div class="options" role="dialog" aria-label=${words.options}>
              <client-options
                .options=${simulation.options}
                .words=${words}
                @options-change=${({ options }: OptionsChangeEvent) => simulation.change(options)}
                @event-fire=${({ text }: EventFireEvent) => simulation.deliver(text)}
              ></client-options>
            </div>`
          : html``
      }
    `;
  }

  #guide(words: ClientWords) {
    if (!this.guided) return html`<span></span>`;
    return html`<guide-card
      .run=${this.#run}
      step=${this.#run.step}
      .words=${words}
      @guide-close=${this.#toggleGuide}
    ></guide-card>`;
  }

  /** A run begins anew each time it is asked for. */
  #toggleGuide() {
    this.guided = !this.guided;
    this.#run = new GuidedRun();
    this.#run.follow(this.simulation);
    this.dispatchEvent(new Event('guide-change'));
  }

  readonly #onChange = () => {
    this.#run.follow(this.simulation);
    this.requestUpdate();
  };

  readonly #toggleLog = () => {
    this.logOpen = !this.logOpen;
  };

  #clearLog() {
    this.simulation.log.clear();
    this.requestUpdate();
  }

  #toggleOptions() {
    this.optionsOpen = !this.optionsOpen;
  }

  readonly #onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.altKey && event.code === 'Digit0') {
      event.preventDefault();
      this.#toggleLog();
    } else if (event.key === 'Escape') {
      this.optionsOpen = false;
    } else if (event.altKey && event.key === 'F4') {
      this.logOpen = false;
    }
  };
}
customElements.define('simulated-client', SimulatedClient);
