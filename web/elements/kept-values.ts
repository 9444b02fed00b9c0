const PREFIX = 'nearby-stores.';

/**
 * Text kept in the browser by name, this project's apart from others'. Storage may be blocked or full: then a value
 * holds for as long as the page.
 */
export class KeptValues {
  readonly #storage: Storage | undefined;
  /** What the storage would not take. */
  readonly #homeless = new Map<string, string>();

  /** @param open  gives the storage; throws where a browser forbids it */
  constructor(open: () => Storage) {
    try {
      this.#storage = open();
    } catch {
      this.#storage = undefined;
    }
  }

  get(name: string): string | undefined {
    const value = this.#homeless.get(name);
    if (value !== undefined) return value;
    try {
      return this.#storage?.getItem(PREFIX + name) ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** False when it is kept for as long as the page only. */
  set(name: string, value: string): boolean {
    try {
      if (this.#storage) {
        this.#storage.setItem(PREFIX + name, value);
        this.#homeless.delete(name);
        return true;
      }
    } catch {
      // Full.
    }
    this.#homeless.set(name, value);
    return false;
  }

  delete(name: string) {
    this.#homeless.delete(name);
    try {
      this.#storage?.removeItem(PREFIX + name);
    } catch {
      // Nothing was kept there.
    }
  }
}
