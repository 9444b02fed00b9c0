import { type Located, toWgs84 } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import { distanceMeters } from '../../shared/position.ts';

/** The stores found around another point, at the customer's own distance from each, nearest first. */
export function fromCustomer(answer: NearbyAnswer, customer: Located): NearbyAnswer {
  const here = toWgs84(customer);
  const stores = answer.stores.map((store) => {
    const { longitude, latitude, datum } = store.position;
    const there = toWgs84({ position: [longitude, latitude], datum });
    return { ...store, distanceMeters: Math.round(distanceMeters(here, there) * 10) / 10 };
  });
  return { ...answer, stores: stores.sort((a, b) => a.distanceMeters - b.distanceMeters) };
}
