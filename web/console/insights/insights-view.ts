import { ContextConsumer } from '@lit/context';
import { Task } from '@lit/task';
import { css, html, LitElement, nothing } from 'lit';
import type { Bbox } from '../../../shared/bbox.ts';
import { distanceInWords } from '../../../shared/distance-words.ts';
import { type DemandCell, type DemandDay, MISSED_METERS, type StorePuts } from '../../../shared/insights.ts';
import { ops } from '../../api/ops.ts';
import { offerFile } from '../../elements/offer-file.ts';
import { insightWords } from '../../locale/console/insight-words.ts';
import type { AreaChangeEvent } from '../../map/catalogue-events.ts';
import '../../map/catalogue-map.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';
import { consoleContext } from '../console-context.ts';
import { pageStyles } from '../page-styles.ts';
import { TilesInUse } from '../tiles-in-use.ts';
import { whatIsRead } from '../what-is-read.ts';
import { demandBins, isMissed } from './demand-bins.ts';
import { chartStyles, cityBar, DAY_MILLISECONDS, dayChart, dayOf, totalsBy } from './demand-chart.ts';

const SHOWN_DAYS = 30;
const SHOWN_CITIES = 12;
const WANTED = 5;

/** What customers asked for, and in vain: on the map, by day, by city; and which stores were put. */
export class InsightsView extends LitElement {
  static override properties = {
    from: { state: true },
    until: { state: true },
    onlyMissed: { state: true },
    area: { state: true },
  };
  /** Days, in UTC, both included. */
  declare from: string;
  declare until: string;
  declare onlyMissed: boolean;
  declare area: Bbox;

  readonly #console = new ContextConsumer(this, { context: consoleContext, subscribe: true });
  readonly #tiles = new TilesInUse(this);
  readonly #all = new Task(this, {
    args: () => [this.from, this.until, this.onlyMissed] as const,
    task: async ([from, until, onlyMissed], { signal }) => {
      const query = { from, until };
      const [cells, days, puts] = await Promise.all([
        ops<{ cells: DemandCell[] }>('/insights/cells', {
          query: { ...query, nearestOver: onlyMissed ? MISSED_METERS : 0 },
          signal,
        }),
        ops<{ days: DemandDay[] }>('/insights/days', { query, signal }),
        ops<{ stores: StorePuts[] }>('/insights/puts', { query: { ...query, limit: 20 }, signal }),
      ]);
      return { cells: cells.body.cells, days: days.body.days, puts: puts.body.stores };
    },
  });

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    pageStyles,
    chartStyles,
    css`
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px;
        margin-bottom: 16px;
      }
      .line label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      catalogue-map {
        height: 360px;
        border: 1px solid var(--line);
        border-radius: 6px;
      }
      .two {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(320px, 1fr));
        gap: 20px;
      }
      ol {
        margin: 0;
        padding-inline-start: 20px;
      }
    `,
  ];

  constructor() {
    super();
    const today = Date.now();
    this.from = dayOf(today - (SHOWN_DAYS - 1) * DAY_MILLISECONDS);
    this.until = dayOf(today);
    this.onlyMissed = false;
    this.area = [-180, -85, 180, 85];
  }

  override render() {
    const { language } = this.#console.value!;
    const words = insightWords[language];
    const all = this.#all.value;
    const field = (name: 'from' | 'until') => html`<label
      >${words[name]}<input
        type="date"
        required
        .value=${this[name]}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value) this[name] = value;
        }}
    /></label>`;
    return html`
      <div class="line">
        ${field('from')} ${field('until')}
        <label
          ><input
            type="checkbox"
            .checked=${this.onlyMissed}
            @change=${(event: Event) => {
              this.onlyMissed = (event.target as HTMLInputElement).checked;
            }}
          />${words.onlyMissed}</label
        >
        ${all ? html`<button @click=${() => this.#export(all.cells)}>${words.export}</button>` : nothing}
      </div>
      ${whatIsRead(this.#all, language, (all) => this.#shown(all))}
    `;
  }

  #shown({ cells, days, puts }: { cells: DemandCell[]; days: DemandDay[]; puts: StorePuts[] }) {
    const { language } = this.#console.value!;
    const words = insightWords[language];
    const number = new Intl.NumberFormat(language);
    const wanted = cells.filter(isMissed).slice(0, WANTED);
    const cities = totalsBy(days, ({ city }) => city).slice(0, SHOWN_CITIES);
    return html`
      <section>
        <h2>${words.map}</h2>
        <p class="quiet">${words.mapMore}</p>
        <catalogue-map
          .language=${language}
          .tiles=${this.#tiles.shown}
          .clusters=${demandBins(cells, this.area)}
          @area-change=${({ bbox }: AreaChangeEvent) => {
            this.area = bbox;
          }}
        ></catalogue-map>
        ${
          wanted.length > 0
            ? html`<h3>${words.wanted}</h3>
                <ol>
                  ${wanted.map(
                    ({ latitude, longitude, clicks, nearestMeters }) => html`<li>
                      ${latitude.toFixed(2)}, ${longitude.toFixed(2)} ·
                      ${words.wantedLine(
                        number.format(clicks),
                        nearestMeters === null ? words.noStore : distanceInWords(nearestMeters, language),
                      )}
                    </li>`,
                  )}
                </ol>`
            : nothing
        }
      </section>
      <div class="two">
        <section>
          <h2>${words.days}</h2>
          ${days.length === 0 ? html`<p class="quiet">${words.none}</p>` : dayChart(days, this.from, this.until, language)}
        </section>
        <section>
          <h2>${words.cities}</h2>
          ${
            days.length === 0
              ? html`<p class="quiet">${words.none}</p>`
              : html`<table>
                  <thead>
                    <tr>
                      <th>${words.city}</th>
                      <td></td>
                      <th>${words.clicks}</th>
                      <th>${words.missed}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${cities.map(
                      ({ name, clicks, missed }) => html`<tr>
                        <td>${name || words.elsewhere}</td>
                        <td>${cityBar(clicks, missed, cities[0]!.clicks)}</td>
                        <td>${number.format(clicks)}</td>
                        <td>${number.format(missed)}</td>
                      </tr>`,
                    )}
                  </tbody>
                </table>`
          }
        </section>
      </div>
      <section>
        <h2>${words.puts}</h2>
        <p class="quiet">${words.putsMore}</p>
        ${
          puts.length === 0
            ? html`<p class="quiet">${words.none}</p>`
            : html`<table>
                <tbody>
                  ${puts.map(
                    ({ id, name, branch, puts }) => html`<tr>
                      <td><a href="#/store?id=${id}">${name} ${branch ?? ''}</a></td>
                      <td>${number.format(puts)}</td>
                    </tr>`,
                  )}
                </tbody>
              </table>`
        }
      </section>
    `;
  }

  #export(cells: readonly DemandCell[]) {
    const lines = cells.map(({ latitude, longitude, clicks, nearestMeters }) =>
      [latitude.toFixed(2), longitude.toFixed(2), clicks, nearestMeters ?? ''].join(','),
    );
    const text = `\ufefflatitude,longitude,clicks,nearest_meters\r\n${lines.join('\r\n')}\r\n`;
    offerFile(`demand-${this.from}-${this.until}.csv`, new Blob([text], { type: 'text/csv' }));
  }
}

customElements.define('insights-view', InsightsView);
