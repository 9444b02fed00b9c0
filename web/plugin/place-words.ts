// What the agent typed or pasted, as places: coordinates and links are read here, names the service knows.
import type { Datum, Located } from '../../shared/datum.ts';
import { type LocationReading, readLocation } from '../../shared/location-text.ts';
import type { Position } from '../../shared/position.ts';
import type { WirePosition } from '../../shared/store.ts';
import { findPlaces, followShortLink } from '../api/places.ts';
import type { Candidate, Finding } from './lookup.ts';

/** What most bare coordinates in this trade are: copied from WeChat, Tencent or AMap. */
const USUAL_DATUM: Datum = 'gcj02';

/**
 * What `text` means.
 * @param near  where the conversation is about: the best of several places of one name
 * @throws ApiError
 */
export async function placesOf(
  text: string,
  near: Located | undefined,
  signal: AbortSignal,
): Promise<Finding> {
  const reading = readLocation(text);
  switch (reading.kind) {
    case 'position':
      return { state: 'candidates', candidates: [pointOf(reading.position, reading.datum, reading.label)] };
    case 'ambiguous':
      return { state: 'candidates', candidates: bothOrders(reading) };
    case 'refused':
      return { state: 'refused', refusal: reading };
    case 'short-link': {
      const answer = await followShortLink(reading.url, { signal });
      if (answer.kind === 'refused') return { state: 'refused', refusal: answer };
      const { position, datum } = locatedOf(answer.position);
      return { state: 'candidates', candidates: [pointOf(position, datum, answer.label)] };
    }
    case 'none': {
      const { places } = await findPlaces(text, near, { signal });
      return {
        state: 'candidates',
        candidates: places.map(({ name, address, position }) => ({
          ...{ name, address, datumGuessed: false },
          ...locatedOf(position),
        })),
      };
    }
  }
}

const locatedOf = ({ longitude, latitude, datum }: WirePosition): Located => ({
  position: [longitude, latitude],
  datum,
});

const inDegrees = ([lon, lat]: Position): string => `${lat}, ${lon}`;

const pointOf = (position: Position, datum: Datum | undefined, label?: string): Candidate => ({
  name: label || inDegrees(position),
  address: '',
  position,
  datum: datum ?? USUAL_DATUM,
  datumGuessed: datum === undefined,
});

const bothOrders = ({ choices, datum }: Extract<LocationReading, { kind: 'ambiguous' }>): Candidate[] =>
  choices.map((position) => ({ ...pointOf(position, datum), name: hemispheres(position) }));

/** `35.1°N 45.2°E`: which of two numbers is which. */
const hemispheres = ([lon, lat]: Position): string =>
  `${Math.abs(lat)}°${lat < 0 ? 'S' : 'N'} ${Math.abs(lon)}°${lon < 0 ? 'W' : 'E'}`;
