// What the panel knows of one conversation: where its customer is, what was found there, and what went into the box.
// Values only: every change makes a new inquiry.
import type { ChatMessage } from '../../shared/chat-message.ts';
import type { Datum, Located } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { Position } from '../../shared/position.ts';
import type { Failure } from '../api/client.ts';
import type { Conversation, Intention, PutOutcome } from '../host/chat-host.ts';
import type { Lookup } from './lookup.ts';
import type { PutReason } from './put-rule.ts';

/** Where the customer is, as far as anybody said. */
export type Place = {
  readonly position: Position;
  /** Undefined: what the chat client's coordinates are measured against, which the settings say. */
  readonly datum: Datum | undefined;
  /** Whether `datum` is a guess that the agent may correct: bare coordinates do not name theirs. */
  readonly datumGuessed: boolean;
  /** The customer's, the map's or the agent's words for it; may be empty, may hold newlines. */
  readonly label: string;
  /** Map zoom; undefined when nobody said. */
  readonly scale: number | undefined;
  /** A location message, what the agent typed or pasted, or a point picked on the map. */
  readonly from: 'message' | 'text' | 'map';
  /** When it was clicked, typed or picked; milliseconds of the epoch. */
  readonly at: number;
};

/** What the agent narrows the search to. */
export type Filter = {
  readonly category: string | undefined;
  readonly openNow: boolean;
  /** Undefined: the one that ops decided, widened where nothing is within it. */
  readonly radiusMeters: number | undefined;
  /** Name, branch, address, pinyin or initials; empty for all. */
  readonly text: string;
};

export const NO_FILTER: Filter = { category: undefined, openNow: false, radiusMeters: undefined, text: '' };

export const isFiltered = ({ category, openNow, radiusMeters, text }: Filter): boolean =>
  category !== undefined || openNow || radiusMeters !== undefined || text.trim() !== '';

/** What the service is asked. */
export type Question = {
  readonly place: Place;
  /** Look around here instead; distances stay the customer's. */
  readonly area: Located | undefined;
  readonly filter: Filter;
};

export type Search =
  | { readonly state: 'none' }
  /** `slow` once the agent should hear that it takes its time. */
  | { readonly state: 'running'; readonly slow: boolean }
  /** The service asked us to wait; it goes on by itself at `until`. */
  | { readonly state: 'waiting'; readonly until: number }
  /** `lastKnown`: the service could not be asked; this is what it said at `at`. */
  | {
      readonly state: 'found';
      readonly answer: NearbyAnswer;
      readonly at: number;
      readonly lastKnown?: boolean;
    }
  | { readonly state: 'failed'; readonly failure: Failure };

export type MessageForm = ChatMessage['type'];

/** What a message says, for the history and to know it again. */
export type Content = {
  readonly form: MessageForm;
  readonly position: Position;
  readonly placeLabel: string;
  readonly stores: readonly { readonly id: string; readonly name: string }[];
};

/** One message on its way into the input box; kept so that a retry is the same intention. */
export type Attempt = Content & {
  readonly message: ChatMessage;
  /** Undefined after a reload of the page: nothing can be tried again. */
  readonly intention: Intention | undefined;
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
export type Put = Content & { readonly at: number };

export type Inquiry = {
  readonly conversation: Conversation;
  readonly place: Place | undefined;
  /** The customer's latest location message, to come back to; undefined before the first. */
  readonly sent: Place | undefined;
  /** Where the agent looks instead of around the place. */
  readonly area: Located | undefined;
  readonly filter: Filter;
  readonly search: Search;
  /** Stores by category id within the reach of the answer; undefined until asked for. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly lookup: Lookup;
  /** What stands in the field for addresses, coordinates and links. */
  readonly draft: string;
  /** Ids of the stores that the agent picked; none leaves the choice to the rule. */
  readonly selected: readonly string[];
  readonly delivery: Delivery;
  /** Oldest first. */
  readonly puts: readonly Put[];
};

export const newInquiry = (conversation: Conversation): Inquiry => ({
  conversation,
  place: undefined,
  sent: undefined,
  area: undefined,
  filter: NO_FILTER,
  search: { state: 'none' },
  counts: undefined,
  lookup: { state: 'none' },
  draft: '',
  selected: [],
  delivery: { state: 'none' },
  puts: [],
});

/** What inquiries are kept by: the customer, or, while nobody is known, this very stretch of conversation. */
export const inquiryKey = ({ openid, epoch }: Conversation): string => openid ?? `epoch ${epoch}`;

export const samePosition = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** Whether the shown place is another than the one the customer sent; never without a location message. */
export const isElsewhere = ({ sent, place }: Pick<Inquiry, 'sent' | 'place'>): boolean =>
  sent !== undefined &&
  (place === undefined || place.from !== sent.from || !samePosition(place.position, sent.position));

/** The last put that answered this very position. */
export const lastPutFor = (inquiry: Inquiry, position: Position): Put | undefined =>
  inquiry.puts.filter((put) => samePosition(put.position, position)).at(-1);

/** What a search for this inquiry asks; undefined while there is no place to ask about. */
export const questionOf = ({ place, area, filter }: Inquiry): Question | undefined =>
  place && { place, area, filter };
