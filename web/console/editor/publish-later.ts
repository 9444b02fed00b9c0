import { html, LitElement } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { dialogForm, dialogStyles } from '../dialog-form.ts';
import { localMinute } from '../local-minute.ts';

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
  static override properties = { language: {}, isOpen: { state: true } };
  declare language: Language;
  declare isOpen: boolean;

  static override styles = [baseStyles, buttonStyles, fieldStyles, dialogStyles];

  constructor() {
    super();
    this.language = 'zh-CN';
    this.isOpen = false;
  }

  open(): void {
    this.isOpen = true;
  }

  override render() {
    const words = editorWords[this.language];
    return dialogForm(
      {
        language: this.language,
        label: words.publishAt,
        open: this.isOpen,
        yes: words.publishThen,
        submit: (given) => {
          this.isOpen = false;
          const at = new Date(String(given.get('at'))).toISOString();
          this.dispatchEvent(new PublishLaterEvent(at));
        },
        close: () => {
          this.isOpen = false;
        },
      },
      html`<label
        >${words.publishAtWhen}<input
          type="datetime-local"
          name="at"
          min=${localMinute(new Date())}
          required
      /></label>`,
    );
  }
}

customElements.define('publish-later', PublishLater);

declare global {
  interface HTMLElementTagNameMap {
    'publish-later': PublishLater;
  }
}
