import { css, html, LitElement } from 'lit';
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { Language } from '../../shared/language.ts';
import { messageStyles } from '../elements/message-styles.ts';
import { messageView } from '../elements/message-view.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles, choiceStyles } from '../style/controls.ts';
import type { MessageForm } from './inquiry.ts';

const FORMS: readonly MessageForm[] = ['news', 'text', 'picture'];

/**
 * What the customer would see, in each of the forms.
 *
 * @property {(form: MessageForm) => ChatMessage | undefined} compose  what a press would put now
 */
export class MessagePreview extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    choiceStyles,
    messageStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 10px;
        justify-items: start;
        padding: 10px 12px;
      }
      .bubble {
        max-width: min(300px, 100%);
        padding: 8px 10px;
        border-radius: 6px;
        background: var(--surface);
        color: var(--text);
        font-size: 14px;
        line-height: 20px;
        user-select: text;
      }
      .bubble.news,
      .bubble.picture {
        padding: 0;
        background: none;
      }
    `,
  ];
  static override properties = { compose: { attribute: false }, language: {}, form: { state: true } };

  declare compose: (form: MessageForm) => ChatMessage | undefined;
  declare language: Language;
  declare form: MessageForm;

  constructor() {
    super();
    this.form = 'news';
  }

  override render() {
    const words = panelWords[this.language];
    const message = this.compose(this.form);
    return html`
      <div class="choice" role="group" aria-label=${words.previewTitle}>
        ${FORMS.map(
          (form) => html`<button
            type="button"
            aria-pressed=${form === this.form}
            @click=${() => {
              this.form = form;
            }}
          >
            ${words.forms[form]}
          </button>`,
        )}
      </div>
      <div class="bubble ${this.form}">${message ? messageView(message) : words.nothingToPut}</div>
    `;
  }
}

customElements.define('message-preview', MessagePreview);

declare global {
  interface HTMLElementTagNameMap {
    'message-preview': MessagePreview;
  }
}
