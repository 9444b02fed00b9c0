import type { Conversation } from '../host/chat-host.ts';
import { type Inquiry, inquiryKey, newInquiry } from './inquiry.ts';

/** Where inquiries outlast a reload of the page. */
export type InquiryShelf = {
  /** Oldest first. */
  readonly inquiries: readonly Inquiry[];
  keep(inquiry: Inquiry): void;
};

/**
 * Every conversation's inquiry, and which one is shown.
 *
 * @fires change  an inquiry, or which one is shown, is another
 */
export class Inquiries extends EventTarget {
  readonly #byKey = new Map<string, Inquiry>();
  readonly #shelf: InquiryShelf;
  #shownKey: string;

  constructor(conversation: Conversation, shelf: InquiryShelf) {
    super();
    this.#shelf = shelf;
    for (const inquiry of shelf.inquiries) this.#byKey.set(inquiryKey(inquiry.conversation), inquiry);
    this.#shownKey = this.show(conversation);
  }

  get shown(): Inquiry {
    return this.of(this.#shownKey);
  }

  get shownKey(): string {
    return this.#shownKey;
  }

  get all(): readonly Inquiry[] {
    return [...this.#byKey.values()];
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
    this.dispatchEvent(new Event('change'));
    return key;
  }

  change(change: Partial<Inquiry>, key = this.#shownKey) {
    const inquiry = { ...this.of(key), ...change };
    this.#byKey.set(key, inquiry);
    this.#shelf.keep(inquiry);
    this.dispatchEvent(new Event('change'));
  }
}
