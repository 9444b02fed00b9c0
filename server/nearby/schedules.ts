// When stores are open. Branches of a chain share their hours, so each timetable is kept, and asked, once for all of
// them: the state until it changes, the hours of the day until the local midnight, never longer.
import type { OpeningState } from '../../shared/nearby.ts';
import { hoursOn, type OpeningFields, openingStateOf } from '../../shared/opening-hours.ts';

/** What a schedule says at an instant, in the words of an answer. */
export type Timetable = {
  /** What a record ends with, in UTF-8: `,"timeZone":…,"hoursToday":…,"open":…}`. */
  readonly ending: Buffer;
  readonly isOpen: boolean;
  /** Milliseconds: it holds from the first instant up to the second. */
  readonly from: number;
  readonly until: number;
};

type Schedule = {
  readonly key: string;
  readonly fields: OpeningFields;
  stores: number;
  now: Timetable | undefined;
};

export class Schedules {
  readonly #numbers = new Map<string, number>();
  readonly #schedules: (Schedule | undefined)[] = [];
  readonly #free: number[] = [];

  /** The number of a store's schedule. Each call wants a {@link release}. */
  acquire(store: OpeningFields): number {
    const { region, timeZone, openingHours, openingHoursNote, exceptions, closure } = store;
    const fields = { region, timeZone, openingHours, openingHoursNote, exceptions, closure };
    const key = JSON.stringify(fields);
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      this.#schedules[known]!.stores++;
      return known;
    }
    const number = this.#free.pop() ?? this.#schedules.length;
    this.#schedules[number] = { key, fields, stores: 1, now: undefined };
    this.#numbers.set(key, number);
    return number;
  }

  release(number: number): void {
    const schedule = this.#schedules[number]!;
    if (--schedule.stores > 0) return;
    this.#numbers.delete(schedule.key);
    this.#schedules[number] = undefined;
    this.#free.push(number);
  }

  /** What a schedule says now (milliseconds). */
  at(number: number, now: number): Timetable {
    const schedule = this.#schedules[number]!;
    const said = schedule.now;
    if (said !== undefined && now >= said.from && now < said.until) return said;
    schedule.now = timetable(schedule.fields, now);
    return schedule.now;
  }

  /** Whether it is open at some other instant. */
  isOpenAt(number: number, instant: Date): boolean {
    return openingStateOf(this.#schedules[number]!.fields, instant).state === 'open';
  }
}

function timetable(fields: OpeningFields, now: number): Timetable {
  const { timeZone } = fields;
  const at = new Date(now);
  const state = openingStateOf(fields, at);
  const said = JSON.stringify({ timeZone, hoursToday: hoursOn(fields, at), open: state });
  return {
    ending: Buffer.from(`,${said.slice(1)}`),
    isOpen: state.state === 'open',
    from: now,
    until: holdsUntil(state, timeZone, now),
  };
}

/** Milliseconds: a state and the hours of its day are what they are up to here. */
export function holdsUntil({ changesAt }: OpeningState, timeZone: string, now: number): number {
  const change = changesAt === null ? Number.POSITIVE_INFINITY : Date.parse(changesAt);
  return Math.min(change, nextMidnight(now, timeZone));
}

function nextMidnight(now: number, timeZone: string): number {
  try {
    const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
    return local.startOfDay().add({ days: 1 }).startOfDay().epochMilliseconds;
  } catch {
    // A zone that nobody knows has no midnight: what is said of it is unknown, and stays so.
    return Number.POSITIVE_INFINITY;
  }
}
