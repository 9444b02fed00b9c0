// Where somebody's rights end, as one line of text: 省:广东省、市:深圳市、标签:直营; or province:…, city:…, tag:….
import type { Limits } from '../../../shared/access.ts';
import type { Language } from '../../../shared/language.ts';

const NAMES: Readonly<Record<Language, Readonly<Record<keyof Limits, string>>>> = {
  'zh-CN': { provinces: '省', cities: '市', tags: '标签' },
  en: { provinces: 'province', cities: 'city', tags: 'tag' },
};

export const limitsText = (limits: Limits | null, language: Language): string =>
  Object.entries(limits ?? {})
    .flatMap(([kind, values]) => values.map((value) => `${NAMES[language][kind as keyof Limits]}:${value}`))
    .join(language === 'en' ? ', ' : '、');

/** In either language. Undefined when a part has no kind that is known; null for none at all. */
export function readLimits(text: string): Limits | null | undefined {
  const limits: { [Kind in keyof Limits]?: string[] } = {};
  for (const part of text.split(/[、,，;；]/)) {
    if (part.trim() === '') continue;
    const [name = '', value] = part.split(/[:：]/, 2).map((side) => side.trim());
    const kind = kindOf(name.toLowerCase());
    if (kind === undefined || !value) return undefined;
    limits[kind] = [...(limits[kind] ?? []), value];
  }
  return Object.keys(limits).length === 0 ? null : limits;
}

const kindOf = (name: string) =>
  Object.values(NAMES)
    .flatMap((names) => Object.entries(names))
    .find(([, own]) => own === name)?.[0] as keyof Limits | undefined;
