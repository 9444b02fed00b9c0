// The input box of one conversation: typed text with a caret, and what plugins put there. The real client does not say
// how it treats a put beside what was typed already, so each way can be tried.
import type { ChatMessage } from '../../shared/chat-message.ts';

export type PutTreatment = 'append' | 'replace' | 'at-caret';

export type Draft = {
  readonly text: string;
  /** In UTF-16 units from the start of `text`. */
  readonly caret: number;
  /** Pictures and news, in the order they came. */
  readonly cards: readonly Exclude<ChatMessage, { type: 'text' }>[];
};

export const emptyDraft: Draft = { text: '', caret: 0, cards: [] };
export const typed = (text: string): Draft => ({ text, caret: text.length, cards: [] });
export const isEmpty = ({ text, cards }: Draft) => text.trim() === '' && cards.length === 0;

/** The draft after a plugin has put `messages`. */
export function withPut(draft: Draft, messages: readonly ChatMessage[], treatment: PutTreatment): Draft {
  const base = treatment === 'replace' ? emptyDraft : draft;
  const put = messages.flatMap((message) => (message.type === 'text' ? [message.text] : [])).join('\n');
  const cards = messages.filter((message) => message.type !== 'text');
  const at = treatment === 'at-caret' ? base.caret : base.text.length;
  const gap = treatment === 'append' && put !== '' && base.text !== '' ? '\n' : '';
  const before = base.text.slice(0, at) + gap + put;
  return { text: before + base.text.slice(at), caret: before.length, cards: [...base.cards, ...cards] };
}

/** What sending the draft posts, in order: the cards, then the text. */
export function messagesOf({ text, cards }: Draft): ChatMessage[] {
  return text.trim() === '' ? [...cards] : [...cards, { type: 'text', text }];
}
