// Finds the places that a customer's words may mean: asks the configured services one after the other, and looks in what
// is known here when none of them has an answer.
import { convert, type Located, toWgs84 } from '../../shared/datum.ts';
import type { Place, PlaceProviderName, PlacesAnswer } from '../../shared/place.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { NamedStore, Nearby } from '../nearby/nearby.ts';
import { UpstreamFailure } from '../upstream/failure.ts';
import type { PlaceProvider } from '../upstream/place-provider.ts';
import { type KnownPlace, knownPlaces } from './known-places.ts';
import { placePhrase } from './place-phrase.ts';
import { townLine } from './towns/towns.ts';

export type PlaceQuery = {
  /** As somebody wrote it, perhaps a sentence. */
  readonly text: string;
  readonly limit: number;
  /** Places come back in this datum, with their distances where an origin is given. */
  readonly datum: Located['datum'];
  readonly origin: Position | undefined;
};

export type PlaceSearchDoors = {
  /** In the order in which they are asked. */
  readonly providers: readonly PlaceProvider[];
  readonly stores: Pick<Nearby, 'matching'>;
  /** Hears of each provider that failed. */
  readonly warn: (failure: UpstreamFailure) => void;
};

export class PlaceSearch {
  readonly #doors: PlaceSearchDoors;

  constructor(doors: PlaceSearchDoors) {
    this.#doors = doors;
  }

  /** @param signal  aborted when nobody waits for the answer any more; then it rejects with the reason */
  async search(query: PlaceQuery, signal: AbortSignal): Promise<PlacesAnswer> {
    const searched = placePhrase(query.text);
    if (searched === '') return { searched, unavailable: [], numberReturned: 0, places: [] };
    const unavailable: PlaceProviderName[] = [];
    for (const provider of this.#doors.providers) {
      try {
        const places = await this.#ask(provider, searched, query, signal);
        if (places.length > 0) return { searched, unavailable, numberReturned: places.length, places };
      } catch (error) {
        if (!(error instanceof UpstreamFailure)) throw error;
        this.#doors.warn(error);
        unavailable.push(provider.source);
      }
    }
    const places = await this.#known(searched, query);
    return { searched, unavailable, numberReturned: places.length, places };
  }

  async #ask(
    provider: PlaceProvider,
    text: string,
    query: PlaceQuery,
    signal: AbortSignal,
  ): Promise<Place[]> {
    const { source, datum } = provider;
    const near = query.origin && convert(query.origin, query.datum, datum);
    const told = await provider.search({ text, limit: query.limit, near }, signal);
    return told.map(({ name, address, position }) =>
      placeOf(name, address, source, { position, datum }, query),
    );
  }

  async #known(name: string, query: PlaceQuery): Promise<Place[]> {
    const { datum, limit } = query;
    const known = await knownPlaces(name, this.#doors.stores, datum, closerTo(query));
    return known.slice(0, limit).map((place) => knownPlaceOf(place, query));
  }
}

function knownPlaceOf(known: KnownPlace, query: PlaceQuery): Place {
  if (known.kind === 'town') {
    const { town } = known;
    return placeOf(
      town.names[0]!,
      townLine(town),
      'towns',
      { position: town.position, datum: 'wgs84' },
      query,
    );
  }
  const { name, branch, address } = known.store;
  return placeOf(
    branch === null ? name : `${name}（${branch}）`,
    address,
    'catalogue',
    located(known.store),
    query,
  );
}

/** A hundred-thousandth of a degree is a metre. */
const DECIMALS = 1e6;

function placeOf(
  name: string,
  address: string,
  source: Place['source'],
  at: Located,
  { datum, origin }: PlaceQuery,
): Place {
  const converted = convert(at.position, at.datum, datum);
  const [longitude, latitude] =
    converted === at.position ? converted : converted.map((part) => Math.round(part * DECIMALS) / DECIMALS);
  const place = { name, address, position: { longitude: longitude!, latitude: latitude!, datum }, source };
  if (!origin) return place;
  const meters = distanceMeters(toWgs84({ position: origin, datum }), toWgs84(at));
  return { ...place, distanceMeters: Math.round(meters * 10) / 10 };
}

const located = ({ position: { longitude, latitude, datum } }: NamedStore): Located => ({
  position: [longitude, latitude],
  datum,
});

/** Nearer ones first where an origin is given, then by id. */
function closerTo({ origin, datum }: PlaceQuery): (a: NamedStore, b: NamedStore) => number {
  const from = origin && toWgs84({ position: origin, datum });
  const meters = new Map<string, number>();
  const metersTo = (store: NamedStore): number => {
    if (!from) return 0;
    let known = meters.get(store.id);
    if (known === undefined) {
      known = distanceMeters(from, toWgs84(located(store)));
      meters.set(store.id, known);
    }
    return known;
  };
  return (a, b) => metersTo(a) - metersTo(b) || (a.id < b.id ? -1 : 1);
}
