// The columns of the table: what each shows of a store, and what it is sorted by.
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { isOpeningKnown, openingInWords } from '../../../shared/opening-words.ts';
import type { Sort } from '../../../shared/store-filter.ts';
import type { StoreRow } from '../../../shared/store-table.ts';
import { type StoreWords, storeWords } from '../../locale/console/store-words.ts';

export type ColumnName = keyof StoreWords['columns'];
export type Reader = {
  readonly language: Language;
  /** Names of categories by id. */
  readonly categories: ReadonlyMap<string, string>;
  /** The moment the table is looked at. */
  readonly at: Date;
};

export type Column = {
  readonly name: ColumnName;
  /** In the grid's own words: `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly sort?: Extract<Sort, 'name' | 'sid' | 'city' | 'updated'>;
  readonly cell: (row: StoreRow, reader: Reader) => TemplateResult | string | typeof nothing;
};

const viewerTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const days: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
};
const dayOf = (instant: string, language: Language) => days[language].format(new Date(instant));

const statusOf = (row: StoreRow, language: Language) => {
  const words = storeWords[language];
  const planned = row.plan?.review
    ? words.planned[row.plan.review]
    : row.plan?.publishAt
      ? words.scheduled(dayOf(row.plan.publishAt, language))
      : undefined;
  return html`<span class="status ${row.status}">${words.status[row.status]}</span>
    ${row.unpublished && row.status !== 'draft' ? html`<span class="status edited">${words.edited}</span>` : nothing}
    ${planned ? html`<span class="status planned">${planned}</span>` : nothing}`;
};

const openOf = (row: StoreRow, { language, at }: Reader) => {
  const words = storeWords[language];
  if (row.status !== 'published') return html`<span class="quiet">${words.notSeen}</span>`;
  // What is said of an unknown state is for agents: people who keep the stores are told what lacks.
  if (!isOpeningKnown(row.open, at)) {
    return html`<span class="quiet">${row.openingHours === null ? words.missing.hours : words.hoursUnknown}</span>`;
  }
  const text = openingInWords(
    { open: row.open, hoursToday: null, timeZone: row.timeZone },
    { now: at, viewerTimeZone, language },
  );
  return html`<span class="state-${row.open.state}">${text}</span>`;
};

/** Every column there is, in the order in which they stand. */
export const COLUMNS: readonly Column[] = [
  {
    name: 'name',
    width: 'minmax(184px, 2.4fr)',
    sort: 'name',
    cell: ({ name, branch }) =>
      html`<span class="name">${name}</span>${branch ? html` <span class="quiet">${branch}</span>` : nothing}`,
  },
  { name: 'sid', width: 'minmax(76px, 0.9fr)', sort: 'sid', cell: ({ sid }) => sid ?? '' },
  {
    name: 'status',
    width: 'minmax(104px, 1.1fr)',
    cell: (row, { language }) => statusOf(row, language),
  },
  { name: 'open', width: 'minmax(150px, 1.7fr)', cell: openOf },
  { name: 'city', width: 'minmax(64px, 0.7fr)', sort: 'city', cell: ({ address }) => address.city ?? '' },
  {
    name: 'address',
    width: 'minmax(140px, 2fr)',
    cell: ({ address }) => [address.district, address.street].filter(Boolean).join(' '),
  },
  { name: 'phones', width: 'minmax(110px, 1fr)', cell: ({ phones }) => phones.join(', ') },
  {
    name: 'categories',
    width: 'minmax(90px, 0.9fr)',
    cell: (row, { categories }) => row.categories.map((id) => categories.get(id) ?? id).join('、'),
  },
  { name: 'tags', width: 'minmax(80px, 0.9fr)', cell: ({ tags }) => tags.join('、') },
  { name: 'hours', width: 'minmax(140px, 1.3fr)', cell: ({ openingHours }) => openingHours ?? '' },
  {
    name: 'confirmed',
    width: 'minmax(110px, 0.9fr)',
    cell: ({ confirmedAt }, { language }) =>
      confirmedAt
        ? dayOf(confirmedAt, language)
        : html`<span class="quiet">${storeWords[language].never}</span>`,
  },
  {
    name: 'updated',
    width: 'minmax(120px, 0.9fr)',
    sort: 'updated',
    cell: ({ updatedAt }, { language }) => dayOf(updatedAt, language),
  },
];

export const USUAL_COLUMNS: readonly ColumnName[] = ['name', 'sid', 'status', 'open', 'city', 'address'];
