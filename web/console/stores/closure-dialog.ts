import { html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { Closure } from '../../../shared/store.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';
import { localMinute } from '../local-minute.ts';

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
  static override properties = { language: {}, from: { state: true }, endless: { state: true } };
  declare language: Language;
  /** As the field has it; undefined while the dialog is closed. */
  declare from: string | undefined;
  declare endless: boolean;

  static override styles = [baseStyles, buttonStyles, fieldStyles, dialogStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.endless = true;
  }

  open(): void {
    this.from = localMinute(new Date());
    this.endless = true;
  }

  override render() {
    const { closure } = storeWords[this.language];
    const { from } = this;
    return dialogForm(
      {
        language: this.language,
        label: closure.title,
        open: from !== undefined,
        yes: closure.start,
        submit: (given) => this.#give(given),
        close: () => {
          this.from = undefined;
        },
      },
      html`<p class="quiet">${closure.more}</p>
        <label
          >${closure.from}<input
            type="datetime-local"
            name="from"
            .value=${from ?? ''}
            required
            @change=${(event: Event) => {
              this.from = (event.target as HTMLInputElement).value;
            }}
        /></label>
        <label class="check">
          <input
            type="checkbox"
            .checked=${this.endless}
            @change=${(event: Event) => {
              this.endless = (event.target as HTMLInputElement).checked;
            }}
          />${closure.openEnd}
        </label>
        ${
          this.endless
            ? nothing
            : html`<label
                >${closure.until}<input type="datetime-local" name="until" min=${from ?? nothing} required
              /></label>`
        }
        <label
          >${closure.reason}<input name="reason" list="reasons" maxlength="200" autocomplete="off" />
          <datalist id="reasons">${closure.reasons.map((reason) => html`<option value=${reason}></option>`)}</datalist>
        </label>`,
    );
  }

  #give(given: FormData) {
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const reason = text('reason');
    this.from = undefined;
    this.dispatchEvent(
      new ClosureGivenEvent({
        from: new Date(text('from')).toISOString(),
        ...(this.endless ? {} : { until: new Date(text('until')).toISOString() }),
        ...(reason ? { reason } : {}),
      }),
    );
  }
}

customElements.define('closure-dialog', ClosureDialog);

declare global {
  interface HTMLElementTagNameMap {
    'closure-dialog': ClosureDialog;
  }
}
