import { css, html, LitElement } from 'lit';
import { messageStyles } from '../elements/message-styles.ts';
import { messageView } from '../elements/message-view.ts';
import { baseStyles, visuallyHidden } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import type { Bubble, LocationBubble } from './conversations.ts';
import { LocationOpenEvent } from './events.ts';

/**
 * The messages of one conversation.
 * @fires location-open  LocationOpenEvent
 */
export class ChatThread extends LitElement {
  static override styles = [
    baseStyles,
    messageStyles,
    visuallyHidden,
    css`
      :host {
        display: block;
        overflow-y: auto;
        padding: 16px;
        background: var(--surface-sunken);
      }
      ol {
        display: flex;
        flex-direction: column;
        gap: 14px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        max-width: 80%;
      }
      li.agent {
        align-self: flex-end;
      }
      li.client {
        align-self: center;
        color: var(--bad);
        font-size: 12px;
      }
      .bubble {
        padding: 9px 12px;
        border-radius: 6px;
        background: var(--surface);
      }
      li.agent .bubble {
        background: var(--bubble-mine);
      }
      .location {
        display: grid;
        width: 240px;
        padding: 0;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
        color: var(--text);
        font: inherit;
        text-align: start;
        overflow: hidden;
        cursor: pointer;
      }
      .location:hover {
        border-color: var(--accent);
      }
      .place {
        padding: 9px 12px 0;
      }
      .address {
        overflow: hidden;
        padding: 2px 12px 8px;
        color: var(--text-quiet);
        font-size: 12px;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      svg {
        display: block;
        width: 100%;
        height: 76px;
      }
    `,
  ];
  static override properties = { bubbles: { attribute: false }, words: { attribute: false } };
  declare bubbles: readonly Bubble[];
  declare words: ClientWords;

  override updated(changed: Map<string, unknown>) {
    if (changed.has('bubbles')) this.scrollTop = this.scrollHeight;
  }

  override render() {
    return html`<ol>
      ${this.bubbles.map((bubble) => html`<li class=${bubble.from}>${this.#content(bubble)}</li>`)}
    </ol>`;
  }

  #content({ content }: Bubble) {
    switch (content.type) {
      case 'location':
        return this.#location(content);
      case 'notice':
        return content.text;
      case 'text':
        return html`<div class="bubble">${messageView(content)}</div>`;
      default:
        return messageView(content);
    }
  }

  #location(location: LocationBubble) {
    const [place, address] = location.label.split('\n');
    return html`<button
      class="location"
      @click=${() => this.dispatchEvent(new LocationOpenEvent(location))}
    >
      <span class="place"><span class="visually-hidden">${this.words.locationLabel}</span>${place}</span>
      <span class="address">${address ?? this.words.location}</span>
      <svg viewBox="0 0 240 76" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <rect width="240" height="76" fill="var(--map-ground)" />
        <path d="M0 52H240M62 0V76M168 0 130 76" stroke="var(--map-road)" stroke-width="7" fill="none" />
        <path d="M0 18H240M108 0 96 76" stroke="var(--map-road)" stroke-width="3" fill="none" />
        <path
          d="M120 62c-10-14-15-20-15-27a15 15 0 0 1 30 0c0 7-5 13-15 27z"
          fill="var(--bad)"
        /><circle cx="120" cy="35" r="5.5" fill="#fff" />
      </svg>
    </button>`;
  }
}
customElements.define('chat-thread', ChatThread);
