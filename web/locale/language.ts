import type { Language } from '../../shared/language.ts';

/** The language of a page: what its address asks for (`?lang=en`), else the browser's first; Chinese if none is said. */
export function languageOf(search: string, browser: string): Language {
  const asked = new URLSearchParams(search).get('lang');
  if (asked === 'en' || asked === 'zh-CN') return asked;
  return /^(zh\b|$)/i.test(browser) ? 'zh-CN' : 'en';
}
