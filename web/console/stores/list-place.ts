// Where in the list somebody was when they opened a store: they find it again when they come back.
import { KeptValues } from '../../elements/kept-values.ts';

export type ListPlace = {
  /** Of the view with its filter, `stores?city=北京市`. */
  readonly address: string;
  /** The row that was opened. */
  readonly index: number;
  /** How far the table was scrolled, in pixels. */
  readonly scrollTop: number;
};

const NAME = 'console.list';
const kept = new KeptValues(() => sessionStorage);

export function keepPlace(place: ListPlace): void {
  kept.set(NAME, JSON.stringify(place));
}

/** What leads back to the list. */
export const listAddress = (): string => read()?.address ?? 'stores';

/** The place in the list of that address, once: a list that is opened later begins at its top. */
export function takePlace(address: string): ListPlace | undefined {
  const place = read();
  kept.delete(NAME);
  return place?.address === address ? place : undefined;
}

function read(): ListPlace | undefined {
  const text = kept.get(NAME);
  // Written above, in this tab.
  return text === undefined ? undefined : (JSON.parse(text) as ListPlace);
}
