import type { ChatMessage } from '../../shared/chat-message.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import type { DemandDoor } from '../api/demand.ts';
import type { ChatHost, Conversation, Intention, PutOutcome } from '../host/chat-host.ts';
import type { Clock } from './clock.ts';
import type { Inquiries } from './inquiries.ts';
import type { Attempt, MessageForm } from './inquiry.ts';
import { fullName } from './listed-store.ts';

export type DeliveryDoors = {
  readonly host: ChatHost;
  readonly clock: Clock;
  readonly compose: (form: MessageForm, stores: readonly StoreRecord[], now: number) => ChatMessage;
  readonly demand: DemandDoor;
};

/** Messages on their way into the input box, and what came of them. */
export class Deliveries {
  readonly #doors: DeliveryDoors;
  readonly #inquiries: Inquiries;
  readonly #tellElsewhere: (conversation: Conversation, outcome: PutOutcome) => void;
  /** A message that is tried again is still one. */
  readonly #counted = new WeakSet<Attempt>();

  /** @param tellElsewhere  hears an outcome that came when the conversation was another one already */
  constructor(
    doors: DeliveryDoors,
    inquiries: Inquiries,
    tellElsewhere: (conversation: Conversation, outcome: PutOutcome) => void,
  ) {
    this.#doors = doors;
    this.#inquiries = inquiries;
    this.#tellElsewhere = tellElsewhere;
  }

  /** Puts the stores as `form`; undefined when there is nothing to put. */
  async put(
    intention: Intention,
    form: MessageForm,
    stores: readonly StoreRecord[],
  ): Promise<PutOutcome | undefined> {
    const { place } = this.#inquiries.shown;
    if (!place || stores.length === 0) return undefined;
    return await this.#deliver({
      form,
      position: place.position,
      placeLabel: place.label,
      stores: stores.map((store) => ({ id: store.id, name: fullName(store) })),
      message: this.#doors.compose(form, stores, this.#doors.clock.now()),
      intention,
    });
  }

  /** Tries the last message again: the same intention, so a client that took it drops the copy. */
  async retry(): Promise<void> {
    const { delivery } = this.#inquiries.shown;
    if (delivery.state === 'done') await this.#deliver(delivery.attempt);
  }

  async #deliver(attempt: Attempt): Promise<PutOutcome | undefined> {
    const { intention, message, ...content } = attempt;
    if (!intention) return undefined;
    const key = this.#inquiries.shownKey;
    this.#inquiries.change({ delivery: { state: 'putting', attempt } });
    const outcome = await intention.put(message);
    const at = this.#doors.clock.now();
    const { conversation, delivery, puts } = this.#inquiries.of(key);
    if (delivery.state === 'putting' && delivery.attempt === attempt) {
      this.#inquiries.change({ delivery: { state: 'done', attempt, outcome, at } }, key);
    }
    if (outcome.outcome === 'ok') this.#inquiries.change({ puts: [...puts, { ...content, at }] }, key);
    this.#count(attempt, outcome);
    if (key !== this.#inquiries.shownKey) this.#tellElsewhere(conversation, outcome);
    return outcome;
  }

  #count(attempt: Attempt, { outcome }: PutOutcome): void {
    if ((outcome !== 'ok' && outcome !== 'unknown') || this.#counted.has(attempt)) return;
    this.#counted.add(attempt);
    this.#doors.demand.put(attempt.stores.map(({ id }) => id));
  }
}
