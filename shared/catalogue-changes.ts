// What changed among the published stores, for whoever keeps a copy of them.

import type { TSchema } from 'typebox';
import { Type } from 'typebox';

/** @param store  a store as this API shows it */
export const changesSchema = <Store extends TSchema>(store: Store) =>
  Type.Object(
    {
      numberReturned: Type.Integer(),
      changes: Type.Array(
        Type.Object(
          {
            id: Type.String(),
            change: Type.Union([Type.Literal('published'), Type.Literal('removed')], {
              description:
                '`published`: the store is now as it stands here; `removed`: nobody sees it any more',
            }),
            at: Type.String({ format: 'date-time' }),
            store: Type.Union([store, Type.Null()]),
          },
          { title: 'StoreChange' },
        ),
      ),
      cursor: Type.String({ description: '`since` of the next request' }),
      next: Type.Union([Type.String(), Type.Null()], {
        description:
          'Address of what follows, when there is more already; null: ask again later from `cursor`',
      }),
    },
    { title: 'StoreChanges' },
  );
