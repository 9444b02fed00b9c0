import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import { baseStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import type { Bubble } from './conversations.ts';
import { type Draft, isEmpty } from './draft.ts';
import { ConversationOpenEvent } from './events.ts';
import type { Conversation } from './simulation.ts';

/**
 * The customers, the one in front marked.
 * @fires conversation-open  ConversationOpenEvent
 */
export class ConversationList extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        overflow-y: auto;
        background: var(--surface);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      button {
        display: grid;
        grid-template-columns: 36px 1fr;
        gap: 0 10px;
        width: 100%;
        padding: 10px 12px;
        border: 0;
        background: none;
        color: var(--text);
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover {
        background: var(--surface-hover);
      }
      button[aria-current='true'] {
        background: var(--surface-selected);
      }
      :focus-visible {
        outline-offset: -2px;
      }
      .face {
        grid-row: span 2;
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        border-radius: 4px;
        background: var(--accent);
        color: var(--on-accent);
      }
      .last {
        overflow: hidden;
        color: var(--text-quiet);
        font-size: 12px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .draft {
        color: var(--bad);
      }
    `,
  ];
  static override properties = {
    conversations: { attribute: false },
    front: {},
    words: { attribute: false },
    language: {},
  };
  declare conversations: readonly Conversation[];
  declare front: string;
  declare words: ClientWords;
  declare language: Language;

  override render() {
    return html`<ul>
      ${this.conversations.map(
        ({ customer, bubbles, draft }) => html`<li>
          <button
            aria-current=${customer.openid === this.front}
            @click=${() => this.dispatchEvent(new ConversationOpenEvent(customer.openid))}
          >
            <span class="face" aria-hidden="true">${[...customer.name][0]}</span>
            <span>${customer.name}</span>
            <span class="last">
              ${this.#last(bubbles.at(-1)?.content, draft)}
            </span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #last(content: Bubble['content'] | undefined, draft: Draft) {
    if (isEmpty(draft)) return this.#summary(content);
    const [card] = draft.cards;
    const waiting = draft.text.trim() === '' && card ? this.#summary(card) : draft.text;
    return html`<span class="draft">${this.words.draftMark}</span> ${waiting}`;
  }

  #summary(content: Bubble['content'] | undefined): string {
    switch (content?.type) {
      case 'location':
        return `[${this.words.location}] ${content.label.split('\n')[0]}`;
      case 'news':
        return `[${this.words.articles(content.articles.length)}] ${content.articles[0]?.title ?? ''}`;
      case 'picture':
        return `[${this.words.picture}]`;
      default:
        return content?.text ?? '';
    }
  }
}
customElements.define('conversation-list', ConversationList);
