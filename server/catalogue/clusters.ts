// Stores on the map: single ones, and groups of those that would lie over each other.
import type { Bbox } from '../../shared/bbox.ts';
import type { StoreCluster, StoreClusters } from '../../shared/store-table.ts';
import { together } from '../storage/catalogue/cells.ts';
import type { CatalogueRepository, Cell, StoreConditions } from '../storage/catalogue/contract.ts';
import { workingFields } from './working-store.ts';

/** Side of a cell on the screen, in pixels of a map whose tiles have 256. */
const CELL_PIXELS = 64;
const MOST_CLUSTERS = 250;

export async function clustersOf(
  catalogue: Pick<CatalogueRepository, 'cells' | 'workedMany'>,
  conditions: StoreConditions,
  bbox: Bbox,
  zoom: number,
): Promise<StoreClusters> {
  let size = cellSize(bbox, zoom);
  let cells = await catalogue.cells({ ...conditions, bbox }, size);
  while (cells.length > MOST_CLUSTERS) {
    size = { longitude: size.longitude * 2, latitude: size.latitude * 2 };
    cells = coarser(cells, size);
  }
  const single = cells.flatMap(({ stores, id }) => (stores === 1 ? id : []));
  const worked = new Map((await catalogue.workedMany(single)).map((each) => [each.store.id, each]));
  const clusters = cells.map(({ stores, longitude, latitude, bbox, id }): StoreCluster => {
    const store = stores === 1 ? worked.get(id) : undefined;
    return {
      longitude,
      latitude,
      stores,
      bbox: [...bbox],
      id: store ? id : null,
      name: store ? nameOf(workingFields(store).fields) : null,
      status: store?.store.status ?? null,
    };
  });
  return { numberMatched: cells.reduce((sum, { stores }) => sum + stores, 0), clusters };
}

/** In degrees. A parallel is shorter than the equator; in steps of 5°, so that a small move of the map changes nothing. */
function cellSize([, south, , north]: Bbox, zoom: number) {
  const longitude = (360 / 2 ** zoom / 256) * CELL_PIXELS;
  const middle = Math.min(80, Math.round(Math.abs(south + north) / 2 / 5) * 5);
  return { longitude, latitude: longitude * Math.cos((middle * Math.PI) / 180) };
}

function coarser(cells: readonly Cell[], size: { longitude: number; latitude: number }): Cell[] {
  const larger = new Map<string, Cell>();
  for (const cell of cells) {
    const key = `${Math.floor((cell.longitude + 180) / size.longitude)} ${Math.floor((cell.latitude + 90) / size.latitude)}`;
    const other = larger.get(key);
    larger.set(key, other ? together(other, cell) : cell);
  }
  return [...larger.values()];
}

const nameOf = ({ name, branch }: { readonly name: string; readonly branch?: string }) =>
  branch === undefined ? name : `${name} ${branch}`;
