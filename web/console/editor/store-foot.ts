import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { failureText } from '../failure-text.ts';
import type { Publishing } from '../publishing.ts';
import type { StoreDraft } from './store-draft.ts';

type StoreFoot = {
  readonly language: Language;
  readonly draft: StoreDraft;
  readonly publishing: Publishing;
  readonly save: () => void;
  readonly publish: () => void;
  readonly publishLater: () => void;
};

/** Under the form: back and forth, what failed, and what becomes of the work. */
export function storeFoot({ language, draft, publishing, save, publish, publishLater }: StoreFoot) {
  const words = editorWords[language];
  const nothingToDo = draft.busy || (!draft.changed && draft.store !== undefined);
  const nothingToPublish = draft.busy || (!draft.changed && draft.store?.unpublished === false);
  const isFailed = draft.failure && !draft.merge && draft.failure.status !== 401;
  return html`<div class="foot">
    <button aria-label=${words.undo} title=${words.undo} ?disabled=${!draft.canUndo} @click=${() => draft.undo()}>
      <wa-icon name="undo"></wa-icon>
    </button>
    <button aria-label=${words.redo} title=${words.redo} ?disabled=${!draft.canRedo} @click=${() => draft.redo()}>
      <wa-icon name="redo"></wa-icon>
    </button>
    ${
      draft.changed
        ? html`<button class="plain" @click=${() => draft.discardChanges()}>${words.discard}</button>`
        : draft.store?.published && draft.store.unpublished
          ? html`<button class="plain" @click=${() => draft.act('/draft', 'DELETE')}>${words.discardDraft}</button>`
          : nothing
    }
    ${isFailed ? html`<span class="bad" role="alert">${failureText(draft.failure, language)}</span>` : nothing}
    <span class="spring"></span>
    ${draft.store?.published ? html`<small class="quiet">${words.live}</small>` : nothing}
    <button class=${publishing === 'drafts' ? 'primary' : ''} ?disabled=${nothingToDo} @click=${save}>
      ${words.saveDraft}
    </button>
    ${
      publishing === 'publishes'
        ? html`<button ?disabled=${nothingToPublish} @click=${publishLater}>${words.publishAt}</button>`
        : nothing
    }
    ${
      publishing === 'drafts'
        ? nothing
        : html`<button class="primary" ?disabled=${nothingToPublish} @click=${publish}>
            ${publishing === 'publishes' ? words.publish : words.requestReview}
          </button>`
    }
  </div>`;
}
