// Which slot has which id: an open hash table outside the heap. The ids themselves stand in the records.

const EMPTY = -1;
const GONE = -2;

export class StoreIds {
  readonly #idAt: (slot: number) => string;
  #slots = new Int32Array(1_024).fill(EMPTY);
  /** Places that are not empty, those of removed ids included. */
  #taken = 0;

  /** @param idAt  the id of a slot */
  constructor(idAt: (slot: number) => string) {
    this.#idAt = idAt;
  }

  get(id: string): number | undefined {
    const place = this.#find(id);
    return place === undefined ? undefined : this.#slots[place];
  }

  /** For an id that is not there. */
  add(id: string, slot: number): void {
    if (this.#taken * 2 >= this.#slots.length) this.#grow();
    let place = hash(id) & (this.#slots.length - 1);
    while (this.#slots[place]! >= 0) place = (place + 1) & (this.#slots.length - 1);
    if (this.#slots[place] === EMPTY) this.#taken++;
    this.#slots[place] = slot;
  }

  /** Answers the slot it had. */
  remove(id: string): number | undefined {
    const place = this.#find(id);
    if (place === undefined) return undefined;
    const slot = this.#slots[place];
    this.#slots[place] = GONE;
    return slot;
  }

  #find(id: string): number | undefined {
    const last = this.#slots.length - 1;
    for (let place = hash(id) & last; this.#slots[place] !== EMPTY; place = (place + 1) & last) {
      const slot = this.#slots[place]!;
      if (slot >= 0 && this.#idAt(slot) === id) return place;
    }
    return undefined;
  }

  #grow() {
    const standing = this.#slots.filter((slot) => slot >= 0);
    const needed = 2 ** Math.ceil(Math.log2(standing.length * 4 + 1_024));
    this.#slots = new Int32Array(needed).fill(EMPTY);
    this.#taken = 0;
    for (const slot of standing) this.add(this.#idAt(slot), slot);
  }
}

/** FNV-1a over the characters of an id. */
function hash(id: string): number {
  let mixed = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) mixed = Math.imul(mixed ^ id.charCodeAt(i), 0x01000193);
  return mixed ^ (mixed >>> 15);
}
