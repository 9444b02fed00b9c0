// How wide and from which zoom on each kind of road is drawn, and which goes over which.
import type { Palette } from './palette.ts';

export type RoadStyle = {
  /** Width in pixels at zoom 16, casing included. */
  readonly width: number;
  /** The first zoom it is drawn at, and the first that its name is written at. */
  readonly from: number;
  readonly nameFrom: number;
  /** The greater goes over the smaller. */
  readonly rank: number;
  readonly paint: Exclude<keyof Palette['roads'], 'path' | 'steps'> | 'path' | 'steps';
};

const street = { paint: 'street' } as const;
const path: RoadStyle = { paint: 'path', width: 1.3, from: 15, nameFrom: 17, rank: 0 };

const styles: Readonly<Record<string, RoadStyle>> = {
  motorway: { paint: 'motorway', width: 13, from: 10, nameFrom: 13, rank: 9 },
  trunk: { paint: 'trunk', width: 12, from: 10, nameFrom: 13, rank: 8 },
  primary: { paint: 'primary', width: 10.5, from: 11, nameFrom: 14, rank: 7 },
  secondary: { paint: 'secondary', width: 9, from: 12, nameFrom: 14, rank: 6 },
  motorway_link: { paint: 'motorway', width: 7, from: 13, nameFrom: 17, rank: 5 },
  trunk_link: { paint: 'trunk', width: 7, from: 13, nameFrom: 17, rank: 5 },
  primary_link: { paint: 'primary', width: 6.5, from: 13, nameFrom: 17, rank: 5 },
  secondary_link: { paint: 'secondary', width: 6, from: 14, nameFrom: 17, rank: 5 },
  tertiary: { ...street, width: 8, from: 12, nameFrom: 15, rank: 4 },
  tertiary_link: { ...street, width: 5.5, from: 14, nameFrom: 17, rank: 3 },
  unclassified: { ...street, width: 6.5, from: 13, nameFrom: 15, rank: 3 },
  residential: { ...street, width: 6.5, from: 13, nameFrom: 16, rank: 3 },
  living_street: { ...street, width: 5, from: 14, nameFrom: 16, rank: 2 },
  pedestrian: { ...street, width: 5, from: 14, nameFrom: 16, rank: 2 },
  service: { ...street, width: 3.6, from: 14, nameFrom: 16, rank: 1 },
  track: { ...path, rank: 0 },
  footway: path,
  cycleway: path,
  path,
  steps: { ...path, paint: 'steps', width: 2.6, from: 16 },
};

/** A kind that the table does not know is drawn as a path: too little rather than too much. */
export const roadStyle = (kind: string): RoadStyle => styles[kind] ?? path;

/** Roads grow more slowly than the map: at half its pace in small scales, nearly true to scale in large ones. */
export const roadWidth = ({ width }: RoadStyle, zoom: number): number =>
  width * 2 ** ((zoom - 16) * (zoom < 16 ? 0.75 : 0.7));
