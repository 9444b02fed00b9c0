import type { NearbyAnswer, StoreRecord } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { DemandDoor } from '../api/demand.ts';
import type { ChatHost } from '../host/chat-host.ts';
import type { Clock } from './clock.ts';
import type { Deliveries } from './deliveries.ts';
import type { Inquiries } from './inquiries.ts';
import {
  type Inquiry,
  inquiryKey,
  lastPutFor,
  type Question,
  questionOf,
  type Search,
  samePosition,
} from './inquiry.ts';
import { offerable, reasonToWait } from './put-rule.ts';
import { locatedOf } from './service.ts';
import type { Click } from './store-search.ts';

export type AnswerDoors = {
  readonly host: ChatHost;
  readonly clock: Clock;
  /** The stores that an answer names, first choice first; none when none may be offered. */
  readonly choose: (stores: readonly StoreRecord[], now: number) => readonly StoreRecord[];
  readonly settings: () => PluginSettings;
  /** Whether those are what ops decided, not the defaults. */
  readonly settingsKnown: () => boolean;
  /** What a location click does for this agent. */
  readonly onLocation: () => PluginSettings['onLocation'];
  readonly demand: DemandDoor;
};

const HOUR_MILLISECONDS = 3_600_000;

/** What becomes of the answer to a location click: in the box, ready on the button, or nothing to put. */
export class ClickAnswers {
  readonly #doors: AnswerDoors;
  readonly #inquiries: Inquiries;
  readonly #deliveries: Deliveries;
  /** Whose click on which place was told of, in which hour. */
  readonly #told = new Set<string>();

  constructor(doors: AnswerDoors, inquiries: Inquiries, deliveries: Deliveries) {
    this.#doors = doors;
    this.#inquiries = inquiries;
    this.#deliveries = deliveries;
  }

  /** The stores that a message would name, unless the agent picks. */
  choice(answer: NearbyAnswer): readonly StoreRecord[] {
    return this.#doors.choose(offerable(answer), this.#doors.clock.now());
  }

  /** Puts what may go in by itself, and lights up the tab, whatever the outcome. */
  async conclude(click: Click, search: Search): Promise<void> {
    const inquiry = this.#inquiries.shown;
    const question = questionOf(inquiry);
    if (inquiry.delivery.state === 'putting' || !question) return;
    await this.#act(click, search, question);
    if (search.state === 'found') this.#tell(click, search.answer, question, inquiry);
  }

  async #act({ intention, clickedAt }: Click, search: Search, question: Question): Promise<void> {
    const { host, clock, settings, settingsKnown, onLocation } = this.#doors;
    const inquiry = this.#inquiries.shown;
    if (search.state === 'found' && search.answer.stores.length > 0 && !isOutcomeUnknown(inquiry)) {
      const chosen = this.choice(search.answer);
      const reason = reasonToWait({
        onLocation: onLocation(),
        settings: settings(),
        settingsKnown: settingsKnown(),
        question,
        answer: search.answer,
        lastKnown: search.lastKnown === true,
        chosen,
        putBefore: lastPutFor(inquiry, question.place.position) !== undefined,
        elapsedMilliseconds: clock.now() - clickedAt,
      });
      if (reason) this.#inquiries.change({ delivery: { state: 'ready', reason } });
      else {
        const outcome = await this.#deliveries.put(intention, 'news', chosen);
        if (outcome?.outcome === 'cancelled') return;
      }
    }
    host.notify();
  }

  /** One customer's click on one place counts once an hour, however often the agent repeats it. */
  #tell({ clickedAt }: Click, answer: NearbyAnswer, { place }: Question, { conversation }: Inquiry): void {
    const { host, demand, settings } = this.#doors;
    if (!host.present) return;
    const hour = Math.floor(clickedAt / HOUR_MILLISECONDS);
    const told = `${inquiryKey(conversation)} ${place.position} ${hour}`;
    if (this.#told.has(told)) return;
    this.#told.add(told);
    demand.asked(locatedOf(place, settings()), answer);
  }
}

/** Whether the last message for this place may be in the box already: another one could double it. */
const isOutcomeUnknown = ({ delivery, place }: Inquiry): boolean =>
  delivery.state === 'done' &&
  delivery.outcome.outcome === 'unknown' &&
  place !== undefined &&
  samePosition(delivery.attempt.position, place.position);
