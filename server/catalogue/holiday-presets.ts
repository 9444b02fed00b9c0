// Public holidays of the mainland as announced, with the weekend days that are worked in exchange: out of chinese-days.
import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { HolidayPreset } from '../../shared/holiday-set.ts';

/** Of one year, in its order; empty where nothing is announced for it. */
export function holidayPresets(year: number): HolidayPreset[] {
  const presets = new Map<string, HolidayPreset>();
  for (const [kind, days] of [
    ['holiday', calendar.holidays],
    ['worked', calendar.workdays],
  ] as const) {
    for (const [date, text] of Object.entries(days)) {
      if (!date.startsWith(`${year}-`)) continue;
      // 'National Day,国庆节,3': its names, and how many days it has.
      const [nameEn = '', name = nameEn] = String(text).split(',');
      const preset = presets.get(name) ?? { name, nameEn, year, days: [] };
      preset.days.push({ date, kind });
      presets.set(name, preset);
    }
  }
  const ordered = [...presets.values()];
  for (const { days } of ordered) days.sort((a, b) => (a.date < b.date ? -1 : 1));
  return ordered.sort((a, b) => (a.days[0]!.date < b.days[0]!.date ? -1 : 1));
}
