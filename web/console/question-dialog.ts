import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';

export type Question = {
  readonly title: string;
  readonly text?: string;
  /** What the button says that means yes. */
  readonly yes: string;
  /** What the other one says; absent: cancel. */
  readonly no?: string;
  /** Yes takes something away. */
  readonly isGrave?: boolean;
  /** A line to be written with the answer; it must not be empty. */
  readonly line?: { readonly label: string; readonly maxLength: number };
};

/** Asks one question at a time, over the page, and waits for the answer. */
export class QuestionDialog extends LitElement {
  static override properties = { language: {}, question: { state: true }, open: { state: true } };
  declare language: Language;
  /** Stays while the dialog fades out. */
  declare question: Question | undefined;
  declare open: boolean;
  #answer: (answer: string | undefined) => void = () => {};

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      form,
      label {
        display: grid;
        gap: 12px;
      }
      label {
        gap: 4px;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      input {
        min-height: 34px;
      }
      button.grave {
        background: var(--bad);
        color: var(--surface);
      }
      button.grave:hover {
        background: var(--bad);
        filter: brightness(0.92);
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
    this.open = false;
  }

  /**
   * Answers what was written, the empty string where no line is asked for; undefined for no. A question that is open
   * still is answered with no.
   */
  ask(question: Question): Promise<string | undefined> {
    this.#answer(undefined);
    this.question = question;
    this.open = true;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  override render() {
    const { question } = this;
    return html`<wa-dialog
      label=${question?.title ?? ''}
      ?open=${this.open}
      @wa-hide=${() => this.#close(undefined)}
      @wa-after-show=${() => this.renderRoot.querySelector('input')?.focus()}
    >
      <form @submit=${this.#submit}>
        ${question?.text ? html`<p>${question.text}</p>` : nothing}
        ${
          question?.line
            ? html`<label
                >${question.line.label}<input
                  name="line"
                  required
                  pattern=".*\\S.*"
                  maxlength=${question.line.maxLength}
                  autocomplete="off"
              /></label>`
            : nothing
        }
        <footer>
          <button type="button" @click=${() => this.#close(undefined)}>
            ${question?.no ?? shellWords[this.language].cancel}
          </button>
          <button class=${question?.isGrave ? 'primary grave' : 'primary'}>${question?.yes}</button>
        </footer>
      </form>
    </wa-dialog>`;
  }

  #submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const line = String(new FormData(form).get('line') ?? '').trim();
    form.reset();
    this.#close(line);
  }

  #close(answer: string | undefined) {
    this.open = false;
    this.#answer(answer);
  }
}

customElements.define('question-dialog', QuestionDialog);

declare global {
  interface HTMLElementTagNameMap {
    'question-dialog': QuestionDialog;
  }
}
