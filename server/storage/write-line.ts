// Writes of stores stand in line together with telling of them, so that listeners hear in revision order.
import { ChangeFeed } from './change-feed.ts';
import type { Engine } from './engine.ts';
import type { PublishedChange } from './repository.ts';
import { VERSION_COLUMNS } from './tables.ts';
import { changeOf } from './versions.ts';

export type WriteLine = {
  /** Carries a write out when it is its turn, and resolves when its changes are told. */
  written<Answer extends { readonly changes: readonly PublishedChange[] }>(
    write: () => Promise<Answer>,
  ): Promise<Answer>;
  /**
   * The same for a write that may make more changes than anybody wants to hold: absent ones are read back, up to the
   * revision it answers.
   */
  writtenUpTo(
    write: () => Promise<{
      readonly revision: number;
      readonly changes: readonly PublishedChange[] | undefined;
    }>,
  ): Promise<void>;
  watch(listener: (changes: readonly PublishedChange[]) => void): () => void;
  changesAfter(revision: number, limit: number): Promise<PublishedChange[]>;
  lastRevision(): Promise<number>;
  close(): Promise<void>;
};

export async function openWriteLine({ reader, onRevision, seen }: Engine): Promise<WriteLine> {
  const feed = new ChangeFeed(await lastRevision(), changesAfter);
  feed.watch((changes) => seen(changes.at(-1)?.revision ?? 0));
  let line: Promise<unknown> = Promise.resolve();
  const stopListening = onRevision((revision) => {
    if (revision > feed.told) inLine(() => feed.catchUp(revision)).catch(process.emitWarning);
  });

  function inLine<Answer>(task: () => Promise<Answer>): Promise<Answer> {
    const done = line.then(task);
    line = done.catch(() => {});
    return done;
  }

  async function lastRevision(): Promise<number> {
    return (await reader.selectFrom('last_revision').select('revision').executeTakeFirstOrThrow()).revision;
  }

  async function changesAfter(revision: number, limit: number): Promise<PublishedChange[]> {
    const rows = await reader
      .selectFrom('store_versions')
      .select(VERSION_COLUMNS)
      .where('revision', '>', revision)
      .orderBy('revision')
      .limit(limit)
      .execute();
    return rows.map(changeOf);
  }

  return {
    written: (write) =>
      inLine(async () => {
        const answer = await write();
        await feed.tell(answer.changes);
        return answer;
      }),
    writtenUpTo: (write) =>
      inLine(async () => {
        const { revision, changes } = await write();
        await (changes ? feed.tell(changes) : feed.catchUp(revision));
      }),
    watch: (listener) => feed.watch(listener),
    changesAfter,
    lastRevision,
    async close() {
      await stopListening();
      await inLine(async () => {});
    },
  };
}
