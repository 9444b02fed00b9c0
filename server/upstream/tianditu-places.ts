// Tianditu, place search 2.0 (lbs.tianditu.gov.cn, /v2/search, query type 1: places, stations and areas). CGCS2000, which
// is WGS-84 for our purpose.
import { type Static, Type } from 'typebox';
import { lonLatOf, type PlaceService, Refused, type ToldPlace } from './place-provider.ts';

const Entry = Type.Object({
  name: Type.String(),
  address: Type.Optional(Type.String()),
  lonlat: Type.String(),
});

const Answer = Type.Object({
  status: Type.Object({ infocode: Type.Number() }),
  pois: Type.Optional(Type.Array(Entry)),
  area: Type.Optional(Entry),
});

const OK = 1000;
const NOTHING_FOUND = 3001;

export const tiandituPlaces: PlaceService<typeof Answer> = {
  source: 'tianditu',
  name: 'Tianditu',
  origin: 'https://api.tianditu.gov.cn',
  datum: 'wgs84',
  path({ text, limit }, key) {
    const question = {
      // The two characters that it does not take.
      keyWord: text.replace(/['&]/g, ' ').trim(),
      mapBound: '-180,-90,180,90',
      level: 12,
      queryType: 1,
      start: 0,
      count: limit,
    };
    return `/v2/search?${new URLSearchParams({ postStr: JSON.stringify(question), type: 'query', tk: key })}`;
  },
  answer: Answer,
  read(answer) {
    const { status, pois = [], area } = answer as Static<typeof Answer>;
    if (status.infocode === NOTHING_FOUND) return [];
    if (status.infocode !== OK) throw new Refused(status.infocode);
    return [...(area ? [area] : []), ...pois].flatMap(({ name, address = '', lonlat }): ToldPlace[] => {
      const position = lonLatOf(lonlat);
      return position ? [{ name, address, position }] : [];
    });
  },
};
