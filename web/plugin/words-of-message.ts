import type { ChatMessage } from '../../shared/chat-message.ts';

/** A message as it can be pasted: its text, else its addresses. */
export function wordsOf(message: ChatMessage): string {
  switch (message.type) {
    case 'text':
      return message.text;
    case 'picture':
      return message.url;
    case 'news':
      return message.articles.map(({ url }) => url).join('\n');
  }
}
