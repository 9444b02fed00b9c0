// Stores that a file does not speak of, to be closed: only where somebody asked for it, and never most of them, for a file
// that was cut off looks the same.
import type { Store } from '../../shared/store.ts';
import { STATUS_WORDS } from '../export/store-cells.ts';
import type { PlannedPut } from './judged.ts';
import { ImportRefused } from './reasons.ts';

/**
 * Answers what closes them, a page at a time.
 * @param keyed  all published stores with a key
 * @param ceiling  the largest share of them that may be closed
 * @throws ImportRefused too-many-absent, after all were looked at
 */
export async function* closeAbsent(
  keyed: AsyncIterable<readonly Store[]>,
  named: ReadonlySet<string>,
  ceiling: number,
): AsyncGenerator<PlannedPut[]> {
  let all = 0;
  let absent = 0;
  for await (const stores of keyed) {
    all += stores.length;
    const gone = stores.filter(({ id }) => !named.has(id));
    absent += gone.length;
    yield gone.map(closing);
  }
  if (absent <= all * ceiling) return;
  const most = `${Math.round(ceiling * 100)} %`;
  throw new ImportRefused(
    'too-many-absent',
    `${absent} of ${all} published stores with a key are not in the file, more than ${most}. Is the file whole? Raise the ceiling if it is.`,
  );
}

function closing({ id, version, createdAt: _, updatedAt: __, ...fields }: Store): PlannedPut {
  return {
    outcome: 'close',
    record: 0,
    line: 0,
    warnings: [],
    id,
    ifVersion: version,
    isFreshId: false,
    wasPublished: true,
    fields: { ...fields, status: 'closed' },
    risk: 'closed',
    changes: [{ field: 'status', from: STATUS_WORDS.published, to: STATUS_WORDS.closed }],
    movedMeters: 0,
  };
}
