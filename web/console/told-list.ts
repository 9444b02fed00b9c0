import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../shared/language.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import type { Told } from './console-context.ts';

const SHOWN_MILLISECONDS = 8_000;

type Shown = Told & { readonly id: number };

/** What just happened, each with its way on; screen readers are told politely. What failed stays until it is closed. */
export class ToldList extends LitElement {
  static override properties = { language: {}, shown: { state: true } };
  declare language: Language;
  declare shown: readonly Shown[];
  #last = 0;

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        position: fixed;
        z-index: 1000;
        inset: auto 0 20px;
        display: grid;
        justify-items: center;
        gap: 8px;
        pointer-events: none;
      }
      div {
        display: flex;
        align-items: center;
        gap: 12px;
        max-width: min(640px, 92vw);
        padding: 8px 8px 8px 16px;
        border-radius: 6px;
        background: var(--text);
        color: var(--surface);
        box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
        pointer-events: auto;
      }
      div.failed {
        background: var(--bad-surface);
        color: var(--bad);
      }
      button.plain {
        color: inherit;
        font-weight: 600;
        text-decoration: underline;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.shown = [];
  }

  tell(told: Told): void {
    const shown = { ...told, id: ++this.#last };
    // The newest two: more would hide the page.
    this.shown = [...this.shown.slice(-1), shown];
    if (told.kind !== 'failed') setTimeout(() => this.#remove(shown.id), SHOWN_MILLISECONDS);
  }

  override render() {
    const words = shellWords[this.language];
    return html`<section role="status" aria-live="polite">
      ${repeat(
        this.shown,
        ({ id }) => id,
        ({ id, text, kind, action }) => html`<div class=${kind ?? 'done'}>
          <span>${text}</span>
          ${
            action
              ? html`<button
                  class="plain"
                  @click=${() => {
                    this.#remove(id);
                    action.run();
                  }}
                >
                  ${action.label}
                </button>`
              : nothing
          }
          <button class="plain" aria-label=${words.close} @click=${() => this.#remove(id)}>✕</button>
        </div>`,
      )}
    </section>`;
  }

  #remove(id: number) {
    this.shown = this.shown.filter((one) => one.id !== id);
  }
}

customElements.define('told-list', ToldList);
