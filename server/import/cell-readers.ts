// How the cell of each field becomes part of a store. What cannot be read is left out and told; what a store cannot be
// without (its name, its position, its key) is judged elsewhere.

import { readMediaPath } from '../../shared/cover.ts';
import { withoutMarkup } from '../../shared/folded-text.ts';
import type { Field } from '../../shared/import-fields.ts';
import { Memo } from '../../shared/memo.ts';
import { validateOpeningHours } from '../../shared/opening-hours.ts';
import { type ReadOpeningHours, readOpeningHours } from '../../shared/opening-hours-text.ts';
import { oneLine as tidied } from '../../shared/plain-text.ts';
import type { Closure, StoreFields } from '../../shared/store.ts';
import { isPhone, isTimeZone, isWebAddress } from '../storage/store-check.ts';
import { readDatedHours } from './dated-hours.ts';
import { readInstant } from './instant-cell.ts';
import { readList } from './list-cell.ts';
import type { WarningReason } from './reasons.ts';
import { readStatus } from './status-cell.ts';

/** Most texts are one tidy line as they are. */
const TIDY = /^[!-~\u3400-\u9fff（）]+(?: [!-~\u3400-\u9fff（）]+)*$/;
/** Tables of authorities are full of paragraphs and non-breaking spaces of HTML. */
const MARKUP = /<\/?[a-z][^<>]*>|&(?:#x?[\da-f]+|[a-z]+);/i;
const oneLine = (text: string) =>
  TIDY.test(text) ? text : tidied(MARKUP.test(text) ? withoutMarkup(text) : text);

export type Draft = { -readonly [Name in keyof StoreFields]: StoreFields[Name] };

export type CellContext = {
  /** The id of a category by its id or one of its names, in lower case. */
  readonly categories: ReadonlyMap<string, string>;
  /** When the import is looked at: closures that name no start begin then. */
  readonly at: string;
  /** The other cells of the record, trimmed. */
  readonly cells: Readonly<Partial<Record<Field, string>>>;
  readonly warn: (field: Field, reason: WarningReason, message: string) => void;
};

type CellReader = (draft: Draft, text: string, context: CellContext) => void;

const unread = ({ warn }: CellContext, field: Field, what: string) =>
  warn(field, 'unread-value', `${what}; the value is left out.`);

const address =
  (part: 'province' | 'city' | 'district' | 'street' | 'postcode'): CellReader =>
  (draft, text) => {
    draft.address = { ...draft.address, [part]: oneLine(text) };
  };

const webAddress =
  (field: 'cover' | 'website'): CellReader =>
  (draft, text, context) => {
    if (isWebAddress(text) || (field === 'cover' && readMediaPath(text))) draft[field] = text;
    else unread(context, field, 'It is not an absolute http or https address');
  };

const closureCell =
  (part: 'from' | 'until', field: 'closedFrom' | 'closedUntil'): CellReader =>
  (draft, text, context) => {
    const at = readInstant(text, draft.timeZone);
    if (at === undefined) return unread(context, field, 'It is not a date and time');
    const closure: Closure = draft.closure ?? { from: context.at };
    draft.closure = { ...closure, [part]: at };
  };

const LIST_READERS: Readonly<Record<'services' | 'tags', CellReader>> = {
  services: (draft, text) => {
    draft.services = readList(text).map(oneLine);
  },
  tags: (draft, text) => {
    draft.tags = readList(text).map(oneLine);
  },
};

export const CELL_READERS: Partial<Record<Field, CellReader>> = {
  sid: (draft, text) => {
    draft.sid = text;
  },
  name: (draft, text) => {
    draft.name = oneLine(text);
  },
  branch: (draft, text) => {
    draft.branch = oneLine(text).replace(/^[（(](.*)[）)]$/, '$1');
  },
  categories(draft, text, context) {
    const ids: string[] = [];
    for (const name of readList(text)) {
      const id = context.categories.get(name.toLowerCase());
      if (id === undefined) {
        const message = `There is no category "${name.slice(0, 40)}"; it is left out.`;
        context.warn('categories', 'unknown-category', message);
      } else if (!ids.includes(id)) ids.push(id);
    }
    // A word that is no category says nothing of the ones the store has.
    if (ids.length > 0) draft.categories = ids;
  },
  ...LIST_READERS,
  province: address('province'),
  city: address('city'),
  district: address('district'),
  street: address('street'),
  postcode: address('postcode'),
  phones(draft, text, context) {
    if (ONE_PHONE.test(text)) {
      draft.phones = [text];
      return;
    }
    const phones = phoneList(text).map((phone) => phone.normalize('NFKC').trim());
    const known = phones.filter(isPhone);
    if (known.length < phones.length) unread(context, 'phones', 'A phone has 3 to 20 digits');
    if (known.length > 0) draft.phones = known.slice(0, 10);
  },
  openingHours(draft, text, context) {
    const { openingHours, note, result } = hoursOf(text);
    draft.openingHours = openingHours;
    if (note !== undefined && context.cells.openingHoursNote === undefined) draft.openingHoursNote = note;
    if (result === 'none') {
      context.warn('openingHours', 'unread-value', 'No hours can be read from it; it is kept as a note.');
    }
  },
  openingHoursNote: (draft, text) => {
    draft.openingHoursNote = text;
  },
  opensAt(draft, text, context) {
    const hours = `Mo-Su ${clock(text)}-${clock(context.cells.closesAt ?? '')}`;
    if (validateOpeningHours(hours).length === 0 && /\d-\d/.test(hours)) draft.openingHours = hours;
    else unread(context, 'opensAt', 'Opening and closing time are not two times of the day');
  },
  exceptions(draft, text, context) {
    const exceptions = readDatedHours(text);
    if (exceptions) draft.exceptions = exceptions;
    else unread(context, 'exceptions', 'It is not like 2026-10-01: 10:00-18:00, 2026-10-02: x');
  },
  closedFrom: closureCell('from', 'closedFrom'),
  closedUntil: closureCell('until', 'closedUntil'),
  closureReason: (draft, text, { at }) => {
    draft.closure = { ...(draft.closure ?? { from: at }), reason: oneLine(text) };
  },
  cover: webAddress('cover'),
  website: webAddress('website'),
  linkTo: (draft, text) => {
    draft.linkTo = /^(?:网站|官网|website)$/i.test(text) ? 'website' : 'page';
  },
  timeZone(draft, text, context) {
    if (isTimeZone(text)) draft.timeZone = text;
    else unread(context, 'timeZone', 'It is not an IANA time zone such as Asia/Shanghai');
  },
  confirmedAt(draft, text, context) {
    const at = readInstant(text, draft.timeZone);
    if (at === undefined) unread(context, 'confirmedAt', 'It is not a date and time');
    else draft.confirmedAt = at;
  },
  status(draft, text, context) {
    const read = readStatus(text);
    if (!read) return unread(context, 'status', 'It is none of 营业, 停业, 装修, 草稿');
    draft.status = read.status;
    if (read.paused) draft.closure ??= { from: context.at, reason: oneLine(text) };
    // 营业 ends a closure, unless the record says itself from when to when.
    else if (read.status === 'published' && context.cells.closedFrom === undefined) delete draft.closure;
  },
};

type Clearer = (draft: Draft) => void;
const withoutPart =
  (part: 'province' | 'city' | 'district' | 'street' | 'postcode'): Clearer =>
  (draft) => {
    const { [part]: _, ...rest } = draft.address;
    draft.address = rest;
  };
const without =
  (
    ...names: (
      | 'branch'
      | 'openingHours'
      | 'openingHoursNote'
      | 'cover'
      | 'website'
      | 'confirmedAt'
      | 'closure'
    )[]
  ): Clearer =>
  (draft) => {
    for (const name of names) delete draft[name];
  };

/** What an empty cell does when it is to clear. Fields that are not here cannot be empty. */
export const CELL_CLEARERS: Partial<Record<Field, Clearer>> = {
  branch: without('branch'),
  categories: (draft) => {
    draft.categories = [];
  },
  services: (draft) => {
    draft.services = [];
  },
  tags: (draft) => {
    delete draft.tags;
  },
  province: withoutPart('province'),
  city: withoutPart('city'),
  district: withoutPart('district'),
  street: withoutPart('street'),
  postcode: withoutPart('postcode'),
  phones: (draft) => {
    draft.phones = [];
  },
  openingHours: without('openingHours'),
  openingHoursNote: without('openingHoursNote'),
  exceptions: (draft) => {
    draft.exceptions = [];
  },
  closedFrom: without('closure'),
  cover: without('cover'),
  website: without('website'),
  confirmedAt: without('confirmedAt'),
};

/** As most cells have it: nothing to part, and nothing to spell otherwise. */
const ONE_PHONE = /^\d{3,4}-?\d{4,11}$/;

/** Slashes part phones only where what is on both sides is one: 010-1234/5678 is an extension line. */
function phoneList(text: string): string[] {
  const phones = readList(text);
  if (!text.includes('/')) return phones;
  return phones.flatMap((phone) => {
    const parts = phone.split('/').map((part) => part.trim());
    return parts.length > 1 && parts.every((part) => part.replace(/\D/g, '').length >= 7) ? parts : [phone];
  });
}

const hoursRead = new Memo<ReadOpeningHours>(5_000);

/** OSM syntax as it is; free text as shops write it read. */
const hoursOf = (text: string): ReadOpeningHours =>
  hoursRead.get(text, () => {
    const isSyntax = text.length <= 1000 && validateOpeningHours(text).length === 0;
    return isSyntax && !/[\u3400-\u9fff]/.test(text.replace(/"[^"]*"/g, ''))
      ? { openingHours: text, result: 'exact' }
      : readOpeningHours(text);
  });

/** `9:00`, `09:00:00`, and 0.375 of a day, as a cell without a format has it. */
function clock(text: string): string {
  const part = /^0?\.\d+$/.test(text) ? Math.round(Number(text) * 1440) : undefined;
  if (part !== undefined)
    return [Math.floor(part / 60), part % 60].map((each) => String(each).padStart(2, '0')).join(':');
  return text
    .normalize('NFKC')
    .replace(/^(\d):/, '0$1:')
    .replace(/^(\d\d:\d\d):\d\d$/, '$1');
}
