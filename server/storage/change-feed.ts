// Tells listeners of every published change once, in revision order, whoever made it.
import type { PublishedChange } from './repository.ts';

type Listener = (changes: readonly PublishedChange[]) => void;
type ChangesAfter = (revision: number, limit: number) => Promise<PublishedChange[]>;

/** How many changes of others are read at a time. */
const PAGE = 1_000;
/** How many of them are told together: for a listener, a few large steps cost less than many small ones. */
const TOLD = 20_000;

export class ChangeFeed {
  readonly #listeners = new Set<Listener>();
  readonly #changesAfter: ChangesAfter;
  #told: number;

  constructor(told: number, changesAfter: ChangesAfter) {
    this.#told = told;
    this.#changesAfter = changesAfter;
  }

  /** The last revision the listeners were told of. */
  get told(): number {
    return this.#told;
  }

  watch(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What was just committed here; what others committed before it is told first. Never twice at a time. */
  async tell(changes: readonly PublishedChange[]): Promise<void> {
    const [first] = changes;
    if (first === undefined) return;
    if (first.revision === this.#told + 1) this.#call(changes);
    else await this.catchUp(changes.at(-1)?.revision ?? first.revision);
  }

  /** What others have committed since, if it is not told yet: up to this revision at least. Never twice at a time. */
  async catchUp(revision: number): Promise<void> {
    while (this.#told < revision) {
      const changes: PublishedChange[] = [];
      let read = this.#told;
      while (read < revision && changes.length < TOLD) {
        const page = await this.#changesAfter(read, PAGE);
        if (page.length === 0) break;
        changes.push(...page);
        read = page.at(-1)!.revision;
      }
      if (changes.length === 0) return;
      this.#call(changes);
    }
  }

  #call(changes: readonly PublishedChange[]): void {
    this.#told = changes.at(-1)?.revision ?? this.#told;
    for (const listener of this.#listeners) {
      try {
        listener(changes);
      } catch (error) {
        // The write is done and durable; its author must not be told otherwise because somebody who listens failed.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }
}
