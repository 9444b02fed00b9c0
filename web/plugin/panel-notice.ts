import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import type { Notice } from './notice.ts';

/**
 * One sentence about how things stand, read out when it changes, with at most one way on. Keeps room
 * for two lines, so that nothing jumps.
 *
 * @property {Notice | undefined} notice
 * @fires notice-action  the button of the notice was pressed
 */
export class PanelNotice extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        font-size: 13px;
        line-height: 18px;
      }
      .notice {
        display: flex;
        align-items: center;
        min-height: 40px;
        padding: 2px 12px;
        border-block-start: 1px solid var(--line);
        background: var(--surface);
        color: var(--text-quiet);
      }
      p {
        flex: 1;
        margin: 0;
      }
      .good {
        background: var(--good-surface);
        color: var(--good);
      }
      .warn {
        background: var(--warn-surface);
        color: var(--warn);
      }
      .bad {
        background: var(--bad-surface);
        color: var(--bad);
      }
      button.plain {
        color: inherit;
        font-weight: 600;
      }
    `,
  ];
  static override properties = { notice: { attribute: false }, language: {} };

  declare notice: Notice | undefined;
  declare language: Language;

  override render() {
    const words = panelWords[this.language];
    const { tone = 'quiet', text = '', action } = this.notice ?? {};
    return html`
      <div class="notice ${tone}">
        <p role="status">${text}</p>
        ${
          action
            ? html`<button
                type="button"
                class="plain"
                @click=${() => this.dispatchEvent(new Event('notice-action'))}
              >
                ${action === 'dismiss' ? words.dismiss : words.retry}
              </button>`
            : nothing
        }
      </div>
    `;
  }
}

customElements.define('panel-notice', PanelNotice);

declare global {
  interface HTMLElementTagNameMap {
    'panel-notice': PanelNotice;
  }
}
