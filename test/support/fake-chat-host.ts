import type { ChatMessage } from '../../shared/chat-message.ts';
import {
  BadEventEvent,
  type ChatHost,
  type Conversation,
  ConversationChangeEvent,
  type Intention,
  LocationClickEvent,
  type LocationMessage,
  type PutOutcome,
} from '../../web/host/chat-host.ts';

export const NOBODY = undefined;

/** A chat client that keeps the rules of the interface, with replies that the test decides. */
export class FakeChatHost extends EventTarget implements ChatHost {
  readonly present = true;
  conversation: Conversation = { epoch: 0, openid: NOBODY };
  /** What each customer's input box was given, by openid. */
  readonly boxes = new Map<string | undefined, ChatMessage[]>();
  /** How often the tab was lit. */
  notices = 0;
  /** Every put, with the intention that made it. */
  readonly puts: { intention: Intention; message: ChatMessage }[] = [];
  /** What the client answers next; `ok` when nothing is said. */
  readonly replies: (PutOutcome | Promise<PutOutcome>)[] = [];

  start() {}

  intend(): Intention {
    return this.#intention();
  }

  notify() {
    this.notices += 1;
  }

  switchTo(openid: string | undefined) {
    this.conversation = { epoch: this.conversation.epoch + 1, openid };
    this.dispatchEvent(new ConversationChangeEvent(this.conversation));
  }

  clickLocation(location: Partial<LocationMessage>, clickedAt?: number) {
    const whole = { position: [0, 0] as const, label: '', scale: undefined, warnings: [], ...location };
    this.dispatchEvent(new LocationClickEvent(whole, this.#intention(), clickedAt));
  }

  sendNonsense(refusal: string, isLocationClick = false) {
    this.dispatchEvent(new BadEventEvent(refusal, '{…', isLocationClick));
  }

  box(openid: string | undefined = this.conversation.openid): ChatMessage[] {
    return this.boxes.get(openid) ?? [];
  }

  #intention(): Intention {
    const host = this;
    const { conversation } = this;
    return {
      conversation,
      get current() {
        return host.conversation.epoch === conversation.epoch;
      },
      async put(message) {
        if (!this.current) return { outcome: 'cancelled' };
        host.puts.push({ intention: this, message });
        const reply = host.replies.shift() ?? { outcome: 'ok', userUnknown: conversation.openid === NOBODY };
        if (reply instanceof Promise || reply.outcome === 'ok') {
          host.boxes.set(host.conversation.openid, [...host.box(), message]);
        }
        return await reply;
      },
    };
  }
}
