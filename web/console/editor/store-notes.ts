import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import type { StoreDraft } from './store-draft.ts';

type StoreNotes = {
  readonly language: Language;
  readonly draft: StoreDraft;
  readonly mayPublish: boolean;
  readonly mayEdit: boolean;
  readonly endClosure: () => void;
  readonly giveBack: () => void;
};

/** Over the form: what somebody should know before they write, and what it asks of them. */
export function storeNotes(notes: StoreNotes) {
  const { draft, language } = notes;
  return html`${draft.restored ? html`<p class="note">${editorWords[language].restored}</p>` : nothing}
  ${closureNote(notes)} ${planNote(notes)}`;
}

function closureNote({ language, draft, mayEdit, endClosure }: StoreNotes) {
  const words = editorWords[language];
  const closure = draft.store?.published?.closure;
  if (!closure) return nothing;
  const when = whenIn(language);
  const until = closure.until ? words.untilWhen(when(closure.until)) : words.untilOpenEnd;
  return html`<p class="note">
    ${words.closedFrom(when(closure.from), until)}
    ${mayEdit ? html`<button class="plain" @click=${endClosure}>${words.endClosure}</button>` : nothing}
  </p>`;
}

function planNote({ language, draft, mayPublish, giveBack }: StoreNotes) {
  const words = editorWords[language];
  const { plan } = draft.store ?? {};
  if (plan?.review === 'requested') {
    const approve = () => draft.act('/review', 'POST', { decision: 'approve' });
    return html`<p class="note">
      ${words.waits(plan.by.name)}${plan.note ? words.because(plan.note) : nothing}
      ${
        mayPublish
          ? html`<button class="plain" @click=${approve}>${words.approve}</button>
              <button class="plain" @click=${giveBack}>${words.giveBack}</button>`
          : nothing
      }
    </p>`;
  }
  if (plan?.review === 'returned') {
    return html`<p class="note">${words.returnedBy(plan.by.name, plan.note ?? '')}</p>`;
  }
  if (plan?.publishAt) return html`<p class="note">${words.scheduled(whenIn(language)(plan.publishAt))}</p>`;
  return nothing;
}

const whenIn = (language: Language) => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (instant: string) => format.format(new Date(instant));
};
