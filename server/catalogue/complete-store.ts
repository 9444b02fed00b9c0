// What follows from what somebody says of a store: the region from where it stands, the time zone unless it is given.
import { toWgs84 } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import type { StoreFields, StoreInput, WirePosition } from '../../shared/store.ts';
import { regionOf } from '../geography/region.ts';
import { timeZoneAt } from '../geography/time-zone.ts';

/**
 * The store as it is going to be kept.
 * @param before  what it was: a time zone that followed from where it stood follows it to where it stands now
 */
export function completeStore(input: StoreInput, before?: StoreFields): StoreFields {
  const {
    categories = [],
    services = [],
    address = {},
    phones = [],
    exceptions = [],
    linkTo = 'page',
    status = 'draft',
    timeZone,
    ...stated
  } = input;
  const ground = groundAt(input.position);
  return {
    ...stated,
    categories,
    services,
    address,
    phones,
    exceptions,
    linkTo,
    status,
    region: regionOf(ground),
    timeZone:
      timeZone === undefined || followed(timeZone, input.position, before) ? timeZoneAt(ground) : timeZone,
  };
}

function followed(timeZone: string, position: WirePosition, before: StoreFields | undefined): boolean {
  if (before === undefined || before.timeZone !== timeZone) return false;
  const { longitude, latitude, datum } = before.position;
  const moved =
    longitude !== position.longitude || latitude !== position.latitude || datum !== position.datum;
  return moved && timeZoneAt(groundAt(before.position)) === timeZone;
}

const groundAt = ({ longitude, latitude, datum }: WirePosition): Position =>
  toWgs84({ position: [longitude, latitude], datum });
