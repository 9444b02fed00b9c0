import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { copyText } from '../../elements/clipboard.ts';
import { shellWords } from '../../locale/console/shell-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { dialogStyles } from '../dialog-form.ts';

type Secret = {
  readonly title: string;
  /** What it is for, and that it is not shown again. */
  readonly more: string;
  readonly secret: string;
};

/** A secret that is shown once, to be copied. */
export class SecretDialog extends LitElement {
  static override properties = { language: {}, shown: { state: true }, copied: { state: true } };
  declare language: Language;
  declare shown: Secret | undefined;
  declare copied: boolean;

  static override styles = [
    baseStyles,
    buttonStyles,
    dialogStyles,
    css`
      code {
        display: block;
        padding: 8px 10px;
        border-radius: 4px;
        background: var(--surface-sunken);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.copied = false;
  }

  show(secret: Secret): void {
    this.shown = secret;
    this.copied = false;
  }

  override render() {
    const words = shellWords[this.language];
    const { shown } = this;
    const close = () => {
      this.shown = undefined;
    };
    return html`<wa-dialog label=${shown?.title ?? ''} ?open=${shown !== undefined} @wa-hide=${close}>
      ${
        shown
          ? html`<form>
              <p>${shown.more}</p>
              <code>${shown.secret}</code>
              <footer>
                <button type="button" @click=${close}>${words.close}</button>
                <button
                  type="button"
                  class="primary"
                  @click=${async () => {
                    this.copied = await copyText(shown.secret);
                  }}
                >
                  ${this.copied ? words.secretCopied : words.secretCopy}
                </button>
              </footer>
            </form>`
          : nothing
      }
    </wa-dialog>`;
  }
}

customElements.define('secret-dialog', SecretDialog);

declare global {
  interface HTMLElementTagNameMap {
    'secret-dialog': SecretDialog;
  }
}
