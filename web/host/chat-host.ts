// The chat client as the panel sees it. One file a host beside this; only dkf.ts knows how the client really speaks.
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { Position } from '../../shared/position.ts';

/** Whose conversation is shown. `epoch` grows at every change, so equality of epochs means "the same, uninterrupted". */
export type Conversation = { readonly epoch: number; readonly openid: string | undefined };

/** A location message as the customer sent it, read and cleaned; the datum is the settings' business. */
export type LocationMessage = {
  readonly position: Position;
  /** The customer's or the map's label for it; may be empty, may hold newlines; never markup. */
  readonly label: string;
  /** Map zoom 1 to 28; undefined when the host gave none that can be read. */
  readonly scale: number | undefined;
  readonly warnings: readonly ('swapped' | 'zero' | 'stray-space' | 'scale')[];
};

/** What became of an attempt to put a message into the input box. */
export type PutOutcome =
  | { readonly outcome: 'ok'; readonly userUnknown: boolean }
  | { readonly outcome: 'rejected'; readonly code: number; readonly message: string }
  /** The host gave no usable reply or threw: the message may or may not be there. */
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'no-host' }
  | { readonly outcome: 'invalid'; readonly reason: string }
  /** The conversation changed between the click and the put; never revived. */
  | { readonly outcome: 'cancelled' };

/**
 * One click of the operator. It captures the conversation at its creation; `put` may be called when the content is
 * ready, and again to retry: keep the intention for that. A second intention with the same content within 600 ms is a
 * double click and shares the first one's outcome. Nothing is put once the conversation has changed.
 */
export interface Intention {
  readonly conversation: Conversation;
  /** Whether the conversation is still the one of the click. */
  readonly current: boolean;
  /** Never rejects. Where `current` is false afterwards, the outcome is the former customer's. */
  put(message: ChatMessage): Promise<PutOutcome>;
}

/**
 * @fires conversation-change  ConversationChangeEvent
 * @fires location-click  LocationClickEvent
 * @fires bad-event  BadEventEvent
 */
export interface ChatHost extends EventTarget {
  /** False outside a chat client: offer copying instead. */
  readonly present: boolean;
  readonly conversation: Conversation;
  /** Fires what the client sent so far, and from then on what it sends: call it once the listeners are there. */
  start(): void;
  /** Call it in the click's own task. */
  intend(): Intention;
  /** Lights up the plugin's tab while another one is in front. */
  notify(): void;
}

export class ConversationChangeEvent extends Event {
  readonly conversation: Conversation;
  constructor(conversation: Conversation) {
    super('conversation-change');
    this.conversation = conversation;
  }
}

/** The agent clicked a location message; `intention` is that click's. */
export class LocationClickEvent extends Event {
  readonly location: LocationMessage;
  readonly intention: Intention;
  /** Milliseconds of the epoch; before the event itself when the page was still loading. */
  readonly clickedAt: number;
  constructor(location: LocationMessage, intention: Intention, clickedAt = Date.now()) {
    super('location-click');
    this.location = location;
    this.intention = intention;
    this.clickedAt = clickedAt;
  }
}

/** The host sent something that cannot be used. `excerpt` is shortened, and safe to show as text. */
export class BadEventEvent extends Event {
  readonly refusal: string;
  readonly excerpt: string;
  /** It was a click on a location message: what is said of it is that click's outcome. */
  readonly isLocationClick: boolean;
  constructor(refusal: string, excerpt: string, isLocationClick: boolean) {
    super('bad-event');
    this.refusal = refusal;
    this.excerpt = excerpt;
    this.isLocationClick = isLocationClick;
  }
}
