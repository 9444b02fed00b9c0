import { html, LitElement } from 'lit';
import type { Language } from '../../shared/language.ts';
import { ops } from '../api/ops.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import { dialogForm, dialogStyles } from './dialog-form.ts';
import { failureText } from './failure-text.ts';
import { type Session, SHORTEST_PASSWORD } from './session.ts';

/** A dialog in which somebody changes their own password; every other session of theirs ends with it. */
export class PasswordForm extends LitElement {
  static override properties = {
    language: {},
    session: { attribute: false },
    isOpen: { state: true },
    refusal: { state: true },
  };
  declare language: Language;
  declare session: Session;
  declare isOpen: boolean;
  declare refusal: string | undefined;

  static override styles = [baseStyles, buttonStyles, fieldStyles, dialogStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.isOpen = false;
  }

  open(): void {
    this.refusal = undefined;
    this.isOpen = true;
  }

  override render() {
    const words = shellWords[this.language];
    return dialogForm(
      {
        language: this.language,
        label: words.changePassword,
        open: this.isOpen,
        yes: words.save,
        refusal: this.refusal,
        submit: (given, form) => this.#change(given, form),
        close: () => {
          this.isOpen = false;
        },
      },
      html`<label
          >${words.currentPassword}<input name="current" type="password" required autocomplete="current-password"
        /></label>
        <label
          >${words.newPassword}<input
            name="next"
            type="password"
            required
            minlength=${SHORTEST_PASSWORD}
            autocomplete="new-password"
          /><small>${words.passwordHint(SHORTEST_PASSWORD)} · ${words.othersSignedOut}</small></label
        >`,
    );
  }

  async #change(given: FormData, form: HTMLFormElement) {
    try {
      await ops('/session/password', {
        method: 'POST',
        body: { current: given.get('current'), next: given.get('next') },
      });
      form.reset();
      this.isOpen = false;
      await this.session.ask();
    } catch (error) {
      this.refusal = failureText(error, this.language);
    }
  }
}

customElements.define('password-form', PasswordForm);

declare global {
  interface HTMLElementTagNameMap {
    'password-form': PasswordForm;
  }
}
