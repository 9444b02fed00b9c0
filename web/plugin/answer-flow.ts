import type { ChatMessage } from '../../shared/chat-message.ts';
import type { NearbyAnswer, StoreRecord } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type {
  BadEventEvent,
  ChatHost,
  Conversation,
  ConversationChangeEvent,
  Intention,
  LocationClickEvent,
  LocationMessage,
  PutOutcome,
} from '../host/chat-host.ts';
import { isFresh } from './freshness.ts';
import { Inquiries } from './inquiries.ts';
import {
  type Attempt,
  type Inquiry,
  lastPutFor,
  type MessageForm,
  type Place,
  type Search,
  samePosition,
} from './inquiry.ts';
import { type SearchDoors, searchNear } from './place-search.ts';
import { offerable, reasonToWait } from './put-rule.ts';

/** What the flow acts through. */
export type Doors = SearchDoors & {
  readonly host: ChatHost;
  /** Centres the map, at once. */
  readonly show: (location: LocationMessage) => void;
  /** The stores that an answer names, first choice first; none when none may be offered. */
  readonly choose: (stores: readonly StoreRecord[], now: number) => readonly StoreRecord[];
  readonly compose: (form: MessageForm, stores: readonly StoreRecord[], now: number) => ChatMessage;
  readonly settings: () => PluginSettings;
  /** Whether those are what ops decided, not the defaults. */
  readonly settingsKnown: () => boolean;
  /** What a location click does for this agent. */
  readonly onLocation: () => PluginSettings['onLocation'];
};

/** What the agent should hear although it is not about the conversation that is shown. */
export type Remark =
  | { readonly kind: 'dropped'; readonly conversation: Conversation }
  | { readonly kind: 'outcome'; readonly conversation: Conversation; readonly outcome: PutOutcome }
  | { readonly kind: 'bad-event'; readonly refusal: string; readonly excerpt: string };

type Click = { readonly intention: Intention; readonly clickedAt: number };

/** A search under way. Only one ever is, and it belongs to the conversation that is shown. */
type Run = { readonly place: Place; readonly aborter: AbortController; click: Click | undefined };

/**
 * From a click on a location message to the answer in the input box, for one conversation at a time.
 *
 * A search belongs to the conversation that is shown: a newer click or a change of conversation ends it, so a late answer
 * can neither be shown nor put for somebody else. What may be put is checked once more by the intention itself.
 *
 * @fires change  `inquiry` or `remark` is another one
 */
export class AnswerFlow extends EventTarget {
  readonly #doors: Doors;
  readonly #inquiries: Inquiries;
  #run: Run | undefined;
  #remark: Remark | undefined;

  constructor(doors: Doors) {
    super();
    this.#doors = doors;
    this.#inquiries = new Inquiries(doors.host.conversation);
  }

  /** What is known of the conversation that is shown. */
  get inquiry(): Inquiry {
    return this.#inquiries.shown;
  }

  get remark(): Remark | undefined {
    return this.#remark;
  }

  /** What a button would put: the selected store, else the choice from what is listed. */
  get offered(): readonly StoreRecord[] {
    const { search, selected } = this.inquiry;
    if (search.state !== 'found') return [];
    const picked = search.answer.stores.find(({ id }) => id === selected);
    return picked ? [picked] : this.#choice(search.answer);
  }

  /** What is offered as a message, for copying; undefined when nothing is. */
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
    this.#stop();
  }

  /** Picks a store for the buttons; the same one again unpicks it. */
  select(id: string) {
    this.#change({ selected: this.inquiry.selected === id ? undefined : id });
  }

  /** Puts what is offered, as `form`: call it in the click's own task. */
  async put(form: MessageForm): Promise<void> {
    if (this.inquiry.delivery.state === 'putting') return;
    const intention = this.#doors.host.intend();
    await this.#put(intention, form, this.offered);
  }

  /** Tries the last message again: the same intention, so a client that took it drops the copy. */
  async retryPut(): Promise<void> {
    const { delivery } = this.inquiry;
    if (delivery.state === 'done') await this.#deliver(delivery.attempt);
  }

  async retrySearch(): Promise<void> {
    const { place } = this.inquiry;
    if (place && !this.#run) await this.#search(place, undefined);
  }

  dismissRemark() {
    this.#say(undefined);
  }

  /** Asks again, without a word, when what is shown of opening hours no longer holds. */
  async refresh(): Promise<void> {
    const { place, search } = this.inquiry;
    if (this.#run || !place || search.state !== 'found' || this.#isFresh(search)) return;
    const run = this.#start(place, undefined);
    const answer = await this.#doors.search(place, run.aborter.signal).catch(() => undefined);
    if (this.#run !== run) return;
    this.#run = undefined;
    if (answer) this.#change({ search: { state: 'found', answer, at: this.#doors.clock.now() } });
  }

  readonly #onLocationClick = ({ location, intention, clickedAt }: LocationClickEvent) => {
    this.#doors.show(location);
    const place = { ...location, clickedAt };
    const click = { intention, clickedAt };
    const before = this.inquiry;
    this.#remark = undefined;
    if (before.place && samePosition(before.place.position, place.position)) {
      this.#change({ place });
      if (this.#run && before.search.state !== 'found') {
        this.#run.click = click;
        return;
      }
      if (before.search.state === 'found' && this.#isFresh(before.search)) {
        void this.#conclude(click, before.search);
        return;
      }
    } else {
      this.#change({ place, selected: undefined, delivery: { state: 'none' } });
    }
    void this.#search(place, click);
  };

  readonly #onConversationChange = ({ conversation }: ConversationChangeEvent) => {
    const { conversation: former, search } = this.inquiry;
    const click = this.#stop()?.click;
    if (search.state === 'running' || search.state === 'waiting') this.#change({ search: { state: 'none' } });
    if (click) this.#change({ delivery: { state: 'dropped' } });
    this.#inquiries.show(conversation);
    this.#say(click && { kind: 'dropped', conversation: former });
    const { place, search: known } = this.inquiry;
    if (!place) return;
    this.#doors.show(place);
    if (known.state === 'none') void this.#search(place, undefined);
    else void this.refresh();
  };

  readonly #onBadEvent = ({ refusal, excerpt, isLocationClick }: BadEventEvent) => {
    this.#say({ kind: 'bad-event', refusal, excerpt });
    if (!isLocationClick) return;
    // The newer click counts: what an older one asked for is listed, but does not go in any more.
    if (this.#run) this.#run.click = undefined;
    this.#doors.host.notify();
  };

  async #search(place: Place, click: Click | undefined): Promise<void> {
    const run = this.#start(place, click);
    this.#change({ search: { state: 'running', slow: false } });
    const { signal } = run.aborter;
    const search = await searchNear(place, this.#doors, signal, (search) => this.#change({ search }));
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#change({ search });
    if (run.click) await this.#conclude(run.click, search);
  }

  /** The outcome of a location click: in the box, ready on the button, or nothing to put; and the tab lights up. */
  async #conclude({ intention, clickedAt }: Click, search: Search): Promise<void> {
    const { host, clock, settings, settingsKnown, onLocation } = this.#doors;
    const inquiry = this.inquiry;
    const { place, delivery } = inquiry;
    if (delivery.state === 'putting' || !place) return;
    if (search.state === 'found' && search.answer.stores.length > 0 && !isOutcomeUnknown(inquiry)) {
      const chosen = this.#choice(search.answer);
      const reason = reasonToWait({
        onLocation: onLocation(),
        settings: settings(),
        settingsKnown: settingsKnown(),
        location: place,
        answer: search.answer,
        chosen,
        putBefore: lastPutFor(inquiry, place.position) !== undefined,
        elapsedMilliseconds: clock.now() - clickedAt,
      });
      if (reason) this.#change({ delivery: { state: 'ready', reason } });
      else {
        const outcome = await this.#put(intention, 'news', chosen);
        if (outcome?.outcome === 'cancelled') return;
      }
    }
    host.notify();
  }

  async #put(
    intention: Intention,
    form: MessageForm,
    stores: readonly StoreRecord[],
  ): Promise<PutOutcome | undefined> {
    const { place } = this.inquiry;
    if (!place || stores.length === 0) return undefined;
    const message = this.#doors.compose(form, stores, this.#doors.clock.now());
    const storeIds = stores.map(({ id }) => id);
    return await this.#deliver({ intention, message, position: place.position, storeIds });
  }

  async #deliver(attempt: Attempt): Promise<PutOutcome> {
    const key = this.#inquiries.shownKey;
    this.#change({ delivery: { state: 'putting', attempt } });
    const outcome = await attempt.intention.put(attempt.message);
    const at = this.#doors.clock.now();
    const { conversation, delivery, puts } = this.#inquiries.of(key);
    if (delivery.state === 'putting' && delivery.attempt === attempt) {
      this.#change({ delivery: { state: 'done', attempt, outcome, at } }, key);
    }
    if (outcome.outcome === 'ok') {
      const { message, position, storeIds } = attempt;
      this.#change({ puts: [...puts, { form: message.type, position, storeIds, at }] }, key);
    }
    if (key !== this.#inquiries.shownKey) this.#say({ kind: 'outcome', conversation, outcome });
    return outcome;
  }

  #choice(answer: NearbyAnswer): readonly StoreRecord[] {
    return this.#doors.choose(offerable(answer), this.#doors.clock.now());
  }

  #isFresh(search: Search): boolean {
    return search.state === 'found' && isFresh(search.answer, search.at, this.#doors.clock.now());
  }

  #start(place: Place, click: Click | undefined): Run {
    this.#stop();
    const run: Run = { place, click, aborter: new AbortController() };
    this.#run = run;
    return run;
  }

  #stop(): Run | undefined {
    const run = this.#run;
    this.#run = undefined;
    run?.aborter.abort();
    return run;
  }

  #change(change: Partial<Inquiry>, key = this.#inquiries.shownKey) {
    this.#inquiries.change(key, change);
    this.dispatchEvent(new Event('change'));
  }

  #say(remark: Remark | undefined) {
    this.#remark = remark;
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether the last message for this place may be in the box already: another one could double it. */
const isOutcomeUnknown = ({ delivery, place }: Inquiry): boolean =>
  delivery.state === 'done' &&
  delivery.outcome.outcome === 'unknown' &&
  place !== undefined &&
  samePosition(delivery.attempt.position, place.position);
