// The one collection: the published stores.
import type { Bbox } from '../../../shared/bbox.ts';
import { CRS_URIS, CRS84 } from './crs.ts';
import { GEOJSON_TYPE, HTML_TYPE, type Link, QUERYABLES_REL, SCHEMA_REL } from './links.ts';
import { SCHEMA_TYPE } from './schemas.ts';

export const COLLECTION = 'stores';

/** @param root  the address of the landing page. @param extent  absent: there are no stores yet */
export function collection(root: string, extent: Bbox | undefined, links: readonly Link[]) {
  const path = `${root}/collections/${COLLECTION}`;
  return {
    id: COLLECTION,
    title: 'Stores',
    description:
      'Published stores. The position is WGS-84; gcj02_longitude and gcj02_latitude are the same place as maps of mainland China draw it.',
    itemType: 'feature',
    extent: {
      spatial: { bbox: [extent ?? [-180, -90, 180, 90]], crs: CRS84 },
      temporal: { interval: [[null, null]] },
    },
    crs: CRS_URIS,
    storageCrs: CRS84,
    links: [
      ...links,
      { href: `${path}/items`, rel: 'items', type: GEOJSON_TYPE, title: 'The stores' },
      { href: `${path}/items?f=html`, rel: 'items', type: HTML_TYPE, title: 'The stores as a page' },
      { href: `${path}/queryables`, rel: QUERYABLES_REL, type: SCHEMA_TYPE, title: 'What can be asked for' },
      { href: `${path}/schema`, rel: SCHEMA_REL, type: SCHEMA_TYPE, title: 'What a store is made of' },
    ],
  };
}
