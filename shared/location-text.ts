// Reads what somebody pastes as a place: coordinates in the usual spellings, links of map services, geo: addresses.
// Text that is none of these is for the place search.
import { readCoordinates } from './coordinates.ts';
import type { Datum } from './datum.ts';
import { findLink } from './link.ts';
import { isMapHost, readMapLink } from './map-link.ts';
import type { Position } from './position.ts';
import { shortLink } from './short-link.ts';

/** Which kind of text a position was read from. */
export type LocationSource = 'numbers' | 'geo' | 'tencent' | 'amap' | 'baidu' | 'apple' | 'google';

/** Why a text that looks like a place gives none; `refusalInWords` (location-words.ts) says it. */
export type RefusalReason =
  | 'not-a-latitude'
  | 'not-a-longitude'
  | 'no-latitude'
  | 'minutes'
  | 'same-axis'
  | 'sign-and-letter'
  | 'google-in-mainland'
  | 'unknown-host'
  | 'unknown-datum'
  | 'no-position';
/** `value` is what was at fault, as somebody wrote it. */
export type Refusal = { readonly kind: 'refused'; readonly reason: RefusalReason; readonly value: string };

export type FoundPosition = {
  readonly kind: 'position';
  readonly position: Position;
  /** Undefined: plain numbers say nothing of it; ask, or take what the user has chosen. */
  readonly datum: Datum | undefined;
  readonly source: LocationSource;
  /** What the link calls the place: one line, at most 60 characters. */
  readonly label?: string;
};

export type LocationReading =
  | FoundPosition
  /** Both orders are possible and neither lies in China: the first is read as latitude, longitude. */
  | {
      readonly kind: 'ambiguous';
      readonly choices: readonly [Position, Position];
      readonly datum: Datum | undefined;
    }
  /** Where it leads only the map service knows: `GET /api/v1/places/short-link?url=` answers that. Never open it from a page. */
  | { readonly kind: 'short-link'; readonly url: string }
  | Refusal
  /** Neither coordinates nor a link: a name or an address, perhaps. */
  | { readonly kind: 'none' };

/**
 * What a pasted text says of a place. Links may stand inside other text, as map applications share them; so may
 * coordinates, where they cannot be taken for house numbers. Never throws; takes time linear in the text.
 */
export function readLocation(text: string): LocationReading {
  const link = findLink(text, isMapHost);
  if (link) return shortLink(link) ?? readMapLink(link);
  return readCoordinates(text);
}
