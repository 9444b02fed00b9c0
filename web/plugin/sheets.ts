import { html } from 'lit';
import type { Language } from '../../shared/language.ts';
import { panelWords } from '../locale/panel-words.ts';
import type { AnswerFlow } from './answer-flow.ts';
import type { Sheet } from './events.ts';
import type { MessageForm } from './inquiry.ts';

/** What lies over the list when it is asked for. */
export function sheetOf(sheet: Sheet, flow: AnswerFlow, language: Language) {
  const words = panelWords[language];
  switch (sheet) {
    case 'preview':
      return html`<panel-sheet .heading=${words.previewTitle} .language=${language}>
        <message-preview
          .compose=${(form: MessageForm) => flow.message(form)}
          .language=${language}
        ></message-preview>
      </panel-sheet>`;
    case 'history':
      return html`<panel-sheet .heading=${words.historyTitle} .language=${language}>
        <put-history
          .inquiry=${flow.inquiry}
          .inquiries=${flow.inquiries}
          .language=${language}
        ></put-history>
      </panel-sheet>`;
  }
}
