import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';

/** A date to publish at was chosen. */
export class PublishLaterEvent extends Event {
  /** An ISO instant. */
  readonly at: string;
  constructor(at: string) {
    super('publish-later');
    this.at = at;
  }
}

/**
 * Asks when to publish, by the clock of whoever asks.
 * @fires publish-later  PublishLaterEvent
 */
export class PublishLater extends LitElement {
  static override properties = { language: {}, shown: { type: Boolean } };
  declare language: Language;
  declare shown: boolean;

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      form {
        display: grid;
        gap: 12px;
      }
      label {
        display: grid;
        gap: 4px;
      }
      footer {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  override render() {
    const words = editorWords[this.language];
    return html`<wa-dialog
      label=${words.publishAt}
      ?open=${this.shown}
      @wa-after-hide=${() => {
        this.shown = false;
      }}
    >
      <form @submit=${this.#submit}>
        <label>${words.publishAtWhen}<input type="datetime-local" name="at" required /></label>
        <footer>
          <button
            type="button"
            @click=${() => {
              this.shown = false;
            }}
          >
            ${words.cancel}
          </button>
          <button class="primary">${words.publish}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    const at = new FormData(event.target as HTMLFormElement).get('at');
    this.shown = false;
    this.dispatchEvent(new PublishLaterEvent(new Date(String(at)).toISOString()));
  }
}

customElements.define('publish-later', PublishLater);
