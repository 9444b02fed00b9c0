// The files of the offline base map: as web/basemap.ts writes them, the places by hand. WGS-84 throughout.

/** A line or ring: lon, lat, then differences, in steps of 1/`steps` degree from the south-west corner of the bbox. */
export type QuantisedLine = number[];

export type SheetFeature = {
  /** In drawing order: landuse campus green leisure parking plaza water waterway platform building rail road. */
  layer: string;
  /** The OpenStreetMap value: `primary`, `footway`, `university`. */
  kind: string;
  name?: string;
  nameEn?: string;
  bridge?: true;
  tunnel?: true;
  /** The line; or the rings of all its polygons, filled by the even-odd rule. */
  lines: QuantisedLine[];
};

/** A named street as a whole, for its name: the lines that its pieces join into. */
export type SheetStreet = { kind: string; name: string; nameEn?: string; lines: QuantisedLine[] };

/** The streets of one small area. */
export type SheetFile = {
  /** West, south, east, north of what is complete; single features reach beyond it. */
  bbox: [number, number, number, number];
  steps: number;
  features: SheetFeature[];
  streets: SheetStreet[];
};

/** The rings of all land, from 180° W, 90° S; filled by the even-odd rule. */
export type WorldFile = { steps: number; lines: QuantisedLine[] };

/** A name of the small scales, with the first and the last zoom that it is written at. */
export type PlaceEntry = {
  name: string;
  nameEn: string;
  kind: 'ocean' | 'continent' | 'city';
  from: number;
  until: number;
  position: readonly [lon: number, lat: number];
};
