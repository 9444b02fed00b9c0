// Where a record says its store is, and what is doubtful about it. Nothing is put right in silence: what cannot be meant
// as it stands is refused with the fix that would help, what is only odd is told.
import { convert, type Datum, toWgs84 } from '../../shared/datum.ts';
import type { Field } from '../../shared/import-fields.ts';
import { Memo } from '../../shared/memo.ts';
import { distanceMeters, type Position } from '../../shared/position.ts';
import type { WirePosition } from '../../shared/store.ts';
import { regionOf } from '../geography/region.ts';
import { townsNamed } from '../places/towns/towns.ts';
import { readCoordinate } from './coordinate.ts';
import type { RowReason, WarningReason } from './reasons.ts';

export type Fault<Reason> = {
  readonly field: Field | undefined;
  readonly reason: Reason;
  readonly message: string;
};
export type PositionReading =
  | {
      readonly kind: 'position';
      readonly position: Position;
      readonly warnings: readonly Fault<WarningReason>[];
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'fault'; readonly fault: Fault<RowReason> };

/** Two cells, as the file has them. */
export function readPosition(longitude: string, latitude: string, swapAxes: boolean): PositionReading {
  const lon = readCoordinate(longitude, 'longitude');
  const lat = readCoordinate(latitude, 'latitude');
  if (lon.kind === 'empty' && lat.kind === 'empty') return { kind: 'none' };
  if (lon.kind === 'degrees' && lat.kind === 'degrees') return placed([lon.degrees, lat.degrees], swapAxes);
  const swapped: Position | undefined = swappedReading(longitude, latitude);
  if (swapped && swapAxes) return { kind: 'position', position: swapped, warnings: [SWAPPED] };
  if (swapped) return refused('coord-swapped', 'latitude', SWAPPED_MESSAGE);
  const [axis, { kind }, text] =
    lon.kind === 'degrees'
      ? (['latitude', lat, latitude] as const)
      : (['longitude', lon, longitude] as const);
  const value = JSON.stringify(text.slice(0, 40));
  if (kind === 'empty') return refused('missing-coordinates', axis, `The ${axis} is empty.`);
  return kind === 'out-of-range'
    ? refused(
        'coord-out-of-range',
        axis,
        `The ${axis} ${value} is beyond ${axis === 'latitude' ? 90 : 180} degrees, or has 60 minutes or seconds.`,
      )
    : refused('coord-not-a-number', axis, `The ${axis} ${value} cannot be read as a number or as degrees.`);
}

/** Nobody keeps a shop further north, or south: Hammerfest is at 70.7°. */
const NORTHERNMOST = 73;

/** Two numbers, from geometry or from cells. */
export function placed([lon, lat]: Position, swapAxes: boolean): PositionReading {
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    if (Math.abs(lat) <= 180 && Math.abs(lon) <= NORTHERNMOST) return swapOf([lon, lat], swapAxes);
    const [axis, value, most] =
      Math.abs(lat) > 90 ? (['latitude', lat, 90] as const) : (['longitude', lon, 180] as const);
    return refused('coord-out-of-range', axis, `The ${axis} ${value} is beyond ${most} degrees.`);
  }
  // Nobody keeps a shop in the Arctic sea, but Xinjiang lies there when its axes are exchanged.
  if (Math.abs(lat) > NORTHERNMOST && Math.abs(lon) <= 90 && regionOf([lat, lon]) === 'CN')
    return swapOf([lon, lat], swapAxes);
  const warnings: Fault<WarningReason>[] =
    lon === 0 && lat === 0
      ? [
          {
            field: 'longitude',
            reason: 'coord-null-island',
            message: 'The position is 0,0, in the sea off Africa.',
          },
        ]
      : [];
  return { kind: 'position', position: [lon, lat], warnings };
}

const SWAPPED_MESSAGE =
  'Longitude and latitude seem to be exchanged: as it stands the latitude cannot be. Import with the axes swapped.';
const SWAPPED: Fault<WarningReason> = {
  field: 'latitude',
  reason: 'coord-swapped',
  message: 'Longitude and latitude were exchanged, as you asked.',
};

const swapOf = ([lon, lat]: Position, swapAxes: boolean): PositionReading =>
  swapAxes
    ? { kind: 'position', position: [lat, lon], warnings: [SWAPPED] }
    : refused('coord-swapped', 'latitude', SWAPPED_MESSAGE);

function swappedReading(longitude: string, latitude: string): Position | undefined {
  const lon = readCoordinate(latitude, 'longitude');
  const lat = readCoordinate(longitude, 'latitude');
  if (lon.kind !== 'degrees' || lat.kind !== 'degrees') return undefined;
  return Math.abs(lat.degrees) <= NORTHERNMOST ? [lon.degrees, lat.degrees] : undefined;
}

const refused = (reason: RowReason, field: Field, message: string): PositionReading => ({
  kind: 'fault',
  fault: { field, reason, message },
});

/** Further from a town's centre than any part of it: prefectures of the west are wide, districts are not. */
const TOWN_REACH_METERS = 300_000;
const DISTRICT_REACH_METERS = 80_000;

export type OutsideCity = Fault<WarningReason> & {
  /** The city or district, as the record has it. */
  readonly city: string;
  readonly kilometers: number;
};

/** A city or district that the record names, when the position lies far outside all of that name. */
export function outsideCity(
  at: Position,
  {
    city,
    district,
    street,
  }: { readonly city?: string; readonly district?: string; readonly street?: string },
): OutsideCity | undefined {
  const named: readonly (readonly [Field, string | undefined])[] = [
    ['city', city ?? cityIn(street)],
    ['district', city === undefined ? undefined : district],
  ];
  for (const [field, name] of named) {
    if (name === undefined || name === '') continue;
    const towns = townsKnown.get(name, () =>
      townsNamed(name).map(({ position, parent }) => ({ position, isWithin: parent !== undefined })),
    );
    if (towns.length === 0) continue;
    const isNear = towns.some(({ position, isWithin }) => {
      const reach = field === 'district' && isWithin ? DISTRICT_REACH_METERS : TOWN_REACH_METERS;
      // A degree is 111 km: most need no exact distance to be near.
      const roughly = Math.abs(position[0] - at[0]) < 0.5 && Math.abs(position[1] - at[1]) < 0.5;
      return roughly || distanceMeters(position, at) <= reach;
    });
    if (!isNear) {
      const kilometers = Math.round(
        Math.min(...towns.map(({ position }) => distanceMeters(position, at))) / 1000,
      );
      const message = `The position lies ${kilometers} km from ${name}.`;
      return { field, reason: 'outside-city', message, city: name, kilometers };
    }
  }
  return undefined;
}

/** What an address begins with, perhaps after its province. */
const cityIn = (street = ''): string | undefined =>
  street.includes('市')
    ? /^(?:[^省]{2,8}省|[^区]{2,8}自治区)?([^省市区县]{2,7}市)/.exec(street)?.[1]
    : undefined;

const townsKnown = new Memo<{ position: Position; isWithin: boolean }[]>(2_000);

/** Nearer than this to where the store stood, a reading is taken to mean the same place. */
const SAME_PLACE_METERS = 50;
const DATUMS: readonly Datum[] = ['wgs84', 'gcj02', 'bd09'];

/** The other datum in which the new numbers are where the store stands already. */
export function fitsOtherDatum(stored: WirePosition, given: WirePosition): Datum | undefined {
  const before = toWgs84({ position: [stored.longitude, stored.latitude], datum: stored.datum });
  const read = (datum: Datum) => convert([given.longitude, given.latitude], datum, 'wgs84');
  if (distanceMeters(before, read(given.datum)) <= SAME_PLACE_METERS) return undefined;
  return DATUMS.find(
    (datum) => datum !== given.datum && distanceMeters(before, read(datum)) <= SAME_PLACE_METERS,
  );
}

const DATUM_OF: readonly (readonly [Datum, RegExp])[] = [
  ['bd09', /bd-?09|百度|baidu/i],
  ['gcj02', /gcj-?02|高德|腾讯|火星|amap|tencent|微信/i],
  ['wgs84', /wgs-?84|gps|国际|天地图|cgcs-?2000|epsg:?4326/i],
];

/** The datum that a cell names; undefined when it names none. */
export const datumOfCell = (cell: string): Datum | undefined =>
  DATUM_OF.find(([, words]) => words.test(cell))?.[0];
