// What the chat host can be given, in the domain's own words, and how stores become that. The host's spelling of it
// stays in web/host/.
import { type CoverVariant, coverOf } from './cover.ts';
import { distanceInWords } from './distance-words.ts';
import type { Language } from './language.ts';
import { hoursForMessage, opensInWords } from './message-hours.ts';
import type { StoreRecord } from './nearby.ts';
import { graphemes, oneLine, shortened } from './plain-text.ts';
import type { PluginSettings } from './settings.ts';
import { filledTemplate } from './template.ts';

/** One link card. `digest` and `cover` may be empty. */
export type NewsArticle = {
  readonly title: string;
  readonly digest: string;
  readonly cover: string;
  readonly url: string;
};

export type TextMessage = { readonly type: 'text'; readonly text: string };
export type PictureMessage = { readonly type: 'picture'; readonly url: string };
export type NewsMessage = { readonly type: 'news'; readonly articles: readonly NewsArticle[] };
export type ChatMessage = TextMessage | PictureMessage | NewsMessage;

export type Composition = {
  readonly language: Language;
  /** Milliseconds of the epoch. */
  readonly now: number;
  /** Where customers reach this service, such as `https://stores.example.com`; no slash at the end. */
  readonly publicBase: string;
} & Pick<PluginSettings, 'articlesPerPut' | 'template'>;

/** What the host takes in one news message, and our page for several stores. */
export const MOST_STORES = 10;
const TITLE_LENGTH = 30;
/** A chain's branches share the name's beginning: so much of it is enough to be recognised. */
const SHORTEST_NAME_LENGTH = 4;
/** What WeChat keeps of a digest. */
const DIGEST_LENGTH = 120;
const ADDRESS_LENGTH = 50;
const PHONE_LENGTH = 25;
const OTHER_LENGTH = 16;
const TEXT_BYTES = 2000;
/** The first article shows its picture wide, those below it a small square. */
const SMALL: CoverVariant = '200x200';

/**
 * Link cards for the stores, in their order: one that carries them all, or one each.
 * @param stores  at least one; what is beyond ten is left out
 */
export function composeNews(stores: readonly StoreRecord[], composition: Composition): NewsMessage {
  const carried = stores.slice(0, MOST_STORES);
  const articles =
    composition.articlesPerPut === 'one'
      ? [article(carried, composition)]
      : carried.map((store, index) => article([store], composition, index === 0 ? undefined : SMALL));
  return { type: 'news', articles };
}

/**
 * The stores as text: name, distance, hours, address, phone and a link to the map; at most 2000 bytes of UTF-8, whole
 * stores only, the first ones.
 * @param stores  at least one; what is beyond ten is left out
 */
export function composeText(stores: readonly StoreRecord[], composition: Composition): TextMessage {
  let text = '';
  for (const store of stores.slice(0, MOST_STORES)) {
    const longer =
      text === '' ? paragraph(store, composition) : `${text}\n\n${paragraph(store, composition)}`;
    if (utf8Length(longer) > TEXT_BYTES) break;
    text = longer;
  }
  return { type: 'text', text };
}

/** The store's picture, or the one of its category. */
export const composePicture = (
  store: StoreRecord,
  { publicBase }: Pick<Composition, 'publicBase'>,
): PictureMessage => ({
  type: 'picture',
  url: coverOf(store, publicBase),
});

function article(
  stores: readonly StoreRecord[],
  composition: Composition,
  variant?: CoverVariant,
): NewsArticle {
  const [first, ...others] = stores;
  if (!first) throw new RangeError('A news article needs at least one store');
  return {
    title: title(first, composition),
    digest: digest(first, others, composition),
    cover: coverOf(first, composition.publicBase, variant),
    url:
      others.length === 0
        ? absolute(first.url, composition.publicBase)
        : pageOf(stores, composition.publicBase),
  };
}

/** At most 30 characters: the name gives way, then the branch, never the distance. */
function title(store: StoreRecord, { template, language }: Composition): string {
  const distance = distanceInWords(store.distanceMeters, language);
  const fill = (name: string, branch: string) =>
    filledTemplate(template[language].title, { name, branch, distance });
  const excess = (name: string, branch: string) =>
    Math.max(graphemes(fill(name, branch)).length - TITLE_LENGTH, 0);

  const wholeName = oneLine(store.name);
  const wholeBranch = oneLine(store.branch ?? '');
  let name = shortened(wholeName, TITLE_LENGTH);
  let branch = shortened(wholeBranch, TITLE_LENGTH);
  const whole = fill(name, branch);
  if (whole !== '' && whole.length <= TITLE_LENGTH) return whole;
  const least = Math.min(graphemes(name).length, SHORTEST_NAME_LENGTH);
  name = shortened(wholeName, Math.max(graphemes(name).length - excess(name, branch), least));
  branch = shortened(wholeBranch, graphemes(branch).length - excess(name, branch));
  const filled = fill(name, branch);
  if (filled !== '' && excess(name, branch) === 0) return filled;
  // The template's own words leave no room, or there are none.
  const end = ` · ${distance}`;
  return shortened(wholeName, TITLE_LENGTH - graphemes(end).length) + end;
}

/** The card shows the first 30 characters or so: what decides stands first. */
function digest(first: StoreRecord, others: readonly StoreRecord[], composition: Composition): string {
  const filled = filledTemplate(composition.template[composition.language].digest, {
    hours: capitalised(hoursForMessage(first, composition)),
    address: shortened(oneLine(first.address), ADDRESS_LENGTH),
    phone: shortened(oneLine(first.phones[0] ?? ''), PHONE_LENGTH),
    others: othersInWords(first, others, composition),
  });
  return shortened(filled, DIGEST_LENGTH);
}

function othersInWords(first: StoreRecord, others: readonly StoreRecord[], composition: Composition): string {
  if (others.length === 0) return '';
  const { language } = composition;
  const words = WORDS[language];
  const each = others.map((store) => {
    const opens = opensInWords(store, composition);
    const distance = distanceInWords(store.distanceMeters, language);
    return `${nameBeside(first, store)} ${distance}${opens && words.aside(opens)}`;
  });
  return words.others(others.length, each.join(words.comma));
}

/** A branch of the same chain needs no more than its own name. */
function nameBeside(first: StoreRecord, { name, branch }: StoreRecord): string {
  const own = oneLine(branch ?? '');
  if (own !== '' && name === first.name) return shortened(own, OTHER_LENGTH);
  return shortened(oneLine(name) + own, OTHER_LENGTH);
}

/** One store on a few lines; without its details where they alone would fill a message. */
function paragraph(store: StoreRecord, composition: Composition): string {
  const { language, publicBase } = composition;
  const words = WORDS[language];
  const name = shortened(oneLine(store.name), TITLE_LENGTH);
  const branch = shortened(oneLine(store.branch ?? ''), TITLE_LENGTH);
  const head = [
    branch === '' ? name : name + words.aside(branch),
    words.straight(distanceInWords(store.distanceMeters, language)),
  ];
  const phones = store.phones.slice(0, 2).map((phone) => shortened(oneLine(phone), PHONE_LENGTH));
  const details = [
    shortened(oneLine(store.address), ADDRESS_LENGTH),
    phones.join(words.comma),
    capitalised(hoursForMessage(store, composition)),
  ].filter((line) => line !== '');
  const map = pageOf([store], publicBase);
  const whole = [...head, ...details, map].join('\n');
  return utf8Length(whole) <= TEXT_BYTES ? whole : [...head, map].join('\n');
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Our page for these stores: a map and a way there for each. */
const pageOf = (stores: readonly StoreRecord[], publicBase: string): string =>
  `${publicBase}/s/${stores.map(({ id }) => encodeURIComponent(id)).join(',')}`;

const absolute = (address: string, publicBase: string): string =>
  address.startsWith('/') ? publicBase + address : address;

/** Of well-formed text, in bytes. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const WORDS = {
  'zh-CN': {
    comma: '、',
    aside: (text: string) => `（${text}）`,
    others: (count: number, list: string) => `另有${count}家：${list}`,
    straight: (distance: string) => `直线 ${distance}`,
  },
  en: {
    comma: ', ',
    aside: (text: string) => ` (${text})`,
    others: (count: number, list: string) => `${count} more: ${list}`,
    straight: (distance: string) => `${distance} in a straight line`,
  },
} as const satisfies Record<Language, Record<string, unknown>>;
