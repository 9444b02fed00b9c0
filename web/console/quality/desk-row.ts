// One line of a list: which store, what is doubtful about it, and what can be done at once.
import { html, nothing, type TemplateResult } from 'lit';
import { addressLine } from '../../../shared/address.ts';
import { distanceInWords } from '../../../shared/distance-words.ts';
import type { Language } from '../../../shared/language.ts';
import type { DeskStore } from '../../../shared/quality.ts';
import { qualityWords } from '../../locale/console/quality-words.ts';
import type { DeskItem } from './desk-lists.ts';

export const fullName = ({ name, branch }: Pick<DeskStore, 'name' | 'branch'>): string =>
  branch ? `${name}（${branch}）` : name;

const storeLine = (store: DeskStore) => html`<div class="store">
  <a href="#/store?id=${store.id}">${fullName(store)}</a>
  <span class="quiet">${[addressLine(store.address), store.phones.join(' / ')].filter(Boolean).join(' · ')}</span>
</div>`;

/** The stores of an item. */
export const storesCell = (item: DeskItem): TemplateResult =>
  html`${storeLine(item.store)}${item.kind === 'finding' && item.duplicate && item.other ? storeLine(item.other) : nothing}`;

/** What is doubtful, in words. */
export function doubtCell(item: DeskItem, language: Language): TemplateResult {
  const words = qualityWords[language];
  const day = (instant: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(instant));
  switch (item.kind) {
    case 'reported':
      return html`<ul>
        ${item.reports.map(
          ({ reason, note, near, at }) => html`<li>
            <strong>${words.reasons[reason]}</strong>${note ? `：${note}` : ''}
            <span class="quiet">
              ${[near && words.near(`${near.latitude.toFixed(2)}, ${near.longitude.toFixed(2)}`), day(at)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>`,
        )}
      </ul>`;
    case 'finding':
      if (item.duplicate) {
        const { meters, alike } = item.duplicate;
        return html`${[words.metersApart(distanceInWords(meters, language)), ...alike.map((what) => words.alike[what])].join(' · ')}`;
      }
      return html`${item.position ? words.doubt(item.position) : nothing}
      ${item.other ? html`<span class="quiet">${words.compared(fullName(item.other))}</span>` : nothing}`;
    case 'cover':
      return html`${words.faultAt(item.fault, day(item.checkedAt))}
        <div class="quiet">${item.cover}</div>`;
    case 'store': {
      const { confirmedAt } = item.store;
      return html`${confirmedAt ? words.lastConfirmed(day(confirmedAt)) : words.neverConfirmed}`;
    }
  }
}
