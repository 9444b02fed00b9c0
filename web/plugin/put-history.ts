import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { timeInWords } from '../locale/formats.ts';
import { panelWords } from '../locale/panel-words.ts';
import { toolWords } from '../locale/tool-words.ts';
import { baseStyles } from '../style/controls.ts';
import { customerInWords, placeInWords } from './customer-words.ts';
import type { Inquiry, Put } from './inquiry.ts';

/**
 * What went into whose input box, the latest first: this customer's, then the others'.
 *
 * @property {Inquiry} inquiry  of the conversation that is shown
 * @property {readonly Inquiry[]} inquiries  of all conversations
 */
export class PutHistory extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        padding: 4px 12px 12px;
        font-size: 13px;
        line-height: 19px;
      }
      h3 {
        margin: 8px 0 2px;
        font-size: 13px;
        font-weight: 600;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding: 5px 0;
        border-block-end: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      .quiet {
        color: var(--text-quiet);
      }
      p {
        margin: 4px 0;
      }
    `,
  ];
  static override properties = {
    inquiry: { attribute: false },
    inquiries: { attribute: false },
    language: {},
  };

  declare inquiry: Inquiry;
  declare inquiries: readonly Inquiry[];
  declare language: Language;

  override render() {
    const words = panelWords[this.language];
    const say = toolWords[this.language];
    const { conversation, puts } = this.inquiry;
    const others = this.inquiries
      .filter(({ conversation: { openid }, puts }) => openid !== conversation.openid && puts.length > 0)
      .sort((a, b) => b.puts.at(-1)!.at - a.puts.at(-1)!.at);
    return html`
      <h3>${customerInWords(conversation, words)}</h3>
      ${puts.length > 0 ? this.#list(puts) : html`<p class="quiet">${say.historyEmpty}</p>`}
      ${others.length > 0 ? html`<h3 class="quiet">${say.historyOthers}</h3>` : nothing}
      ${others.map(
        (other) => html`<h3>${customerInWords(other.conversation, words)}</h3>
          ${this.#list(other.puts)}`,
      )}
    `;
  }

  #list(puts: readonly Put[]) {
    const words = panelWords[this.language];
    return html`<ol role="list">
      ${[...puts].reverse().map(
        ({ at, form, placeLabel, stores }) => html`<li>
          <span class="quiet"
            >${timeInWords(at, this.language)} · ${words.forms[form]} · ${placeInWords(placeLabel, words)}</span
          >
          <div>${stores.map(({ name }) => name).join(' / ')}</div>
        </li>`,
      )}
    </ol>`;
  }
}

customElements.define('put-history', PutHistory);

declare global {
  interface HTMLElementTagNameMap {
    'put-history': PutHistory;
  }
}
