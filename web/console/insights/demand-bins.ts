// Cells of demand put together for the view that is shown: as many circles as can be told apart, those
// marked where most asked in vain.
import type { Bbox } from '../../../shared/bbox.ts';
import { type DemandCell, MISSED_METERS } from '../../../shared/insights.ts';
import type { MapMark } from '../../map/catalogue-mark.ts';

/** Circles from side to side of the map. */
const ACROSS = 12;

/** @param bbox  west, south, east, north of the view; a west over the east crosses the antimeridian */
export function demandBins(cells: readonly DemandCell[], [west, south, east, north]: Bbox): MapMark[] {
  const width = west <= east ? east - west : east + 360 - west;
  const size = Math.max(width / ACROSS, 0.01);
  const bins = new Map<string, DemandCell[]>();
  for (const cell of cells) {
    const { longitude, latitude } = cell;
    const from = longitude < west ? longitude + 360 : longitude;
    if (from > west + width || latitude < south || latitude > north) continue;
    const key = `${Math.floor((from - west) / size)} ${Math.floor((latitude - south) / size)}`;
    bins.set(key, [...(bins.get(key) ?? []), cell]);
  }
  return [...bins.values()].map((within) => {
    const clicks = sum(within.map((cell) => cell.clicks));
    const missed = sum(within.filter(isMissed).map((cell) => cell.clicks));
    const mean = (of: (cell: DemandCell) => number) =>
      sum(within.map((cell) => of(cell) * cell.clicks)) / clicks;
    const [longitudes, latitudes] = [
      within.map((cell) => cell.longitude),
      within.map((cell) => cell.latitude),
    ];
    return {
      longitude: mean((cell) => cell.longitude),
      latitude: mean((cell) => cell.latitude),
      // A single click is a number too.
      stores: Math.max(clicks, 1),
      letter: '1',
      isMissed: missed * 2 > clicks,
      bbox: [
        Math.min(...longitudes),
        Math.min(...latitudes),
        Math.max(...longitudes),
        Math.max(...latitudes),
      ],
      id: null,
      name: `${clicks}`,
      status: null,
    };
  });
}

/** Whoever asked there found no store near. */
export const isMissed = ({ nearestMeters }: DemandCell): boolean =>
  nearestMeters === null || nearestMeters > MISSED_METERS;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
