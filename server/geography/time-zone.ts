// Whose clock a store goes by.
import lookup from '@photostructure/tz-lookup';
import type { Position } from '../../shared/position.ts';
import { regionOf, territoryAt } from './region.ts';

/**
 * IANA name of the time zone at a WGS-84 position; for all of the mainland `Asia/Shanghai`. Where a state has several
 * zones it may take the next one's clock near their border (11 of 19,600 towns of more than 20,000 people); at sea it
 * is a nautical zone (`Etc/GMT-8`).
 * @param region  of the position, where it is known already
 * @throws when a coordinate is outside ±180, ±90
 */
export function timeZoneAt(position: Position, region = regionOf(position)): string {
  if (region !== 'other') return ZONES[region];
  const [lon, lat] = position;
  const found = lookup(lat, lon);
  const territory = territoryAt(position);
  const own = territory === undefined ? [] : zonesOf(territory);
  if (own.length === 0 || own.includes(canonical(found))) return found;
  // The lookup is coarse; the border is not. So the zone lies within the state, the nearest of its zones around here.
  return own.length === 1 ? own[0]! : (nearestZone(position, own) ?? found);
}

const ZONES = { CN: 'Asia/Shanghai', HK: 'Asia/Hong_Kong', MO: 'Asia/Macau', TW: 'Asia/Taipei' };

function nearestZone([lon, lat]: Position, own: readonly string[]): string | undefined {
  for (const degrees of [0.05, 0.1, 0.2, 0.5, 1]) {
    for (const [east, north] of DIRECTIONS) {
      const zone = lookup(clamped(lat + north * degrees, 90), clamped(lon + east * degrees, 180));
      if (own.includes(canonical(zone))) return zone;
    }
  }
  return undefined;
}

const DIRECTIONS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, 1],
  [-1, 1],
  [1, -1],
  [-1, -1],
] as const;

const clamped = (degrees: number, limit: number) => Math.max(-limit, Math.min(limit, degrees));

/** A zone under the one of its names that ICU prefers, so that `Asia/Saigon` is `Asia/Ho_Chi_Minh`. */
const canonical = remembered(
  (zone) => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone,
);

const zonesOf = remembered((territory): readonly string[] =>
  (new Intl.Locale('und', { region: territory }).getTimeZones() ?? []).map(canonical),
);

/** Asking ICU takes a tenth of a millisecond, and the world has some 600 names to ask for. */
function remembered<Answer>(ask: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => answers.get(name) ?? answers.set(name, ask(name)).get(name)!;
}
