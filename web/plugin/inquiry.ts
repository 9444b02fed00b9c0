// What the panel knows of one conversation: where its customer is, what was found there, and what went into the box.
// Values only: every change makes a new inquiry.
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { Position } from '../../shared/position.ts';
import type { Failure } from '../api/client.ts';
import type { Conversation, Intention, LocationMessage, PutOutcome } from '../host/chat-host.ts';
import type { PutReason } from './put-rule.ts';

/** The location message that the agent clicked last; `clickedAt` in milliseconds of the epoch. */
export type Place = LocationMessage & { readonly clickedAt: number };

export type Search =
  | { readonly state: 'none' }
  /** `slow` once the agent should hear that it takes its time. */
  | { readonly state: 'running'; readonly slow: boolean }
  /** The service asked us to wait; it goes on by itself at `until`. */
  | { readonly state: 'waiting'; readonly until: number }
  | { readonly state: 'found'; readonly answer: NearbyAnswer; readonly at: number }
  | { readonly state: 'failed'; readonly failure: Failure };

export type MessageForm = ChatMessage['type'];

/** One message on its way into the input box; kept so that a retry is the same intention. */
export type Attempt = {
  readonly intention: Intention;
  readonly message: ChatMessage;
  readonly position: Position;
  readonly storeIds: readonly string[];
};

/** How far the answer has come. */
export type Delivery =
  | { readonly state: 'none' }
  /** Waits on the button, and why it did not go in by itself. */
  | { readonly state: 'ready'; readonly reason: PutReason }
  /** The conversation changed before the answer came: it goes in by a new click only. */
  | { readonly state: 'dropped' }
  | { readonly state: 'putting'; readonly attempt: Attempt }
  | { readonly state: 'done'; readonly attempt: Attempt; readonly outcome: PutOutcome; readonly at: number };

/** Something that went into this customer's input box. */
export type Put = {
  readonly form: MessageForm;
  readonly position: Position;
  readonly storeIds: readonly string[];
  readonly at: number;
};

export type Inquiry = {
  readonly conversation: Conversation;
  readonly place: Place | undefined;
  readonly search: Search;
  /** Id of the store that the agent picked; undefined leaves the choice to the rule. */
  readonly selected: string | undefined;
  readonly delivery: Delivery;
  /** Oldest first. */
  readonly puts: readonly Put[];
};

export const newInquiry = (conversation: Conversation): Inquiry => ({
  conversation,
  place: undefined,
  search: { state: 'none' },
  selected: undefined,
  delivery: { state: 'none' },
  puts: [],
});

/** What inquiries are kept by: the customer, or, while nobody is known, this very stretch of conversation. */
export const inquiryKey = ({ openid, epoch }: Conversation): string => openid ?? `epoch ${epoch}`;

export const samePosition = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** The last put that answered this very position. */
export const lastPutFor = (inquiry: Inquiry, position: Position): Put | undefined =>
  inquiry.puts.filter((put) => samePosition(put.position, position)).at(-1);
