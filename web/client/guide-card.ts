import { css, html, LitElement } from 'lit';
import { baseStyles, buttonStyles } from '../style/controls.ts';
import type { ClientWords } from './client-words.ts';
import { GuideCloseEvent } from './events.ts';
import type { GuidedRun } from './guided-run.ts';

/**
 * The step of the guided run that comes next: what to do, and what the client does then.
 * @fires guide-close  GuideCloseEvent
 */
export class GuideCard extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        padding: 10px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--good-surface);
      }
      div {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 12px;
      }
      p {
        margin: 2px 0 0;
      }
      .client {
        color: var(--text-quiet);
        font-size: 12px;
      }
    `,
  ];
  static override properties = { run: { attribute: false }, step: {}, words: { attribute: false } };
  declare run: GuidedRun;
  /** Changes when the run goes on. */
  declare step: string;
  declare words: ClientWords;

  override render() {
    const { guide } = this.words;
    const { agent, client } = guide.steps[this.run.step];
    return html`
      <div>
        <strong>${guide.title(this.run.number, this.run.length)}</strong>
        <button class="plain" @click=${() => this.dispatchEvent(new GuideCloseEvent())}>
          ${this.run.step === 'done' ? guide.finish : guide.skip}
        </button>
      </div>
      <div role="status">
        <span>
          <p>${agent}</p>
          <p class="client">${client}</p>
        </span>
      </div>
    `;
  }
}
customElements.define('guide-card', GuideCard);
