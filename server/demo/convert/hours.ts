import { readOpeningHours } from '../../../shared/opening-hours-text.ts';
import type { StoreFields } from '../../../shared/store.ts';

/** Free text of hours as a store keeps it: what could be read, and what could not as a note. */
export function hoursFields(
  text: string | undefined,
): Pick<StoreFields, 'openingHours' | 'openingHoursNote'> {
  if (!text) return {};
  const { openingHours, note } = readOpeningHours(text);
  return { ...(openingHours && { openingHours }), ...(note && { openingHoursNote: note }) };
}
