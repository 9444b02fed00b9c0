import type { PixelBox } from '../../shared/base-map/mercator.ts';
import { namesWithin, type WrittenName } from '../../shared/base-map/name-writer.ts';
import type { Palette } from '../../shared/base-map/palette.ts';
import { SHEET_ZOOM } from '../../shared/base-map/sheet.ts';
import { writeNames } from '../../shared/base-map/sheet-names.ts';
import type { Language } from '../../shared/language.ts';
import * as L from './leaflet.ts';
import { drawNames, textMeasure } from './name-drawing.ts';
import { writePlaces } from './place-names.ts';
import { drawSheet, type Pen } from './sheet-drawing.ts';
import { SHEETS_FROM, SheetLoader } from './sheet-loader.ts';
import { drawWorld, LAND_UNTIL, PLACES_UNTIL } from './world-drawing.ts';

const TILE_PIXELS = 256;
/** Drawing stops for this frame when so many milliseconds have gone, so that the page stays responsive. */
const FRAME_BUDGET_MS = 8;

type Tile = {
  readonly canvas: HTMLCanvasElement;
  readonly coords: L.Coords;
  done: L.DoneCallback | undefined;
};

/** How the map looks; a change redraws what is shown, without a blank in between. */
export type Look = { readonly palette: Palette; readonly language: Language };

/**
 * The offline base map: tiles drawn here, a few in each frame, from the shipped street sheets and the world's land.
 * Fires `coverage` when a part of it has come or failed to.
 */
export class OfflineLayer extends L.GridLayer {
  #look: Look;
  #loader: SheetLoader | undefined;
  readonly #tiles = new Map<HTMLElement, Tile>();
  readonly #waiting = new Set<Tile>();
  #frame = 0;
  #held = false;
  #onMap: { [name: string]: L.LeafletEventHandlerFn } = {};
  /** The last event of each kind that came while the layer was held. */
  readonly #heldBack = new Map<string, L.LeafletEvent>();
  readonly #measure = textMeasure();
  /** By sheet, or the list of places, and zoom; for one language. */
  #names = new WeakMap<object, Map<number, WrittenName[]>>();

  constructor(look: Look) {
    super({ tileSize: TILE_PIXELS, className: 'offline-tiles' });
    this.#look = look;
    this.on('tileunload', ({ tile }: L.TileEvent) => {
      const gone = this.#tiles.get(tile);
      if (gone) this.#waiting.delete(gone);
      this.#tiles.delete(tile);
    });
  }

  set look(look: Look) {
    if (look.language !== this.#look.language) this.#names = new WeakMap();
    this.#look = look;
    this.#redrawAll();
  }

  hold() {
    this.#held = true;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  release() {
    this.#held = false;
    for (const [type, event] of this.#heldBack) this.#onMap[type]?.call(this, event);
    this.#heldBack.clear();
    this.#drawSoon();
  }

  /** What the map tells while the layer is held waits; nobody sees the tiles of the place before meanwhile. */
  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    this.#onMap = super.getEvents!();
    const held = Object.keys(this.#onMap).map((type) => [
      type,
      (event: L.LeafletEvent) => {
        if (this.#held) this.#heldBack.set(type, event);
        else this.#onMap[type]!.call(this, event);
      },
    ]);
    return Object.fromEntries(held);
  }

  override onAdd(map: L.Map): this {
    const tellOfCoverage = () => this.fire('coverage');
    this.#loader = new SheetLoader(() => {
      this.#redrawAll();
      tellOfCoverage();
    }, tellOfCoverage);
    return super.onAdd(map);
  }

  override onRemove(map: L.Map): this {
    this.#loader?.abort();
    this.#loader = undefined;
    this.#held = false;
    this.#heldBack.clear();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#waiting.clear();
    this.#tiles.clear();
    return super.onRemove(map);
  }

  protected override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const canvas = document.createElement('canvas');
    const tile: Tile = { canvas, coords, done };
    this.#tiles.set(canvas, tile);
    this.#enqueue(tile);
    return canvas;
  }

  #redrawAll() {
    for (const tile of this.#tiles.values()) this.#enqueue(tile);
  }

  #enqueue(tile: Tile) {
    this.#waiting.add(tile);
    this.#drawSoon();
  }

  #drawSoon() {
    if (this.#waiting.size === 0 || this.#held) return;
    this.#frame ||= requestAnimationFrame(() => this.#drawSome());
  }

  #drawSome() {
    this.#frame = 0;
    const end = performance.now() + FRAME_BUDGET_MS;
    for (const tile of this.#waiting) {
      this.#waiting.delete(tile);
      this.#draw(tile);
      tile.done?.(undefined, tile.canvas);
      tile.done = undefined;
      if (performance.now() >= end) break;
    }
    this.#drawSoon();
  }

  #draw({ canvas, coords: { x, y, z } }: Tile) {
    const ratio = window.devicePixelRatio;
    canvas.width = TILE_PIXELS * ratio;
    canvas.height = TILE_PIXELS * ratio;
    const context = canvas.getContext('2d')!;
    /** Makes the pixels of `zoom`, counted from `origin`, the units of the canvas. */
    const setUnit = (zoom: number, [originX, originY]: readonly [number, number]): Pen => {
      const scale = 2 ** (z - zoom);
      const [left, top] = [originX * scale - x * TILE_PIXELS, originY * scale - y * TILE_PIXELS];
      context.setTransform(scale * ratio, 0, 0, scale * ratio, left * ratio, top * ratio);
      return { context, palette: this.#look.palette, zoom: z, pixel: 1 / scale };
    };
    /** The tile in pixels of `zoom`, counted from `origin`. */
    const shownIn = (zoom: number, [originX, originY]: readonly [number, number]): PixelBox => {
      const size = TILE_PIXELS * 2 ** (zoom - z);
      const [left, top] = [x * size - originX, y * size - originY];
      return [left, top, left + size, top + size];
    };

    if (z <= LAND_UNTIL) {
      const land = this.#loader?.land();
      if (land) drawWorld(setUnit(0, [0, 0]), land);
    }
    if (z <= PLACES_UNTIL) {
      const places = this.#loader?.places() ?? [];
      const names = this.#namesOf(places, z, () =>
        writePlaces(places, z, this.#look.language, this.#measure),
      );
      setUnit(z, [0, 0]);
      drawNames(context, namesWithin(names, shownIn(z, [0, 0])), this.#look.palette);
    }
    if (z < SHEETS_FROM) return;
    const sheets = this.#loader?.sheetsIn(shownIn(0, [0, 0])) ?? [];
    for (const sheet of sheets) {
      drawSheet(setUnit(SHEET_ZOOM, sheet.origin), sheet, shownIn(SHEET_ZOOM, sheet.origin));
    }
    for (const sheet of sheets) {
      const scale = 2 ** (z - SHEET_ZOOM);
      const origin = [sheet.origin[0] * scale, sheet.origin[1] * scale] as const;
      const names = this.#namesOf(sheet, z, () => writeNames(sheet, z, this.#look.language, this.#measure));
      setUnit(z, origin);
      drawNames(context, namesWithin(names, shownIn(z, origin)), this.#look.palette);
    }
  }

  #namesOf(source: object, zoom: number, write: () => WrittenName[]): WrittenName[] {
    const byZoom = this.#names.get(source) ?? new Map<number, WrittenName[]>();
    this.#names.set(source, byZoom);
    let names = byZoom.get(zoom);
    if (!names) {
      names = write();
      byZoom.set(zoom, names);
    }
    return names;
  }
}
