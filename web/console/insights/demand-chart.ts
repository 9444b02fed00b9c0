import { css, html, svg } from 'lit';
import type { DemandDay } from '../../../shared/insights.ts';
import type { Language } from '../../../shared/language.ts';
import { insightWords } from '../../locale/console/insight-words.ts';

export const DAY_MILLISECONDS = 86_400_000;
const MOST_DAYS = 366;

/** A bar for each day between the two, those without a click too. */
export function dayChart(days: readonly DemandDay[], from: string, until: string, language: Language) {
  const words = insightWords[language];
  const number = new Intl.NumberFormat(language);
  const byDay = new Map(totalsBy(days, ({ day }) => day).map((total) => [total.name, total]));
  const shown = daysBetween(from, until);
  const most = Math.max(1, ...[...byDay.values()].map(({ clicks }) => clicks));
  const bars = shown.map((day, index) => {
    const { clicks = 0, missed = 0 } = byDay.get(day) ?? {};
    const [height, missedHeight] = [(100 * clicks) / most, (100 * missed) / most];
    return svg`<g>
      <title>${words.dayLabel(day, number.format(clicks), number.format(missed))}</title>
      <rect class="all" x=${index + 0.1} y=${100 - height} width="0.8" height=${height}></rect>
      <rect class="missed" x=${index + 0.1} y=${100 - missedHeight} width="0.8" height=${missedHeight}></rect>
    </g>`;
  });
  return html`<svg viewBox="0 0 ${shown.length} 100" preserveAspectRatio="none" role="img" aria-label=${words.days}>
      ${bars}
    </svg>
    <small class="quiet">${from} – ${until} · ${words.daysMore}</small>`;
}

/** As long as the city's share of what was asked `most`. */
export const cityBar = (clicks: number, missed: number, most: number) => html`<svg
  class="bar"
  viewBox="0 0 ${most} 1"
  preserveAspectRatio="none"
  aria-hidden="true"
>
  <rect class="all" width=${clicks} height="1"></rect>
  <rect class="missed" width=${missed} height="1"></rect>
</svg>`;

export const chartStyles = css`
  svg {
    display: block;
    width: 100%;
    height: 140px;
  }
  svg.bar {
    min-width: 80px;
    height: 10px;
  }
  .all {
    fill: var(--line-strong);
  }
  .missed {
    fill: var(--bad);
  }
`;

type Total = { readonly name: string; readonly clicks: number; readonly missed: number };

/** Most clicks first. */
export function totalsBy(days: readonly DemandDay[], name: (day: DemandDay) => string): Total[] {
  const totals = new Map<string, Total>();
  for (const day of days) {
    const { clicks = 0, missed = 0 } = totals.get(name(day)) ?? {};
    totals.set(name(day), { name: name(day), clicks: clicks + day.clicks, missed: missed + day.missed });
  }
  return [...totals.values()].sort((a, b) => b.clicks - a.clicks);
}

/** `2026-10-01`, in UTC. */
export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

function daysBetween(from: string, until: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(until)];
  const days = Math.max(1, Math.min(MOST_DAYS, Math.round((last - first) / DAY_MILLISECONDS) + 1));
  return Array.from({ length: days }, (_, index) => dayOf(first + index * DAY_MILLISECONDS));
}
