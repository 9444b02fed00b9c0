import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { WorkingStore } from '../../../shared/working-store.ts';
import { editorWords } from '../../locale/console/editor-words.ts';

type StoreActions = {
  readonly language: Language;
  readonly store: WorkingStore;
  readonly mayPublish: boolean;
  readonly closeTemporarily: () => void;
  readonly close: () => void;
  readonly reopen: () => void;
  readonly remove: () => void;
};

/** What is done to a store as a whole. */
export function storeActions(actions: StoreActions) {
  const { language, store, mayPublish, closeTemporarily } = actions;
  const words = editorWords[language];
  const chosen = (event: CustomEvent<{ item: { value?: string } }>) => {
    const { value } = event.detail.item;
    if (value === 'close' || value === 'reopen' || value === 'remove') actions[value]();
  };
  return html`<button @click=${closeTemporarily} ?disabled=${!store.published}>${words.closeTemporarily}</button>
    ${
      mayPublish
        ? html`<wa-dropdown @wa-select=${chosen}>
            <button slot="trigger">${words.actions}<wa-icon name="chevron-down"></wa-icon></button>
            ${
              store.status === 'closed'
                ? html`<wa-dropdown-item value="reopen">${words.reopen}</wa-dropdown-item>`
                : html`<wa-dropdown-item value="close">${words.closeStore}</wa-dropdown-item>`
            }
            <wa-dropdown-item value="remove" variant="danger">${words.remove}</wa-dropdown-item>
          </wa-dropdown>`
        : nothing
    }`;
}
