import { css, html, LitElement } from 'lit';
import { messageStyles } from '../elements/message-styles.ts';
import { messageView } from '../elements/message-view.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import { type Draft, isEmpty } from './draft.ts';
import { CardRemoveEvent, DraftSendEvent, DraftTypeEvent } from './events.ts';

/**
 * The input box of the conversation in front: what plugins put, and what the agent types.
 * @fires draft-type  DraftTypeEvent
 * @fires card-remove  CardRemoveEvent
 * @fires draft-send  DraftSendEvent
 */
export class InputBox extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    messageStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
        padding: 10px 16px;
        border-top: 1px solid var(--line);
        background: var(--surface);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        max-height: 220px;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: flex;
        align-items: start;
        gap: 4px;
      }
      textarea {
        width: 100%;
        min-height: 76px;
        padding: 0;
        border: 0;
        background: none;
        color: var(--text);
        font: inherit;
        resize: none;
        outline-offset: 4px;
      }
      footer {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
      }
      small {
        color: var(--text-quiet);
      }
    `,
  ];
  static override properties = { draft: { attribute: false }, words: { attribute: false } };
  declare draft: Draft;
  declare words: ClientWords;

  override render() {
    const { text, cards } = this.draft;
    return html`
      <ul ?hidden=${cards.length === 0}>
        ${cards.map(
          (card, index) => html`<li>
            ${messageView(card)}
            <button
              class="plain"
              aria-label=${this.words.removeCard}
              @click=${() => this.dispatchEvent(new CardRemoveEvent(index))}
            >
              ×
            </button>
          </li>`,
        )}
      </ul>
      <textarea
        aria-label=${this.words.inputBox}
        .value=${text}
        @input=${this.#onInput}
        @select=${this.#onInput}
        @click=${this.#onInput}
        @keyup=${this.#onInput}
        @keydown=${this.#onKey}
      ></textarea>
      <footer>
        <small>${this.words.inputHint}</small>
        <button class="primary" ?disabled=${isEmpty(this.draft)} @click=${this.#send}>${this.words.send}</button>
      </footer>
    `;
  }

  #onInput({ target }: Event) {
    const { value, selectionEnd } = target as HTMLTextAreaElement;
    if (value === this.draft.text && selectionEnd === this.draft.caret) return;
    this.dispatchEvent(new DraftTypeEvent(value, selectionEnd));
  }

  #onKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) this.#send();
  }

  #send() {
    this.dispatchEvent(new DraftSendEvent());
  }
}
customElements.define('input-box', InputBox);
