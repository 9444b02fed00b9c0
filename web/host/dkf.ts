// The WeChat multi-customer-service client (DKF): it puts methods on window.external and calls the page's
// MCS_ClientNotify. Besides this file only the early script, which keeps events until this one takes them, knows of it.
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
} from './chat-host.ts';
import { type EventQueue, type NotifiedWindow, queueEvents } from './event-queue.ts';
import { type MapMessageClick, readEvent } from './event-reading.ts';
import { excerptOf } from './excerpt.ts';
import { type Client, PutAttempt } from './put-attempt.ts';
import { type PutType, type Puttable, strict } from './put-text.ts';
import { type Reply, replyTo } from './reply-reading.ts';

/** The part of a page's window that the client has to do with. */
export type DkfWindow = NotifiedWindow & { readonly external?: unknown };

type Methods = { PutMsg(text: string): unknown; Notice(text: string): unknown };

const DOUBLE_CLICK_MILLISECONDS = 600;

export const createDkfHost = (page: DkfWindow): ChatHost => new DkfHost(page);

/** Whether a client has put its method on the page. Its type says nothing: host objects have types of their own. */
export function hasPutMsg(page: DkfWindow): boolean {
  try {
    return typeof (page.external as Partial<Methods> | undefined)?.PutMsg !== 'undefined';
  } catch {
    // A host object that may be called but not looked at.
    return true;
  }
}

/** The queue that the page's early script has set. */
export function earlyEvents(page: NotifiedWindow): EventQueue | undefined {
  const queue = page.MCS_ClientNotify as EventQueue | undefined;
  return Array.isArray(queue?.waiting) ? queue : undefined;
}

class DkfHost extends EventTarget implements ChatHost, Client {
  readonly #page: DkfWindow;
  #conversation: Conversation = { epoch: 0, openid: undefined };
  /** Of this conversation. */
  #attempts: PutAttempt[] = [];
  /** Documented as 1, but what clients take is 7. */
  #newsTypes: readonly PutType[] = [7, 1];

  constructor(page: DkfWindow) {
    super();
    this.#page = page;
  }

  get present(): boolean {
    return hasPutMsg(this.#page);
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  start() {
    const queue = earlyEvents(this.#page) ?? queueEvents(this.#page);
    // What comes in while the earlier ones are read waits behind them.
    for (let next = queue.waiting.shift(); next; next = queue.waiting.shift())
      this.#receive(next.input, next.at);
    queue.deliver = (input, at) => this.#receive(input, at);
  }

  intend(): Intention {
    return new Click(this);
  }

  notify() {
    void replyTo(() => (this.#page.external as Methods).Notice(''));
  }

  send(text: string): Reply | Promise<Reply> {
    if (!this.present) return { outcome: 'no-host' };
    return replyTo(() => (this.#page.external as Methods).PutMsg(text));
  }

  typesFor(kind: Puttable['kind']): readonly PutType[] {
    switch (kind) {
      case 'text':
        return [0];
      case 'picture':
        return [1];
      case 'news':
        return this.#newsTypes;
    }
  }

  remember(kind: Puttable['kind'], type: PutType) {
    if (kind === 'news') this.#newsTypes = type === 7 ? [7, 1] : [1, 7];
  }

  /** The attempt that a click with this content belongs to: a double click belongs to the first one's. */
  attempt(message: Puttable, click: Click): PutAttempt {
    const known = this.#attempts.find(
      (one) =>
        one.message.key === message.key &&
        Math.abs(one.clickedAt - click.clickedAt) <= DOUBLE_CLICK_MILLISECONDS,
    );
    if (known) return known;
    const attempt = new PutAttempt(this, message, click);
    this.#attempts.push(attempt);
    return attempt;
  }

  #receive(input: unknown, at: number) {
    // The client must never see an exception of ours, whatever it sends and whoever listens.
    try {
      const reading = readEvent(input);
      if (!reading.ok) {
        // In this order: what is said of the event is said in the conversation that follows it.
        if (reading.event === 'OnUserChange') this.#changeConversation(undefined);
        this.#refuse(reading.refusal, input, reading.event === 'OnMapMsgClick');
      } else if (reading.event.event === 'OnMapMsgClick') {
        this.dispatchEvent(new LocationClickEvent(locationOf(reading.event), this.intend(), at));
      } else if (reading.event.useraccount !== this.#conversation.openid) {
        this.#changeConversation(reading.event.useraccount);
      }
    } catch (error) {
      console.error(error);
    }
  }

  #refuse(refusal: string, input: unknown, isLocationClick: boolean) {
    const excerpt = excerptOf(input);
    console.warn(`Refused what the chat client sent (${refusal}): ${excerpt}`);
    this.dispatchEvent(new BadEventEvent(refusal, excerpt, isLocationClick));
  }

  #changeConversation(openid: string | undefined) {
    this.#conversation = { epoch: this.#conversation.epoch + 1, openid };
    this.#attempts = [];
    this.dispatchEvent(new ConversationChangeEvent(this.#conversation));
  }
}

class Click implements Intention {
  readonly conversation: Conversation;
  readonly clickedAt = performance.now();
  readonly #host: DkfHost;
  readonly #attempts = new Map<string, PutAttempt>();

  constructor(host: DkfHost) {
    this.#host = host;
    this.conversation = host.conversation;
  }

  get current(): boolean {
    return this.#host.conversation.epoch === this.conversation.epoch;
  }

  async put(message: ChatMessage): Promise<PutOutcome> {
    if (!this.current) return { outcome: 'cancelled' };
    const strictness = strict(message);
    if (!strictness.ok) return { outcome: 'invalid', reason: strictness.reason };
    const own = this.#attempts.get(strictness.message.key);
    if (own) return own.put();
    const attempt = this.#host.attempt(strictness.message, this);
    this.#attempts.set(strictness.message.key, attempt);
    return attempt.share();
  }
}

function locationOf({ latitude, longitude, location, scale, warnings }: MapMessageClick): LocationMessage {
  return { position: [longitude, latitude], label: location, scale: scale ?? undefined, warnings };
}
