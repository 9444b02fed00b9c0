// A store as the customer's pages show it: everything in words, links ready.
import { coverOf } from '../../shared/cover.ts';
import type { Language } from '../../shared/language.ts';
import type { StoreRecord } from '../../shared/nearby.ts';
import { openingInWords } from '../../shared/opening-words.ts';
import type { Store } from '../../shared/store.ts';
import { storeRecord } from '../nearby/store-record.ts';
import { webAddress } from './html.ts';
import { type MapLink, mapLinks } from './map-links.ts';
import { words } from './words.ts';

export type Reader = {
  readonly language: Language;
  readonly at: Date;
  /** Where absolute addresses begin. */
  readonly base: string;
};

export type StoreView = {
  readonly store: Store;
  readonly name: string;
  readonly branch: string;
  /** Name and branch in one. */
  readonly title: string;
  readonly address: string;
  readonly phones: readonly { readonly text: string; readonly url: string }[];
  /** A class of the style sheet, and the words. */
  readonly state: { readonly kind: string; readonly text: string };
  readonly cover: string;
  /** The same for a list. */
  readonly smallCover: string;
  /** Our own page about it. */
  readonly page: string;
  readonly website: string | undefined;
  /** The first is the one to offer where there is room for one. */
  readonly maps: readonly [MapLink, ...MapLink[]];
};

// Links are opened in WeChat, so by clocks of China: where the store's clock differs, its times are marked as local.
export const readersTimeZone = 'Asia/Shanghai';
const closingSoonMs = 60 * 60_000;

export function storeView(store: Store, { language, at, base }: Reader): StoreView {
  const record = storeRecord(store, 'gcj02', at, base);
  const { name, address, open } = record;
  const branch = record.branch ?? '';
  const title = branch === '' ? name : language === 'en' ? `${name} (${branch})` : `${name}（${branch}）`;
  const closesSoon =
    open.state === 'open' &&
    open.changesAt !== null &&
    Date.parse(open.changesAt) - at.getTime() <= closingSoonMs;
  const phones = record.phones.flatMap((text) => {
    const url = phoneAddress(text);
    return url ? [{ text, url }] : [];
  });
  // Nobody can be told to call where there is no number.
  const isSilent = open.state === 'unknown' && phones.length === 0;
  return {
    store,
    name,
    branch,
    title,
    address,
    phones,
    state: {
      kind: closesSoon ? 'soon' : open.state,
      text: isSilent
        ? words[language].hoursUnknown
        : openingInWords(record, { now: at, viewerTimeZone: readersTimeZone, language }),
    },
    ...covers(record, base),
    page: `${base}/s/${store.id}`,
    website: webAddress(store.website),
    maps: mapLinks(store, title, address),
  };
}

/** The page asks other services for pictures by https only, so that nobody on the way sees or changes them. */
function covers({ id, cover }: Pick<StoreRecord, 'id' | 'cover'>, base: string) {
  const shown = { id, cover: /^http:/i.test(cover ?? '') ? null : cover };
  return { cover: coverOf(shown, base), smallCover: coverOf(shown, base, '200x200') };
}

/** RFC 3966 wants digits; `-8001` and 转 are extensions, dialled after a pause. Undefined where there is no number. */
function phoneAddress(text: string): string | undefined {
  const [number = '', extension] = text.split(/转|ext\.?|#|,/i);
  const dialled = number.replace(/[^\d+]/g, '');
  if (!/^\+?\d{3,15}$/.test(dialled)) return undefined;
  const digits = extension?.replace(/\D/g, '');
  return `tel:${dialled}${digits ? `,${digits}` : ''}`;
}
