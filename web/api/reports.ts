import { coarse } from '../../shared/coarse.ts';
import type { Position } from '../../shared/position.ts';
import type { Report, ReportReason } from '../../shared/report.ts';

const TIMEOUT_MILLISECONDS = 10_000;

/** What became of a report. */
export type Reported = 'sent' | 'failed' | 'too-many';

/**
 * Tells ops that something is wrong with a store.
 * @param near  where the customer is; only the kilometre around it is told
 */
export async function reportStore(
  store: string,
  reason: ReportReason,
  note: string,
  near: Position | undefined,
): Promise<Reported> {
  const report: Report = {
    store,
    reason,
    ...(note === '' ? {} : { note }),
    ...(near ? { near: { longitude: coarse(near[0]), latitude: coarse(near[1]) } } : {}),
  };
  try {
    const { ok, status } = await fetch('/api/v1/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return ok ? 'sent' : status === 429 ? 'too-many' : 'failed';
  } catch {
    return 'failed';
  }
}
