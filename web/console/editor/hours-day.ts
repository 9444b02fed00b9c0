import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { OpeningSpan } from '../../../shared/nearby.ts';
import { editorWords } from '../../locale/console/editor-words.ts';
import { isWholeDay, WHOLE_DAY } from './hours-week.ts';

type HoursDay = {
  readonly language: Language;
  readonly name: string;
  /** The row of public holidays, which may be like the day that they fall on. */
  readonly isHolidays: boolean;
  /** Empty: closed; null or undefined: not known. */
  readonly spans: readonly OpeningSpan[] | null | undefined;
  readonly set: (spans: readonly OpeningSpan[] | null) => void;
  /** @param days  0 is Monday */
  readonly copyTo: (days: readonly number[]) => void;
};

const TARGETS: Readonly<Record<'copyToAll' | 'copyToWeekdays' | 'copyToWeekend', readonly number[]>> = {
  copyToAll: [0, 1, 2, 3, 4, 5, 6],
  copyToWeekdays: [0, 1, 2, 3, 4],
  copyToWeekend: [5, 6],
};

/** A row of the week: its spans, and what else the day can be. */
export function hoursDay(row: HoursDay) {
  const { language, name, isHolidays, spans, set, copyTo } = row;
  const words = editorWords[language];
  const known = spans ?? [];
  const unknown = isHolidays ? words.holidaysLikeDays : words.unknownDay;
  const chosen = (event: CustomEvent<{ item: { value?: string } }>) => {
    const value = event.detail.item.value ?? '';
    if (value === 'add') set([...(isWholeDay(known) ? [] : known), nextSpan(known)]);
    else if (value === 'all-day') set([WHOLE_DAY]);
    else if (value === 'closed') set([]);
    else if (value === 'unknown') set(null);
    else if (value in TARGETS) copyTo(TARGETS[value as keyof typeof TARGETS]);
  };
  return html`<tr>
    <th scope="row">${name}</th>
    <td>
      <span class="spans">
        ${
          !spans
            ? html`<span class="quiet">${unknown}</span>`
            : spans.length === 0
              ? html`<span class="quiet">${words.closedDay}</span>`
              : isWholeDay(spans)
                ? html`<span>${words.allDay}</span>`
                : spans.map((_, place) => spanFields(row, spans, place))
        }
        <wa-dropdown @wa-select=${chosen}>
          <button type="button" slot="trigger" class="plain" aria-label=${`${name}…`}>⋯</button>
          <wa-dropdown-item value="add">${words.addSpan}</wa-dropdown-item>
          <wa-dropdown-item value="all-day">${words.allDay}</wa-dropdown-item>
          <wa-dropdown-item value="closed">${words.closedDay}</wa-dropdown-item>
          <wa-dropdown-item value="unknown">${unknown}</wa-dropdown-item>
          ${
            isHolidays
              ? nothing
              : Object.keys(TARGETS).map(
                  (target) => html`<wa-dropdown-item value=${target}
                    >${words.copyTo} ${words[target as keyof typeof TARGETS]}</wa-dropdown-item
                  >`,
                )
          }
        </wa-dropdown>
      </span>
    </td>
  </tr>`;
}

function spanFields({ language, name, set }: HoursDay, spans: readonly OpeningSpan[], place: number) {
  const words = editorWords[language];
  const [opens, closes] = spans[place]!;
  const label = `${name} ${place + 1}`;
  const change = (span: OpeningSpan) => set(spans.map((one, at) => (at === place ? span : one)));
  const given = (event: Event) => (event.target as HTMLInputElement).value;
  return html`<span class="span">
    <input
      type="time"
      aria-label=${words.opensAt(label)}
      .value=${opens}
      @change=${(event: Event) => change([given(event) || opens, closes])}
    />–<input
      type="time"
      aria-label=${words.closesAt(label)}
      .value=${closes === '24:00' ? '00:00' : closes}
      @change=${(event: Event) => change([opens, midnight(given(event) || closes)])}
    />
    <button
      type="button"
      class="plain"
      aria-label=${`${words.removeSpan} ${label}`}
      @click=${() => set(spans.filter((_, at) => at !== place))}
    >
      ✕
    </button>
  </span>`;
}

/** A time field says 00:00 for the end of the day. */
const midnight = (time: string): string => (time === '00:00' ? '24:00' : time);

function nextSpan(spans: readonly OpeningSpan[]): OpeningSpan {
  const last = spans.at(-1);
  if (!last || isWholeDay(spans)) return ['09:00', '18:00'];
  const hour = Math.min(Number(last[1].slice(0, 2)) + 1, 22);
  return [`${String(hour).padStart(2, '0')}:00`, `${String(Math.min(hour + 3, 23)).padStart(2, '0')}:00`];
}
