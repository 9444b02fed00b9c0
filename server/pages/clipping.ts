// What of a line or an area lies inside a box.
import type { Pixel, PixelBox } from '../../shared/base-map/mercator.ts';

/** The parts of a line inside the box, in its order and direction (Liang and Barsky, 1984). */
export function lineWithin(line: readonly Pixel[], box: PixelBox): Pixel[][] {
  const parts: Pixel[][] = [];
  let open: Pixel[] | undefined;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1]!, line[i]!];
    const [start, end] = shareWithin(from, to, box);
    if (start >= end) {
      open = undefined;
      continue;
    }
    if (!open || start > 0) {
      open = [along(from, to, start)];
      parts.push(open);
    }
    open.push(along(from, to, end));
    if (end < 1) open = undefined;
  }
  return parts;
}

/** From and to which share of its length a step is inside; nowhere where the first is not less than the second. */
function shareWithin(from: Pixel, to: Pixel, [left, top, right, bottom]: PixelBox): [number, number] {
  let [start, end] = [0, 1];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const edges = [
    [-dx, from[0] - left],
    [dx, right - from[0]],
    [-dy, from[1] - top],
    [dy, bottom - from[1]],
  ] as const;
  for (const [outwards, room] of edges) {
    if (outwards === 0) {
      if (room < 0) return [1, 0];
    } else if (outwards < 0) start = Math.max(start, room / outwards);
    else end = Math.min(end, room / outwards);
  }
  return [start, end];
}

const along = (from: Pixel, to: Pixel, share: number): Pixel =>
  share === 0
    ? from
    : share === 1
      ? to
      : [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];

/** The part of a ring inside the box, as one ring; empty where there is none (Sutherland and Hodgman, 1974). */
export function ringWithin(ring: readonly Pixel[], [left, top, right, bottom]: PixelBox): Pixel[] {
  const fromLeft = cutAt(ring, 0, left, 1);
  const toRight = cutAt(fromLeft, 0, right, -1);
  const fromTop = cutAt(toRight, 1, top, 1);
  return cutAt(fromTop, 1, bottom, -1);
}

/** What of a ring lies beyond `edge` on one axis; `side` 1 keeps the greater values, -1 the smaller. */
function cutAt(ring: readonly Pixel[], axis: 0 | 1, edge: number, side: 1 | -1): Pixel[] {
  const isIn = (point: Pixel) => (point[axis] - edge) * side >= 0;
  return ring.flatMap((point, i) => {
    const before = ring.at(i - 1)!;
    if (isIn(point) === isIn(before)) return isIn(point) ? [point] : [];
    const crossing = along(before, point, (edge - before[axis]) / (point[axis] - before[axis]));
    return isIn(point) ? [crossing, point] : [crossing];
  });
}
