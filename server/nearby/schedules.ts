// When stores are open. Branches of a chain share their hours, so each timetable is kept, and asked, once for all of
// them: the state until it changes, the hours of the day until the local midnight, never longer.
import { hoursOn, type OpeningFields, openingStateOf } from '../../shared/opening-hours.ts';

type Schedule = {
  readonly key: string;
  readonly fields: OpeningFields;
  stores: number;
  /** `,"timeZone":…,"hoursToday":…,"updatedAt":` and the JSON of the state, as they stand in an answer. */
  hours: Buffer;
  state: Buffer;
  isOpen: boolean;
  /** Milliseconds: what is kept holds from the first instant up to the second. */
  from: number;
  until: number;
};

const NOTHING = Buffer.alloc(0);

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
    this.#schedules[number] = {
      key,
      fields,
      stores: 1,
      hours: NOTHING,
      state: NOTHING,
      isOpen: false,
      from: 0,
      until: 0,
    };
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

  /** The texts of a schedule as they are now (milliseconds). */
  at(number: number, now: number): Pick<Schedule, 'hours' | 'state' | 'isOpen'> {
    const schedule = this.#schedules[number]!;
    if (now < schedule.from || now >= schedule.until) renew(schedule, now);
    return schedule;
  }

  /** Whether it is open at some other instant. */
  isOpenAt(number: number, instant: Date): boolean {
    return openingStateOf(this.#schedules[number]!.fields, instant).state === 'open';
  }
}

function renew(schedule: Schedule, now: number): void {
  const { fields } = schedule;
  const at = new Date(now);
  const state = openingStateOf(fields, at);
  const hoursToday = hoursOn(fields, at);
  const { timeZone } = fields;
  schedule.hours = Buffer.from(
    `,"timeZone":${JSON.stringify(timeZone)},"hoursToday":${JSON.stringify(hoursToday)},"updatedAt":`,
  );
  schedule.state = Buffer.from(JSON.stringify(state));
  schedule.isOpen = state.state === 'open';
  schedule.from = now;
  const changesAt = state.changesAt === null ? Number.POSITIVE_INFINITY : Date.parse(state.changesAt);
  schedule.until = Math.min(changesAt, nextMidnight(now, timeZone));
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
