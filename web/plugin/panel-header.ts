import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { timeInWords } from '../locale/formats.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { customerInWords, placeInWords } from './customer-words.ts';
import { MapFoldEvent, OnLocationChangeEvent } from './events.ts';
import type { Inquiry } from './inquiry.ts';

/**
 * Which customer the panel works for, where that customer is, and what a location click does.
 *
 * @property {Inquiry} inquiry
 * @property {'put' | 'choose'} onLocation
 * @property {boolean} mapFolded
 * @fires {OnLocationChangeEvent} on-location-change
 * @fires {MapFoldEvent} map-fold
 */
export class PanelHeader extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        padding: 8px 12px 6px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      h1 {
        display: flex;
        margin: 0;
        font-size: 14px;
        font-weight: 600;
        line-height: 22px;
        white-space: nowrap;
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
        align-items: center;
        gap: 8px;
        min-height: 28px;
        color: var(--text-quiet);
        font-size: 13px;
        white-space: nowrap;
      }
      .choice {
        display: inline-flex;
        flex: none;
        border: 1px solid var(--line);
        border-radius: 4px;
        overflow: hidden;
      }
      .choice button {
        min-height: 24px;
        padding: 0 8px;
        border: 0;
        border-radius: 0;
        background: none;
        color: var(--text-quiet);
      }
      .choice button[aria-pressed='true'] {
        background: var(--surface-selected);
        color: var(--good);
      }
      .choice button:focus-visible {
        outline-offset: -2px;
      }
      .fold {
        margin-inline-start: auto;
      }
    `,
  ];
  static override properties = {
    inquiry: { attribute: false },
    language: {},
    onLocation: {},
    mapFolded: { type: Boolean },
  };

  declare inquiry: Inquiry;
  declare language: Language;
  declare onLocation: PluginSettings['onLocation'];
  declare mapFolded: boolean;

  override render() {
    const words = panelWords[this.language];
    const { conversation, place } = this.inquiry;
    return html`
      <h1>
        <span title=${conversation.openid ? '' : words.customerUnknownHint}>
          ${customerInWords(conversation, words)}
        </span>
        ${
          place &&
          html`<span>&nbsp;·&nbsp;</span
            ><span class="label" title=${place.label}>${placeInWords(place.label, words)}</span
            ><span>&nbsp;·&nbsp;</span><time>${timeInWords(place.clickedAt, this.language)}</time>`
        }
      </h1>
      <div class="tools">
        <span id="on-location">${words.onLocation}</span>
        <div class="choice" role="group" aria-labelledby="on-location">
          ${this.#choice('put', words.onLocationPut)} ${this.#choice('choose', words.onLocationChoose)}
        </div>
        <button
          type="button"
          class="plain fold"
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

customElements.define('panel-header', PanelHeader);

declare global {
  interface HTMLElementTagNameMap {
    'panel-header': PanelHeader;
  }
}
