import { type ChatMessage, MOST_STORES } from '../../shared/chat-message.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import type {
  BadEventEvent,
  Conversation,
  ConversationChangeEvent,
  LocationClickEvent,
  PutOutcome,
} from '../host/chat-host.ts';
import type { SearchDoors } from './asking.ts';
import { type AnswerDoors, ClickAnswers } from './click-answers.ts';
import { Deliveries, type DeliveryDoors } from './deliveries.ts';
import { Inquiries, type InquiryShelf } from './inquiries.ts';
import { type Filter, type Inquiry, type MessageForm, type Place, samePosition } from './inquiry.ts';
import { type PlaceDoors, Places } from './places.ts';
import { type CountDoor, StoreSearch } from './store-search.ts';

/** What the flow acts through. */
export type Doors = SearchDoors &
  CountDoor &
  DeliveryDoors &
  PlaceDoors &
  AnswerDoors & { readonly shelf: InquiryShelf };

/** What the agent should hear although it is not about the conversation that is shown. */
export type Remark =
  | { readonly kind: 'dropped'; readonly conversation: Conversation }
  | { readonly kind: 'outcome'; readonly conversation: Conversation; readonly outcome: PutOutcome }
  | { readonly kind: 'bad-event'; readonly refusal: string; readonly excerpt: string };

/**
 * From a click on a location message, or from what the agent types or picks, to the answer in the input box, for one
 * conversation at a time.
 *
 * What is under way belongs to the conversation that is shown: a newer click or a change of conversation ends it, so a
 * late answer can neither be shown nor put for somebody else. Only a location click puts by itself, and what may be put
 * is checked once more by the intention itself.
 *
 * @fires change  `inquiry` or `remark` is another one
 */
export class AnswerFlow extends EventTarget {
  readonly places: Places;
  readonly #doors: Doors;
  readonly #inquiries: Inquiries;
  readonly #search: StoreSearch;
  readonly #deliveries: Deliveries;
  readonly #answers: ClickAnswers;
  #remark: Remark | undefined;

  constructor(doors: Doors) {
    super();
    this.#doors = doors;
    this.#inquiries = new Inquiries(doors.host.conversation, doors.shelf);
    this.#inquiries.addEventListener('change', () => this.dispatchEvent(new Event('change')));
    this.#search = new StoreSearch(doors, this.#inquiries, (click, search) =>
      this.#answers.conclude(click, search),
    );
    this.places = new Places(doors, this.#inquiries, this.#search);
    this.#deliveries = new Deliveries(doors, this.#inquiries, (conversation, outcome) =>
      this.#say({ kind: 'outcome', conversation, outcome }),
    );
    this.#answers = new ClickAnswers(doors, this.#inquiries, this.#deliveries);
  }

  /** What is known of the conversation that is shown. */
  get inquiry(): Inquiry {
    return this.#inquiries.shown;
  }

  /** What is known of every conversation, the one that is shown included. */
  get inquiries(): readonly Inquiry[] {
    return this.#inquiries.all;
  }

  get remark(): Remark | undefined {
    return this.#remark;
  }

  /** What a button would put: the selected stores, else the choice from what is listed. */
  get offered(): readonly StoreRecord[] {
    const { search, selected } = this.inquiry;
    if (search.state !== 'found') return [];
    const picked = search.answer.stores.filter(({ id }) => selected.includes(id));
    return picked.length > 0 ? picked : this.#answers.choice(search.answer);
  }

  /** What is offered as a message, for looking at and copying; undefined when nothing is. */
  message(form: MessageForm): ChatMessage | undefined {
    const { offered } = this;
    return offered.length === 0 ? undefined : this.#doors.compose(form, offered, this.#doors.clock.now());
  }

  connect() {
    const { host } = this.#doors;
    host.addEventListener('location-click', this.#onLocationClick as EventListener);
    host.addEventListener('conversation-change', this.#onConversationChange as EventListener);
    host.addEventListener('bad-event', this.#onBadEvent as EventListener);
  }

  disconnect() {
    const { host } = this.#doors;
    host.removeEventListener('location-click', this.#onLocationClick as EventListener);
    host.removeEventListener('conversation-change', this.#onConversationChange as EventListener);
    host.removeEventListener('bad-event', this.#onBadEvent as EventListener);
    this.#search.stop();
    this.places.abortLookup();
  }

  /** Picks stores for the buttons, or unpicks them; no more than a message can carry. */
  select(ids: readonly string[], picked: boolean) {
    const { selected } = this.inquiry;
    const others = selected.filter((id) => !ids.includes(id));
    this.#inquiries.change({ selected: picked ? [...others, ...ids].slice(0, MOST_STORES) : others });
  }

  /** Puts what is offered, as `form`: call it in the click's own task. */
  async put(form: MessageForm): Promise<void> {
    if (this.inquiry.delivery.state === 'putting') return;
    const intention = this.#doors.host.intend();
    await this.#deliveries.put(intention, form, this.offered);
  }

  retryPut = (): Promise<void> => this.#deliveries.retry();

  async retrySearch(): Promise<void> {
    if (!this.#search.running) await this.#search.start();
  }

  refresh = (): Promise<void> => this.#search.refresh();

  /** Counts what was found by category, unless that is known. */
  count = (): Promise<void> => this.#search.count();

  async narrow(change: Partial<Filter>): Promise<void> {
    this.#inquiries.change({ filter: { ...this.inquiry.filter, ...change } });
    await this.#search.start();
  }

  dismissRemark() {
    this.#say(undefined);
  }

  readonly #onLocationClick = ({ location, intention, clickedAt }: LocationClickEvent) => {
    const { position, label, scale } = location;
    const sent: Place = {
      ...{ position, label, scale },
      ...{ datum: undefined, datumGuessed: false, from: 'message', at: clickedAt },
    };
    const click = { intention, clickedAt };
    this.#remark = undefined;
    this.places.closeLookup();
    if (position[0] === 0 && position[1] === 0 && label.trim() !== '') {
      void this.places.lookUpLabel(label, click);
      return;
    }
    const before = this.inquiry;
    const again = before.place?.from === 'message' && samePosition(before.place.position, position);
    if (!again || before.area) {
      this.#inquiries.change({
        place: sent,
        sent,
        area: undefined,
        selected: [],
        delivery: { state: 'none' },
      });
      // The map moves in this task either way, and before any request.
      const isAnswered = this.#search.answerKnown(click);
      this.#doors.show(sent);
      if (!isAnswered) void this.#search.start(click);
      return;
    }
    this.#doors.show(sent);
    this.#inquiries.change({ place: sent, sent });
    if (this.#search.running && before.search.state !== 'found') this.#search.click = click;
    else if (this.#search.isFresh(before.search)) void this.#answers.conclude(click, before.search);
    else void this.#search.start(click);
  };

  readonly #onConversationChange = ({ conversation }: ConversationChangeEvent) => {
    const { conversation: former, search } = this.inquiry;
    const dropped = this.#search.stop() !== undefined;
    this.places.abortLookup();
    if (search.state === 'running' || search.state === 'waiting') {
      this.#inquiries.change({ search: { state: 'none' } });
    }
    if (dropped) this.#inquiries.change({ delivery: { state: 'dropped' } });
    this.#inquiries.show(conversation);
    this.#say(dropped ? { kind: 'dropped', conversation: former } : undefined);
    const { place, search: known } = this.inquiry;
    if (!place) return;
    this.#doors.show(place);
    if (known.state === 'none') void this.#search.start();
    else void this.refresh();
  };

  readonly #onBadEvent = ({ refusal, excerpt, isLocationClick }: BadEventEvent) => {
    this.#say({ kind: 'bad-event', refusal, excerpt });
    if (!isLocationClick) return;
    // The newer click counts: what an older one asked for is listed, but does not go in any more.
    this.#search.click = undefined;
    this.#doors.host.notify();
  };

  #say(remark: Remark | undefined) {
    this.#remark = remark;
    this.dispatchEvent(new Event('change'));
  }
}
