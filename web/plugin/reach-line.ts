import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles, visuallyHidden } from '../style/controls.ts';
import { type Inquiry, isElsewhere } from './inquiry.ts';
import { searchNotice } from './notice.ts';

/**
 * How the search stands, or what it found and how far it had to look, and, as things are, one way on.
 *
 * @property {Inquiry} inquiry
 * @property {number} now  milliseconds of the epoch, for the countdown
 * @fires retry  the service should be asked again, since this is what it said another time
 * @fires back  the customer's own place is wanted again
 */
export class ReachLine extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    visuallyHidden,
    css`
      :host {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 28px;
        padding: 0 12px;
        border-block: 1px solid var(--line);
        color: var(--text-quiet);
        font-size: 13px;
      }
      p {
        margin: 0;
      }
      button {
        margin-inline-end: -6px;
        font-size: 13px;
      }
      .warn {
        color: var(--warn);
      }
    `,
  ];
  static override properties = { inquiry: { attribute: false }, language: {}, now: { type: Number } };

  declare inquiry: Inquiry;
  declare language: Language;
  declare now: number;

  override render() {
    const { tone, text, announced } = searchNotice(this.inquiry, this.now, this.language);
    return html`
      <p class=${tone} aria-hidden="true">${text}</p>
      <p class="visually-hidden" role="status">${announced}</p>
      ${this.#wayOn}
    `;
  }

  get #wayOn() {
    const words = panelWords[this.language];
    const { search, area } = this.inquiry;
    if (search.state === 'found' && search.lastKnown) return this.#button('retry', words.retry);
    if (area !== undefined || isElsewhere(this.inquiry)) {
      return this.#button('back', words.backToCustomer);
    }
    const isListed = search.state === 'found' && search.answer.stores.length > 0;
    return isListed ? html`<p>${words.straightLine}</p>` : nothing;
  }

  #button(event: 'retry' | 'back', label: string) {
    return html`<button type="button" class="plain" @click=${() => this.dispatchEvent(new Event(event))}>
      ${label}
    </button>`;
  }
}

customElements.define('reach-line', ReachLine);

declare global {
  interface HTMLElementTagNameMap {
    'reach-line': ReachLine;
  }
}
