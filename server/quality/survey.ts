// One look at all published stores: what is doubtful about them. Store by store, so that a hundred thousand of them hold
// nobody up; each is compared with those that came before it.

import { distanceMeters, type Position } from '../../shared/position.ts';
import type { PositionDoubt } from '../../shared/quality.ts';
import type { Store } from '../../shared/store.ts';
import { fitsOtherDatum, outsideCity } from '../import/position-reading.ts';
import { groundOf } from '../nearby/store-record.ts';
import { webAddress } from '../pages/html.ts';
import type { KeptFinding } from '../storage/quality/contract.ts';
import { alikeIn, NEAR_METERS, type Traits, traitsOf } from './duplicates.ts';
import { Neighbours, pointOf } from './neighbours.ts';

type Seen = {
  readonly id: string;
  readonly position: Store['position'];
  readonly ground: Position;
  readonly traits: Traits;
};

/** BD-09 and WGS-84 lie 1.3 km apart at most. */
const DATUMS_APART_METERS = 1_500;
const MOST_IN_A_CUBE = 40;

export class Survey {
  /** The addresses of covers by store. */
  readonly covers = new Map<string, string>();
  stores = 0;
  readonly #ownBase: string | undefined;
  readonly #duplicates: KeptFinding[] = [];
  readonly #doubts = new Map<string, { readonly otherId: string; readonly detail: PositionDoubt }>();
  readonly #sharing = new Map<string, string[]>();
  readonly #near = new Neighbours<Seen>(NEAR_METERS, MOST_IN_A_CUBE);
  readonly #names = new Set<string>();
  readonly #named = new Neighbours<Seen>(DATUMS_APART_METERS, MOST_IN_A_CUBE);

  /** @param ownBase  where our own pictures are, which are there or else we are not */
  constructor(ownBase?: string) {
    this.#ownBase = ownBase;
  }

  look(store: Store): void {
    this.stores++;
    const { id, position } = store;
    const ground = groundOf(store);
    const seen = { id, position, ground, traits: traitsOf(store) };
    const cover = webAddress(store.cover);
    const isOwn = this.#ownBase !== undefined && cover?.startsWith(`${this.#ownBase}/`);
    if (cover !== undefined && !isOwn) this.covers.set(id, cover);
    this.#lookAtPosition(store, ground);
    this.#compare(seen);
  }

  /** What was found, when all stores were looked at. */
  get findings(): KeptFinding[] {
    for (const ids of this.#sharing.values()) {
      if (ids.length === 1) continue;
      for (const id of ids) this.#doubt(id, { reason: 'shared', stores: ids.length });
    }
    const doubts = [...this.#doubts].map(([storeId, { otherId, detail }]) => ({
      kind: 'position' as const,
      storeId,
      otherId,
      detail,
    }));
    return [...this.#duplicates, ...doubts];
  }

  #lookAtPosition({ id, position, address }: Store, ground: Position): void {
    const { longitude, latitude, datum } = position;
    if (longitude === 0 && latitude === 0) this.#doubt(id, { reason: 'null-island' });
    const outside = outsideCity(ground, address);
    if (outside) {
      const { city, kilometers } = outside;
      this.#doubt(id, { reason: 'outside-city', city, kilometers });
    }
    const numbers = `${longitude} ${latitude} ${datum}`;
    const sharing = this.#sharing.get(numbers);
    if (sharing) sharing.push(id);
    else this.#sharing.set(numbers, [id]);
  }

  #compare(seen: Seen): void {
    const point = pointOf(seen.ground);
    for (const other of this.#near.near(point)) {
      const meters = distanceMeters(seen.ground, other.ground);
      if (meters > NEAR_METERS) continue;
      const alike = alikeIn(seen.traits, other.traits);
      if (!alike) continue;
      // The pair has one name, whichever of them came first.
      const [storeId, otherId] = [seen.id, other.id].sort() as [string, string];
      const detail = { meters: Math.round(meters), alike };
      this.#duplicates.push({ kind: 'duplicate', storeId, otherId, detail });
    }
    this.#near.add(seen, point);
    const { key } = seen.traits;
    // Most stores have a name of their own: no need to look around them.
    if (this.#names.has(key)) {
      for (const other of this.#named.near(point, key)) {
        this.#readOtherwise(seen, other);
        this.#readOtherwise(other, seen);
      }
    }
    this.#names.add(key);
    this.#named.add(seen, point, key);
  }

  #readOtherwise({ id, position }: Seen, other: Seen): void {
    const datum = fitsOtherDatum(other.position, position);
    if (datum) this.#doubt(id, { reason: 'other-datum', datum }, other.id);
  }

  /** The first doubt about a position is enough to look at it. */
  #doubt(id: string, detail: PositionDoubt, otherId = ''): void {
    if (!this.#doubts.has(id)) this.#doubts.set(id, { otherId, detail });
  }
}
