import type { Position } from './position.ts';

/** What a position is measured against. `gcj02` and `bd09` differ from `wgs84` in China only, by up to 1.5 km. */
export type Datum = 'wgs84' | 'gcj02' | 'bd09';

/** A position that knows its datum; read in the wrong one it lies hundreds of metres off. */
export type Located = { readonly position: Position; readonly datum: Datum };
