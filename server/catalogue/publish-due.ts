// Publishing at a date. Nodes may look at the same time: whoever writes first has published the store, and the others
// find it at another version.
import type { Storage } from '../storage/repository.ts';
import { isConflict, publishedNow } from './store-editor.ts';

const clockwork = { kind: 'system', name: 'publication date' } as const;

export type PublishedDue = {
  readonly published: readonly string[];
  /** What could not be: its plan says so, and waits for somebody. */
  readonly failed: readonly { readonly id: string; readonly error: unknown }[];
};

/** Publishes every store whose date has come by then. */
export async function publishDue(
  { catalogue }: Pick<Storage, 'catalogue'>,
  now: Date,
): Promise<PublishedDue> {
  const published: string[] = [];
  const failed: { id: string; error: unknown }[] = [];
  for (const id of await catalogue.due(now)) {
    const worked = await catalogue.worked(id);
    if (worked?.plan?.publishAt == null || worked.plan.review !== null) continue;
    try {
      await catalogue.write(publishedNow(worked), clockwork, { kind: 'publish' });
      published.push(id);
    } catch (error) {
      // Somebody else did, or changed it just now: then it is still due, and looked at anew.
      if (isConflict(error)) continue;
      if (!(error instanceof Error) || !('code' in error)) throw error;
      const plan = { publishAt: worked.plan.publishAt, review: 'failed' as const, note: error.message };
      await catalogue.write({ plans: [{ id, plan }] }, clockwork, { kind: 'publish' });
      failed.push({ id, error });
    }
  }
  return { published, failed };
}
