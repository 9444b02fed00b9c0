// What customers asked for in vain, and what they found: gathered in memory for a moment, kept in one write, without
// anybody's identity. Losing the last second of it in a crash is no loss to anybody.
import { toWgs84 } from '../../shared/datum.ts';
import type { Asked } from '../../shared/insights.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import { asJob } from '../jobs.ts';
import { TOWNS, type Town } from '../places/towns/towns.ts';
import type { InsightRepository, KeptClick } from '../storage/insights/contract.ts';

const GATHERING_MILLISECONDS = 1_000;
const KEPT_DAYS = 90;
const DAY_MILLISECONDS = 86_400_000;
/** Of a degree: about a kilometre. */
const CELLS_PER_DEGREE = 100;
/** Further from every town than this nobody says a city's name. */
const CITY_METERS = 80_000;

/** What lies above a city. */
const PROVINCE = /(?:省|自治区)$/;

type Nearest = (from: Position) => Promise<number | undefined>;
type Noted = Omit<KeptClick, 'nearestMeters'>;

export class Demand {
  readonly #repository: InsightRepository;
  readonly #nearest: Nearest;
  readonly #now: () => number;
  #clicks: Noted[] = [];
  #puts = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();
  #purgedDay = '';

  /** @param nearest  metres from a WGS-84 position to the nearest published store; undefined when there is none */
  constructor(repository: InsightRepository, nearest: Nearest, now: () => number = Date.now) {
    this.#repository = repository;
    this.#nearest = nearest;
    this.#now = now;
  }

  /** Notes a click that was answered. */
  asked({ position: { longitude, latitude, datum }, radiusMeters, stores }: Asked): void {
    const ground = toWgs84({ position: [longitude, latitude], datum });
    const cell: Position = [rounded(ground[0]), rounded(ground[1])];
    this.#clicks.push({
      hour: `${new Date(this.#now()).toISOString().slice(0, 13)}:00:00.000Z`,
      longitude: cell[0],
      latitude: cell[1],
      radiusMeters,
      stores,
      city: cityAt(cell),
    });
    this.#gather();
  }

  /** Notes a message that was put. */
  put(stores: readonly string[]): void {
    for (const id of new Set(stores)) this.#puts.set(id, (this.#puts.get(id) ?? 0) + 1);
    this.#gather();
  }

  /** Keeps what was gathered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [clicks, puts] = [this.#clicks, this.#puts];
    this.#clicks = [];
    this.#puts = new Map();
    const now = new Date(this.#now());
    const day = now.toISOString().slice(0, 10);
    const write = async () => {
      await this.#repository.add(await Promise.all(clicks.map((click) => this.#measured(click))));
      await this.#repository.addPuts(day, puts);
      if (this.#purgedDay === day) return;
      await this.#repository.purge(new Date(now.getTime() - KEPT_DAYS * DAY_MILLISECONDS).toISOString());
      this.#purgedDay = day;
    };
    this.#written = this.#written
      .then(() => asJob('keep demand', write))
      .catch((error) => process.emitWarning(error instanceof Error ? error : String(error)));
    return this.#written;
  }

  /** From the middle of the cell: what is kept says no more of the customer than the cell does. */
  async #measured(click: Noted): Promise<KeptClick> {
    const meters = await this.#nearest([click.longitude, click.latitude]);
    return { ...click, nearestMeters: meters === undefined ? undefined : Math.round(meters) };
  }

  #gather(): void {
    this.#timer ??= setTimeout(() => void this.flush(), GATHERING_MILLISECONDS).unref();
  }
}

const rounded = (degrees: number): number => Math.round(degrees * CELLS_PER_DEGREE) / CELLS_PER_DEGREE;

/** The city whose district's offices are nearest; empty far from any. */
function cityAt(from: Position): string {
  let nearest: Town | undefined;
  let least = CITY_METERS;
  for (const town of TOWNS) {
    // A degree is 111 km: most towns are too far for a look at the distance.
    if (Math.abs(town.position[1] - from[1]) > 1) continue;
    const meters = distanceMeters(from, town.position);
    if (meters < least) {
      least = meters;
      nearest = town;
    }
  }
  while (nearest?.parent && !PROVINCE.test(nearest.parent.names[0] ?? '')) nearest = nearest.parent;
  return nearest?.names[0] ?? '';
}
