import { pixelOf } from '../../shared/base-map/mercator.ts';
import { convert, type Located } from '../../shared/datum.ts';
import type { ShownTiles } from '../../shared/settings.ts';
import { type BaseMap, offlineBaseMap } from './base-map.ts';
import { PATIENCE_MS, type TileListener, tileBaseMap } from './tile-layers.ts';

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 5 * 60_000;

type Doors = {
  /** Shows another base map. */
  readonly show: (baseMap: BaseMap) => void;
  /** Whether the map that is shipped stands in for tiles that do not come. */
  readonly tell: (standsIn: boolean) => void;
  /** The middle of the view. */
  readonly middle: () => { readonly place: Located; readonly zoom: number };
};

/**
 * Which base map is shown: the tiles of the configured source while they come, else the one that is shipped. The source
 * is tried with one tile first, so a source that is down costs nobody an empty map; later it is tried again.
 */
export class BaseMapChoice {
  readonly #doors: Doors;
  #source: ShownTiles | undefined;
  #running = false;
  #tilesShown = false;
  #retryAfter = FIRST_RETRY_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #trial: AbortController | undefined;

  constructor(doors: Doors) {
    this.#doors = doors;
  }

  /** Undefined for the map that is shipped. */
  set source(source: ShownTiles | undefined) {
    if (JSON.stringify(source) === JSON.stringify(this.#source)) return;
    this.#source = source;
    this.#retryAfter = FIRST_RETRY_MS;
    this.#leaveTiles();
    this.#doors.tell(false);
    this.try();
  }

  /** Whether the map that is shipped is shown only until the tiles come. */
  get isHopeful(): boolean {
    return this.#source !== undefined && this.#retry === undefined && !this.#tilesShown;
  }

  /** While the map is on the page. */
  start() {
    this.#running = true;
    window.addEventListener('online', this.try);
    this.try();
  }

  stop() {
    this.#running = false;
    window.removeEventListener('online', this.try);
    this.#giveUpTrying();
  }

  /** Tries the source where its tiles are not shown, without waiting for the next time. */
  readonly try = () => {
    this.#giveUpTrying();
    const source = this.#source;
    if (!source || !this.#running || this.#tilesShown) return;
    const trial = new AbortController();
    this.#trial = trial;
    const image = new Image();
    const end = (came: boolean) => {
      if (trial.signal.aborted) return;
      this.#giveUpTrying();
      if (came) this.#showTiles(source);
      else this.#standIn();
    };
    image.onload = () => end(true);
    image.onerror = () => end(false);
    const patience = setTimeout(end, PATIENCE_MS, false);
    trial.signal.addEventListener('abort', () => {
      clearTimeout(patience);
      image.src = '';
    });
    image.src = addressOf(source, this.#doors.middle());
  };

  #giveUpTrying() {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#trial?.abort();
    this.#trial = undefined;
  }

  #showTiles(source: ShownTiles) {
    this.#tilesShown = true;
    this.#doors.tell(false);
    const listener: TileListener = {
      onFail: () => {
        if (this.#source !== source || !this.#tilesShown) return;
        this.#leaveTiles();
        this.#standIn();
      },
      onView: () => {
        this.#retryAfter = FIRST_RETRY_MS;
      },
    };
    this.#doors.show(tileBaseMap(source, listener));
  }

  #leaveTiles() {
    if (!this.#tilesShown) return;
    this.#tilesShown = false;
    this.#doors.show(offlineBaseMap);
  }

  #standIn() {
    this.#retry = setTimeout(this.try, this.#retryAfter);
    this.#doors.tell(true);
    this.#retryAfter = Math.min(2 * this.#retryAfter, LONGEST_RETRY_MS);
  }
}

/** The lowest layer's tile in the middle of the view: one of those that are wanted next. */
function addressOf(
  { layers, datum, minZoom, maxZoom }: ShownTiles,
  { place, zoom }: ReturnType<Doors['middle']>,
): string {
  const z = Math.max(minZoom, Math.min(maxZoom, Math.round(zoom)));
  const last = 2 ** z - 1;
  const [x, y] = pixelOf(convert(place.position, place.datum, datum), z).map((pixel) =>
    Math.max(0, Math.min(last, Math.floor(pixel / 256))),
  );
  return layers[0]!.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`);
}
