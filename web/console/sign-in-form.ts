import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import { failureText } from './failure-text.ts';
import { type Session, SHORTEST_PASSWORD } from './session.ts';

/**
 * Signs a person in; with the one-time token of the first start it makes the first administrator instead. The session
 * tells of success.
 */
export class SignInForm extends LitElement {
  static override properties = {
    language: {},
    session: { attribute: false },
    token: {},
    expired: { type: Boolean },
    busy: { state: true },
    refusal: { state: true },
  };
  declare language: Language;
  declare session: Session;
  /** Of the first start's address; undefined: an ordinary sign-in. */
  declare token: string | undefined;
  declare expired: boolean;
  declare busy: boolean;
  declare refusal: string | undefined;

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      :host {
        display: grid;
        place-items: center;
        padding: 24px;
      }
      form {
        display: grid;
        gap: 14px;
        width: min(360px, 100%);
        padding: 28px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--surface);
      }
      h2 {
        margin: 0;
        font-size: 20px;
      }
      p {
        margin: 0;
        color: var(--text-quiet);
      }
      p.refusal {
        padding: 8px 10px;
        border-radius: 4px;
        background: var(--bad-surface);
        color: var(--bad);
      }
      p.expired {
        padding: 8px 10px;
        border-radius: 4px;
        background: var(--warn-surface);
        color: var(--warn);
      }
      label {
        display: grid;
        gap: 4px;
      }
      input {
        min-height: 36px;
        font-size: 14px;
      }
      button {
        min-height: 36px;
      }
      small {
        color: var(--text-quiet);
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.expired = false;
    this.busy = false;
  }

  override firstUpdated() {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render() {
    const words = shellWords[this.language];
    const first = this.token !== undefined;
    return html`
      <form @submit=${this.#submit} aria-labelledby="title">
        <h2 id="title">${first ? words.firstAdmin : `${words.product} · ${words.title}`}</h2>
        ${first ? html`<p>${words.firstAdminMore}</p>` : nothing}
        ${this.expired ? html`<p class="expired">${words.sessionOver}</p>` : nothing}
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        <label
          >${words.name}<input name="name" autocomplete="username" required maxlength="64" autocapitalize="off"
        /></label>
        <label
          >${words.password}
          <input
            name="password"
            type="password"
            required
            autocomplete=${first ? 'new-password' : 'current-password'}
            minlength=${first ? SHORTEST_PASSWORD : 1}
          />
          ${first ? html`<small>${words.passwordHint(SHORTEST_PASSWORD)}</small>` : nothing}
        </label>
        ${
          first
            ? html`<label
                >${words.passwordAgain}<input name="again" type="password" required autocomplete="new-password"
              /></label>`
            : nothing
        }
        <button class="primary" ?disabled=${this.busy}>
          ${this.busy ? words.signingIn : first ? words.create : words.signIn}
        </button>
        ${first || this.expired ? nothing : html`<small>${words.noUserYet}</small>`}
      </form>
    `;
  }

  async #submit(event: SubmitEvent) {
    event.preventDefault();
    const words = shellWords[this.language];
    const given = new FormData(event.target as HTMLFormElement);
    const [name, password, again] = ['name', 'password', 'again'].map((field) =>
      String(given.get(field) ?? ''),
    );
    if (this.token !== undefined && password !== again) {
      this.refusal = words.passwordsDiffer;
      return;
    }
    this.busy = true;
    this.refusal = undefined;
    try {
      if (this.token === undefined) await this.session.signIn(name!, password!);
      else await this.session.becomeFirstAdmin(this.token, name!, password!);
    } catch (error) {
      this.refusal = failureText(error, this.language);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sign-in-form', SignInForm);
