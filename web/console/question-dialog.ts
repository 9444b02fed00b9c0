import { html, LitElement, nothing } from 'lit';
import type { Language } from '../../shared/language.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../style/controls.ts';
import { dialogForm, dialogStyles } from './dialog-form.ts';

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
  static override properties = { language: {}, question: { state: true }, isOpen: { state: true } };
  declare language: Language;
  /** Stays while the dialog fades out. */
  declare question: Question | undefined;
  declare isOpen: boolean;
  #answer: (answer: string | undefined) => void = () => {};

  static override styles = [baseStyles, buttonStyles, fieldStyles, dialogStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.isOpen = false;
  }

  /**
   * Answers what was written, the empty string where no line is asked for; undefined for no. A question that is open
   * still is answered with no.
   */
  ask(question: Question): Promise<string | undefined> {
    this.#answer(undefined);
    this.question = question;
    this.isOpen = true;
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  override render() {
    const { title = '', text, yes = '', no, isGrave = false, line } = this.question ?? {};
    return dialogForm(
      {
        language: this.language,
        label: title,
        open: this.isOpen,
        yes,
        isGrave,
        no,
        submit: (given, form) => {
          form.reset();
          this.#close(String(given.get('line') ?? '').trim());
        },
        close: () => this.#close(undefined),
      },
      html`${text ? html`<p>${text}</p>` : nothing}
      ${
        line
          ? html`<label
              >${line.label}<input
                name="line"
                required
                pattern=".*\\S.*"
                maxlength=${line.maxLength}
                autocomplete="off"
            /></label>`
          : nothing
      }`,
    );
  }

  #close(answer: string | undefined) {
    this.isOpen = false;
    this.#answer(answer);
  }
}

customElements.define('question-dialog', QuestionDialog);

declare global {
  interface HTMLElementTagNameMap {
    'question-dialog': QuestionDialog;
  }
}
