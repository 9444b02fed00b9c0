import type { Conversation } from '../host/chat-host.ts';
import { type Inquiry, inquiryKey, newInquiry } from './inquiry.ts';

/** Every conversation's inquiry since the page was opened, and which one is shown. */
export class Inquiries {
  readonly #byKey = new Map<string, Inquiry>();
  #shownKey: string;

  constructor(conversation: Conversation) {
    this.#shownKey = this.show(conversation);
  }

  get shown(): Inquiry {
    return this.of(this.#shownKey);
  }

  get shownKey(): string {
    return this.#shownKey;
  }

  of(key: string): Inquiry {
    return this.#byKey.get(key)!;
  }

  /** Shows the conversation's inquiry: the one it had, else a new one. */
  show(conversation: Conversation): string {
    const key = inquiryKey(conversation);
    const known = this.#byKey.get(key);
    this.#byKey.set(key, known ? { ...known, conversation } : newInquiry(conversation));
    this.#shownKey = key;
    return key;
  }

  change(key: string, change: Partial<Inquiry>) {
    this.#byKey.set(key, { ...this.of(key), ...change });
  }
}
