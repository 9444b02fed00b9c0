import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import { storeWords } from '../../locale/console/store-words.ts';
import { COLUMNS, type ColumnName } from './store-columns.ts';

type CountLine = {
  readonly language: Language;
  /** Undefined while nobody has said. */
  readonly count: number | undefined;
  /** Rows that are in sight did not come. */
  readonly isFailed: boolean;
  /** Nobody has written stores since they were listed. */
  readonly isCurrent: boolean;
  readonly mapShown: boolean;
  readonly columns: readonly ColumnName[];
  readonly mayAdd: boolean;
  readonly refresh: () => void;
  readonly toggleMap: () => void;
  readonly toggleColumn: (column: string) => void;
  readonly add: () => void;
};

/** Over the table: how many stores there are, what is shown of them, and a new one. */
export function countLine(line: CountLine) {
  const { language, count } = line;
  const words = storeWords[language];
  return html`<div class="line">
    <span role="status"
      >${count === undefined ? words.loading : words.found(new Intl.NumberFormat(language).format(count))}</span
    >
    ${
      line.isFailed
        ? html`<span role="alert"
            ><button class="plain" @click=${line.refresh}>${words.failed} · ${words.retry}</button></span
          >`
        : line.isCurrent
          ? nothing
          : html`<button class="plain" @click=${line.refresh}>${words.stale} · ${words.refresh}</button>`
    }
    <span class="spring"></span>
    <button aria-pressed=${line.mapShown} @click=${line.toggleMap}>
      <wa-icon name="map"></wa-icon>${words.showMap}
    </button>
    <wa-dropdown
      @wa-select=${(event: CustomEvent<{ item: { value?: string } }>) =>
        line.toggleColumn(event.detail.item.value ?? '')}
    >
      <button slot="trigger"><wa-icon name="columns"></wa-icon>${words.chooseColumns}</button>
      ${COLUMNS.filter(({ name }) => name !== 'name').map(
        ({ name }) => html`<wa-dropdown-item
          value=${name}
          type="checkbox"
          ?checked=${line.columns.includes(name)}
          >${words.columns[name]}</wa-dropdown-item
        >`,
      )}
    </wa-dropdown>
    ${
      line.mayAdd
        ? html`<button class="primary" @click=${line.add}><wa-icon name="plus"></wa-icon>${words.create}</button>`
        : nothing
    }
  </div>`;
}
