// Fetches the parts of the offline base map when a view first touches them. All maps of a page share what has come.

import { type PixelBox, pixelOf, touches } from '../../shared/base-map/mercator.ts';
import { landOf, type Sheet, sheetOf } from '../../shared/base-map/sheet.ts';
import type { PlaceEntry, SheetFile, WorldFile } from '../../shared/base-map/sheet-file.ts';
import sheetIndex from '../static/basemap/sheets.json' with { type: 'json' };
import { type Land, landPaths } from './world-drawing.ts';

/** Below this zoom a street area is a few pixels. */
export const SHEETS_FROM = 12;

let world: Land | undefined;
let places: readonly PlaceEntry[] | undefined;
const sheets = new Map<string, Sheet>();
const failed = new Set<string>();

/** West, south, east, north in degrees as pixels of zoom 0. */
function pixelBox([west, south, east, north]: number[]): PixelBox {
  const [left, bottom] = pixelOf([west!, south!], 0);
  const [right, top] = pixelOf([east!, north!], 0);
  return [left, top, right, bottom];
}

const entries = sheetIndex.map(({ name, bbox, extent }) => ({
  name,
  covered: pixelBox(bbox),
  reach: pixelBox(extent),
}));

/** Whether there are streets around this point, in pixels of zoom 0: here already, or hoped for. */
export const hasStreetsAt = (x: number, y: number) =>
  entries.some(({ name, covered }) => !failed.has(name) && touches(covered, [x, y, x, y]));

export class SheetLoader {
  readonly #abort = new AbortController();
  readonly #underway = new Set<string>();
  readonly #onArrival: () => void;
  readonly #onFailure: () => void;

  /**
   * @param onArrival  something that was asked for can be drawn now
   * @param onFailure  something will be missing
   */
  constructor(onArrival: () => void, onFailure: () => void) {
    this.#onArrival = onArrival;
    this.#onFailure = onFailure;
  }

  /** The sheets that reach into a box in pixels of zoom 0, as far as they have come; asks for the others. */
  sheetsIn(box: PixelBox): Sheet[] {
    return entries
      .filter(({ reach }) => touches(reach, box))
      .flatMap(({ name }) => {
        const sheet = sheets.get(name);
        if (!sheet) this.#load<SheetFile>(name, (file) => sheets.set(name, sheetOf(file)));
        return sheet ?? [];
      });
  }

  /** The world's land, if it has come; asks for it otherwise. */
  land(): Land | undefined {
    if (!world) this.#load<WorldFile>('world', (file) => (world = landPaths(landOf(file))));
    return world;
  }

  /** The names of the small scales; none until they have come. */
  places(): readonly PlaceEntry[] {
    if (!places) this.#load<PlaceEntry[]>('places', (file) => (places = file));
    return places ?? [];
  }

  abort() {
    this.#abort.abort();
  }

  /** A failure leaves the map without that part; the next tile that wants it asks again. */
  async #load<File>(name: string, keep: (file: File) => void) {
    if (this.#underway.has(name)) return;
    this.#underway.add(name);
    const { signal } = this.#abort;
    try {
      const reply = await fetch(`/basemap/${name}.json`, { signal });
      if (!reply.ok) throw new Error(`The server answered ${reply.status}`);
      const file: File = await reply.json();
      if (signal.aborted) return;
      keep(file);
      failed.delete(name);
      this.#onArrival();
    } catch (error) {
      if (signal.aborted) return;
      console.warn(`The base map's ${name} did not come`, error);
      failed.add(name);
      this.#onFailure();
    } finally {
      this.#underway.delete(name);
    }
  }
}
