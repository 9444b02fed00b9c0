// Where each slot is and what it carries, in memory that a worker can read in place. A slot stands for one store as one
// write left it.
import { earthCentred, type Position } from '../../shared/position.ts';
import type { Places } from './generation.ts';

const FIRST_CAPACITY = 1_024;

export class PlaceTable implements Places {
  ground: Float64Array = new Float64Array(0);
  setOf: Uint32Array = new Uint32Array(0);
  readonly sets: (readonly string[])[] = [];
  readonly #setNumbers = new Map<string, number>();
  /** 1 for slots that can be found. */
  #alive: Uint8Array = new Uint8Array(0);
  #slots = 0;
  readonly #free: number[] = [];

  /** Answers a slot for this place; it is not alive yet. */
  add([lon, lat]: Position, categories: readonly string[]): number {
    const slot = this.#free.pop() ?? this.#slots++;
    if (slot >= this.#alive.length) this.#grow();
    this.ground[slot * 2] = lon;
    this.ground[slot * 2 + 1] = lat;
    this.setOf[slot] = this.#setNumber(categories);
    return slot;
  }

  /** These slots may be given to others. */
  free(slots: readonly number[]): void {
    for (const slot of slots) this.#free.push(slot);
  }

  isAlive(slot: number): boolean {
    return this.#alive[slot] === 1;
  }

  setAlive(slots: readonly number[], alive: boolean): void {
    for (const slot of slots) this.#alive[slot] = alive ? 1 : 0;
  }

  /** The slots that would be alive with some more and some less. */
  alive(born: readonly number[], died: readonly number[]): Int32Array {
    const marks = this.#alive.slice(0, this.#slots);
    for (const slot of born) marks[slot] = 1;
    for (const slot of died) marks[slot] = 0;
    let count = 0;
    for (const mark of marks) count += mark;
    const slots = new Int32Array(new SharedArrayBuffer(count * 4));
    let next = 0;
    for (let slot = 0; slot < marks.length; slot++) if (marks[slot] === 1) slots[next++] = slot;
    return slots;
  }

  positionOf(slot: number): Position {
    return [this.ground[slot * 2]!, this.ground[slot * 2 + 1]!];
  }

  centredOf(slot: number): [x: number, y: number, z: number] {
    return earthCentred(this.positionOf(slot));
  }

  categoriesOf(slot: number): readonly string[] {
    return this.sets[this.setOf[slot]!]!;
  }

  /** What a worker is given: the numbers as they are, none of the rest. */
  get shared(): Places {
    return { ground: this.ground, setOf: this.setOf, sets: this.sets };
  }

  #setNumber(categories: readonly string[]): number {
    const key = JSON.stringify(categories);
    let number = this.#setNumbers.get(key);
    if (number === undefined) {
      number = this.sets.push([...new Set(categories)]) - 1;
      this.#setNumbers.set(key, number);
    }
    return number;
  }

  #grow() {
    const capacity = Math.max(FIRST_CAPACITY, this.#alive.length * 2);
    this.ground = grown(this.ground, new Float64Array(new SharedArrayBuffer(capacity * 16)));
    this.setOf = grown(this.setOf, new Uint32Array(new SharedArrayBuffer(capacity * 4)));
    this.#alive = grown(this.#alive, new Uint8Array(capacity));
  }
}

function grown<To extends { set(from: ArrayLike<number>): void }>(from: ArrayLike<number>, to: To): To {
  to.set(from);
  return to;
}
