// AMap, place search 2.0 by keyword (lbs.amap.com, Web service API, /v5/place/text). It has no way to say near where.
import { type Static, Type } from 'typebox';
import { lonLatOf, type PlaceService, Refused } from './place-provider.ts';

// What AMap does not know of a place it answers as [].
const Text = Type.Optional(Type.Union([Type.String(), Type.Array(Type.Unknown())]));

const Answer = Type.Object({
  status: Type.String(),
  infocode: Type.Optional(Type.String()),
  pois: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String(),
        location: Type.String(),
        address: Text,
        pname: Text,
        cityname: Text,
        adname: Text,
      }),
    ),
  ),
});

const LONGEST_KEYWORDS = 80;

export const amapPlaces: PlaceService<typeof Answer> = {
  source: 'amap',
  name: 'AMap',
  origin: 'https://restapi.amap.com',
  datum: 'gcj02',
  path({ text, limit }, key) {
    const query = new URLSearchParams({
      keywords: text.slice(0, LONGEST_KEYWORDS),
      page_size: String(Math.min(limit, 25)),
      key,
    });
    return `/v5/place/text?${query}`;
  },
  answer: Answer,
  read(answer) {
    const { status, infocode = '', pois = [] } = answer as Static<typeof Answer>;
    if (status !== '1') throw new Refused(infocode);
    return pois.flatMap(({ name, location, address, pname, cityname, adname }) => {
      const position = lonLatOf(location);
      const parts = [...new Set([pname, cityname, adname, address].map(textOf))];
      return position ? [{ name, address: parts.join(''), position }] : [];
    });
  },
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
