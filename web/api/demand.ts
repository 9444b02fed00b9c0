// What the panel tells of its use: where was asked and which stores were put, for the totals that ops look at. Nobody's
// identity and no words of anybody go out, nothing waits for it, and nobody is told when it does not arrive.
import type { Located } from '../../shared/datum.ts';
import type { Asked } from '../../shared/insights.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import { whenIdle } from '../elements/idle.ts';

/** Further apart than any two places: the step of an answer that had to look everywhere. */
const EVERYWHERE_METERS = 21_000_000;
const MOST_STORES = 50;

export interface DemandDoor {
  /** A click on a location was answered. */
  asked(place: Located, answer: NearbyAnswer): void;
  /** A message with these stores went to the input box, as far as anybody knows. */
  put(stores: readonly string[]): void;
}

export const demand: DemandDoor = {
  asked({ position: [longitude, latitude], datum }, { reach, stores }) {
    const asked: Asked = {
      position: { longitude, latitude, datum },
      radiusMeters: Math.round(reach.radiusMeters ?? EVERYWHERE_METERS),
      stores: Math.min(stores.length, MOST_STORES),
    };
    tell('/api/v1/insights/clicks', asked);
  },
  put: (stores) => tell('/api/v1/insights/puts', { stores }),
};

function tell(path: string, what: object): void {
  whenIdle(() => {
    navigator.sendBeacon(path, new Blob([JSON.stringify(what)], { type: 'application/json' }));
  });
}
