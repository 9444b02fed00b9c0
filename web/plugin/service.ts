// What the flow asks of the service, in the service's terms.
import type { Located } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { countStores, type NearbyQuery, nearbyStores } from '../api/stores.ts';
import type { Inquiry, Place, Question } from './inquiry.ts';
import type { Finding } from './lookup.ts';

/** A place with its datum: the chat client's coordinates are measured against what the settings say. */
export const locatedOf = ({ position, datum }: Place, { eventDatum }: PluginSettings): Located => ({
  position,
  datum: datum ?? eventDatum,
});

/** The stores that a question asks for. */
export async function answerTo(
  question: Question,
  settings: PluginSettings,
  signal: AbortSignal,
): Promise<NearbyAnswer> {
  const answer = await nearbyStores(queryOf(question, settings), { signal });
  if (!question.area) return answer;
  // With the map's own code: it has come when somebody has moved the map.
  const { fromCustomer } = await import('./area-distances.ts');
  return fromCustomer(answer, locatedOf(question.place, settings));
}

/** How many stores there are by category, whichever category is asked for. */
export const countsFor = (
  question: Question,
  settings: PluginSettings,
  radiusMeters: number,
  signal: AbortSignal,
) => countStores({ ...queryOf(question, settings), radiusMeters, category: undefined, limit: 1 }, { signal });

/** What words mean; the code that reads coordinates and links comes when it is first needed. */
export async function findPlace(
  text: string,
  { place }: Inquiry,
  settings: PluginSettings,
  signal: AbortSignal,
): Promise<Finding> {
  const { placesOf } = await import('./place-words.ts');
  return await placesOf(text, place && locatedOf(place, settings), signal);
}

function queryOf({ place, area, filter }: Question, settings: PluginSettings): NearbyQuery {
  const { category, text, openNow, radiusMeters } = filter;
  return {
    origin: area ?? locatedOf(place, settings),
    radiusMeters: radiusMeters ?? settings.radiusMeters,
    limit: settings.numberOfStores,
    category,
    text: text.trim(),
    openNow,
  };
}
