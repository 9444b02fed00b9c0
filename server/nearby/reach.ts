// How far a query reaches: the radius asked, then two steps further, then the nearest few wherever they are.

import type { Position } from '../../shared/position.ts';
import type { Found, NearestQuery, SpatialIndex } from './spatial-index.ts';

const STEPS_METERS = [1_000, 3_000, 10_000, 30_000, 100_000, 300_000];
const FURTHER_STEPS = 2;
const NEAREST_ANYWHERE = 3;

export type Reach = {
  /** Null: none within the last step, so the nearest three anywhere. */
  readonly radiusMeters: number | null;
  readonly askedRadiusMeters: number;
  readonly widened: boolean;
};

/** The nearest within the radius; where there is none and `widen` allows it, within the first step that has any. */
export function nearestInReach(
  index: SpatialIndex,
  from: Position,
  query: NearestQuery,
  widen: boolean,
): { reach: Reach; found: Found[] } {
  const asked = query.radiusMeters;
  const found = index.nearest(from, query);
  if (found.length > 0 || !widen) return { reach: reachAsked(asked), found };
  return reachBeyond(asked, index.nearest(from, { ...query, radiusMeters: Infinity }));
}

export const reachAsked = (asked: number): Reach => ({
  radiusMeters: asked,
  askedRadiusMeters: asked,
  widened: false,
});

/** What is answered where nothing is within the radius asked, from the nearest anywhere. */
export function reachBeyond<Near extends { readonly distanceMeters: number }>(
  asked: number,
  anywhere: readonly Near[],
): { reach: Reach; found: Near[] } {
  const nearest = anywhere[0]?.distanceMeters ?? Infinity;
  const step = STEPS_METERS.filter((meters) => meters > asked)
    .slice(0, FURTHER_STEPS)
    .find((meters) => nearest <= meters);
  return {
    reach: { radiusMeters: step ?? null, askedRadiusMeters: asked, widened: true },
    found:
      step === undefined
        ? anywhere.slice(0, NEAREST_ANYWHERE)
        : anywhere.filter(({ distanceMeters }) => distanceMeters <= step),
  };
}
