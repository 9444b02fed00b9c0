import type { Geometry, Position } from 'geojson';

/**
 * A point that stands for a geometry: a point itself; of a polygon the middle of its longest stretch along the latitude
 * halfway up, which lies inside whatever the shape, where a centroid may not. Of several polygons the largest counts.
 */
export function pointInside(geometry: Geometry): [lon: number, lat: number] | undefined {
  if (geometry.type === 'Point') return geometry.coordinates as [number, number];
  const polygons =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : [];
  const [largest] = polygons.toSorted((a, b) => areaOf(b[0]!) - areaOf(a[0]!));
  return largest && middleOfLongestStretch(largest);
}

function middleOfLongestStretch(rings: Position[][]): [number, number] {
  const lats = rings[0]!.map(([, lat]) => lat!);
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const crossings = rings
    .flatMap((ring) => edgesOf(ring))
    .filter(([from, to]) => from[1]! > lat !== to[1]! > lat)
    .map(([from, to]) => from[0]! + ((lat - from[1]!) / (to[1]! - from[1]!)) * (to[0]! - from[0]!))
    .sort((a, b) => a - b);
  let best = { width: -1, lon: Number.NaN };
  // Every second stretch between crossings is inside, holes included in the count.
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [west, east] = [crossings[i]!, crossings[i + 1]!];
    if (east - west > best.width) best = { width: east - west, lon: (west + east) / 2 };
  }
  // Seven digits are a centimetre: more would claim a surveyor.
  return [Number(best.lon.toFixed(7)), Number(lat.toFixed(7))];
}

const edgesOf = (ring: Position[]): [Position, Position][] =>
  ring.slice(1).map((to, index) => [ring[index]!, to]);

/** In square degrees: to compare neighbours it will do. */
const areaOf = (ring: Position[]): number =>
  Math.abs(edgesOf(ring).reduce((sum, [a, b]) => sum + a[0]! * b[1]! - b[0]! * a[1]!, 0)) / 2;
