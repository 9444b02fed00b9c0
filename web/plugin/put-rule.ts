// Whether an answer may go into the input box by itself. The agent may be typing there, and the customer reads what
// is sent: in doubt it waits on the button.
import type { NearbyAnswer, StoreRecord } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { isFiltered, type Question } from './inquiry.ts';

/** Why an answer waits on the button. */
export type PutReason =
  /** The agent, or ops, wants to pick. */
  | 'choose'
  /** What ops decided is not known here. */
  | 'settings'
  /** The service could not be asked: what is listed may have changed since. */
  | 'last-known'
  /** The agent has looked elsewhere meanwhile: what is listed is not around the location message. */
  | 'elsewhere'
  /** The agent has narrowed the search: what is listed is not simply the nearest. */
  | 'filtered'
  /** This location was answered in this conversation before. */
  | 'again'
  /** The location is 0,0: a label without a position. */
  | 'zero'
  /** The nearest store lies across a border that customers do not just walk over. */
  | 'border'
  | 'far'
  /** Nothing listed that may be offered unasked: all temporarily closed. */
  | 'no-candidate'
  | 'late';

export type PutCircumstances = {
  readonly onLocation: PluginSettings['onLocation'];
  /** Whether the settings are what ops decided, not the defaults. */
  readonly settingsKnown: boolean;
  readonly settings: Pick<PluginSettings, 'putWithinMeters' | 'putWithinMilliseconds'>;
  readonly question: Question;
  readonly answer: NearbyAnswer;
  /** Whether `answer` is what the service said another time. */
  readonly lastKnown: boolean;
  /** What would go in, first choice first. */
  readonly chosen: readonly StoreRecord[];
  readonly putBefore: boolean;
  /** From the click to the answer. */
  readonly elapsedMilliseconds: number;
};

/** Why the answer to a location click does not go in by itself; undefined when it may. */
export function reasonToWait(circumstances: PutCircumstances): PutReason | undefined {
  const { settings, question, answer, chosen } = circumstances;
  const [lon, lat] = question.place.position;
  const [nearest] = answer.stores;
  if (circumstances.onLocation === 'choose') return 'choose';
  if (!circumstances.settingsKnown) return 'settings';
  if (circumstances.putBefore) return 'again';
  if (lon === 0 && lat === 0) return 'zero';
  if (circumstances.lastKnown) return 'last-known';
  if (question.place.from !== 'message' || question.area) return 'elsewhere';
  if (isFiltered(question.filter)) return 'filtered';
  if (nearest && isAcrossBorder(nearest, answer)) return 'border';
  if (nearest && nearest.distanceMeters > settings.putWithinMeters) return 'far';
  const [first] = chosen;
  if (!first) return 'no-candidate';
  if (first.distanceMeters > settings.putWithinMeters) return 'far';
  if (circumstances.elapsedMilliseconds > settings.putWithinMilliseconds) return 'late';
  return undefined;
}

/** Whether the customer would have to cross a border to get there. */
export const isAcrossBorder = (store: StoreRecord, answer: NearbyAnswer): boolean =>
  store.region !== answer.origin.region;

/**
 * The stores that an answer may name: where the nearest is on the customer's side of the border, only such; a store
 * across it is not "another one nearby".
 */
export function offerable(answer: NearbyAnswer): readonly StoreRecord[] {
  const [nearest] = answer.stores;
  if (!nearest || isAcrossBorder(nearest, answer)) return answer.stores;
  return answer.stores.filter((store) => !isAcrossBorder(store, answer));
}
