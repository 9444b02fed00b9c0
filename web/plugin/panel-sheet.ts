import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import { SheetEvent } from './events.ts';

/**
 * Something to look at that lies over the list for a moment. Takes the focus, Escape closes it.
 *
 * @property {string} heading
 * @slot  what is looked at
 * @fires {SheetEvent} sheet  it is to be closed
 */
export class PanelSheet extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        border-block-start: 1px solid var(--line);
        background: var(--surface-sunken);
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 2px 6px 2px 12px;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      h2 {
        margin: 0;
        font-size: 13px;
        font-weight: 600;
        line-height: 24px;
      }
      .content {
        overflow: auto;
      }
    `,
  ];
  static override properties = { heading: {}, language: {} };

  declare heading: string;
  declare language: Language;

  protected override firstUpdated() {
    this.renderRoot.querySelector('button')!.focus();
  }

  override render() {
    return html`
      <header>
        <h2>${this.heading}</h2>
        <button type="button" class="plain" @click=${() => this.dispatchEvent(new SheetEvent(undefined))}>
          ${panelWords[this.language].close}
        </button>
      </header>
      <div class="content" tabindex="0" role="region" aria-label=${this.heading}><slot></slot></div>
    `;
  }
}

customElements.define('panel-sheet', PanelSheet);

declare global {
  interface HTMLElementTagNameMap {
    'panel-sheet': PanelSheet;
  }
}
