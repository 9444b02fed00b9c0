import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { timeInWords } from '../locale/formats.ts';
import { type PanelWords, panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles, choiceStyles } from '../style/controls.ts';
import { customerInWords, placeInWords } from './customer-words.ts';
import { MapFoldEvent, OnLocationChangeEvent, type Sheet, SheetEvent, ToolsToggleEvent } from './events.ts';
import type { Inquiry, Place } from './inquiry.ts';

/**
 * Which customer the panel works for, where that customer is, and what a location click does.
 *
 * @property {Inquiry} inquiry
 * @property {'put' | 'choose'} onLocation
 * @property {boolean} mapFolded
 * @property {boolean} toolsOpen
 * @property {Sheet | undefined} sheet  what lies over the list
 * @property {number} puts  how many messages went into input boxes, to whomever
 * @fires {OnLocationChangeEvent} on-location-change
 * @fires {MapFoldEvent} map-fold
 * @fires {ToolsToggleEvent} tools-toggle
 * @fires {SheetEvent} sheet
 */
export class PanelHeader extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    choiceStyles,
    css`
      :host {
        display: block;
        padding: 4px 12px 3px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      h1 {
        display: flex;
        flex: 1 1 180px;
        min-width: 0;
        overflow: hidden;
        min-height: 24px;
        margin: 0;
        align-items: center;
        font-size: 14px;
        font-weight: 600;
        line-height: 22px;
        white-space: nowrap;
      }
      @media (max-width: 300px) {
        h1 {
          flex-wrap: wrap;
        }
      }
      .label {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      time {
        font-variant-numeric: tabular-nums;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        min-height: 28px;
        color: var(--text-quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      .history {
        flex: none;
        font-size: 13px;
      }
      .find {
        margin-inline-start: auto;
      }
    `,
  ];
  static override properties = {
    inquiry: { attribute: false },
    language: {},
    onLocation: {},
    mapFolded: { type: Boolean },
    toolsOpen: { type: Boolean },
    sheet: {},
    puts: { type: Number },
  };

  declare inquiry: Inquiry;
  declare language: Language;
  declare onLocation: PluginSettings['onLocation'];
  declare mapFolded: boolean;
  declare toolsOpen: boolean;
  declare sheet: Sheet | undefined;
  declare puts: number;

  override render() {
    const words = panelWords[this.language];
    const { conversation, place } = this.inquiry;
    return html`
      <div class="who">
      <h1>
        <span title=${conversation.openid ? '' : words.customerUnknownHint}>
          ${customerInWords(conversation, words)}
        </span>
        ${
          place &&
          html`<span>&nbsp;·&nbsp;</span
            ><span class="label" title=${place.label}>${placeInWords(place.label, words)}</span
            ><span>${saidHow[place.from](words)}&nbsp;·&nbsp;</span
            ><time>${timeInWords(place.at, this.language)}</time>`
        }
      </h1>
        <button
          type="button"
          class="plain history"
          aria-expanded=${this.sheet === 'history'}
          ?hidden=${this.puts === 0}
          @click=${() => this.dispatchEvent(new SheetEvent(this.sheet === 'history' ? undefined : 'history'))}
        >
          ${words.history(this.inquiry.puts.length)}
        </button>
      </div>
      <div class="tools">
        <span id="on-location">${words.onLocation}</span>
        <div class="choice" role="group" aria-labelledby="on-location">
          ${this.#choice('put', words.onLocationPut)} ${this.#choice('choose', words.onLocationChoose)}
        </div>
        <button
          type="button"
          class="plain find"
          title=${words.toolsTitle}
          aria-expanded=${this.toolsOpen}
          @click=${() => this.dispatchEvent(new ToolsToggleEvent(!this.toolsOpen))}
        >
          ${words.toolsOpen}
        </button>
        <button
          type="button"
          class="plain"
          aria-expanded=${!this.mapFolded}
          @click=${() => this.dispatchEvent(new MapFoldEvent(!this.mapFolded))}
        >
          ${this.mapFolded ? words.mapUnfold : words.mapFold}
        </button>
      </div>
    `;
  }

  #choice(onLocation: PluginSettings['onLocation'], label: string) {
    return html`<button
      type="button"
      aria-pressed=${this.onLocation === onLocation}
      @click=${() => this.dispatchEvent(new OnLocationChangeEvent(onLocation))}
    >
      ${label}
    </button>`;
  }
}

/** How the place came to be known, where no location message said it. */
const saidHow: Record<Place['from'], (words: PanelWords) => string> = {
  message: () => '',
  text: ({ fromText }) => fromText,
  map: ({ fromMap }) => fromMap,
};

customElements.define('panel-header', PanelHeader);

declare global {
  interface HTMLElementTagNameMap {
    'panel-header': PanelHeader;
  }
}
