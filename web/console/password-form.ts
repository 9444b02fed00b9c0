import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import type WaDialog from '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { OpsError, ops } from '../api/ops.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import type { Session } from './session.ts';

const SHORTEST_PASSWORD = 10;

/** A dialog in which somebody changes their own password; every other session of theirs ends with it. */
export class PasswordForm extends LitElement {
  static override properties = {
    language: {},
    session: { attribute: false },
    refusal: { state: true },
  };
  declare language: Language;
  declare session: Session;
  declare refusal: string | undefined;

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
      p {
        margin: 0;
        color: var(--bad);
      }
      footer {
        display: flex;
        justify-content: flex-end;
        gap: 8px;
      }
    `,
  ];

  open(): void {
    this.refusal = undefined;
    this.#dialog.open = true;
  }

  override render() {
    const words = shellWords[this.language ?? 'zh-CN'];
    return html`<wa-dialog label=${words.changePassword}>
      <form @submit=${this.#submit}>
        ${this.refusal ? html`<p role="alert">${this.refusal}</p>` : nothing}
        <label
          >${words.currentPassword}<input name="current" type="password" required autocomplete="current-password"
        /></label>
        <label
          >${words.newPassword}<input
            name="next"
            type="password"
            required
            minlength=${SHORTEST_PASSWORD}
            autocomplete="new-password"
        /></label>
        <footer>
          <button type="button" @click=${this.#close}>${words.cancel}</button>
          <button class="primary">${words.save}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  get #dialog(): WaDialog {
    return this.renderRoot.querySelector('wa-dialog')!;
  }

  #close() {
    this.#dialog.open = false;
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    try {
      await ops('/session/password', {
        method: 'POST',
        body: { current: given.get('current'), next: given.get('next') },
      });
      form.reset();
      this.#close();
      await this.session.ask();
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      this.refusal = error.problem?.detail ?? shellWords[this.language].unreachable;
    }
  }
}

customElements.define('password-form', PasswordForm);

declare global {
  interface HTMLElementTagNameMap {
    'password-form': PasswordForm;
  }
}
