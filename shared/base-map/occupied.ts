// Which parts of a plane are taken, for writing that must not overlap.
import { type PixelBox, touches } from './mercator.ts';

const CELL_PIXELS = 64;

export class Occupied {
  readonly #cells = new Map<string, PixelBox[]>();

  isFree(box: PixelBox): boolean {
    for (const key of cellsOf(box)) {
      if (this.#cells.get(key)?.some((other) => touches(box, other))) return false;
    }
    return true;
  }

  take(box: PixelBox) {
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }
}

function* cellsOf([left, top, right, bottom]: PixelBox) {
  const cell = (pixel: number) => Math.floor(pixel / CELL_PIXELS);
  for (let x = cell(left); x <= cell(right); x++) {
    for (let y = cell(top); y <= cell(bottom); y++) yield `${x} ${y}`;
  }
}
