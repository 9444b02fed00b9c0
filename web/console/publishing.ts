import type { OpsSettings } from '../../shared/ops-settings.ts';
import { OpsError, ops } from '../api/ops.ts';
import type { Session } from './session.ts';

/** What whoever is signed in may do with what they edited: publish it, ask for a review, or leave it to others. */
export type Publishing = 'publishes' | 'asks' | 'drafts';

/** Settled anew by each view: an administrator may have switched reviews on or off meanwhile. */
export async function publishingOf(session: Session): Promise<Publishing> {
  if (session.may('publish')) return 'publishes';
  if (!session.may('edit')) return 'drafts';
  try {
    const { review } = (await ops<OpsSettings>('/settings/ops')).body;
    return review ? 'asks' : 'drafts';
  } catch (error) {
    if (!(error instanceof OpsError)) throw error;
    return 'drafts';
  }
}
