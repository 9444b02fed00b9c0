import type { Located } from '../../shared/datum.ts';
import type { PlacesAnswer, ShortLinkAnswer } from '../../shared/place.ts';
import { getJson, type RequestOptions } from './client.ts';

/**
 * Places that `text` may mean, the best match first.
 * @param near  those close to it come first; positions come back in its datum
 */
export const findPlaces = (text: string, near: Located | undefined, options?: RequestOptions) =>
  getJson<PlacesAnswer>(
    '/api/v1/places',
    {
      q: text,
      ...(near && { lat: near.position[1], lon: near.position[0], datum: near.datum }),
    },
    options,
  );

/** Where a map service's short link leads; the service asks, a page must not. */
export const followShortLink = (url: string, options?: RequestOptions) =>
  getJson<ShortLinkAnswer>('/api/v1/places/short-link', { url }, options);
