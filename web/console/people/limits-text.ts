// Where somebody's rights end, as one line of text: 省:广东省、市:深圳市、标签:直营.
import type { Limits } from '../../../shared/access.ts';

const KINDS = { 省: 'provinces', 市: 'cities', 标签: 'tags' } as const;
const NAMES: Readonly<Record<keyof Limits, string>> = { provinces: '省', cities: '市', tags: '标签' };

export const limitsText = (limits: Limits | null): string =>
  Object.entries(limits ?? {})
    .flatMap(([kind, values]) => values.map((value) => `${NAMES[kind as keyof Limits]}:${value}`))
    .join('、');

/** Undefined when a part has no kind that is known; null for none at all. */
export function readLimits(text: string): Limits | null | undefined {
  const limits: { provinces?: string[]; cities?: string[]; tags?: string[] } = {};
  for (const part of text.split(/[、,，;；]/)) {
    if (part.trim() === '') continue;
    const [name, value] = part.split(/[:：]/, 2).map((side) => side.trim());
    const kind = KINDS[name as keyof typeof KINDS];
    if (kind === undefined || !value) return undefined;
    limits[kind] = [...(limits[kind] ?? []), value];
  }
  return Object.keys(limits).length === 0 ? null : limits;
}
