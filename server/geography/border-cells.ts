// Cells of a degree's eighth, and which of them no border runs through: whatever lies in such a cell has the same
// answer, and so has the next cell, so that a search among borders is needed once for many positions.
import type { Position } from '../../shared/position.ts';

const CELLS_PER_DEGREE = 8;
const COLUMNS = 360 * CELLS_PER_DEGREE;
const ROWS = 180 * CELLS_PER_DEGREE;
/** Cells on a side of what one answer may spread over, 7.5°, so that no question waits for half a globe to be filled. */
const BLOCK = 60;
// A border on the line between two cells belongs to both. Larger than what rounding moves it, by far.
const MARGIN = 1e-6;

const UNKNOWN = 0;
const BORDER = 255;

export class BorderCells<Answer> {
  readonly #ask: (position: Position) => Answer;
  readonly #cells = new Uint8Array(COLUMNS * ROWS);
  /** The answer that a cell's number stands for, from 1 on. */
  readonly #answers: Answer[] = [];

  /**
   * @param rings  all borders, closed or not, straight in degrees
   * @param ask  answers for a position; between borders always the same, of at most 254 answers
   */
  constructor(rings: Iterable<readonly Position[]>, ask: (position: Position) => Answer) {
    this.#ask = ask;
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i++) this.#mark(ring[i]!, ring[(i + 1) % ring.length]!);
    }
  }

  /** What `ask` says of a position within ±180 and ±90. */
  at(position: Position): Answer {
    // The last meridian and the pole are in no cell.
    const [lon, lat] = position;
    if (!(lon < 180 && lat < 90)) return this.#ask(position);
    const cell = rowOf(lat) * COLUMNS + columnOf(lon);
    const number = this.#cells[cell]!;
    if (number === BORDER) return this.#ask(position);
    if (number === UNKNOWN) this.#spread(cell, this.#numberOf(this.#ask(position)));
    return this.#answers[this.#cells[cell]! - 1]!;
  }

  /** The answer of a cell is that of the ones beside it as well, up to the next border; within its block of cells. */
  #spread(start: number, number: number) {
    const row = Math.floor(start / COLUMNS);
    const column = start % COLUMNS;
    const south = row - (row % BLOCK);
    const west = column - (column % BLOCK);
    this.#cells[start] = number;
    const edge = [start];
    const take = (cell: number) => {
      if (this.#cells[cell] !== UNKNOWN) return;
      this.#cells[cell] = number;
      edge.push(cell);
    };
    for (let cell = edge.pop(); cell !== undefined; cell = edge.pop()) {
      const at = cell % COLUMNS;
      const up = Math.floor(cell / COLUMNS);
      if (at > west) take(cell - 1);
      if (at < west + BLOCK - 1) take(cell + 1);
      if (up > south) take(cell - COLUMNS);
      if (up < south + BLOCK - 1) take(cell + COLUMNS);
    }
  }

  #numberOf(answer: Answer): number {
    const known = this.#answers.indexOf(answer);
    return known >= 0 ? known + 1 : this.#answers.push(answer);
  }

  /** Marks every cell that the line between two corners touches. */
  #mark(a: Position, b: Position) {
    const [lowLon, lowLat] = a[1] < b[1] ? a : b;
    const [highLon, highLat] = a[1] < b[1] ? b : a;
    const slope = highLat === lowLat ? 0 : (highLon - lowLon) / (highLat - lowLat);
    const last = rowOf(highLat + MARGIN);
    for (let row = rowOf(lowLat - MARGIN); row <= last; row++) {
      // Within a row the line is furthest east or west where it comes in or goes out.
      const low = Math.max(lowLat, row / CELLS_PER_DEGREE - 90 - MARGIN);
      const high = Math.min(highLat, (row + 1) / CELLS_PER_DEGREE - 90 + MARGIN);
      const from = lowLon + (low - lowLat) * slope;
      const to = highLat === lowLat ? highLon : lowLon + (high - lowLat) * slope;
      const west = columnOf(Math.min(from, to) - MARGIN);
      const east = columnOf(Math.max(from, to) + MARGIN);
      this.#cells.fill(BORDER, row * COLUMNS + west, row * COLUMNS + east + 1);
    }
  }
}

const columnOf = (lon: number) => within(COLUMNS, Math.floor((lon + 180) * CELLS_PER_DEGREE));
const rowOf = (lat: number) => within(ROWS, Math.floor((lat + 90) * CELLS_PER_DEGREE));
const within = (count: number, index: number) => Math.max(0, Math.min(count - 1, index));
