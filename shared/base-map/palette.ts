// The colours of the offline base map. Quiet, so that the pins stand out; two sets of the same roles.

type RoadPaint = { readonly fill: string; readonly casing: string };

export type Palette = {
  readonly land: string;
  readonly sea: string;
  readonly coast: string;
  readonly graticule: string;
  /** By layer, or by `layer/kind` where that kind differs from its layer. */
  readonly areas: Readonly<Record<string, string>>;
  readonly buildingEdge: string;
  readonly campusEdge: string;
  readonly roads: {
    readonly motorway: RoadPaint;
    readonly trunk: RoadPaint;
    readonly primary: RoadPaint;
    readonly secondary: RoadPaint;
    readonly street: RoadPaint;
    readonly path: string;
    readonly steps: string;
  };
  readonly rail: string;
  readonly subway: string;
  readonly water: string;
  readonly text: {
    readonly halo: string;
    readonly street: string;
    readonly mainStreet: string;
    readonly area: string;
    readonly green: string;
    readonly water: string;
    readonly building: string;
    readonly station: string;
    readonly world: string;
  };
};

export const light: Palette = {
  land: '#f6f4ef',
  sea: '#d3e4ee',
  coast: '#b3cbd9',
  graticule: '#00000012',
  areas: {
    landuse: '#f0ece4',
    'landuse/retail': '#f7ebe6',
    'landuse/commercial': '#f5ede9',
    'landuse/construction': '#efe9d9',
    campus: '#f4eedb',
    'campus/hospital': '#f8e8e6',
    green: '#d6e8c8',
    'green/forest': '#c5debb',
    'green/wood': '#c5debb',
    leisure: '#cfe5cb',
    'leisure/pitch': '#bfdcc1',
    'leisure/track': '#ecd0b8',
    'leisure/swimming_pool': '#b4d7ea',
    parking: '#eae8ea',
    plaza: '#f1edf0',
    water: '#b4d7ea',
    platform: '#dcd9d6',
    building: '#e6e0d5',
    'building/train_station': '#dcd5e2',
  },
  buildingEdge: '#d5ccbd',
  campusEdge: '#e0d5b4',
  roads: {
    motorway: { fill: '#f6b98c', casing: '#da8f57' },
    trunk: { fill: '#f9cd97', casing: '#d9a45f' },
    primary: { fill: '#fce0a2', casing: '#d9b566' },
    secondary: { fill: '#fdf0c4', casing: '#d8c38a' },
    street: { fill: '#ffffff', casing: '#d3cbbd' },
    path: '#c3b096',
    steps: '#b99c7c',
  },
  rail: '#a5a1a6',
  subway: '#9c87b5',
  water: '#b4d7ea',
  text: {
    halo: '#ffffffe6',
    street: '#5d564c',
    mainStreet: '#5c4a1f',
    area: '#8a6f2e',
    green: '#41763c',
    water: '#37799f',
    building: '#82786a',
    station: '#6d4a9c',
    world: '#5f6a74',
  },
};

export const dark: Palette = {
  land: '#22262b',
  sea: '#12181f',
  coast: '#3c4c5a',
  graticule: '#ffffff10',
  areas: {
    landuse: '#262a2f',
    'landuse/retail': '#2a2628',
    'landuse/commercial': '#292628',
    'landuse/construction': '#282720',
    campus: '#282822',
    'campus/hospital': '#2e2425',
    green: '#20301f',
    'green/forest': '#1d321f',
    'green/wood': '#1d321f',
    leisure: '#22332a',
    'leisure/pitch': '#25392e',
    'leisure/track': '#3a2d24',
    'leisure/swimming_pool': '#17384a',
    parking: '#26292e',
    plaza: '#292a30',
    water: '#142f3f',
    platform: '#33363b',
    building: '#31373d',
    'building/train_station': '#332f3b',
  },
  buildingEdge: '#3f464d',
  campusEdge: '#3d3a2a',
  roads: {
    motorway: { fill: '#7a5233', casing: '#2a1c12' },
    trunk: { fill: '#6d5434', casing: '#261d12' },
    primary: { fill: '#6b5d3c', casing: '#211d14' },
    secondary: { fill: '#5a5440', casing: '#1c1a15' },
    street: { fill: '#4a5159', casing: '#17191c' },
    path: '#565049',
    steps: '#6a5d4d',
  },
  rail: '#5d6066',
  subway: '#6b5d80',
  water: '#142f3f',
  text: {
    halo: '#14171ae6',
    street: '#b4b9be',
    mainStreet: '#d8cda9',
    area: '#bda76a',
    green: '#86b87e',
    water: '#78b3d3',
    building: '#8d949b',
    station: '#b79be0',
    world: '#93a0ab',
  },
};
