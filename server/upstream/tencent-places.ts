// Tencent Location Service, keyword suggestions (lbs.qq.com, WebService API, /ws/place/v1/suggestion): unlike its place
// search it needs no region, and reads what people have half typed.
import { type Static, Type } from 'typebox';
import { type PlaceService, Refused } from './place-provider.ts';

const Answer = Type.Object({
  status: Type.Number(),
  data: Type.Optional(
    Type.Array(
      Type.Object({
        title: Type.String(),
        address: Type.Optional(Type.String()),
        province: Type.Optional(Type.String()),
        city: Type.Optional(Type.String()),
        district: Type.Optional(Type.String()),
        location: Type.Object({ lat: Type.Number(), lng: Type.Number() }),
      }),
    ),
  ),
});

// 96 bytes of UTF-8, so 32 Chinese characters.
const LONGEST_KEYWORD_BYTES = 96;

export const tencentPlaces: PlaceService<typeof Answer> = {
  source: 'tencent',
  name: 'Tencent Location Service',
  origin: 'https://apis.map.qq.com',
  datum: 'gcj02',
  path({ text, limit, near }, key) {
    const query = new URLSearchParams({
      keyword: cut(text),
      page_index: '1',
      page_size: String(Math.min(limit, 20)),
      key,
      ...(near && { location: `${near[1]},${near[0]}` }),
    });
    return `/ws/place/v1/suggestion?${query}`;
  },
  answer: Answer,
  read(answer) {
    const { status, data = [] } = answer as Static<typeof Answer>;
    if (status !== 0) throw new Refused(status);
    return data.map(({ title, address, province, city, district, location }) => ({
      name: title,
      // What Tencent has no address for is an area, which its parts describe.
      address: address || [...new Set([province, city, district])].join(''),
      position: [location.lng, location.lat],
    }));
  },
};

function cut(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST_KEYWORD_BYTES) break;
    kept += character;
  }
  return kept;
}
