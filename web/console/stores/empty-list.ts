import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { storeWords } from '../../locale/console/store-words.ts';

type EmptyList = {
  readonly language: Language;
  readonly isFiltered: boolean;
  readonly mayEdit: boolean;
  readonly go: (address: string) => void;
};

/** In the place of the table where it has no row: why, and the way on. */
export function emptyList({ language, isFiltered, mayEdit, go }: EmptyList) {
  const words = storeWords[language];
  return html`<div class="message">
    <strong>${isFiltered ? words.none : words.empty}</strong>
    <span>${isFiltered ? words.noneMore : words.emptyMore}</span>
    <div>
      ${
        isFiltered
          ? html`<button @click=${() => go('stores')}>${words.reset}</button>`
          : mayEdit
            ? html`<button class="primary" @click=${() => go('import')}>${words.importStores}</button>
                <button @click=${() => go('store')}>${words.create}</button>`
            : nothing
      }
    </div>
  </div>`;
}
