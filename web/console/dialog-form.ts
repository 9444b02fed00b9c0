import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../shared/language.ts';
import { shellWords } from '../locale/console/shell-words.ts';

type DialogForm = {
  readonly language: Language;
  readonly label: string;
  readonly open: boolean;
  /** What the button says that sends the form; its look where it takes something away. */
  readonly yes: string;
  readonly isGrave?: boolean;
  /** What the other one says; absent: cancel. */
  readonly no?: string | undefined;
  /** Why the service did not take it. */
  readonly refusal?: string | undefined;
  readonly submit: (given: FormData, form: HTMLFormElement) => void;
  /** It was left, by whichever way; the page sets `open` to false. */
  readonly close: () => void;
};

/** A form in a dialog over the page: its fields, what it was refused for, and two ways out. */
export const dialogForm = (
  { language, label, open, yes, isGrave = false, no, refusal, submit, close }: DialogForm,
  fields: TemplateResult | TemplateResult[] | typeof nothing,
) => html`<wa-dialog
  label=${label}
  ?open=${open}
  @wa-hide=${(event: Event) => {
    // Menus inside tell of their hiding, too.
    if (event.target === event.currentTarget) close();
  }}
  @wa-after-show=${(event: Event) => {
    if (event.target === event.currentTarget) firstField(event.currentTarget as HTMLElement)?.focus();
  }}
>
  <form
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      submit(new FormData(form), form);
    }}
  >
    ${refusal ? html`<p class="bad" role="alert">${refusal}</p>` : nothing} ${fields}
    <footer>
      <button type="button" @click=${close}>${no ?? shellWords[language].cancel}</button>
      <button class=${isGrave ? 'primary grave' : 'primary'}>${yes}</button>
    </footer>
  </form>
</wa-dialog>`;

const firstField = (dialog: HTMLElement) => dialog.querySelector<HTMLElement>('input, select, textarea');

export const dialogStyles = css`
  form {
    display: grid;
    gap: 12px;
  }
  form label {
    display: grid;
    gap: 4px;
  }
  form label.check {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  form input:not([type='checkbox']):not([type='radio']),
  form select {
    min-height: 34px;
  }
  form p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .quiet {
    color: var(--text-quiet);
  }
  .bad {
    color: var(--bad);
  }
  button.grave,
  button.grave:hover {
    border-color: var(--bad);
    background: var(--bad);
    color: var(--surface);
  }
  button.grave:hover {
    filter: brightness(0.92);
  }
  form footer {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
`;
