import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { OpsError } from '../../api/ops.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { shellWords } from '../../locale/console/shell-words.ts';
import { failureText } from '../failure-text.ts';

type StoreMissing = {
  readonly language: Language;
  /** Undefined while the store is read. */
  readonly failure: OpsError | undefined;
  readonly retry: () => void;
  readonly go: (address: string) => void;
  readonly back: () => void;
};

/** In the place of a store that is not there: yet, or at all. */
export function storeMissing({ language, failure, retry, go, back }: StoreMissing) {
  const words = editorWords[language];
  const isGone = failure?.status === 404;
  return html`<div class="message" role="status">
    ${
      isGone
        ? html`<strong>${words.notFound}</strong><span class="quiet">${words.notFoundMore}</span>`
        : failure
          ? html`<strong>${failureText(failure, language)}</strong>
              <button @click=${retry}>${shellWords[language].retry}</button>`
          : shellWords[language].loading
    }
    <span class="row">
      ${isGone ? html`<button @click=${() => go('activity')}>${words.lookForDeleted}</button>` : nothing}
      <button @click=${back}>${words.back}</button>
    </span>
  </div>`;
}
