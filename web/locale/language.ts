import type { Language } from '../../shared/language.ts';

/**
 * The language of a page: what its address asks for (`?lang=en`), else what was chosen before, else the browser's
 * first choice; Chinese unless that is something else.
 */
export function languageOf(search: string, stored: string | null, browser: string): Language {
  for (const wish of [new URLSearchParams(search).get('lang'), stored]) {
    if (wish === 'en' || wish === 'zh-CN') return wish;
    if (wish?.startsWith('zh')) return 'zh-CN';
  }
  return /^zh\b/i.test(browser) || browser === '' ? 'zh-CN' : 'en';
}
