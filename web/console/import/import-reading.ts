import { css, html, LitElement, nothing } from 'lit';
import { FIELDS, type Field, type Mapping } from '../../../shared/import-fields.ts';
import type { Language } from '../../../shared/language.ts';
import type { ImportJob, ImportOptions } from '../../api/imports.ts';
import { importWords } from '../../locale/console/import-words.ts';
import { baseStyles, buttonStyles, fieldStyles } from '../../style/controls.ts';

/** The file is to be read another way. */
export class DecisionEvent extends Event {
  readonly options: ImportOptions;
  constructor(options: ImportOptions) {
    super('import-decision');
    this.options = options;
  }
}

const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'];
const DELIMITERS = [',', ';', '\t', '|'];
const CHOICES = [
  'emptyClears',
  'closeAbsent',
  'swapAxes',
  'matchLeadingZeros',
  'skipHidden',
  'geocode',
] as const;

/**
 * How a file was read, all of it to be changed: encoding, separator, sheet, header, and what each column means.
 * @fires import-decision  DecisionEvent
 */
export class ImportReading extends LitElement {
  static override properties = { language: {}, job: { attribute: false } };
  declare language: Language;
  declare job: ImportJob;

  static override styles = [
    baseStyles,
    buttonStyles,
    fieldStyles,
    css`
      .how {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 12px;
        margin-bottom: 12px;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        font-size: 13px;
      }
      .checks {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(280px, 1fr));
        gap: 6px;
        margin: 12px 0;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
      }
      table {
        width: 100%;
        margin-top: 8px;
        border-collapse: collapse;
        font-size: 13px;
      }
      th,
      td {
        padding: 4px 10px 4px 0;
        border-bottom: 1px solid var(--line);
        text-align: start;
        overflow-wrap: anywhere;
      }
      .quiet {
        color: var(--text-quiet);
      }
      input[type='number'] {
        width: 80px;
      }
    `,
  ];

  override render() {
    const words = importWords[this.language];
    const { summary, options } = this.job;
    if (!summary) return nothing;
    const tabular = summary.format === 'csv' || summary.format === 'xlsx';
    return html`
      <div class="how">
        <span>${words.format}：${summary.format.toUpperCase()}</span>
        ${
          summary.encoding && summary.format !== 'xlsx'
            ? this.#choice(words.encoding, 'encoding', options.encoding ?? '', ENCODINGS, summary.encoding)
            : nothing
        }
        ${
          summary.delimiter
            ? this.#choice(
                words.delimiter,
                'delimiter',
                options.delimiter ?? '',
                DELIMITERS,
                words.delimiters[summary.delimiter] ?? summary.delimiter,
                (value) => words.delimiters[value] ?? value,
              )
            : nothing
        }
        ${
          summary.sheets.length > 1
            ? this.#choice(words.sheet, 'sheet', summary.sheet ?? '', summary.sheets, undefined)
            : nothing
        }
        ${
          tabular && summary.headerRow !== null
            ? html`<label
                >${words.headerRow}<input
                  type="number"
                  min="1"
                  max="1000"
                  .value=${`${summary.headerRow}`}
                  @change=${(event: Event) =>
                    this.#fire({ headerRow: Number((event.target as HTMLInputElement).value) || null })}
              /></label>`
            : nothing
        }
      </div>
      <details ?open=${!summary.columns.some(({ field }) => field === 'name')}>
        <summary>${words.columns}</summary>
        <table>
          <thead>
            <tr>
              <th>${words.column}</th>
              <th>${words.meaning}</th>
              <th>${words.samples}</th>
            </tr>
          </thead>
          <tbody>
            ${summary.columns.map(
              ({ name, field, samples }) => html`<tr>
                <td>${name}</td>
                <td>
                  <select
                    aria-label=${`${name}: ${words.meaning}`}
                    @change=${(event: Event) => this.#map(name, (event.target as HTMLSelectElement).value)}
                  >
                    <option value="" ?selected=${field === null}>${words.ignore}</option>
                    ${FIELDS.map(
                      (one) =>
                        html`<option value=${one} ?selected=${one === field}>${words.fields[one] ?? one}</option>`,
                    )}
                  </select>
                </td>
                <td class="quiet">${samples.join(' · ')}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </details>
      <div class="checks" role="group" aria-label=${words.options}>
        ${CHOICES.map(
          (name) => html`<label
            ><input
              type="checkbox"
              .checked=${options[name] === true}
              @change=${(event: Event) => this.#fire({ [name]: (event.target as HTMLInputElement).checked })}
            />${words[name]}</label
          >`,
        )}
        <label
          ><input
            type="checkbox"
            .checked=${options.newStatus === 'draft'}
            @change=${(event: Event) =>
              this.#fire({ newStatus: (event.target as HTMLInputElement).checked ? 'draft' : 'published' })}
          />${words.asDrafts}</label
        >
      </div>
    `;
  }

  /** @param detected  what was found where nobody decided; undefined: there is always a decision */
  #choice(
    label: string,
    name: 'encoding' | 'delimiter' | 'sheet',
    value: string,
    options: readonly string[],
    detected: string | undefined,
    text: (option: string) => string = (option) => option,
  ) {
    const words = importWords[this.language];
    return html`<label
      >${label}
      <select @change=${(event: Event) => this.#fire({ [name]: (event.target as HTMLSelectElement).value || null })}>
        ${detected === undefined ? nothing : html`<option value="">${words.detected}：${detected}</option>`}
        ${options.map((option) => html`<option value=${option} ?selected=${option === value}>${text(option)}</option>`)}
      </select>
    </label>`;
  }

  #map(column: string, field: string) {
    const { summary } = this.job;
    const all = Object.fromEntries(
      summary!.columns.map(({ name, field: read }) => [name, read as Field | null]),
    );
    const mapping: Mapping = { ...all, [column]: (field || null) as Field | null };
    this.#fire({ mapping });
  }

  #fire(options: ImportOptions) {
    this.dispatchEvent(new DecisionEvent(options));
  }
}

customElements.define('import-reading', ImportReading);
