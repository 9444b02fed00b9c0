// Which stores: the one set of filters that lists, the table, the map, bulk changes and exports understand.
import { type Static, Type } from 'typebox';
import { StoreStatusSchema } from './store.ts';

const Name = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 60, description }));
const Instant = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

const filters = {
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'Words in name, branch, address or sid; pinyin and its initials find the name (xbk: 星巴克)',
    }),
  ),
  category: Type.Optional(
    Type.String({
      pattern: '^[a-z0-9-]{1,64}$',
      description: 'A category id; the categories below it count',
    }),
  ),
  sid: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "The owner's own key" })),
  tag: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'A tag it has' })),
  province: Name('As in the address: 广东省'),
  city: Name('As in the address: 深圳市'),
  district: Name('As in the address: 南山区'),
  updatedFrom: Instant('Changed then or later'),
  updatedUntil: Instant('Changed before'),
  openAt: Instant('Open at that moment'),
  polygon: Type.Optional(
    Type.String({
      maxLength: 8_000,
      description:
        'Its corners as longitude,latitude pairs, separated by blanks: `113.9,22.5 114,22.5 114,22.6`; no edge crosses the antimeridian',
    }),
  ),
};

/** What anybody may filter published stores by. */
export const PUBLIC_FILTERS = filters;

/** What ops may filter by, over everything there is. Absent: no condition; all that are given hold together. */
export const StoreFilterSchema = Type.Object(
  {
    ...filters,
    status: Type.Optional(StoreStatusSchema),
    unpublished: Type.Optional(
      Type.Boolean({ description: 'Whether something of it is not published: a draft, alone or beside it' }),
    ),
    plan: Type.Optional(
      Type.Union([
        Type.Literal('requested'),
        Type.Literal('returned'),
        Type.Literal('failed'),
        Type.Literal('scheduled'),
      ]),
    ),
    closure: Type.Optional(
      Type.Union([Type.Literal('now'), Type.Literal('ahead'), Type.Literal('none')], {
        description: 'Temporarily closed now, going to be, or neither',
      }),
    ),
    missing: Type.Optional(
      Type.Union([Type.Literal('cover'), Type.Literal('hours'), Type.Literal('phone'), Type.Literal('sid')], {
        description: 'What it lacks',
      }),
    ),
    confirmedBefore: Instant('Last confirmed before then, or never'),
    holidaySet: Type.Optional(
      Type.String({ maxLength: 64, description: 'Id of a holiday set applied to it' }),
    ),
    bbox: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'west,south,east,north in degrees of WGS-84; a west over the east crosses the antimeridian',
      }),
    ),
  },
  { additionalProperties: false, title: 'StoreFilter' },
);
/** As it stands in an address or a body; positions in WGS-84. */
export type StoreFilter = Static<typeof StoreFilterSchema>;

export const SORTS = ['id', 'name', 'sid', 'city', 'updated'] as const;
type SortName = (typeof SORTS)[number];
export type Sort = SortName | `-${SortName}`;
export const SortSchema = Type.Unsafe<Sort>(
  Type.Union(
    SORTS.flatMap((sort) => [Type.Literal(sort), Type.Literal(`-${sort}`)]),
    { description: 'With a minus, backwards; names sort as they are spelled in pinyin; ties by id' },
  ),
);
