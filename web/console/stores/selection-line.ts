import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, nothing } from 'lit';
import type { BulkChange } from '../../../shared/bulk.ts';
import type { Language } from '../../../shared/language.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import type { Publishing } from '../publishing.ts';

type SelectionLine = {
  readonly language: Language;
  /** How many are selected, as people write it. */
  readonly count: string;
  readonly publishing: Publishing;
  readonly publish: () => void;
  readonly edit: () => void;
  readonly closeTemporarily: () => void;
  readonly endClosure: () => void;
  readonly confirm: () => void;
  readonly act: (action: NonNullable<BulkChange['action']>) => void;
  readonly clear: () => void;
};

/** In the place of the count: what can be done with the selected stores. */
export function selectionLine(line: SelectionLine) {
  const { count, publishing } = line;
  const words = storeWords[line.language];
  const mayPublish = publishing === 'publishes';
  return html`<div class="line selected" role="toolbar" aria-label=${words.selected(count)}>
    <strong role="status">${words.selected(count)}</strong>
    ${
      publishing === 'drafts'
        ? nothing
        : html`<button class="primary" @click=${line.publish}>
            ${mayPublish ? words.publish : words.requestReview}
          </button>`
    }
    <button class=${publishing === 'drafts' ? 'primary' : ''} @click=${line.edit}>${words.edit}</button>
    <button @click=${line.closeTemporarily}>${words.closeTemporarily}</button>
    <button @click=${line.endClosure}>${words.endClosure}</button>
    <button @click=${line.confirm}>${words.confirmed}</button>
    <wa-dropdown
      @wa-select=${(event: CustomEvent<{ item: { value?: string } }>) =>
        line.act(event.detail.item.value as NonNullable<BulkChange['action']>)}
    >
      <button slot="trigger">${words.moreActions}<wa-icon name="chevron-down"></wa-icon></button>
      <wa-dropdown-item value="discard">${words.discard}</wa-dropdown-item>
      ${
        mayPublish
          ? html`<wa-dropdown-item value="close">${words.close}</wa-dropdown-item>
              <wa-dropdown-item value="reopen">${words.reopen}</wa-dropdown-item>
              <wa-dropdown-item value="delete" variant="danger">${words.remove}</wa-dropdown-item>`
          : nothing
      }
    </wa-dropdown>
    <span class="spring"></span>
    <button class="plain" @click=${line.clear}>${words.clearSelection}</button>
  </div>`;
}
