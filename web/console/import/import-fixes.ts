import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../shared/language.ts';
import type { ImportJob, ImportOptions } from '../../api/imports.ts';
import { importWords } from '../../locale/console/import-words.ts';
import { baseStyles, buttonStyles } from '../../style/controls.ts';
import { DecisionEvent } from './import-reading.ts';

type Fix = { readonly text: string; readonly button: string; readonly options: ImportOptions };

/**
 * What would mend doubts and refusals of an import, to be decided by a person: nothing is fixed in silence.
 * @fires import-decision
 */
export class ImportFixes extends LitElement {
  static override properties = { language: {}, job: { attribute: false } };
  declare language: Language;
  declare job: ImportJob;

  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px;
        margin: 0 0 8px;
      }
    `,
  ];

  override render() {
    const fixes = this.#fixes();
    if (fixes.length === 0) return nothing;
    return fixes.map(
      ({ text, button, options }) =>
        html`<p>
          ${text}<button @click=${() => this.dispatchEvent(new DecisionEvent(options))}>${button}</button>
        </p>`,
    );
  }

  #fixes(): Fix[] {
    const { options, summary, refusal } = this.job;
    const { fixes } = importWords[this.language];
    const number = new Intl.NumberFormat(this.language);
    const rows = (counts: Readonly<Record<string, number>> | undefined, reason: string) =>
      counts?.[reason] ?? 0;
    const offered = (
      count: number,
      isDecided: boolean | undefined,
      name: keyof typeof fixes,
      to: ImportOptions,
    ) =>
      count === 0 || isDecided
        ? []
        : [{ text: fixes[name].text(number.format(count)), button: fixes[name].button, options: to }];
    const { rejections, doubts } = summary ?? {};
    return [
      ...offered(rows(rejections, 'coord-swapped'), options.swapAxes, 'swapAxes', { swapAxes: true }),
      ...offered(rows(doubts, 'fits-other-datum'), false, 'otherDatum', { datum: null }),
      ...offered(rows(doubts, 'leading-zero'), options.matchLeadingZeros, 'zeros', {
        matchLeadingZeros: true,
      }),
      ...offered(rows(rejections, 'missing-coordinates'), options.geocode, 'geocode', { geocode: true }),
      ...offered(rows(doubts, 'hidden-row'), options.skipHidden, 'hidden', { skipHidden: true }),
      ...offered(refusal?.reason === 'too-many-absent' ? 1 : 0, false, 'ceiling', { closeAbsentCeiling: 1 }),
    ];
  }
}

customElements.define('import-fixes', ImportFixes);
