import { setImmediate as turn } from 'node:timers/promises';

/** The items in their order, at most `size` at a time. */
export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Calls with the items, 500 at a time; others get their turn in between. */
export async function inChunks<Item>(
  items: readonly Item[],
  task: (chunk: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (const chunk of chunks(items, 500)) {
    await task(chunk);
    await turn();
  }
}
