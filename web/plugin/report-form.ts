import { css, html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import type { Position } from '../../shared/position.ts';
import type { ReportReason } from '../../shared/report.ts';
import { type Reported, reportStore } from '../api/reports.ts';
import { reportWords } from '../locale/report-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';

type State = 'asking' | 'sending' | Reported;

/**
 * What is wrong with a store: one click on a reason tells ops.
 *
 * @property {string} store  its id
 * @property {Position | undefined} near  where the customer is
 */
export class ReportForm extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: block;
      }
      .reasons {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin-block: 4px 6px;
      }
      .reasons button {
        min-height: 28px;
        padding: 0 8px;
        font-size: 13px;
      }
      input {
        width: 100%;
      }
      p {
        margin: 0;
      }
      .failed,
      .too-many {
        color: var(--bad);
      }
      .sent {
        color: var(--good);
      }
    `,
  ];

  static override properties = {
    store: {},
    near: { attribute: false },
    language: {},
    state: { state: true },
  };
  declare store: string;
  declare near: Position | undefined;
  declare language: Language;
  declare state: State;

  constructor() {
    super();
    this.state = 'asking';
  }

  override firstUpdated() {
    this.renderRoot.querySelector('button')?.focus();
    this.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    const words = reportWords[this.language];
    const { state } = this;
    if (state === 'sent') return html`<p class="sent" role="status" tabindex="-1">${words.thanks}</p>`;
    return html`
      <div role="group" aria-label=${words.what} @keydown=${(event: Event) => event.stopPropagation()}>
        <span>${words.what}</span>
        <div class="reasons">
          ${Object.entries(words.reasons).map(
            ([reason, text]) => html`<button
              type="button"
              ?disabled=${state === 'sending'}
              @click=${() => this.#send(reason as ReportReason)}
            >
              ${text}
            </button>`,
          )}
        </div>
        <input maxlength="500" aria-label=${words.note} placeholder=${words.note} />
      </div>
      <p class=${state} role="status">
        ${state === 'sending' ? words.sending : state === 'failed' ? words.failed : state === 'too-many' ? words.tooMany : ''}
      </p>
    `;
  }

  async #send(reason: ReportReason) {
    const note = this.renderRoot.querySelector('input')!.value.trim();
    this.state = 'sending';
    this.state = await reportStore(this.store, reason, note, this.near);
    await this.updateComplete;
    // The buttons are gone, or usable again: whoever uses keys goes on from here.
    this.renderRoot.querySelector<HTMLElement>(this.state === 'sent' ? 'p' : 'button')?.focus();
  }
}

customElements.define('report-form', ReportForm);
