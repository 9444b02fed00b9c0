import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { Closure } from '../../../shared/store.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';

/** A temporary closure was described. */
export class ClosureGivenEvent extends Event {
  readonly closure: Closure;
  constructor(closure: Closure) {
    super('closure-given');
    this.closure = closure;
  }
}

/**
 * Asks from when, until when and why. Its usual answer, from now without an end, is one click away.
 * @fires closure-given  ClosureGivenEvent
 */
export class ClosureDialog extends LitElement {
  static override properties = { language: {}, shown: { type: Boolean }, endless: { state: true } };
  declare language: Language;
  declare shown: boolean;
  declare endless: boolean;

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
      label.check {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      p {
        margin: 0;
        color: var(--text-quiet);
      }
      footer {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.shown = false;
    this.endless = true;
  }

  override render() {
    const words = storeWords[this.language];
    const { closure } = words;
    return html`<wa-dialog
      label=${closure.title}
      ?open=${this.shown}
      @wa-after-hide=${() => {
        this.shown = false;
      }}
    >
      <form @submit=${this.#submit}>
        <p>${closure.more}</p>
        <label>${closure.from}<input type="datetime-local" name="from" .value=${localNow()} required /></label>
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.endless}
            @change=${(event: Event) => {
              this.endless = (event.target as HTMLInputElement).checked;
            }}
          />${closure.openEnd}
        </label>
        <label ?hidden=${this.endless}
          >${closure.until}<input type="datetime-local" name="until" ?required=${!this.endless}
        /></label>
        <label
          >${closure.reason}<input name="reason" list="reasons" maxlength="200" autocomplete="off" />
          <datalist id="reasons">${closure.reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>
        </label>
        <footer>
          <button
            type="button"
            @click=${() => {
              this.shown = false;
            }}
          >
            ${words.cancel}
          </button>
          <button class="primary">${closure.start}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const reason = text('reason');
    this.shown = false;
    this.dispatchEvent(
      new ClosureGivenEvent({
        from: new Date(text('from')).toISOString(),
        ...(this.endless ? {} : { until: new Date(text('until')).toISOString() }),
        ...(reason ? { reason } : {}),
      }),
    );
  }
}

/** The minute that it is, as a field for a local date and time takes it. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

customElements.define('closure-dialog', ClosureDialog);
